// Generated from Protos/tutelage/v1/models.proto by Scripts/generate. Do not edit.
// swift-format-ignore-file

import CMessages

extension Wire {

    /// Where a model version stands.
    package enum ModelState: OpenEnum {
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
        case unrecognized(Int32)

        package static let known: [ModelState] = [.unspecified, .candidate, .shadow, .canary, .champion, .retired, .deleted]

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
    package struct Model: TableMessage {
        package static let fullName = "tutelage.v1.Model"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_Model_table()) }

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

        package init() { self.init(project: "") }

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

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                project: try source.value(1),
                version: try source.value(2),
                state: try source.value(3),
                network: try source.optional(4),
                parameterCount: try source.value(5),
                weightsBytes: try source.value(6),
                weightsSHA256: try source.value(7),
                lineage: try source.optional(8),
                evaluations: try source.list(9),
                gateDecisions: try source.list(10),
                createdAt: try source.optional(11),
                graphJSON: try source.value(12)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, project)
            sink.value(2, version)
            sink.value(3, state)
            sink.optional(4, network)
            sink.value(5, parameterCount)
            sink.value(6, weightsBytes)
            sink.value(7, weightsSHA256)
            sink.optional(8, lineage)
            sink.list(9, evaluations)
            sink.list(10, gateDecisions)
            sink.optional(11, createdAt)
            sink.value(12, graphJSON)
        }
    }

    /// Where a model version came from.
    package struct Lineage: TableMessage {
        package static let fullName = "tutelage.v1.Lineage"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_Lineage_table()) }

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

        package init() { self.init(teacherVersion: 0) }

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

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                teacherVersion: try source.value(1),
                snapshot: try source.optional(2),
                jobID: try source.value(3),
                algorithm: try source.value(4),
                hyperParametersJSON: try source.value(5),
                seed: try source.value(6),
                gitRevision: try source.value(7),
                instructionSet: try source.value(8),
                blasCore: try source.value(9),
                note: try source.value(10),
                sameAsVersion: try source.value(11),
                attestation: try source.value(12)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, teacherVersion)
            sink.optional(2, snapshot)
            sink.value(3, jobID)
            sink.value(4, algorithm)
            sink.value(5, hyperParametersJSON)
            sink.value(6, seed)
            sink.value(7, gitRevision)
            sink.value(8, instructionSet)
            sink.value(9, blasCore)
            sink.value(10, note)
            sink.value(11, sameAsVersion)
            sink.value(12, attestation)
        }
    }

    /// How a model did on labelled examples that it never saw.
    package struct Evaluation: TableMessage {
        package static let fullName = "tutelage.v1.Evaluation"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_Evaluation_table()) }

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

        package init() { self.init(split: .unspecified) }

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

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                split: try source.value(1),
                count: try source.value(2),
                accuracy: try source.value(3),
                accuracyLow: try source.value(4),
                accuracyHigh: try source.value(5),
                calibrationError: try source.value(6),
                perClass: try source.list(7),
                confusion: try source.list(8),
                evaluatedAt: try source.optional(9),
                confusions: try source.list(10)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, split)
            sink.value(2, count)
            sink.value(3, accuracy)
            sink.value(4, accuracyLow)
            sink.value(5, accuracyHigh)
            sink.value(6, calibrationError)
            sink.list(7, perClass)
            sink.list(8, confusion)
            sink.optional(9, evaluatedAt)
            sink.list(10, confusions)
        }
    }

    /// How often one class was taken for one class.
    package struct ConfusionCell: TableMessage {
        package static let fullName = "tutelage.v1.ConfusionCell"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_ConfusionCell_table()) }

        /// The true class.
        package var classIndex: UInt32

        /// The predicted class.
        package var predictedIndex: UInt32

        /// The examples.
        package var count: UInt32

        package init() { self.init(classIndex: 0) }

        package init(
            classIndex: UInt32 = 0,
            predictedIndex: UInt32 = 0,
            count: UInt32 = 0
        ) {
            self.classIndex = classIndex
            self.predictedIndex = predictedIndex
            self.count = count
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                classIndex: try source.value(1),
                predictedIndex: try source.value(2),
                count: try source.value(3)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, classIndex)
            sink.value(2, predictedIndex)
            sink.value(3, count)
        }
    }

    /// How a model did on one class.
    package struct ClassMetrics: TableMessage {
        package static let fullName = "tutelage.v1.ClassMetrics"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_ClassMetrics_table()) }

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

        package init() { self.init(classIndex: 0) }

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

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                classIndex: try source.value(1),
                className: try source.value(2),
                precision: try source.value(3),
                recall: try source.value(4),
                count: try source.value(5)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, classIndex)
            sink.value(2, className)
            sink.value(3, precision)
            sink.value(4, recall)
            sink.value(5, count)
        }
    }

    /// Asks for a page of models.
    package struct ListModelsRequest: TableMessage {
        package static let fullName = "tutelage.v1.ListModelsRequest"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_ListModelsRequest_table()) }

        /// The project.
        package var project: String

        /// The most models in a page: see common.proto.
        package var pageSize: UInt32

        /// The page: see common.proto.
        package var pageToken: String

        package init() { self.init(project: "") }

        package init(
            project: String = "",
            pageSize: UInt32 = 0,
            pageToken: String = ""
        ) {
            self.project = project
            self.pageSize = pageSize
            self.pageToken = pageToken
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                project: try source.value(1),
                pageSize: try source.value(2),
                pageToken: try source.value(3)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, project)
            sink.value(2, pageSize)
            sink.value(3, pageToken)
        }
    }

    /// A page of models.
    package struct ListModelsReply: TableMessage {
        package static let fullName = "tutelage.v1.ListModelsReply"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_ListModelsReply_table()) }

        /// The models, newest first.
        package var models: [Model]

        /// The next page; empty: there is none.
        package var nextPageToken: String

        package init() { self.init(models: []) }

        package init(
            models: [Model] = [],
            nextPageToken: String = ""
        ) {
            self.models = models
            self.nextPageToken = nextPageToken
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                models: try source.list(1),
                nextPageToken: try source.value(2)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.list(1, models)
            sink.value(2, nextPageToken)
        }
    }

    /// Asks for one model.
    package struct GetModelRequest: TableMessage {
        package static let fullName = "tutelage.v1.GetModelRequest"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_GetModelRequest_table()) }

        /// The project.
        package var project: String

        /// The model version; 0: the champion.
        package var modelVersion: Int64

        package init() { self.init(project: "") }

        package init(
            project: String = "",
            modelVersion: Int64 = 0
        ) {
            self.project = project
            self.modelVersion = modelVersion
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                project: try source.value(1),
                modelVersion: try source.value(2)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, project)
            sink.value(2, modelVersion)
        }
    }

    /// A part of an import.
    package struct ImportModelRequest: TableMessage {
        package static let fullName = "tutelage.v1.ImportModelRequest"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_ImportModelRequest_table()) }

        /// The header first, then chunks.
        package var part: Part?

        package init() { self.init(part: nil) }

        package init(
            part: Part? = nil
        ) {
            self.part = part
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                part: try Part(from: &source)
            )
        }

        package func write(to sink: inout FieldSink) {
            part?.write(to: &sink)
        }

        /// Which one of the fields is set.
        package enum Part: Sendable, Hashable {
            /// What is imported; exactly once, first.
            case header(ImportModelHeader)
            /// The next bytes of the file; at most 1 MiB is a good size.
            case chunk([UInt8])

            init?(from source: inout any FieldSource) throws(MessageError) {
                switch source.choice(among: [1, 2]) {
                case 1: self = .header(try source.value(1))
                case 2: self = .chunk(try source.value(2))
                default: return nil
                }
            }

            func write(to sink: inout FieldSink) {
                switch self {
                case .header(let value): sink.set(1, value)
                case .chunk(let value): sink.set(2, value)
                }
            }
        }
    }

    /// What is imported.
    package struct ImportModelHeader: TableMessage {
        package static let fullName = "tutelage.v1.ImportModelHeader"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_ImportModelHeader_table()) }

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

        /// Of a model that reads texts by a vocabulary: its tokenizer, which is stored, exported and versioned with it. Unset: the
        /// one that the file holds, as files that this server exports do, else the project's.
        package var wordPiece: WordPiece?

        /// Whether tensors are left out that the network does not have, such as the pooler of a BERT; else they are refused.
        package var ignoresOtherTensors: Bool

        package init() { self.init(project: "") }

        package init(
            project: String = "",
            network: NetworkSpecification? = nil,
            weightsSHA256: [UInt8] = [],
            note: String = "",
            requestID: String = "",
            attestUnseen: String = "",
            wordPiece: WordPiece? = nil,
            ignoresOtherTensors: Bool = false
        ) {
            self.project = project
            self.network = network
            self.weightsSHA256 = weightsSHA256
            self.note = note
            self.requestID = requestID
            self.attestUnseen = attestUnseen
            self.wordPiece = wordPiece
            self.ignoresOtherTensors = ignoresOtherTensors
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                project: try source.value(1),
                network: try source.optional(2),
                weightsSHA256: try source.value(3),
                note: try source.value(4),
                requestID: try source.value(5),
                attestUnseen: try source.value(6),
                wordPiece: try source.optional(7),
                ignoresOtherTensors: try source.value(8)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, project)
            sink.optional(2, network)
            sink.value(3, weightsSHA256)
            sink.value(4, note)
            sink.value(5, requestID)
            sink.value(6, attestUnseen)
            sink.optional(7, wordPiece)
            sink.value(8, ignoresOtherTensors)
        }
    }

    /// WordPiece, the tokenizer of BERT, by its vocabulary.
    package struct WordPiece: TableMessage {
        package static let fullName = "tutelage.v1.WordPiece"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_WordPiece_table()) }

        /// The file vocab.txt: UTF-8, a token a line; at most 2 MiB.
        package var vocabulary: [UInt8]

        /// Whether upper and lower case are told apart, and accents kept.
        package var isCased: Bool

        package init() { self.init(vocabulary: []) }

        package init(
            vocabulary: [UInt8] = [],
            isCased: Bool = false
        ) {
            self.vocabulary = vocabulary
            self.isCased = isCased
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                vocabulary: try source.value(1),
                isCased: try source.value(2)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, vocabulary)
            sink.value(2, isCased)
        }
    }

    /// Asks for a model's weights.
    package struct ExportModelRequest: TableMessage {
        package static let fullName = "tutelage.v1.ExportModelRequest"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_ExportModelRequest_table()) }

        /// The project.
        package var project: String

        /// The model version; 0: the champion.
        package var modelVersion: Int64

        package init() { self.init(project: "") }

        package init(
            project: String = "",
            modelVersion: Int64 = 0
        ) {
            self.project = project
            self.modelVersion = modelVersion
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                project: try source.value(1),
                modelVersion: try source.value(2)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, project)
            sink.value(2, modelVersion)
        }
    }

    /// A part of an export.
    package struct ExportModelReply: TableMessage {
        package static let fullName = "tutelage.v1.ExportModelReply"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_ExportModelReply_table()) }

        /// The header first, then chunks.
        package var part: Part?

        package init() { self.init(part: nil) }

        package init(
            part: Part? = nil
        ) {
            self.part = part
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                part: try Part(from: &source)
            )
        }

        package func write(to sink: inout FieldSink) {
            part?.write(to: &sink)
        }

        /// Which one of the fields is set.
        package enum Part: Sendable, Hashable {
            /// What is exported; exactly once, first.
            case model(Model)
            /// The next bytes of the file.
            case chunk([UInt8])

            init?(from source: inout any FieldSource) throws(MessageError) {
                switch source.choice(among: [1, 2]) {
                case 1: self = .model(try source.value(1))
                case 2: self = .chunk(try source.value(2))
                default: return nil
                }
            }

            func write(to sink: inout FieldSink) {
                switch self {
                case .model(let value): sink.set(1, value)
                case .chunk(let value): sink.set(2, value)
                }
            }
        }
    }

    /// Asks to put a version into service.
    package struct PromoteRequest: TableMessage {
        package static let fullName = "tutelage.v1.PromoteRequest"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_PromoteRequest_table()) }

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

        package init() { self.init(project: "") }

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

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                project: try source.value(1),
                modelVersion: try source.value(2),
                gate: try source.optional(3),
                requestID: try source.value(4),
                dryRun: try source.value(5)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, project)
            sink.value(2, modelVersion)
            sink.optional(3, gate)
            sink.value(4, requestID)
            sink.value(5, dryRun)
        }
    }

    /// What became of a promotion.
    package struct PromoteReply: TableMessage {
        package static let fullName = "tutelage.v1.PromoteReply"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_PromoteReply_table()) }

        /// Whether the version is now in service.
        package var promoted: Bool

        /// What the gate decided and why.
        package var gate: GateDecision?

        /// The release in service now, the new one or the old; unset: there is none.
        package var release: Release?

        /// What each set of certify labels was asked, and what that cost.
        package var looks: [Look]

        package init() { self.init(promoted: false) }

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

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                promoted: try source.value(1),
                gate: try source.optional(2),
                release: try source.optional(3),
                looks: try source.list(4)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, promoted)
            sink.optional(2, gate)
            sink.optional(3, release)
            sink.list(4, looks)
        }
    }

    /// Asks for certificates.
    package struct CertifyRequest: TableMessage {
        package static let fullName = "tutelage.v1.CertifyRequest"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_CertifyRequest_table()) }

        /// The project.
        package var project: String

        /// Takes a look also where a certificate holds, such as after the certify split has grown; one that
        /// holds is lost to a new one only.
        package var again: Bool

        /// Changes nothing, and says what it would cost.
        package var dryRun: Bool

        /// Makes a retry safe: see common.proto.
        package var requestID: String

        package init() { self.init(project: "") }

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

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                project: try source.value(1),
                again: try source.value(2),
                dryRun: try source.value(3),
                requestID: try source.value(4)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, project)
            sink.value(2, again)
            sink.value(3, dryRun)
            sink.value(4, requestID)
        }
    }

    /// What became of the certificates.
    package struct CertifyReply: TableMessage {
        package static let fullName = "tutelage.v1.CertifyReply"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_CertifyReply_table()) }

        /// What each set of certify labels was asked, and what that cost.
        package var looks: [Look]

        /// The release in service now.
        package var release: Release?

        package init() { self.init(looks: []) }

        package init(
            looks: [Look] = [],
            release: Release? = nil
        ) {
            self.looks = looks
            self.release = release
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                looks: try source.list(1),
                release: try source.optional(2)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.list(1, looks)
            sink.optional(2, release)
        }
    }

    /// Asks for an older release.
    package struct RollbackRequest: TableMessage {
        package static let fullName = "tutelage.v1.RollbackRequest"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_RollbackRequest_table()) }

        /// The project.
        package var project: String

        /// The release's number; 0: the one before the release in service.
        package var releaseNumber: Int64

        /// Makes a retry safe: see common.proto.
        package var requestID: String

        package init() { self.init(project: "") }

        package init(
            project: String = "",
            releaseNumber: Int64 = 0,
            requestID: String = ""
        ) {
            self.project = project
            self.releaseNumber = releaseNumber
            self.requestID = requestID
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                project: try source.value(1),
                releaseNumber: try source.value(2),
                requestID: try source.value(3)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, project)
            sink.value(2, releaseNumber)
            sink.value(3, requestID)
        }
    }

    /// The older release is in service again.
    package struct RollbackReply: TableMessage {
        package static let fullName = "tutelage.v1.RollbackReply"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_RollbackReply_table()) }

        /// The release in service now: the old one's content under a new number.
        package var release: Release?

        package init() { self.init(release: nil) }

        package init(
            release: Release? = nil
        ) {
            self.release = release
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                release: try source.optional(1)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.optional(1, release)
        }
    }

    /// Asks to let other versions take part in a project's calls.
    package struct SetTrafficRequest: TableMessage {
        package static let fullName = "tutelage.v1.SetTrafficRequest"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_SetTrafficRequest_table()) }

        /// The project.
        package var project: String

        /// The versions that answer a share of the calls, at most 8; empty: the champion answers all.
        package var canaries: [CanaryPlan]

        /// The versions that compute beside the champion, at most 4.
        package var shadowVersions: [Int64]

        /// Makes a retry safe: see common.proto.
        package var requestID: String

        package init() { self.init(project: "") }

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

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                project: try source.value(1),
                canaries: try source.list(2),
                shadowVersions: try source.list(3),
                requestID: try source.value(4)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, project)
            sink.list(2, canaries)
            sink.list(3, shadowVersions)
            sink.value(4, requestID)
        }
    }

    /// A version that is to answer a share of the calls.
    package struct CanaryPlan: TableMessage {
        package static let fullName = "tutelage.v1.CanaryPlan"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_CanaryPlan_table()) }

        /// The model version; not the champion.
        package var modelVersion: Int64

        /// Its share, 0.01 to 100, in hundredths; all canaries together have at most 100.
        package var percent: Double

        package init() { self.init(modelVersion: 0) }

        package init(
            modelVersion: Int64 = 0,
            percent: Double = 0
        ) {
            self.modelVersion = modelVersion
            self.percent = percent
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                modelVersion: try source.value(1),
                percent: try source.value(2)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, modelVersion)
            sink.value(2, percent)
        }
    }

    /// Asks for the plan in force.
    package struct GetTrafficRequest: TableMessage {
        package static let fullName = "tutelage.v1.GetTrafficRequest"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_GetTrafficRequest_table()) }

        /// The project.
        package var project: String

        package init() { self.init(project: "") }

        package init(
            project: String = ""
        ) {
            self.project = project
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                project: try source.value(1)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, project)
        }
    }

    /// Which versions take part in a project's calls, and what they did: canaries since the server
    /// started, shadows since the plan took them in or, where that is later, the server started.
    package struct Traffic: TableMessage {
        package static let fullName = "tutelage.v1.Traffic"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_Traffic_table()) }

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

        package init() { self.init(project: "") }

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

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                project: try source.value(1),
                championVersion: try source.value(2),
                championPercent: try source.value(3),
                canaries: try source.list(4),
                shadows: try source.list(5),
                notInForce: try source.value(6)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, project)
            sink.value(2, championVersion)
            sink.value(3, championPercent)
            sink.list(4, canaries)
            sink.list(5, shadows)
            sink.value(6, notInForce)
        }
    }

    /// A version that answers a share of the calls.
    package struct CanaryShare: TableMessage {
        package static let fullName = "tutelage.v1.CanaryShare"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_CanaryShare_table()) }

        /// The model version.
        package var modelVersion: Int64

        /// Its share of the calls.
        package var percent: Double

        /// Requests that it answered, those that named it included.
        package var succeeded: UInt64

        /// Requests for it that ended without an answer.
        package var failed: UInt64

        package init() { self.init(modelVersion: 0) }

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

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                modelVersion: try source.value(1),
                percent: try source.value(2),
                succeeded: try source.value(3),
                failed: try source.value(4)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, modelVersion)
            sink.value(2, percent)
            sink.value(3, succeeded)
            sink.value(4, failed)
        }
    }

    /// How a shadow's results compare with the champion's.
    package struct ShadowReport: TableMessage {
        package static let fullName = "tutelage.v1.ShadowReport"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_ShadowReport_table()) }

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

        package init() { self.init(modelVersion: 0) }

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

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                modelVersion: try source.value(1),
                rows: try source.value(2),
                disagreements: try source.value(3),
                meanConfidenceDifference: try source.value(4),
                droppedRows: try source.value(5),
                failedRows: try source.value(6)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, modelVersion)
            sink.value(2, rows)
            sink.value(3, disagreements)
            sink.value(4, meanConfidenceDifference)
            sink.value(5, droppedRows)
            sink.value(6, failedRows)
        }
    }

    /// A version to remove.
    package struct DeleteModelRequest: TableMessage {
        package static let fullName = "tutelage.v1.DeleteModelRequest"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_DeleteModelRequest_table()) }

        /// The project.
        package var project: String

        /// The version.
        package var modelVersion: Int64

        /// Sent again, the first reply comes again; empty: none. At most 128 bytes.
        package var requestID: String

        package init() { self.init(project: "") }

        package init(
            project: String = "",
            modelVersion: Int64 = 0,
            requestID: String = ""
        ) {
            self.project = project
            self.modelVersion = modelVersion
            self.requestID = requestID
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                project: try source.value(1),
                modelVersion: try source.value(2),
                requestID: try source.value(3)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, project)
            sink.value(2, modelVersion)
            sink.value(3, requestID)
        }
    }

    /// Asks for a comparison.
    package struct CompareModelsRequest: TableMessage {
        package static let fullName = "tutelage.v1.CompareModelsRequest"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_CompareModelsRequest_table()) }

        /// The project.
        package var project: String

        /// The first model version; 0: the champion.
        package var firstVersion: Int64

        /// The second; 0: the champion.
        package var secondVersion: Int64

        /// SPLIT_GATE or SPLIT_TEST; unset: SPLIT_GATE.
        package var split: Split

        package init() { self.init(project: "") }

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

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                project: try source.value(1),
                firstVersion: try source.value(2),
                secondVersion: try source.value(3),
                split: try source.value(4)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, project)
            sink.value(2, firstVersion)
            sink.value(3, secondVersion)
            sink.value(4, split)
        }
    }

    /// Two versions on the same examples.
    package struct CompareModelsReply: TableMessage {
        package static let fullName = "tutelage.v1.CompareModelsReply"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_CompareModelsReply_table()) }

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

        package init() { self.init(firstVersion: 0) }

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

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                firstVersion: try source.value(1),
                first: try source.optional(2),
                secondVersion: try source.value(3),
                second: try source.optional(4),
                bothRight: try source.value(5),
                onlyFirstRight: try source.value(6),
                onlySecondRight: try source.value(7),
                bothWrong: try source.value(8),
                pValue: try source.value(9),
                comparisons: try source.value(10)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, firstVersion)
            sink.optional(2, first)
            sink.value(3, secondVersion)
            sink.optional(4, second)
            sink.value(5, bothRight)
            sink.value(6, onlyFirstRight)
            sink.value(7, onlySecondRight)
            sink.value(8, bothWrong)
            sink.value(9, pValue)
            sink.value(10, comparisons)
        }
    }

    /// Asks for a page of releases.
    package struct ListReleasesRequest: TableMessage {
        package static let fullName = "tutelage.v1.ListReleasesRequest"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_ListReleasesRequest_table()) }

        /// The project.
        package var project: String

        /// The most releases in a page: see common.proto.
        package var pageSize: UInt32

        /// The page: see common.proto.
        package var pageToken: String

        package init() { self.init(project: "") }

        package init(
            project: String = "",
            pageSize: UInt32 = 0,
            pageToken: String = ""
        ) {
            self.project = project
            self.pageSize = pageSize
            self.pageToken = pageToken
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                project: try source.value(1),
                pageSize: try source.value(2),
                pageToken: try source.value(3)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, project)
            sink.value(2, pageSize)
            sink.value(3, pageToken)
        }
    }

    /// A page of releases.
    package struct ListReleasesReply: TableMessage {
        package static let fullName = "tutelage.v1.ListReleasesReply"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_ListReleasesReply_table()) }

        /// The releases, newest first; the first of the first page is in service.
        package var releases: [Release]

        /// The next page; empty: there is none.
        package var nextPageToken: String

        package init() { self.init(releases: []) }

        package init(
            releases: [Release] = [],
            nextPageToken: String = ""
        ) {
            self.releases = releases
            self.nextPageToken = nextPageToken
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                releases: try source.list(1),
                nextPageToken: try source.value(2)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.list(1, releases)
            sink.value(2, nextPageToken)
        }
    }
}
