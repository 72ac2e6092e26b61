/// What one clip of sound of a project is: samples of 16 bits, little-endian, of one channel.
package struct AudioSpecification: Hashable, Sendable, Codable {
    /// What becomes of a clip that is too long.
    package enum TooLong: String, Hashable, Sendable, Codable, CaseIterable {
        /// A network sees its middle.
        case cut
        /// It is refused.
        case refuse
    }

    /// Samples a second.
    package var sampleRate: Int
    /// The most seconds that a network sees.
    package var maxSeconds: Double
    /// What becomes of a longer clip.
    package var tooLong: TooLong
    /// Whether a clip whose samples are all 0 is taken.
    package var takesSilence: Bool

    /// The rates that may be asked for.
    package static let sampleRates = 1000...384_000
    /// The seconds that may be asked for.
    package static let secondsRange = 0.01...600
    /// The most samples that a network sees.
    package static let sampleLimit = 1 << 20
    /// The most bytes of a clip, whatever becomes of its length.
    package static let byteLimit = 3 << 20

    /// Creates a specification.
    package init(
        sampleRate: Int = 16_000,
        maxSeconds: Double = 10,
        tooLong: TooLong = .cut,
        takesSilence: Bool = false
    ) {
        self.sampleRate = sampleRate
        self.maxSeconds = maxSeconds
        self.tooLong = tooLong
        self.takesSilence = takesSilence
    }

    /// The most samples that a network sees.
    package var maxSamples: Int { max(1, Int((Double(sampleRate) * maxSeconds).rounded())) }

    /// The most bytes of a row.
    package var mostBytes: Int { tooLong == .refuse ? 2 * maxSamples : Self.byteLimit }

    /// Checks every range.
    ///
    /// - Throws: ``Failure`` (invalid argument) naming the field, its range and what came.
    package func validate() throws(Failure) {
        guard Self.sampleRates.contains(sampleRate) else {
            throw .invalid(
                "sample_rate is \(Self.sampleRates.lowerBound) to \(Self.sampleRates.upperBound) a second; got "
                    + "\(sampleRate)",
                field: "input.audio.sample_rate"
            )
        }
        guard Self.secondsRange.contains(maxSeconds), maxSamples <= Self.sampleLimit else {
            throw .invalid(
                "max_seconds is \(Self.secondsRange.lowerBound) to \(Self.secondsRange.upperBound), and at most "
                    + "\(Self.sampleLimit) samples; got \(maxSeconds) at \(sampleRate) a second",
                field: "input.audio.max_seconds"
            )
        }
    }

    /// Checks that `bytes` are a clip.
    ///
    /// - Throws: ``Failure`` (invalid argument): none, half a sample, too long, or silence where that is not taken.
    package func validate(_ bytes: Span<UInt8>, field: String) throws(Failure) {
        guard !bytes.isEmpty, bytes.count % 2 == 0 else {
            throw .invalid(
                "a clip has at least one sample of 2 bytes, and no half one; got \(bytes.count) bytes",
                field: field
            )
        }
        guard bytes.count <= mostBytes else {
            let most = mostBytes / 2
            let seconds = Double(bytes.count / 2) / Double(sampleRate)
            throw .invalid(
                "a clip has at most \(most) samples (\(Double(most) / Double(sampleRate)) s at \(sampleRate) a "
                    + "second); got \(bytes.count / 2) (\(seconds) s)",
                field: field
            )
        }
        guard !takesSilence else { return }
        for index in bytes.indices where bytes[index] != 0 { return }
        throw .invalid(
            "a clip that is not silent; all \(bytes.count / 2) samples are 0",
            field: field
        )
    }

    /// Samples from -1 to 1 as bytes of 16 bits, louder ones at the ends.
    ///
    /// - Parameters:
    ///   - bytes: Little-endian Float32.
    ///   - field: What a failure names.
    /// - Returns: Two bytes a sample.
    /// - Throws: ``Failure`` (invalid argument) for a part of a sample, or one that is not finite.
    package static func samples(
        floats bytes: Span<UInt8>,
        field: String
    ) throws(Failure) -> [UInt8] {
        guard bytes.count % 4 == 0 else {
            throw .invalid("samples of 4 bytes; got \(bytes.count) bytes", field: field)
        }
        var samples: [UInt8] = []
        samples.reserveCapacity(bytes.count / 2)
        for index in 0..<bytes.count / 4 {
            let value = InputSpecification.float(in: bytes, at: index)
            guard value.isFinite else {
                throw .invalid("sample \(index) is \(value); only finite numbers", field: field)
            }
            let scaled = (value * 0x1p15).rounded(.toNearestOrEven)
            samples.append(littleEndian: Int16(max(-32_768, min(32_767, scaled))))
        }
        return samples
    }
}
