// Generated from Protos/inference/model_config.proto by Scripts/generate. Do not edit.
// swift-format-ignore-file

import CMessages

extension Wire {

    /// The type of a tensor's elements.
    package enum TensorDataType: OpenEnum {
        /// Not a type.
        case typeInvalid
        /// A byte, 0 or 1.
        case typeBool
        /// 8 bits without sign.
        case typeUint8
        /// 16 bits without sign.
        case typeUint16
        /// 32 bits without sign.
        case typeUint32
        /// 64 bits without sign.
        case typeUint64
        /// 8 bits with a sign.
        case typeInt8
        /// 16 bits with a sign.
        case typeInt16
        /// 32 bits with a sign.
        case typeInt32
        /// 64 bits with a sign.
        case typeInt64
        /// IEEE 754, 16 bits.
        case typeFp16
        /// IEEE 754, 32 bits.
        case typeFp32
        /// IEEE 754, 64 bits.
        case typeFp64
        /// Any bytes; as a datatype's name: BYTES.
        case typeString
        /// The upper 16 bits of IEEE 754's 32.
        case typeBf16
        case unrecognized(Int32)

        package static let known: [TensorDataType] = [.typeInvalid, .typeBool, .typeUint8, .typeUint16, .typeUint32, .typeUint64, .typeInt8, .typeInt16, .typeInt32, .typeInt64, .typeFp16, .typeFp32, .typeFp64, .typeString, .typeBf16]

        package var rawValue: Int32 {
            switch self {
            case .typeInvalid: 0
            case .typeBool: 1
            case .typeUint8: 2
            case .typeUint16: 3
            case .typeUint32: 4
            case .typeUint64: 5
            case .typeInt8: 6
            case .typeInt16: 7
            case .typeInt32: 8
            case .typeInt64: 9
            case .typeFp16: 10
            case .typeFp32: 11
            case .typeFp64: 12
            case .typeString: 13
            case .typeBf16: 14
            case .unrecognized(let number): number
            }
        }
    }

    /// Instances of a model that compute at the same time.
    package struct ModelInstanceGroup: TableMessage {
        package static let fullName = "inference.ModelInstanceGroup"
        package static var table: MessageTable { unsafe MessageTable(inference_ModelInstanceGroup_table()) }

        /// The group's name.
        package var name: String

        /// The number of instances.
        package var count: Int32

        /// Where they compute.
        package var kind: ModelInstanceGroup.Kind

        package init() { self.init(name: "") }

        package init(
            name: String = "",
            count: Int32 = 0,
            kind: ModelInstanceGroup.Kind = .auto
        ) {
            self.name = name
            self.count = count
            self.kind = kind
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                name: try source.value(1),
                count: try source.value(2),
                kind: try source.value(4)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, name)
            sink.value(2, count)
            sink.value(4, kind)
        }

