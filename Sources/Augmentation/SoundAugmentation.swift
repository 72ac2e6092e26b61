package import Domain
package import Sound

/// What the views of clips are drawn from: of what a front end makes of them.
package struct SoundAugmentation: Hashable, Sendable, Codable {
    /// The numbers of one moment: 1 of samples, else of bands.
    package var columns: Int
    /// Of bands.
    package var weakBands: SpectrogramAugmentation
    package var strongBands: SpectrogramAugmentation
    /// Of samples.
    package var weakSamples = WaveformAugmentation.weak
    package var strongSamples = WaveformAugmentation.strong

    /// The defaults for clips of `rows` moments.
    package init(rows: Int, columns: Int) {
        self.columns = columns
        weakBands = .weak(rows: rows)
        strongBands = .strong(rows: rows, columns: columns)
    }

    /// Follows a project's policy; shares are of `rows` moments.
    ///
    /// A number of the bands is 30 dB, as ``SoundFeatures/levelled(sampleRate:length:)`` has them.
    mutating func follow(_ policy: SoundViewPolicy, rows: Int) {
        let shift = Int((policy.shift * Double(rows)).rounded())
        weakBands.shift = shift
        strongBands.shift = shift
        strongBands.stretch = Float(1 / policy.speed)...Float(policy.speed)
        strongBands.bandScale = Float(1 - policy.pitch)...Float(1 + policy.pitch)
        strongBands.bandShift = Float(0.6 * policy.pitch * Double(columns))
        strongBands.contrast = Float(1 - policy.contrast)...Float(1 + policy.contrast)
        strongBands.offset = Float(policy.gain / Self.decibels)
        strongBands.noise = Float(policy.noise / Self.decibels)
        strongBands.timeMasks.count = policy.masks
        strongBands.timeMasks.longest = Int(policy.mask * Double(rows))
        strongBands.bandMasks.count = policy.masks
        strongBands.bandMasks.longest = Int(policy.mask * Double(columns))
        weakSamples.shift = Float(policy.shift)
        strongSamples.shift = Float(policy.shift)
        strongSamples.speed = Float(1 / policy.speed)...Float(policy.speed)
        strongSamples.gain = Float(policy.gain)
    }

    private static let decibels = 30.0

    /// Checks every range.
    ///
    /// - Throws: ``Failure`` (invalid argument) naming the field, its range and what came.
    package func validate() throws(Failure) {
        try weakBands.validate()
        try strongBands.validate()
        try weakSamples.validate()
        try strongSamples.validate()
    }

    /// Writes a view of a clip, of which moments that are not there stay so.
    func write(
        _ kind: ViewKind,
        _ from: Span<Float>,
        using generator: inout SeededGenerator,
        to view: inout MutableSpan<Float>
    ) {
        var end = from.count
        while end > 0, from[end - 1].isNaN { end -= 1 }
        for index in end..<from.count { view[index] = from[index] }
        let clip = from.extracting(0..<end)
        var target = view._mutatingExtracting(0..<end)
        guard columns > 1 else {
            let ranges = kind == .weak ? weakSamples : strongSamples
            let drawn = WaveformView(ranges, samples: end, using: &generator)
            return drawn.write(clip, using: &generator, to: &target)
        }
        var ranges = kind == .weak ? weakBands : strongBands
        if kind == .medium { ranges = ranges.halved }
        let drawn = SpectrogramView(
            ranges,
            rows: end / columns,
            columns: columns,
            using: &generator
        )
        drawn.write(clip, using: &generator, to: &target)
    }
}
