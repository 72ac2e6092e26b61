package import Domain

/// What becomes of clips that are too long, or silent.
package struct ClipPolicy: Hashable, Sendable, Codable {
    /// What becomes of a clip with too many samples.
    package enum TooLong: String, Hashable, Sendable, Codable, CaseIterable {
        /// It is refused.
        case refuse
        /// Its middle is taken.
        case crop
    }

    /// What becomes of a clip whose samples are all 0.
    package enum Silence: String, Hashable, Sendable, Codable, CaseIterable {
        /// It is refused: nothing can be told of it.
        case refuse
        /// It is a clip as any other.
        case keep
    }

    /// The largest number of samples that are looked at.
    package var longestSamples: Int
    /// What becomes of a clip with more.
    package var tooLong: TooLong
    /// What becomes of silence.
    package var silence: Silence

    private enum CodingKeys: String, CodingKey {
        case silence
        case longestSamples = "longest_samples"
        case tooLong = "too_long"
    }

    /// The largest limit: half an hour at 8 kHz, 64 MiB.
    package static let sampleLimit = 1 << 24
    /// The largest magnitude of a sample.
    ///
    /// Sound is -1...1, more where it was amplified; numbers far beyond are those of integers that nobody scaled.
    package static let largestSample: Float = 256

    /// Creates a policy.
    package init(
        longestSamples: Int = 1 << 20,
        tooLong: TooLong = .refuse,
        silence: Silence = .keep
    ) {
        self.longestSamples = longestSamples
        self.tooLong = tooLong
        self.silence = silence
    }

    /// Checks the range of the limit.
    ///
    /// - Throws: ``Failure`` (invalid argument) with the range and what came.
    package func validate() throws(Failure) {
        try require(longestSamples, in: 1...Self.sampleLimit, "clips.longest_samples")
    }

    /// How many samples are looked at of a clip of `count`.
    ///
    /// - Throws: ``Failure`` (invalid argument): it has none, or too many.
    package func kept(of count: Int, field: String) throws(Failure) -> Int {
        guard count > 0 else {
            throw .invalid("a clip has at least 1 sample; got none", field: field)
        }
        guard count > longestSamples else { return count }
        guard tooLong == .crop else {
            throw .invalid(
                "a clip has at most \(longestSamples) samples; got \(count)",
                field: field
            )
        }
        return longestSamples
    }

    /// The samples that are looked at.
    ///
    /// - Parameters:
    ///   - samples: A clip.
    ///   - field: What a failure names.
    /// - Returns: Where they are in the clip.
    /// - Throws: ``Failure`` (invalid argument): none, too many, one that is not finite or beyond
    ///   ``largestSample``, or silence where that is refused.
    package func admitted(
        _ samples: Span<Float>,
        field: String = "samples"
    ) throws(Failure) -> Range<Int> {
        let count = try kept(of: samples.count, field: field)
        let start = (samples.count - count) / 2
        let kept = samples.extracting(start..<start + count)
        // All at once, and written so that not-a-number is beyond.
        var beyond: UInt32 = 0
        var sounding: UInt32 = 0
        for index in kept.indices {
            let magnitude = abs(kept[index])
            beyond |= magnitude <= Self.largestSample ? 0 : 1
            sounding |= magnitude > 0 ? 1 : 0
        }
        if beyond != 0 { throw Self.refusal(kept, from: start, field: field) }
        guard sounding != 0 || silence == .keep else {
            throw .invalid("a clip that is not silent; all \(count) samples are 0", field: field)
        }
        return start..<start + count
    }

    private static func refusal(_ samples: Span<Float>, from start: Int, field: String) -> Failure {
        var index = 0
        while index + 1 < samples.count, abs(samples[index]) <= largestSample { index += 1 }
        let value = samples[index]
        return .invalid(
            value.isFinite
                ? "sample \(start + index) is \(value); sound is -1 to 1, and nothing beyond \(largestSample) is taken"
                : "sample \(start + index) is \(value); only finite numbers",
            field: field
        )
    }
}
