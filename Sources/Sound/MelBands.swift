internal import Domain

#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// Bands of frequencies, as wide as they are heard: triangles over the frequencies of a spectrum, each from the top of
/// the one before to that of the one behind, evenly spaced in mel.
package struct MelBands: Hashable, Sendable, Codable {
    /// What frequencies are evenly spaced in.
    package enum Scale: String, Hashable, Sendable, Codable, CaseIterable {
        /// `2595 log10(1 + f / 700)` (O'Shaughnessy; HTK, torchaudio).
        case htk
        /// Linear below 1 kHz, then a logarithm (Slaney's Auditory Toolbox; librosa).
        case slaney

        /// The place of a frequency in Hz.
        func mel(_ frequency: Double) -> Double {
            switch self {
            case .htk: 2595 * log10(1 + frequency / 700)
            case .slaney:
                frequency < 1000
                    ? frequency * 3 / 200 : 15 + log(frequency / 1000) * 27 / log(6.4)
            }
        }

        /// The frequency in Hz of a place.
        func frequency(_ mel: Double) -> Double {
            switch self {
            case .htk: 700 * (pow(10, mel / 2595) - 1)
            case .slaney: mel < 15 ? mel * 200 / 3 : 1000 * exp((mel - 15) * log(6.4) / 27)
            }
        }
    }

    /// How high a triangle is.
    package enum Normalization: String, Hashable, Sendable, Codable, CaseIterable {
        /// 1 at the top.
        case peak
        /// Of area 1 over Hz, so that white noise is as strong in all of them (Slaney).
        case area
    }

    /// How many bands.
    package var count: Int
    /// What they are evenly spaced in.
    package var scale: Scale
    /// How high they are.
    package var normalization: Normalization
    /// Where the first begins, in Hz.
    package var lowest: Double
    /// Where the last ends, in Hz.
    package var highest: Double
    /// Whether a band may hold no frequency of the transform, and be silent whatever is heard; for networks that were
    /// trained so.
    package var mayBeEmpty: Bool

    private enum CodingKeys: String, CodingKey {
        case count, scale, normalization, lowest, highest
        case mayBeEmpty = "may_be_empty"
    }

    /// The numbers of bands that are taken.
    package static let counts = 1...512

    /// Creates bands.
    package init(
        count: Int,
        scale: Scale = .htk,
        normalization: Normalization = .peak,
        lowest: Double,
        highest: Double,
        mayBeEmpty: Bool = false
    ) {
        self.count = count
        self.scale = scale
        self.normalization = normalization
        self.lowest = lowest
        self.highest = highest
        self.mayBeEmpty = mayBeEmpty
    }

    func validate(sampleRate: Int, fftSize: Int) throws(Failure) {
        try require(count, in: Self.counts, "features.bands.count")
        try require(highest, in: 1...Double(sampleRate) / 2, "features.bands.highest")
        try require(lowest, in: 0...highest - 1, "features.bands.lowest")
        guard !mayBeEmpty else { return }
        let bank = MelFilterBank(self, sampleRate: sampleRate, fftSize: fftSize)
        guard let empty = bank.firstEmpty else { return }
        throw .invalid(
            "every band holds a frequency of the FFT, which are \(Double(sampleRate) / Double(fftSize)) Hz apart; band "
                + "\(empty) of \(count) holds none: take fewer bands, a larger FFT, or may_be_empty",
            field: "features.bands.count"
        )
    }
}

/// The weights of bands over the frequencies of a spectrum, those that are not 0.
struct MelFilterBank: Sendable {
    /// One band: whole vectors of weights, the last ones 0 where the band is no whole number of them.
    struct Band: Sendable {
        /// The first frequency.
        let start: Int
        /// Where its weights are in ``MelFilterBank/weights``.
        let range: Range<Int>
    }

    /// The bands, the lowest first.
    let bands: [Band]
    /// The weights of all of them, one band after the other.
    let weights: [Float]

    /// How many powers a band may reach over: those of a spectrum, and zeros behind them.
    static func room(fftSize: Int) -> Int {
        VectorLoops.padded(fftSize / 2 + 1 + VectorLoops.width)
    }

    init(_ bands: MelBands, sampleRate: Int, fftSize: Int) {
        let (low, high) = (bands.scale.mel(bands.lowest), bands.scale.mel(bands.highest))
        let edges = (0..<bands.count + 2).map {
            bands.scale.frequency(low + (high - low) * Double($0) / Double(bands.count + 1))
        }
        let spacing = Double(sampleRate) / Double(fftSize)
        var weights: [Float] = []
        self.bands = (0..<bands.count).map { band in
            let (left, top, right) = (edges[band], edges[band + 1], edges[band + 2])
            let height = bands.normalization == .peak ? 1 : 2 / (right - left)
            let first = max(0, Int(left / spacing))
            let last = min(fftSize / 2, Int(right / spacing) + 1)
            var values = (first...max(first, last)).map { bin in
                let frequency = Double(bin) * spacing
                let rising = (frequency - left) / (top - left)
                let falling = (right - frequency) / (right - top)
                return Float(height * max(0, min(rising, falling)))
            }
            let empty = values.prefix { $0 == 0 }.count
            values.removeFirst(empty)
            while values.last == 0 { values.removeLast() }
            let padding = VectorLoops.padded(values.count) - values.count
            let start = weights.count
            weights += values + [Float](repeating: 0, count: padding)
            return Band(
                start: values.isEmpty ? 0 : first + empty,
                range: start..<weights.count
            )
        }
        self.weights = weights
    }

    /// The first band without any frequency.
    var firstEmpty: Int? { bands.firstIndex { $0.range.isEmpty } }

    /// Writes the power of each band, of `powers`, `[room]`, from `rows[place]` on.
    ///
    /// - Returns: The largest of them.
    func write(_ powers: [Float], to rows: inout [Float], at place: Int) -> Float {
        var largest: Float = 0
        for index in bands.indices {
            let band = bands[index]
            let reach = band.start..<band.start + band.range.count
            let power = VectorLoops.dot(
                powers.span.extracting(reach),
                weights.span.extracting(band.range)
            )
            rows[place + index] = power
            largest = max(largest, power)
        }
        return largest
    }
}
