internal import Domain

#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// What is told of a band's power p.
package enum Loudness: Hashable, Sendable, Codable {
    /// p itself.
    case power
    /// `ln p`, of torchaudio's `log_mels` where 1e-6 is added.
    case natural(floor: PowerFloor)
    /// `10 log10 p` (`20 log10 p` of magnitudes), at least `range` below the clip's largest where there is a range, as
    /// librosa's `top_db`; Whisper's are of range 80, scale 1/40 and offset 1.
    case decibels(floor: PowerFloor, range: Double?)
    /// The same less the clip's largest, `-range...0`: how loud the clip is tells nothing. Silence, which is below the
    /// floor throughout, is `-range`.
    case relativeDecibels(floor: PowerFloor, range: Double)

    private enum CodingKeys: String, CodingKey {
        case power, natural, decibels
        case relativeDecibels = "relative_decibels"
    }

    func validate() throws(Failure) {
        switch self {
        case .power: break
        case .natural(let floor): try floor.validate()
        case .decibels(let floor, let range):
            try floor.validate()
            if let range { try require(range, in: 1...200, "features.loudness.range") }
        case .relativeDecibels(let floor, let range):
            try floor.validate()
            try require(range, in: 1...200, "features.loudness.range")
        }
    }
}

/// What keeps the logarithm of silence finite.
package struct PowerFloor: Hashable, Sendable, Codable {
    /// How it does.
    package enum Rule: String, Hashable, Sendable, Codable, CaseIterable {
        /// `p + epsilon`.
        case added
        /// `max(p, epsilon)`, as librosa and torchaudio have it for decibels.
        case clamped
    }

    /// How it does.
    package var rule: Rule
    /// A power, or a magnitude where the spectrum is of magnitudes.
    package var epsilon: Double

    /// Creates a floor.
    package init(_ rule: Rule, _ epsilon: Double) {
        self.rule = rule
        self.epsilon = epsilon
    }

    func validate() throws(Failure) {
        try require(epsilon, in: 1e-30...1, "features.loudness.floor.epsilon")
    }
}

/// From the powers of one clip to the values that are told of it.
struct LoudnessMap {
    private let factor: Float
    private let floor: PowerFloor?
    private let least, reference: Float
    private let scale, offset: Float
    private let silence: Float
    /// Whether all of the clip is.
    let isSilent: Bool

    /// Takes what depends on the clip from its largest power.
    init(_ mel: MelFeatures, largest: Float) {
        let decibel = 20 / Double(mel.spectrum.power) / log(10.0)
        (scale, offset) = (Float(mel.scale), Float(mel.offset))
        var range: Float?
        var isRelative = false
        switch mel.loudness {
        case .power: (factor, floor) = (1, nil)
        case .natural(let floor): (factor, self.floor) = (1, floor)
        case .decibels(let floor, let limit):
            (factor, self.floor, range) = (Float(decibel), floor, limit.map { Float($0) })
        case .relativeDecibels(let floor, let limit):
            (factor, self.floor, range, isRelative) = (Float(decibel), floor, Float(limit), true)
        }
        let top = Self.logarithm(largest, floor, factor)
        least = range.map { top - $0 } ?? -.infinity
        reference = isRelative ? top : 0
        isSilent = isRelative && Double(largest) < floor?.epsilon ?? 0
        if isRelative, let range {
            silence = -range * scale + offset
        } else {
            silence = max(Self.logarithm(0, floor, factor), least) * scale + offset
        }
    }

    /// Writes what is told of the powers of a window, which are a range of `all`; nil: of silence.
    func write(_ all: [Float], _ range: Range<Int>?, to row: inout MutableSpan<Float>) {
        guard let range else {
            for index in row.indices { row[index] = silence }
            return
        }
        let powers = all.span.extracting(range)
        precondition(powers.count == row.count, "\(powers.count) powers to \(row.count)")
        for index in powers.indices {
            let value = max(Self.logarithm(powers[index], floor, factor), least)
            row[index] = (value - reference) * scale + offset
        }
    }

    /// Writes the same over an array.
    func write(_ all: [Float], _ range: Range<Int>?, toAll row: inout [Float]) {
        var span = row.mutableSpan
        write(all, range, to: &span)
    }

    private static func logarithm(_ power: Float, _ floor: PowerFloor?, _ factor: Float) -> Float {
        guard let floor else { return power }
        let epsilon = Float(floor.epsilon)
        return log(floor.rule == .added ? power + epsilon : max(power, epsilon)) * factor
    }
}
