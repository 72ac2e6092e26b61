internal import Domain

/// The memory that one clip at a time is computed in; kept for the next.
struct SoundWorkspace: Sendable {
    private let transform: RealFFT
    private let spectrum: SpectrumFrames
    /// One window, zeros behind it, `[fftSize]`.
    private var input: [Float]
    /// Real and imaginary parts by turns, `[fftSize + 2]`.
    private var parts: [Float]
    /// Powers of frequencies, zeros behind them.
    private var powers: [Float]
    /// A row between two steps, `[bands]`.
    private var row: [Float]
    /// The powers of the bands of all windows, `[frames, bands]`.
    private var bandPowers: [Float] = []

    /// Whether it is worth keeping: a long clip's megabytes are not.
    var isSmall: Bool { bandPowers.count <= 1 << 18 }

    init(_ mel: MelFeatures) throws(Failure) {
        spectrum = mel.spectrum
        transform = try RealFFT(size: spectrum.fftSize)
        input = [Float](repeating: 0, count: spectrum.fftSize)
        parts = [Float](repeating: 0, count: spectrum.fftSize + 2)
        powers = [Float](
            repeating: 0,
            count: MelFilterBank.room(fftSize: spectrum.fftSize)
        )
        row = [Float](repeating: 0, count: mel.bands.count)
    }

    /// Computes the powers of the bands of a clip's windows.
    ///
    /// - Returns: The largest of them.
    mutating func measure(
        _ samples: Span<Float>,
        factors: [Float],
        bank: MelFilterBank
    ) -> Float {
        let frames = spectrum.frames(samples: samples.count)
        let columns = bank.bands.count
        if bandPowers.count < frames * columns {
            bandPowers = [Float](repeating: 0, count: frames * columns)
        }
        var largest: Float = 0
        for frame in 0..<frames {
            writePowers(of: frame, samples, factors)
            largest = max(largest, bank.write(powers, to: &bandPowers, at: frame * columns))
        }
        return largest
    }

    /// Writes what is told of a window that was measured; nil: of silence.
    mutating func write(
        _ frame: Int?,
        _ map: LoudnessMap,
        _ cosines: CosineTransform?,
        to target: inout MutableSpan<Float>
    ) {
        let columns = row.count
        let powers = frame.map { $0 * columns..<($0 + 1) * columns }
        guard let cosines else { return map.write(bandPowers, powers, to: &target) }
        map.write(bandPowers, powers, toAll: &row)
        cosines.write(row, to: &target)
    }

    private mutating func writePowers(
        of frame: Int,
        _ samples: Span<Float>,
        _ factors: [Float]
    ) {
        let first = frame * spectrum.hop + spectrum.start
        let window = first..<first + spectrum.windowLength
        if first >= 0, window.upperBound <= samples.count {
            VectorLoops.multiply(samples.extracting(window), factors.span, to: &input)
        } else {
            for (index, place) in window.enumerated() {
                input[index] = sample(place, samples) * factors[index]
            }
        }
        transform.transform(input, to: &parts)
        VectorLoops.squares(parts, to: &powers)
        guard spectrum.power == 1 else { return }
        for index in 0...spectrum.fftSize / 2 { powers[index] = powers[index].squareRoot() }
    }

    /// The sample at a place that may be beyond the clip.
    private func sample(_ place: Int, _ samples: Span<Float>) -> Float {
        if samples.indices.contains(place) { return samples[place] }
        guard spectrum.padding == .reflect else { return 0 }
        // The clip and its mirror image by turns, as numpy has it where the clip is shorter than what is padded.
        let period = max(1, 2 * (samples.count - 1))
        let within = ((place % period) + period) % period
        return samples[min(within, period - within)]
    }
}
