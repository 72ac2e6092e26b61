// Generated from Protos/tutelage/internal/v1/worker.proto by Scripts/generate. Do not edit.
// swift-format-ignore-file

import CMessages

extension Wire {

    /// Asks for a job.
    package struct LeaseRequest: TableMessage {
        package static let fullName = "tutelage.internal.v1.LeaseRequest"
        package static var table: MessageTable { unsafe MessageTable(tutelage_internal_v1_LeaseRequest_table()) }

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

        package init() { self.init(worker: "") }

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

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                worker: try source.value(1),
                processID: try source.value(2),
                jobID: try source.value(3),
                instructionSet: try source.value(4),
                blasCore: try source.value(5)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, worker)
            sink.value(2, processID)
            sink.value(3, jobID)
            sink.value(4, instructionSet)
            sink.value(5, blasCore)
        }
    }

    /// A lease, or none.
    package struct LeaseReply: TableMessage {
        package static let fullName = "tutelage.internal.v1.LeaseReply"
        package static var table: MessageTable { unsafe MessageTable(tutelage_internal_v1_LeaseReply_table()) }

        /// The lease; unset: there is nothing to do.
        package var lease: Lease?

        package init() { self.init(lease: nil) }

        package init(
            lease: Lease? = nil
        ) {
            self.lease = lease
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                lease: try source.optional(1)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.optional(1, lease)
        }
    }

    /// A job in a worker's hands.
    package struct Lease: TableMessage {
        package static let fullName = "tutelage.internal.v1.Lease"
        package static var table: MessageTable { unsafe MessageTable(tutelage_internal_v1_Lease_table()) }

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

        package init() { self.init(jobID: 0) }

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

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                jobID: try source.value(1),
                fencingToken: try source.value(2),
                attempt: try source.value(3),
                specificationJSON: try source.value(4),
                snapshotPath: try source.value(5),
                checkpointPath: try source.value(6),
                weightsPath: try source.value(7),
                teacherWeightsPath: try source.value(8),
                heartbeatMilliseconds: try source.value(9),
                leaseMilliseconds: try source.value(10)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, jobID)
            sink.value(2, fencingToken)
            sink.value(3, attempt)
            sink.value(4, specificationJSON)
            sink.value(5, snapshotPath)
            sink.value(6, checkpointPath)
            sink.value(7, weightsPath)
            sink.value(8, teacherWeightsPath)
            sink.value(9, heartbeatMilliseconds)
            sink.value(10, leaseMilliseconds)
        }
    }

    /// How a job goes.
    package struct HeartbeatRequest: TableMessage {
        package static let fullName = "tutelage.internal.v1.HeartbeatRequest"
        package static var table: MessageTable { unsafe MessageTable(tutelage_internal_v1_HeartbeatRequest_table()) }

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

        package init() { self.init(jobID: 0) }

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

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                jobID: try source.value(1),
                fencingToken: try source.value(2),
                phase: try source.value(3),
                step: try source.value(4),
                steps: try source.value(5),
                round: try source.value(6),
                rounds: try source.value(7),
                metrics: try source.map(8)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, jobID)
            sink.value(2, fencingToken)
            sink.value(3, phase)
            sink.value(4, step)
            sink.value(5, steps)
            sink.value(6, round)
            sink.value(7, rounds)
            sink.map(8, metrics)
        }
    }

    /// Whether to go on.
    package struct HeartbeatReply: TableMessage {
        package static let fullName = "tutelage.internal.v1.HeartbeatReply"
        package static var table: MessageTable { unsafe MessageTable(tutelage_internal_v1_HeartbeatReply_table()) }

        /// Stop and throw away: the job was cancelled. Answer with Fail, `cancelled`.
        package var cancel: Bool

        /// Write a checkpoint and stop: the server drains. Answer with Fail, `stopped`.
        package var stop: Bool

        package init() { self.init(cancel: false) }

        package init(
            cancel: Bool = false,
            stop: Bool = false
        ) {
            self.cancel = cancel
            self.stop = stop
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                cancel: try source.value(1),
                stop: try source.value(2)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, cancel)
            sink.value(2, stop)
        }
    }

    /// A model that a job made.
    package struct CompleteRequest: TableMessage {
        package static let fullName = "tutelage.internal.v1.CompleteRequest"
        package static var table: MessageTable { unsafe MessageTable(tutelage_internal_v1_CompleteRequest_table()) }

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

        package init() { self.init(jobID: 0) }

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

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                jobID: try source.value(1),
                fencingToken: try source.value(2),
                weightsPath: try source.value(3),
                weightsSHA256: try source.value(4),
                networkJSON: try source.value(5),
                hyperParametersJSON: try source.value(6),
                metrics: try source.map(7),
                instructionSet: try source.value(8),
                blasCore: try source.value(9)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, jobID)
            sink.value(2, fencingToken)
            sink.value(3, weightsPath)
            sink.value(4, weightsSHA256)
            sink.value(5, networkJSON)
            sink.value(6, hyperParametersJSON)
            sink.map(7, metrics)
            sink.value(8, instructionSet)
            sink.value(9, blasCore)
        }
    }

    /// The model is the server's now.
    package struct CompleteReply: TableMessage {
        package static let fullName = "tutelage.internal.v1.CompleteReply"
        package static var table: MessageTable { unsafe MessageTable(tutelage_internal_v1_CompleteReply_table()) }

        /// The model's version.
        package var modelVersion: Int64

        package init() { self.init(modelVersion: 0) }

        package init(
            modelVersion: Int64 = 0
        ) {
            self.modelVersion = modelVersion
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                modelVersion: try source.value(1)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, modelVersion)
        }
    }

    /// What a comparison came to.
    package struct CompleteComparisonRequest: TableMessage {
        package static let fullName = "tutelage.internal.v1.CompleteComparisonRequest"
        package static var table: MessageTable { unsafe MessageTable(tutelage_internal_v1_CompleteComparisonRequest_table()) }

        /// The job's number.
        package var jobID: Int64

        /// The lease's token.
        package var fencingToken: Int64

        /// The table, as JSON.
        package var reportJSON: [UInt8]

        package init() { self.init(jobID: 0) }

        package init(
            jobID: Int64 = 0,
            fencingToken: Int64 = 0,
            reportJSON: [UInt8] = []
        ) {
            self.jobID = jobID
            self.fencingToken = fencingToken
            self.reportJSON = reportJSON
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                jobID: try source.value(1),
                fencingToken: try source.value(2),
                reportJSON: try source.value(3)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, jobID)
            sink.value(2, fencingToken)
            sink.value(3, reportJSON)
        }
    }

    /// The table is the server's now.
    package struct CompleteComparisonReply: TableMessage {
        package static let fullName = "tutelage.internal.v1.CompleteComparisonReply"
        package static var table: MessageTable { unsafe MessageTable(tutelage_internal_v1_CompleteComparisonReply_table()) }

        package init() {}

        package init(from _: inout any FieldSource) throws(MessageError) {}

        package func write(to _: inout FieldSink) {}
    }

    /// A lease that ends without a model.
    package struct FailRequest: TableMessage {
        package static let fullName = "tutelage.internal.v1.FailRequest"
        package static var table: MessageTable { unsafe MessageTable(tutelage_internal_v1_FailRequest_table()) }

        /// The job's number.
        package var jobID: Int64

        /// The lease's token.
        package var fencingToken: Int64

        /// How it ended.
        package var outcome: FailRequest.Outcome

        /// Why, in a sentence for people.
        package var message: String

        package init() { self.init(jobID: 0) }

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

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                jobID: try source.value(1),
                fencingToken: try source.value(2),
                outcome: try source.value(3),
                message: try source.value(4)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, jobID)
            sink.value(2, fencingToken)
            sink.value(3, outcome)
            sink.value(4, message)
        }

        /// How a lease ended without a model.
        package enum Outcome: OpenEnum {
            /// Not given: failed.
            case unspecified
            /// It cannot be done; the job fails.
            case failed
            /// It was cancelled.
            case cancelled
            /// It was stopped after a checkpoint; the job goes back into the queue.
            case stopped
            case unrecognized(Int32)

            package static let known: [Outcome] = [.unspecified, .failed, .cancelled, .stopped]

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
    package struct FailReply: TableMessage {
        package static let fullName = "tutelage.internal.v1.FailReply"
        package static var table: MessageTable { unsafe MessageTable(tutelage_internal_v1_FailReply_table()) }

        package init() {}

        package init(from _: inout any FieldSource) throws(MessageError) {}

        package func write(to _: inout FieldSink) {}
    }
}
