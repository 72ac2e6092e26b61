// Generated from Protos/tutelage/internal/v1/worker.proto by Scripts/generate. Do not edit.
// swift-format-ignore-file

import CMessages

/// Asks for a job.
package struct LeaseRequest: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.internal.v1.LeaseRequest"

    /// The worker's name for logs.
    package var worker: String

    /// Its process.
    package var processID: Int64

    /// The job that it was started for; 0: the next one.
    package var jobID: Int64

    /// The instruction set of its kernels; a checkpoint of another is refused.
    package var instructionSet: String

    /// The core that its BLAS chose; a checkpoint of another is refused.
    package var blasCore: String

    /// Creates a message whose fields all have their default values.
    package init() { self.init(worker: "") }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        worker: String = "",
        processID: Int64 = 0,
        jobID: Int64 = 0,
        instructionSet: String = "",
        blasCore: String = ""
    ) {
        self.worker = worker
        self.processID = processID
        self.jobID = jobID
        self.instructionSet = instructionSet
        self.blasCore = blasCore
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__internal__v1__lease_request__unpack,
            convert: { message throws(MessageError) in try unsafe LeaseRequest(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__Internal__V1__LeaseRequest>) throws(MessageError) {
        let worker = try unsafe Unpacking.string(c.pointee.worker, "tutelage.internal.v1.LeaseRequest", "worker")
        let processID = unsafe c.pointee.process_id
        let jobID = unsafe c.pointee.job_id
        let instructionSet = try unsafe Unpacking.string(c.pointee.instruction_set, "tutelage.internal.v1.LeaseRequest", "instruction_set")
        let blasCore = try unsafe Unpacking.string(c.pointee.blas_core, "tutelage.internal.v1.LeaseRequest", "blas_core")
        self.init(
            worker: worker,
            processID: processID,
            jobID: jobID,
            instructionSet: instructionSet,
            blasCore: blasCore
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if !worker.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(worker.utf8.count)
        }
        if processID != 0 {
            size += 1 + Packing.varintSize(processID)
        }
        if jobID != 0 {
            size += 1 + Packing.varintSize(jobID)
        }
        if !instructionSet.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(instructionSet.utf8.count)
        }
        if !blasCore.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(blasCore.utf8.count)
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if !worker.isEmpty {
            buffer.append(0x0a)
            Packing.string(worker, &buffer)
        }
        if processID != 0 {
            buffer.append(0x10)
            Packing.varint(processID, &buffer)
        }
        if jobID != 0 {
            buffer.append(0x18)
            Packing.varint(jobID, &buffer)
        }
        if !instructionSet.isEmpty {
            buffer.append(0x22)
            Packing.string(instructionSet, &buffer)
        }
        if !blasCore.isEmpty {
            buffer.append(0x2a)
            Packing.string(blasCore, &buffer)
        }
    }
}

