// Generated from Protos/inference/model_config.proto by Scripts/generate. Do not edit.
// swift-format-ignore-file

import CMessages

/// The type of a tensor's elements.
package enum TensorDataType: Sendable, Hashable {
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
    /// A number that this version does not know.
    case unrecognized(Int32)

    /// Every value that this version knows, in the order of the proto.
    package static let known: [TensorDataType] = [.typeInvalid, .typeBool, .typeUint8, .typeUint16, .typeUint32, .typeUint64, .typeInt8, .typeInt16, .typeInt32, .typeInt64, .typeFp16, .typeFp32, .typeFp64, .typeString, .typeBf16]

    /// Creates the value of a number.
    package init(rawValue: Int32) {
        switch rawValue {
        case 0: self = .typeInvalid
        case 1: self = .typeBool
        case 2: self = .typeUint8
        case 3: self = .typeUint16
        case 4: self = .typeUint32
        case 5: self = .typeUint64
        case 6: self = .typeInt8
        case 7: self = .typeInt16
        case 8: self = .typeInt32
        case 9: self = .typeInt64
        case 10: self = .typeFp16
        case 11: self = .typeFp32
        case 12: self = .typeFp64
        case 13: self = .typeString
        case 14: self = .typeBf16
        default: self = .unrecognized(rawValue)
        }
    }

    /// The value's number.
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
package struct ModelInstanceGroup: Message {
    /// The full protobuf name.
    package static let fullName = "inference.ModelInstanceGroup"

    /// The group's name.
    package var name: String

    /// The number of instances.
    package var count: Int32

    /// Where they compute.
    package var kind: ModelInstanceGroup.Kind

    /// Creates a message whose fields all have their default values.
    package init() { self.init(name: "") }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        name: String = "",
        count: Int32 = 0,
        kind: ModelInstanceGroup.Kind = .auto
    ) {
        self.name = name
        self.count = count
        self.kind = kind
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: inference__model_instance_group__unpack,
            convert: { message throws(MessageError) in try unsafe ModelInstanceGroup(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Inference__ModelInstanceGroup>) throws(MessageError) {
        let name = try unsafe Unpacking.string(c.pointee.name, "inference.ModelInstanceGroup", "name")
        let count = unsafe c.pointee.count
        let kind = ModelInstanceGroup.Kind(rawValue: Int32(truncatingIfNeeded: unsafe c.pointee.kind.rawValue))
        self.init(
            name: name,
            count: count,
            kind: kind
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if !name.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(name.utf8.count)
        }
        if count != 0 {
            size += 1 + Packing.varintSize(Int64(count))
        }
        if kind.rawValue != 0 {
            size += 1 + Packing.varintSize(Int64(kind.rawValue))
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if !name.isEmpty {
            buffer.append(0x0a)
            Packing.string(name, &buffer)
        }
        if count != 0 {
            buffer.append(0x10)
            Packing.varint(Int64(count), &buffer)
        }
        if kind.rawValue != 0 {
            buffer.append(0x20)
            Packing.varint(Int64(kind.rawValue), &buffer)
        }
    }

    /// Where instances compute.
    package enum Kind: Sendable, Hashable {
        /// Wherever there is room.
        case auto
        /// On a GPU.
        case gpu
        /// On the CPU.
        case cpu
        /// Where the model says.
        case model
        /// A number that this version does not know.
        case unrecognized(Int32)

        /// Every value that this version knows, in the order of the proto.
        package static let known: [Kind] = [.auto, .gpu, .cpu, .model]

        /// Creates the value of a number.
        package init(rawValue: Int32) {
            switch rawValue {
            case 0: self = .auto
            case 1: self = .gpu
            case 2: self = .cpu
            case 3: self = .model
            default: self = .unrecognized(rawValue)
            }
        }

        /// The value's number.
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
package struct ModelInput: Message {
    /// The full protobuf name.
    package static let fullName = "inference.ModelInput"

    /// The tensor's name.
    package var name: String

    /// The type that is used without conversion.
    package var dataType: TensorDataType

    /// The order of an image's dimensions.
    package var format: ModelInput.Format

    /// The shape of one row, without the batch's dimension.
    package var dims: [Int64]

    /// Creates a message whose fields all have their default values.
    package init() { self.init(name: "") }

    /// Creates a message of the given fields; the others have their default values.
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

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: inference__model_input__unpack,
            convert: { message throws(MessageError) in try unsafe ModelInput(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Inference__ModelInput>) throws(MessageError) {
        let name = try unsafe Unpacking.string(c.pointee.name, "inference.ModelInput", "name")
        let dataType = TensorDataType(rawValue: Int32(truncatingIfNeeded: unsafe c.pointee.data_type.rawValue))
        let format = ModelInput.Format(rawValue: Int32(truncatingIfNeeded: unsafe c.pointee.format.rawValue))
        let dims = unsafe Unpacking.array(c.pointee.dims, c.pointee.n_dims)
        self.init(
            name: name,
            dataType: dataType,
            format: format,
            dims: dims
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if !name.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(name.utf8.count)
        }
        if dataType.rawValue != 0 {
            size += 1 + Packing.varintSize(Int64(dataType.rawValue))
        }
        if format.rawValue != 0 {
            size += 1 + Packing.varintSize(Int64(format.rawValue))
        }
        if !dims.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(dims.reduce(0) { $0 + Packing.varintSize($1) })
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if !name.isEmpty {
            buffer.append(0x0a)
            Packing.string(name, &buffer)
        }
        if dataType.rawValue != 0 {
            buffer.append(0x10)
            Packing.varint(Int64(dataType.rawValue), &buffer)
        }
        if format.rawValue != 0 {
            buffer.append(0x18)
            Packing.varint(Int64(format.rawValue), &buffer)
        }
        if !dims.isEmpty {
            buffer.append(0x22)
            Packing.varint(UInt64(dims.reduce(0) { $0 + Packing.varintSize($1) }), &buffer)
            for item in dims { Packing.varint(item, &buffer) }
        }
    }

    /// The order of an image's dimensions.
    package enum Format: Sendable, Hashable {
        /// Not an image.
        case none
        /// Height, width, channels.
        case nhwc
        /// Channels, height, width.
        case nchw
        /// A number that this version does not know.
        case unrecognized(Int32)

        /// Every value that this version knows, in the order of the proto.
        package static let known: [Format] = [.none, .nhwc, .nchw]

        /// Creates the value of a number.
        package init(rawValue: Int32) {
            switch rawValue {
            case 0: self = .none
            case 1: self = .nhwc
            case 2: self = .nchw
            default: self = .unrecognized(rawValue)
            }
        }

        /// The value's number.
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
package struct ModelOutput: Message {
    /// The full protobuf name.
    package static let fullName = "inference.ModelOutput"

    /// The tensor's name.
    package var name: String

    /// Its type.
    package var dataType: TensorDataType

    /// The shape of one row, without the batch's dimension; empty: one value a row.
    package var dims: [Int64]

    /// Creates a message whose fields all have their default values.
    package init() { self.init(name: "") }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        name: String = "",
        dataType: TensorDataType = .typeInvalid,
        dims: [Int64] = []
    ) {
        self.name = name
        self.dataType = dataType
        self.dims = dims
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: inference__model_output__unpack,
            convert: { message throws(MessageError) in try unsafe ModelOutput(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Inference__ModelOutput>) throws(MessageError) {
        let name = try unsafe Unpacking.string(c.pointee.name, "inference.ModelOutput", "name")
        let dataType = TensorDataType(rawValue: Int32(truncatingIfNeeded: unsafe c.pointee.data_type.rawValue))
        let dims = unsafe Unpacking.array(c.pointee.dims, c.pointee.n_dims)
        self.init(
            name: name,
            dataType: dataType,
            dims: dims
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if !name.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(name.utf8.count)
        }
        if dataType.rawValue != 0 {
            size += 1 + Packing.varintSize(Int64(dataType.rawValue))
        }
        if !dims.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(dims.reduce(0) { $0 + Packing.varintSize($1) })
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if !name.isEmpty {
            buffer.append(0x0a)
            Packing.string(name, &buffer)
        }
        if dataType.rawValue != 0 {
            buffer.append(0x10)
            Packing.varint(Int64(dataType.rawValue), &buffer)
        }
        if !dims.isEmpty {
            buffer.append(0x1a)
            Packing.varint(UInt64(dims.reduce(0) { $0 + Packing.varintSize($1) }), &buffer)
            for item in dims { Packing.varint(item, &buffer) }
        }
    }
}

/// Which versions of a model are loaded.
package struct ModelVersionPolicy: Message {
    /// The full protobuf name.
    package static let fullName = "inference.ModelVersionPolicy"

    /// The policy.
    package var policyChoice: PolicyChoice?

    /// Creates a message whose fields all have their default values.
    package init() { self.init(policyChoice: nil) }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        policyChoice: PolicyChoice? = nil
    ) {
        self.policyChoice = policyChoice
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: inference__model_version_policy__unpack,
            convert: { message throws(MessageError) in try unsafe ModelVersionPolicy(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Inference__ModelVersionPolicy>) throws(MessageError) {
        let policyChoice: PolicyChoice?
        switch unsafe c.pointee.policy_choice_case.rawValue {
        case 1:
            if let found = unsafe c.pointee.latest {
                policyChoice = .latest(try unsafe ModelVersionPolicy.Latest(unpacked: found))
            } else {
                policyChoice = nil
            }
        case 2:
            if let found = unsafe c.pointee.all {
                policyChoice = .all(try unsafe ModelVersionPolicy.All(unpacked: found))
            } else {
                policyChoice = nil
            }
        case 3:
            if let found = unsafe c.pointee.specific {
                policyChoice = .specific(try unsafe ModelVersionPolicy.Specific(unpacked: found))
            } else {
                policyChoice = nil
            }
        default: policyChoice = nil
        }
        self.init(
            policyChoice: policyChoice
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        switch policyChoice {
        case .latest(let value):
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        case .all(let value):
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        case .specific(let value):
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        case nil: break
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        switch policyChoice {
        case .latest(let value):
            buffer.append(0x0a)
            Packing.message(value, &buffer)
        case .all(let value):
            buffer.append(0x12)
            Packing.message(value, &buffer)
        case .specific(let value):
            buffer.append(0x1a)
            Packing.message(value, &buffer)
        case nil: break
        }
    }

    /// Which one of the fields is set.
    package enum PolicyChoice: Sendable, Hashable {
        /// The latest ones.
        case latest(ModelVersionPolicy.Latest)
        /// All of them.
        case all(ModelVersionPolicy.All)
        /// Those that are named.
        case specific(ModelVersionPolicy.Specific)
    }

    /// The latest ones.
    package struct Latest: Message {
        /// The full protobuf name.
        package static let fullName = "inference.ModelVersionPolicy.Latest"

        /// How many.
        package var numVersions: UInt32

        /// Creates a message whose fields all have their default values.
        package init() { self.init(numVersions: 0) }

        /// Creates a message of the given fields; the others have their default values.
        package init(
            numVersions: UInt32 = 0
        ) {
            self.numVersions = numVersions
        }

        /// Reads a message from its wire format.
        ///
        /// - Throws: ``MessageError`` as ``Message`` says.
        package init(decoding bytes: RawSpan) throws(MessageError) {
            self = try unsafe Unpacking.decode(
                bytes,
                as: Self.fullName,
                unpack: inference__model_version_policy__latest__unpack,
                convert: { message throws(MessageError) in try unsafe Latest(unpacked: message) }
            )
        }

        init(unpacked c: UnsafePointer<Inference__ModelVersionPolicy__Latest>) throws(MessageError) {
            let numVersions = unsafe c.pointee.num_versions
            self.init(
                numVersions: numVersions
            )
        }

        /// The number of bytes of the wire format.
        package var encodedSize: Int {
            var size = 0
            if numVersions != 0 {
                size += 1 + Packing.varintSize(UInt64(numVersions))
            }
            return size
        }

        /// Appends the wire format to `buffer`, which has room for it.
        package func write(into buffer: inout [UInt8]) {
            if numVersions != 0 {
                buffer.append(0x08)
                Packing.varint(UInt64(numVersions), &buffer)
            }
        }
    }

    /// All of them.
    package struct All: Message {
        /// The full protobuf name.
        package static let fullName = "inference.ModelVersionPolicy.All"

        /// Creates a message whose fields all have their default values.
        package init() {}

        /// Reads a message from its wire format.
        ///
        /// - Throws: ``MessageError`` as ``Message`` says.
        package init(decoding bytes: RawSpan) throws(MessageError) {
            self = try unsafe Unpacking.decode(
                bytes,
                as: Self.fullName,
                unpack: inference__model_version_policy__all__unpack,
                convert: { message throws(MessageError) in try unsafe All(unpacked: message) }
            )
        }

        init(unpacked _: UnsafePointer<Inference__ModelVersionPolicy__All>) throws(MessageError) {}

        /// The number of bytes of the wire format.
        package var encodedSize: Int {
            0
        }

        /// Appends the wire format to `buffer`, which has room for it.
        package func write(into buffer: inout [UInt8]) {
        }
    }

    /// Those that are named.
    package struct Specific: Message {
        /// The full protobuf name.
        package static let fullName = "inference.ModelVersionPolicy.Specific"

        /// Their numbers.
        package var versions: [Int64]

        /// Creates a message whose fields all have their default values.
        package init() { self.init(versions: []) }

        /// Creates a message of the given fields; the others have their default values.
        package init(
            versions: [Int64] = []
        ) {
            self.versions = versions
        }

        /// Reads a message from its wire format.
        ///
        /// - Throws: ``MessageError`` as ``Message`` says.
        package init(decoding bytes: RawSpan) throws(MessageError) {
            self = try unsafe Unpacking.decode(
                bytes,
                as: Self.fullName,
                unpack: inference__model_version_policy__specific__unpack,
                convert: { message throws(MessageError) in try unsafe Specific(unpacked: message) }
            )
        }

        init(unpacked c: UnsafePointer<Inference__ModelVersionPolicy__Specific>) throws(MessageError) {
            let versions = unsafe Unpacking.array(c.pointee.versions, c.pointee.n_versions)
            self.init(
                versions: versions
            )
        }

        /// The number of bytes of the wire format.
        package var encodedSize: Int {
            var size = 0
            if !versions.isEmpty {
                size += 1 + Packing.lengthDelimitedSize(versions.reduce(0) { $0 + Packing.varintSize($1) })
            }
            return size
        }

        /// Appends the wire format to `buffer`, which has room for it.
        package func write(into buffer: inout [UInt8]) {
            if !versions.isEmpty {
                buffer.append(0x0a)
                Packing.varint(UInt64(versions.reduce(0) { $0 + Packing.varintSize($1) }), &buffer)
                for item in versions { Packing.varint(item, &buffer) }
            }
        }
    }
}

/// How requests wait.
package struct ModelQueuePolicy: Message {
    /// The full protobuf name.
    package static let fullName = "inference.ModelQueuePolicy"

    /// What happens to a request that has waited for too long.
    package var timeoutAction: ModelQueuePolicy.TimeoutAction

    /// How long a request may wait, in microseconds (--max-queue-ms).
    package var defaultTimeoutMicroseconds: UInt64

    /// Whether a request may say itself how long it waits (the parameter `timeout`).
    package var allowTimeoutOverride: Bool

    /// How much may wait: rows.
    package var maxQueueSize: UInt32

    /// Creates a message whose fields all have their default values.
    package init() { self.init(timeoutAction: .reject) }

    /// Creates a message of the given fields; the others have their default values.
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

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: inference__model_queue_policy__unpack,
            convert: { message throws(MessageError) in try unsafe ModelQueuePolicy(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Inference__ModelQueuePolicy>) throws(MessageError) {
        let timeoutAction = ModelQueuePolicy.TimeoutAction(rawValue: Int32(truncatingIfNeeded: unsafe c.pointee.timeout_action.rawValue))
        let defaultTimeoutMicroseconds = unsafe c.pointee.default_timeout_microseconds
        let allowTimeoutOverride = unsafe c.pointee.allow_timeout_override != 0
        let maxQueueSize = unsafe c.pointee.max_queue_size
        self.init(
            timeoutAction: timeoutAction,
            defaultTimeoutMicroseconds: defaultTimeoutMicroseconds,
            allowTimeoutOverride: allowTimeoutOverride,
            maxQueueSize: maxQueueSize
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if timeoutAction.rawValue != 0 {
            size += 1 + Packing.varintSize(Int64(timeoutAction.rawValue))
        }
        if defaultTimeoutMicroseconds != 0 {
            size += 1 + Packing.varintSize(defaultTimeoutMicroseconds)
        }
        if allowTimeoutOverride {
            size += 1 + 1
        }
        if maxQueueSize != 0 {
            size += 1 + Packing.varintSize(UInt64(maxQueueSize))
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if timeoutAction.rawValue != 0 {
            buffer.append(0x08)
            Packing.varint(Int64(timeoutAction.rawValue), &buffer)
        }
        if defaultTimeoutMicroseconds != 0 {
            buffer.append(0x10)
            Packing.varint(defaultTimeoutMicroseconds, &buffer)
        }
        if allowTimeoutOverride {
            buffer.append(0x18)
            buffer.append(allowTimeoutOverride ? 1 : 0)
        }
        if maxQueueSize != 0 {
            buffer.append(0x20)
            Packing.varint(UInt64(maxQueueSize), &buffer)
        }
    }

    /// What happens to a request that has waited for too long.
    package enum TimeoutAction: Sendable, Hashable {
        /// It is refused.
        case reject
        /// It is put off.
        case delay
        /// A number that this version does not know.
        case unrecognized(Int32)

        /// Every value that this version knows, in the order of the proto.
        package static let known: [TimeoutAction] = [.reject, .delay]

        /// Creates the value of a number.
        package init(rawValue: Int32) {
            switch rawValue {
            case 0: self = .reject
            case 1: self = .delay
            default: self = .unrecognized(rawValue)
            }
        }

        /// The value's number.
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
package struct ModelDynamicBatching: Message {
    /// The full protobuf name.
    package static let fullName = "inference.ModelDynamicBatching"

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

    /// Creates a message whose fields all have their default values.
    package init() { self.init(preferredBatchSize: []) }

    /// Creates a message of the given fields; the others have their default values.
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

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: inference__model_dynamic_batching__unpack,
            convert: { message throws(MessageError) in try unsafe ModelDynamicBatching(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Inference__ModelDynamicBatching>) throws(MessageError) {
        let preferredBatchSize = unsafe Unpacking.array(c.pointee.preferred_batch_size, c.pointee.n_preferred_batch_size)
        let maxQueueDelayMicroseconds = unsafe c.pointee.max_queue_delay_microseconds
        let preserveOrdering = unsafe c.pointee.preserve_ordering != 0
        let priorityLevels = unsafe c.pointee.priority_levels
        let defaultPriorityLevel = unsafe c.pointee.default_priority_level
        let defaultQueuePolicy: ModelQueuePolicy?
        if let found = unsafe c.pointee.default_queue_policy {
            defaultQueuePolicy = try unsafe ModelQueuePolicy(unpacked: found)
        } else {
            defaultQueuePolicy = nil
        }
        self.init(
            preferredBatchSize: preferredBatchSize,
            maxQueueDelayMicroseconds: maxQueueDelayMicroseconds,
            preserveOrdering: preserveOrdering,
            priorityLevels: priorityLevels,
            defaultPriorityLevel: defaultPriorityLevel,
            defaultQueuePolicy: defaultQueuePolicy
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if !preferredBatchSize.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(preferredBatchSize.reduce(0) { $0 + Packing.varintSize(Int64($1)) })
        }
        if maxQueueDelayMicroseconds != 0 {
            size += 1 + Packing.varintSize(maxQueueDelayMicroseconds)
        }
        if preserveOrdering {
            size += 1 + 1
        }
        if priorityLevels != 0 {
            size += 1 + Packing.varintSize(priorityLevels)
        }
        if defaultPriorityLevel != 0 {
            size += 1 + Packing.varintSize(defaultPriorityLevel)
        }
        if let value = defaultQueuePolicy {
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if !preferredBatchSize.isEmpty {
            buffer.append(0x0a)
            Packing.varint(UInt64(preferredBatchSize.reduce(0) { $0 + Packing.varintSize(Int64($1)) }), &buffer)
            for item in preferredBatchSize { Packing.varint(Int64(item), &buffer) }
        }
        if maxQueueDelayMicroseconds != 0 {
            buffer.append(0x10)
            Packing.varint(maxQueueDelayMicroseconds, &buffer)
        }
        if preserveOrdering {
            buffer.append(0x18)
            buffer.append(preserveOrdering ? 1 : 0)
        }
        if priorityLevels != 0 {
            buffer.append(0x20)
            Packing.varint(priorityLevels, &buffer)
        }
        if defaultPriorityLevel != 0 {
            buffer.append(0x28)
            Packing.varint(defaultPriorityLevel, &buffer)
        }
        if let value = defaultQueuePolicy {
            buffer.append(0x32)
            Packing.message(value, &buffer)
        }
    }
}

/// A value that the model's author or server wishes to tell.
package struct ModelParameter: Message {
    /// The full protobuf name.
    package static let fullName = "inference.ModelParameter"

    /// The value.
    package var stringValue: String

    /// Creates a message whose fields all have their default values.
    package init() { self.init(stringValue: "") }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        stringValue: String = ""
    ) {
        self.stringValue = stringValue
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: inference__model_parameter__unpack,
            convert: { message throws(MessageError) in try unsafe ModelParameter(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Inference__ModelParameter>) throws(MessageError) {
        let stringValue = try unsafe Unpacking.string(c.pointee.string_value, "inference.ModelParameter", "string_value")
        self.init(
            stringValue: stringValue
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if !stringValue.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(stringValue.utf8.count)
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if !stringValue.isEmpty {
            buffer.append(0x0a)
            Packing.string(stringValue, &buffer)
        }
    }
}

/// What a model takes and gives, and how it is served.
package struct ModelConfig: Message {
    /// The full protobuf name.
    package static let fullName = "inference.ModelConfig"

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

    /// Creates a message whose fields all have their default values.
    package init() { self.init(name: "") }

    /// Creates a message of the given fields; the others have their default values.
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

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: inference__model_config__unpack,
            convert: { message throws(MessageError) in try unsafe ModelConfig(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Inference__ModelConfig>) throws(MessageError) {
        let name = try unsafe Unpacking.string(c.pointee.name, "inference.ModelConfig", "name")
        let platform = try unsafe Unpacking.string(c.pointee.platform, "inference.ModelConfig", "platform")
        let versionPolicy: ModelVersionPolicy?
        if let found = unsafe c.pointee.version_policy {
            versionPolicy = try unsafe ModelVersionPolicy(unpacked: found)
        } else {
            versionPolicy = nil
        }
        let maxBatchSize = unsafe c.pointee.max_batch_size
        var input: [ModelInput] = []
        if unsafe c.pointee.n_input > 0 {
            input.reserveCapacity(unsafe c.pointee.n_input)
            for index in 0..<(unsafe c.pointee.n_input) {
                guard let item = unsafe c.pointee.input[index] else { continue }
                input.append(try unsafe ModelInput(unpacked: item))
            }
        }
        var output: [ModelOutput] = []
        if unsafe c.pointee.n_output > 0 {
            output.reserveCapacity(unsafe c.pointee.n_output)
            for index in 0..<(unsafe c.pointee.n_output) {
                guard let item = unsafe c.pointee.output[index] else { continue }
                output.append(try unsafe ModelOutput(unpacked: item))
            }
        }
        var instanceGroup: [ModelInstanceGroup] = []
        if unsafe c.pointee.n_instance_group > 0 {
            instanceGroup.reserveCapacity(unsafe c.pointee.n_instance_group)
            for index in 0..<(unsafe c.pointee.n_instance_group) {
                guard let item = unsafe c.pointee.instance_group[index] else { continue }
                instanceGroup.append(try unsafe ModelInstanceGroup(unpacked: item))
            }
        }
        let dynamicBatching: ModelDynamicBatching?
        if unsafe c.pointee.scheduling_choice_case.rawValue == 11 {
            if let found = unsafe c.pointee.dynamic_batching {
                dynamicBatching = try unsafe ModelDynamicBatching(unpacked: found)
            } else {
                dynamicBatching = nil
            }
        } else {
            dynamicBatching = nil
        }
        var parameters: [String: ModelParameter] = [:]
        for index in 0..<(unsafe c.pointee.n_parameters) {
            guard let entry = unsafe c.pointee.parameters[index] else { continue }
            let value = try unsafe entry.pointee.value.map { found throws(MessageError) in
                try unsafe ModelParameter(unpacked: found)
            }
            parameters[try unsafe Unpacking.string(entry.pointee.key, "inference.ModelConfig", "key")] = value ?? ModelParameter()
        }
        let backend = try unsafe Unpacking.string(c.pointee.backend, "inference.ModelConfig", "backend")
        self.init(
            name: name,
            platform: platform,
            versionPolicy: versionPolicy,
            maxBatchSize: maxBatchSize,
            input: input,
            output: output,
            instanceGroup: instanceGroup,
            dynamicBatching: dynamicBatching,
            parameters: parameters,
            backend: backend
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if !name.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(name.utf8.count)
        }
        if !platform.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(platform.utf8.count)
        }
        if let value = versionPolicy {
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        }
        if maxBatchSize != 0 {
            size += 1 + Packing.varintSize(Int64(maxBatchSize))
        }
        for place in input.indices { size += 1 + Packing.lengthDelimitedSize(input.span[place].encodedSize) }
        for place in output.indices { size += 1 + Packing.lengthDelimitedSize(output.span[place].encodedSize) }
        for place in instanceGroup.indices { size += 1 + Packing.lengthDelimitedSize(instanceGroup.span[place].encodedSize) }
        if let value = dynamicBatching {
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        }
        for (key, value) in parameters {
            size += 1 + Packing.lengthDelimitedSize(1 + Packing.lengthDelimitedSize(key.utf8.count) + 1 + Packing.lengthDelimitedSize(value.encodedSize))
        }
        if !backend.isEmpty {
            size += 2 + Packing.lengthDelimitedSize(backend.utf8.count)
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if !name.isEmpty {
            buffer.append(0x0a)
            Packing.string(name, &buffer)
        }
        if !platform.isEmpty {
            buffer.append(0x12)
            Packing.string(platform, &buffer)
        }
        if let value = versionPolicy {
            buffer.append(0x1a)
            Packing.message(value, &buffer)
        }
        if maxBatchSize != 0 {
            buffer.append(0x20)
            Packing.varint(Int64(maxBatchSize), &buffer)
        }
        for place in input.indices {
            buffer.append(0x2a)
            Packing.message(input.span[place], &buffer)
        }
        for place in output.indices {
            buffer.append(0x32)
            Packing.message(output.span[place], &buffer)
        }
        for place in instanceGroup.indices {
            buffer.append(0x3a)
            Packing.message(instanceGroup.span[place], &buffer)
        }
        if let value = dynamicBatching {
            buffer.append(0x5a)
            Packing.message(value, &buffer)
        }
        for (key, value) in parameters.sorted(by: { $0.key < $1.key }) {
            buffer.append(0x72)
            Packing.varint(UInt64(1 + Packing.lengthDelimitedSize(key.utf8.count) + 1 + Packing.lengthDelimitedSize(value.encodedSize)), &buffer)
            buffer.append(0x0a)
            Packing.string(key, &buffer)
            buffer.append(0x12)
            Packing.message(value, &buffer)
        }
        if !backend.isEmpty {
            buffer.append(0x8a)
            buffer.append(0x01)
            Packing.string(backend, &buffer)
        }
    }
}
