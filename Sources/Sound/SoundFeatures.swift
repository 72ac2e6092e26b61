package import Domain

/// What a network sees of a clip of sound: rows, one for each moment, of `columns` numbers.
///
/// Values of a clip depend on this and on the clip alone.
package struct SoundFeatures: Hashable, Sendable, Codable {
    /// What a row holds.
    package enum Kind: Hashable, Sendable, Codable {
        /// One sample; of sound that is levelled as a whole.
        case waveform(level: WaveformLevel)
        /// The loudness of bands of frequencies.
        case logMel(mel: MelFeatures)
        /// Cepstral coefficients: the cosine transform of such a row.
        case mfcc(cepstrum: CepstralFeatures)

        private enum CodingKeys: String, CodingKey {
            case waveform
            case mfcc
            case logMel = "log_mel"
        }
    }

    /// Samples a second.
    package var sampleRate: Int
    /// What a row holds.
    package var kind: Kind
    /// How many rows every clip has: longer ones are cropped in the middle, shorter ones are centred and padded with
    /// what silence gives; nil: as many as it has.
    package var length: Int?

    private enum CodingKeys: String, CodingKey {
        case kind, length
        case sampleRate = "sample_rate"
    }

    /// The rates that are taken.
    package static let sampleRates = 1000...384_000
    /// The largest number of values of a clip.
    package static let elementLimit = 1 << 24

    /// Creates features.
    package init(sampleRate: Int, kind: Kind, length: Int? = nil) {
        self.sampleRate = sampleRate
        self.kind = kind
        self.length = length
    }

    /// Log-mel features that do not tell how loud a clip is.
    ///
    /// The clip's own loudest moment is 1 and 60 dB below it are -1, so that neither microphone nor speaker is told from
    /// the level: windows of 32 ms, 80 a second, 64 bands from 60 Hz on. Below 8000 samples a second there may be too
    /// few frequencies for the bands, which ``validate()`` refuses.
    package static func levelled(sampleRate: Int, length: Int? = nil) -> SoundFeatures {
        let window = max(2, sampleRate * 32 / 1000)
        var size = 2
        // Twice the window, so that a low band has a frequency of its own.
        while size < 2 * window { size *= 2 }
        return SoundFeatures(
            sampleRate: sampleRate,
            kind: .logMel(
                mel: MelFeatures(
                    spectrum: SpectrumFrames(
                        windowLength: window,
                        hop: max(1, sampleRate / 80),
                        fftSize: min(size, RealFFT.sizes.upperBound)
                    ),
                    bands: MelBands(count: 64, lowest: 60, highest: Double(sampleRate) / 2),
                    loudness: .relativeDecibels(floor: PowerFloor(.added, 1e-10), range: 60),
                    scale: 1 / 30,
                    offset: 1
                )
            ),
            length: length
        )
    }

    /// How many numbers a row has.
    package var columns: Int {
        switch kind {
        case .waveform: 1
        case .logMel(let mel): mel.bands.count
        case .mfcc(let cepstrum): cepstrum.coefficients
        }
    }

    /// What bands are computed with; nil: there are none.
    var mel: MelFeatures? {
        switch kind {
        case .waveform: nil
        case .logMel(let mel): mel
        case .mfcc(let cepstrum): cepstrum.mel
        }
    }

    /// What follows the bands; nil: nothing.
    var cosines: CosineTransform? {
        guard case .mfcc(let cepstrum) = kind else { return nil }
        return CosineTransform(
            inputs: cepstrum.mel.bands.count,
            coefficients: cepstrum.coefficients,
            liftering: cepstrum.liftering
        )
    }

    /// How many rows a clip has before it is cropped or padded to ``length``; of none, what one sample gives.
    package func rows(samples: Int) -> Int {
        mel?.spectrum.frames(samples: max(1, samples)) ?? max(1, samples)
    }

    /// Checks every range.
    ///
    /// - Throws: ``Failure`` (invalid argument) naming the field, its range and what came.
    package func validate() throws(Failure) {
        try require(sampleRate, in: Self.sampleRates, "features.sample_rate")
        switch kind {
        case .waveform: break
        case .logMel(let mel): try mel.validate(sampleRate: sampleRate)
        case .mfcc(let cepstrum): try cepstrum.validate(sampleRate: sampleRate)
        }
        guard let length else { return }
        try require(length, in: 1...Self.elementLimit / columns, "features.length")
    }
}

/// How loud a clip of samples is made, so that its loudness tells nothing.
package enum WaveformLevel: String, Hashable, Sendable, Codable, CaseIterable {
    /// Left as it is.
    case unchanged
    /// The largest magnitude is 1.
    case peak
    /// Mean 0 and variance 1 (that of wav2vec 2.0: `(x - mean) / sqrt(variance + 1e-7)`).
    case standard
}

/// The loudness of bands of frequencies, a row for each window.
///
/// A value is `(L(p) - reference) * scale + offset` of a band's power p; ``Loudness`` has L and the reference.
package struct MelFeatures: Hashable, Sendable, Codable {
    /// The windows and their spectra.
    package var spectrum: SpectrumFrames
    /// The bands.
    package var bands: MelBands
    /// What is told of a band's power.
    package var loudness: Loudness
    /// What that is multiplied with.
    package var scale: Double
    /// What is then added.
    package var offset: Double

    /// Creates features of bands.
    package init(
        spectrum: SpectrumFrames,
        bands: MelBands,
        loudness: Loudness,
        scale: Double = 1,
        offset: Double = 0
    ) {
        self.spectrum = spectrum
        self.bands = bands
        self.loudness = loudness
        self.scale = scale
        self.offset = offset
    }

    func validate(sampleRate: Int) throws(Failure) {
        try spectrum.validate()
        try bands.validate(sampleRate: sampleRate, fftSize: spectrum.fftSize)
        try loudness.validate()
        try require(abs(scale), in: 1e-6...1e6, "features.scale")
        try require(offset, in: -1e6...1e6, "features.offset")
    }
}

/// Cepstral coefficients: the orthonormal cosine transform (DCT-II) of a row of ``MelFeatures``, the first ones of it.
package struct CepstralFeatures: Hashable, Sendable, Codable {
    /// What is transformed.
    package var mel: MelFeatures
    /// How many coefficients, from the zeroth on.
    package var coefficients: Int
    /// L, where coefficient n is multiplied with `1 + L / 2 * sin(pi (n + 1) / L)`; 0 leaves them.
    package var liftering: Double

    /// Creates coefficients of `mel`.
    package init(mel: MelFeatures, coefficients: Int = 20, liftering: Double = 0) {
        self.mel = mel
        self.coefficients = coefficients
        self.liftering = liftering
    }

    func validate(sampleRate: Int) throws(Failure) {
        try mel.validate(sampleRate: sampleRate)
        try require(coefficients, in: 1...mel.bands.count, "features.coefficients")
        guard liftering != 0 else { return }
        try require(liftering, in: 1...1000, "features.liftering")
    }
}

/// Checks a range.
///
/// - Throws: ``Failure`` (invalid argument) naming the field, its range and what came.
func require<Number: Comparable>(
    _ value: Number,
    in range: ClosedRange<Number>,
    _ field: String
) throws(Failure) {
    // Written so that not-a-number is refused.
    guard range.contains(value) else {
        throw .invalid(
            "\(field) is \(range.lowerBound) to \(range.upperBound); got \(value)",
            field: field
        )
    }
}