/// A lease, or none.
package struct LeaseReply: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.internal.v1.LeaseReply"

    /// The lease; unset: there is nothing to do.
    package var lease: Lease?

    /// Creates a message whose fields all have their default values.
    package init() { self.init(lease: nil) }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        lease: Lease? = nil
    ) {
        self.lease = lease
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__internal__v1__lease_reply__unpack,
            convert: { message throws(MessageError) in try unsafe LeaseReply(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__Internal__V1__LeaseReply>) throws(MessageError) {
        let lease: Lease?
        if let found = unsafe c.pointee.lease {
            lease = try unsafe Lease(unpacked: found)
        } else {
            lease = nil
        }
        self.init(
            lease: lease
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if let value = lease {
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if let value = lease {
            buffer.append(0x0a)
            Packing.message(value, &buffer)
        }
    }
}

/// A job in a worker's hands.
package struct Lease: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.internal.v1.Lease"

    /// The job's number.
    package var jobID: Int64

    /// Grows with every lease of this job; sent with everything that the worker writes.
    package var fencingToken: Int64

    /// Which attempt this is, from 1.
    package var attempt: UInt32

    /// What to do: the job's kind, run, network, input specification and classes, as JSON.
    package var specificationJSON: [UInt8]

    /// The snapshot to learn from, an absolute path.
    package var snapshotPath: String

    /// The checkpoint to resume from if it exists, and to write; an absolute path.
    package var checkpointPath: String

    /// The file to write the weights to, an absolute path.
    package var weightsPath: String

    /// The teacher's weights, an absolute path; empty: there is no teacher.
    package var teacherWeightsPath: String

    /// How often a heartbeat must come, in milliseconds.
    package var heartbeatMilliseconds: UInt32

    /// How long the lease lasts after a heartbeat, in milliseconds.
    package var leaseMilliseconds: UInt32

    /// Creates a message whose fields all have their default values.
    package init() { self.init(jobID: 0) }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        jobID: Int64 = 0,
        fencingToken: Int64 = 0,
        attempt: UInt32 = 0,
        specificationJSON: [UInt8] = [],
        snapshotPath: String = "",
        checkpointPath: String = "",
        weightsPath: String = "",
        teacherWeightsPath: String = "",
        heartbeatMilliseconds: UInt32 = 0,
        leaseMilliseconds: UInt32 = 0
    ) {
        self.jobID = jobID
        self.fencingToken = fencingToken
        self.attempt = attempt
        self.specificationJSON = specificationJSON
        self.snapshotPath = snapshotPath
        self.checkpointPath = checkpointPath
        self.weightsPath = weightsPath
        self.teacherWeightsPath = teacherWeightsPath
        self.heartbeatMilliseconds = heartbeatMilliseconds
        self.leaseMilliseconds = leaseMilliseconds
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__internal__v1__lease__unpack,
            convert: { message throws(MessageError) in try unsafe Lease(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__Internal__V1__Lease>) throws(MessageError) {
        let jobID = unsafe c.pointee.job_id
        let fencingToken = unsafe c.pointee.fencing_token
        let attempt = unsafe c.pointee.attempt
        let specificationJSON = unsafe Unpacking.bytes(c.pointee.specification_json)
        let snapshotPath = try unsafe Unpacking.string(c.pointee.snapshot_path, "tutelage.internal.v1.Lease", "snapshot_path")
        let checkpointPath = try unsafe Unpacking.string(c.pointee.checkpoint_path, "tutelage.internal.v1.Lease", "checkpoint_path")
        let weightsPath = try unsafe Unpacking.string(c.pointee.weights_path, "tutelage.internal.v1.Lease", "weights_path")
        let teacherWeightsPath = try unsafe Unpacking.string(c.pointee.teacher_weights_path, "tutelage.internal.v1.Lease", "teacher_weights_path")
        let heartbeatMilliseconds = unsafe c.pointee.heartbeat_milliseconds
        let leaseMilliseconds = unsafe c.pointee.lease_milliseconds
        self.init(
            jobID: jobID,
            fencingToken: fencingToken,
            attempt: attempt,
            specificationJSON: specificationJSON,
            snapshotPath: snapshotPath,
            checkpointPath: checkpointPath,
            weightsPath: weightsPath,
            teacherWeightsPath: teacherWeightsPath,
            heartbeatMilliseconds: heartbeatMilliseconds,
            leaseMilliseconds: leaseMilliseconds
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if jobID != 0 {
            size += 1 + Packing.varintSize(jobID)
        }
        if fencingToken != 0 {
            size += 1 + Packing.varintSize(fencingToken)
        }
        if attempt != 0 {
            size += 1 + Packing.varintSize(UInt64(attempt))
        }
        if !specificationJSON.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(specificationJSON.count)
        }
        if !snapshotPath.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(snapshotPath.utf8.count)
        }
        if !checkpointPath.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(checkpointPath.utf8.count)
        }
        if !weightsPath.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(weightsPath.utf8.count)
        }
        if !teacherWeightsPath.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(teacherWeightsPath.utf8.count)
        }
        if heartbeatMilliseconds != 0 {
            size += 1 + Packing.varintSize(UInt64(heartbeatMilliseconds))
        }
        if leaseMilliseconds != 0 {
            size += 1 + Packing.varintSize(UInt64(leaseMilliseconds))
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if jobID != 0 {
            buffer.append(0x08)
            Packing.varint(jobID, &buffer)
        }
        if fencingToken != 0 {
            buffer.append(0x10)
            Packing.varint(fencingToken, &buffer)
        }
        if attempt != 0 {
            buffer.append(0x18)
            Packing.varint(UInt64(attempt), &buffer)
        }
        if !specificationJSON.isEmpty {
            buffer.append(0x22)
            Packing.bytes(specificationJSON, &buffer)
        }
        if !snapshotPath.isEmpty {
            buffer.append(0x2a)
            Packing.string(snapshotPath, &buffer)
        }
        if !checkpointPath.isEmpty {
            buffer.append(0x32)
            Packing.string(checkpointPath, &buffer)
        }
        if !weightsPath.isEmpty {
            buffer.append(0x3a)
            Packing.string(weightsPath, &buffer)
        }
        if !teacherWeightsPath.isEmpty {
            buffer.append(0x42)
            Packing.string(teacherWeightsPath, &buffer)
        }
        if heartbeatMilliseconds != 0 {
            buffer.append(0x48)
            Packing.varint(UInt64(heartbeatMilliseconds), &buffer)
        }
        if leaseMilliseconds != 0 {
            buffer.append(0x50)
            Packing.varint(UInt64(leaseMilliseconds), &buffer)
        }
    }
}

