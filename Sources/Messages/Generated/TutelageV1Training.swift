// Generated from Protos/tutelage/v1/training.proto by Scripts/generate. Do not edit.
// swift-format-ignore-file

import CMessages

extension Wire {

    /// How a network standardises its input: (x - mean) / std, by the mean and the standard deviation of
    /// all rows of the training snapshot, labelled or not; a constant column or channel is divided by 1.
    /// They belong to the model: its weights file has them as the tensors `standardization.mean` and
    /// `standardization.std`.
    package enum Standardization: OpenEnum {
        /// Not given: what a run starts from keeps its own; else columns for vectors, none for images. Of an
        /// import: whatever the file's tensors say. Of a model that is read: never.
        case unspecified
        /// The network sees the input as the project's input specification gives it.
        case none
        /// Each column of a vector by its own.
        case columns
        /// Each channel of an image by its own.
        case channels
        case unrecognized(Int32)

        package static let known: [Standardization] = [.unspecified, .none, .columns, .channels]

        package var rawValue: Int32 {
            switch self {
            case .unspecified: 0
            case .none: 1
            case .columns: 2
            case .channels: 3
            case .unrecognized(let number): number
            }
        }
    }

    /// What is trained of a network that starts from a version.
    package enum Regime: OpenEnum {
        /// Not given: all of it.
        case unspecified
        /// All of it.
        case fineTuned
        /// The version's encoder stays as it is. What it makes of each example is computed once and kept, and the algorithm
        /// learns a network of these vectors, with views of vectors. The model is both, one on the other.
        case frozen
        /// The first half of the steps with a frozen encoder, the rest with all of it, https://arxiv.org/abs/2202.10054.
        case frozenThenFineTuned
        case unrecognized(Int32)

        package static let known: [Regime] = [.unspecified, .fineTuned, .frozen, .frozenThenFineTuned]

        package var rawValue: Int32 {
            switch self {
            case .unspecified: 0
            case .fineTuned: 1
            case .frozen: 2
            case .frozenThenFineTuned: 3
            case .unrecognized(let number): number
            }
        }
    }

    /// What a student learns from.
    package enum TargetKind: OpenEnum {
        /// Not given: soft.
        case unspecified
        /// The teacher's class.
        case hard
        /// The teacher's probabilities.
        case soft
        case unrecognized(Int32)

        package static let known: [TargetKind] = [.unspecified, .hard, .soft]

        package var rawValue: Int32 {
            switch self {
            case .unspecified: 0
            case .hard: 1
            case .soft: 2
            case .unrecognized(let number): number
            }
        }
    }

    /// What a job is for.
    package enum JobKind: OpenEnum {
        /// Not given.
        case unspecified
        /// One training run.
        case train
        /// Rounds of teacher and student.
        case selfTrain
        /// A distillation.
        case distil
        /// Decides anew about what has no person's label; the server does it itself.
        case relabel
        /// A comparison of algorithms.
        case compare
        case unrecognized(Int32)

        package static let known: [JobKind] = [.unspecified, .train, .selfTrain, .distil, .relabel, .compare]

        package var rawValue: Int32 {
            switch self {
            case .unspecified: 0
            case .train: 1
            case .selfTrain: 2
            case .distil: 3
            case .relabel: 4
            case .compare: 5
            case .unrecognized(let number): number
            }
        }
    }

    /// What a job is doing.
    package enum JobState: OpenEnum {
        /// Not given.
        case unspecified
        /// It waits for its turn.
        case queued
        /// A worker has it.
        case running
        /// It made a model; the gate may still have refused it. Final.
        case succeeded
        /// It did not; `failure` says why. Final.
        case failed
        /// It was cancelled. Final.
        case cancelled
        case unrecognized(Int32)

        package static let known: [JobState] = [.unspecified, .queued, .running, .succeeded, .failed, .cancelled]

        package var rawValue: Int32 {
            switch self {
            case .unspecified: 0
            case .queued: 1
            case .running: 2
            case .succeeded: 3
            case .failed: 4
            case .cancelled: 5
            case .unrecognized(let number): number
            }
        }
    }

    /// What started a job.
    package enum JobTrigger: OpenEnum {
        /// Not given.
        case unspecified
        /// A call.
        case manual
        /// The retrain policy's interval.
        case interval
        /// The retrain policy's count of new labels.
        case newLabels
        /// The retrain policy's count of new examples.
        case newExamples
        /// A release: what the champion may decide about is decided anew.
        case release
        case unrecognized(Int32)

        package static let known: [JobTrigger] = [.unspecified, .manual, .interval, .newLabels, .newExamples, .release]

        package var rawValue: Int32 {
            switch self {
            case .unspecified: 0
            case .manual: 1
            case .interval: 2
            case .newLabels: 3
            case .newExamples: 4
            case .release: 5
            case .unrecognized(let number): number
            }
        }
    }

