/// What the strong views of clips are drawn from: of the bands of frequencies that a model hears.
package struct SoundViewPolicy: Hashable, Sendable, Codable {
    /// The longest shift, a share of the clip; of weak views too.
    package var shift = 0.1
    /// The speed is from one part of this to this.
    package var speed = 1.3
    /// Bands are stretched by up to this share, and shifted by up to 0.6 of it.
    package var pitch = 0.1
    /// How much louder or softer, decibels.
    package var gain = 9.0
    /// The range between soft and loud is multiplied with 1 less this to 1 and this.
    package var contrast = 0.3
    /// The largest deviation of the noise, decibels.
    package var noise = 6.0
    /// How many spans of time, and how many of frequencies, are masked: SpecAugment,
    /// <https://arxiv.org/abs/1904.08779>.
    package var masks = 2
    /// The longest of them, a share of the clip, and of the bands.
    package var mask = 0.16

    /// Creates the default.
    package init() {}

    /// Checks every range.
    ///
    /// - Throws: ``Failure`` (invalid argument) naming the field, its range and what came.
    package func validate() throws(Failure) {
        try require(shift, in: 0...1, "shift")
        try require(speed, in: 1...4, "speed")
        try require(pitch, in: 0...0.75, "pitch")
        try require(gain, in: 0...60, "gain")
        try require(contrast, in: 0...1, "contrast")
        try require(noise, in: 0...60, "noise")
        try require(Double(masks), in: 0...16, "masks")
        try require(mask, in: 0...1, "mask")
    }

    private func require(
        _ value: Double,
        in range: ClosedRange<Double>,
        _ name: String
    ) throws(Failure) {
        guard range.contains(value) else {
            throw .invalid(
                "\(name) is \(range.lowerBound) to \(range.upperBound); got \(value)",
                field: "augmentation.sound.\(name)"
            )
        }
    }
}