/// How a job goes.
package struct HeartbeatRequest: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.internal.v1.HeartbeatRequest"

    /// The job's number.
    package var jobID: Int64

    /// The lease's token.
    package var fencingToken: Int64

    /// What it is doing, in a word or two.
    package var phase: String

    /// Steps done, over all phases.
    package var step: UInt64

    /// Steps to do, over all phases.
    package var steps: UInt64

    /// The round of teacher and student, from 1; 0 where there are no rounds.
    package var round: UInt32

    /// Rounds to do; 0 where there are no rounds.
    package var rounds: UInt32

    /// The latest value of each metric.
    package var metrics: [String: Double]

    /// Creates a message whose fields all have their default values.
    package init() { self.init(jobID: 0) }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        jobID: Int64 = 0,
        fencingToken: Int64 = 0,
        phase: String = "",
        step: UInt64 = 0,
        steps: UInt64 = 0,
        round: UInt32 = 0,
        rounds: UInt32 = 0,
        metrics: [String: Double] = [:]
    ) {
        self.jobID = jobID
        self.fencingToken = fencingToken
        self.phase = phase
        self.step = step
        self.steps = steps
        self.round = round
        self.rounds = rounds
        self.metrics = metrics
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__internal__v1__heartbeat_request__unpack,
            convert: { message throws(MessageError) in try unsafe HeartbeatRequest(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__Internal__V1__HeartbeatRequest>) throws(MessageError) {
        let jobID = unsafe c.pointee.job_id
        let fencingToken = unsafe c.pointee.fencing_token
        let phase = try unsafe Unpacking.string(c.pointee.phase, "tutelage.internal.v1.HeartbeatRequest", "phase")
        let step = unsafe c.pointee.step
        let steps = unsafe c.pointee.steps
        let round = unsafe c.pointee.round
        let rounds = unsafe c.pointee.rounds
        var metrics: [String: Double] = [:]
        for index in 0..<(unsafe c.pointee.n_metrics) {
            guard let entry = unsafe c.pointee.metrics[index] else { continue }
            metrics[try unsafe Unpacking.string(entry.pointee.key, "tutelage.internal.v1.HeartbeatRequest", "key")] = unsafe entry.pointee.value
        }
        self.init(
            jobID: jobID,
            fencingToken: fencingToken,
            phase: phase,
            step: step,
            steps: steps,
            round: round,
            rounds: rounds,
            metrics: metrics
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if jobID != 0 {
            size += 1 + Packing.varintSize(jobID)
        }
        if fencingToken != 0 {
            size += 1 + Packing.varintSize(fencingToken)
        }
        if !phase.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(phase.utf8.count)
        }
        if step != 0 {
            size += 1 + Packing.varintSize(step)
        }
        if steps != 0 {
            size += 1 + Packing.varintSize(steps)
        }
        if round != 0 {
            size += 1 + Packing.varintSize(UInt64(round))
        }
        if rounds != 0 {
            size += 1 + Packing.varintSize(UInt64(rounds))
        }
        for (key, _) in metrics {
            size += 1 + Packing.lengthDelimitedSize(1 + Packing.lengthDelimitedSize(key.utf8.count) + 1 + 8)
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if jobID != 0 {
            buffer.append(0x08)
            Packing.varint(jobID, &buffer)
        }
        if fencingToken != 0 {
            buffer.append(0x10)
            Packing.varint(fencingToken, &buffer)
        }
        if !phase.isEmpty {
            buffer.append(0x1a)
            Packing.string(phase, &buffer)
        }
        if step != 0 {
            buffer.append(0x20)
            Packing.varint(step, &buffer)
        }
        if steps != 0 {
            buffer.append(0x28)
            Packing.varint(steps, &buffer)
        }
        if round != 0 {
            buffer.append(0x30)
            Packing.varint(UInt64(round), &buffer)
        }
        if rounds != 0 {
            buffer.append(0x38)
            Packing.varint(UInt64(rounds), &buffer)
        }
        for (key, value) in metrics.sorted(by: { $0.key < $1.key }) {
            buffer.append(0x42)
            Packing.varint(UInt64(1 + Packing.lengthDelimitedSize(key.utf8.count) + 1 + 8), &buffer)
            buffer.append(0x0a)
            Packing.string(key, &buffer)
            buffer.append(0x11)
            Packing.fixed64(value.bitPattern, &buffer)
        }
    }
}

/// Whether to go on.
package struct HeartbeatReply: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.internal.v1.HeartbeatReply"

    /// Stop and throw away: the job was cancelled. Answer with Fail, `cancelled`.
    package var cancel: Bool

    /// Write a checkpoint and stop: the server drains. Answer with Fail, `stopped`.
    package var stop: Bool

    /// Creates a message whose fields all have their default values.
    package init() { self.init(cancel: false) }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        cancel: Bool = false,
        stop: Bool = false
    ) {
        self.cancel = cancel
        self.stop = stop
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__internal__v1__heartbeat_reply__unpack,
            convert: { message throws(MessageError) in try unsafe HeartbeatReply(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__Internal__V1__HeartbeatReply>) throws(MessageError) {
        let cancel = unsafe c.pointee.cancel != 0
        let stop = unsafe c.pointee.stop != 0
        self.init(
            cancel: cancel,
            stop: stop
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if cancel {
            size += 1 + 1
        }
        if stop {
            size += 1 + 1
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if cancel {
            buffer.append(0x08)
            buffer.append(cancel ? 1 : 0)
        }
        if stop {
            buffer.append(0x10)
            buffer.append(stop ? 1 : 0)
        }
    }
}

/// A model that a job made.
package struct CompleteRequest: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.internal.v1.CompleteRequest"

    /// The job's number.
    package var jobID: Int64

    /// The lease's token.
    package var fencingToken: Int64

    /// The file with the weights, an absolute path, synchronized to disk.
    package var weightsPath: String

    /// The file's SHA-256, 32 bytes.
    package var weightsSHA256: [UInt8]

    /// The network's specification, as JSON.
    package var networkJSON: [UInt8]

    /// Every hyper-parameter of the run, as JSON.
    package var hyperParametersJSON: [UInt8]

    /// The last value of each metric.
    package var metrics: [String: Double]

    /// The instruction set of the kernels that made it.
    package var instructionSet: String

    /// The core that the BLAS chose.
    package var blasCore: String

    /// Creates a message whose fields all have their default values.
    package init() { self.init(jobID: 0) }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        jobID: Int64 = 0,
        fencingToken: Int64 = 0,
        weightsPath: String = "",
        weightsSHA256: [UInt8] = [],
        networkJSON: [UInt8] = [],
        hyperParametersJSON: [UInt8] = [],
        metrics: [String: Double] = [:],
        instructionSet: String = "",
        blasCore: String = ""
    ) {
        self.jobID = jobID
        self.fencingToken = fencingToken
        self.weightsPath = weightsPath
        self.weightsSHA256 = weightsSHA256
        self.networkJSON = networkJSON
        self.hyperParametersJSON = hyperParametersJSON
        self.metrics = metrics
        self.instructionSet = instructionSet
        self.blasCore = blasCore
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__internal__v1__complete_request__unpack,
            convert: { message throws(MessageError) in try unsafe CompleteRequest(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__Internal__V1__CompleteRequest>) throws(MessageError) {
        let jobID = unsafe c.pointee.job_id
        let fencingToken = unsafe c.pointee.fencing_token
        let weightsPath = try unsafe Unpacking.string(c.pointee.weights_path, "tutelage.internal.v1.CompleteRequest", "weights_path")
        let weightsSHA256 = unsafe Unpacking.bytes(c.pointee.weights_sha256)
        let networkJSON = unsafe Unpacking.bytes(c.pointee.network_json)
        let hyperParametersJSON = unsafe Unpacking.bytes(c.pointee.hyper_parameters_json)
        var metrics: [String: Double] = [:]
        for index in 0..<(unsafe c.pointee.n_metrics) {
            guard let entry = unsafe c.pointee.metrics[index] else { continue }
            metrics[try unsafe Unpacking.string(entry.pointee.key, "tutelage.internal.v1.CompleteRequest", "key")] = unsafe entry.pointee.value
        }
        let instructionSet = try unsafe Unpacking.string(c.pointee.instruction_set, "tutelage.internal.v1.CompleteRequest", "instruction_set")
        let blasCore = try unsafe Unpacking.string(c.pointee.blas_core, "tutelage.internal.v1.CompleteRequest", "blas_core")
        self.init(
            jobID: jobID,
            fencingToken: fencingToken,
            weightsPath: weightsPath,
            weightsSHA256: weightsSHA256,
            networkJSON: networkJSON,
            hyperParametersJSON: hyperParametersJSON,
            metrics: metrics,
            instructionSet: instructionSet,
            blasCore: blasCore
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if jobID != 0 {
            size += 1 + Packing.varintSize(jobID)
        }
        if fencingToken != 0 {
            size += 1 + Packing.varintSize(fencingToken)
        }
        if !weightsPath.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(weightsPath.utf8.count)
        }
        if !weightsSHA256.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(weightsSHA256.count)
        }
        if !networkJSON.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(networkJSON.count)
        }
        if !hyperParametersJSON.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(hyperParametersJSON.count)
        }
        for (key, _) in metrics {
            size += 1 + Packing.lengthDelimitedSize(1 + Packing.lengthDelimitedSize(key.utf8.count) + 1 + 8)
        }
        if !instructionSet.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(instructionSet.utf8.count)
        }
        if !blasCore.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(blasCore.utf8.count)
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if jobID != 0 {
            buffer.append(0x08)
            Packing.varint(jobID, &buffer)
        }
        if fencingToken != 0 {
            buffer.append(0x10)
            Packing.varint(fencingToken, &buffer)
        }
        if !weightsPath.isEmpty {
            buffer.append(0x1a)
            Packing.string(weightsPath, &buffer)
        }
        if !weightsSHA256.isEmpty {
            buffer.append(0x22)
            Packing.bytes(weightsSHA256, &buffer)
        }
        if !networkJSON.isEmpty {
            buffer.append(0x2a)
            Packing.bytes(networkJSON, &buffer)
        }
        if !hyperParametersJSON.isEmpty {
            buffer.append(0x32)
            Packing.bytes(hyperParametersJSON, &buffer)
        }
        for (key, value) in metrics.sorted(by: { $0.key < $1.key }) {
            buffer.append(0x3a)
            Packing.varint(UInt64(1 + Packing.lengthDelimitedSize(key.utf8.count) + 1 + 8), &buffer)
            buffer.append(0x0a)
            Packing.string(key, &buffer)
            buffer.append(0x11)
            Packing.fixed64(value.bitPattern, &buffer)
        }
        if !instructionSet.isEmpty {
            buffer.append(0x42)
            Packing.string(instructionSet, &buffer)
        }
        if !blasCore.isEmpty {
            buffer.append(0x4a)
            Packing.string(blasCore, &buffer)
        }
    }
}

