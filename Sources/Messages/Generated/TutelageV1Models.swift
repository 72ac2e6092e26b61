// Generated from Protos/tutelage/v1/models.proto by Scripts/generate. Do not edit.
// swift-format-ignore-file

import CMessages

/// Where a model version stands.
package enum ModelState: Sendable, Hashable {
    /// Not given.
    case unspecified
    /// Trained or imported, not in service.
    case candidate
    /// It answers beside the champion; nobody sees it.
    case shadow
    /// It answers a part of the calls.
    case canary
    /// It answers.
    case champion
    /// It was the champion.
    case retired
    /// Its weights were removed.
    case deleted
    /// A number that this version does not know.
    case unrecognized(Int32)

    /// Every value that this version knows, in the order of the proto.
    package static let known: [ModelState] = [.unspecified, .candidate, .shadow, .canary, .champion, .retired, .deleted]

    /// Creates the value of a number.
    package init(rawValue: Int32) {
        switch rawValue {
        case 0: self = .unspecified
        case 1: self = .candidate
        case 2: self = .shadow
        case 3: self = .canary
        case 4: self = .champion
        case 5: self = .retired
        case 6: self = .deleted
        default: self = .unrecognized(rawValue)
        }
    }

    /// The value's number.
    package var rawValue: Int32 {
        switch self {
        case .unspecified: 0
        case .candidate: 1
        case .shadow: 2
        case .canary: 3
        case .champion: 4
        case .retired: 5
        case .deleted: 6
        case .unrecognized(let number): number
        }
    }
}

/// A model version: immutable, but for its state and later evaluations.
package struct Model: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.Model"

    /// The project.
    package var project: String

    /// The version's number, one sequence per project.
    package var version: Int64

    /// Where it stands.
    package var state: ModelState

    /// Its architecture.
    package var network: NetworkSpecification?

    /// The number of weights.
    package var parameterCount: UInt64

    /// The size of the weights' file.
    package var weightsBytes: UInt64

    /// The SHA-256 of the weights' file, 32 bytes.
    package var weightsSHA256: [UInt8]

    /// Where it came from.
    package var lineage: Lineage?

    /// How good it is: the latest 20, the last one first.
    package var evaluations: [Evaluation]

    /// The gate's decisions about it: the latest 20, the last one first.
    package var gateDecisions: [GateDecision]

    /// When it was stored.
    package var createdAt: Timestamp?

    /// Its network as a graph in JSON, which NetworkSpecification.graph_json takes: see docs/networks.md. Empty in
    /// lists.
    package var graphJSON: String

    /// Creates a message whose fields all have their default values.
    package init() { self.init(project: "") }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        project: String = "",
        version: Int64 = 0,
        state: ModelState = .unspecified,
        network: NetworkSpecification? = nil,
        parameterCount: UInt64 = 0,
        weightsBytes: UInt64 = 0,
        weightsSHA256: [UInt8] = [],
        lineage: Lineage? = nil,
        evaluations: [Evaluation] = [],
        gateDecisions: [GateDecision] = [],
        createdAt: Timestamp? = nil,
        graphJSON: String = ""
    ) {
        self.project = project
        self.version = version
        self.state = state
        self.network = network
        self.parameterCount = parameterCount
        self.weightsBytes = weightsBytes
        self.weightsSHA256 = weightsSHA256
        self.lineage = lineage
        self.evaluations = evaluations
        self.gateDecisions = gateDecisions
        self.createdAt = createdAt
        self.graphJSON = graphJSON
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__model__unpack,
            convert: { message throws(MessageError) in try unsafe Model(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__Model>) throws(MessageError) {
        let project = try unsafe Unpacking.string(c.pointee.project, "tutelage.v1.Model", "project")
        let version = unsafe c.pointee.version
        let state = ModelState(rawValue: Int32(truncatingIfNeeded: unsafe c.pointee.state.rawValue))
        let network: NetworkSpecification?
        if let found = unsafe c.pointee.network {
            network = try unsafe NetworkSpecification(unpacked: found)
        } else {
            network = nil
        }
        let parameterCount = unsafe c.pointee.parameter_count
        let weightsBytes = unsafe c.pointee.weights_bytes
        let weightsSHA256 = unsafe Unpacking.bytes(c.pointee.weights_sha256)
        let lineage: Lineage?
        if let found = unsafe c.pointee.lineage {
            lineage = try unsafe Lineage(unpacked: found)
        } else {
            lineage = nil
        }
        var evaluations: [Evaluation] = []
        if unsafe c.pointee.n_evaluations > 0 {
            evaluations.reserveCapacity(unsafe c.pointee.n_evaluations)
            for index in 0..<(unsafe c.pointee.n_evaluations) {
                guard let item = unsafe c.pointee.evaluations[index] else { continue }
                evaluations.append(try unsafe Evaluation(unpacked: item))
            }
        }
        var gateDecisions: [GateDecision] = []
        if unsafe c.pointee.n_gate_decisions > 0 {
            gateDecisions.reserveCapacity(unsafe c.pointee.n_gate_decisions)
            for index in 0..<(unsafe c.pointee.n_gate_decisions) {
                guard let item = unsafe c.pointee.gate_decisions[index] else { continue }
                gateDecisions.append(try unsafe GateDecision(unpacked: item))
            }
        }
        let createdAt: Timestamp?
        if let found = unsafe c.pointee.created_at {
            createdAt = try unsafe Timestamp(unpacked: found)
        } else {
            createdAt = nil
        }
        let graphJSON = try unsafe Unpacking.string(c.pointee.graph_json, "tutelage.v1.Model", "graph_json")
        self.init(
            project: project,
            version: version,
            state: state,
            network: network,
            parameterCount: parameterCount,
            weightsBytes: weightsBytes,
            weightsSHA256: weightsSHA256,
            lineage: lineage,
            evaluations: evaluations,
            gateDecisions: gateDecisions,
            createdAt: createdAt,
            graphJSON: graphJSON
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if !project.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(project.utf8.count)
        }
        if version != 0 {
            size += 1 + Packing.varintSize(version)
        }
        if state.rawValue != 0 {
            size += 1 + Packing.varintSize(Int64(state.rawValue))
        }
        if let value = network {
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        }
        if parameterCount != 0 {
            size += 1 + Packing.varintSize(parameterCount)
        }
        if weightsBytes != 0 {
            size += 1 + Packing.varintSize(weightsBytes)
        }
        if !weightsSHA256.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(weightsSHA256.count)
        }
        if let value = lineage {
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        }
        for place in evaluations.indices { size += 1 + Packing.lengthDelimitedSize(evaluations.span[place].encodedSize) }
        for place in gateDecisions.indices { size += 1 + Packing.lengthDelimitedSize(gateDecisions.span[place].encodedSize) }
        if let value = createdAt {
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        }
        if !graphJSON.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(graphJSON.utf8.count)
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if !project.isEmpty {
            buffer.append(0x0a)
            Packing.string(project, &buffer)
        }
        if version != 0 {
            buffer.append(0x10)
            Packing.varint(version, &buffer)
        }
        if state.rawValue != 0 {
            buffer.append(0x18)
            Packing.varint(Int64(state.rawValue), &buffer)
        }
        if let value = network {
            buffer.append(0x22)
            Packing.message(value, &buffer)
        }
        if parameterCount != 0 {
            buffer.append(0x28)
            Packing.varint(parameterCount, &buffer)
        }
        if weightsBytes != 0 {
            buffer.append(0x30)
            Packing.varint(weightsBytes, &buffer)
        }
        if !weightsSHA256.isEmpty {
            buffer.append(0x3a)
            Packing.bytes(weightsSHA256, &buffer)
        }
        if let value = lineage {
            buffer.append(0x42)
            Packing.message(value, &buffer)
        }
        for place in evaluations.indices {
            buffer.append(0x4a)
            Packing.message(evaluations.span[place], &buffer)
        }
        for place in gateDecisions.indices {
            buffer.append(0x52)
            Packing.message(gateDecisions.span[place], &buffer)
        }
        if let value = createdAt {
            buffer.append(0x5a)
            Packing.message(value, &buffer)
        }
        if !graphJSON.isEmpty {
            buffer.append(0x62)
            Packing.string(graphJSON, &buffer)
        }
    }
}

