/// What one input of a project is.
///
/// Inputs are stored and sent as raw bytes: an image is `height * width * channels` bytes, row-major
/// with the channel last (NHWC), of which the network sees `value * scale + offset`; a vector is `dimension`
/// little-endian Float32; a text is UTF-8 and a clip of sound little-endian samples of 16 bits, each of its own length,
/// of which the network sees what the model's front end makes of them.
package enum InputSpecification: Hashable, Sendable, Codable {
    /// An image of UInt8.
    case image(ImageSpecification)
    /// A vector of Float32, not scaled.
    case vector(dimension: Int)
    /// A text.
    case text(TextSpecification)
    /// A clip of sound.
    case audio(AudioSpecification)

    /// The largest number of elements that an input may have.
    package static let elementLimit = 1 << 20

    /// The number of elements of one input; nil: each has its own.
    package var elements: Int? {
        switch self {
        case .image(let image): image.height * image.width * image.channels
        case .vector(let dimension): dimension
        case .text, .audio: nil
        }
    }

    /// The number of raw bytes of one input; nil: each has its own.
    package var byteCount: Int? {
        switch self {
        case .image(let image): image.height * image.width * image.channels
        case .vector(let dimension): dimension * 4
        case .text, .audio: nil
        }
    }

    /// The most raw bytes of one input.
    package var mostBytes: Int {
        switch self {
        case .image, .vector: byteCount ?? 0
        case .text: TextRow.byteLimit
        case .audio(let audio): audio.mostBytes
        }
    }

    /// About how many raw bytes an input has.
    package var typicalBytes: Int {
        switch self {
        case .image, .vector: mostBytes
        case .text: 512
        case .audio(let audio): min(audio.mostBytes, 2 * audio.maxSamples)
        }
    }

    /// A phrase for error messages, such as `an image of 8 x 8 x 1 UInt8 (64 bytes)`.
    package var summary: String {
        switch self {
        case .image(let image):
            "an image of \(image.height) x \(image.width) x \(image.channels) UInt8 (\(mostBytes) bytes)"
        case .vector(let dimension):
            "a vector of \(dimension) Float32 (\(mostBytes) bytes)"
        case .text(let text):
            "a text of UTF-8 (at most \(TextRow.byteLimit) bytes"
                + (text.tooLong == .refuse ? " and \(text.maxTokens) words)" : ")")
        case .audio(let audio):
            "a clip of 16-bit samples, \(audio.sampleRate) a second (at most \(audio.mostBytes) bytes)"
        }
    }

    /// Checks that the sizes are usable.
    ///
    /// - Throws: ``Failure`` (invalid argument) that names the size and its range.
    package func validate() throws(Failure) {
        switch self {
        case .image(let image):
            try image.validate()
        case .vector(let dimension):
            guard (1...Self.elementLimit).contains(dimension) else {
                throw .invalid(
                    "a vector has 1 to \(Self.elementLimit) dimensions; got \(dimension)",
                    field: "input.vector.dimension"
                )
            }
        case .text(let text):
            try text.validate()
        case .audio(let audio):
            try audio.validate()
        }
    }

    /// Checks that `bytes` are one input: the exact size, for vectors only finite numbers, and what else the kind asks
    /// for.
    ///
    /// - Throws: ``Failure`` (invalid argument) with what was expected and what came.
    package func validate(input bytes: [UInt8], field: String) throws(Failure) {
        switch self {
        case .text(let text): try text.validate(bytes, field: field)
        case .audio(let audio): try audio.validate(bytes.span, field: field)
        case .image, .vector:
            guard bytes.count == mostBytes else {
                throw .invalid("expected \(summary); got \(bytes.count) bytes", field: field)
            }
        }
        guard case .vector(let dimension) = self else { return }
        for index in 0..<dimension {
            let value = Self.float(in: bytes, at: index)
            guard value.isFinite else {
                throw .invalid("element \(index) is \(value); only finite numbers", field: field)
            }
        }
    }

    /// One valid input.
    package var sample: [UInt8] {
        switch self {
        case .image, .vector: Array(repeating: 0, count: mostBytes)
        case .text: Array("a".utf8)
        case .audio: [1, 0]
        }
    }

    /// The part of a row's bytes that tells it from others: all of it, but for other wordings of a text.
    package func identity(of bytes: Span<UInt8>) -> Range<Int> {
        guard case .text = self else { return 0..<bytes.count }
        return TextRow.text(of: bytes)
    }

    /// The little-endian Float32 number `index` of `bytes`.
    package static func float(in bytes: [UInt8], at index: Int) -> Float {
        float(in: bytes.span, at: index)
    }

    /// The little-endian Float32 number `index` of `bytes`.
    package static func float(in bytes: Span<UInt8>, at index: Int) -> Float {
        let start = index * 4
        let bits =
            UInt32(bytes[start]) | UInt32(bytes[start + 1]) << 8
            | UInt32(bytes[start + 2]) << 16 | UInt32(bytes[start + 3]) << 24
        return Float(bitPattern: bits)
    }
}

/// The shape of an image of UInt8 and how the network sees it.
package struct ImageSpecification: Hashable, Sendable, Codable {
    /// Pixels from top to bottom.
    package var height: Int
    /// Pixels from left to right.
    package var width: Int
    /// Values per pixel.
    package var channels: Int
    /// What a byte is multiplied with.
    package var scale: Float
    /// What is added after scaling.
    package var offset: Float
    /// Whether a mirrored image still has its class, so that augmentation may flip it.
    package var flips: Bool

    package init(
        height: Int,
        width: Int,
        channels: Int,
        scale: Float = 1 / 255,
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

    func validate() throws(Failure) {
        for (name, value) in [("height", height), ("width", width), ("channels", channels)] {
            guard (1...4096).contains(value) else {
                throw .invalid("\(name) is 1 to 4096; got \(value)", field: "input.image.\(name)")
            }
        }
        guard height * width * channels <= InputSpecification.elementLimit else {
            throw .invalid(
                "an image has at most \(InputSpecification.elementLimit) values; got "
                    + "\(height) x \(width) x \(channels)",
                field: "input.image"
            )
        }
        guard scale.isFinite, scale != 0, offset.isFinite else {
            throw .invalid(
                "scale is finite and not 0, offset is finite; got \(scale) and \(offset)",
                field: "input.image.scale"
            )
        }
    }
}
