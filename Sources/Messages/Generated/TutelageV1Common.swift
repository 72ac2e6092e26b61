// Generated from Protos/tutelage/v1/common.proto by Scripts/generate. Do not edit.
// swift-format-ignore-file

import CMessages

/// The type of a tensor's elements.
package enum DataType: Sendable, Hashable {
    /// Not given.
    case unspecified
    /// Unsigned bytes: the inputs of image projects.
    case uint8
    /// IEEE 754 single precision, little-endian: the inputs of vector projects, and all outputs.
    case float32
    /// A number that this version does not know.
    case unrecognized(Int32)

    /// Every value that this version knows, in the order of the proto.
    package static let known: [DataType] = [.unspecified, .uint8, .float32]

    /// Creates the value of a number.
    package init(rawValue: Int32) {
        switch rawValue {
        case 0: self = .unspecified
        case 1: self = .uint8
        case 2: self = .float32
        default: self = .unrecognized(rawValue)
        }
    }

    /// The value's number.
    package var rawValue: Int32 {
        switch self {
        case .unspecified: 0
        case .uint8: 1
        case .float32: 2
        case .unrecognized(let number): number
        }
    }
}

/// What a labelled example is used for. Each number is spent once: what decides is never learned from.
package enum Split: Sendable, Hashable {
    /// Not given: `train`.
    case unspecified
    /// Learned from. Examples without a label belong here.
    case train
    /// Compares champion and challenger. A random sample.
    case gate
    /// Sets the threshold and its certificate. A random sample.
    case certify
    /// Reported; decides nothing. A random sample.
    case test
    /// Certifies the pool that it was drawn from (DrawSample), and stays in training as an unlabelled
    /// example. Never ingested.
    case certifyPool
    /// A number that this version does not know.
    case unrecognized(Int32)

    /// Every value that this version knows, in the order of the proto.
    package static let known: [Split] = [.unspecified, .train, .gate, .certify, .test, .certifyPool]

    /// Creates the value of a number.
    package init(rawValue: Int32) {
        switch rawValue {
        case 0: self = .unspecified
        case 1: self = .train
        case 2: self = .gate
        case 3: self = .certify
        case 4: self = .test
        case 5: self = .certifyPool
        default: self = .unrecognized(rawValue)
        }
    }

    /// The value's number.
    package var rawValue: Int32 {
        switch self {
        case .unspecified: 0
        case .train: 1
        case .gate: 2
        case .certify: 3
        case .test: 4
        case .certifyPool: 5
        case .unrecognized(let number): number
        }
    }
}

/// Who says what class an example has.
package enum LabelSource: Sendable, Hashable {
    /// Not given.
    case unspecified
    /// A person's answer.
    case human
    /// It came with its example.
    case imported
    /// The champion, under the auto-label policy.
    case auto
    /// A person's answer that supersedes another label.
    case corrected
    /// A number that this version does not know.
    case unrecognized(Int32)

    /// Every value that this version knows, in the order of the proto.
    package static let known: [LabelSource] = [.unspecified, .human, .imported, .auto, .corrected]

    /// Creates the value of a number.
    package init(rawValue: Int32) {
        switch rawValue {
        case 0: self = .unspecified
        case 1: self = .human
        case 2: self = .imported
        case 3: self = .auto
        case 5: self = .corrected
        default: self = .unrecognized(rawValue)
        }
    }

    /// The value's number.
    package var rawValue: Int32 {
        switch self {
        case .unspecified: 0
        case .human: 1
        case .imported: 2
        case .auto: 3
        case .corrected: 5
        case .unrecognized(let number): number
        }
    }
}

/// What was decided about an example without a human label.
package enum Decision: Sendable, Hashable {
    /// Not decided.
    case unspecified
    /// The class stands without a person.
    case accepted
    /// No class is given.
    case abstained
    /// A number that this version does not know.
    case unrecognized(Int32)

    /// Every value that this version knows, in the order of the proto.
    package static let known: [Decision] = [.unspecified, .accepted, .abstained]

    /// Creates the value of a number.
    package init(rawValue: Int32) {
        switch rawValue {
        case 0: self = .unspecified
        case 1: self = .accepted
        case 2: self = .abstained
        default: self = .unrecognized(rawValue)
        }
    }

    /// The value's number.
    package var rawValue: Int32 {
        switch self {
        case .unspecified: 0
        case .accepted: 1
        case .abstained: 2
        case .unrecognized(let number): number
        }
    }
}

/// Why a decision was taken.
package enum DecisionReason: Sendable, Hashable {
    /// Not given.
    case unspecified
    /// The confidence is at or above the certified threshold.
    case aboveThreshold
    /// The confidence is below the threshold.
    case belowThreshold
    /// The project has no model in service yet.
    case noChampion
    /// The policy is `guarantee` and the release has no certificate, or its certificate is one of
    /// single classes and has no threshold for the predicted class.
    case noCertificate
    /// The champion or an ancestor of it learned from the example: its confidence proves nothing, and no
    /// certificate of a pool covers it.
    case seenInTraining
    /// The confidence is at or above a fixed threshold, which promises nothing.
    case fixedThreshold
    /// Automatic labels are switched off, by the policy `off`.
    case suspended
    /// It was accepted before, and `relabel` found that the champion would not accept it.
    case withdrawn
    /// A number that this version does not know.
    case unrecognized(Int32)

    /// Every value that this version knows, in the order of the proto.
    package static let known: [DecisionReason] = [.unspecified, .aboveThreshold, .belowThreshold, .noChampion, .noCertificate, .seenInTraining, .fixedThreshold, .suspended, .withdrawn]

    /// Creates the value of a number.
    package init(rawValue: Int32) {
        switch rawValue {
        case 0: self = .unspecified
        case 1: self = .aboveThreshold
        case 2: self = .belowThreshold
        case 3: self = .noChampion
        case 4: self = .noCertificate
        case 5: self = .seenInTraining
        case 6: self = .fixedThreshold
        case 7: self = .suspended
        case 8: self = .withdrawn
        default: self = .unrecognized(rawValue)
        }
    }

    /// The value's number.
    package var rawValue: Int32 {
        switch self {
        case .unspecified: 0
        case .aboveThreshold: 1
        case .belowThreshold: 2
        case .noChampion: 3
        case .noCertificate: 4
        case .seenInTraining: 5
        case .fixedThreshold: 6
        case .suspended: 7
        case .withdrawn: 8
        case .unrecognized(let number): number
        }
    }
}

/// Which examples a promise is about.
package enum CertificateKind: Sendable, Hashable {
    /// None: nothing was promised.
    case unspecified
    /// Examples that the model had not seen when it decided.
    case fresh
    /// The examples of a pool, which the model saw unlabelled.
    case pool
    /// A number that this version does not know.
    case unrecognized(Int32)

    /// Every value that this version knows, in the order of the proto.
    package static let known: [CertificateKind] = [.unspecified, .fresh, .pool]

    /// Creates the value of a number.
    package init(rawValue: Int32) {
        switch rawValue {
        case 0: self = .unspecified
        case 1: self = .fresh
        case 2: self = .pool
        default: self = .unrecognized(rawValue)
        }
    }

    /// The value's number.
    package var rawValue: Int32 {
        switch self {
        case .unspecified: 0
        case .fresh: 1
        case .pool: 2
        case .unrecognized(let number): number
        }
    }
}