/// The model is the server's now.
package struct CompleteReply: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.internal.v1.CompleteReply"

    /// The model's version.
    package var modelVersion: Int64

    /// Creates a message whose fields all have their default values.
    package init() { self.init(modelVersion: 0) }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        modelVersion: Int64 = 0
    ) {
        self.modelVersion = modelVersion
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__internal__v1__complete_reply__unpack,
            convert: { message throws(MessageError) in try unsafe CompleteReply(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__Internal__V1__CompleteReply>) throws(MessageError) {
        let modelVersion = unsafe c.pointee.model_version
        self.init(
            modelVersion: modelVersion
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if modelVersion != 0 {
            size += 1 + Packing.varintSize(modelVersion)
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if modelVersion != 0 {
            buffer.append(0x08)
            Packing.varint(modelVersion, &buffer)
        }
    }
}

/// A lease that ends without a model.
package struct FailRequest: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.internal.v1.FailRequest"

    /// The job's number.
    package var jobID: Int64

    /// The lease's token.
    package var fencingToken: Int64

    /// How it ended.
    package var outcome: FailRequest.Outcome

    /// Why, in a sentence for people.
    package var message: String

    /// Creates a message whose fields all have their default values.
    package init() { self.init(jobID: 0) }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        jobID: Int64 = 0,
        fencingToken: Int64 = 0,
        outcome: FailRequest.Outcome = .unspecified,
        message: String = ""
    ) {
        self.jobID = jobID
        self.fencingToken = fencingToken
        self.outcome = outcome
        self.message = message
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__internal__v1__fail_request__unpack,
            convert: { message throws(MessageError) in try unsafe FailRequest(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__Internal__V1__FailRequest>) throws(MessageError) {
        let jobID = unsafe c.pointee.job_id
        let fencingToken = unsafe c.pointee.fencing_token
        let outcome = FailRequest.Outcome(rawValue: Int32(truncatingIfNeeded: unsafe c.pointee.outcome.rawValue))
        let message = try unsafe Unpacking.string(c.pointee.message, "tutelage.internal.v1.FailRequest", "message")
        self.init(
            jobID: jobID,
            fencingToken: fencingToken,
            outcome: outcome,
            message: message
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if jobID != 0 {
            size += 1 + Packing.varintSize(jobID)
        }
        if fencingToken != 0 {
            size += 1 + Packing.varintSize(fencingToken)
        }
        if outcome.rawValue != 0 {
            size += 1 + Packing.varintSize(Int64(outcome.rawValue))
        }
        if !message.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(message.utf8.count)
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if jobID != 0 {
            buffer.append(0x08)
            Packing.varint(jobID, &buffer)
        }
        if fencingToken != 0 {
            buffer.append(0x10)
            Packing.varint(fencingToken, &buffer)
        }
        if outcome.rawValue != 0 {
            buffer.append(0x18)
            Packing.varint(Int64(outcome.rawValue), &buffer)
        }
        if !message.isEmpty {
            buffer.append(0x22)
            Packing.string(message, &buffer)
        }
    }

    /// How a lease ended without a model.
    package enum Outcome: Sendable, Hashable {
        /// Not given: failed.
        case unspecified
        /// It cannot be done; the job fails.
        case failed
        /// It was cancelled.
        case cancelled
        /// It was stopped after a checkpoint; the job goes back into the queue.
        case stopped
        /// A number that this version does not know.
        case unrecognized(Int32)

        /// Every value that this version knows, in the order of the proto.
        package static let known: [Outcome] = [.unspecified, .failed, .cancelled, .stopped]

        /// Creates the value of a number.
        package init(rawValue: Int32) {
            switch rawValue {
            case 0: self = .unspecified
            case 1: self = .failed
            case 2: self = .cancelled
            case 3: self = .stopped
            default: self = .unrecognized(rawValue)
            }
        }

        /// The value's number.
        package var rawValue: Int32 {
            switch self {
            case .unspecified: 0
            case .failed: 1
            case .cancelled: 2
            case .stopped: 3
            case .unrecognized(let number): number
            }
        }
    }
}

/// The lease is over.
package struct FailReply: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.internal.v1.FailReply"

    /// Creates a message whose fields all have their default values.
    package init() {}

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__internal__v1__fail_reply__unpack,
            convert: { message throws(MessageError) in try unsafe FailReply(unpacked: message) }
        )
    }

    init(unpacked _: UnsafePointer<Tutelage__Internal__V1__FailReply>) throws(MessageError) {}

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        0
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
    }
}