/// Where a model version came from.
package struct Lineage: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.Lineage"

    /// The teacher's version; 0: none.
    package var teacherVersion: Int64

    /// The snapshot that it learned from; unset for imported models.
    package var snapshot: SnapshotSummary?

    /// The job that made it; 0: imported.
    package var jobID: Int64

    /// The algorithm's name in ListAlgorithms, or `imported`.
    package var algorithm: String

    /// Every hyper-parameter of the run, as JSON.
    package var hyperParametersJSON: String

    /// The seed of every random choice.
    package var seed: UInt64

    /// The revision of the server's code.
    package var gitRevision: String

    /// The instruction set of the kernels, such as `avx512`.
    package var instructionSet: String

    /// The core that the BLAS chose, such as `SkylakeX`.
    package var blasCore: String

    /// What the importer said about it; empty for models trained here.
    package var note: String

    /// The version with the same tensors, whose lineage the imported one shares; 0: none.
    package var sameAsVersion: Int64

    /// The importer's word that it saw none of the examples that were protected here; empty: none was
    /// given, and only examples that were ingested later compare, certify and test it.
    package var attestation: String

    /// Creates a message whose fields all have their default values.
    package init() { self.init(teacherVersion: 0) }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        teacherVersion: Int64 = 0,
        snapshot: SnapshotSummary? = nil,
        jobID: Int64 = 0,
        algorithm: String = "",
        hyperParametersJSON: String = "",
        seed: UInt64 = 0,
        gitRevision: String = "",
        instructionSet: String = "",
        blasCore: String = "",
        note: String = "",
        sameAsVersion: Int64 = 0,
        attestation: String = ""
    ) {
        self.teacherVersion = teacherVersion
        self.snapshot = snapshot
        self.jobID = jobID
        self.algorithm = algorithm
        self.hyperParametersJSON = hyperParametersJSON
        self.seed = seed
        self.gitRevision = gitRevision
        self.instructionSet = instructionSet
        self.blasCore = blasCore
        self.note = note
        self.sameAsVersion = sameAsVersion
        self.attestation = attestation
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__lineage__unpack,
            convert: { message throws(MessageError) in try unsafe Lineage(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__Lineage>) throws(MessageError) {
        let teacherVersion = unsafe c.pointee.teacher_version
        let snapshot: SnapshotSummary?
        if let found = unsafe c.pointee.snapshot {
            snapshot = try unsafe SnapshotSummary(unpacked: found)
        } else {
            snapshot = nil
        }
        let jobID = unsafe c.pointee.job_id
        let algorithm = try unsafe Unpacking.string(c.pointee.algorithm, "tutelage.v1.Lineage", "algorithm")
        let hyperParametersJSON = try unsafe Unpacking.string(c.pointee.hyper_parameters_json, "tutelage.v1.Lineage", "hyper_parameters_json")
        let seed = unsafe c.pointee.seed
        let gitRevision = try unsafe Unpacking.string(c.pointee.git_revision, "tutelage.v1.Lineage", "git_revision")
        let instructionSet = try unsafe Unpacking.string(c.pointee.instruction_set, "tutelage.v1.Lineage", "instruction_set")
        let blasCore = try unsafe Unpacking.string(c.pointee.blas_core, "tutelage.v1.Lineage", "blas_core")
        let note = try unsafe Unpacking.string(c.pointee.note, "tutelage.v1.Lineage", "note")
        let sameAsVersion = unsafe c.pointee.same_as_version
        let attestation = try unsafe Unpacking.string(c.pointee.attestation, "tutelage.v1.Lineage", "attestation")
        self.init(
            teacherVersion: teacherVersion,
            snapshot: snapshot,
            jobID: jobID,
            algorithm: algorithm,
            hyperParametersJSON: hyperParametersJSON,
            seed: seed,
            gitRevision: gitRevision,
            instructionSet: instructionSet,
            blasCore: blasCore,
            note: note,
            sameAsVersion: sameAsVersion,
            attestation: attestation
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if teacherVersion != 0 {
            size += 1 + Packing.varintSize(teacherVersion)
        }
        if let value = snapshot {
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        }
        if jobID != 0 {
            size += 1 + Packing.varintSize(jobID)
        }
        if !algorithm.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(algorithm.utf8.count)
        }
        if !hyperParametersJSON.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(hyperParametersJSON.utf8.count)
        }
        if seed != 0 {
            size += 1 + Packing.varintSize(seed)
        }
        if !gitRevision.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(gitRevision.utf8.count)
        }
        if !instructionSet.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(instructionSet.utf8.count)
        }
        if !blasCore.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(blasCore.utf8.count)
        }
        if !note.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(note.utf8.count)
        }
        if sameAsVersion != 0 {
            size += 1 + Packing.varintSize(sameAsVersion)
        }
        if !attestation.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(attestation.utf8.count)
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if teacherVersion != 0 {
            buffer.append(0x08)
            Packing.varint(teacherVersion, &buffer)
        }
        if let value = snapshot {
            buffer.append(0x12)
            Packing.message(value, &buffer)
        }
        if jobID != 0 {
            buffer.append(0x18)
            Packing.varint(jobID, &buffer)
        }
        if !algorithm.isEmpty {
            buffer.append(0x22)
            Packing.string(algorithm, &buffer)
        }
        if !hyperParametersJSON.isEmpty {
            buffer.append(0x2a)
            Packing.string(hyperParametersJSON, &buffer)
        }
        if seed != 0 {
            buffer.append(0x30)
            Packing.varint(seed, &buffer)
        }
        if !gitRevision.isEmpty {
            buffer.append(0x3a)
            Packing.string(gitRevision, &buffer)
        }
        if !instructionSet.isEmpty {
            buffer.append(0x42)
            Packing.string(instructionSet, &buffer)
        }
        if !blasCore.isEmpty {
            buffer.append(0x4a)
            Packing.string(blasCore, &buffer)
        }
        if !note.isEmpty {
            buffer.append(0x52)
            Packing.string(note, &buffer)
        }
        if sameAsVersion != 0 {
            buffer.append(0x58)
            Packing.varint(sameAsVersion, &buffer)
        }
        if !attestation.isEmpty {
            buffer.append(0x62)
            Packing.string(attestation, &buffer)
        }
    }
}