/// A dense array.
package struct Tensor: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.Tensor"

    /// The type of the elements.
    package var dataType: DataType

    /// The sizes of the dimensions, slowest first, none negative. Inputs of a call that takes rows are
    /// `[rows, height, width, channels]` or `[rows, dimension]`, or flat, `[rows, elements]`.
    package var shape: [Int64]

    /// The elements, little-endian, row-major (as numpy's `array.tobytes()` of a C-ordered array),
    /// exactly the product of the shape times the size of an element.
    package var data: [UInt8]

    /// Creates a message whose fields all have their default values.
    package init() { self.init(dataType: .unspecified) }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        dataType: DataType = .unspecified,
        shape: [Int64] = [],
        data: [UInt8] = []
    ) {
        self.dataType = dataType
        self.shape = shape
        self.data = data
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__tensor__unpack,
            convert: { message throws(MessageError) in try unsafe Tensor(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__Tensor>) throws(MessageError) {
        let dataType = DataType(rawValue: Int32(truncatingIfNeeded: unsafe c.pointee.data_type.rawValue))
        let shape = unsafe Unpacking.array(c.pointee.shape, c.pointee.n_shape)
        let data = unsafe Unpacking.bytes(c.pointee.data)
        self.init(
            dataType: dataType,
            shape: shape,
            data: data
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if dataType.rawValue != 0 {
            size += 1 + Packing.varintSize(Int64(dataType.rawValue))
        }
        if !shape.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(shape.reduce(0) { $0 + Packing.varintSize($1) })
        }
        if !data.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(data.count)
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if dataType.rawValue != 0 {
            buffer.append(0x08)
            Packing.varint(Int64(dataType.rawValue), &buffer)
        }
        if !shape.isEmpty {
            buffer.append(0x12)
            Packing.varint(UInt64(shape.reduce(0) { $0 + Packing.varintSize($1) }), &buffer)
            for item in shape { Packing.varint(item, &buffer) }
        }
        if !data.isEmpty {
            buffer.append(0x1a)
            Packing.bytes(data, &buffer)
        }
    }
}

/// What one input of a project is.
package struct InputSpecification: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.InputSpecification"

    /// The kind of input; one must be set.
    package var kind: Kind?

    /// Creates a message whose fields all have their default values.
    package init() { self.init(kind: nil) }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        kind: Kind? = nil
    ) {
        self.kind = kind
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__input_specification__unpack,
            convert: { message throws(MessageError) in try unsafe InputSpecification(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__InputSpecification>) throws(MessageError) {
        let kind: Kind?
        switch unsafe c.pointee.kind_case.rawValue {
        case 1:
            if let found = unsafe c.pointee.image {
                kind = .image(try unsafe ImageInput(unpacked: found))
            } else {
                kind = nil
            }
        case 2:
            if let found = unsafe c.pointee.vector {
                kind = .vector(try unsafe VectorInput(unpacked: found))
            } else {
                kind = nil
            }
        default: kind = nil
        }
        self.init(
            kind: kind
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        switch kind {
        case .image(let value):
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        case .vector(let value):
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        case nil: break
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        switch kind {
        case .image(let value):
            buffer.append(0x0a)
            Packing.message(value, &buffer)
        case .vector(let value):
            buffer.append(0x12)
            Packing.message(value, &buffer)
        case nil: break
        }
    }

    /// Which one of the fields is set.
    package enum Kind: Sendable, Hashable {
        /// An image of bytes.
        case image(ImageInput)
        /// A vector of numbers.
        case vector(VectorInput)
    }
}

/// An image of UInt8, row-major with the channel last; the network sees `byte * scale + offset`.
package struct ImageInput: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.ImageInput"

    /// Pixels from top to bottom, 1 to 4,096.
    package var height: UInt32

    /// Pixels from left to right, 1 to 4,096.
    package var width: UInt32

    /// Values per pixel, such as 1 (grey) or 3 (colour), 1 to 4,096. At most 1,048,576 values in all.
    package var channels: UInt32

    /// What a byte is multiplied with.
    ///
    /// Finite, not 0; default 1/255.
    package var scale: Float?

    /// What is added after scaling; finite, default 0.
    package var offset: Float

    /// Whether a mirrored image still has its class, so that augmentation may flip it; not for digits.
    package var flips: Bool

    /// Creates a message whose fields all have their default values.
    package init() { self.init(height: 0) }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        height: UInt32 = 0,
        width: UInt32 = 0,
        channels: UInt32 = 0,
        scale: Float? = nil,
        offset: Float = 0,
        flips: Bool = false
    ) {
        self.height = height
        self.width = width
        self.channels = channels
        self.scale = scale
        self.offset = offset
        self.flips = flips
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__image_input__unpack,
            convert: { message throws(MessageError) in try unsafe ImageInput(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__ImageInput>) throws(MessageError) {
        let height = unsafe c.pointee.height
        let width = unsafe c.pointee.width
        let channels = unsafe c.pointee.channels
        let scale: Float?
        if unsafe c.pointee.optional_scale_case.rawValue == 4 {
            scale = unsafe c.pointee.scale
        } else {
            scale = nil
        }
        let offset = unsafe c.pointee.offset
        let flips = unsafe c.pointee.flips != 0
        self.init(
            height: height,
            width: width,
            channels: channels,
            scale: scale,
            offset: offset,
            flips: flips
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if height != 0 {
            size += 1 + Packing.varintSize(UInt64(height))
        }
        if width != 0 {
            size += 1 + Packing.varintSize(UInt64(width))
        }
        if channels != 0 {
            size += 1 + Packing.varintSize(UInt64(channels))
        }
        if let value = scale {
            _ = value
            size += 1 + 4
        }
        if offset.bitPattern != 0 {
            size += 1 + 4
        }
        if flips {
            size += 1 + 1
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if height != 0 {
            buffer.append(0x08)
            Packing.varint(UInt64(height), &buffer)
        }
        if width != 0 {
            buffer.append(0x10)
            Packing.varint(UInt64(width), &buffer)
        }
        if channels != 0 {
            buffer.append(0x18)
            Packing.varint(UInt64(channels), &buffer)
        }
        if let value = scale {
            buffer.append(0x25)
            Packing.fixed32(value.bitPattern, &buffer)
        }
        if offset.bitPattern != 0 {
            buffer.append(0x2d)
            Packing.fixed32(offset.bitPattern, &buffer)
        }
        if flips {
            buffer.append(0x30)
            buffer.append(flips ? 1 : 0)
        }
    }
}

/// A vector of Float32; every element must be finite.
package struct VectorInput: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.VectorInput"

    /// The number of elements, 1 to 1,048,576.
    package var dimension: UInt32

    /// Creates a message whose fields all have their default values.
    package init() { self.init(dimension: 0) }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        dimension: UInt32 = 0
    ) {
        self.dimension = dimension
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__vector_input__unpack,
            convert: { message throws(MessageError) in try unsafe VectorInput(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__VectorInput>) throws(MessageError) {
        let dimension = unsafe c.pointee.dimension
        self.init(
            dimension: dimension
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if dimension != 0 {
            size += 1 + Packing.varintSize(UInt64(dimension))
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if dimension != 0 {
            buffer.append(0x08)
            Packing.varint(UInt64(dimension), &buffer)
        }
    }
}

/// A class of a project, by number or by name.
package struct ClassReference: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.ClassReference"

    /// One must be set.
    package var reference: Reference?

    /// Creates a message whose fields all have their default values.
    package init() { self.init(reference: nil) }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        reference: Reference? = nil
    ) {
        self.reference = reference
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__class_reference__unpack,
            convert: { message throws(MessageError) in try unsafe ClassReference(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__ClassReference>) throws(MessageError) {
        let reference: Reference?
        switch unsafe c.pointee.reference_case.rawValue {
        case 1:
            reference = .index(unsafe c.pointee.index)
        case 2:
            reference = .name(try unsafe Unpacking.string(c.pointee.name, "tutelage.v1.ClassReference", "name"))
        default: reference = nil
        }
        self.init(
            reference: reference
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        switch reference {
        case .index(let value):
            size += 1 + Packing.varintSize(UInt64(value))
        case .name(let value):
            size += 1 + Packing.lengthDelimitedSize(value.utf8.count)
        case nil: break
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        switch reference {
        case .index(let value):
            buffer.append(0x08)
            Packing.varint(UInt64(value), &buffer)
        case .name(let value):
            buffer.append(0x12)
            Packing.string(value, &buffer)
        case nil: break
        }
    }

    /// Which one of the fields is set.
    package enum Reference: Sendable, Hashable {
        /// The position in the project's list of classes, from 0.
        case index(UInt32)
        /// The name in the project's list of classes.
        case name(String)
    }
}

/// A class with its probability.
package struct ClassProbability: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.ClassProbability"

    /// The position in the project's list of classes, from 0.
    package var classIndex: UInt32

    /// The name in the project's list of classes.
    package var className: String

    /// The softmax, 0 to 1.
    package var probability: Float

    /// Creates a message whose fields all have their default values.
    package init() { self.init(classIndex: 0) }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        classIndex: UInt32 = 0,
        className: String = "",
        probability: Float = 0
    ) {
        self.classIndex = classIndex
        self.className = className
        self.probability = probability
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__class_probability__unpack,
            convert: { message throws(MessageError) in try unsafe ClassProbability(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__ClassProbability>) throws(MessageError) {
        let classIndex = unsafe c.pointee.class_index
        let className = try unsafe Unpacking.string(c.pointee.class_name, "tutelage.v1.ClassProbability", "class_name")
        let probability = unsafe c.pointee.probability
        self.init(
            classIndex: classIndex,
            className: className,
            probability: probability
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
        if probability.bitPattern != 0 {
            size += 1 + 4
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
        if probability.bitPattern != 0 {
            buffer.append(0x1d)
            Packing.fixed32(probability.bitPattern, &buffer)
        }
    }
}

/// A decision and everything that made it.
package struct LabelDecision: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.LabelDecision"

    /// What was decided.
    package var decision: Decision

    /// Why.
    package var reason: DecisionReason

    /// The most likely class, also where it was not accepted; unset without a champion.
    ///
    /// The position in the project's list of classes, from 0.
    package var classIndex: UInt32?

    /// That class's name; empty without a champion.
    package var className: String

    /// The model's confidence; unset without a champion.
    ///
    /// The softmax of that class, mean over the policy's views, 0 to 1, not calibrated.
    package var confidence: Float?

    /// What the confidence was compared with; unset where there was nothing to compare with.
    ///
    /// 0 to 1; equal is accepted.
    package var threshold: Float?

    /// The certificate behind the threshold; 0: none, nothing is promised.
    package var certificateID: Int64

    /// The version of the policies that were in force.
    package var policyVersion: Int64

    /// The model version that decided; 0 without a champion.
    package var modelVersion: Int64

    /// The kind of that certificate.
    package var kind: CertificateKind

    /// Creates a message whose fields all have their default values.
    package init() { self.init(decision: .unspecified) }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        decision: Decision = .unspecified,
        reason: DecisionReason = .unspecified,
        classIndex: UInt32? = nil,
        className: String = "",
        confidence: Float? = nil,
        threshold: Float? = nil,
        certificateID: Int64 = 0,
        policyVersion: Int64 = 0,
        modelVersion: Int64 = 0,
        kind: CertificateKind = .unspecified
    ) {
        self.decision = decision
        self.reason = reason
        self.classIndex = classIndex
        self.className = className
        self.confidence = confidence
        self.threshold = threshold
        self.certificateID = certificateID
        self.policyVersion = policyVersion
        self.modelVersion = modelVersion
        self.kind = kind
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__label_decision__unpack,
            convert: { message throws(MessageError) in try unsafe LabelDecision(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__LabelDecision>) throws(MessageError) {
        let decision = Decision(rawValue: Int32(truncatingIfNeeded: unsafe c.pointee.decision.rawValue))
        let reason = DecisionReason(rawValue: Int32(truncatingIfNeeded: unsafe c.pointee.reason.rawValue))
        let classIndex: UInt32?
        if unsafe c.pointee.optional_class_index_case.rawValue == 3 {
            classIndex = unsafe c.pointee.class_index
        } else {
            classIndex = nil
        }
        let className = try unsafe Unpacking.string(c.pointee.class_name, "tutelage.v1.LabelDecision", "class_name")
        let confidence: Float?
        if unsafe c.pointee.optional_confidence_case.rawValue == 5 {
            confidence = unsafe c.pointee.confidence
        } else {
            confidence = nil
        }
        let threshold: Float?
        if unsafe c.pointee.optional_threshold_case.rawValue == 7 {
            threshold = unsafe c.pointee.threshold
        } else {
            threshold = nil
        }
        let certificateID = unsafe c.pointee.certificate_id
        let policyVersion = unsafe c.pointee.policy_version
        let modelVersion = unsafe c.pointee.model_version
        let kind = CertificateKind(rawValue: Int32(truncatingIfNeeded: unsafe c.pointee.kind.rawValue))
        self.init(
            decision: decision,
            reason: reason,
            classIndex: classIndex,
            className: className,
            confidence: confidence,
            threshold: threshold,
            certificateID: certificateID,
            policyVersion: policyVersion,
            modelVersion: modelVersion,
            kind: kind
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if decision.rawValue != 0 {
            size += 1 + Packing.varintSize(Int64(decision.rawValue))
        }
        if reason.rawValue != 0 {
            size += 1 + Packing.varintSize(Int64(reason.rawValue))
        }
        if let value = classIndex {
            size += 1 + Packing.varintSize(UInt64(value))
        }
        if !className.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(className.utf8.count)
        }
        if let value = confidence {
            _ = value
            size += 1 + 4
        }
        if let value = threshold {
            _ = value
            size += 1 + 4
        }
        if certificateID != 0 {
            size += 1 + Packing.varintSize(certificateID)
        }
        if policyVersion != 0 {
            size += 1 + Packing.varintSize(policyVersion)
        }
        if modelVersion != 0 {
            size += 1 + Packing.varintSize(modelVersion)
        }
        if kind.rawValue != 0 {
            size += 1 + Packing.varintSize(Int64(kind.rawValue))
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if decision.rawValue != 0 {
            buffer.append(0x08)
            Packing.varint(Int64(decision.rawValue), &buffer)
        }
        if reason.rawValue != 0 {
            buffer.append(0x10)
            Packing.varint(Int64(reason.rawValue), &buffer)
        }
        if let value = classIndex {
            buffer.append(0x18)
            Packing.varint(UInt64(value), &buffer)
        }
        if !className.isEmpty {
            buffer.append(0x22)
            Packing.string(className, &buffer)
        }
        if let value = confidence {
            buffer.append(0x2d)
            Packing.fixed32(value.bitPattern, &buffer)
        }
        if let value = threshold {
            buffer.append(0x3d)
            Packing.fixed32(value.bitPattern, &buffer)
        }
        if certificateID != 0 {
            buffer.append(0x40)
            Packing.varint(certificateID, &buffer)
        }
        if policyVersion != 0 {
            buffer.append(0x48)
            Packing.varint(policyVersion, &buffer)
        }
        if modelVersion != 0 {
            buffer.append(0x50)
            Packing.varint(modelVersion, &buffer)
        }
        if kind.rawValue != 0 {
            buffer.append(0x58)
            Packing.varint(Int64(kind.rawValue), &buffer)
        }
    }
}

/// An item of a stream that was not taken or not answered; the stream goes on.
package struct RefusedItem: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.RefusedItem"

    /// The item's position in the stream, from 0.
    package var index: UInt64

    /// The gRPC status code, such as 3 (INVALID_ARGUMENT) or 6 (ALREADY_EXISTS).
    package var code: Int32

    /// What was expected and what came.
    package var message: String

    /// The path of the field at fault, within the item; may be empty.
    package var field: String

    /// Creates a message whose fields all have their default values.
    package init() { self.init(index: 0) }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        index: UInt64 = 0,
        code: Int32 = 0,
        message: String = "",
        field: String = ""
    ) {
        self.index = index
        self.code = code
        self.message = message
        self.field = field
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__refused_item__unpack,
            convert: { message throws(MessageError) in try unsafe RefusedItem(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__RefusedItem>) throws(MessageError) {
        let index = unsafe c.pointee.index
        let code = unsafe c.pointee.code
        let message = try unsafe Unpacking.string(c.pointee.message, "tutelage.v1.RefusedItem", "message")
        let field = try unsafe Unpacking.string(c.pointee.field, "tutelage.v1.RefusedItem", "field")
        self.init(
            index: index,
            code: code,
            message: message,
            field: field
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if index != 0 {
            size += 1 + Packing.varintSize(index)
        }
        if code != 0 {
            size += 1 + Packing.varintSize(Int64(code))
        }
        if !message.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(message.utf8.count)
        }
        if !field.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(field.utf8.count)
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if index != 0 {
            buffer.append(0x08)
            Packing.varint(index, &buffer)
        }
        if code != 0 {
            buffer.append(0x10)
            Packing.varint(Int64(code), &buffer)
        }
        if !message.isEmpty {
            buffer.append(0x1a)
            Packing.string(message, &buffer)
        }
        if !field.isEmpty {
            buffer.append(0x22)
            Packing.string(field, &buffer)
        }
    }
}

/// When a challenger replaces the champion. The first model of a project needs no test.
package struct GatePolicy: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.GatePolicy"

    /// One must be set.
    package var rule: Rule?

    /// Creates a message whose fields all have their default values.
    package init() { self.init(rule: nil) }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        rule: Rule? = nil
    ) {
        self.rule = rule
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__gate_policy__unpack,
            convert: { message throws(MessageError) in try unsafe GatePolicy(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__GatePolicy>) throws(MessageError) {
        let rule: Rule?
        switch unsafe c.pointee.rule_case.rawValue {
        case 1:
            if let found = unsafe c.pointee.better {
                rule = .better(try unsafe GatePolicy.Better(unpacked: found))
            } else {
                rule = nil
            }
        case 2:
            if let found = unsafe c.pointee.non_inferior {
                rule = .nonInferior(try unsafe GatePolicy.NonInferior(unpacked: found))
            } else {
                rule = nil
            }
        case 3:
            if let found = unsafe c.pointee.always {
                rule = .always(try unsafe GatePolicy.Always(unpacked: found))
            } else {
                rule = nil
            }
        default: rule = nil
        }
        self.init(
            rule: rule
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        switch rule {
        case .better(let value):
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        case .nonInferior(let value):
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        case .always(let value):
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        case nil: break
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        switch rule {
        case .better(let value):
            buffer.append(0x0a)
            Packing.message(value, &buffer)
        case .nonInferior(let value):
            buffer.append(0x12)
            Packing.message(value, &buffer)
        case .always(let value):
            buffer.append(0x1a)
            Packing.message(value, &buffer)
        case nil: break
        }
    }

    /// Which one of the fields is set.
    package enum Rule: Sendable, Hashable {
        /// The challenger is right more often: one-sided exact McNemar test on the gate split, p <= 0.05.
        case better(GatePolicy.Better)
        /// The challenger is not worse by more than a margin.
        case nonInferior(GatePolicy.NonInferior)
        /// No test.
        case always(GatePolicy.Always)
    }

    /// The rule `better`; it has no parameters.
    package struct Better: Message {
        /// The full protobuf name.
        package static let fullName = "tutelage.v1.GatePolicy.Better"

        /// Creates a message whose fields all have their default values.
        package init() {}

        /// Reads a message from its wire format.
        ///
        /// - Throws: ``MessageError`` as ``Message`` says.
        package init(decoding bytes: RawSpan) throws(MessageError) {
            self = try unsafe Unpacking.decode(
                bytes,
                as: Self.fullName,
                unpack: tutelage__v1__gate_policy__better__unpack,
                convert: { message throws(MessageError) in try unsafe Better(unpacked: message) }
            )
        }

        init(unpacked _: UnsafePointer<Tutelage__V1__GatePolicy__Better>) throws(MessageError) {}

        /// The number of bytes of the wire format.
        package var encodedSize: Int {
            0
        }

        /// Appends the wire format to `buffer`, which has room for it.
        package func write(into buffer: inout [UInt8]) {
        }
    }

    /// The 95 % upper bound (Clopper-Pearson) of the share of gate examples that the reference gets
    /// right and the challenger wrong is at most `margin`. The reference is the first champion, or the
    /// last that was shown to be better than the reference before it, so that margins do not add up.
    package struct NonInferior: Message {
        /// The full protobuf name.
        package static let fullName = "tutelage.v1.GatePolicy.NonInferior"

        /// 0.0001 to 0.5; default 0.02. A margin that the gate split is too small to show is refused.
        ///
        /// A share, not per cent.
        package var margin: Double?

        /// Creates a message whose fields all have their default values.
        package init() { self.init(margin: nil) }

        /// Creates a message of the given fields; the others have their default values.
        package init(
            margin: Double? = nil
        ) {
            self.margin = margin
        }

        /// Reads a message from its wire format.
        ///
        /// - Throws: ``MessageError`` as ``Message`` says.
        package init(decoding bytes: RawSpan) throws(MessageError) {
            self = try unsafe Unpacking.decode(
                bytes,
                as: Self.fullName,
                unpack: tutelage__v1__gate_policy__non_inferior__unpack,
                convert: { message throws(MessageError) in try unsafe NonInferior(unpacked: message) }
            )
        }

        init(unpacked c: UnsafePointer<Tutelage__V1__GatePolicy__NonInferior>) throws(MessageError) {
            let margin: Double?
            if unsafe c.pointee.optional_margin_case.rawValue == 1 {
                margin = unsafe c.pointee.margin
            } else {
                margin = nil
            }
            self.init(
                margin: margin
            )
        }

        /// The number of bytes of the wire format.
        package var encodedSize: Int {
            var size = 0
            if let value = margin {
                _ = value
                size += 1 + 8
            }
            return size
        }

        /// Appends the wire format to `buffer`, which has room for it.
        package func write(into buffer: inout [UInt8]) {
            if let value = margin {
                buffer.append(0x09)
                Packing.fixed64(value.bitPattern, &buffer)
            }
        }
    }

    /// The rule `always`; it has no parameters.
    package struct Always: Message {
        /// The full protobuf name.
        package static let fullName = "tutelage.v1.GatePolicy.Always"

        /// Creates a message whose fields all have their default values.
        package init() {}

        /// Reads a message from its wire format.
        ///
        /// - Throws: ``MessageError`` as ``Message`` says.
        package init(decoding bytes: RawSpan) throws(MessageError) {
            self = try unsafe Unpacking.decode(
                bytes,
                as: Self.fullName,
                unpack: tutelage__v1__gate_policy__always__unpack,
                convert: { message throws(MessageError) in try unsafe Always(unpacked: message) }
            )
        }

        init(unpacked _: UnsafePointer<Tutelage__V1__GatePolicy__Always>) throws(MessageError) {}

        /// The number of bytes of the wire format.
        package var encodedSize: Int {
            0
        }

        /// Appends the wire format to `buffer`, which has room for it.
        package func write(into buffer: inout [UInt8]) {
        }
    }
}

/// What the gate decided about a challenger.
package struct GateDecision: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.GateDecision"

    /// Whether the challenger may be promoted. A refusal is a normal outcome.
    package var passed: Bool

    /// The rule that decided.
    package var policy: GatePolicy?

    /// The model version that was compared with; 0: there was none, this is the first model.
    package var referenceVersion: Int64

    /// Gate examples compared.
    package var compared: UInt32

    /// Examples that the reference got wrong and the challenger right.
    package var won: UInt32

    /// Examples that the reference got right and the challenger wrong.
    package var lost: UInt32

    /// The number that decided; unset where none was computed.
    ///
    /// `better`: the p value. `non_inferior`: the upper bound.
    package var statistic: Double?

    /// How many comparisons this gate split has served, this one included. The level of the test holds
    /// for one decision; many comparisons on one split find false winners.
    package var comparisons: UInt32

    /// The reason in a sentence.
    package var reason: String

    /// The version that `non_inferior` compares with while this challenger serves; 0: it was refused.
    package var standardVersion: Int64

    /// Creates a message whose fields all have their default values.
    package init() { self.init(passed: false) }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        passed: Bool = false,
        policy: GatePolicy? = nil,
        referenceVersion: Int64 = 0,
        compared: UInt32 = 0,
        won: UInt32 = 0,
        lost: UInt32 = 0,
        statistic: Double? = nil,
        comparisons: UInt32 = 0,
        reason: String = "",
        standardVersion: Int64 = 0
    ) {
        self.passed = passed
        self.policy = policy
        self.referenceVersion = referenceVersion
        self.compared = compared
        self.won = won
        self.lost = lost
        self.statistic = statistic
        self.comparisons = comparisons
        self.reason = reason
        self.standardVersion = standardVersion
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__gate_decision__unpack,
            convert: { message throws(MessageError) in try unsafe GateDecision(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__GateDecision>) throws(MessageError) {
        let passed = unsafe c.pointee.passed != 0
        let policy: GatePolicy?
        if let found = unsafe c.pointee.policy {
            policy = try unsafe GatePolicy(unpacked: found)
        } else {
            policy = nil
        }
        let referenceVersion = unsafe c.pointee.reference_version
        let compared = unsafe c.pointee.compared
        let won = unsafe c.pointee.won
        let lost = unsafe c.pointee.lost
        let statistic: Double?
        if unsafe c.pointee.optional_statistic_case.rawValue == 7 {
            statistic = unsafe c.pointee.statistic
        } else {
            statistic = nil
        }
        let comparisons = unsafe c.pointee.comparisons
        let reason = try unsafe Unpacking.string(c.pointee.reason, "tutelage.v1.GateDecision", "reason")
        let standardVersion = unsafe c.pointee.standard_version
        self.init(
            passed: passed,
            policy: policy,
            referenceVersion: referenceVersion,
            compared: compared,
            won: won,
            lost: lost,
            statistic: statistic,
            comparisons: comparisons,
            reason: reason,
            standardVersion: standardVersion
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if passed {
            size += 1 + 1
        }
        if let value = policy {
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        }
        if referenceVersion != 0 {
            size += 1 + Packing.varintSize(referenceVersion)
        }
        if compared != 0 {
            size += 1 + Packing.varintSize(UInt64(compared))
        }
        if won != 0 {
            size += 1 + Packing.varintSize(UInt64(won))
        }
        if lost != 0 {
            size += 1 + Packing.varintSize(UInt64(lost))
        }
        if let value = statistic {
            _ = value
            size += 1 + 8
        }
        if comparisons != 0 {
            size += 1 + Packing.varintSize(UInt64(comparisons))
        }
        if !reason.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(reason.utf8.count)
        }
        if standardVersion != 0 {
            size += 1 + Packing.varintSize(standardVersion)
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if passed {
            buffer.append(0x08)
            buffer.append(passed ? 1 : 0)
        }
        if let value = policy {
            buffer.append(0x12)
            Packing.message(value, &buffer)
        }
        if referenceVersion != 0 {
            buffer.append(0x18)
            Packing.varint(referenceVersion, &buffer)
        }
        if compared != 0 {
            buffer.append(0x20)
            Packing.varint(UInt64(compared), &buffer)
        }
        if won != 0 {
            buffer.append(0x28)
            Packing.varint(UInt64(won), &buffer)
        }
        if lost != 0 {
            buffer.append(0x30)
            Packing.varint(UInt64(lost), &buffer)
        }
        if let value = statistic {
            buffer.append(0x39)
            Packing.fixed64(value.bitPattern, &buffer)
        }
        if comparisons != 0 {
            buffer.append(0x40)
            Packing.varint(UInt64(comparisons), &buffer)
        }
        if !reason.isEmpty {
            buffer.append(0x4a)
            Packing.string(reason, &buffer)
        }
        if standardVersion != 0 {
            buffer.append(0x50)
            Packing.varint(standardVersion, &buffer)
        }
    }
}

/// What one set of certify labels, of the certify split or of a pool, was or would be asked. Each look
/// at one set is paid for with a part of its delta, for ever.
package struct Look: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.Look"

    /// What the promise is about.
    package var kind: CertificateKind

    /// The pool; 0: new data.
    package var pool: Int64

    /// What came of it.
    package var result: Look.Result

    /// Which look at these labels this is, or would be, from 1.
    package var number: UInt32

    /// What it costs of delta: delta / (number * (number + 1)).
    package var level: Double

    /// The accepted labels needed when none is wrong.
    package var minimum: UInt32

    /// The labels that there are.
    package var labels: UInt32

    /// What came of it, in a sentence.
    package var reason: String

    /// Creates a message whose fields all have their default values.
    package init() { self.init(kind: .unspecified) }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        kind: CertificateKind = .unspecified,
        pool: Int64 = 0,
        result: Look.Result = .unspecified,
        number: UInt32 = 0,
        level: Double = 0,
        minimum: UInt32 = 0,
        labels: UInt32 = 0,
        reason: String = ""
    ) {
        self.kind = kind
        self.pool = pool
        self.result = result
        self.number = number
        self.level = level
        self.minimum = minimum
        self.labels = labels
        self.reason = reason
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__look__unpack,
            convert: { message throws(MessageError) in try unsafe Look(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__Look>) throws(MessageError) {
        let kind = CertificateKind(rawValue: Int32(truncatingIfNeeded: unsafe c.pointee.kind.rawValue))
        let pool = unsafe c.pointee.pool
        let result = Look.Result(rawValue: Int32(truncatingIfNeeded: unsafe c.pointee.result.rawValue))
        let number = unsafe c.pointee.number
        let level = unsafe c.pointee.level
        let minimum = unsafe c.pointee.minimum
        let labels = unsafe c.pointee.labels
        let reason = try unsafe Unpacking.string(c.pointee.reason, "tutelage.v1.Look", "reason")
        self.init(
            kind: kind,
            pool: pool,
            result: result,
            number: number,
            level: level,
            minimum: minimum,
            labels: labels,
            reason: reason
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if kind.rawValue != 0 {
            size += 1 + Packing.varintSize(Int64(kind.rawValue))
        }
        if pool != 0 {
            size += 1 + Packing.varintSize(pool)
        }
        if result.rawValue != 0 {
            size += 1 + Packing.varintSize(Int64(result.rawValue))
        }
        if number != 0 {
            size += 1 + Packing.varintSize(UInt64(number))
        }
        if level.bitPattern != 0 {
            size += 1 + 8
        }
        if minimum != 0 {
            size += 1 + Packing.varintSize(UInt64(minimum))
        }
        if labels != 0 {
            size += 1 + Packing.varintSize(UInt64(labels))
        }
        if !reason.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(reason.utf8.count)
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if kind.rawValue != 0 {
            buffer.append(0x08)
            Packing.varint(Int64(kind.rawValue), &buffer)
        }
        if pool != 0 {
            buffer.append(0x10)
            Packing.varint(pool, &buffer)
        }
        if result.rawValue != 0 {
            buffer.append(0x18)
            Packing.varint(Int64(result.rawValue), &buffer)
        }
        if number != 0 {
            buffer.append(0x20)
            Packing.varint(UInt64(number), &buffer)
        }
        if level.bitPattern != 0 {
            buffer.append(0x29)
            Packing.fixed64(level.bitPattern, &buffer)
        }
        if minimum != 0 {
            buffer.append(0x30)
            Packing.varint(UInt64(minimum), &buffer)
        }
        if labels != 0 {
            buffer.append(0x38)
            Packing.varint(UInt64(labels), &buffer)
        }
        if !reason.isEmpty {
            buffer.append(0x42)
            Packing.string(reason, &buffer)
        }
    }

    /// What came of it.
    package enum Result: Sendable, Hashable {
        /// Not given.
        case unspecified
        /// A look would be taken: a dry run.
        case due
        /// A certificate that holds is kept; no look is taken.
        case kept
        /// A look was taken, and gave a certificate.
        case certified
        /// A look was taken, and gave none; what held before still does.
        case refused
        /// There are too few labels, or a sample is not answered whole; nothing is spent.
        case tooFewLabels
        /// A look asked the same of the same labels before, and a later one would be stricter; nothing is
        /// spent.
        case askedBefore
        /// A number that this version does not know.
        case unrecognized(Int32)

        /// Every value that this version knows, in the order of the proto.
        package static let known: [Result] = [.unspecified, .due, .kept, .certified, .refused, .tooFewLabels, .askedBefore]

        /// Creates the value of a number.
        package init(rawValue: Int32) {
            switch rawValue {
            case 0: self = .unspecified
            case 1: self = .due
            case 2: self = .kept
            case 3: self = .certified
            case 4: self = .refused
            case 5: self = .tooFewLabels
            case 6: self = .askedBefore
            default: self = .unrecognized(rawValue)
            }
        }

        /// The value's number.
        package var rawValue: Int32 {
            switch self {
            case .unspecified: 0
            case .due: 1
            case .kept: 2
            case .certified: 3
            case .refused: 4
            case .tooFewLabels: 5
            case .askedBefore: 6
            case .unrecognized(let number): number
            }
        }
    }
}

/// A promise about automatic labels.
package struct Certificate: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.Certificate"

    /// The certificate's number.
    package var id: Int64

    /// The model version whose confidences were certified.
    package var modelVersion: Int64

    /// The least confidence that is accepted; where `per_class` is not empty, those decide, and this is
    /// the lowest of them.
    package var threshold: Float

    /// The promised rate of wrong labels among accepted ones.
    package var epsilon: Double

    /// The probability that the promise fails, over all looks together.
    package var delta: Double

    /// Which look at the project's certify labels this was, from 1; every look is paid for.
    package var look: UInt32

    /// The level of this look, delta / (look * (look + 1)); classes with thresholds of their own share
    /// it in equal parts.
    package var level: Double

    /// The number of views whose softmax was averaged.
    package var views: UInt32

    /// Certify examples there were.
    package var certifyCount: UInt32

    /// Certify examples at or above the threshold.
    package var accepted: UInt32

    /// How many of those were wrong.
    package var wrong: UInt32

    /// The promise in one sentence.
    package var promise: String

    /// Thresholds of single classes, in the project's order; empty: one threshold for all.
    package var perClass: [ClassThreshold]

    /// What the promise is about.
    package var kind: CertificateKind

    /// The pool that it is about; 0: new data.
    package var pool: Int64

    /// The pool's examples that it is about; 0: new data.
    package var poolCount: UInt64

    /// How many of those are at or above the threshold.
    package var poolAccepted: UInt64

    /// What importers attested about the model and its ancestors, on which the promise rests.
    package var attestations: [String]

    /// Creates a message whose fields all have their default values.
    package init() { self.init(id: 0) }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        id: Int64 = 0,
        modelVersion: Int64 = 0,
        threshold: Float = 0,
        epsilon: Double = 0,
        delta: Double = 0,
        look: UInt32 = 0,
        level: Double = 0,
        views: UInt32 = 0,
        certifyCount: UInt32 = 0,
        accepted: UInt32 = 0,
        wrong: UInt32 = 0,
        promise: String = "",
        perClass: [ClassThreshold] = [],
        kind: CertificateKind = .unspecified,
        pool: Int64 = 0,
        poolCount: UInt64 = 0,
        poolAccepted: UInt64 = 0,
        attestations: [String] = []
    ) {
        self.id = id
        self.modelVersion = modelVersion
        self.threshold = threshold
        self.epsilon = epsilon
        self.delta = delta
        self.look = look
        self.level = level
        self.views = views
        self.certifyCount = certifyCount
        self.accepted = accepted
        self.wrong = wrong
        self.promise = promise
        self.perClass = perClass
        self.kind = kind
        self.pool = pool
        self.poolCount = poolCount
        self.poolAccepted = poolAccepted
        self.attestations = attestations
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__certificate__unpack,
            convert: { message throws(MessageError) in try unsafe Certificate(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__Certificate>) throws(MessageError) {
        let id = unsafe c.pointee.id
        let modelVersion = unsafe c.pointee.model_version
        let threshold = unsafe c.pointee.threshold
        let epsilon = unsafe c.pointee.epsilon
        let delta = unsafe c.pointee.delta
        let look = unsafe c.pointee.look
        let level = unsafe c.pointee.level
        let views = unsafe c.pointee.views
        let certifyCount = unsafe c.pointee.certify_count
        let accepted = unsafe c.pointee.accepted
        let wrong = unsafe c.pointee.wrong
        let promise = try unsafe Unpacking.string(c.pointee.promise, "tutelage.v1.Certificate", "promise")
        var perClass: [ClassThreshold] = []
        if unsafe c.pointee.n_per_class > 0 {
            perClass.reserveCapacity(unsafe c.pointee.n_per_class)
            for index in 0..<(unsafe c.pointee.n_per_class) {
                guard let item = unsafe c.pointee.per_class[index] else { continue }
                perClass.append(try unsafe ClassThreshold(unpacked: item))
            }
        }
        let kind = CertificateKind(rawValue: Int32(truncatingIfNeeded: unsafe c.pointee.kind.rawValue))
        let pool = unsafe c.pointee.pool
        let poolCount = unsafe c.pointee.pool_count
        let poolAccepted = unsafe c.pointee.pool_accepted
        var attestations: [String] = []
        if unsafe c.pointee.n_attestations > 0 {
            attestations.reserveCapacity(unsafe c.pointee.n_attestations)
            for index in 0..<(unsafe c.pointee.n_attestations) {
                attestations.append(try unsafe Unpacking.string(c.pointee.attestations[index], "tutelage.v1.Certificate", "attestations"))
            }
        }
        self.init(
            id: id,
            modelVersion: modelVersion,
            threshold: threshold,
            epsilon: epsilon,
            delta: delta,
            look: look,
            level: level,
            views: views,
            certifyCount: certifyCount,
            accepted: accepted,
            wrong: wrong,
            promise: promise,
            perClass: perClass,
            kind: kind,
            pool: pool,
            poolCount: poolCount,
            poolAccepted: poolAccepted,
            attestations: attestations
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if id != 0 {
            size += 1 + Packing.varintSize(id)
        }
        if modelVersion != 0 {
            size += 1 + Packing.varintSize(modelVersion)
        }
        if threshold.bitPattern != 0 {
            size += 1 + 4
        }
        if epsilon.bitPattern != 0 {
            size += 1 + 8
        }
        if delta.bitPattern != 0 {
            size += 1 + 8
        }
        if look != 0 {
            size += 1 + Packing.varintSize(UInt64(look))
        }
        if level.bitPattern != 0 {
            size += 1 + 8
        }
        if views != 0 {
            size += 1 + Packing.varintSize(UInt64(views))
        }
        if certifyCount != 0 {
            size += 1 + Packing.varintSize(UInt64(certifyCount))
        }
        if accepted != 0 {
            size += 1 + Packing.varintSize(UInt64(accepted))
        }
        if wrong != 0 {
            size += 1 + Packing.varintSize(UInt64(wrong))
        }
        if !promise.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(promise.utf8.count)
        }
        for place in perClass.indices { size += 1 + Packing.lengthDelimitedSize(perClass.span[place].encodedSize) }
        if kind.rawValue != 0 {
            size += 1 + Packing.varintSize(Int64(kind.rawValue))
        }
        if pool != 0 {
            size += 2 + Packing.varintSize(pool)
        }
        if poolCount != 0 {
            size += 2 + Packing.varintSize(poolCount)
        }
        if poolAccepted != 0 {
            size += 2 + Packing.varintSize(poolAccepted)
        }
        for item in attestations { size += 2 + Packing.lengthDelimitedSize(item.utf8.count) }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if id != 0 {
            buffer.append(0x08)
            Packing.varint(id, &buffer)
        }
        if modelVersion != 0 {
            buffer.append(0x10)
            Packing.varint(modelVersion, &buffer)
        }
        if threshold.bitPattern != 0 {
            buffer.append(0x1d)
            Packing.fixed32(threshold.bitPattern, &buffer)
        }
        if epsilon.bitPattern != 0 {
            buffer.append(0x21)
            Packing.fixed64(epsilon.bitPattern, &buffer)
        }
        if delta.bitPattern != 0 {
            buffer.append(0x29)
            Packing.fixed64(delta.bitPattern, &buffer)
        }
        if look != 0 {
            buffer.append(0x30)
            Packing.varint(UInt64(look), &buffer)
        }
        if level.bitPattern != 0 {
            buffer.append(0x39)
            Packing.fixed64(level.bitPattern, &buffer)
        }
        if views != 0 {
            buffer.append(0x40)
            Packing.varint(UInt64(views), &buffer)
        }
        if certifyCount != 0 {
            buffer.append(0x48)
            Packing.varint(UInt64(certifyCount), &buffer)
        }
        if accepted != 0 {
            buffer.append(0x50)
            Packing.varint(UInt64(accepted), &buffer)
        }
        if wrong != 0 {
            buffer.append(0x58)
            Packing.varint(UInt64(wrong), &buffer)
        }
        if !promise.isEmpty {
            buffer.append(0x62)
            Packing.string(promise, &buffer)
        }
        for place in perClass.indices {
            buffer.append(0x6a)
            Packing.message(perClass.span[place], &buffer)
        }
        if kind.rawValue != 0 {
            buffer.append(0x78)
            Packing.varint(Int64(kind.rawValue), &buffer)
        }
        if pool != 0 {
            buffer.append(0x80)
            buffer.append(0x01)
            Packing.varint(pool, &buffer)
        }
        if poolCount != 0 {
            buffer.append(0x88)
            buffer.append(0x01)
            Packing.varint(poolCount, &buffer)
        }
        if poolAccepted != 0 {
            buffer.append(0x90)
            buffer.append(0x01)
            Packing.varint(poolAccepted, &buffer)
        }
        for item in attestations {
            buffer.append(0x9a)
            buffer.append(0x01)
            Packing.string(item, &buffer)
        }
    }
}

/// The threshold of one predicted class.
package struct ClassThreshold: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.ClassThreshold"

    /// The predicted class.
    package var classIndex: UInt32

    /// The least confidence that is accepted; unset: labels of this class are never accepted, and the
    /// reason is DECISION_REASON_NO_CERTIFICATE.
    ///
    /// 0 to 1.
    package var threshold: Float?

    /// Creates a message whose fields all have their default values.
    package init() { self.init(classIndex: 0) }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        classIndex: UInt32 = 0,
        threshold: Float? = nil
    ) {
        self.classIndex = classIndex
        self.threshold = threshold
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__class_threshold__unpack,
            convert: { message throws(MessageError) in try unsafe ClassThreshold(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__ClassThreshold>) throws(MessageError) {
        let classIndex = unsafe c.pointee.class_index
        let threshold: Float?
        if unsafe c.pointee.optional_threshold_case.rawValue == 2 {
            threshold = unsafe c.pointee.threshold
        } else {
            threshold = nil
        }
        self.init(
            classIndex: classIndex,
            threshold: threshold
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if classIndex != 0 {
            size += 1 + Packing.varintSize(UInt64(classIndex))
        }
        if let value = threshold {
            _ = value
            size += 1 + 4
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if classIndex != 0 {
            buffer.append(0x08)
            Packing.varint(UInt64(classIndex), &buffer)
        }
        if let value = threshold {
            buffer.append(0x15)
            Packing.fixed32(value.bitPattern, &buffer)
        }
    }
}

/// What promotion published: weights, threshold, certificate and policies as one value.
package struct Release: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.Release"

    /// The release's number, one sequence per project.
    package var number: Int64

    /// The model version in service.
    package var modelVersion: Int64

    /// The certificate for new data; unset: under the policy `guarantee` none of those is accepted.
    package var certificate: Certificate?

    /// Why there is no certificate, or none for some classes, and how many certify labels are missing;
    /// empty where nothing is.
    package var certificateMissing: String

    /// The version of the policies when it was published.
    package var policyVersion: Int64

    /// When it was published.
    package var publishedAt: Timestamp?

    /// The certificates of pools that hold.
    package var poolCertificates: [Certificate]

    /// Why it was published.
    package var reason: String

    /// Creates a message whose fields all have their default values.
    package init() { self.init(number: 0) }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        number: Int64 = 0,
        modelVersion: Int64 = 0,
        certificate: Certificate? = nil,
        certificateMissing: String = "",
        policyVersion: Int64 = 0,
        publishedAt: Timestamp? = nil,
        poolCertificates: [Certificate] = [],
        reason: String = ""
    ) {
        self.number = number
        self.modelVersion = modelVersion
        self.certificate = certificate
        self.certificateMissing = certificateMissing
        self.policyVersion = policyVersion
        self.publishedAt = publishedAt
        self.poolCertificates = poolCertificates
        self.reason = reason
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__release__unpack,
            convert: { message throws(MessageError) in try unsafe Release(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__Release>) throws(MessageError) {
        let number = unsafe c.pointee.number
        let modelVersion = unsafe c.pointee.model_version
        let certificate: Certificate?
        if let found = unsafe c.pointee.certificate {
            certificate = try unsafe Certificate(unpacked: found)
        } else {
            certificate = nil
        }
        let certificateMissing = try unsafe Unpacking.string(c.pointee.certificate_missing, "tutelage.v1.Release", "certificate_missing")
        let policyVersion = unsafe c.pointee.policy_version
        let publishedAt: Timestamp?
        if let found = unsafe c.pointee.published_at {
            publishedAt = try unsafe Timestamp(unpacked: found)
        } else {
            publishedAt = nil
        }
        var poolCertificates: [Certificate] = []
        if unsafe c.pointee.n_pool_certificates > 0 {
            poolCertificates.reserveCapacity(unsafe c.pointee.n_pool_certificates)
            for index in 0..<(unsafe c.pointee.n_pool_certificates) {
                guard let item = unsafe c.pointee.pool_certificates[index] else { continue }
                poolCertificates.append(try unsafe Certificate(unpacked: item))
            }
        }
        let reason = try unsafe Unpacking.string(c.pointee.reason, "tutelage.v1.Release", "reason")
        self.init(
            number: number,
            modelVersion: modelVersion,
            certificate: certificate,
            certificateMissing: certificateMissing,
            policyVersion: policyVersion,
            publishedAt: publishedAt,
            poolCertificates: poolCertificates,
            reason: reason
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if number != 0 {
            size += 1 + Packing.varintSize(number)
        }
        if modelVersion != 0 {
            size += 1 + Packing.varintSize(modelVersion)
        }
        if let value = certificate {
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        }
        if !certificateMissing.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(certificateMissing.utf8.count)
        }
        if policyVersion != 0 {
            size += 1 + Packing.varintSize(policyVersion)
        }
        if let value = publishedAt {
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        }
        for place in poolCertificates.indices { size += 1 + Packing.lengthDelimitedSize(poolCertificates.span[place].encodedSize) }
        if !reason.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(reason.utf8.count)
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if number != 0 {
            buffer.append(0x08)
            Packing.varint(number, &buffer)
        }
        if modelVersion != 0 {
            buffer.append(0x10)
            Packing.varint(modelVersion, &buffer)
        }
        if let value = certificate {
            buffer.append(0x1a)
            Packing.message(value, &buffer)
        }
        if !certificateMissing.isEmpty {
            buffer.append(0x22)
            Packing.string(certificateMissing, &buffer)
        }
        if policyVersion != 0 {
            buffer.append(0x28)
            Packing.varint(policyVersion, &buffer)
        }
        if let value = publishedAt {
            buffer.append(0x32)
            Packing.message(value, &buffer)
        }
        for place in poolCertificates.indices {
            buffer.append(0x3a)
            Packing.message(poolCertificates.span[place], &buffer)
        }
        if !reason.isEmpty {
            buffer.append(0x42)
            Packing.string(reason, &buffer)
        }
    }
}
