package import Domain

#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// The ranges that a view of samples is drawn from.
package struct WaveformAugmentation: Hashable, Sendable, Codable {
    /// The largest gain, and the largest loss, dB.
    package var gain: Float = 0
    /// The largest shift, a share of the clip.
    package var shift: Float = 0
    /// How fast a view goes through the clip, and with it how high it sounds.
    package var speed: ClosedRange<Float> = 1...1
    /// How much below the clip white noise is at the loudest, dB of their mean squares; nil: there is none.
    package var leastNoiseDistance: Float?

    private enum CodingKeys: String, CodingKey {
        case gain, shift, speed
        case leastNoiseDistance = "least_noise_distance"
    }

    /// Creates the identity.
    package init() {}

    /// Weak views: a shift of up to a tenth of the clip.
    package static var weak: WaveformAugmentation {
        var result = WaveformAugmentation()
        result.shift = 0.1
        return result
    }

    /// Strong views: louder or quieter by up to 9 dB, faster or slower by up to a tenth, noise from 20 dB below on.
    package static var strong: WaveformAugmentation {
        var result = weak
        result.gain = 9
        result.speed = 0.9...1.1
        result.leastNoiseDistance = 20
        return result
    }

    /// Checks every range.
    ///
    /// - Throws: ``Failure`` (invalid argument) naming the field, its range and what came.
    package func validate() throws(Failure) {
        let path = "augmentation.sound"
        try require(gain, in: 0...40, "\(path).gain")
        try require(shift, in: 0...1, "\(path).shift")
        try require(speed, within: 0.25...4, "\(path).speed")
        guard let leastNoiseDistance else { return }
        try require(leastNoiseDistance, in: -20...100, "\(path).least_noise_distance")
    }

    /// View `index` of a clip, as long as it: the same for the same seed, index and clip.
    package func view(of samples: [Float], seed: UInt64, index: Int) -> [Float] {
        var generator = SoundViewSeed.generator(seed: seed, index: index)
        var view = [Float](repeating: 0, count: samples.count)
        var span = view.mutableSpan
        let drawn = WaveformView(self, samples: samples.count, using: &generator)
        drawn.write(samples.span, using: &generator, to: &span)
        return view
    }
}

/// One draw of speed, shift, gain and noise.
package struct WaveformView: Sendable {
    private let speed, shift, gain: Float
    /// The deviation of the noise, a share of the root mean square of the clip.
    private let noise: Float

    /// How far from the clip noise may be, beyond the least distance: 30 dB.
    private static let noiseRange: Float = 30

    /// Draws a view of a clip of so many samples.
    package init(
        _ ranges: WaveformAugmentation,
        samples: Int,
        using generator: inout SeededGenerator
    ) {
        speed = generator.uniform(ranges.speed.lowerBound, ranges.speed.upperBound)
        shift = (generator.uniform(-ranges.shift, ranges.shift) * Float(samples)).rounded()
        gain = Self.factor(decibels: generator.uniform(-ranges.gain, ranges.gain))
        let distance = generator.uniform(0, Self.noiseRange)
        noise = ranges.leastNoiseDistance.map { Self.factor(decibels: -$0 - distance) } ?? 0
    }

    /// Writes the view of `clip` to `view`, of as many samples; 0 where the clip has none.
    package func write(
        _ clip: Span<Float>,
        using generator: inout SeededGenerator,
        to view: inout MutableSpan<Float>
    ) {
        SampleOperations.warp(clip, speed: speed, shift: shift, to: &view)
        var squares = 0.0
        if noise > 0 {
            for index in clip.indices { squares += Double(clip[index]) * Double(clip[index]) }
        }
        let level = Float((squares / Double(max(1, clip.count))).squareRoot())
        SampleOperations.amplify(&view, by: gain)
        SampleOperations.addNoise(to: &view, deviation: noise * level * gain, using: &generator)
    }

    private static func factor(decibels: Float) -> Float { pow(10, decibels / 20) }
}

/// What views of samples are made of.
package enum SampleOperations {
    /// Writes what is at `(i - middle) * speed + middle + shift` of `clip` for each i, linear in between; 0 beyond.
    ///
    /// Nothing is filtered: frequencies that a higher speed lifts over half the rate are mirrored below it.
    package static func warp(
        _ clip: Span<Float>,
        speed: Float,
        shift: Float,
        to view: inout MutableSpan<Float>
    ) {
        precondition(clip.count == view.count, "\(clip.count) samples to \(view.count)")
        // Places of long clips have more digits than a Float has.
        let middle = Double(clip.count - 1) / 2
        for index in view.indices {
            let place = (Double(index) - middle) * Double(speed) + middle + Double(shift)
            let within = min(max(place, -1), Double(clip.count))
            let low = Int(within.rounded(.down))
            let left = clip.indices.contains(low) ? clip[low] : 0
            let right = clip.indices.contains(low + 1) ? clip[low + 1] : 0
            view[index] = left + Float(within - Double(low)) * (right - left)
        }
    }

    /// Multiplies all samples.
    package static func amplify(_ samples: inout MutableSpan<Float>, by factor: Float) {
        for index in samples.indices { samples[index] *= factor }
    }

    /// Adds white Gaussian noise; draws nothing where there is none.
    package static func addNoise(
        to samples: inout MutableSpan<Float>,
        deviation: Float,
        using generator: inout SeededGenerator
    ) {
        guard deviation > 0 else { return }
        for index in samples.indices { samples[index] += deviation * generator.normal() }
    }
}