        /// Where instances compute.
        package enum Kind: OpenEnum {
            /// Wherever there is room.
            case auto
            /// On a GPU.
            case gpu
            /// On the CPU.
            case cpu
            /// Where the model says.
            case model
            case unrecognized(Int32)

            package static let known: [Kind] = [.auto, .gpu, .cpu, .model]

            package var rawValue: Int32 {
                switch self {
                case .auto: 0
                case .gpu: 1
                case .cpu: 2
                case .model: 3
                case .unrecognized(let number): number
                }
            }
        }
    }

    /// An input of a model.
    package struct ModelInput: TableMessage {
        package static let fullName = "inference.ModelInput"
        package static var table: MessageTable { unsafe MessageTable(inference_ModelInput_table()) }

        /// The tensor's name.
        package var name: String

        /// The type that is used without conversion.
        package var dataType: TensorDataType

        /// The order of an image's dimensions.
        package var format: ModelInput.Format

        /// The shape of one row, without the batch's dimension.
        package var dims: [Int64]

        package init() { self.init(name: "") }

        package init(
            name: String = "",
            dataType: TensorDataType = .typeInvalid,
            format: ModelInput.Format = .none,
            dims: [Int64] = []
        ) {
            self.name = name
            self.dataType = dataType
            self.format = format
            self.dims = dims
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                name: try source.value(1),
                dataType: try source.value(2),
                format: try source.value(3),
                dims: try source.list(4)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, name)
            sink.value(2, dataType)
            sink.value(3, format)
            sink.list(4, dims)
        }

        /// The order of an image's dimensions.
        package enum Format: OpenEnum {
            /// Not an image.
            case none
            /// Height, width, channels.
            case nhwc
            /// Channels, height, width.
            case nchw
            case unrecognized(Int32)

            package static let known: [Format] = [.none, .nhwc, .nchw]

            package var rawValue: Int32 {
                switch self {
                case .none: 0
                case .nhwc: 1
                case .nchw: 2
                case .unrecognized(let number): number
                }
            }
        }
    }

    /// An output of a model.
    package struct ModelOutput: TableMessage {
        package static let fullName = "inference.ModelOutput"
        package static var table: MessageTable { unsafe MessageTable(inference_ModelOutput_table()) }

        /// The tensor's name.
        package var name: String

        /// Its type.
        package var dataType: TensorDataType

        /// The shape of one row, without the batch's dimension; empty: one value a row.
        package var dims: [Int64]

        package init() { self.init(name: "") }

        package init(
            name: String = "",
            dataType: TensorDataType = .typeInvalid,
            dims: [Int64] = []
        ) {
            self.name = name
            self.dataType = dataType
            self.dims = dims
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                name: try source.value(1),
                dataType: try source.value(2),
                dims: try source.list(3)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, name)
            sink.value(2, dataType)
            sink.list(3, dims)
        }
    }

    /// Which versions of a model are loaded.
    package struct ModelVersionPolicy: TableMessage {
        package static let fullName = "inference.ModelVersionPolicy"
        package static var table: MessageTable { unsafe MessageTable(inference_ModelVersionPolicy_table()) }

        /// The policy.
        package var policyChoice: PolicyChoice?

        package init() { self.init(policyChoice: nil) }

        package init(
            policyChoice: PolicyChoice? = nil
        ) {
            self.policyChoice = policyChoice
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                policyChoice: try PolicyChoice(from: &source)
            )
        }

        package func write(to sink: inout FieldSink) {
            policyChoice?.write(to: &sink)
        }

        /// Which one of the fields is set.
        package enum PolicyChoice: Sendable, Hashable {
            /// The latest ones.
            case latest(ModelVersionPolicy.Latest)
            /// All of them.
            case all(ModelVersionPolicy.All)
            /// Those that are named.
            case specific(ModelVersionPolicy.Specific)

            init?(from source: inout any FieldSource) throws(MessageError) {
                switch source.choice(among: [1, 2, 3]) {
                case 1: self = .latest(try source.value(1))
                case 2: self = .all(try source.value(2))
                case 3: self = .specific(try source.value(3))
                default: return nil
                }
            }

            func write(to sink: inout FieldSink) {
                switch self {
                case .latest(let value): sink.set(1, value)
                case .all(let value): sink.set(2, value)
                case .specific(let value): sink.set(3, value)
                }
            }
        }

        /// The latest ones.
        package struct Latest: TableMessage {
            package static let fullName = "inference.ModelVersionPolicy.Latest"
            package static var table: MessageTable { unsafe MessageTable(inference_ModelVersionPolicy_Latest_table()) }

            /// How many.
            package var numVersions: UInt32

            package init() { self.init(numVersions: 0) }

            package init(
                numVersions: UInt32 = 0
            ) {
                self.numVersions = numVersions
            }

            package init(from source: inout any FieldSource) throws(MessageError) {
                self.init(
                    numVersions: try source.value(1)
                )
            }

            package func write(to sink: inout FieldSink) {
                sink.value(1, numVersions)
            }
        }

        /// All of them.
        package struct All: TableMessage {
            package static let fullName = "inference.ModelVersionPolicy.All"
            package static var table: MessageTable { unsafe MessageTable(inference_ModelVersionPolicy_All_table()) }

            package init() {}

            package init(from _: inout any FieldSource) throws(MessageError) {}

            package func write(to _: inout FieldSink) {}
        }

        /// Those that are named.
        package struct Specific: TableMessage {
            package static let fullName = "inference.ModelVersionPolicy.Specific"
            package static var table: MessageTable { unsafe MessageTable(inference_ModelVersionPolicy_Specific_table()) }

            /// Their numbers.
            package var versions: [Int64]

            package init() { self.init(versions: []) }

            package init(
                versions: [Int64] = []
            ) {
                self.versions = versions
            }

            package init(from source: inout any FieldSource) throws(MessageError) {
                self.init(
                    versions: try source.list(1)
                )
            }

            package func write(to sink: inout FieldSink) {
                sink.list(1, versions)
            }
        }
    }

    /// How requests wait.
    package struct ModelQueuePolicy: TableMessage {
        package static let fullName = "inference.ModelQueuePolicy"
        package static var table: MessageTable { unsafe MessageTable(inference_ModelQueuePolicy_table()) }

        /// What happens to a request that has waited for too long.
        package var timeoutAction: ModelQueuePolicy.TimeoutAction

        /// How long a request may wait, in microseconds (--max-queue-ms).
        package var defaultTimeoutMicroseconds: UInt64

        /// Whether a request may say itself how long it waits (the parameter `timeout`).
        package var allowTimeoutOverride: Bool

        /// How much may wait: rows.
        package var maxQueueSize: UInt32

        package init() { self.init(timeoutAction: .reject) }

        package init(
            timeoutAction: ModelQueuePolicy.TimeoutAction = .reject,
            defaultTimeoutMicroseconds: UInt64 = 0,
            allowTimeoutOverride: Bool = false,
            maxQueueSize: UInt32 = 0
        ) {
            self.timeoutAction = timeoutAction
            self.defaultTimeoutMicroseconds = defaultTimeoutMicroseconds
            self.allowTimeoutOverride = allowTimeoutOverride
            self.maxQueueSize = maxQueueSize
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                timeoutAction: try source.value(1),
                defaultTimeoutMicroseconds: try source.value(2),
                allowTimeoutOverride: try source.value(3),
                maxQueueSize: try source.value(4)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, timeoutAction)
            sink.value(2, defaultTimeoutMicroseconds)
            sink.value(3, allowTimeoutOverride)
            sink.value(4, maxQueueSize)
        }

        /// What happens to a request that has waited for too long.
        package enum TimeoutAction: OpenEnum {
            /// It is refused.
            case reject
            /// It is put off.
            case delay
            case unrecognized(Int32)

            package static let known: [TimeoutAction] = [.reject, .delay]

            package var rawValue: Int32 {
                switch self {
                case .reject: 0
                case .delay: 1
                case .unrecognized(let number): number
                }
            }
        }
    }

    /// How requests are gathered into batches.
    package struct ModelDynamicBatching: TableMessage {
        package static let fullName = "inference.ModelDynamicBatching"
        package static var table: MessageTable { unsafe MessageTable(inference_ModelDynamicBatching_table()) }

        /// The sizes that are preferred.
        package var preferredBatchSize: [Int32]

        /// How long a request waits for company, in microseconds.
        package var maxQueueDelayMicroseconds: UInt64

        /// Whether answers leave in the order of the requests.
        package var preserveOrdering: Bool

        /// The number of priorities; 1 is the most urgent.
        package var priorityLevels: UInt64

        /// The priority of a request that names none.
        package var defaultPriorityLevel: UInt64

        /// How requests wait.
        package var defaultQueuePolicy: ModelQueuePolicy?

        package init() { self.init(preferredBatchSize: []) }

        package init(
            preferredBatchSize: [Int32] = [],
            maxQueueDelayMicroseconds: UInt64 = 0,
            preserveOrdering: Bool = false,
            priorityLevels: UInt64 = 0,
            defaultPriorityLevel: UInt64 = 0,
            defaultQueuePolicy: ModelQueuePolicy? = nil
        ) {
            self.preferredBatchSize = preferredBatchSize
            self.maxQueueDelayMicroseconds = maxQueueDelayMicroseconds
            self.preserveOrdering = preserveOrdering
            self.priorityLevels = priorityLevels
            self.defaultPriorityLevel = defaultPriorityLevel
            self.defaultQueuePolicy = defaultQueuePolicy
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                preferredBatchSize: try source.list(1),
                maxQueueDelayMicroseconds: try source.value(2),
                preserveOrdering: try source.value(3),
                priorityLevels: try source.value(4),
                defaultPriorityLevel: try source.value(5),
                defaultQueuePolicy: try source.optional(6)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.list(1, preferredBatchSize)
            sink.value(2, maxQueueDelayMicroseconds)
            sink.value(3, preserveOrdering)
            sink.value(4, priorityLevels)
            sink.value(5, defaultPriorityLevel)
            sink.optional(6, defaultQueuePolicy)
        }
    }

    /// A value that the model's author or server wishes to tell.
    package struct ModelParameter: TableMessage {
        package static let fullName = "inference.ModelParameter"
        package static var table: MessageTable { unsafe MessageTable(inference_ModelParameter_table()) }

        /// The value.
        package var stringValue: String

        package init() { self.init(stringValue: "") }

        package init(
            stringValue: String = ""
        ) {
            self.stringValue = stringValue
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                stringValue: try source.value(1)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, stringValue)
        }
    }

    /// What a model takes and gives, and how it is served.
    package struct ModelConfig: TableMessage {
        package static let fullName = "inference.ModelConfig"
        package static var table: MessageTable { unsafe MessageTable(inference_ModelConfig_table()) }

        /// The model's name.
        package var name: String

        /// What kind of model it is.
        package var platform: String

        /// Which versions are loaded.
        package var versionPolicy: ModelVersionPolicy?

        /// The most rows of one request.
        package var maxBatchSize: Int32

        /// The inputs.
        package var input: [ModelInput]

        /// The outputs.
        package var output: [ModelOutput]

        /// Where it is computed.
        package var instanceGroup: [ModelInstanceGroup]

        /// How requests are scheduled.
        ///
        /// They are gathered into batches.
        package var dynamicBatching: ModelDynamicBatching?

        /// Everything else that is worth telling, such as the names of the classes.
        package var parameters: [String: ModelParameter]

        /// What computes it.
        package var backend: String

        package init() { self.init(name: "") }

        package init(
            name: String = "",
            platform: String = "",
            versionPolicy: ModelVersionPolicy? = nil,
            maxBatchSize: Int32 = 0,
            input: [ModelInput] = [],
            output: [ModelOutput] = [],
            instanceGroup: [ModelInstanceGroup] = [],
            dynamicBatching: ModelDynamicBatching? = nil,
            parameters: [String: ModelParameter] = [:],
            backend: String = ""
        ) {
            self.name = name
            self.platform = platform
            self.versionPolicy = versionPolicy
            self.maxBatchSize = maxBatchSize
            self.input = input
            self.output = output
            self.instanceGroup = instanceGroup
            self.dynamicBatching = dynamicBatching
            self.parameters = parameters
            self.backend = backend
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                name: try source.value(1),
                platform: try source.value(2),
                versionPolicy: try source.optional(3),
                maxBatchSize: try source.value(4),
                input: try source.list(5),
                output: try source.list(6),
                instanceGroup: try source.list(7),
                dynamicBatching: try source.optional(11),
                parameters: try source.map(14),
                backend: try source.value(17)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, name)
            sink.value(2, platform)
            sink.optional(3, versionPolicy)
            sink.value(4, maxBatchSize)
            sink.list(5, input)
            sink.list(6, output)
            sink.list(7, instanceGroup)
            sink.optional(11, dynamicBatching)
            sink.map(14, parameters)
            sink.value(17, backend)
        }
    }
}