    /// The network of a run, an import or a model.
    package struct NetworkSpecification: TableMessage {
        package static let fullName = "tutelage.v1.NetworkSpecification"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_NetworkSpecification_table()) }

        /// The architecture; unset, as `named_architecture`: the default for the input, except in an import, which
        /// must name it. A network that is read is one of these where it can be, else a preset, else a graph.
        package var architecture: Architecture?

        /// How the input is standardised. Unset beside a graph that says it: as the graph says.
        package var standardization: Standardization

        /// The architecture, where it has no field in `architecture`; one of the two is set at most.
        package var namedArchitecture: NamedArchitecture?

        /// Whether it ends with its features and has no classes: an encoder. Encoders are imported, exported, started
        /// from and asked by Embed; they answer no calls for classes. Not of a run.
        package var encoder: Bool

        package init() { self.init(architecture: nil) }

        package init(
            architecture: Architecture? = nil,
            standardization: Standardization = .unspecified,
            namedArchitecture: NamedArchitecture? = nil,
            encoder: Bool = false
        ) {
            self.architecture = architecture
            self.standardization = standardization
            self.namedArchitecture = namedArchitecture
            self.encoder = encoder
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                architecture: try Architecture(from: &source),
                standardization: try source.value(4),
                namedArchitecture: try NamedArchitecture(from: &source),
                encoder: try source.value(7)
            )
        }

        package func write(to sink: inout FieldSink) {
            architecture?.write(to: &sink)
            sink.value(4, standardization)
            namedArchitecture?.write(to: &sink)
            sink.value(7, encoder)
        }

        /// Which one of the fields is set.
        package enum Architecture: Sendable, Hashable {
            /// One dense layer.
            case linear(NetworkSpecification.Linear)
            /// Dense layers with ReLU between them.
            case perceptron(NetworkSpecification.Perceptron)
            /// For images from 2 x 2: two blocks of two 3x3 convolutions with batch norm and leaky ReLU, a
            /// max pool between them, global average pooling and a dense layer.
            case smallConvolutional(NetworkSpecification.SmallConvolutional)

            init?(from source: inout any FieldSource) throws(MessageError) {
                switch source.choice(among: [1, 2, 3]) {
                case 1: self = .linear(try source.value(1))
                case 2: self = .perceptron(try source.value(2))
                case 3: self = .smallConvolutional(try source.value(3))
                default: return nil
                }
            }

            func write(to sink: inout FieldSink) {
                switch self {
                case .linear(let value): sink.set(1, value)
                case .perceptron(let value): sink.set(2, value)
                case .smallConvolutional(let value): sink.set(3, value)
                }
            }
        }

        /// Which one of the fields is set.
        package enum NamedArchitecture: Sendable, Hashable {
            /// One of ListNetworks with its parameters.
            case preset(NetworkPreset)
            /// A graph as JSON, at most 256 KiB: see docs/networks.md. INVALID_ARGUMENT names the node at fault.
            case graphJSON(String)

            init?(from source: inout any FieldSource) throws(MessageError) {
                switch source.choice(among: [5, 6]) {
                case 5: self = .preset(try source.value(5))
                case 6: self = .graphJSON(try source.value(6))
                default: return nil
                }
            }

            func write(to sink: inout FieldSink) {
                switch self {
                case .preset(let value): sink.set(5, value)
                case .graphJSON(let value): sink.set(6, value)
                }
            }
        }

        /// One dense layer; it has no parameters.
        package struct Linear: TableMessage {
            package static let fullName = "tutelage.v1.NetworkSpecification.Linear"
            package static var table: MessageTable { unsafe MessageTable(tutelage_v1_NetworkSpecification_Linear_table()) }

            package init() {}

            package init(from _: inout any FieldSource) throws(MessageError) {}

            package func write(to _: inout FieldSink) {}
        }

        /// Dense layers with ReLU between them.
        package struct Perceptron: TableMessage {
            package static let fullName = "tutelage.v1.NetworkSpecification.Perceptron"
            package static var table: MessageTable { unsafe MessageTable(tutelage_v1_NetworkSpecification_Perceptron_table()) }

            /// The widths of the hidden layers, 1 to 8 of them of 1 to 16,384 units; empty: 128, 128.
            package var hidden: [UInt32]

            /// The share of hidden units that are dropped in training, 0 to 0.9.
            package var dropout: Float

            package init() { self.init(hidden: []) }

            package init(
                hidden: [UInt32] = [],
                dropout: Float = 0
            ) {
                self.hidden = hidden
                self.dropout = dropout
            }

            package init(from source: inout any FieldSource) throws(MessageError) {
                self.init(
                    hidden: try source.list(1),
                    dropout: try source.value(2)
                )
            }

            package func write(to sink: inout FieldSink) {
                sink.list(1, hidden)
                sink.value(2, dropout)
            }
        }

        /// A small convolutional network.
        package struct SmallConvolutional: TableMessage {
            package static let fullName = "tutelage.v1.NetworkSpecification.SmallConvolutional"
            package static var table: MessageTable { unsafe MessageTable(tutelage_v1_NetworkSpecification_SmallConvolutional_table()) }

            /// The channels of the first block, 1 to 512, the second has twice as many; 0: 16.
            package var width: UInt32

            /// The share of features that are dropped before the last layer in training, 0 to 0.9.
            package var dropout: Float

            package init() { self.init(width: 0) }

            package init(
                width: UInt32 = 0,
                dropout: Float = 0
            ) {
                self.width = width
                self.dropout = dropout
            }

            package init(from source: inout any FieldSource) throws(MessageError) {
                self.init(
                    width: try source.value(1),
                    dropout: try source.value(2)
                )
            }

            package func write(to sink: inout FieldSink) {
                sink.value(1, width)
                sink.value(2, dropout)
            }
        }
    }

    /// A network by its name in ListNetworks.
    package struct NetworkPreset: TableMessage {
        package static let fullName = "tutelage.v1.NetworkPreset"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_NetworkPreset_table()) }

        /// The name, such as `wide_resnet`: in any case, with `_`, `-` or neither.
        package var name: String

        /// What is set, by name; everything else gets the default that ListNetworks tells. At most 64.
        package var parameters: [String: HyperParameterValue]

        package init() { self.init(name: "") }

        package init(
            name: String = "",
            parameters: [String: HyperParameterValue] = [:]
        ) {
            self.name = name
            self.parameters = parameters
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                name: try source.value(1),
                parameters: try source.map(2)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, name)
            sink.map(2, parameters)
        }
    }

    /// An algorithm with its hyper-parameters, by their names in ListAlgorithms.
    ///
    /// Where this message is unset: FixMatch where there are unlabelled examples, else supervised with strong
    /// augmentation.
    package struct AlgorithmConfiguration: TableMessage {
        package static let fullName = "tutelage.v1.AlgorithmConfiguration"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_AlgorithmConfiguration_table()) }

        /// The algorithm, such as fix_match: in any case, with `_`, `-` or neither. Empty is refused, so that a client
        /// which says it by a field of before is told.
        package var name: String

        /// What is set, by name; everything else gets the default that ListAlgorithms tells. At most 64.
        package var hyperParameters: [String: HyperParameterValue]

        package init() { self.init(name: "") }

        package init(
            name: String = "",
            hyperParameters: [String: HyperParameterValue] = [:]
        ) {
            self.name = name
            self.hyperParameters = hyperParameters
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                name: try source.value(5),
                hyperParameters: try source.map(6)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(5, name)
            sink.map(6, hyperParameters)
        }
    }

    /// The value of a hyper-parameter.
    package struct HyperParameterValue: TableMessage {
        package static let fullName = "tutelage.v1.HyperParameterValue"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_HyperParameterValue_table()) }

        /// A number, whole where the hyper-parameter is; or a word.
        package var value: Value?

        package init() { self.init(value: nil) }

        package init(
            value: Value? = nil
        ) {
            self.value = value
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                value: try Value(from: &source)
            )
        }

        package func write(to sink: inout FieldSink) {
            value?.write(to: &sink)
        }

        /// Which one of the fields is set.
        package enum Value: Sendable, Hashable {
            /// A number.
            case number(Double)
            /// One of the choices, a number in decimal digits, or several with commas between them.
            case text(String)

            init?(from source: inout any FieldSource) throws(MessageError) {
                switch source.choice(among: [1, 2]) {
                case 1: self = .number(try source.value(1))
                case 2: self = .text(try source.value(2))
                default: return nil
                }
            }

            func write(to sink: inout FieldSink) {
                switch self {
                case .number(let value): sink.set(1, value)
                case .text(let value): sink.set(2, value)
                }
            }
        }
    }

    /// How the weights are stepped. What is unset gets the default that its comment gives.
    package struct OptimizerConfiguration: TableMessage {
        package static let fullName = "tutelage.v1.OptimizerConfiguration"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_OptimizerConfiguration_table()) }

        /// The optimizer; unset: SGD.
        package var optimizer: Optimizer?

        /// How the learning rate goes over the steps.
        package var schedule: OptimizerConfiguration.Schedule

        /// Steps over which the learning rate rises from 0.
        package var warmUpSteps: UInt32

        /// Gradients are scaled down to this norm; unset: never.
        ///
        /// Above 0.
        package var gradientNormLimit: Float?

        package init() { self.init(optimizer: nil) }

        package init(
            optimizer: Optimizer? = nil,
            schedule: OptimizerConfiguration.Schedule = .unspecified,
            warmUpSteps: UInt32 = 0,
            gradientNormLimit: Float? = nil
        ) {
            self.optimizer = optimizer
            self.schedule = schedule
            self.warmUpSteps = warmUpSteps
            self.gradientNormLimit = gradientNormLimit
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                optimizer: try Optimizer(from: &source),
                schedule: try source.value(3),
                warmUpSteps: try source.value(4),
                gradientNormLimit: try source.optional(5)
            )
        }

        package func write(to sink: inout FieldSink) {
            optimizer?.write(to: &sink)
            sink.value(3, schedule)
            sink.value(4, warmUpSteps)
            sink.optional(5, gradientNormLimit)
        }

        /// Which one of the fields is set.
        package enum Optimizer: Sendable, Hashable {
            /// SGD with Nesterov momentum.
            case sgd(OptimizerConfiguration.SGD)
            /// Adam with decoupled weight decay (arXiv:1711.05101).
            case adamW(OptimizerConfiguration.AdamW)

            init?(from source: inout any FieldSource) throws(MessageError) {
                switch source.choice(among: [1, 2]) {
                case 1: self = .sgd(try source.value(1))
                case 2: self = .adamW(try source.value(2))
                default: return nil
                }
            }

            func write(to sink: inout FieldSink) {
                switch self {
                case .sgd(let value): sink.set(1, value)
                case .adamW(let value): sink.set(2, value)
                }
            }
        }

        /// How the learning rate goes over the steps.
        package enum Schedule: OpenEnum {
            /// Not given: cosine.
            case unspecified
            /// rate * cos(7/16 pi step / steps).
            case cosine
            /// The same all the time.
            case constant
            case unrecognized(Int32)

            package static let known: [Schedule] = [.unspecified, .cosine, .constant]

            package var rawValue: Int32 {
                switch self {
                case .unspecified: 0
                case .cosine: 1
                case .constant: 2
                case .unrecognized(let number): number
                }
            }
        }

        /// SGD with Nesterov momentum.
        package struct SGD: TableMessage {
            package static let fullName = "tutelage.v1.OptimizerConfiguration.SGD"
            package static var table: MessageTable { unsafe MessageTable(tutelage_v1_OptimizerConfiguration_SGD_table()) }

            /// The learning rate.
            ///
            /// Above 0, at most 100; default 0.03.
            package var learningRate: Float?

            /// The momentum.
            ///
            /// 0 to 0.9999; default 0.9.
            package var momentum: Float?

            /// Weight decay of kernels (not of biases and norms).
            ///
            /// 0 to 1; default 0.0005. Where the columns of a vector are standardised the default is one by
            /// the number of labelled examples, within 0.0005 to 0.005.
            package var weightDecay: Float?

            package init() { self.init(learningRate: nil) }

            package init(
                learningRate: Float? = nil,
                momentum: Float? = nil,
                weightDecay: Float? = nil
            ) {
                self.learningRate = learningRate
                self.momentum = momentum
                self.weightDecay = weightDecay
            }

            package init(from source: inout any FieldSource) throws(MessageError) {
                self.init(
                    learningRate: try source.optional(1),
                    momentum: try source.optional(2),
                    weightDecay: try source.optional(3)
                )
            }

            package func write(to sink: inout FieldSink) {
                sink.optional(1, learningRate)
                sink.optional(2, momentum)
                sink.optional(3, weightDecay)
            }
        }

        /// Adam with decoupled weight decay.
        package struct AdamW: TableMessage {
            package static let fullName = "tutelage.v1.OptimizerConfiguration.AdamW"
            package static var table: MessageTable { unsafe MessageTable(tutelage_v1_OptimizerConfiguration_AdamW_table()) }

            /// The learning rate.
            ///
            /// Above 0, at most 100; default 0.001.
            package var learningRate: Float?

            /// Decoupled weight decay of kernels (not of biases and norms).
            ///
            /// 0 to 1; default 0.01.
            package var weightDecay: Float?

            /// How much slower each layer below the last is stepped.
            ///
            /// 0.01 to 1: the rate of a layer is this times that of the layer above it; default 1. USB fine-tunes encoders of
            /// texts, images and sound with 0.5 to 0.75.
            package var layerDecay: Float?

            package init() { self.init(learningRate: nil) }

            package init(
                learningRate: Float? = nil,
                weightDecay: Float? = nil,
                layerDecay: Float? = nil
            ) {
                self.learningRate = learningRate
                self.weightDecay = weightDecay
                self.layerDecay = layerDecay
            }

            package init(from source: inout any FieldSource) throws(MessageError) {
                self.init(
                    learningRate: try source.optional(1),
                    weightDecay: try source.optional(2),
                    layerDecay: try source.optional(3)
                )
            }

            package func write(to sink: inout FieldSink) {
                sink.optional(1, learningRate)
                sink.optional(2, weightDecay)
                sink.optional(3, layerDecay)
            }
        }
    }

    /// One training run. The same run on the same snapshot, instruction set and BLAS core gives the same
    /// weights, bit for bit.
    package struct TrainingRun: TableMessage {
        package static let fullName = "tutelage.v1.TrainingRun"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_TrainingRun_table()) }

        /// The algorithm and its hyper-parameters.
        package var algorithm: AlgorithmConfiguration?

        /// The network; unset: that of the version to start from, else small_convolutional for images from
        /// 2 x 2 and perceptron for the others.
        package var network: NetworkSpecification?

        /// Optimizer steps.
        ///
        /// 1 to 10,000,000; default 1,500.
        package var steps: UInt32?

        /// Labelled rows of a batch; fewer labels than that: all of them in each step.
        ///
        /// 1 to 4,096; default 64.
        package var batchSize: UInt32?

        /// The seed of every random choice.
        package var seed: UInt64

        /// How the weights are stepped.
        package var optimizer: OptimizerConfiguration?

        /// The exponential moving average of the weights that becomes the model.
        ///
        /// 0 (none) to 0.999999, reached gradually; default 0.99.
        package var emaDecay: Float?

        /// A model version to start from, whose standardisation is kept; 0: random weights. Of a classifier the
        /// network is kept too. From an encoder any network starts that shares its nodes; unset, the encoder with a
        /// layer for the classes. Not of an algorithm with a teacher.
        package var initialVersion: Int64

        /// The model version that teaches; 0: the champion, and without one noisy_student trains a teacher first. Only
        /// of an algorithm with a teacher: noisy_student, distillation.
        package var teacherVersion: Int64

        /// What is trained of a version to start from. With a frozen encoder `network` is that of its features: unset, linear.
        package var regime: Regime

        package init() { self.init(algorithm: nil) }

        package init(
            algorithm: AlgorithmConfiguration? = nil,
            network: NetworkSpecification? = nil,
            steps: UInt32? = nil,
            batchSize: UInt32? = nil,
            seed: UInt64 = 0,
            optimizer: OptimizerConfiguration? = nil,
            emaDecay: Float? = nil,
            initialVersion: Int64 = 0,
            teacherVersion: Int64 = 0,
            regime: Regime = .unspecified
        ) {
            self.algorithm = algorithm
            self.network = network
            self.steps = steps
            self.batchSize = batchSize
            self.seed = seed
            self.optimizer = optimizer
            self.emaDecay = emaDecay
            self.initialVersion = initialVersion
            self.teacherVersion = teacherVersion
            self.regime = regime
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                algorithm: try source.optional(1),
                network: try source.optional(2),
                steps: try source.optional(3),
                batchSize: try source.optional(4),
                seed: try source.value(5),
                optimizer: try source.optional(6),
                emaDecay: try source.optional(7),
                initialVersion: try source.value(8),
                teacherVersion: try source.value(9),
                regime: try source.value(10)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.optional(1, algorithm)
            sink.optional(2, network)
            sink.optional(3, steps)
            sink.optional(4, batchSize)
            sink.value(5, seed)
            sink.optional(6, optimizer)
            sink.optional(7, emaDecay)
            sink.value(8, initialVersion)
            sink.value(9, teacherVersion)
            sink.value(10, regime)
        }
    }

    /// Rounds of Noisy Student: a teacher labels, the sure labels are balanced over the classes, a
    /// noised student learns from them and becomes the next teacher.
    package struct SelfTrainingRun: TableMessage {
        package static let fullName = "tutelage.v1.SelfTrainingRun"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_SelfTrainingRun_table()) }

        /// The first teacher; 0: the champion, or without one a teacher trained on the labels first.
        package var teacherVersion: Int64

        /// Rounds.
        ///
        /// 1 to 20; default 3.
        package var rounds: UInt32?

        /// The confidence from which the teacher's label is used.
        ///
        /// 0 to 1; default 0.3.
        package var threshold: Float?

        /// Pseudo-labelled examples per class after balancing: the surest are kept, too few are repeated.
        ///
        /// 0: no balancing; default: the mean over the classes.
        package var examplesPerClass: UInt32?

        /// Whether students learn from the teacher's classes or probabilities.
        package var targets: TargetKind

        /// Softens the teacher's probabilities; for soft targets only.
        ///
        /// 0.01 to 100; default 1.
        package var temperature: Float?

        /// Unlabelled rows per labelled row of a batch, which is also the weight of their loss.
        ///
        /// 1 to 16; default 2.
        package var unlabeledRatio: UInt32?

        /// How each student is trained: network, steps, batch, seed, optimizer. Its algorithm must be unset;
        /// a first teacher that has to be trained learns from the labels, strongly augmented.
        package var student: TrainingRun?

        package init() { self.init(teacherVersion: 0) }

        package init(
            teacherVersion: Int64 = 0,
            rounds: UInt32? = nil,
            threshold: Float? = nil,
            examplesPerClass: UInt32? = nil,
            targets: TargetKind = .unspecified,
            temperature: Float? = nil,
            unlabeledRatio: UInt32? = nil,
            student: TrainingRun? = nil
        ) {
            self.teacherVersion = teacherVersion
            self.rounds = rounds
            self.threshold = threshold
            self.examplesPerClass = examplesPerClass
            self.targets = targets
            self.temperature = temperature
            self.unlabeledRatio = unlabeledRatio
            self.student = student
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                teacherVersion: try source.value(1),
                rounds: try source.optional(2),
                threshold: try source.optional(3),
                examplesPerClass: try source.optional(4),
                targets: try source.value(5),
                temperature: try source.optional(6),
                unlabeledRatio: try source.optional(7),
                student: try source.optional(8)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, teacherVersion)
            sink.optional(2, rounds)
            sink.optional(3, threshold)
            sink.optional(4, examplesPerClass)
            sink.value(5, targets)
            sink.optional(6, temperature)
            sink.optional(7, unlabeledRatio)
            sink.optional(8, student)
        }
    }

    /// A distillation: a student learns a teacher's labels of all training inputs.
    package struct DistillationRun: TableMessage {
        package static let fullName = "tutelage.v1.DistillationRun"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_DistillationRun_table()) }

        /// The teacher's model version; 0: the champion.
        package var teacherVersion: Int64

        /// Whether the student learns from the teacher's classes or probabilities.
        package var targets: TargetKind

        /// Softens the teacher's and the student's probabilities; for soft targets only.
        ///
        /// 0.01 to 100; default 2.
        package var temperature: Float?

        /// The weight of the true labels' loss beside the teacher's.
        ///
        /// 0 (labels are not used) to 1 (only labels); default 0.1.
        package var labelWeight: Float?

        /// How the student is trained: network (unset: the teacher's with half the width), steps, batch,
        /// seed, optimizer. Its algorithm must be unset.
        package var student: TrainingRun?

        package init() { self.init(teacherVersion: 0) }

        package init(
            teacherVersion: Int64 = 0,
            targets: TargetKind = .unspecified,
            temperature: Float? = nil,
            labelWeight: Float? = nil,
            student: TrainingRun? = nil
        ) {
            self.teacherVersion = teacherVersion
            self.targets = targets
            self.temperature = temperature
            self.labelWeight = labelWeight
            self.student = student
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                teacherVersion: try source.value(1),
                targets: try source.value(2),
                temperature: try source.optional(3),
                labelWeight: try source.optional(4),
                student: try source.optional(5)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, teacherVersion)
            sink.value(2, targets)
            sink.optional(3, temperature)
            sink.optional(4, labelWeight)
            sink.optional(5, student)
        }
    }

    /// Asks for a training run.
    package struct StartTrainingRequest: TableMessage {
        package static let fullName = "tutelage.v1.StartTrainingRequest"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_StartTrainingRequest_table()) }

        /// The project.
        package var project: String

        /// What to run; unset: all defaults.
        package var run: TrainingRun?

        /// The gate for what it makes; unset: the project's gate.
        package var gate: GatePolicy?

        /// Makes a retry safe: see common.proto.
        package var requestID: String

        package init() { self.init(project: "") }

        package init(
            project: String = "",
            run: TrainingRun? = nil,
            gate: GatePolicy? = nil,
            requestID: String = ""
        ) {
            self.project = project
            self.run = run
            self.gate = gate
            self.requestID = requestID
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                project: try source.value(1),
                run: try source.optional(2),
                gate: try source.optional(3),
                requestID: try source.value(4)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, project)
            sink.optional(2, run)
            sink.optional(3, gate)
            sink.value(4, requestID)
        }
    }

    /// Asks for rounds of teacher and student.
    package struct StartSelfTrainingRequest: TableMessage {
        package static let fullName = "tutelage.v1.StartSelfTrainingRequest"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_StartSelfTrainingRequest_table()) }

        /// The project.
        package var project: String

        /// What to run; unset: all defaults.
        package var run: SelfTrainingRun?

        /// The gate for the last student; unset: the project's gate.
        package var gate: GatePolicy?

        /// Makes a retry safe: see common.proto.
        package var requestID: String

        package init() { self.init(project: "") }

        package init(
            project: String = "",
            run: SelfTrainingRun? = nil,
            gate: GatePolicy? = nil,
            requestID: String = ""
        ) {
            self.project = project
            self.run = run
            self.gate = gate
            self.requestID = requestID
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                project: try source.value(1),
                run: try source.optional(2),
                gate: try source.optional(3),
                requestID: try source.value(4)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, project)
            sink.optional(2, run)
            sink.optional(3, gate)
            sink.value(4, requestID)
        }
    }

    /// A comparison of algorithms. Each is trained on every split, a model is tested on what it has not learned from, and
    /// models are thrown away. The gate, certify and test splits stay untouched.
    package struct ComparisonRun: TableMessage {
        package static let fullName = "tutelage.v1.ComparisonRun"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_ComparisonRun_table()) }

        /// What is compared: 2 to 64 algorithms, or settings of one; none that must be given a teacher.
        package var algorithms: [AlgorithmConfiguration]

        /// How each is trained: network, steps, batch, seed, optimizer. `algorithm`, `initial_version` and
        /// `teacher_version` must be unset.
        package var run: TrainingRun?

        /// The parts of the cross-validation.
        ///
        /// 2 to 20; default 5. Classes are dealt one by one; a class with one label is never tested.
        package var folds: UInt32?

        /// How often examples are dealt into parts anew, and networks begun from other weights.
        ///
        /// 1 to 100; default 1, or 100 where `cpu_seconds` is set: time that is given is used.
        package var seeds: UInt32?

        /// The CPU time after which no split is begun; the first one is made whatever it takes. What a search for the settings
        /// of the recommended algorithm takes is kept back for it; where less is left there is none.
        ///
        /// 1 to 10,000,000; default 1,800.
        package var cpuSeconds: Double?

        /// The settings of each algorithm that are tried, its own among them, drawn from the ranges of ListAlgorithms: the
        /// better half goes on for twice the steps, until one is left. It is searched within what a split learns from, so
        /// that the table measures the search too. 0: none, else 2 to 64.
        package var draws: UInt32

        package init() { self.init(algorithms: []) }

        package init(
            algorithms: [AlgorithmConfiguration] = [],
            run: TrainingRun? = nil,
            folds: UInt32? = nil,
            seeds: UInt32? = nil,
            cpuSeconds: Double? = nil,
            draws: UInt32 = 0
        ) {
            self.algorithms = algorithms
            self.run = run
            self.folds = folds
            self.seeds = seeds
            self.cpuSeconds = cpuSeconds
            self.draws = draws
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                algorithms: try source.list(1),
                run: try source.optional(2),
                folds: try source.optional(3),
                seeds: try source.optional(4),
                cpuSeconds: try source.optional(5),
                draws: try source.value(6)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.list(1, algorithms)
            sink.optional(2, run)
            sink.optional(3, folds)
            sink.optional(4, seeds)
            sink.optional(5, cpuSeconds)
            sink.value(6, draws)
        }
    }

    /// Asks for a comparison.
    package struct StartComparisonRequest: TableMessage {
        package static let fullName = "tutelage.v1.StartComparisonRequest"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_StartComparisonRequest_table()) }

        /// The project.
        package var project: String

        /// What to compare.
        package var run: ComparisonRun?

        /// Makes a retry safe: see common.proto.
        package var requestID: String

        package init() { self.init(project: "") }

        package init(
            project: String = "",
            run: ComparisonRun? = nil,
            requestID: String = ""
        ) {
            self.project = project
            self.run = run
            self.requestID = requestID
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                project: try source.value(1),
                run: try source.optional(2),
                requestID: try source.value(3)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, project)
            sink.optional(2, run)
            sink.value(3, requestID)
        }
    }

    /// What a comparison came to.
    package struct ComparisonReport: TableMessage {
        package static let fullName = "tutelage.v1.ComparisonReport"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_ComparisonReport_table()) }

        /// Each algorithm, in the order of the run.
        package var algorithms: [ComparedAlgorithm]

        /// The place in `algorithms` of the one that the others are compared with, fixed before any result: fix_match where
        /// it is among them, else the first.
        package var reference: UInt32

        /// The place in `algorithms` of the recommended one, where `distinguishable`: the best of those shown to be better than
        /// the reference, or the reference where all others are shown to be worse or failed.
        package var recommended: UInt32

        /// The recommended algorithm with its hyper-parameters; unset where none is recommended.
        package var settings: AlgorithmConfiguration?

        /// Whether one is recommended. Others may be shown to be worse than the reference: see `difference`.
        package var distinguishable: Bool

        /// The splits that all were trained on.
        package var splits: UInt32

        /// The splits that were planned; more than `splits` where the budget ended before.
        package var plannedSplits: UInt32

        /// The labelled examples of split train.
        package var labeled: UInt64

        /// What follows, in sentences for people.
        package var verdict: String

        package init() { self.init(algorithms: []) }

        package init(
            algorithms: [ComparedAlgorithm] = [],
            reference: UInt32 = 0,
            recommended: UInt32 = 0,
            settings: AlgorithmConfiguration? = nil,
            distinguishable: Bool = false,
            splits: UInt32 = 0,
            plannedSplits: UInt32 = 0,
            labeled: UInt64 = 0,
            verdict: String = ""
        ) {
            self.algorithms = algorithms
            self.reference = reference
            self.recommended = recommended
            self.settings = settings
            self.distinguishable = distinguishable
            self.splits = splits
            self.plannedSplits = plannedSplits
            self.labeled = labeled
            self.verdict = verdict
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                algorithms: try source.list(1),
                reference: try source.value(2),
                recommended: try source.value(3),
                settings: try source.optional(4),
                distinguishable: try source.value(5),
                splits: try source.value(6),
                plannedSplits: try source.value(7),
                labeled: try source.value(8),
                verdict: try source.value(9)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.list(1, algorithms)
            sink.value(2, reference)
            sink.value(3, recommended)
            sink.optional(4, settings)
            sink.value(5, distinguishable)
            sink.value(6, splits)
            sink.value(7, plannedSplits)
            sink.value(8, labeled)
            sink.value(9, verdict)
        }
    }

    /// An algorithm in a comparison. All shares are in 0...1.
    package struct ComparedAlgorithm: TableMessage {
        package static let fullName = "tutelage.v1.ComparedAlgorithm"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_ComparedAlgorithm_table()) }

        /// The name, with the hyper-parameters by which it differs from another one of that name.
        package var name: String

        /// The algorithm with its hyper-parameters.
        package var algorithm: AlgorithmConfiguration?

        /// The share of the tested examples that it got right, the mean over the splits.
        package var accuracy: Double

        /// The standard deviation of that between splits.
        package var deviation: Double

        /// What it is better by than the reference; unset for the reference, and where there is no result.
        package var difference: PairedDifference?

        /// What one training took, with the search for settings.
        package var cpuSeconds: Double

        /// Why it has no result; empty: it has one.
        package var failure: String

        package init() { self.init(name: "") }

        package init(
            name: String = "",
            algorithm: AlgorithmConfiguration? = nil,
            accuracy: Double = 0,
            deviation: Double = 0,
            difference: PairedDifference? = nil,
            cpuSeconds: Double = 0,
            failure: String = ""
        ) {
            self.name = name
            self.algorithm = algorithm
            self.accuracy = accuracy
            self.deviation = deviation
            self.difference = difference
            self.cpuSeconds = cpuSeconds
            self.failure = failure
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                name: try source.value(1),
                algorithm: try source.optional(2),
                accuracy: try source.value(3),
                deviation: try source.value(4),
                difference: try source.optional(5),
                cpuSeconds: try source.value(6),
                failure: try source.value(7)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, name)
            sink.optional(2, algorithm)
            sink.value(3, accuracy)
            sink.value(4, deviation)
            sink.optional(5, difference)
            sink.value(6, cpuSeconds)
            sink.value(7, failure)
        }
    }

    /// A difference over the same splits with an interval by the corrected resampled t test (Nadeau and Bengio 2003).
    /// All intervals of a comparison hold together with 95 %.
    package struct PairedDifference: TableMessage {
        package static let fullName = "tutelage.v1.PairedDifference"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_PairedDifference_table()) }

        /// The mean.
        package var mean: Double

        /// The interval's lower end.
        package var low: Double

        /// The interval's upper end; where low <= 0 <= high no difference is shown.
        package var high: Double

        package init() { self.init(mean: 0) }

        package init(
            mean: Double = 0,
            low: Double = 0,
            high: Double = 0
        ) {
            self.mean = mean
            self.low = low
            self.high = high
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                mean: try source.value(1),
                low: try source.value(2),
                high: try source.value(3)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, mean)
            sink.value(2, low)
            sink.value(3, high)
        }
    }

    /// A run in the queue, on its way, or over. It survives crashes: a worker that dies is replaced, and
    /// goes on from the last checkpoint.
    package struct Job: TableMessage {
        package static let fullName = "tutelage.v1.Job"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_Job_table()) }

        /// The job's number, one sequence per server.
        package var id: Int64

        /// The project.
        package var project: String

        /// What it is for.
        package var kind: JobKind

        /// What it is doing.
        package var state: JobState

        /// What started it.
        package var trigger: JobTrigger

        /// What is run, with every default filled in.
        package var run: Run?

        /// What it learns from; unset until its snapshot is cut.
        package var snapshot: SnapshotSummary?

        /// How far it is; unset while queued.
        package var progress: JobProgress?

        /// The latest value of each metric.
        package var metrics: [MetricValue]

        /// How often a worker took it, the crashes included.
        package var attempts: UInt32

        /// The model version that it made; 0: none (yet).
        package var modelVersion: Int64

        /// What the gate decided about that version; unset until then.
        package var gate: GateDecision?

        /// The release that promoted that version; unset: it was not promoted.
        package var release: Release?

        /// Why it failed or was cancelled; empty unless it was.
        package var failure: String

        /// Whether it was asked to stop.
        package var cancelRequested: Bool

        /// When it was queued.
        package var createdAt: Timestamp?

        /// When a worker first took it; unset while queued.
        package var startedAt: Timestamp?

        /// When its state became final; unset until then.
        package var finishedAt: Timestamp?

        /// What a `relabel` has done so far; unset for other kinds.
        package var relabel: RelabelSummary?

        /// What a `compare` does, with every default filled in; unset for other kinds.
        package var comparison: ComparisonRun?

        /// What a `compare` came to; unset for other kinds, and until it is over.
        package var comparisonReport: ComparisonReport?

        package init() { self.init(id: 0) }

        package init(
            id: Int64 = 0,
            project: String = "",
            kind: JobKind = .unspecified,
            state: JobState = .unspecified,
            trigger: JobTrigger = .unspecified,
            run: Run? = nil,
            snapshot: SnapshotSummary? = nil,
            progress: JobProgress? = nil,
            metrics: [MetricValue] = [],
            attempts: UInt32 = 0,
            modelVersion: Int64 = 0,
            gate: GateDecision? = nil,
            release: Release? = nil,
            failure: String = "",
            cancelRequested: Bool = false,
            createdAt: Timestamp? = nil,
            startedAt: Timestamp? = nil,
            finishedAt: Timestamp? = nil,
            relabel: RelabelSummary? = nil,
            comparison: ComparisonRun? = nil,
            comparisonReport: ComparisonReport? = nil
        ) {
            self.id = id
            self.project = project
            self.kind = kind
            self.state = state
            self.trigger = trigger
            self.run = run
            self.snapshot = snapshot
            self.progress = progress
            self.metrics = metrics
            self.attempts = attempts
            self.modelVersion = modelVersion
            self.gate = gate
            self.release = release
            self.failure = failure
            self.cancelRequested = cancelRequested
            self.createdAt = createdAt
            self.startedAt = startedAt
            self.finishedAt = finishedAt
            self.relabel = relabel
            self.comparison = comparison
            self.comparisonReport = comparisonReport
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                id: try source.value(1),
                project: try source.value(2),
                kind: try source.value(3),
                state: try source.value(4),
                trigger: try source.value(5),
                run: try Run(from: &source),
                snapshot: try source.optional(9),
                progress: try source.optional(10),
                metrics: try source.list(11),
                attempts: try source.value(12),
                modelVersion: try source.value(13),
                gate: try source.optional(14),
                release: try source.optional(15),
                failure: try source.value(16),
                cancelRequested: try source.value(17),
                createdAt: try source.optional(18),
                startedAt: try source.optional(19),
                finishedAt: try source.optional(20),
                relabel: try source.optional(21),
                comparison: try source.optional(22),
                comparisonReport: try source.optional(23)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, id)
            sink.value(2, project)
            sink.value(3, kind)
            sink.value(4, state)
            sink.value(5, trigger)
            run?.write(to: &sink)
            sink.optional(9, snapshot)
            sink.optional(10, progress)
            sink.list(11, metrics)
            sink.value(12, attempts)
            sink.value(13, modelVersion)
            sink.optional(14, gate)
            sink.optional(15, release)
            sink.value(16, failure)
            sink.value(17, cancelRequested)
            sink.optional(18, createdAt)
            sink.optional(19, startedAt)
            sink.optional(20, finishedAt)
            sink.optional(21, relabel)
            sink.optional(22, comparison)
            sink.optional(23, comparisonReport)
        }

        /// Which one of the fields is set.
        package enum Run: Sendable, Hashable {
            /// One training run.
            case training(TrainingRun)
            /// Rounds of teacher and student.
            case selfTraining(SelfTrainingRun)
            /// A distillation.
            case distillation(DistillationRun)

            init?(from source: inout any FieldSource) throws(MessageError) {
                switch source.choice(among: [6, 7, 8]) {
                case 6: self = .training(try source.value(6))
                case 7: self = .selfTraining(try source.value(7))
                case 8: self = .distillation(try source.value(8))
                default: return nil
                }
            }

            func write(to sink: inout FieldSink) {
                switch self {
                case .training(let value): sink.set(6, value)
                case .selfTraining(let value): sink.set(7, value)
                case .distillation(let value): sink.set(8, value)
                }
            }
        }
    }

    /// What a `relabel` has done so far.
    package struct RelabelSummary: TableMessage {
        package static let fullName = "tutelage.v1.RelabelSummary"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_RelabelSummary_table()) }

        /// The release that decides.
        package var releaseNumber: Int64

        /// Labels that are accepted now.
        package var accepted: UInt64

        /// Labels that stood and do no longer.
        package var withdrawn: UInt64

        package init() { self.init(releaseNumber: 0) }

        package init(
            releaseNumber: Int64 = 0,
            accepted: UInt64 = 0,
            withdrawn: UInt64 = 0
        ) {
            self.releaseNumber = releaseNumber
            self.accepted = accepted
            self.withdrawn = withdrawn
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                releaseNumber: try source.value(1),
                accepted: try source.value(2),
                withdrawn: try source.value(3)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, releaseNumber)
            sink.value(2, accepted)
            sink.value(3, withdrawn)
        }
    }

    /// What a run learns from: an immutable cut of the project.
    package struct SnapshotSummary: TableMessage {
        package static let fullName = "tutelage.v1.SnapshotSummary"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_SnapshotSummary_table()) }

        /// The snapshot's number.
        package var id: Int64

        /// The position in the project's history up to which it reaches.
        package var sequence: Int64

        /// Labelled rows.
        package var labeled: UInt64

        /// Unlabelled rows.
        package var unlabeled: UInt64

        /// Rows left out because their content is in the gate, certify or test split.
        package var reserved: UInt64

        /// Unlabelled rows left out at random by the policy `hold_out`.
        package var heldOut: UInt64

        /// Whether rows of it were erased, because their examples were deleted: a run over it cannot be
        /// repeated bit by bit.
        package var erased: Bool

        package init() { self.init(id: 0) }

        package init(
            id: Int64 = 0,
            sequence: Int64 = 0,
            labeled: UInt64 = 0,
            unlabeled: UInt64 = 0,
            reserved: UInt64 = 0,
            heldOut: UInt64 = 0,
            erased: Bool = false
        ) {
            self.id = id
            self.sequence = sequence
            self.labeled = labeled
            self.unlabeled = unlabeled
            self.reserved = reserved
            self.heldOut = heldOut
            self.erased = erased
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                id: try source.value(1),
                sequence: try source.value(2),
                labeled: try source.value(3),
                unlabeled: try source.value(4),
                reserved: try source.value(5),
                heldOut: try source.value(6),
                erased: try source.value(7)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, id)
            sink.value(2, sequence)
            sink.value(3, labeled)
            sink.value(4, unlabeled)
            sink.value(5, reserved)
            sink.value(6, heldOut)
            sink.value(7, erased)
        }
    }

    /// How far a job is.
    package struct JobProgress: TableMessage {
        package static let fullName = "tutelage.v1.JobProgress"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_JobProgress_table()) }

        /// What it is doing, in a word or two, such as `student 2 of 3`.
        package var phase: String

        /// Steps done, over all phases.
        package var step: UInt64

        /// Steps to do, over all phases.
        package var steps: UInt64

        /// The round of teacher and student, from 1; 0 where there are no rounds.
        package var round: UInt32

        /// Rounds to do; 0 where there are no rounds.
        package var rounds: UInt32

        package init() { self.init(phase: "") }

        package init(
            phase: String = "",
            step: UInt64 = 0,
            steps: UInt64 = 0,
            round: UInt32 = 0,
            rounds: UInt32 = 0
        ) {
            self.phase = phase
            self.step = step
            self.steps = steps
            self.round = round
            self.rounds = rounds
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                phase: try source.value(1),
                step: try source.value(2),
                steps: try source.value(3),
                round: try source.value(4),
                rounds: try source.value(5)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, phase)
            sink.value(2, step)
            sink.value(3, steps)
            sink.value(4, round)
            sink.value(5, rounds)
        }
    }

    /// A metric at a step.
    package struct MetricValue: TableMessage {
        package static let fullName = "tutelage.v1.MetricValue"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_MetricValue_table()) }

        /// The name, such as `loss`, `unlabeled_loss`, `mask` or `learning_rate`.
        package var name: String

        /// The value.
        package var value: Double

        /// The step.
        package var step: UInt64

        package init() { self.init(name: "") }

        package init(
            name: String = "",
            value: Double = 0,
            step: UInt64 = 0
        ) {
            self.name = name
            self.value = value
            self.step = step
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                name: try source.value(1),
                value: try source.value(2),
                step: try source.value(3)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, name)
            sink.value(2, value)
            sink.value(3, step)
        }
    }

    /// Asks for one job.
    package struct GetJobRequest: TableMessage {
        package static let fullName = "tutelage.v1.GetJobRequest"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_GetJobRequest_table()) }

        /// The job's number.
        package var jobID: Int64

        package init() { self.init(jobID: 0) }

        package init(
            jobID: Int64 = 0
        ) {
            self.jobID = jobID
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                jobID: try source.value(1)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, jobID)
        }
    }

    /// Asks for a page of jobs.
    package struct ListJobsRequest: TableMessage {
        package static let fullName = "tutelage.v1.ListJobsRequest"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_ListJobsRequest_table()) }

        /// The project; empty: all projects.
        package var project: String

        /// Only jobs in these states; empty: all.
        package var states: [JobState]

        /// The most jobs in a page: see common.proto.
        package var pageSize: UInt32

        /// The page: see common.proto.
        package var pageToken: String

        package init() { self.init(project: "") }

        package init(
            project: String = "",
            states: [JobState] = [],
            pageSize: UInt32 = 0,
            pageToken: String = ""
        ) {
            self.project = project
            self.states = states
            self.pageSize = pageSize
            self.pageToken = pageToken
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                project: try source.value(1),
                states: try source.list(2),
                pageSize: try source.value(3),
                pageToken: try source.value(4)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, project)
            sink.list(2, states)
            sink.value(3, pageSize)
            sink.value(4, pageToken)
        }
    }

    /// A page of jobs.
    package struct ListJobsReply: TableMessage {
        package static let fullName = "tutelage.v1.ListJobsReply"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_ListJobsReply_table()) }

        /// The jobs, newest first.
        package var jobs: [Job]

        /// The next page; empty: there is none.
        package var nextPageToken: String

        package init() { self.init(jobs: []) }

        package init(
            jobs: [Job] = [],
            nextPageToken: String = ""
        ) {
            self.jobs = jobs
            self.nextPageToken = nextPageToken
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                jobs: try source.list(1),
                nextPageToken: try source.value(2)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.list(1, jobs)
            sink.value(2, nextPageToken)
        }
    }

    /// Asks to watch a job.
    package struct WatchJobRequest: TableMessage {
        package static let fullName = "tutelage.v1.WatchJobRequest"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_WatchJobRequest_table()) }

        /// The job's number.
        package var jobID: Int64

        package init() { self.init(jobID: 0) }

        package init(
            jobID: Int64 = 0
        ) {
            self.jobID = jobID
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                jobID: try source.value(1)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, jobID)
        }
    }

    /// A job after a change.
    package struct WatchJobReply: TableMessage {
        package static let fullName = "tutelage.v1.WatchJobReply"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_WatchJobReply_table()) }

        /// The job as it is now.
        package var job: Job?

        package init() { self.init(job: nil) }

        package init(
            job: Job? = nil
        ) {
            self.job = job
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                job: try source.optional(1)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.optional(1, job)
        }
    }

    /// Asks a job to stop.
    package struct CancelJobRequest: TableMessage {
        package static let fullName = "tutelage.v1.CancelJobRequest"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_CancelJobRequest_table()) }

        /// The job's number.
        package var jobID: Int64

        /// Makes a retry safe: see common.proto.
        package var requestID: String

        package init() { self.init(jobID: 0) }

        package init(
            jobID: Int64 = 0,
            requestID: String = ""
        ) {
            self.jobID = jobID
            self.requestID = requestID
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                jobID: try source.value(1),
                requestID: try source.value(2)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, jobID)
            sink.value(2, requestID)
        }
    }

    /// Asks for the algorithms.
    package struct ListAlgorithmsRequest: TableMessage {
        package static let fullName = "tutelage.v1.ListAlgorithmsRequest"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_ListAlgorithmsRequest_table()) }

        package init() {}

        package init(from _: inout any FieldSource) throws(MessageError) {}

        package func write(to _: inout FieldSink) {}
    }

    /// The algorithms of this server.
    package struct ListAlgorithmsReply: TableMessage {
        package static let fullName = "tutelage.v1.ListAlgorithmsReply"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_ListAlgorithmsReply_table()) }

        /// Each algorithm once, in the order of the README's table.
        package var algorithms: [Algorithm]

        package init() { self.init(algorithms: []) }

        package init(
            algorithms: [Algorithm] = []
        ) {
            self.algorithms = algorithms
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                algorithms: try source.list(1)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.list(1, algorithms)
        }
    }

    /// An algorithm of the catalogue.
    package struct Algorithm: TableMessage {
        package static let fullName = "tutelage.v1.Algorithm"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_Algorithm_table()) }

        /// The name that AlgorithmConfiguration takes, such as `fix_match`.
        package var name: String

        /// The name for people, such as `FixMatch`.
        package var title: String

        /// What it does, in a sentence.
        package var summary: String

        /// The paper: authors, title, year.
        package var paper: String

        /// The paper's address; may be empty.
        package var paperURL: String

        /// Whether it learns from unlabelled examples.
        package var usesUnlabeled: Bool

        /// Whether a teacher may be named: TrainingRun.teacher_version. There are methods of their own too
        /// (StartSelfTraining, StartDistillation).
        package var recipe: Bool

        /// Its hyper-parameters.
        package var hyperParameters: [HyperParameter]

        /// The kind of algorithm, such as `consistency`.
        package var family: String

        /// What is minimized, as text.
        package var formula: String

        /// When it is the one to choose, in a sentence.
        package var whenToUse: String

        /// Where this differs from the paper or its code, in sentences.
        package var deviations: [String]

        package init() { self.init(name: "") }

        package init(
            name: String = "",
            title: String = "",
            summary: String = "",
            paper: String = "",
            paperURL: String = "",
            usesUnlabeled: Bool = false,
            recipe: Bool = false,
            hyperParameters: [HyperParameter] = [],
            family: String = "",
            formula: String = "",
            whenToUse: String = "",
            deviations: [String] = []
        ) {
            self.name = name
            self.title = title
            self.summary = summary
            self.paper = paper
            self.paperURL = paperURL
            self.usesUnlabeled = usesUnlabeled
            self.recipe = recipe
            self.hyperParameters = hyperParameters
            self.family = family
            self.formula = formula
            self.whenToUse = whenToUse
            self.deviations = deviations
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                name: try source.value(1),
                title: try source.value(2),
                summary: try source.value(3),
                paper: try source.value(4),
                paperURL: try source.value(5),
                usesUnlabeled: try source.value(6),
                recipe: try source.value(7),
                hyperParameters: try source.list(8),
                family: try source.value(9),
                formula: try source.value(10),
                whenToUse: try source.value(11),
                deviations: try source.list(12)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, name)
            sink.value(2, title)
            sink.value(3, summary)
            sink.value(4, paper)
            sink.value(5, paperURL)
            sink.value(6, usesUnlabeled)
            sink.value(7, recipe)
            sink.list(8, hyperParameters)
            sink.value(9, family)
            sink.value(10, formula)
            sink.value(11, whenToUse)
            sink.list(12, deviations)
        }
    }

    /// A hyper-parameter of an algorithm, or a parameter of a network.
    package struct HyperParameter: TableMessage {
        package static let fullName = "tutelage.v1.HyperParameter"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_HyperParameter_table()) }

        /// The name that AlgorithmConfiguration.hyper_parameters takes, or NetworkPreset.parameters.
        package var name: String

        /// What it does, in a sentence.
        package var summary: String

        /// The default, as text; empty: unset.
        package var defaultValue: String

        /// The range; unset for choices and switches.
        ///
        /// The least value.
        package var minimum: Double?

        /// The range; unset for choices and switches.
        ///
        /// The greatest value.
        package var maximum: Double?

        /// Whether only whole numbers are allowed.
        package var integer: Bool

        /// The values to choose from; empty for numbers.
        package var choices: [String]

        /// The most values, with commas between them, where it is a list; 0: it is one value.
        package var mostValues: UInt32

        package init() { self.init(name: "") }

        package init(
            name: String = "",
            summary: String = "",
            defaultValue: String = "",
            minimum: Double? = nil,
            maximum: Double? = nil,
            integer: Bool = false,
            choices: [String] = [],
            mostValues: UInt32 = 0
        ) {
            self.name = name
            self.summary = summary
            self.defaultValue = defaultValue
            self.minimum = minimum
            self.maximum = maximum
            self.integer = integer
            self.choices = choices
            self.mostValues = mostValues
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                name: try source.value(1),
                summary: try source.value(2),
                defaultValue: try source.value(3),
                minimum: try source.optional(4),
                maximum: try source.optional(5),
                integer: try source.value(6),
                choices: try source.list(7),
                mostValues: try source.value(8)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, name)
            sink.value(2, summary)
            sink.value(3, defaultValue)
            sink.optional(4, minimum)
            sink.optional(5, maximum)
            sink.value(6, integer)
            sink.list(7, choices)
            sink.value(8, mostValues)
        }
    }

    /// Asks for the networks.
    package struct ListNetworksRequest: TableMessage {
        package static let fullName = "tutelage.v1.ListNetworksRequest"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_ListNetworksRequest_table()) }

        package init() {}

        package init(from _: inout any FieldSource) throws(MessageError) {}

        package func write(to _: inout FieldSink) {}
    }

    /// The networks of this server that have a name.
    package struct ListNetworksReply: TableMessage {
        package static let fullName = "tutelage.v1.ListNetworksReply"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_ListNetworksReply_table()) }

        /// Each network once.
        package var networks: [NetworkArchitecture]

        package init() { self.init(networks: []) }

        package init(
            networks: [NetworkArchitecture] = []
        ) {
            self.networks = networks
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                networks: try source.list(1)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.list(1, networks)
        }
    }

    /// A kind of network.
    package struct NetworkArchitecture: TableMessage {
        package static let fullName = "tutelage.v1.NetworkArchitecture"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_NetworkArchitecture_table()) }

        /// The name that NetworkPreset takes, such as `wide_resnet`.
        package var name: String

        /// The name for people, such as `Wide ResNet`.
        package var title: String

        /// What it is, in a sentence or two.
        package var summary: String

        /// The paper: authors, title, year; may be empty.
        package var paper: String

        /// The paper's address; may be empty.
        package var paperURL: String

        /// Its parameters; the command line takes values without a name for the first.
        package var parameters: [HyperParameter]

        package init() { self.init(name: "") }

        package init(
            name: String = "",
            title: String = "",
            summary: String = "",
            paper: String = "",
            paperURL: String = "",
            parameters: [HyperParameter] = []
        ) {
            self.name = name
            self.title = title
            self.summary = summary
            self.paper = paper
            self.paperURL = paperURL
            self.parameters = parameters
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                name: try source.value(1),
                title: try source.value(2),
                summary: try source.value(3),
                paper: try source.value(4),
                paperURL: try source.value(5),
                parameters: try source.list(6)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, name)
            sink.value(2, title)
            sink.value(3, summary)
            sink.value(4, paper)
            sink.value(5, paperURL)
            sink.list(6, parameters)
        }
    }
}
