// Generated from Protos/tutelage/v1/common.proto by Scripts/generate. Do not edit.
// swift-format-ignore-file

import CMessages

extension Wire {

    /// The type of a tensor's elements.
    package enum DataType: OpenEnum {
        /// Not given.
        case unspecified
        /// Unsigned bytes: the inputs of image projects.
        case uint8
        /// IEEE 754 single precision, little-endian: the inputs of vector projects, samples from -1 to 1, and all outputs.
        case float32
        /// Signed, of 16 bits, little-endian: the samples of audio projects.
        case int16
        /// UTF-8: the inputs of text projects.
        case utf8
        case unrecognized(Int32)

        package static let known: [DataType] = [.unspecified, .uint8, .float32, .int16, .utf8]

        package var rawValue: Int32 {
            switch self {
            case .unspecified: 0
            case .uint8: 1
            case .float32: 2
            case .int16: 3
            case .utf8: 4
            case .unrecognized(let number): number
            }
        }
    }

    /// What becomes of an input that is too long.
    package enum TooLong: OpenEnum {
        /// It is cut: a model sees the beginning of a text, the middle of a clip.
        case unspecified
        /// It is cut.
        case cut
        /// It is refused.
        case refuse
        case unrecognized(Int32)

        package static let known: [TooLong] = [.unspecified, .cut, .refuse]

        package var rawValue: Int32 {
            switch self {
            case .unspecified: 0
            case .cut: 1
            case .refuse: 2
            case .unrecognized(let number): number
            }
        }
    }

    /// What a labelled example is used for. Each number is spent once: what decides is never learned from.
    package enum Split: OpenEnum {
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
        case unrecognized(Int32)

        package static let known: [Split] = [.unspecified, .train, .gate, .certify, .test, .certifyPool]

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
    package enum LabelSource: OpenEnum {
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
        case unrecognized(Int32)

        package static let known: [LabelSource] = [.unspecified, .human, .imported, .auto, .corrected]

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
    package enum Decision: OpenEnum {
        /// Not decided.
        case unspecified
        /// The class stands without a person.
        case accepted
        /// No class is given.
        case abstained
        /// No class is given: the model says that the input is of none of the classes. Never accepted, whatever the
        /// policy, and counted as not accepted where a certificate is made. Only of models that can tell, such as those of
        /// the algorithm open_match.
        case outOfDistribution
        case unrecognized(Int32)

        package static let known: [Decision] = [.unspecified, .accepted, .abstained, .outOfDistribution]

        package var rawValue: Int32 {
            switch self {
            case .unspecified: 0
            case .accepted: 1
            case .abstained: 2
            case .outOfDistribution: 4
            case .unrecognized(let number): number
            }
        }
    }

    /// Why a decision was taken.
    package enum DecisionReason: OpenEnum {
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
        /// The model's classifier of the likeliest class says that the input is not of it.
        case outlier
        case unrecognized(Int32)

        package static let known: [DecisionReason] = [.unspecified, .aboveThreshold, .belowThreshold, .noChampion, .noCertificate, .seenInTraining, .fixedThreshold, .suspended, .withdrawn, .outlier]

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
            case .outlier: 9
            case .unrecognized(let number): number
            }
        }
    }

    /// Which examples a promise is about.
    package enum CertificateKind: OpenEnum {
        /// None: nothing was promised.
        case unspecified
        /// Examples that the model had not seen when it decided.
        case fresh
        /// The examples of a pool, which the model saw unlabelled.
        case pool
        case unrecognized(Int32)

        package static let known: [CertificateKind] = [.unspecified, .fresh, .pool]

        package var rawValue: Int32 {
            switch self {
            case .unspecified: 0
            case .fresh: 1
            case .pool: 2
            case .unrecognized(let number): number
            }
        }
    }

