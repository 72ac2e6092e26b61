/// Which row of a clip is where among a fixed number of rows: centred, or cropped in the middle.
struct Placement {
    /// The rows that the clip has.
    let own: Int
    /// The rows that there are.
    let rows: Int

    init(own: Int, wanted: Int) {
        self.own = own
        rows = wanted
    }

    /// The clip's row at `index`; nil: it has none there.
    func source(of index: Int) -> Int? {
        let place = own > rows ? index + (own - rows) / 2 : index - (rows - own) / 2
        return (0..<own).contains(place) ? place : nil
    }
}

/// Samples as a network of waveforms sees them.
enum Waveform {
    /// Writes the samples of a clip, levelled as a whole, then placed; 0 where it has none.
    static func write(
        _ clip: Span<Float>,
        _ level: WaveformLevel,
        _ placement: Placement,
        to target: inout MutableSpan<Float>
    ) {
        let (mean, factor) = measured(clip, level)
        for index in target.indices {
            target[index] =
                placement.source(of: index).map { (clip[$0] - mean) * factor } ?? 0
        }
    }

    private static func measured(
        _ clip: Span<Float>,
        _ level: WaveformLevel
    ) -> (mean: Float, factor: Float) {
        switch level {
        case .unchanged:
            return (0, 1)
        case .peak:
            var peak: Float = 0
            for index in clip.indices { peak = max(peak, abs(clip[index])) }
            // A subnormal peak has no finite inverse.
            return (0, peak < .leastNormalMagnitude ? 0 : 1 / peak)
        case .standard:
            var sum = 0.0
            for index in clip.indices { sum += Double(clip[index]) }
            let mean = sum / Double(clip.count)
            var squares = 0.0
            for index in clip.indices {
                let difference = Double(clip[index]) - mean
                squares += difference * difference
            }
            let variance = squares / Double(clip.count)
            return (Float(mean), Float(1 / (variance + 1e-7).squareRoot()))
        }
    }
}
