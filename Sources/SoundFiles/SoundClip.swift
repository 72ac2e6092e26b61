package import Domain

/// The samples of a sound file, of one channel.
package struct SoundClip: Hashable, Sendable {
    /// Samples a second.
    package var sampleRate: Int
    /// The samples, -1 to 1 but for what a file of floats, or a coder, has beyond.
    package var samples: [Float]

    /// Takes samples as they are.
    package init(sampleRate: Int, samples: [Float]) {
        (self.sampleRate, self.samples) = (sampleRate, samples)
    }

    /// The largest sample that is taken: what is louder is of another scale, such as 16-bit numbers that were saved as
    /// floats.
    package static let magnitudeLimit: Float = 64

    /// Checks that every sample is a number of the scale.
    ///
    /// - Throws: ``Failure`` (invalid argument) that names the first that is not.
    package func validate() throws(Failure) {
        for (index, sample) in samples.enumerated() {
            guard sample.isFinite else {
                throw .invalid("sample \(index) is \(sample); only finite numbers")
            }
            guard sample.magnitude <= Self.magnitudeLimit else {
                throw .invalid("sample \(index) is \(sample); samples are from -1 to 1")
            }
        }
    }

    /// The samples as little-endian numbers of 16 bits: `sample * 32768` rounded, ties to even; louder ones at the
    /// ends.
    ///
    /// Every sample must be finite.
    package var pcm16: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(2 * samples.count)
        for sample in samples {
            let scaled = (sample * 0x1p15).rounded(.toNearestOrEven)
            bytes.append(littleEndian: Int16(max(-32_768, min(32_767, scaled))))
        }
        return bytes
    }
}