    /// A dense array, or rows of a length of their own.
    package struct Tensor: GeneratedMessage {
        package static let fullName = "tutelage.v1.Tensor"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_Tensor_table()) }

        /// The type of the elements.
        package var dataType: DataType

        /// The sizes of the dimensions, slowest first, none negative. Inputs of a call that takes rows are
        /// `[rows, height, width, channels]` or `[rows, dimension]`, or flat, `[rows, elements]`.
        package var shape: [Int64]

        /// The elements, little-endian, row-major (as numpy's `array.tobytes()` of a C-ordered array),
        /// exactly the product of the shape times the size of an element.
        package var data: [UInt8]

        /// The rows of a call for text or audio projects, each of its own length, in place of `shape` and `data`: UTF-8, or
        /// samples of the data type. Clips of one length may come as `[rows, samples]` too. A single text or clip (an example)
        /// lies in `data`.
        package var rows: [[UInt8]]

        /// Of samples: how many there are a second, compared with the project's; 0: as many as the project's.
        package var sampleRate: UInt32

        package init() { self.init(dataType: .unspecified) }

        package init(
            dataType: DataType = .unspecified,
            shape: [Int64] = [],
            data: [UInt8] = [],
            rows: [[UInt8]] = [],
            sampleRate: UInt32 = 0
        ) {
            self.dataType = dataType
            self.shape = shape
            self.data = data
            self.rows = rows
            self.sampleRate = sampleRate
        }

        package init(unpacked message: UnpackedMessage) throws(MessageError) {
            let c = unsafe message.memory.assumingMemoryBound(to: tutelage_v1_Tensor.self)
            let dataType = DataType(rawValue: unsafe c.pointee.data_type)
            let shape = unsafe Unpacking.array(c.pointee.shape, c.pointee.n_shape)
            let data = unsafe Unpacking.bytes(c.pointee.data)
            var rows: [[UInt8]] = []
            if unsafe c.pointee.n_rows > 0 {
                rows.reserveCapacity(unsafe c.pointee.n_rows)
                for index in 0..<(unsafe c.pointee.n_rows) {
                    rows.append(unsafe Unpacking.bytes(c.pointee.rows[index]))
                }
            }
            let sampleRate = unsafe c.pointee.sample_rate
            self.init(
                dataType: dataType,
                shape: shape,
                data: data,
                rows: rows,
                sampleRate: sampleRate
            )
        }

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
            for item in rows { size += 1 + Packing.lengthDelimitedSize(item.count) }
            if sampleRate != 0 {
                size += 1 + Packing.varintSize(UInt64(sampleRate))
            }
            return size
        }

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
            for item in rows {
                buffer.append(0x22)
                Packing.bytes(item, &buffer)
            }
            if sampleRate != 0 {
                buffer.append(0x28)
                Packing.varint(UInt64(sampleRate), &buffer)
            }
        }
    }

    /// What one input of a project is.
    package struct InputSpecification: TableMessage {
        package static let fullName = "tutelage.v1.InputSpecification"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_InputSpecification_table()) }

        /// The kind of input; one must be set.
        package var kind: Kind?

        package init() { self.init(kind: nil) }

        package init(
            kind: Kind? = nil
        ) {
            self.kind = kind
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                kind: try Kind(from: &source)
            )
        }

        package func write(to sink: inout FieldSink) {
            kind?.write(to: &sink)
        }

        /// Which one of the fields is set.
        package enum Kind: Sendable, Hashable {
            /// An image of bytes.
            case image(ImageInput)
            /// A vector of numbers.
            case vector(VectorInput)
            /// A text.
            case text(TextInput)
            /// A clip of sound.
            case audio(AudioInput)

            init?(from source: inout any FieldSource) throws(MessageError) {
                switch source.choice(among: [1, 2, 3, 4]) {
                case 1: self = .image(try source.value(1))
                case 2: self = .vector(try source.value(2))
                case 3: self = .text(try source.value(3))
                case 4: self = .audio(try source.value(4))
                default: return nil
                }
            }

            func write(to sink: inout FieldSink) {
                switch self {
                case .image(let value): sink.set(1, value)
                case .vector(let value): sink.set(2, value)
                case .text(let value): sink.set(3, value)
                case .audio(let value): sink.set(4, value)
                }
            }
        }
    }

    /// An image of UInt8, row-major with the channel last; the network sees `byte * scale + offset`.
    package struct ImageInput: TableMessage {
        package static let fullName = "tutelage.v1.ImageInput"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_ImageInput_table()) }

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

        package init() { self.init(height: 0) }

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

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                height: try source.value(1),
                width: try source.value(2),
                channels: try source.value(3),
                scale: try source.optional(4),
                offset: try source.value(5),
                flips: try source.value(6)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, height)
            sink.value(2, width)
            sink.value(3, channels)
            sink.optional(4, scale)
            sink.value(5, offset)
            sink.value(6, flips)
        }
    }

    /// A vector of Float32; every element must be finite.
    package struct VectorInput: TableMessage {
        package static let fullName = "tutelage.v1.VectorInput"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_VectorInput_table()) }

        /// The number of elements, 1 to 1,048,576.
        package var dimension: UInt32

        package init() { self.init(dimension: 0) }

        package init(
            dimension: UInt32 = 0
        ) {
            self.dimension = dimension
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                dimension: try source.value(1)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, dimension)
        }
    }

    /// A text: UTF-8 with at least one word, at most 1 MiB. Other wordings of it, which training draws views of, may
    /// follow it, each after U+0000: at most 16. What predictions see, and what tells one text from another, is the first.
    package struct TextInput: TableMessage {
        package static let fullName = "tutelage.v1.TextInput"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_TextInput_table()) }

        /// The most tokens that a model sees, 2 to 8,192; 0: 128.
        package var maxTokens: UInt32

        /// How texts become tokens of models that are made here; unset: words and pairs of words. An imported model brings its
        /// own tokenizer.
        package var tokenizer: HashedNGrams?

        /// What becomes of a text with more than `max_tokens` words.
        package var tooLong: TooLong

        package init() { self.init(maxTokens: 0) }

        package init(
            maxTokens: UInt32 = 0,
            tokenizer: HashedNGrams? = nil,
            tooLong: TooLong = .unspecified
        ) {
            self.maxTokens = maxTokens
            self.tokenizer = tokenizer
            self.tooLong = tooLong
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                maxTokens: try source.value(1),
                tokenizer: try source.optional(2),
                tooLong: try source.value(3)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, maxTokens)
            sink.optional(2, tokenizer)
            sink.value(3, tooLong)
        }
    }

    /// Sequences of words, and parts of words, hashed to a number of ids.
    package struct HashedNGrams: TableMessage {
        package static let fullName = "tutelage.v1.HashedNGrams"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_HashedNGrams_table()) }

        /// The number of ids, 2 to 16,777,216; 0: 32,768.
        package var buckets: UInt32

        /// The shortest and the longest sequence of words that is a token, 1 to 8; 0: none.
        package var leastWords: UInt32

        package var mostWords: UInt32

        /// The shortest and the longest part of a word that is a token, in characters, 1 to 16; 0: none.
        package var leastCharacters: UInt32

        package var mostCharacters: UInt32

        package init() { self.init(buckets: 0) }

        package init(
            buckets: UInt32 = 0,
            leastWords: UInt32 = 0,
            mostWords: UInt32 = 0,
            leastCharacters: UInt32 = 0,
            mostCharacters: UInt32 = 0
        ) {
            self.buckets = buckets
            self.leastWords = leastWords
            self.mostWords = mostWords
            self.leastCharacters = leastCharacters
            self.mostCharacters = mostCharacters
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                buckets: try source.value(1),
                leastWords: try source.value(2),
                mostWords: try source.value(3),
                leastCharacters: try source.value(4),
                mostCharacters: try source.value(5)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, buckets)
            sink.value(2, leastWords)
            sink.value(3, mostWords)
            sink.value(4, leastCharacters)
            sink.value(5, mostCharacters)
        }
    }

    /// A clip of sound of one channel, of 16-bit samples, at most 3 MiB. Samples that come as FLOAT32 are rounded to 16 bits.
    package struct AudioInput: TableMessage {
        package static let fullName = "tutelage.v1.AudioInput"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_AudioInput_table()) }

        /// Samples a second, 1,000 to 384,000; 0: 16,000.
        package var sampleRate: UInt32

        /// The most seconds that a model sees, 0.01 to 600, and at most 1,048,576 samples.
        ///
        /// Default 10.
        package var maxSeconds: Double?

        /// What becomes of a longer clip.
        package var tooLong: TooLong

        /// Whether a clip whose samples are all 0 is taken; else it is refused.
        package var takesSilence: Bool

        package init() { self.init(sampleRate: 0) }

        package init(
            sampleRate: UInt32 = 0,
            maxSeconds: Double? = nil,
            tooLong: TooLong = .unspecified,
            takesSilence: Bool = false
        ) {
            self.sampleRate = sampleRate
            self.maxSeconds = maxSeconds
            self.tooLong = tooLong
            self.takesSilence = takesSilence
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                sampleRate: try source.value(1),
                maxSeconds: try source.optional(2),
                tooLong: try source.value(3),
                takesSilence: try source.value(4)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, sampleRate)
            sink.optional(2, maxSeconds)
            sink.value(3, tooLong)
            sink.value(4, takesSilence)
        }
    }

    /// A class of a project, by number or by name.
    package struct ClassReference: TableMessage {
        package static let fullName = "tutelage.v1.ClassReference"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_ClassReference_table()) }

        /// One must be set.
        package var reference: Reference?

        package init() { self.init(reference: nil) }

        package init(
            reference: Reference? = nil
        ) {
            self.reference = reference
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                reference: try Reference(from: &source)
            )
        }

        package func write(to sink: inout FieldSink) {
            reference?.write(to: &sink)
        }

        /// Which one of the fields is set.
        package enum Reference: Sendable, Hashable {
            /// The position in the project's list of classes, from 0.
            case index(UInt32)
            /// The name in the project's list of classes.
            case name(String)

            init?(from source: inout any FieldSource) throws(MessageError) {
                switch source.choice(among: [1, 2]) {
                case 1: self = .index(try source.value(1))
                case 2: self = .name(try source.value(2))
                default: return nil
                }
            }

            func write(to sink: inout FieldSink) {
                switch self {
                case .index(let value): sink.set(1, value)
                case .name(let value): sink.set(2, value)
                }
            }
        }
    }

    /// A class with its probability.
    package struct ClassProbability: GeneratedMessage {
        package static let fullName = "tutelage.v1.ClassProbability"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_ClassProbability_table()) }

        /// The position in the project's list of classes, from 0.
        package var classIndex: UInt32

        /// The name in the project's list of classes.
        package var className: String

        /// The softmax, 0 to 1.
        package var probability: Float

        package init() { self.init(classIndex: 0) }

        package init(
            classIndex: UInt32 = 0,
            className: String = "",
            probability: Float = 0
        ) {
            self.classIndex = classIndex
            self.className = className
            self.probability = probability
        }

        package init(unpacked message: UnpackedMessage) throws(MessageError) {
            let c = unsafe message.memory.assumingMemoryBound(to: tutelage_v1_ClassProbability.self)
            let classIndex = unsafe c.pointee.class_index
            let className = try unsafe Unpacking.string(c.pointee.class_name, "tutelage.v1.ClassProbability", "class_name")
            let probability = unsafe c.pointee.probability
            self.init(
                classIndex: classIndex,
                className: className,
                probability: probability
            )
        }

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
    package struct LabelDecision: TableMessage {
        package static let fullName = "tutelage.v1.LabelDecision"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_LabelDecision_table()) }

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

        package init() { self.init(decision: .unspecified) }

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

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                decision: try source.value(1),
                reason: try source.value(2),
                classIndex: try source.optional(3),
                className: try source.value(4),
                confidence: try source.optional(5),
                threshold: try source.optional(7),
                certificateID: try source.value(8),
                policyVersion: try source.value(9),
                modelVersion: try source.value(10),
                kind: try source.value(11)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, decision)
            sink.value(2, reason)
            sink.optional(3, classIndex)
            sink.value(4, className)
            sink.optional(5, confidence)
            sink.optional(7, threshold)
            sink.value(8, certificateID)
            sink.value(9, policyVersion)
            sink.value(10, modelVersion)
            sink.value(11, kind)
        }
    }

    /// An item of a stream that was not taken or not answered; the stream goes on.
    package struct RefusedItem: TableMessage {
        package static let fullName = "tutelage.v1.RefusedItem"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_RefusedItem_table()) }

        /// The item's position in the stream, from 0.
        package var index: UInt64

        /// The gRPC status code, such as 3 (INVALID_ARGUMENT) or 6 (ALREADY_EXISTS).
        package var code: Int32

        /// What was expected and what came.
        package var message: String

        /// The path of the field at fault, within the item; may be empty.
        package var field: String

        package init() { self.init(index: 0) }

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

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                index: try source.value(1),
                code: try source.value(2),
                message: try source.value(3),
                field: try source.value(4)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, index)
            sink.value(2, code)
            sink.value(3, message)
            sink.value(4, field)
        }
    }

    /// When a challenger replaces the champion. The first model of a project needs no test.
    package struct GatePolicy: TableMessage {
        package static let fullName = "tutelage.v1.GatePolicy"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_GatePolicy_table()) }

        /// One must be set.
        package var rule: Rule?

        package init() { self.init(rule: nil) }

        package init(
            rule: Rule? = nil
        ) {
            self.rule = rule
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                rule: try Rule(from: &source)
            )
        }

        package func write(to sink: inout FieldSink) {
            rule?.write(to: &sink)
        }

        /// Which one of the fields is set.
        package enum Rule: Sendable, Hashable {
            /// The challenger is right more often: one-sided exact McNemar test on the gate split, p <= 0.05.
            case better(GatePolicy.Better)
            /// The challenger is not worse by more than a margin.
            case nonInferior(GatePolicy.NonInferior)
            /// No test.
            case always(GatePolicy.Always)

            init?(from source: inout any FieldSource) throws(MessageError) {
                switch source.choice(among: [1, 2, 3]) {
                case 1: self = .better(try source.value(1))
                case 2: self = .nonInferior(try source.value(2))
                case 3: self = .always(try source.value(3))
                default: return nil
                }
            }

            func write(to sink: inout FieldSink) {
                switch self {
                case .better(let value): sink.set(1, value)
                case .nonInferior(let value): sink.set(2, value)
                case .always(let value): sink.set(3, value)
                }
            }
        }

        /// The rule `better`; it has no parameters.
        package struct Better: TableMessage {
            package static let fullName = "tutelage.v1.GatePolicy.Better"
            package static var table: MessageTable { unsafe MessageTable(tutelage_v1_GatePolicy_Better_table()) }

            package init() {}

            package init(from _: inout any FieldSource) throws(MessageError) {}

            package func write(to _: inout FieldSink) {}
        }

        /// The 95 % upper bound (Clopper-Pearson) of the share of gate examples that the reference gets
        /// right and the challenger wrong is at most `margin`. The reference is the first champion, or the
        /// last that was shown to be better than the reference before it, so that margins do not add up.
        package struct NonInferior: TableMessage {
            package static let fullName = "tutelage.v1.GatePolicy.NonInferior"
            package static var table: MessageTable { unsafe MessageTable(tutelage_v1_GatePolicy_NonInferior_table()) }

            /// 0.0001 to 0.5; default 0.02. A margin that the gate split is too small to show is refused.
            ///
            /// A share, not per cent.
            package var margin: Double?

            package init() { self.init(margin: nil) }

            package init(
                margin: Double? = nil
            ) {
                self.margin = margin
            }

            package init(from source: inout any FieldSource) throws(MessageError) {
                self.init(
                    margin: try source.optional(1)
                )
            }

            package func write(to sink: inout FieldSink) {
                sink.optional(1, margin)
            }
        }

        /// The rule `always`; it has no parameters.
        package struct Always: TableMessage {
            package static let fullName = "tutelage.v1.GatePolicy.Always"
            package static var table: MessageTable { unsafe MessageTable(tutelage_v1_GatePolicy_Always_table()) }

            package init() {}

            package init(from _: inout any FieldSource) throws(MessageError) {}

            package func write(to _: inout FieldSink) {}
        }
    }

    /// What the gate decided about a challenger.
    package struct GateDecision: TableMessage {
        package static let fullName = "tutelage.v1.GateDecision"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_GateDecision_table()) }

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

        package init() { self.init(passed: false) }

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

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                passed: try source.value(1),
                policy: try source.optional(2),
                referenceVersion: try source.value(3),
                compared: try source.value(4),
                won: try source.value(5),
                lost: try source.value(6),
                statistic: try source.optional(7),
                comparisons: try source.value(8),
                reason: try source.value(9),
                standardVersion: try source.value(10)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, passed)
            sink.optional(2, policy)
            sink.value(3, referenceVersion)
            sink.value(4, compared)
            sink.value(5, won)
            sink.value(6, lost)
            sink.optional(7, statistic)
            sink.value(8, comparisons)
            sink.value(9, reason)
            sink.value(10, standardVersion)
        }
    }

    /// What one set of certify labels, of the certify split or of a pool, was or would be asked. Each look
    /// at one set is paid for with a part of its delta, for ever.
    package struct Look: TableMessage {
        package static let fullName = "tutelage.v1.Look"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_Look_table()) }

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

        package init() { self.init(kind: .unspecified) }

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

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                kind: try source.value(1),
                pool: try source.value(2),
                result: try source.value(3),
                number: try source.value(4),
                level: try source.value(5),
                minimum: try source.value(6),
                labels: try source.value(7),
                reason: try source.value(8)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, kind)
            sink.value(2, pool)
            sink.value(3, result)
            sink.value(4, number)
            sink.value(5, level)
            sink.value(6, minimum)
            sink.value(7, labels)
            sink.value(8, reason)
        }

        /// What came of it.
        package enum Result: OpenEnum {
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
            case unrecognized(Int32)

            package static let known: [Result] = [.unspecified, .due, .kept, .certified, .refused, .tooFewLabels, .askedBefore]

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
    package struct Certificate: TableMessage {
        package static let fullName = "tutelage.v1.Certificate"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_Certificate_table()) }

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

        package init() { self.init(id: 0) }

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

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                id: try source.value(1),
                modelVersion: try source.value(2),
                threshold: try source.value(3),
                epsilon: try source.value(4),
                delta: try source.value(5),
                look: try source.value(6),
                level: try source.value(7),
                views: try source.value(8),
                certifyCount: try source.value(9),
                accepted: try source.value(10),
                wrong: try source.value(11),
                promise: try source.value(12),
                perClass: try source.list(13),
                kind: try source.value(15),
                pool: try source.value(16),
                poolCount: try source.value(17),
                poolAccepted: try source.value(18),
                attestations: try source.list(19)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, id)
            sink.value(2, modelVersion)
            sink.value(3, threshold)
            sink.value(4, epsilon)
            sink.value(5, delta)
            sink.value(6, look)
            sink.value(7, level)
            sink.value(8, views)
            sink.value(9, certifyCount)
            sink.value(10, accepted)
            sink.value(11, wrong)
            sink.value(12, promise)
            sink.list(13, perClass)
            sink.value(15, kind)
            sink.value(16, pool)
            sink.value(17, poolCount)
            sink.value(18, poolAccepted)
            sink.list(19, attestations)
        }
    }

    /// The threshold of one predicted class.
    package struct ClassThreshold: TableMessage {
        package static let fullName = "tutelage.v1.ClassThreshold"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_ClassThreshold_table()) }

        /// The predicted class.
        package var classIndex: UInt32

        /// The least confidence that is accepted; unset: labels of this class are never accepted, and the
        /// reason is DECISION_REASON_NO_CERTIFICATE.
        ///
        /// 0 to 1.
        package var threshold: Float?

        package init() { self.init(classIndex: 0) }

        package init(
            classIndex: UInt32 = 0,
            threshold: Float? = nil
        ) {
            self.classIndex = classIndex
            self.threshold = threshold
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                classIndex: try source.value(1),
                threshold: try source.optional(2)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, classIndex)
            sink.optional(2, threshold)
        }
    }

    /// What promotion published: weights, threshold, certificate and policies as one value.
    package struct Release: TableMessage {
        package static let fullName = "tutelage.v1.Release"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_Release_table()) }

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

        package init() { self.init(number: 0) }

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

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                number: try source.value(1),
                modelVersion: try source.value(2),
                certificate: try source.optional(3),
                certificateMissing: try source.value(4),
                policyVersion: try source.value(5),
                publishedAt: try source.optional(6),
                poolCertificates: try source.list(7),
                reason: try source.value(8)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, number)
            sink.value(2, modelVersion)
            sink.optional(3, certificate)
            sink.value(4, certificateMissing)
            sink.value(5, policyVersion)
            sink.optional(6, publishedAt)
            sink.list(7, poolCertificates)
            sink.value(8, reason)
        }
    }
}