/// How a model did on labelled examples that it never saw.
package struct Evaluation: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.Evaluation"

    /// The split.
    package var split: Split

    /// The number of examples.
    package var count: UInt32

    /// The share that was right, 0 to 1.
    package var accuracy: Double

    /// The exact 95 % interval of the accuracy (Clopper-Pearson), lower bound.
    package var accuracyLow: Double

    /// The exact 95 % interval of the accuracy (Clopper-Pearson), upper bound.
    package var accuracyHigh: Double

    /// The expected calibration error over 15 bins, 0 to 1.
    package var calibrationError: Double

    /// One entry per class, in the project's order.
    package var perClass: [ClassMetrics]

    /// `[true class][predicted class]` counts, row-major; empty where there are more than 100 classes.
    package var confusion: [UInt32]

    /// When it was evaluated.
    package var evaluatedAt: Timestamp?

    /// The counts that are not 0, by true and then predicted class; of more than 10,000 the largest.
    package var confusions: [ConfusionCell]

    /// Creates a message whose fields all have their default values.
    package init() { self.init(split: .unspecified) }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        split: Split = .unspecified,
        count: UInt32 = 0,
        accuracy: Double = 0,
        accuracyLow: Double = 0,
        accuracyHigh: Double = 0,
        calibrationError: Double = 0,
        perClass: [ClassMetrics] = [],
        confusion: [UInt32] = [],
        evaluatedAt: Timestamp? = nil,
        confusions: [ConfusionCell] = []
    ) {
        self.split = split
        self.count = count
        self.accuracy = accuracy
        self.accuracyLow = accuracyLow
        self.accuracyHigh = accuracyHigh
        self.calibrationError = calibrationError
        self.perClass = perClass
        self.confusion = confusion
        self.evaluatedAt = evaluatedAt
        self.confusions = confusions
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__evaluation__unpack,
            convert: { message throws(MessageError) in try unsafe Evaluation(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__Evaluation>) throws(MessageError) {
        let split = Split(rawValue: Int32(truncatingIfNeeded: unsafe c.pointee.split.rawValue))
        let count = unsafe c.pointee.count
        let accuracy = unsafe c.pointee.accuracy
        let accuracyLow = unsafe c.pointee.accuracy_low
        let accuracyHigh = unsafe c.pointee.accuracy_high
        let calibrationError = unsafe c.pointee.calibration_error
        var perClass: [ClassMetrics] = []
        if unsafe c.pointee.n_per_class > 0 {
            perClass.reserveCapacity(unsafe c.pointee.n_per_class)
            for index in 0..<(unsafe c.pointee.n_per_class) {
                guard let item = unsafe c.pointee.per_class[index] else { continue }
                perClass.append(try unsafe ClassMetrics(unpacked: item))
            }
        }
        let confusion = unsafe Unpacking.array(c.pointee.confusion, c.pointee.n_confusion)
        let evaluatedAt: Timestamp?
        if let found = unsafe c.pointee.evaluated_at {
            evaluatedAt = try unsafe Timestamp(unpacked: found)
        } else {
            evaluatedAt = nil
        }
        var confusions: [ConfusionCell] = []
        if unsafe c.pointee.n_confusions > 0 {
            confusions.reserveCapacity(unsafe c.pointee.n_confusions)
            for index in 0..<(unsafe c.pointee.n_confusions) {
                guard let item = unsafe c.pointee.confusions[index] else { continue }
                confusions.append(try unsafe ConfusionCell(unpacked: item))
            }
        }
        self.init(
            split: split,
            count: count,
            accuracy: accuracy,
            accuracyLow: accuracyLow,
            accuracyHigh: accuracyHigh,
            calibrationError: calibrationError,
            perClass: perClass,
            confusion: confusion,
            evaluatedAt: evaluatedAt,
            confusions: confusions
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if split.rawValue != 0 {
            size += 1 + Packing.varintSize(Int64(split.rawValue))
        }
        if count != 0 {
            size += 1 + Packing.varintSize(UInt64(count))
        }
        if accuracy.bitPattern != 0 {
            size += 1 + 8
        }
        if accuracyLow.bitPattern != 0 {
            size += 1 + 8
        }
        if accuracyHigh.bitPattern != 0 {
            size += 1 + 8
        }
        if calibrationError.bitPattern != 0 {
            size += 1 + 8
        }
        for place in perClass.indices { size += 1 + Packing.lengthDelimitedSize(perClass.span[place].encodedSize) }
        if !confusion.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(confusion.reduce(0) { $0 + Packing.varintSize(UInt64($1)) })
        }
        if let value = evaluatedAt {
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        }
        for place in confusions.indices { size += 1 + Packing.lengthDelimitedSize(confusions.span[place].encodedSize) }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if split.rawValue != 0 {
            buffer.append(0x08)
            Packing.varint(Int64(split.rawValue), &buffer)
        }
        if count != 0 {
            buffer.append(0x10)
            Packing.varint(UInt64(count), &buffer)
        }
        if accuracy.bitPattern != 0 {
            buffer.append(0x19)
            Packing.fixed64(accuracy.bitPattern, &buffer)
        }
        if accuracyLow.bitPattern != 0 {
            buffer.append(0x21)
            Packing.fixed64(accuracyLow.bitPattern, &buffer)
        }
        if accuracyHigh.bitPattern != 0 {
            buffer.append(0x29)
            Packing.fixed64(accuracyHigh.bitPattern, &buffer)
        }
        if calibrationError.bitPattern != 0 {
            buffer.append(0x31)
            Packing.fixed64(calibrationError.bitPattern, &buffer)
        }
        for place in perClass.indices {
            buffer.append(0x3a)
            Packing.message(perClass.span[place], &buffer)
        }
        if !confusion.isEmpty {
            buffer.append(0x42)
            Packing.varint(UInt64(confusion.reduce(0) { $0 + Packing.varintSize(UInt64($1)) }), &buffer)
            for item in confusion { Packing.varint(UInt64(item), &buffer) }
        }
        if let value = evaluatedAt {
            buffer.append(0x4a)
            Packing.message(value, &buffer)
        }
        for place in confusions.indices {
            buffer.append(0x52)
            Packing.message(confusions.span[place], &buffer)
        }
    }
}

/// How often one class was taken for one class.
package struct ConfusionCell: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.ConfusionCell"

    /// The true class.
    package var classIndex: UInt32

    /// The predicted class.
    package var predictedIndex: UInt32

    /// The examples.
    package var count: UInt32

    /// Creates a message whose fields all have their default values.
    package init() { self.init(classIndex: 0) }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        classIndex: UInt32 = 0,
        predictedIndex: UInt32 = 0,
        count: UInt32 = 0
    ) {
        self.classIndex = classIndex
        self.predictedIndex = predictedIndex
        self.count = count
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__confusion_cell__unpack,
            convert: { message throws(MessageError) in try unsafe ConfusionCell(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__ConfusionCell>) throws(MessageError) {
        let classIndex = unsafe c.pointee.class_index
        let predictedIndex = unsafe c.pointee.predicted_index
        let count = unsafe c.pointee.count
        self.init(
            classIndex: classIndex,
            predictedIndex: predictedIndex,
            count: count
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if classIndex != 0 {
            size += 1 + Packing.varintSize(UInt64(classIndex))
        }
        if predictedIndex != 0 {
            size += 1 + Packing.varintSize(UInt64(predictedIndex))
        }
        if count != 0 {
            size += 1 + Packing.varintSize(UInt64(count))
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if classIndex != 0 {
            buffer.append(0x08)
            Packing.varint(UInt64(classIndex), &buffer)
        }
        if predictedIndex != 0 {
            buffer.append(0x10)
            Packing.varint(UInt64(predictedIndex), &buffer)
        }
        if count != 0 {
            buffer.append(0x18)
            Packing.varint(UInt64(count), &buffer)
        }
    }
}

/// How a model did on one class.
package struct ClassMetrics: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.ClassMetrics"

    /// The class.
    package var classIndex: UInt32

    /// Its name; empty where there are more than 1,000 classes.
    package var className: String

    /// The share of its predictions that were right; 0 without predictions.
    package var precision: Double

    /// The share of its examples that were found; 0 without examples.
    package var recall: Double

    /// Its examples.
    package var count: UInt32

    /// Creates a message whose fields all have their default values.
    package init() { self.init(classIndex: 0) }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        classIndex: UInt32 = 0,
        className: String = "",
        precision: Double = 0,
        recall: Double = 0,
        count: UInt32 = 0
    ) {
        self.classIndex = classIndex
        self.className = className
        self.precision = precision
        self.recall = recall
        self.count = count
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__class_metrics__unpack,
            convert: { message throws(MessageError) in try unsafe ClassMetrics(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__ClassMetrics>) throws(MessageError) {
        let classIndex = unsafe c.pointee.class_index
        let className = try unsafe Unpacking.string(c.pointee.class_name, "tutelage.v1.ClassMetrics", "class_name")
        let precision = unsafe c.pointee.precision
        let recall = unsafe c.pointee.recall
        let count = unsafe c.pointee.count
        self.init(
            classIndex: classIndex,
            className: className,
            precision: precision,
            recall: recall,
            count: count
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if classIndex != 0 {
            size += 1 + Packing.varintSize(UInt64(classIndex))
        }
        if !className.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(className.utf8.count)
        }
        if precision.bitPattern != 0 {
            size += 1 + 8
        }
        if recall.bitPattern != 0 {
            size += 1 + 8
        }
        if count != 0 {
            size += 1 + Packing.varintSize(UInt64(count))
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if classIndex != 0 {
            buffer.append(0x08)
            Packing.varint(UInt64(classIndex), &buffer)
        }
        if !className.isEmpty {
            buffer.append(0x12)
            Packing.string(className, &buffer)
        }
        if precision.bitPattern != 0 {
            buffer.append(0x19)
            Packing.fixed64(precision.bitPattern, &buffer)
        }
        if recall.bitPattern != 0 {
            buffer.append(0x21)
            Packing.fixed64(recall.bitPattern, &buffer)
        }
        if count != 0 {
            buffer.append(0x28)
            Packing.varint(UInt64(count), &buffer)
        }
    }
}

/// Asks for a page of models.
package struct ListModelsRequest: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.ListModelsRequest"

    /// The project.
    package var project: String

    /// The most models in a page: see common.proto.
    package var pageSize: UInt32

    /// The page: see common.proto.
    package var pageToken: String

    /// Creates a message whose fields all have their default values.
    package init() { self.init(project: "") }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        project: String = "",
        pageSize: UInt32 = 0,
        pageToken: String = ""
    ) {
        self.project = project
        self.pageSize = pageSize
        self.pageToken = pageToken
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__list_models_request__unpack,
            convert: { message throws(MessageError) in try unsafe ListModelsRequest(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__ListModelsRequest>) throws(MessageError) {
        let project = try unsafe Unpacking.string(c.pointee.project, "tutelage.v1.ListModelsRequest", "project")
        let pageSize = unsafe c.pointee.page_size
        let pageToken = try unsafe Unpacking.string(c.pointee.page_token, "tutelage.v1.ListModelsRequest", "page_token")
        self.init(
            project: project,
            pageSize: pageSize,
            pageToken: pageToken
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if !project.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(project.utf8.count)
        }
        if pageSize != 0 {
            size += 1 + Packing.varintSize(UInt64(pageSize))
        }
        if !pageToken.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(pageToken.utf8.count)
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if !project.isEmpty {
            buffer.append(0x0a)
            Packing.string(project, &buffer)
        }
        if pageSize != 0 {
            buffer.append(0x10)
            Packing.varint(UInt64(pageSize), &buffer)
        }
        if !pageToken.isEmpty {
            buffer.append(0x1a)
            Packing.string(pageToken, &buffer)
        }
    }
}

/// A page of models.
package struct ListModelsReply: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.ListModelsReply"

    /// The models, newest first.
    package var models: [Model]

    /// The next page; empty: there is none.
    package var nextPageToken: String

    /// Creates a message whose fields all have their default values.
    package init() { self.init(models: []) }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        models: [Model] = [],
        nextPageToken: String = ""
    ) {
        self.models = models
        self.nextPageToken = nextPageToken
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__list_models_reply__unpack,
            convert: { message throws(MessageError) in try unsafe ListModelsReply(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__ListModelsReply>) throws(MessageError) {
        var models: [Model] = []
        if unsafe c.pointee.n_models > 0 {
            models.reserveCapacity(unsafe c.pointee.n_models)
            for index in 0..<(unsafe c.pointee.n_models) {
                guard let item = unsafe c.pointee.models[index] else { continue }
                models.append(try unsafe Model(unpacked: item))
            }
        }
        let nextPageToken = try unsafe Unpacking.string(c.pointee.next_page_token, "tutelage.v1.ListModelsReply", "next_page_token")
        self.init(
            models: models,
            nextPageToken: nextPageToken
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        for place in models.indices { size += 1 + Packing.lengthDelimitedSize(models.span[place].encodedSize) }
        if !nextPageToken.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(nextPageToken.utf8.count)
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        for place in models.indices {
            buffer.append(0x0a)
            Packing.message(models.span[place], &buffer)
        }
        if !nextPageToken.isEmpty {
            buffer.append(0x12)
            Packing.string(nextPageToken, &buffer)
        }
    }
}

/// Asks for one model.
package struct GetModelRequest: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.GetModelRequest"

    /// The project.
    package var project: String

    /// The model version; 0: the champion.
    package var modelVersion: Int64

    /// Creates a message whose fields all have their default values.
    package init() { self.init(project: "") }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        project: String = "",
        modelVersion: Int64 = 0
    ) {
        self.project = project
        self.modelVersion = modelVersion
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__get_model_request__unpack,
            convert: { message throws(MessageError) in try unsafe GetModelRequest(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__GetModelRequest>) throws(MessageError) {
        let project = try unsafe Unpacking.string(c.pointee.project, "tutelage.v1.GetModelRequest", "project")
        let modelVersion = unsafe c.pointee.model_version
        self.init(
            project: project,
            modelVersion: modelVersion
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if !project.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(project.utf8.count)
        }
        if modelVersion != 0 {
            size += 1 + Packing.varintSize(modelVersion)
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if !project.isEmpty {
            buffer.append(0x0a)
            Packing.string(project, &buffer)
        }
        if modelVersion != 0 {
            buffer.append(0x10)
            Packing.varint(modelVersion, &buffer)
        }
    }
}

/// A part of an import.
package struct ImportModelRequest: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.ImportModelRequest"

    /// The header first, then chunks.
    package var part: Part?

    /// Creates a message whose fields all have their default values.
    package init() { self.init(part: nil) }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        part: Part? = nil
    ) {
        self.part = part
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__import_model_request__unpack,
            convert: { message throws(MessageError) in try unsafe ImportModelRequest(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__ImportModelRequest>) throws(MessageError) {
        let part: Part?
        switch unsafe c.pointee.part_case.rawValue {
        case 1:
            if let found = unsafe c.pointee.header {
                part = .header(try unsafe ImportModelHeader(unpacked: found))
            } else {
                part = nil
            }
        case 2:
            part = .chunk(unsafe Unpacking.bytes(c.pointee.chunk))
        default: part = nil
        }
        self.init(
            part: part
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        switch part {
        case .header(let value):
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        case .chunk(let value):
            size += 1 + Packing.lengthDelimitedSize(value.count)
        case nil: break
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        switch part {
        case .header(let value):
            buffer.append(0x0a)
            Packing.message(value, &buffer)
        case .chunk(let value):
            buffer.append(0x12)
            Packing.bytes(value, &buffer)
        case nil: break
        }
    }

    /// Which one of the fields is set.
    package enum Part: Sendable, Hashable {
        /// What is imported; exactly once, first.
        case header(ImportModelHeader)
        /// The next bytes of the file; at most 1 MiB is a good size.
        case chunk([UInt8])
    }
}

/// What is imported.
package struct ImportModelHeader: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.ImportModelHeader"

    /// The project.
    package var project: String

    /// The architecture of the weights; required. Its standardization may be unset: then the tensors
    /// `standardization.mean` and `standardization.std` are used where the file has them.
    package var network: NetworkSpecification?

    /// The SHA-256 of the file, 32 bytes; empty: not checked. DATA_LOSS: the file has another.
    package var weightsSHA256: [UInt8]

    /// Where the weights come from, for people; at most 1,024 bytes.
    package var note: String

    /// Makes a retry safe: see common.proto. The request is the header with the file's SHA-256.
    package var requestID: String

    /// The importer's word that the model saw none of this project's examples, and how that is known; at
    /// most 1,024 bytes. It is stored with each certificate and printed with it. Empty: what is stored
    /// now counts as seen by the model, and only examples that are ingested later compare, certify and
    /// test it.
    package var attestUnseen: String

    /// Creates a message whose fields all have their default values.
    package init() { self.init(project: "") }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        project: String = "",
        network: NetworkSpecification? = nil,
        weightsSHA256: [UInt8] = [],
        note: String = "",
        requestID: String = "",
        attestUnseen: String = ""
    ) {
        self.project = project
        self.network = network
        self.weightsSHA256 = weightsSHA256
        self.note = note
        self.requestID = requestID
        self.attestUnseen = attestUnseen
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__import_model_header__unpack,
            convert: { message throws(MessageError) in try unsafe ImportModelHeader(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__ImportModelHeader>) throws(MessageError) {
        let project = try unsafe Unpacking.string(c.pointee.project, "tutelage.v1.ImportModelHeader", "project")
        let network: NetworkSpecification?
        if let found = unsafe c.pointee.network {
            network = try unsafe NetworkSpecification(unpacked: found)
        } else {
            network = nil
        }
        let weightsSHA256 = unsafe Unpacking.bytes(c.pointee.weights_sha256)
        let note = try unsafe Unpacking.string(c.pointee.note, "tutelage.v1.ImportModelHeader", "note")
        let requestID = try unsafe Unpacking.string(c.pointee.request_id, "tutelage.v1.ImportModelHeader", "request_id")
        let attestUnseen = try unsafe Unpacking.string(c.pointee.attest_unseen, "tutelage.v1.ImportModelHeader", "attest_unseen")
        self.init(
            project: project,
            network: network,
            weightsSHA256: weightsSHA256,
            note: note,
            requestID: requestID,
            attestUnseen: attestUnseen
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if !project.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(project.utf8.count)
        }
        if let value = network {
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        }
        if !weightsSHA256.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(weightsSHA256.count)
        }
        if !note.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(note.utf8.count)
        }
        if !requestID.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(requestID.utf8.count)
        }
        if !attestUnseen.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(attestUnseen.utf8.count)
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if !project.isEmpty {
            buffer.append(0x0a)
            Packing.string(project, &buffer)
        }
        if let value = network {
            buffer.append(0x12)
            Packing.message(value, &buffer)
        }
        if !weightsSHA256.isEmpty {
            buffer.append(0x1a)
            Packing.bytes(weightsSHA256, &buffer)
        }
        if !note.isEmpty {
            buffer.append(0x22)
            Packing.string(note, &buffer)
        }
        if !requestID.isEmpty {
            buffer.append(0x2a)
            Packing.string(requestID, &buffer)
        }
        if !attestUnseen.isEmpty {
            buffer.append(0x32)
            Packing.string(attestUnseen, &buffer)
        }
    }
}

/// Asks for a model's weights.
package struct ExportModelRequest: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.ExportModelRequest"

    /// The project.
    package var project: String

    /// The model version; 0: the champion.
    package var modelVersion: Int64

    /// Creates a message whose fields all have their default values.
    package init() { self.init(project: "") }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        project: String = "",
        modelVersion: Int64 = 0
    ) {
        self.project = project
        self.modelVersion = modelVersion
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__export_model_request__unpack,
            convert: { message throws(MessageError) in try unsafe ExportModelRequest(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__ExportModelRequest>) throws(MessageError) {
        let project = try unsafe Unpacking.string(c.pointee.project, "tutelage.v1.ExportModelRequest", "project")
        let modelVersion = unsafe c.pointee.model_version
        self.init(
            project: project,
            modelVersion: modelVersion
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if !project.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(project.utf8.count)
        }
        if modelVersion != 0 {
            size += 1 + Packing.varintSize(modelVersion)
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if !project.isEmpty {
            buffer.append(0x0a)
            Packing.string(project, &buffer)
        }
        if modelVersion != 0 {
            buffer.append(0x10)
            Packing.varint(modelVersion, &buffer)
        }
    }
}

/// A part of an export.
package struct ExportModelReply: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.ExportModelReply"

    /// The header first, then chunks.
    package var part: Part?

    /// Creates a message whose fields all have their default values.
    package init() { self.init(part: nil) }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        part: Part? = nil
    ) {
        self.part = part
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__export_model_reply__unpack,
            convert: { message throws(MessageError) in try unsafe ExportModelReply(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__ExportModelReply>) throws(MessageError) {
        let part: Part?
        switch unsafe c.pointee.part_case.rawValue {
        case 1:
            if let found = unsafe c.pointee.model {
                part = .model(try unsafe Model(unpacked: found))
            } else {
                part = nil
            }
        case 2:
            part = .chunk(unsafe Unpacking.bytes(c.pointee.chunk))
        default: part = nil
        }
        self.init(
            part: part
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        switch part {
        case .model(let value):
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        case .chunk(let value):
            size += 1 + Packing.lengthDelimitedSize(value.count)
        case nil: break
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        switch part {
        case .model(let value):
            buffer.append(0x0a)
            Packing.message(value, &buffer)
        case .chunk(let value):
            buffer.append(0x12)
            Packing.bytes(value, &buffer)
        case nil: break
        }
    }

    /// Which one of the fields is set.
    package enum Part: Sendable, Hashable {
        /// What is exported; exactly once, first.
        case model(Model)
        /// The next bytes of the file.
        case chunk([UInt8])
    }
}

/// Asks to put a version into service.
package struct PromoteRequest: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.PromoteRequest"

    /// The project.
    package var project: String

    /// The model version; required.
    package var modelVersion: Int64

    /// The gate; unset: the project's gate. `always` promotes by hand.
    package var gate: GatePolicy?

    /// Makes a retry safe: see common.proto.
    package var requestID: String

    /// Changes nothing and compares nothing, and says in `looks` what the promotion would cost if the gate
    /// lets the version pass.
    package var dryRun: Bool

    /// Creates a message whose fields all have their default values.
    package init() { self.init(project: "") }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        project: String = "",
        modelVersion: Int64 = 0,
        gate: GatePolicy? = nil,
        requestID: String = "",
        dryRun: Bool = false
    ) {
        self.project = project
        self.modelVersion = modelVersion
        self.gate = gate
        self.requestID = requestID
        self.dryRun = dryRun
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__promote_request__unpack,
            convert: { message throws(MessageError) in try unsafe PromoteRequest(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__PromoteRequest>) throws(MessageError) {
        let project = try unsafe Unpacking.string(c.pointee.project, "tutelage.v1.PromoteRequest", "project")
        let modelVersion = unsafe c.pointee.model_version
        let gate: GatePolicy?
        if let found = unsafe c.pointee.gate {
            gate = try unsafe GatePolicy(unpacked: found)
        } else {
            gate = nil
        }
        let requestID = try unsafe Unpacking.string(c.pointee.request_id, "tutelage.v1.PromoteRequest", "request_id")
        let dryRun = unsafe c.pointee.dry_run != 0
        self.init(
            project: project,
            modelVersion: modelVersion,
            gate: gate,
            requestID: requestID,
            dryRun: dryRun
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if !project.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(project.utf8.count)
        }
        if modelVersion != 0 {
            size += 1 + Packing.varintSize(modelVersion)
        }
        if let value = gate {
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        }
        if !requestID.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(requestID.utf8.count)
        }
        if dryRun {
            size += 1 + 1
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if !project.isEmpty {
            buffer.append(0x0a)
            Packing.string(project, &buffer)
        }
        if modelVersion != 0 {
            buffer.append(0x10)
            Packing.varint(modelVersion, &buffer)
        }
        if let value = gate {
            buffer.append(0x1a)
            Packing.message(value, &buffer)
        }
        if !requestID.isEmpty {
            buffer.append(0x22)
            Packing.string(requestID, &buffer)
        }
        if dryRun {
            buffer.append(0x28)
            buffer.append(dryRun ? 1 : 0)
        }
    }
}

/// What became of a promotion.
package struct PromoteReply: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.PromoteReply"

    /// Whether the version is now in service.
    package var promoted: Bool

    /// What the gate decided and why.
    package var gate: GateDecision?

    /// The release in service now, the new one or the old; unset: there is none.
    package var release: Release?

    /// What each set of certify labels was asked, and what that cost.
    package var looks: [Look]

    /// Creates a message whose fields all have their default values.
    package init() { self.init(promoted: false) }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        promoted: Bool = false,
        gate: GateDecision? = nil,
        release: Release? = nil,
        looks: [Look] = []
    ) {
        self.promoted = promoted
        self.gate = gate
        self.release = release
        self.looks = looks
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__promote_reply__unpack,
            convert: { message throws(MessageError) in try unsafe PromoteReply(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__PromoteReply>) throws(MessageError) {
        let promoted = unsafe c.pointee.promoted != 0
        let gate: GateDecision?
        if let found = unsafe c.pointee.gate {
            gate = try unsafe GateDecision(unpacked: found)
        } else {
            gate = nil
        }
        let release: Release?
        if let found = unsafe c.pointee.release {
            release = try unsafe Release(unpacked: found)
        } else {
            release = nil
        }
        var looks: [Look] = []
        if unsafe c.pointee.n_looks > 0 {
            looks.reserveCapacity(unsafe c.pointee.n_looks)
            for index in 0..<(unsafe c.pointee.n_looks) {
                guard let item = unsafe c.pointee.looks[index] else { continue }
                looks.append(try unsafe Look(unpacked: item))
            }
        }
        self.init(
            promoted: promoted,
            gate: gate,
            release: release,
            looks: looks
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if promoted {
            size += 1 + 1
        }
        if let value = gate {
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        }
        if let value = release {
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        }
        for place in looks.indices { size += 1 + Packing.lengthDelimitedSize(looks.span[place].encodedSize) }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if promoted {
            buffer.append(0x08)
            buffer.append(promoted ? 1 : 0)
        }
        if let value = gate {
            buffer.append(0x12)
            Packing.message(value, &buffer)
        }
        if let value = release {
            buffer.append(0x1a)
            Packing.message(value, &buffer)
        }
        for place in looks.indices {
            buffer.append(0x22)
            Packing.message(looks.span[place], &buffer)
        }
    }
}

/// Asks for certificates.
package struct CertifyRequest: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.CertifyRequest"

    /// The project.
    package var project: String

    /// Takes a look also where a certificate holds, such as after the certify split has grown; one that
    /// holds is lost to a new one only.
    package var again: Bool

    /// Changes nothing, and says what it would cost.
    package var dryRun: Bool

    /// Makes a retry safe: see common.proto.
    package var requestID: String

    /// Creates a message whose fields all have their default values.
    package init() { self.init(project: "") }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        project: String = "",
        again: Bool = false,
        dryRun: Bool = false,
        requestID: String = ""
    ) {
        self.project = project
        self.again = again
        self.dryRun = dryRun
        self.requestID = requestID
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__certify_request__unpack,
            convert: { message throws(MessageError) in try unsafe CertifyRequest(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__CertifyRequest>) throws(MessageError) {
        let project = try unsafe Unpacking.string(c.pointee.project, "tutelage.v1.CertifyRequest", "project")
        let again = unsafe c.pointee.again != 0
        let dryRun = unsafe c.pointee.dry_run != 0
        let requestID = try unsafe Unpacking.string(c.pointee.request_id, "tutelage.v1.CertifyRequest", "request_id")
        self.init(
            project: project,
            again: again,
            dryRun: dryRun,
            requestID: requestID
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if !project.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(project.utf8.count)
        }
        if again {
            size += 1 + 1
        }
        if dryRun {
            size += 1 + 1
        }
        if !requestID.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(requestID.utf8.count)
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if !project.isEmpty {
            buffer.append(0x0a)
            Packing.string(project, &buffer)
        }
        if again {
            buffer.append(0x10)
            buffer.append(again ? 1 : 0)
        }
        if dryRun {
            buffer.append(0x18)
            buffer.append(dryRun ? 1 : 0)
        }
        if !requestID.isEmpty {
            buffer.append(0x22)
            Packing.string(requestID, &buffer)
        }
    }
}

/// What became of the certificates.
package struct CertifyReply: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.CertifyReply"

    /// What each set of certify labels was asked, and what that cost.
    package var looks: [Look]

    /// The release in service now.
    package var release: Release?

    /// Creates a message whose fields all have their default values.
    package init() { self.init(looks: []) }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        looks: [Look] = [],
        release: Release? = nil
    ) {
        self.looks = looks
        self.release = release
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__certify_reply__unpack,
            convert: { message throws(MessageError) in try unsafe CertifyReply(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__CertifyReply>) throws(MessageError) {
        var looks: [Look] = []
        if unsafe c.pointee.n_looks > 0 {
            looks.reserveCapacity(unsafe c.pointee.n_looks)
            for index in 0..<(unsafe c.pointee.n_looks) {
                guard let item = unsafe c.pointee.looks[index] else { continue }
                looks.append(try unsafe Look(unpacked: item))
            }
        }
        let release: Release?
        if let found = unsafe c.pointee.release {
            release = try unsafe Release(unpacked: found)
        } else {
            release = nil
        }
        self.init(
            looks: looks,
            release: release
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        for place in looks.indices { size += 1 + Packing.lengthDelimitedSize(looks.span[place].encodedSize) }
        if let value = release {
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        for place in looks.indices {
            buffer.append(0x0a)
            Packing.message(looks.span[place], &buffer)
        }
        if let value = release {
            buffer.append(0x12)
            Packing.message(value, &buffer)
        }
    }
}

/// Asks for an older release.
package struct RollbackRequest: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.RollbackRequest"

    /// The project.
    package var project: String

    /// The release's number; 0: the one before the release in service.
    package var releaseNumber: Int64

    /// Makes a retry safe: see common.proto.
    package var requestID: String

    /// Creates a message whose fields all have their default values.
    package init() { self.init(project: "") }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        project: String = "",
        releaseNumber: Int64 = 0,
        requestID: String = ""
    ) {
        self.project = project
        self.releaseNumber = releaseNumber
        self.requestID = requestID
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__rollback_request__unpack,
            convert: { message throws(MessageError) in try unsafe RollbackRequest(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__RollbackRequest>) throws(MessageError) {
        let project = try unsafe Unpacking.string(c.pointee.project, "tutelage.v1.RollbackRequest", "project")
        let releaseNumber = unsafe c.pointee.release_number
        let requestID = try unsafe Unpacking.string(c.pointee.request_id, "tutelage.v1.RollbackRequest", "request_id")
        self.init(
            project: project,
            releaseNumber: releaseNumber,
            requestID: requestID
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if !project.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(project.utf8.count)
        }
        if releaseNumber != 0 {
            size += 1 + Packing.varintSize(releaseNumber)
        }
        if !requestID.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(requestID.utf8.count)
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if !project.isEmpty {
            buffer.append(0x0a)
            Packing.string(project, &buffer)
        }
        if releaseNumber != 0 {
            buffer.append(0x10)
            Packing.varint(releaseNumber, &buffer)
        }
        if !requestID.isEmpty {
            buffer.append(0x1a)
            Packing.string(requestID, &buffer)
        }
    }
}

/// The older release is in service again.
package struct RollbackReply: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.RollbackReply"

    /// The release in service now: the old one's content under a new number.
    package var release: Release?

    /// Creates a message whose fields all have their default values.
    package init() { self.init(release: nil) }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        release: Release? = nil
    ) {
        self.release = release
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__rollback_reply__unpack,
            convert: { message throws(MessageError) in try unsafe RollbackReply(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__RollbackReply>) throws(MessageError) {
        let release: Release?
        if let found = unsafe c.pointee.release {
            release = try unsafe Release(unpacked: found)
        } else {
            release = nil
        }
        self.init(
            release: release
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if let value = release {
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if let value = release {
            buffer.append(0x0a)
            Packing.message(value, &buffer)
        }
    }
}

/// Asks to let other versions take part in a project's calls.
package struct SetTrafficRequest: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.SetTrafficRequest"

    /// The project.
    package var project: String

    /// The versions that answer a share of the calls, at most 8; empty: the champion answers all.
    package var canaries: [CanaryPlan]

    /// The versions that compute beside the champion, at most 4.
    package var shadowVersions: [Int64]

    /// Makes a retry safe: see common.proto.
    package var requestID: String

    /// Creates a message whose fields all have their default values.
    package init() { self.init(project: "") }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        project: String = "",
        canaries: [CanaryPlan] = [],
        shadowVersions: [Int64] = [],
        requestID: String = ""
    ) {
        self.project = project
        self.canaries = canaries
        self.shadowVersions = shadowVersions
        self.requestID = requestID
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__set_traffic_request__unpack,
            convert: { message throws(MessageError) in try unsafe SetTrafficRequest(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__SetTrafficRequest>) throws(MessageError) {
        let project = try unsafe Unpacking.string(c.pointee.project, "tutelage.v1.SetTrafficRequest", "project")
        var canaries: [CanaryPlan] = []
        if unsafe c.pointee.n_canaries > 0 {
            canaries.reserveCapacity(unsafe c.pointee.n_canaries)
            for index in 0..<(unsafe c.pointee.n_canaries) {
                guard let item = unsafe c.pointee.canaries[index] else { continue }
                canaries.append(try unsafe CanaryPlan(unpacked: item))
            }
        }
        let shadowVersions = unsafe Unpacking.array(c.pointee.shadow_versions, c.pointee.n_shadow_versions)
        let requestID = try unsafe Unpacking.string(c.pointee.request_id, "tutelage.v1.SetTrafficRequest", "request_id")
        self.init(
            project: project,
            canaries: canaries,
            shadowVersions: shadowVersions,
            requestID: requestID
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if !project.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(project.utf8.count)
        }
        for place in canaries.indices { size += 1 + Packing.lengthDelimitedSize(canaries.span[place].encodedSize) }
        if !shadowVersions.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(shadowVersions.reduce(0) { $0 + Packing.varintSize($1) })
        }
        if !requestID.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(requestID.utf8.count)
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if !project.isEmpty {
            buffer.append(0x0a)
            Packing.string(project, &buffer)
        }
        for place in canaries.indices {
            buffer.append(0x12)
            Packing.message(canaries.span[place], &buffer)
        }
        if !shadowVersions.isEmpty {
            buffer.append(0x1a)
            Packing.varint(UInt64(shadowVersions.reduce(0) { $0 + Packing.varintSize($1) }), &buffer)
            for item in shadowVersions { Packing.varint(item, &buffer) }
        }
        if !requestID.isEmpty {
            buffer.append(0x22)
            Packing.string(requestID, &buffer)
        }
    }
}

/// A version that is to answer a share of the calls.
package struct CanaryPlan: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.CanaryPlan"

    /// The model version; not the champion.
    package var modelVersion: Int64

    /// Its share, 0.01 to 100, in hundredths; all canaries together have at most 100.
    package var percent: Double

    /// Creates a message whose fields all have their default values.
    package init() { self.init(modelVersion: 0) }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        modelVersion: Int64 = 0,
        percent: Double = 0
    ) {
        self.modelVersion = modelVersion
        self.percent = percent
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__canary_plan__unpack,
            convert: { message throws(MessageError) in try unsafe CanaryPlan(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__CanaryPlan>) throws(MessageError) {
        let modelVersion = unsafe c.pointee.model_version
        let percent = unsafe c.pointee.percent
        self.init(
            modelVersion: modelVersion,
            percent: percent
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if modelVersion != 0 {
            size += 1 + Packing.varintSize(modelVersion)
        }
        if percent.bitPattern != 0 {
            size += 1 + 8
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if modelVersion != 0 {
            buffer.append(0x08)
            Packing.varint(modelVersion, &buffer)
        }
        if percent.bitPattern != 0 {
            buffer.append(0x11)
            Packing.fixed64(percent.bitPattern, &buffer)
        }
    }
}

/// Asks for the plan in force.
package struct GetTrafficRequest: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.GetTrafficRequest"

    /// The project.
    package var project: String

    /// Creates a message whose fields all have their default values.
    package init() { self.init(project: "") }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        project: String = ""
    ) {
        self.project = project
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__get_traffic_request__unpack,
            convert: { message throws(MessageError) in try unsafe GetTrafficRequest(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__GetTrafficRequest>) throws(MessageError) {
        let project = try unsafe Unpacking.string(c.pointee.project, "tutelage.v1.GetTrafficRequest", "project")
        self.init(
            project: project
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if !project.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(project.utf8.count)
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if !project.isEmpty {
            buffer.append(0x0a)
            Packing.string(project, &buffer)
        }
    }
}

/// Which versions take part in a project's calls, and what they did: canaries since the server
/// started, shadows since the plan took them in or, where that is later, the server started.
package struct Traffic: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.Traffic"

    /// The project.
    package var project: String

    /// The champion; 0: there is none yet.
    package var championVersion: Int64

    /// The champion's share of the calls.
    package var championPercent: Double

    /// The versions that answer the others.
    package var canaries: [CanaryShare]

    /// The versions that compute beside the champion. A plan that keeps one counts on; one without it
    /// forgets its report.
    package var shadows: [ShadowReport]

    /// Why this plan is stored and not in force, such as a version that cannot be loaded; empty where
    /// it is in force. The champion then has all calls.
    package var notInForce: String

    /// Creates a message whose fields all have their default values.
    package init() { self.init(project: "") }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        project: String = "",
        championVersion: Int64 = 0,
        championPercent: Double = 0,
        canaries: [CanaryShare] = [],
        shadows: [ShadowReport] = [],
        notInForce: String = ""
    ) {
        self.project = project
        self.championVersion = championVersion
        self.championPercent = championPercent
        self.canaries = canaries
        self.shadows = shadows
        self.notInForce = notInForce
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__traffic__unpack,
            convert: { message throws(MessageError) in try unsafe Traffic(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__Traffic>) throws(MessageError) {
        let project = try unsafe Unpacking.string(c.pointee.project, "tutelage.v1.Traffic", "project")
        let championVersion = unsafe c.pointee.champion_version
        let championPercent = unsafe c.pointee.champion_percent
        var canaries: [CanaryShare] = []
        if unsafe c.pointee.n_canaries > 0 {
            canaries.reserveCapacity(unsafe c.pointee.n_canaries)
            for index in 0..<(unsafe c.pointee.n_canaries) {
                guard let item = unsafe c.pointee.canaries[index] else { continue }
                canaries.append(try unsafe CanaryShare(unpacked: item))
            }
        }
        var shadows: [ShadowReport] = []
        if unsafe c.pointee.n_shadows > 0 {
            shadows.reserveCapacity(unsafe c.pointee.n_shadows)
            for index in 0..<(unsafe c.pointee.n_shadows) {
                guard let item = unsafe c.pointee.shadows[index] else { continue }
                shadows.append(try unsafe ShadowReport(unpacked: item))
            }
        }
        let notInForce = try unsafe Unpacking.string(c.pointee.not_in_force, "tutelage.v1.Traffic", "not_in_force")
        self.init(
            project: project,
            championVersion: championVersion,
            championPercent: championPercent,
            canaries: canaries,
            shadows: shadows,
            notInForce: notInForce
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if !project.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(project.utf8.count)
        }
        if championVersion != 0 {
            size += 1 + Packing.varintSize(championVersion)
        }
        if championPercent.bitPattern != 0 {
            size += 1 + 8
        }
        for place in canaries.indices { size += 1 + Packing.lengthDelimitedSize(canaries.span[place].encodedSize) }
        for place in shadows.indices { size += 1 + Packing.lengthDelimitedSize(shadows.span[place].encodedSize) }
        if !notInForce.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(notInForce.utf8.count)
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if !project.isEmpty {
            buffer.append(0x0a)
            Packing.string(project, &buffer)
        }
        if championVersion != 0 {
            buffer.append(0x10)
            Packing.varint(championVersion, &buffer)
        }
        if championPercent.bitPattern != 0 {
            buffer.append(0x19)
            Packing.fixed64(championPercent.bitPattern, &buffer)
        }
        for place in canaries.indices {
            buffer.append(0x22)
            Packing.message(canaries.span[place], &buffer)
        }
        for place in shadows.indices {
            buffer.append(0x2a)
            Packing.message(shadows.span[place], &buffer)
        }
        if !notInForce.isEmpty {
            buffer.append(0x32)
            Packing.string(notInForce, &buffer)
        }
    }
}

/// A version that answers a share of the calls.
package struct CanaryShare: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.CanaryShare"

    /// The model version.
    package var modelVersion: Int64

    /// Its share of the calls.
    package var percent: Double

    /// Requests that it answered, those that named it included.
    package var succeeded: UInt64

    /// Requests for it that ended without an answer.
    package var failed: UInt64

    /// Creates a message whose fields all have their default values.
    package init() { self.init(modelVersion: 0) }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        modelVersion: Int64 = 0,
        percent: Double = 0,
        succeeded: UInt64 = 0,
        failed: UInt64 = 0
    ) {
        self.modelVersion = modelVersion
        self.percent = percent
        self.succeeded = succeeded
        self.failed = failed
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__canary_share__unpack,
            convert: { message throws(MessageError) in try unsafe CanaryShare(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__CanaryShare>) throws(MessageError) {
        let modelVersion = unsafe c.pointee.model_version
        let percent = unsafe c.pointee.percent
        let succeeded = unsafe c.pointee.succeeded
        let failed = unsafe c.pointee.failed
        self.init(
            modelVersion: modelVersion,
            percent: percent,
            succeeded: succeeded,
            failed: failed
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if modelVersion != 0 {
            size += 1 + Packing.varintSize(modelVersion)
        }
        if percent.bitPattern != 0 {
            size += 1 + 8
        }
        if succeeded != 0 {
            size += 1 + Packing.varintSize(succeeded)
        }
        if failed != 0 {
            size += 1 + Packing.varintSize(failed)
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if modelVersion != 0 {
            buffer.append(0x08)
            Packing.varint(modelVersion, &buffer)
        }
        if percent.bitPattern != 0 {
            buffer.append(0x11)
            Packing.fixed64(percent.bitPattern, &buffer)
        }
        if succeeded != 0 {
            buffer.append(0x18)
            Packing.varint(succeeded, &buffer)
        }
        if failed != 0 {
            buffer.append(0x20)
            Packing.varint(failed, &buffer)
        }
    }
}

/// How a shadow's results compare with the champion's.
package struct ShadowReport: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.ShadowReport"

    /// The model version.
    package var modelVersion: Int64

    /// Rows that both computed.
    package var rows: UInt64

    /// Of those, rows of which they named different classes.
    package var disagreements: UInt64

    /// The mean absolute difference of their confidences.
    package var meanConfidenceDifference: Double

    /// Rows that were left out because others waited.
    package var droppedRows: UInt64

    /// Rows that it could not compute.
    package var failedRows: UInt64

    /// Creates a message whose fields all have their default values.
    package init() { self.init(modelVersion: 0) }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        modelVersion: Int64 = 0,
        rows: UInt64 = 0,
        disagreements: UInt64 = 0,
        meanConfidenceDifference: Double = 0,
        droppedRows: UInt64 = 0,
        failedRows: UInt64 = 0
    ) {
        self.modelVersion = modelVersion
        self.rows = rows
        self.disagreements = disagreements
        self.meanConfidenceDifference = meanConfidenceDifference
        self.droppedRows = droppedRows
        self.failedRows = failedRows
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__shadow_report__unpack,
            convert: { message throws(MessageError) in try unsafe ShadowReport(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__ShadowReport>) throws(MessageError) {
        let modelVersion = unsafe c.pointee.model_version
        let rows = unsafe c.pointee.rows
        let disagreements = unsafe c.pointee.disagreements
        let meanConfidenceDifference = unsafe c.pointee.mean_confidence_difference
        let droppedRows = unsafe c.pointee.dropped_rows
        let failedRows = unsafe c.pointee.failed_rows
        self.init(
            modelVersion: modelVersion,
            rows: rows,
            disagreements: disagreements,
            meanConfidenceDifference: meanConfidenceDifference,
            droppedRows: droppedRows,
            failedRows: failedRows
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if modelVersion != 0 {
            size += 1 + Packing.varintSize(modelVersion)
        }
        if rows != 0 {
            size += 1 + Packing.varintSize(rows)
        }
        if disagreements != 0 {
            size += 1 + Packing.varintSize(disagreements)
        }
        if meanConfidenceDifference.bitPattern != 0 {
            size += 1 + 8
        }
        if droppedRows != 0 {
            size += 1 + Packing.varintSize(droppedRows)
        }
        if failedRows != 0 {
            size += 1 + Packing.varintSize(failedRows)
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if modelVersion != 0 {
            buffer.append(0x08)
            Packing.varint(modelVersion, &buffer)
        }
        if rows != 0 {
            buffer.append(0x10)
            Packing.varint(rows, &buffer)
        }
        if disagreements != 0 {
            buffer.append(0x18)
            Packing.varint(disagreements, &buffer)
        }
        if meanConfidenceDifference.bitPattern != 0 {
            buffer.append(0x21)
            Packing.fixed64(meanConfidenceDifference.bitPattern, &buffer)
        }
        if droppedRows != 0 {
            buffer.append(0x28)
            Packing.varint(droppedRows, &buffer)
        }
        if failedRows != 0 {
            buffer.append(0x30)
            Packing.varint(failedRows, &buffer)
        }
    }
}

/// A version to remove.
package struct DeleteModelRequest: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.DeleteModelRequest"

    /// The project.
    package var project: String

    /// The version.
    package var modelVersion: Int64

    /// Sent again, the first reply comes again; empty: none. At most 128 bytes.
    package var requestID: String

    /// Creates a message whose fields all have their default values.
    package init() { self.init(project: "") }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        project: String = "",
        modelVersion: Int64 = 0,
        requestID: String = ""
    ) {
        self.project = project
        self.modelVersion = modelVersion
        self.requestID = requestID
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__delete_model_request__unpack,
            convert: { message throws(MessageError) in try unsafe DeleteModelRequest(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__DeleteModelRequest>) throws(MessageError) {
        let project = try unsafe Unpacking.string(c.pointee.project, "tutelage.v1.DeleteModelRequest", "project")
        let modelVersion = unsafe c.pointee.model_version
        let requestID = try unsafe Unpacking.string(c.pointee.request_id, "tutelage.v1.DeleteModelRequest", "request_id")
        self.init(
            project: project,
            modelVersion: modelVersion,
            requestID: requestID
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if !project.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(project.utf8.count)
        }
        if modelVersion != 0 {
            size += 1 + Packing.varintSize(modelVersion)
        }
        if !requestID.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(requestID.utf8.count)
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if !project.isEmpty {
            buffer.append(0x0a)
            Packing.string(project, &buffer)
        }
        if modelVersion != 0 {
            buffer.append(0x10)
            Packing.varint(modelVersion, &buffer)
        }
        if !requestID.isEmpty {
            buffer.append(0x1a)
            Packing.string(requestID, &buffer)
        }
    }
}

/// Asks for a comparison.
package struct CompareModelsRequest: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.CompareModelsRequest"

    /// The project.
    package var project: String

    /// The first model version; 0: the champion.
    package var firstVersion: Int64

    /// The second; 0: the champion.
    package var secondVersion: Int64

    /// SPLIT_GATE or SPLIT_TEST; unset: SPLIT_GATE.
    package var split: Split

    /// Creates a message whose fields all have their default values.
    package init() { self.init(project: "") }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        project: String = "",
        firstVersion: Int64 = 0,
        secondVersion: Int64 = 0,
        split: Split = .unspecified
    ) {
        self.project = project
        self.firstVersion = firstVersion
        self.secondVersion = secondVersion
        self.split = split
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__compare_models_request__unpack,
            convert: { message throws(MessageError) in try unsafe CompareModelsRequest(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__CompareModelsRequest>) throws(MessageError) {
        let project = try unsafe Unpacking.string(c.pointee.project, "tutelage.v1.CompareModelsRequest", "project")
        let firstVersion = unsafe c.pointee.first_version
        let secondVersion = unsafe c.pointee.second_version
        let split = Split(rawValue: Int32(truncatingIfNeeded: unsafe c.pointee.split.rawValue))
        self.init(
            project: project,
            firstVersion: firstVersion,
            secondVersion: secondVersion,
            split: split
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if !project.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(project.utf8.count)
        }
        if firstVersion != 0 {
            size += 1 + Packing.varintSize(firstVersion)
        }
        if secondVersion != 0 {
            size += 1 + Packing.varintSize(secondVersion)
        }
        if split.rawValue != 0 {
            size += 1 + Packing.varintSize(Int64(split.rawValue))
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if !project.isEmpty {
            buffer.append(0x0a)
            Packing.string(project, &buffer)
        }
        if firstVersion != 0 {
            buffer.append(0x10)
            Packing.varint(firstVersion, &buffer)
        }
        if secondVersion != 0 {
            buffer.append(0x18)
            Packing.varint(secondVersion, &buffer)
        }
        if split.rawValue != 0 {
            buffer.append(0x20)
            Packing.varint(Int64(split.rawValue), &buffer)
        }
    }
}

/// Two versions on the same examples.
package struct CompareModelsReply: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.CompareModelsReply"

    /// The first version.
    package var firstVersion: Int64

    /// How it did, without its confusion.
    package var first: Evaluation?

    /// The second version.
    package var secondVersion: Int64

    /// How it did, without its confusion.
    package var second: Evaluation?

    /// Examples that both got right.
    package var bothRight: UInt32

    /// Examples that only the first got right.
    package var onlyFirstRight: UInt32

    /// Examples that only the second got right.
    package var onlySecondRight: UInt32

    /// Examples that both got wrong.
    package var bothWrong: UInt32

    /// The exact two-sided McNemar p value: how likely it is that the examples that only one got right fall
    /// at least this unevenly, were both equally good.
    package var pValue: Double

    /// How many comparisons the gate split has served, this one included; 0: it was not asked.
    package var comparisons: UInt32

    /// Creates a message whose fields all have their default values.
    package init() { self.init(firstVersion: 0) }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        firstVersion: Int64 = 0,
        first: Evaluation? = nil,
        secondVersion: Int64 = 0,
        second: Evaluation? = nil,
        bothRight: UInt32 = 0,
        onlyFirstRight: UInt32 = 0,
        onlySecondRight: UInt32 = 0,
        bothWrong: UInt32 = 0,
        pValue: Double = 0,
        comparisons: UInt32 = 0
    ) {
        self.firstVersion = firstVersion
        self.first = first
        self.secondVersion = secondVersion
        self.second = second
        self.bothRight = bothRight
        self.onlyFirstRight = onlyFirstRight
        self.onlySecondRight = onlySecondRight
        self.bothWrong = bothWrong
        self.pValue = pValue
        self.comparisons = comparisons
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__compare_models_reply__unpack,
            convert: { message throws(MessageError) in try unsafe CompareModelsReply(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__CompareModelsReply>) throws(MessageError) {
        let firstVersion = unsafe c.pointee.first_version
        let first: Evaluation?
        if let found = unsafe c.pointee.first {
            first = try unsafe Evaluation(unpacked: found)
        } else {
            first = nil
        }
        let secondVersion = unsafe c.pointee.second_version
        let second: Evaluation?
        if let found = unsafe c.pointee.second {
            second = try unsafe Evaluation(unpacked: found)
        } else {
            second = nil
        }
        let bothRight = unsafe c.pointee.both_right
        let onlyFirstRight = unsafe c.pointee.only_first_right
        let onlySecondRight = unsafe c.pointee.only_second_right
        let bothWrong = unsafe c.pointee.both_wrong
        let pValue = unsafe c.pointee.p_value
        let comparisons = unsafe c.pointee.comparisons
        self.init(
            firstVersion: firstVersion,
            first: first,
            secondVersion: secondVersion,
            second: second,
            bothRight: bothRight,
            onlyFirstRight: onlyFirstRight,
            onlySecondRight: onlySecondRight,
            bothWrong: bothWrong,
            pValue: pValue,
            comparisons: comparisons
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if firstVersion != 0 {
            size += 1 + Packing.varintSize(firstVersion)
        }
        if let value = first {
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        }
        if secondVersion != 0 {
            size += 1 + Packing.varintSize(secondVersion)
        }
        if let value = second {
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        }
        if bothRight != 0 {
            size += 1 + Packing.varintSize(UInt64(bothRight))
        }
        if onlyFirstRight != 0 {
            size += 1 + Packing.varintSize(UInt64(onlyFirstRight))
        }
        if onlySecondRight != 0 {
            size += 1 + Packing.varintSize(UInt64(onlySecondRight))
        }
        if bothWrong != 0 {
            size += 1 + Packing.varintSize(UInt64(bothWrong))
        }
        if pValue.bitPattern != 0 {
            size += 1 + 8
        }
        if comparisons != 0 {
            size += 1 + Packing.varintSize(UInt64(comparisons))
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if firstVersion != 0 {
            buffer.append(0x08)
            Packing.varint(firstVersion, &buffer)
        }
        if let value = first {
            buffer.append(0x12)
            Packing.message(value, &buffer)
        }
        if secondVersion != 0 {
            buffer.append(0x18)
            Packing.varint(secondVersion, &buffer)
        }
        if let value = second {
            buffer.append(0x22)
            Packing.message(value, &buffer)
        }
        if bothRight != 0 {
            buffer.append(0x28)
            Packing.varint(UInt64(bothRight), &buffer)
        }
        if onlyFirstRight != 0 {
            buffer.append(0x30)
            Packing.varint(UInt64(onlyFirstRight), &buffer)
        }
        if onlySecondRight != 0 {
            buffer.append(0x38)
            Packing.varint(UInt64(onlySecondRight), &buffer)
        }
        if bothWrong != 0 {
            buffer.append(0x40)
            Packing.varint(UInt64(bothWrong), &buffer)
        }
        if pValue.bitPattern != 0 {
            buffer.append(0x49)
            Packing.fixed64(pValue.bitPattern, &buffer)
        }
        if comparisons != 0 {
            buffer.append(0x50)
            Packing.varint(UInt64(comparisons), &buffer)
        }
    }
}

/// Asks for a page of releases.
package struct ListReleasesRequest: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.ListReleasesRequest"

    /// The project.
    package var project: String

    /// The most releases in a page: see common.proto.
    package var pageSize: UInt32

    /// The page: see common.proto.
    package var pageToken: String

    /// Creates a message whose fields all have their default values.
    package init() { self.init(project: "") }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        project: String = "",
        pageSize: UInt32 = 0,
        pageToken: String = ""
    ) {
        self.project = project
        self.pageSize = pageSize
        self.pageToken = pageToken
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__list_releases_request__unpack,
            convert: { message throws(MessageError) in try unsafe ListReleasesRequest(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__ListReleasesRequest>) throws(MessageError) {
        let project = try unsafe Unpacking.string(c.pointee.project, "tutelage.v1.ListReleasesRequest", "project")
        let pageSize = unsafe c.pointee.page_size
        let pageToken = try unsafe Unpacking.string(c.pointee.page_token, "tutelage.v1.ListReleasesRequest", "page_token")
        self.init(
            project: project,
            pageSize: pageSize,
            pageToken: pageToken
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if !project.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(project.utf8.count)
        }
        if pageSize != 0 {
            size += 1 + Packing.varintSize(UInt64(pageSize))
        }
        if !pageToken.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(pageToken.utf8.count)
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if !project.isEmpty {
            buffer.append(0x0a)
            Packing.string(project, &buffer)
        }
        if pageSize != 0 {
            buffer.append(0x10)
            Packing.varint(UInt64(pageSize), &buffer)
        }
        if !pageToken.isEmpty {
            buffer.append(0x1a)
            Packing.string(pageToken, &buffer)
        }
    }
}

/// A page of releases.
package struct ListReleasesReply: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.ListReleasesReply"

    /// The releases, newest first; the first of the first page is in service.
    package var releases: [Release]

    /// The next page; empty: there is none.
    package var nextPageToken: String

    /// Creates a message whose fields all have their default values.
    package init() { self.init(releases: []) }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        releases: [Release] = [],
        nextPageToken: String = ""
    ) {
        self.releases = releases
        self.nextPageToken = nextPageToken
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__list_releases_reply__unpack,
            convert: { message throws(MessageError) in try unsafe ListReleasesReply(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__ListReleasesReply>) throws(MessageError) {
        var releases: [Release] = []
        if unsafe c.pointee.n_releases > 0 {
            releases.reserveCapacity(unsafe c.pointee.n_releases)
            for index in 0..<(unsafe c.pointee.n_releases) {
                guard let item = unsafe c.pointee.releases[index] else { continue }
                releases.append(try unsafe Release(unpacked: item))
            }
        }
        let nextPageToken = try unsafe Unpacking.string(c.pointee.next_page_token, "tutelage.v1.ListReleasesReply", "next_page_token")
        self.init(
            releases: releases,
            nextPageToken: nextPageToken
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        for place in releases.indices { size += 1 + Packing.lengthDelimitedSize(releases.span[place].encodedSize) }
        if !nextPageToken.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(nextPageToken.utf8.count)
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        for place in releases.indices {
            buffer.append(0x0a)
            Packing.message(releases.span[place], &buffer)
        }
        if !nextPageToken.isEmpty {
            buffer.append(0x12)
            Packing.string(nextPageToken, &buffer)
        }
    }
}
