package import Domain

/// The ranges that a view of a spectrogram is drawn from.
///
/// Lengths are rows (moments) and columns (bands). What comes from beyond the spectrogram, and what is masked, is the
/// least value.
package struct SpectrogramAugmentation: Hashable, Sendable, Codable {
    /// Bands of time or of frequency that are masked: SpecAugment, <https://arxiv.org/abs/1904.08779>.
    package struct Masks: Hashable, Sendable, Codable {
        /// How many.
        package var count: Int
        /// The longest of them; each has a length of its own, from 0 on.
        package var longest: Int

        /// Creates masks.
        package init(count: Int, longest: Int) {
            self.count = count
            self.longest = longest
        }
    }

    /// The largest whole shift, rows.
    package var shift = 0
    /// How fast a view goes through the moments.
    package var stretch: ClosedRange<Float> = 1...1
    /// How fast it goes through the bands.
    package var bandScale: ClosedRange<Float> = 1...1
    /// The largest shift of bands, columns.
    package var bandShift: Float = 0
    /// What values are multiplied with.
    package var contrast: ClosedRange<Float> = 1...1
    /// The largest that is then added to all of them, or taken from them.
    package var offset: Float = 0
    /// The largest standard deviation of the Gaussian noise.
    package var noise: Float = 0
    /// Masked moments.
    package var timeMasks = Masks(count: 0, longest: 0)
    /// Masked bands.
    package var bandMasks = Masks(count: 0, longest: 0)
    /// The least value and the largest; others are clipped.
    package var values: ClosedRange<Float> = -1...1

    /// Creates the identity of values of -1...1.
    package init() {}

    /// Weak views of values of -1...1: a shift of 5 rows of 50.
    package static func weak(rows: Int) -> SpectrogramAugmentation {
        var result = SpectrogramAugmentation()
        result.shift = rows / 10
        return result
    }

    /// Strong views of values of -1...1, where 1 is 30 dB; lengths are those of 50 rows and 64 columns, scaled.
    package static func strong(rows: Int, columns: Int) -> SpectrogramAugmentation {
        var result = weak(rows: rows)
        result.stretch = 0.75...1.3
        result.bandScale = 0.9...1.1
        result.bandShift = Float(columns) * 3.8 / 64
        result.contrast = 0.7...1.2
        result.offset = 0.3
        result.noise = 0.2
        result.timeMasks = Masks(count: 2, longest: rows * 8 / 50)
        result.bandMasks = Masks(count: 2, longest: columns * 10 / 64)
        return result
    }

    /// Half as far from the spectrogram: half of each length, and the middle between each range and what changes
    /// nothing.
    package var halved: SpectrogramAugmentation {
        func half(_ range: ClosedRange<Float>) -> ClosedRange<Float> {
            (1 + range.lowerBound) / 2...(1 + range.upperBound) / 2
        }
        var result = self
        result.shift /= 2
        result.stretch = half(stretch)
        result.bandScale = half(bandScale)
        result.bandShift /= 2
        result.contrast = half(contrast)
        result.offset /= 2
        result.noise /= 2
        result.timeMasks.longest /= 2
        result.bandMasks.longest /= 2
        return result
    }

    /// Checks every range.
    ///
    /// - Throws: ``Failure`` (invalid argument) naming the field, its range and what came.
    package func validate() throws(Failure) {
        let path = "augmentation.sound"
        try require(shift, in: 0...65536, "\(path).shift")
        try require(stretch, within: 0.25...4, "\(path).stretch")
        try require(bandScale, within: 0.25...4, "\(path).band_scale")
        try require(bandShift, in: 0...512, "\(path).band_shift")
        try require(contrast, within: 0...10, "\(path).contrast")
        try require(offset, in: 0...1000, "\(path).offset")
        try require(noise, in: 0...1000, "\(path).noise")
        for (masks, name) in [(timeMasks, "time_masks"), (bandMasks, "band_masks")] {
            try require(masks.count, in: 0...16, "\(path).\(name).count")
            try require(masks.longest, in: 0...65536, "\(path).\(name).longest")
        }
        try require(values, within: -1e6...1e6, "\(path).values")
    }

    /// View `index` of a spectrogram: the same for the same seed, index and spectrogram.
    package func view(of map: FeatureMap, seed: UInt64, index: Int) -> FeatureMap {
        var generator = SoundViewSeed.generator(seed: seed, index: index)
        var values = [Float](repeating: 0, count: map.values.count)
        var span = values.mutableSpan
        let drawn = SpectrogramView(self, rows: map.rows, columns: map.columns, using: &generator)
        drawn.write(map.values.span, using: &generator, to: &span)
        return FeatureMap(columns: map.columns, values: values)
    }
}

/// The stream of random numbers of a view of sound.
enum SoundViewSeed {
    static func generator(seed: UInt64, index: Int) -> SeededGenerator {
        SeededGenerator(seed: seed).fork(0x736F_756E).fork(UInt64(bitPattern: Int64(index)))
    }
}

/// Checks that a range is one, within another.
///
/// - Throws: ``Failure`` (invalid argument) naming the field, its range and what came.
func require(
    _ range: ClosedRange<Float>,
    within outer: ClosedRange<Float>,
    _ field: String
) throws(Failure) {
    try require(range.lowerBound, in: outer, field)
    try require(range.upperBound, in: outer, field)
}
