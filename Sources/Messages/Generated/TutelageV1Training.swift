// Generated from Protos/tutelage/v1/training.proto by Scripts/generate. Do not edit.
// swift-format-ignore-file

import CMessages

/// How a network standardises its input: (x - mean) / std, by the mean and the standard deviation of
/// all rows of the training snapshot, labelled or not; a constant column or channel is divided by 1.
/// They belong to the model: its weights file has them as the tensors `standardization.mean` and
/// `standardization.std`.
package enum Standardization: Sendable, Hashable {
    /// Not given: what a run starts from keeps its own; else columns for vectors, none for images. Of an
    /// import: whatever the file's tensors say. Of a model that is read: never.
    case unspecified
    /// The network sees the input as the project's input specification gives it.
    case none
    /// Each column of a vector by its own.
    case columns
    /// Each channel of an image by its own.
    case channels
    /// A number that this version does not know.
    case unrecognized(Int32)

    /// Every value that this version knows, in the order of the proto.
    package static let known: [Standardization] = [.unspecified, .none, .columns, .channels]

    /// Creates the value of a number.
    package init(rawValue: Int32) {
        switch rawValue {
        case 0: self = .unspecified
        case 1: self = .none
        case 2: self = .columns
        case 3: self = .channels
        default: self = .unrecognized(rawValue)
        }
    }

    /// The value's number.
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

/// What a student learns from.
package enum TargetKind: Sendable, Hashable {
    /// Not given: soft.
    case unspecified
    /// The teacher's class.
    case hard
    /// The teacher's probabilities.
    case soft
    /// A number that this version does not know.
    case unrecognized(Int32)

    /// Every value that this version knows, in the order of the proto.
    package static let known: [TargetKind] = [.unspecified, .hard, .soft]

    /// Creates the value of a number.
    package init(rawValue: Int32) {
        switch rawValue {
        case 0: self = .unspecified
        case 1: self = .hard
        case 2: self = .soft
        default: self = .unrecognized(rawValue)
        }
    }

    /// The value's number.
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
package enum JobKind: Sendable, Hashable {
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
    /// A number that this version does not know.
    case unrecognized(Int32)

    /// Every value that this version knows, in the order of the proto.
    package static let known: [JobKind] = [.unspecified, .train, .selfTrain, .distil, .relabel]

    /// Creates the value of a number.
    package init(rawValue: Int32) {
        switch rawValue {
        case 0: self = .unspecified
        case 1: self = .train
        case 2: self = .selfTrain
        case 3: self = .distil
        case 4: self = .relabel
        default: self = .unrecognized(rawValue)
        }
    }

    /// The value's number.
    package var rawValue: Int32 {
        switch self {
        case .unspecified: 0
        case .train: 1
        case .selfTrain: 2
        case .distil: 3
        case .relabel: 4
        case .unrecognized(let number): number
        }
    }
}

/// What a job is doing.
package enum JobState: Sendable, Hashable {
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
    /// A number that this version does not know.
    case unrecognized(Int32)

    /// Every value that this version knows, in the order of the proto.
    package static let known: [JobState] = [.unspecified, .queued, .running, .succeeded, .failed, .cancelled]

    /// Creates the value of a number.
    package init(rawValue: Int32) {
        switch rawValue {
        case 0: self = .unspecified
        case 1: self = .queued
        case 2: self = .running
        case 3: self = .succeeded
        case 4: self = .failed
        case 5: self = .cancelled
        default: self = .unrecognized(rawValue)
        }
    }

    /// The value's number.
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
package enum JobTrigger: Sendable, Hashable {
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
    /// A number that this version does not know.
    case unrecognized(Int32)

    /// Every value that this version knows, in the order of the proto.
    package static let known: [JobTrigger] = [.unspecified, .manual, .interval, .newLabels, .newExamples, .release]

    /// Creates the value of a number.
    package init(rawValue: Int32) {
        switch rawValue {
        case 0: self = .unspecified
        case 1: self = .manual
        case 2: self = .interval
        case 3: self = .newLabels
        case 4: self = .newExamples
        case 5: self = .release
        default: self = .unrecognized(rawValue)
        }
    }

    /// The value's number.
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
package struct NetworkSpecification: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.NetworkSpecification"

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

    /// Creates a message whose fields all have their default values.
    package init() { self.init(architecture: nil) }

    /// Creates a message of the given fields; the others have their default values.
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

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__network_specification__unpack,
            convert: { message throws(MessageError) in try unsafe NetworkSpecification(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__NetworkSpecification>) throws(MessageError) {
        let architecture: Architecture?
        switch unsafe c.pointee.architecture_case.rawValue {
        case 1:
            if let found = unsafe c.pointee.linear {
                architecture = .linear(try unsafe NetworkSpecification.Linear(unpacked: found))
            } else {
                architecture = nil
            }
        case 2:
            if let found = unsafe c.pointee.perceptron {
                architecture = .perceptron(try unsafe NetworkSpecification.Perceptron(unpacked: found))
            } else {
                architecture = nil
            }
        case 3:
            if let found = unsafe c.pointee.small_convolutional {
                architecture = .smallConvolutional(try unsafe NetworkSpecification.SmallConvolutional(unpacked: found))
            } else {
                architecture = nil
            }
        default: architecture = nil
        }
        let standardization = Standardization(rawValue: Int32(truncatingIfNeeded: unsafe c.pointee.standardization.rawValue))
        let namedArchitecture: NamedArchitecture?
        switch unsafe c.pointee.named_architecture_case.rawValue {
        case 5:
            if let found = unsafe c.pointee.preset {
                namedArchitecture = .preset(try unsafe NetworkPreset(unpacked: found))
            } else {
                namedArchitecture = nil
            }
        case 6:
            namedArchitecture = .graphJSON(try unsafe Unpacking.string(c.pointee.graph_json, "tutelage.v1.NetworkSpecification", "graph_json"))
        default: namedArchitecture = nil
        }
        let encoder = unsafe c.pointee.encoder != 0
        self.init(
            architecture: architecture,
            standardization: standardization,
            namedArchitecture: namedArchitecture,
            encoder: encoder
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        switch architecture {
        case .linear(let value):
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        case .perceptron(let value):
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        case .smallConvolutional(let value):
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        case nil: break
        }
        if standardization.rawValue != 0 {
            size += 1 + Packing.varintSize(Int64(standardization.rawValue))
        }
        switch namedArchitecture {
        case .preset(let value):
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        case .graphJSON(let value):
            size += 1 + Packing.lengthDelimitedSize(value.utf8.count)
        case nil: break
        }
        if encoder {
            size += 1 + 1
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        switch architecture {
        case .linear(let value):
            buffer.append(0x0a)
            Packing.message(value, &buffer)
        case .perceptron(let value):
            buffer.append(0x12)
            Packing.message(value, &buffer)
        case .smallConvolutional(let value):
            buffer.append(0x1a)
            Packing.message(value, &buffer)
        case nil: break
        }
        if standardization.rawValue != 0 {
            buffer.append(0x20)
            Packing.varint(Int64(standardization.rawValue), &buffer)
        }
        switch namedArchitecture {
        case .preset(let value):
            buffer.append(0x2a)
            Packing.message(value, &buffer)
        case .graphJSON(let value):
            buffer.append(0x32)
            Packing.string(value, &buffer)
        case nil: break
        }
        if encoder {
            buffer.append(0x38)
            buffer.append(encoder ? 1 : 0)
        }
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
    }

    /// Which one of the fields is set.
    package enum NamedArchitecture: Sendable, Hashable {
        /// One of ListNetworks with its parameters.
        case preset(NetworkPreset)
        /// A graph as JSON, at most 256 KiB: see docs/networks.md. INVALID_ARGUMENT names the node at fault.
        case graphJSON(String)
    }

    /// One dense layer; it has no parameters.
    package struct Linear: Message {
        /// The full protobuf name.
        package static let fullName = "tutelage.v1.NetworkSpecification.Linear"

        /// Creates a message whose fields all have their default values.
        package init() {}

        /// Reads a message from its wire format.
        ///
        /// - Throws: ``MessageError`` as ``Message`` says.
        package init(decoding bytes: RawSpan) throws(MessageError) {
            self = try unsafe Unpacking.decode(
                bytes,
                as: Self.fullName,
                unpack: tutelage__v1__network_specification__linear__unpack,
                convert: { message throws(MessageError) in try unsafe Linear(unpacked: message) }
            )
        }

        init(unpacked _: UnsafePointer<Tutelage__V1__NetworkSpecification__Linear>) throws(MessageError) {}

        /// The number of bytes of the wire format.
        package var encodedSize: Int {
            0
        }

        /// Appends the wire format to `buffer`, which has room for it.
        package func write(into buffer: inout [UInt8]) {
        }
    }

    /// Dense layers with ReLU between them.
    package struct Perceptron: Message {
        /// The full protobuf name.
        package static let fullName = "tutelage.v1.NetworkSpecification.Perceptron"

        /// The widths of the hidden layers, 1 to 8 of them of 1 to 16,384 units; empty: 128, 128.
        package var hidden: [UInt32]

        /// The share of hidden units that are dropped in training, 0 to 0.9.
        package var dropout: Float

        /// Creates a message whose fields all have their default values.
        package init() { self.init(hidden: []) }

        /// Creates a message of the given fields; the others have their default values.
        package init(
            hidden: [UInt32] = [],
            dropout: Float = 0
        ) {
            self.hidden = hidden
            self.dropout = dropout
        }

        /// Reads a message from its wire format.
        ///
        /// - Throws: ``MessageError`` as ``Message`` says.
        package init(decoding bytes: RawSpan) throws(MessageError) {
            self = try unsafe Unpacking.decode(
                bytes,
                as: Self.fullName,
                unpack: tutelage__v1__network_specification__perceptron__unpack,
                convert: { message throws(MessageError) in try unsafe Perceptron(unpacked: message) }
            )
        }

        init(unpacked c: UnsafePointer<Tutelage__V1__NetworkSpecification__Perceptron>) throws(MessageError) {
            let hidden = unsafe Unpacking.array(c.pointee.hidden, c.pointee.n_hidden)
            let dropout = unsafe c.pointee.dropout
            self.init(
                hidden: hidden,
                dropout: dropout
            )
        }

        /// The number of bytes of the wire format.
        package var encodedSize: Int {
            var size = 0
            if !hidden.isEmpty {
                size += 1 + Packing.lengthDelimitedSize(hidden.reduce(0) { $0 + Packing.varintSize(UInt64($1)) })
            }
            if dropout.bitPattern != 0 {
                size += 1 + 4
            }
            return size
        }

        /// Appends the wire format to `buffer`, which has room for it.
        package func write(into buffer: inout [UInt8]) {
            if !hidden.isEmpty {
                buffer.append(0x0a)
                Packing.varint(UInt64(hidden.reduce(0) { $0 + Packing.varintSize(UInt64($1)) }), &buffer)
                for item in hidden { Packing.varint(UInt64(item), &buffer) }
            }
            if dropout.bitPattern != 0 {
                buffer.append(0x15)
                Packing.fixed32(dropout.bitPattern, &buffer)
            }
        }
    }

    /// A small convolutional network.
    package struct SmallConvolutional: Message {
        /// The full protobuf name.
        package static let fullName = "tutelage.v1.NetworkSpecification.SmallConvolutional"

        /// The channels of the first block, 1 to 512, the second has twice as many; 0: 16.
        package var width: UInt32

        /// The share of features that are dropped before the last layer in training, 0 to 0.9.
        package var dropout: Float

        /// Creates a message whose fields all have their default values.
        package init() { self.init(width: 0) }

        /// Creates a message of the given fields; the others have their default values.
        package init(
            width: UInt32 = 0,
            dropout: Float = 0
        ) {
            self.width = width
            self.dropout = dropout
        }

        /// Reads a message from its wire format.
        ///
        /// - Throws: ``MessageError`` as ``Message`` says.
        package init(decoding bytes: RawSpan) throws(MessageError) {
            self = try unsafe Unpacking.decode(
                bytes,
                as: Self.fullName,
                unpack: tutelage__v1__network_specification__small_convolutional__unpack,
                convert: { message throws(MessageError) in try unsafe SmallConvolutional(unpacked: message) }
            )
        }

        init(unpacked c: UnsafePointer<Tutelage__V1__NetworkSpecification__SmallConvolutional>) throws(MessageError) {
            let width = unsafe c.pointee.width
            let dropout = unsafe c.pointee.dropout
            self.init(
                width: width,
                dropout: dropout
            )
        }

        /// The number of bytes of the wire format.
        package var encodedSize: Int {
            var size = 0
            if width != 0 {
                size += 1 + Packing.varintSize(UInt64(width))
            }
            if dropout.bitPattern != 0 {
                size += 1 + 4
            }
            return size
        }

        /// Appends the wire format to `buffer`, which has room for it.
        package func write(into buffer: inout [UInt8]) {
            if width != 0 {
                buffer.append(0x08)
                Packing.varint(UInt64(width), &buffer)
            }
            if dropout.bitPattern != 0 {
                buffer.append(0x15)
                Packing.fixed32(dropout.bitPattern, &buffer)
            }
        }
    }
}

/// A network by its name in ListNetworks.
package struct NetworkPreset: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.NetworkPreset"

    /// The name, such as `wide_resnet`: in any case, with `_`, `-` or neither.
    package var name: String

    /// What is set, by name; everything else gets the default that ListNetworks tells. At most 64.
    package var parameters: [String: HyperParameterValue]

    /// Creates a message whose fields all have their default values.
    package init() { self.init(name: "") }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        name: String = "",
        parameters: [String: HyperParameterValue] = [:]
    ) {
        self.name = name
        self.parameters = parameters
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__network_preset__unpack,
            convert: { message throws(MessageError) in try unsafe NetworkPreset(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__NetworkPreset>) throws(MessageError) {
        let name = try unsafe Unpacking.string(c.pointee.name, "tutelage.v1.NetworkPreset", "name")
        var parameters: [String: HyperParameterValue] = [:]
        for index in 0..<(unsafe c.pointee.n_parameters) {
            guard let entry = unsafe c.pointee.parameters[index] else { continue }
            let value = try unsafe entry.pointee.value.map { found throws(MessageError) in
                try unsafe HyperParameterValue(unpacked: found)
            }
            parameters[try unsafe Unpacking.string(entry.pointee.key, "tutelage.v1.NetworkPreset", "key")] = value ?? HyperParameterValue()
        }
        self.init(
            name: name,
            parameters: parameters
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if !name.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(name.utf8.count)
        }
        for (key, value) in parameters {
            size += 1 + Packing.lengthDelimitedSize(1 + Packing.lengthDelimitedSize(key.utf8.count) + 1 + Packing.lengthDelimitedSize(value.encodedSize))
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if !name.isEmpty {
            buffer.append(0x0a)
            Packing.string(name, &buffer)
        }
        for (key, value) in parameters.sorted(by: { $0.key < $1.key }) {
            buffer.append(0x12)
            Packing.varint(UInt64(1 + Packing.lengthDelimitedSize(key.utf8.count) + 1 + Packing.lengthDelimitedSize(value.encodedSize)), &buffer)
            buffer.append(0x0a)
            Packing.string(key, &buffer)
            buffer.append(0x12)
            Packing.message(value, &buffer)
        }
    }
}

/// An algorithm with its hyper-parameters, by their names in ListAlgorithms.
///
/// Where this message is unset: FixMatch where there are unlabelled examples, else supervised with strong
/// augmentation.
package struct AlgorithmConfiguration: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.AlgorithmConfiguration"

    /// The algorithm, such as fix_match: in any case, with `_`, `-` or neither. Empty is refused, so that a client
    /// which says it by a field of before is told.
    package var name: String

    /// What is set, by name; everything else gets the default that ListAlgorithms tells. At most 64.
    package var hyperParameters: [String: HyperParameterValue]

    /// Creates a message whose fields all have their default values.
    package init() { self.init(name: "") }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        name: String = "",
        hyperParameters: [String: HyperParameterValue] = [:]
    ) {
        self.name = name
        self.hyperParameters = hyperParameters
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__algorithm_configuration__unpack,
            convert: { message throws(MessageError) in try unsafe AlgorithmConfiguration(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__AlgorithmConfiguration>) throws(MessageError) {
        let name = try unsafe Unpacking.string(c.pointee.name, "tutelage.v1.AlgorithmConfiguration", "name")
        var hyperParameters: [String: HyperParameterValue] = [:]
        for index in 0..<(unsafe c.pointee.n_hyper_parameters) {
            guard let entry = unsafe c.pointee.hyper_parameters[index] else { continue }
            let value = try unsafe entry.pointee.value.map { found throws(MessageError) in
                try unsafe HyperParameterValue(unpacked: found)
            }
            hyperParameters[try unsafe Unpacking.string(entry.pointee.key, "tutelage.v1.AlgorithmConfiguration", "key")] = value ?? HyperParameterValue()
        }
        self.init(
            name: name,
            hyperParameters: hyperParameters
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if !name.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(name.utf8.count)
        }
        for (key, value) in hyperParameters {
            size += 1 + Packing.lengthDelimitedSize(1 + Packing.lengthDelimitedSize(key.utf8.count) + 1 + Packing.lengthDelimitedSize(value.encodedSize))
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if !name.isEmpty {
            buffer.append(0x2a)
            Packing.string(name, &buffer)
        }
        for (key, value) in hyperParameters.sorted(by: { $0.key < $1.key }) {
            buffer.append(0x32)
            Packing.varint(UInt64(1 + Packing.lengthDelimitedSize(key.utf8.count) + 1 + Packing.lengthDelimitedSize(value.encodedSize)), &buffer)
            buffer.append(0x0a)
            Packing.string(key, &buffer)
            buffer.append(0x12)
            Packing.message(value, &buffer)
        }
    }
}

/// The value of a hyper-parameter.
package struct HyperParameterValue: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.HyperParameterValue"

    /// A number, whole where the hyper-parameter is; or a word.
    package var value: Value?

    /// Creates a message whose fields all have their default values.
    package init() { self.init(value: nil) }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        value: Value? = nil
    ) {
        self.value = value
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__hyper_parameter_value__unpack,
            convert: { message throws(MessageError) in try unsafe HyperParameterValue(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__HyperParameterValue>) throws(MessageError) {
        let value: Value?
        switch unsafe c.pointee.value_case.rawValue {
        case 1:
            value = .number(unsafe c.pointee.number)
        case 2:
            value = .text(try unsafe Unpacking.string(c.pointee.text, "tutelage.v1.HyperParameterValue", "text"))
        default: value = nil
        }
        self.init(
            value: value
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        switch value {
        case .number(let value):
            _ = value
            size += 1 + 8
        case .text(let value):
            size += 1 + Packing.lengthDelimitedSize(value.utf8.count)
        case nil: break
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        switch value {
        case .number(let value):
            buffer.append(0x09)
            Packing.fixed64(value.bitPattern, &buffer)
        case .text(let value):
            buffer.append(0x12)
            Packing.string(value, &buffer)
        case nil: break
        }
    }

    /// Which one of the fields is set.
    package enum Value: Sendable, Hashable {
        /// A number.
        case number(Double)
        /// One of the choices, a number in decimal digits, or several with commas between them.
        case text(String)
    }
}

/// How the weights are stepped. What is unset gets the default that its comment gives.
package struct OptimizerConfiguration: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.OptimizerConfiguration"

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

    /// Creates a message whose fields all have their default values.
    package init() { self.init(optimizer: nil) }

    /// Creates a message of the given fields; the others have their default values.
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

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__optimizer_configuration__unpack,
            convert: { message throws(MessageError) in try unsafe OptimizerConfiguration(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__OptimizerConfiguration>) throws(MessageError) {
        let optimizer: Optimizer?
        switch unsafe c.pointee.optimizer_case.rawValue {
        case 1:
            if let found = unsafe c.pointee.sgd {
                optimizer = .sgd(try unsafe OptimizerConfiguration.SGD(unpacked: found))
            } else {
                optimizer = nil
            }
        case 2:
            if let found = unsafe c.pointee.adam_w {
                optimizer = .adamW(try unsafe OptimizerConfiguration.AdamW(unpacked: found))
            } else {
                optimizer = nil
            }
        default: optimizer = nil
        }
        let schedule = OptimizerConfiguration.Schedule(rawValue: Int32(truncatingIfNeeded: unsafe c.pointee.schedule.rawValue))
        let warmUpSteps = unsafe c.pointee.warm_up_steps
        let gradientNormLimit: Float?
        if unsafe c.pointee.optional_gradient_norm_limit_case.rawValue == 5 {
            gradientNormLimit = unsafe c.pointee.gradient_norm_limit
        } else {
            gradientNormLimit = nil
        }
        self.init(
            optimizer: optimizer,
            schedule: schedule,
            warmUpSteps: warmUpSteps,
            gradientNormLimit: gradientNormLimit
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        switch optimizer {
        case .sgd(let value):
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        case .adamW(let value):
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        case nil: break
        }
        if schedule.rawValue != 0 {
            size += 1 + Packing.varintSize(Int64(schedule.rawValue))
        }
        if warmUpSteps != 0 {
            size += 1 + Packing.varintSize(UInt64(warmUpSteps))
        }
        if let value = gradientNormLimit {
            _ = value
            size += 1 + 4
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        switch optimizer {
        case .sgd(let value):
            buffer.append(0x0a)
            Packing.message(value, &buffer)
        case .adamW(let value):
            buffer.append(0x12)
            Packing.message(value, &buffer)
        case nil: break
        }
        if schedule.rawValue != 0 {
            buffer.append(0x18)
            Packing.varint(Int64(schedule.rawValue), &buffer)
        }
        if warmUpSteps != 0 {
            buffer.append(0x20)
            Packing.varint(UInt64(warmUpSteps), &buffer)
        }
        if let value = gradientNormLimit {
            buffer.append(0x2d)
            Packing.fixed32(value.bitPattern, &buffer)
        }
    }

    /// Which one of the fields is set.
    package enum Optimizer: Sendable, Hashable {
        /// SGD with Nesterov momentum.
        case sgd(OptimizerConfiguration.SGD)
        /// Adam with decoupled weight decay (arXiv:1711.05101).
        case adamW(OptimizerConfiguration.AdamW)
    }

    /// How the learning rate goes over the steps.
    package enum Schedule: Sendable, Hashable {
        /// Not given: cosine.
        case unspecified
        /// rate * cos(7/16 pi step / steps).
        case cosine
        /// The same all the time.
        case constant
        /// A number that this version does not know.
        case unrecognized(Int32)

        /// Every value that this version knows, in the order of the proto.
        package static let known: [Schedule] = [.unspecified, .cosine, .constant]

        /// Creates the value of a number.
        package init(rawValue: Int32) {
            switch rawValue {
            case 0: self = .unspecified
            case 1: self = .cosine
            case 2: self = .constant
            default: self = .unrecognized(rawValue)
            }
        }

        /// The value's number.
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
    package struct SGD: Message {
        /// The full protobuf name.
        package static let fullName = "tutelage.v1.OptimizerConfiguration.SGD"

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

        /// Creates a message whose fields all have their default values.
        package init() { self.init(learningRate: nil) }

        /// Creates a message of the given fields; the others have their default values.
        package init(
            learningRate: Float? = nil,
            momentum: Float? = nil,
            weightDecay: Float? = nil
        ) {
            self.learningRate = learningRate
            self.momentum = momentum
            self.weightDecay = weightDecay
        }

        /// Reads a message from its wire format.
        ///
        /// - Throws: ``MessageError`` as ``Message`` says.
        package init(decoding bytes: RawSpan) throws(MessageError) {
            self = try unsafe Unpacking.decode(
                bytes,
                as: Self.fullName,
                unpack: tutelage__v1__optimizer_configuration__sgd__unpack,
                convert: { message throws(MessageError) in try unsafe SGD(unpacked: message) }
            )
        }

        init(unpacked c: UnsafePointer<Tutelage__V1__OptimizerConfiguration__SGD>) throws(MessageError) {
            let learningRate: Float?
            if unsafe c.pointee.optional_learning_rate_case.rawValue == 1 {
                learningRate = unsafe c.pointee.learning_rate
            } else {
                learningRate = nil
            }
            let momentum: Float?
            if unsafe c.pointee.optional_momentum_case.rawValue == 2 {
                momentum = unsafe c.pointee.momentum
            } else {
                momentum = nil
            }
            let weightDecay: Float?
            if unsafe c.pointee.optional_weight_decay_case.rawValue == 3 {
                weightDecay = unsafe c.pointee.weight_decay
            } else {
                weightDecay = nil
            }
            self.init(
                learningRate: learningRate,
                momentum: momentum,
                weightDecay: weightDecay
            )
        }

        /// The number of bytes of the wire format.
        package var encodedSize: Int {
            var size = 0
            if let value = learningRate {
                _ = value
                size += 1 + 4
            }
            if let value = momentum {
                _ = value
                size += 1 + 4
            }
            if let value = weightDecay {
                _ = value
                size += 1 + 4
            }
            return size
        }

        /// Appends the wire format to `buffer`, which has room for it.
        package func write(into buffer: inout [UInt8]) {
            if let value = learningRate {
                buffer.append(0x0d)
                Packing.fixed32(value.bitPattern, &buffer)
            }
            if let value = momentum {
                buffer.append(0x15)
                Packing.fixed32(value.bitPattern, &buffer)
            }
            if let value = weightDecay {
                buffer.append(0x1d)
                Packing.fixed32(value.bitPattern, &buffer)
            }
        }
    }

    /// Adam with decoupled weight decay.
    package struct AdamW: Message {
        /// The full protobuf name.
        package static let fullName = "tutelage.v1.OptimizerConfiguration.AdamW"

        /// The learning rate.
        ///
        /// Above 0, at most 100; default 0.001.
        package var learningRate: Float?

        /// Decoupled weight decay of kernels (not of biases and norms).
        ///
        /// 0 to 1; default 0.01.
        package var weightDecay: Float?

        /// Creates a message whose fields all have their default values.
        package init() { self.init(learningRate: nil) }

        /// Creates a message of the given fields; the others have their default values.
        package init(
            learningRate: Float? = nil,
            weightDecay: Float? = nil
        ) {
            self.learningRate = learningRate
            self.weightDecay = weightDecay
        }

        /// Reads a message from its wire format.
        ///
        /// - Throws: ``MessageError`` as ``Message`` says.
        package init(decoding bytes: RawSpan) throws(MessageError) {
            self = try unsafe Unpacking.decode(
                bytes,
                as: Self.fullName,
                unpack: tutelage__v1__optimizer_configuration__adam_w__unpack,
                convert: { message throws(MessageError) in try unsafe AdamW(unpacked: message) }
            )
        }

        init(unpacked c: UnsafePointer<Tutelage__V1__OptimizerConfiguration__AdamW>) throws(MessageError) {
            let learningRate: Float?
            if unsafe c.pointee.optional_learning_rate_case.rawValue == 1 {
                learningRate = unsafe c.pointee.learning_rate
            } else {
                learningRate = nil
            }
            let weightDecay: Float?
            if unsafe c.pointee.optional_weight_decay_case.rawValue == 2 {
                weightDecay = unsafe c.pointee.weight_decay
            } else {
                weightDecay = nil
            }
            self.init(
                learningRate: learningRate,
                weightDecay: weightDecay
            )
        }

        /// The number of bytes of the wire format.
        package var encodedSize: Int {
            var size = 0
            if let value = learningRate {
                _ = value
                size += 1 + 4
            }
            if let value = weightDecay {
                _ = value
                size += 1 + 4
            }
            return size
        }

        /// Appends the wire format to `buffer`, which has room for it.
        package func write(into buffer: inout [UInt8]) {
            if let value = learningRate {
                buffer.append(0x0d)
                Packing.fixed32(value.bitPattern, &buffer)
            }
            if let value = weightDecay {
                buffer.append(0x15)
                Packing.fixed32(value.bitPattern, &buffer)
            }
        }
    }
}

/// One training run. The same run on the same snapshot, instruction set and BLAS core gives the same
/// weights, bit for bit.
package struct TrainingRun: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.TrainingRun"

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

    /// Creates a message whose fields all have their default values.
    package init() { self.init(algorithm: nil) }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        algorithm: AlgorithmConfiguration? = nil,
        network: NetworkSpecification? = nil,
        steps: UInt32? = nil,
        batchSize: UInt32? = nil,
        seed: UInt64 = 0,
        optimizer: OptimizerConfiguration? = nil,
        emaDecay: Float? = nil,
        initialVersion: Int64 = 0,
        teacherVersion: Int64 = 0
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
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__training_run__unpack,
            convert: { message throws(MessageError) in try unsafe TrainingRun(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__TrainingRun>) throws(MessageError) {
        let algorithm: AlgorithmConfiguration?
        if let found = unsafe c.pointee.algorithm {
            algorithm = try unsafe AlgorithmConfiguration(unpacked: found)
        } else {
            algorithm = nil
        }
        let network: NetworkSpecification?
        if let found = unsafe c.pointee.network {
            network = try unsafe NetworkSpecification(unpacked: found)
        } else {
            network = nil
        }
        let steps: UInt32?
        if unsafe c.pointee.optional_steps_case.rawValue == 3 {
            steps = unsafe c.pointee.steps
        } else {
            steps = nil
        }
        let batchSize: UInt32?
        if unsafe c.pointee.optional_batch_size_case.rawValue == 4 {
            batchSize = unsafe c.pointee.batch_size
        } else {
            batchSize = nil
        }
        let seed = unsafe c.pointee.seed
        let optimizer: OptimizerConfiguration?
        if let found = unsafe c.pointee.optimizer {
            optimizer = try unsafe OptimizerConfiguration(unpacked: found)
        } else {
            optimizer = nil
        }
        let emaDecay: Float?
        if unsafe c.pointee.optional_ema_decay_case.rawValue == 7 {
            emaDecay = unsafe c.pointee.ema_decay
        } else {
            emaDecay = nil
        }
        let initialVersion = unsafe c.pointee.initial_version
        let teacherVersion = unsafe c.pointee.teacher_version
        self.init(
            algorithm: algorithm,
            network: network,
            steps: steps,
            batchSize: batchSize,
            seed: seed,
            optimizer: optimizer,
            emaDecay: emaDecay,
            initialVersion: initialVersion,
            teacherVersion: teacherVersion
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if let value = algorithm {
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        }
        if let value = network {
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        }
        if let value = steps {
            size += 1 + Packing.varintSize(UInt64(value))
        }
        if let value = batchSize {
            size += 1 + Packing.varintSize(UInt64(value))
        }
        if seed != 0 {
            size += 1 + Packing.varintSize(seed)
        }
        if let value = optimizer {
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        }
        if let value = emaDecay {
            _ = value
            size += 1 + 4
        }
        if initialVersion != 0 {
            size += 1 + Packing.varintSize(initialVersion)
        }
        if teacherVersion != 0 {
            size += 1 + Packing.varintSize(teacherVersion)
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if let value = algorithm {
            buffer.append(0x0a)
            Packing.message(value, &buffer)
        }
        if let value = network {
            buffer.append(0x12)
            Packing.message(value, &buffer)
        }
        if let value = steps {
            buffer.append(0x18)
            Packing.varint(UInt64(value), &buffer)
        }
        if let value = batchSize {
            buffer.append(0x20)
            Packing.varint(UInt64(value), &buffer)
        }
        if seed != 0 {
            buffer.append(0x28)
            Packing.varint(seed, &buffer)
        }
        if let value = optimizer {
            buffer.append(0x32)
            Packing.message(value, &buffer)
        }
        if let value = emaDecay {
            buffer.append(0x3d)
            Packing.fixed32(value.bitPattern, &buffer)
        }
        if initialVersion != 0 {
            buffer.append(0x40)
            Packing.varint(initialVersion, &buffer)
        }
        if teacherVersion != 0 {
            buffer.append(0x48)
            Packing.varint(teacherVersion, &buffer)
        }
    }
}

/// Rounds of Noisy Student: a teacher labels, the sure labels are balanced over the classes, a
/// noised student learns from them and becomes the next teacher.
package struct SelfTrainingRun: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.SelfTrainingRun"

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

    /// Creates a message whose fields all have their default values.
    package init() { self.init(teacherVersion: 0) }

    /// Creates a message of the given fields; the others have their default values.
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

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__self_training_run__unpack,
            convert: { message throws(MessageError) in try unsafe SelfTrainingRun(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__SelfTrainingRun>) throws(MessageError) {
        let teacherVersion = unsafe c.pointee.teacher_version
        let rounds: UInt32?
        if unsafe c.pointee.optional_rounds_case.rawValue == 2 {
            rounds = unsafe c.pointee.rounds
        } else {
            rounds = nil
        }
        let threshold: Float?
        if unsafe c.pointee.optional_threshold_case.rawValue == 3 {
            threshold = unsafe c.pointee.threshold
        } else {
            threshold = nil
        }
        let examplesPerClass: UInt32?
        if unsafe c.pointee.optional_examples_per_class_case.rawValue == 4 {
            examplesPerClass = unsafe c.pointee.examples_per_class
        } else {
            examplesPerClass = nil
        }
        let targets = TargetKind(rawValue: Int32(truncatingIfNeeded: unsafe c.pointee.targets.rawValue))
        let temperature: Float?
        if unsafe c.pointee.optional_temperature_case.rawValue == 6 {
            temperature = unsafe c.pointee.temperature
        } else {
            temperature = nil
        }
        let unlabeledRatio: UInt32?
        if unsafe c.pointee.optional_unlabeled_ratio_case.rawValue == 7 {
            unlabeledRatio = unsafe c.pointee.unlabeled_ratio
        } else {
            unlabeledRatio = nil
        }
        let student: TrainingRun?
        if let found = unsafe c.pointee.student {
            student = try unsafe TrainingRun(unpacked: found)
        } else {
            student = nil
        }
        self.init(
            teacherVersion: teacherVersion,
            rounds: rounds,
            threshold: threshold,
            examplesPerClass: examplesPerClass,
            targets: targets,
            temperature: temperature,
            unlabeledRatio: unlabeledRatio,
            student: student
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if teacherVersion != 0 {
            size += 1 + Packing.varintSize(teacherVersion)
        }
        if let value = rounds {
            size += 1 + Packing.varintSize(UInt64(value))
        }
        if let value = threshold {
            _ = value
            size += 1 + 4
        }
        if let value = examplesPerClass {
            size += 1 + Packing.varintSize(UInt64(value))
        }
        if targets.rawValue != 0 {
            size += 1 + Packing.varintSize(Int64(targets.rawValue))
        }
        if let value = temperature {
            _ = value
            size += 1 + 4
        }
        if let value = unlabeledRatio {
            size += 1 + Packing.varintSize(UInt64(value))
        }
        if let value = student {
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if teacherVersion != 0 {
            buffer.append(0x08)
            Packing.varint(teacherVersion, &buffer)
        }
        if let value = rounds {
            buffer.append(0x10)
            Packing.varint(UInt64(value), &buffer)
        }
        if let value = threshold {
            buffer.append(0x1d)
            Packing.fixed32(value.bitPattern, &buffer)
        }
        if let value = examplesPerClass {
            buffer.append(0x20)
            Packing.varint(UInt64(value), &buffer)
        }
        if targets.rawValue != 0 {
            buffer.append(0x28)
            Packing.varint(Int64(targets.rawValue), &buffer)
        }
        if let value = temperature {
            buffer.append(0x35)
            Packing.fixed32(value.bitPattern, &buffer)
        }
        if let value = unlabeledRatio {
            buffer.append(0x38)
            Packing.varint(UInt64(value), &buffer)
        }
        if let value = student {
            buffer.append(0x42)
            Packing.message(value, &buffer)
        }
    }
}

/// A distillation: a student learns a teacher's labels of all training inputs.
package struct DistillationRun: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.DistillationRun"

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

    /// Creates a message whose fields all have their default values.
    package init() { self.init(teacherVersion: 0) }

    /// Creates a message of the given fields; the others have their default values.
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

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__distillation_run__unpack,
            convert: { message throws(MessageError) in try unsafe DistillationRun(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__DistillationRun>) throws(MessageError) {
        let teacherVersion = unsafe c.pointee.teacher_version
        let targets = TargetKind(rawValue: Int32(truncatingIfNeeded: unsafe c.pointee.targets.rawValue))
        let temperature: Float?
        if unsafe c.pointee.optional_temperature_case.rawValue == 3 {
            temperature = unsafe c.pointee.temperature
        } else {
            temperature = nil
        }
        let labelWeight: Float?
        if unsafe c.pointee.optional_label_weight_case.rawValue == 4 {
            labelWeight = unsafe c.pointee.label_weight
        } else {
            labelWeight = nil
        }
        let student: TrainingRun?
        if let found = unsafe c.pointee.student {
            student = try unsafe TrainingRun(unpacked: found)
        } else {
            student = nil
        }
        self.init(
            teacherVersion: teacherVersion,
            targets: targets,
            temperature: temperature,
            labelWeight: labelWeight,
            student: student
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if teacherVersion != 0 {
            size += 1 + Packing.varintSize(teacherVersion)
        }
        if targets.rawValue != 0 {
            size += 1 + Packing.varintSize(Int64(targets.rawValue))
        }
        if let value = temperature {
            _ = value
            size += 1 + 4
        }
        if let value = labelWeight {
            _ = value
            size += 1 + 4
        }
        if let value = student {
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if teacherVersion != 0 {
            buffer.append(0x08)
            Packing.varint(teacherVersion, &buffer)
        }
        if targets.rawValue != 0 {
            buffer.append(0x10)
            Packing.varint(Int64(targets.rawValue), &buffer)
        }
        if let value = temperature {
            buffer.append(0x1d)
            Packing.fixed32(value.bitPattern, &buffer)
        }
        if let value = labelWeight {
            buffer.append(0x25)
            Packing.fixed32(value.bitPattern, &buffer)
        }
        if let value = student {
            buffer.append(0x2a)
            Packing.message(value, &buffer)
        }
    }
}

/// Asks for a training run.
package struct StartTrainingRequest: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.StartTrainingRequest"

    /// The project.
    package var project: String

    /// What to run; unset: all defaults.
    package var run: TrainingRun?

    /// The gate for what it makes; unset: the project's gate.
    package var gate: GatePolicy?

    /// Makes a retry safe: see common.proto.
    package var requestID: String

    /// Creates a message whose fields all have their default values.
    package init() { self.init(project: "") }

    /// Creates a message of the given fields; the others have their default values.
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

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__start_training_request__unpack,
            convert: { message throws(MessageError) in try unsafe StartTrainingRequest(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__StartTrainingRequest>) throws(MessageError) {
        let project = try unsafe Unpacking.string(c.pointee.project, "tutelage.v1.StartTrainingRequest", "project")
        let run: TrainingRun?
        if let found = unsafe c.pointee.run {
            run = try unsafe TrainingRun(unpacked: found)
        } else {
            run = nil
        }
        let gate: GatePolicy?
        if let found = unsafe c.pointee.gate {
            gate = try unsafe GatePolicy(unpacked: found)
        } else {
            gate = nil
        }
        let requestID = try unsafe Unpacking.string(c.pointee.request_id, "tutelage.v1.StartTrainingRequest", "request_id")
        self.init(
            project: project,
            run: run,
            gate: gate,
            requestID: requestID
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if !project.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(project.utf8.count)
        }
        if let value = run {
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        }
        if let value = gate {
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
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
        if let value = run {
            buffer.append(0x12)
            Packing.message(value, &buffer)
        }
        if let value = gate {
            buffer.append(0x1a)
            Packing.message(value, &buffer)
        }
        if !requestID.isEmpty {
            buffer.append(0x22)
            Packing.string(requestID, &buffer)
        }
    }
}

/// Asks for rounds of teacher and student.
package struct StartSelfTrainingRequest: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.StartSelfTrainingRequest"

    /// The project.
    package var project: String

    /// What to run; unset: all defaults.
    package var run: SelfTrainingRun?

    /// The gate for the last student; unset: the project's gate.
    package var gate: GatePolicy?

    /// Makes a retry safe: see common.proto.
    package var requestID: String

    /// Creates a message whose fields all have their default values.
    package init() { self.init(project: "") }

    /// Creates a message of the given fields; the others have their default values.
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

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__start_self_training_request__unpack,
            convert: { message throws(MessageError) in try unsafe StartSelfTrainingRequest(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__StartSelfTrainingRequest>) throws(MessageError) {
        let project = try unsafe Unpacking.string(c.pointee.project, "tutelage.v1.StartSelfTrainingRequest", "project")
        let run: SelfTrainingRun?
        if let found = unsafe c.pointee.run {
            run = try unsafe SelfTrainingRun(unpacked: found)
        } else {
            run = nil
        }
        let gate: GatePolicy?
        if let found = unsafe c.pointee.gate {
            gate = try unsafe GatePolicy(unpacked: found)
        } else {
            gate = nil
        }
        let requestID = try unsafe Unpacking.string(c.pointee.request_id, "tutelage.v1.StartSelfTrainingRequest", "request_id")
        self.init(
            project: project,
            run: run,
            gate: gate,
            requestID: requestID
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if !project.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(project.utf8.count)
        }
        if let value = run {
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        }
        if let value = gate {
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
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
        if let value = run {
            buffer.append(0x12)
            Packing.message(value, &buffer)
        }
        if let value = gate {
            buffer.append(0x1a)
            Packing.message(value, &buffer)
        }
        if !requestID.isEmpty {
            buffer.append(0x22)
            Packing.string(requestID, &buffer)
        }
    }
}

/// A run in the queue, on its way, or over. It survives crashes: a worker that dies is replaced, and
/// goes on from the last checkpoint.
package struct Job: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.Job"

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

    /// Creates a message whose fields all have their default values.
    package init() { self.init(id: 0) }

    /// Creates a message of the given fields; the others have their default values.
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
        relabel: RelabelSummary? = nil
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
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__job__unpack,
            convert: { message throws(MessageError) in try unsafe Job(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__Job>) throws(MessageError) {
        let id = unsafe c.pointee.id
        let project = try unsafe Unpacking.string(c.pointee.project, "tutelage.v1.Job", "project")
        let kind = JobKind(rawValue: Int32(truncatingIfNeeded: unsafe c.pointee.kind.rawValue))
        let state = JobState(rawValue: Int32(truncatingIfNeeded: unsafe c.pointee.state.rawValue))
        let trigger = JobTrigger(rawValue: Int32(truncatingIfNeeded: unsafe c.pointee.trigger.rawValue))
        let run: Run?
        switch unsafe c.pointee.run_case.rawValue {
        case 6:
            if let found = unsafe c.pointee.training {
                run = .training(try unsafe TrainingRun(unpacked: found))
            } else {
                run = nil
            }
        case 7:
            if let found = unsafe c.pointee.self_training {
                run = .selfTraining(try unsafe SelfTrainingRun(unpacked: found))
            } else {
                run = nil
            }
        case 8:
            if let found = unsafe c.pointee.distillation {
                run = .distillation(try unsafe DistillationRun(unpacked: found))
            } else {
                run = nil
            }
        default: run = nil
        }
        let snapshot: SnapshotSummary?
        if let found = unsafe c.pointee.snapshot {
            snapshot = try unsafe SnapshotSummary(unpacked: found)
        } else {
            snapshot = nil
        }
        let progress: JobProgress?
        if let found = unsafe c.pointee.progress {
            progress = try unsafe JobProgress(unpacked: found)
        } else {
            progress = nil
        }
        var metrics: [MetricValue] = []
        if unsafe c.pointee.n_metrics > 0 {
            metrics.reserveCapacity(unsafe c.pointee.n_metrics)
            for index in 0..<(unsafe c.pointee.n_metrics) {
                guard let item = unsafe c.pointee.metrics[index] else { continue }
                metrics.append(try unsafe MetricValue(unpacked: item))
            }
        }
        let attempts = unsafe c.pointee.attempts
        let modelVersion = unsafe c.pointee.model_version
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
        let failure = try unsafe Unpacking.string(c.pointee.failure, "tutelage.v1.Job", "failure")
        let cancelRequested = unsafe c.pointee.cancel_requested != 0
        let createdAt: Timestamp?
        if let found = unsafe c.pointee.created_at {
            createdAt = try unsafe Timestamp(unpacked: found)
        } else {
            createdAt = nil
        }
        let startedAt: Timestamp?
        if let found = unsafe c.pointee.started_at {
            startedAt = try unsafe Timestamp(unpacked: found)
        } else {
            startedAt = nil
        }
        let finishedAt: Timestamp?
        if let found = unsafe c.pointee.finished_at {
            finishedAt = try unsafe Timestamp(unpacked: found)
        } else {
            finishedAt = nil
        }
        let relabel: RelabelSummary?
        if let found = unsafe c.pointee.relabel {
            relabel = try unsafe RelabelSummary(unpacked: found)
        } else {
            relabel = nil
        }
        self.init(
            id: id,
            project: project,
            kind: kind,
            state: state,
            trigger: trigger,
            run: run,
            snapshot: snapshot,
            progress: progress,
            metrics: metrics,
            attempts: attempts,
            modelVersion: modelVersion,
            gate: gate,
            release: release,
            failure: failure,
            cancelRequested: cancelRequested,
            createdAt: createdAt,
            startedAt: startedAt,
            finishedAt: finishedAt,
            relabel: relabel
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if id != 0 {
            size += 1 + Packing.varintSize(id)
        }
        if !project.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(project.utf8.count)
        }
        if kind.rawValue != 0 {
            size += 1 + Packing.varintSize(Int64(kind.rawValue))
        }
        if state.rawValue != 0 {
            size += 1 + Packing.varintSize(Int64(state.rawValue))
        }
        if trigger.rawValue != 0 {
            size += 1 + Packing.varintSize(Int64(trigger.rawValue))
        }
        switch run {
        case .training(let value):
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        case .selfTraining(let value):
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        case .distillation(let value):
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        case nil: break
        }
        if let value = snapshot {
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        }
        if let value = progress {
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        }
        for place in metrics.indices { size += 1 + Packing.lengthDelimitedSize(metrics.span[place].encodedSize) }
        if attempts != 0 {
            size += 1 + Packing.varintSize(UInt64(attempts))
        }
        if modelVersion != 0 {
            size += 1 + Packing.varintSize(modelVersion)
        }
        if let value = gate {
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        }
        if let value = release {
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        }
        if !failure.isEmpty {
            size += 2 + Packing.lengthDelimitedSize(failure.utf8.count)
        }
        if cancelRequested {
            size += 2 + 1
        }
        if let value = createdAt {
            size += 2 + Packing.lengthDelimitedSize(value.encodedSize)
        }
        if let value = startedAt {
            size += 2 + Packing.lengthDelimitedSize(value.encodedSize)
        }
        if let value = finishedAt {
            size += 2 + Packing.lengthDelimitedSize(value.encodedSize)
        }
        if let value = relabel {
            size += 2 + Packing.lengthDelimitedSize(value.encodedSize)
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if id != 0 {
            buffer.append(0x08)
            Packing.varint(id, &buffer)
        }
        if !project.isEmpty {
            buffer.append(0x12)
            Packing.string(project, &buffer)
        }
        if kind.rawValue != 0 {
            buffer.append(0x18)
            Packing.varint(Int64(kind.rawValue), &buffer)
        }
        if state.rawValue != 0 {
            buffer.append(0x20)
            Packing.varint(Int64(state.rawValue), &buffer)
        }
        if trigger.rawValue != 0 {
            buffer.append(0x28)
            Packing.varint(Int64(trigger.rawValue), &buffer)
        }
        switch run {
        case .training(let value):
            buffer.append(0x32)
            Packing.message(value, &buffer)
        case .selfTraining(let value):
            buffer.append(0x3a)
            Packing.message(value, &buffer)
        case .distillation(let value):
            buffer.append(0x42)
            Packing.message(value, &buffer)
        case nil: break
        }
        if let value = snapshot {
            buffer.append(0x4a)
            Packing.message(value, &buffer)
        }
        if let value = progress {
            buffer.append(0x52)
            Packing.message(value, &buffer)
        }
        for place in metrics.indices {
            buffer.append(0x5a)
            Packing.message(metrics.span[place], &buffer)
        }
        if attempts != 0 {
            buffer.append(0x60)
            Packing.varint(UInt64(attempts), &buffer)
        }
        if modelVersion != 0 {
            buffer.append(0x68)
            Packing.varint(modelVersion, &buffer)
        }
        if let value = gate {
            buffer.append(0x72)
            Packing.message(value, &buffer)
        }
        if let value = release {
            buffer.append(0x7a)
            Packing.message(value, &buffer)
        }
        if !failure.isEmpty {
            buffer.append(0x82)
            buffer.append(0x01)
            Packing.string(failure, &buffer)
        }
        if cancelRequested {
            buffer.append(0x88)
            buffer.append(0x01)
            buffer.append(cancelRequested ? 1 : 0)
        }
        if let value = createdAt {
            buffer.append(0x92)
            buffer.append(0x01)
            Packing.message(value, &buffer)
        }
        if let value = startedAt {
            buffer.append(0x9a)
            buffer.append(0x01)
            Packing.message(value, &buffer)
        }
        if let value = finishedAt {
            buffer.append(0xa2)
            buffer.append(0x01)
            Packing.message(value, &buffer)
        }
        if let value = relabel {
            buffer.append(0xaa)
            buffer.append(0x01)
            Packing.message(value, &buffer)
        }
    }

    /// Which one of the fields is set.
    package enum Run: Sendable, Hashable {
        /// One training run.
        case training(TrainingRun)
        /// Rounds of teacher and student.
        case selfTraining(SelfTrainingRun)
        /// A distillation.
        case distillation(DistillationRun)
    }
}

/// What a `relabel` has done so far.
package struct RelabelSummary: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.RelabelSummary"

    /// The release that decides.
    package var releaseNumber: Int64

    /// Labels that are accepted now.
    package var accepted: UInt64

    /// Labels that stood and do no longer.
    package var withdrawn: UInt64

    /// Creates a message whose fields all have their default values.
    package init() { self.init(releaseNumber: 0) }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        releaseNumber: Int64 = 0,
        accepted: UInt64 = 0,
        withdrawn: UInt64 = 0
    ) {
        self.releaseNumber = releaseNumber
        self.accepted = accepted
        self.withdrawn = withdrawn
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__relabel_summary__unpack,
            convert: { message throws(MessageError) in try unsafe RelabelSummary(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__RelabelSummary>) throws(MessageError) {
        let releaseNumber = unsafe c.pointee.release_number
        let accepted = unsafe c.pointee.accepted
        let withdrawn = unsafe c.pointee.withdrawn
        self.init(
            releaseNumber: releaseNumber,
            accepted: accepted,
            withdrawn: withdrawn
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if releaseNumber != 0 {
            size += 1 + Packing.varintSize(releaseNumber)
        }
        if accepted != 0 {
            size += 1 + Packing.varintSize(accepted)
        }
        if withdrawn != 0 {
            size += 1 + Packing.varintSize(withdrawn)
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if releaseNumber != 0 {
            buffer.append(0x08)
            Packing.varint(releaseNumber, &buffer)
        }
        if accepted != 0 {
            buffer.append(0x10)
            Packing.varint(accepted, &buffer)
        }
        if withdrawn != 0 {
            buffer.append(0x18)
            Packing.varint(withdrawn, &buffer)
        }
    }
}

/// What a run learns from: an immutable cut of the project.
package struct SnapshotSummary: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.SnapshotSummary"

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

    /// Creates a message whose fields all have their default values.
    package init() { self.init(id: 0) }

    /// Creates a message of the given fields; the others have their default values.
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

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__snapshot_summary__unpack,
            convert: { message throws(MessageError) in try unsafe SnapshotSummary(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__SnapshotSummary>) throws(MessageError) {
        let id = unsafe c.pointee.id
        let sequence = unsafe c.pointee.sequence
        let labeled = unsafe c.pointee.labeled
        let unlabeled = unsafe c.pointee.unlabeled
        let reserved = unsafe c.pointee.reserved
        let heldOut = unsafe c.pointee.held_out
        let erased = unsafe c.pointee.erased != 0
        self.init(
            id: id,
            sequence: sequence,
            labeled: labeled,
            unlabeled: unlabeled,
            reserved: reserved,
            heldOut: heldOut,
            erased: erased
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if id != 0 {
            size += 1 + Packing.varintSize(id)
        }
        if sequence != 0 {
            size += 1 + Packing.varintSize(sequence)
        }
        if labeled != 0 {
            size += 1 + Packing.varintSize(labeled)
        }
        if unlabeled != 0 {
            size += 1 + Packing.varintSize(unlabeled)
        }
        if reserved != 0 {
            size += 1 + Packing.varintSize(reserved)
        }
        if heldOut != 0 {
            size += 1 + Packing.varintSize(heldOut)
        }
        if erased {
            size += 1 + 1
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if id != 0 {
            buffer.append(0x08)
            Packing.varint(id, &buffer)
        }
        if sequence != 0 {
            buffer.append(0x10)
            Packing.varint(sequence, &buffer)
        }
        if labeled != 0 {
            buffer.append(0x18)
            Packing.varint(labeled, &buffer)
        }
        if unlabeled != 0 {
            buffer.append(0x20)
            Packing.varint(unlabeled, &buffer)
        }
        if reserved != 0 {
            buffer.append(0x28)
            Packing.varint(reserved, &buffer)
        }
        if heldOut != 0 {
            buffer.append(0x30)
            Packing.varint(heldOut, &buffer)
        }
        if erased {
            buffer.append(0x38)
            buffer.append(erased ? 1 : 0)
        }
    }
}

/// How far a job is.
package struct JobProgress: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.JobProgress"

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

    /// Creates a message whose fields all have their default values.
    package init() { self.init(phase: "") }

    /// Creates a message of the given fields; the others have their default values.
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

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__job_progress__unpack,
            convert: { message throws(MessageError) in try unsafe JobProgress(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__JobProgress>) throws(MessageError) {
        let phase = try unsafe Unpacking.string(c.pointee.phase, "tutelage.v1.JobProgress", "phase")
        let step = unsafe c.pointee.step
        let steps = unsafe c.pointee.steps
        let round = unsafe c.pointee.round
        let rounds = unsafe c.pointee.rounds
        self.init(
            phase: phase,
            step: step,
            steps: steps,
            round: round,
            rounds: rounds
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
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
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if !phase.isEmpty {
            buffer.append(0x0a)
            Packing.string(phase, &buffer)
        }
        if step != 0 {
            buffer.append(0x10)
            Packing.varint(step, &buffer)
        }
        if steps != 0 {
            buffer.append(0x18)
            Packing.varint(steps, &buffer)
        }
        if round != 0 {
            buffer.append(0x20)
            Packing.varint(UInt64(round), &buffer)
        }
        if rounds != 0 {
            buffer.append(0x28)
            Packing.varint(UInt64(rounds), &buffer)
        }
    }
}

/// A metric at a step.
package struct MetricValue: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.MetricValue"

    /// The name, such as `loss`, `unlabeled_loss`, `mask` or `learning_rate`.
    package var name: String

    /// The value.
    package var value: Double

    /// The step.
    package var step: UInt64

    /// Creates a message whose fields all have their default values.
    package init() { self.init(name: "") }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        name: String = "",
        value: Double = 0,
        step: UInt64 = 0
    ) {
        self.name = name
        self.value = value
        self.step = step
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__metric_value__unpack,
            convert: { message throws(MessageError) in try unsafe MetricValue(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__MetricValue>) throws(MessageError) {
        let name = try unsafe Unpacking.string(c.pointee.name, "tutelage.v1.MetricValue", "name")
        let value = unsafe c.pointee.value
        let step = unsafe c.pointee.step
        self.init(
            name: name,
            value: value,
            step: step
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if !name.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(name.utf8.count)
        }
        if value.bitPattern != 0 {
            _ = value
            size += 1 + 8
        }
        if step != 0 {
            size += 1 + Packing.varintSize(step)
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if !name.isEmpty {
            buffer.append(0x0a)
            Packing.string(name, &buffer)
        }
        if value.bitPattern != 0 {
            buffer.append(0x11)
            Packing.fixed64(value.bitPattern, &buffer)
        }
        if step != 0 {
            buffer.append(0x18)
            Packing.varint(step, &buffer)
        }
    }
}

/// Asks for one job.
package struct GetJobRequest: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.GetJobRequest"

    /// The job's number.
    package var jobID: Int64

    /// Creates a message whose fields all have their default values.
    package init() { self.init(jobID: 0) }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        jobID: Int64 = 0
    ) {
        self.jobID = jobID
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__get_job_request__unpack,
            convert: { message throws(MessageError) in try unsafe GetJobRequest(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__GetJobRequest>) throws(MessageError) {
        let jobID = unsafe c.pointee.job_id
        self.init(
            jobID: jobID
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if jobID != 0 {
            size += 1 + Packing.varintSize(jobID)
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if jobID != 0 {
            buffer.append(0x08)
            Packing.varint(jobID, &buffer)
        }
    }
}

/// Asks for a page of jobs.
package struct ListJobsRequest: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.ListJobsRequest"

    /// The project; empty: all projects.
    package var project: String

    /// Only jobs in these states; empty: all.
    package var states: [JobState]

    /// The most jobs in a page: see common.proto.
    package var pageSize: UInt32

    /// The page: see common.proto.
    package var pageToken: String

    /// Creates a message whose fields all have their default values.
    package init() { self.init(project: "") }

    /// Creates a message of the given fields; the others have their default values.
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

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__list_jobs_request__unpack,
            convert: { message throws(MessageError) in try unsafe ListJobsRequest(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__ListJobsRequest>) throws(MessageError) {
        let project = try unsafe Unpacking.string(c.pointee.project, "tutelage.v1.ListJobsRequest", "project")
        var states: [JobState] = []
        if unsafe c.pointee.n_states > 0 {
            states.reserveCapacity(unsafe c.pointee.n_states)
            for index in 0..<(unsafe c.pointee.n_states) {
                states.append(JobState(rawValue: Int32(truncatingIfNeeded: unsafe c.pointee.states[index].rawValue)))
            }
        }
        let pageSize = unsafe c.pointee.page_size
        let pageToken = try unsafe Unpacking.string(c.pointee.page_token, "tutelage.v1.ListJobsRequest", "page_token")
        self.init(
            project: project,
            states: states,
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
        if !states.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(states.reduce(0) { $0 + Packing.varintSize(Int64($1.rawValue)) })
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
        if !states.isEmpty {
            buffer.append(0x12)
            Packing.varint(UInt64(states.reduce(0) { $0 + Packing.varintSize(Int64($1.rawValue)) }), &buffer)
            for item in states { Packing.varint(Int64(item.rawValue), &buffer) }
        }
        if pageSize != 0 {
            buffer.append(0x18)
            Packing.varint(UInt64(pageSize), &buffer)
        }
        if !pageToken.isEmpty {
            buffer.append(0x22)
            Packing.string(pageToken, &buffer)
        }
    }
}

/// A page of jobs.
package struct ListJobsReply: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.ListJobsReply"

    /// The jobs, newest first.
    package var jobs: [Job]

    /// The next page; empty: there is none.
    package var nextPageToken: String

    /// Creates a message whose fields all have their default values.
    package init() { self.init(jobs: []) }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        jobs: [Job] = [],
        nextPageToken: String = ""
    ) {
        self.jobs = jobs
        self.nextPageToken = nextPageToken
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__list_jobs_reply__unpack,
            convert: { message throws(MessageError) in try unsafe ListJobsReply(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__ListJobsReply>) throws(MessageError) {
        var jobs: [Job] = []
        if unsafe c.pointee.n_jobs > 0 {
            jobs.reserveCapacity(unsafe c.pointee.n_jobs)
            for index in 0..<(unsafe c.pointee.n_jobs) {
                guard let item = unsafe c.pointee.jobs[index] else { continue }
                jobs.append(try unsafe Job(unpacked: item))
            }
        }
        let nextPageToken = try unsafe Unpacking.string(c.pointee.next_page_token, "tutelage.v1.ListJobsReply", "next_page_token")
        self.init(
            jobs: jobs,
            nextPageToken: nextPageToken
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        for place in jobs.indices { size += 1 + Packing.lengthDelimitedSize(jobs.span[place].encodedSize) }
        if !nextPageToken.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(nextPageToken.utf8.count)
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        for place in jobs.indices {
            buffer.append(0x0a)
            Packing.message(jobs.span[place], &buffer)
        }
        if !nextPageToken.isEmpty {
            buffer.append(0x12)
            Packing.string(nextPageToken, &buffer)
        }
    }
}

/// Asks to watch a job.
package struct WatchJobRequest: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.WatchJobRequest"

    /// The job's number.
    package var jobID: Int64

    /// Creates a message whose fields all have their default values.
    package init() { self.init(jobID: 0) }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        jobID: Int64 = 0
    ) {
        self.jobID = jobID
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__watch_job_request__unpack,
            convert: { message throws(MessageError) in try unsafe WatchJobRequest(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__WatchJobRequest>) throws(MessageError) {
        let jobID = unsafe c.pointee.job_id
        self.init(
            jobID: jobID
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if jobID != 0 {
            size += 1 + Packing.varintSize(jobID)
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if jobID != 0 {
            buffer.append(0x08)
            Packing.varint(jobID, &buffer)
        }
    }
}

/// A job after a change.
package struct WatchJobReply: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.WatchJobReply"

    /// The job as it is now.
    package var job: Job?

    /// Creates a message whose fields all have their default values.
    package init() { self.init(job: nil) }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        job: Job? = nil
    ) {
        self.job = job
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__watch_job_reply__unpack,
            convert: { message throws(MessageError) in try unsafe WatchJobReply(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__WatchJobReply>) throws(MessageError) {
        let job: Job?
        if let found = unsafe c.pointee.job {
            job = try unsafe Job(unpacked: found)
        } else {
            job = nil
        }
        self.init(
            job: job
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if let value = job {
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if let value = job {
            buffer.append(0x0a)
            Packing.message(value, &buffer)
        }
    }
}

/// Asks a job to stop.
package struct CancelJobRequest: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.CancelJobRequest"

    /// The job's number.
    package var jobID: Int64

    /// Makes a retry safe: see common.proto.
    package var requestID: String

    /// Creates a message whose fields all have their default values.
    package init() { self.init(jobID: 0) }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        jobID: Int64 = 0,
        requestID: String = ""
    ) {
        self.jobID = jobID
        self.requestID = requestID
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__cancel_job_request__unpack,
            convert: { message throws(MessageError) in try unsafe CancelJobRequest(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__CancelJobRequest>) throws(MessageError) {
        let jobID = unsafe c.pointee.job_id
        let requestID = try unsafe Unpacking.string(c.pointee.request_id, "tutelage.v1.CancelJobRequest", "request_id")
        self.init(
            jobID: jobID,
            requestID: requestID
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if jobID != 0 {
            size += 1 + Packing.varintSize(jobID)
        }
        if !requestID.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(requestID.utf8.count)
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if jobID != 0 {
            buffer.append(0x08)
            Packing.varint(jobID, &buffer)
        }
        if !requestID.isEmpty {
            buffer.append(0x12)
            Packing.string(requestID, &buffer)
        }
    }
}

/// Asks for the algorithms.
package struct ListAlgorithmsRequest: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.ListAlgorithmsRequest"

    /// Creates a message whose fields all have their default values.
    package init() {}

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__list_algorithms_request__unpack,
            convert: { message throws(MessageError) in try unsafe ListAlgorithmsRequest(unpacked: message) }
        )
    }

    init(unpacked _: UnsafePointer<Tutelage__V1__ListAlgorithmsRequest>) throws(MessageError) {}

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        0
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
    }
}

/// The algorithms of this server.
package struct ListAlgorithmsReply: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.ListAlgorithmsReply"

    /// Each algorithm once, in the order of the README's table.
    package var algorithms: [Algorithm]

    /// Creates a message whose fields all have their default values.
    package init() { self.init(algorithms: []) }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        algorithms: [Algorithm] = []
    ) {
        self.algorithms = algorithms
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__list_algorithms_reply__unpack,
            convert: { message throws(MessageError) in try unsafe ListAlgorithmsReply(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__ListAlgorithmsReply>) throws(MessageError) {
        var algorithms: [Algorithm] = []
        if unsafe c.pointee.n_algorithms > 0 {
            algorithms.reserveCapacity(unsafe c.pointee.n_algorithms)
            for index in 0..<(unsafe c.pointee.n_algorithms) {
                guard let item = unsafe c.pointee.algorithms[index] else { continue }
                algorithms.append(try unsafe Algorithm(unpacked: item))
            }
        }
        self.init(
            algorithms: algorithms
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        for place in algorithms.indices { size += 1 + Packing.lengthDelimitedSize(algorithms.span[place].encodedSize) }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        for place in algorithms.indices {
            buffer.append(0x0a)
            Packing.message(algorithms.span[place], &buffer)
        }
    }
}

/// An algorithm of the catalogue.
package struct Algorithm: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.Algorithm"

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

    /// Creates a message whose fields all have their default values.
    package init() { self.init(name: "") }

    /// Creates a message of the given fields; the others have their default values.
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

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__algorithm__unpack,
            convert: { message throws(MessageError) in try unsafe Algorithm(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__Algorithm>) throws(MessageError) {
        let name = try unsafe Unpacking.string(c.pointee.name, "tutelage.v1.Algorithm", "name")
        let title = try unsafe Unpacking.string(c.pointee.title, "tutelage.v1.Algorithm", "title")
        let summary = try unsafe Unpacking.string(c.pointee.summary, "tutelage.v1.Algorithm", "summary")
        let paper = try unsafe Unpacking.string(c.pointee.paper, "tutelage.v1.Algorithm", "paper")
        let paperURL = try unsafe Unpacking.string(c.pointee.paper_url, "tutelage.v1.Algorithm", "paper_url")
        let usesUnlabeled = unsafe c.pointee.uses_unlabeled != 0
        let recipe = unsafe c.pointee.recipe != 0
        var hyperParameters: [HyperParameter] = []
        if unsafe c.pointee.n_hyper_parameters > 0 {
            hyperParameters.reserveCapacity(unsafe c.pointee.n_hyper_parameters)
            for index in 0..<(unsafe c.pointee.n_hyper_parameters) {
                guard let item = unsafe c.pointee.hyper_parameters[index] else { continue }
                hyperParameters.append(try unsafe HyperParameter(unpacked: item))
            }
        }
        let family = try unsafe Unpacking.string(c.pointee.family, "tutelage.v1.Algorithm", "family")
        let formula = try unsafe Unpacking.string(c.pointee.formula, "tutelage.v1.Algorithm", "formula")
        let whenToUse = try unsafe Unpacking.string(c.pointee.when_to_use, "tutelage.v1.Algorithm", "when_to_use")
        var deviations: [String] = []
        if unsafe c.pointee.n_deviations > 0 {
            deviations.reserveCapacity(unsafe c.pointee.n_deviations)
            for index in 0..<(unsafe c.pointee.n_deviations) {
                deviations.append(try unsafe Unpacking.string(c.pointee.deviations[index], "tutelage.v1.Algorithm", "deviations"))
            }
        }
        self.init(
            name: name,
            title: title,
            summary: summary,
            paper: paper,
            paperURL: paperURL,
            usesUnlabeled: usesUnlabeled,
            recipe: recipe,
            hyperParameters: hyperParameters,
            family: family,
            formula: formula,
            whenToUse: whenToUse,
            deviations: deviations
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if !name.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(name.utf8.count)
        }
        if !title.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(title.utf8.count)
        }
        if !summary.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(summary.utf8.count)
        }
        if !paper.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(paper.utf8.count)
        }
        if !paperURL.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(paperURL.utf8.count)
        }
        if usesUnlabeled {
            size += 1 + 1
        }
        if recipe {
            size += 1 + 1
        }
        for place in hyperParameters.indices { size += 1 + Packing.lengthDelimitedSize(hyperParameters.span[place].encodedSize) }
        if !family.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(family.utf8.count)
        }
        if !formula.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(formula.utf8.count)
        }
        if !whenToUse.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(whenToUse.utf8.count)
        }
        for item in deviations { size += 1 + Packing.lengthDelimitedSize(item.utf8.count) }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if !name.isEmpty {
            buffer.append(0x0a)
            Packing.string(name, &buffer)
        }
        if !title.isEmpty {
            buffer.append(0x12)
            Packing.string(title, &buffer)
        }
        if !summary.isEmpty {
            buffer.append(0x1a)
            Packing.string(summary, &buffer)
        }
        if !paper.isEmpty {
            buffer.append(0x22)
            Packing.string(paper, &buffer)
        }
        if !paperURL.isEmpty {
            buffer.append(0x2a)
            Packing.string(paperURL, &buffer)
        }
        if usesUnlabeled {
            buffer.append(0x30)
            buffer.append(usesUnlabeled ? 1 : 0)
        }
        if recipe {
            buffer.append(0x38)
            buffer.append(recipe ? 1 : 0)
        }
        for place in hyperParameters.indices {
            buffer.append(0x42)
            Packing.message(hyperParameters.span[place], &buffer)
        }
        if !family.isEmpty {
            buffer.append(0x4a)
            Packing.string(family, &buffer)
        }
        if !formula.isEmpty {
            buffer.append(0x52)
            Packing.string(formula, &buffer)
        }
        if !whenToUse.isEmpty {
            buffer.append(0x5a)
            Packing.string(whenToUse, &buffer)
        }
        for item in deviations {
            buffer.append(0x62)
            Packing.string(item, &buffer)
        }
    }
}

/// A hyper-parameter of an algorithm, or a parameter of a network.
package struct HyperParameter: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.HyperParameter"

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

    /// Creates a message whose fields all have their default values.
    package init() { self.init(name: "") }

    /// Creates a message of the given fields; the others have their default values.
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

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__hyper_parameter__unpack,
            convert: { message throws(MessageError) in try unsafe HyperParameter(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__HyperParameter>) throws(MessageError) {
        let name = try unsafe Unpacking.string(c.pointee.name, "tutelage.v1.HyperParameter", "name")
        let summary = try unsafe Unpacking.string(c.pointee.summary, "tutelage.v1.HyperParameter", "summary")
        let defaultValue = try unsafe Unpacking.string(c.pointee.default_value, "tutelage.v1.HyperParameter", "default_value")
        let minimum: Double?
        if unsafe c.pointee.optional_minimum_case.rawValue == 4 {
            minimum = unsafe c.pointee.minimum
        } else {
            minimum = nil
        }
        let maximum: Double?
        if unsafe c.pointee.optional_maximum_case.rawValue == 5 {
            maximum = unsafe c.pointee.maximum
        } else {
            maximum = nil
        }
        let integer = unsafe c.pointee.integer != 0
        var choices: [String] = []
        if unsafe c.pointee.n_choices > 0 {
            choices.reserveCapacity(unsafe c.pointee.n_choices)
            for index in 0..<(unsafe c.pointee.n_choices) {
                choices.append(try unsafe Unpacking.string(c.pointee.choices[index], "tutelage.v1.HyperParameter", "choices"))
            }
        }
        let mostValues = unsafe c.pointee.most_values
        self.init(
            name: name,
            summary: summary,
            defaultValue: defaultValue,
            minimum: minimum,
            maximum: maximum,
            integer: integer,
            choices: choices,
            mostValues: mostValues
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if !name.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(name.utf8.count)
        }
        if !summary.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(summary.utf8.count)
        }
        if !defaultValue.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(defaultValue.utf8.count)
        }
        if let value = minimum {
            _ = value
            size += 1 + 8
        }
        if let value = maximum {
            _ = value
            size += 1 + 8
        }
        if integer {
            size += 1 + 1
        }
        for item in choices { size += 1 + Packing.lengthDelimitedSize(item.utf8.count) }
        if mostValues != 0 {
            size += 1 + Packing.varintSize(UInt64(mostValues))
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if !name.isEmpty {
            buffer.append(0x0a)
            Packing.string(name, &buffer)
        }
        if !summary.isEmpty {
            buffer.append(0x12)
            Packing.string(summary, &buffer)
        }
        if !defaultValue.isEmpty {
            buffer.append(0x1a)
            Packing.string(defaultValue, &buffer)
        }
        if let value = minimum {
            buffer.append(0x21)
            Packing.fixed64(value.bitPattern, &buffer)
        }
        if let value = maximum {
            buffer.append(0x29)
            Packing.fixed64(value.bitPattern, &buffer)
        }
        if integer {
            buffer.append(0x30)
            buffer.append(integer ? 1 : 0)
        }
        for item in choices {
            buffer.append(0x3a)
            Packing.string(item, &buffer)
        }
        if mostValues != 0 {
            buffer.append(0x40)
            Packing.varint(UInt64(mostValues), &buffer)
        }
    }
}

/// Asks for the networks.
package struct ListNetworksRequest: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.ListNetworksRequest"

    /// Creates a message whose fields all have their default values.
    package init() {}

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__list_networks_request__unpack,
            convert: { message throws(MessageError) in try unsafe ListNetworksRequest(unpacked: message) }
        )
    }

    init(unpacked _: UnsafePointer<Tutelage__V1__ListNetworksRequest>) throws(MessageError) {}

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        0
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
    }
}

/// The networks of this server that have a name.
package struct ListNetworksReply: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.ListNetworksReply"

    /// Each network once.
    package var networks: [NetworkArchitecture]

    /// Creates a message whose fields all have their default values.
    package init() { self.init(networks: []) }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        networks: [NetworkArchitecture] = []
    ) {
        self.networks = networks
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__list_networks_reply__unpack,
            convert: { message throws(MessageError) in try unsafe ListNetworksReply(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__ListNetworksReply>) throws(MessageError) {
        var networks: [NetworkArchitecture] = []
        if unsafe c.pointee.n_networks > 0 {
            networks.reserveCapacity(unsafe c.pointee.n_networks)
            for index in 0..<(unsafe c.pointee.n_networks) {
                guard let item = unsafe c.pointee.networks[index] else { continue }
                networks.append(try unsafe NetworkArchitecture(unpacked: item))
            }
        }
        self.init(
            networks: networks
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        for place in networks.indices { size += 1 + Packing.lengthDelimitedSize(networks.span[place].encodedSize) }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        for place in networks.indices {
            buffer.append(0x0a)
            Packing.message(networks.span[place], &buffer)
        }
    }
}

/// A kind of network.
package struct NetworkArchitecture: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.NetworkArchitecture"

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

    /// Creates a message whose fields all have their default values.
    package init() { self.init(name: "") }

    /// Creates a message of the given fields; the others have their default values.
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

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__network_architecture__unpack,
            convert: { message throws(MessageError) in try unsafe NetworkArchitecture(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__NetworkArchitecture>) throws(MessageError) {
        let name = try unsafe Unpacking.string(c.pointee.name, "tutelage.v1.NetworkArchitecture", "name")
        let title = try unsafe Unpacking.string(c.pointee.title, "tutelage.v1.NetworkArchitecture", "title")
        let summary = try unsafe Unpacking.string(c.pointee.summary, "tutelage.v1.NetworkArchitecture", "summary")
        let paper = try unsafe Unpacking.string(c.pointee.paper, "tutelage.v1.NetworkArchitecture", "paper")
        let paperURL = try unsafe Unpacking.string(c.pointee.paper_url, "tutelage.v1.NetworkArchitecture", "paper_url")
        var parameters: [HyperParameter] = []
        if unsafe c.pointee.n_parameters > 0 {
            parameters.reserveCapacity(unsafe c.pointee.n_parameters)
            for index in 0..<(unsafe c.pointee.n_parameters) {
                guard let item = unsafe c.pointee.parameters[index] else { continue }
                parameters.append(try unsafe HyperParameter(unpacked: item))
            }
        }
        self.init(
            name: name,
            title: title,
            summary: summary,
            paper: paper,
            paperURL: paperURL,
            parameters: parameters
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if !name.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(name.utf8.count)
        }
        if !title.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(title.utf8.count)
        }
        if !summary.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(summary.utf8.count)
        }
        if !paper.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(paper.utf8.count)
        }
        if !paperURL.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(paperURL.utf8.count)
        }
        for place in parameters.indices { size += 1 + Packing.lengthDelimitedSize(parameters.span[place].encodedSize) }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if !name.isEmpty {
            buffer.append(0x0a)
            Packing.string(name, &buffer)
        }
        if !title.isEmpty {
            buffer.append(0x12)
            Packing.string(title, &buffer)
        }
        if !summary.isEmpty {
            buffer.append(0x1a)
            Packing.string(summary, &buffer)
        }
        if !paper.isEmpty {
            buffer.append(0x22)
            Packing.string(paper, &buffer)
        }
        if !paperURL.isEmpty {
            buffer.append(0x2a)
            Packing.string(paperURL, &buffer)
        }
        for place in parameters.indices {
            buffer.append(0x32)
            Packing.message(parameters.span[place], &buffer)
        }
    }
}
