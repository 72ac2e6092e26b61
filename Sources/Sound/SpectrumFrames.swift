internal import Domain

#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// Windows of samples and the powers of their frequencies.
///
/// A window may be shorter than the FFT; where its samples stand among the zeros changes no power.
package struct SpectrumFrames: Hashable, Sendable, Codable {
    /// The shape of a window of N samples; both periodic.
    package enum Shape: String, Hashable, Sendable, Codable, CaseIterable {
        /// `0.5 - 0.5 cos(2 pi n / N)`.
        case hann
        /// `0.54 - 0.46 cos(2 pi n / N)`.
        case hamming
    }

    /// Where windows lie, and what is beyond the clip.
    package enum Padding: String, Hashable, Sendable, Codable, CaseIterable {
        /// Window t begins at sample `t * hop`; zeros behind the clip to one window and whole hops.
        case behind
        /// Window t is centred on sample `t * hop`; zeros on both sides (librosa's default).
        case zeros
        /// Window t is centred on sample `t * hop`; the clip mirrored on both sides, its ends not said twice
        /// (torchaudio's default).
        case reflect
    }

    /// Samples of a window.
    package var windowLength: Int
    /// Samples from one window to the next.
    package var hop: Int
    /// Samples of a transform: those of a window and zeros.
    package var fftSize: Int
    /// The shape of a window.
    package var shape: Shape
    /// Where windows lie.
    package var padding: Padding
    /// 2: powers |X|^2; 1: magnitudes |X|, which all that is said of powers is then about.
    package var power: Int

    private enum CodingKeys: String, CodingKey {
        case hop, shape, padding, power
        case windowLength = "window_length"
        case fftSize = "fft_size"
    }

    /// Creates windows.
    package init(
        windowLength: Int,
        hop: Int,
        fftSize: Int,
        shape: Shape = .hann,
        padding: Padding = .behind,
        power: Int = 2
    ) {
        self.windowLength = windowLength
        self.hop = hop
        self.fftSize = fftSize
        self.shape = shape
        self.padding = padding
        self.power = power
    }

    func validate() throws(Failure) {
        try RealFFT.check(size: fftSize, field: "features.fft_size")
        try require(windowLength, in: 2...fftSize, "features.window_length")
        try require(hop, in: 1...65536, "features.hop")
        try require(power, in: 1...2, "features.power")
    }

    /// The number of windows of a clip.
    package func frames(samples: Int) -> Int {
        guard padding == .behind else { return 1 + samples / hop }
        return samples <= windowLength ? 1 : 1 + (samples - windowLength + hop - 1) / hop
    }

    /// The sample that the first window begins at; below 0: beyond the clip.
    var start: Int {
        // As both libraries put the window in the middle of the transform, which is centred.
        padding == .behind ? 0 : (fftSize - windowLength) / 2 - fftSize / 2
    }

    /// The factors of a window, `[windowLength]`.
    var factors: [Float] {
        let (constant, cosine) = shape == .hann ? (0.5, 0.5) : (0.54, 0.46)
        return (0..<windowLength).map {
            Float(constant - cosine * cos(2 * .pi * Double($0) / Double(windowLength)))
        }
    }
}
