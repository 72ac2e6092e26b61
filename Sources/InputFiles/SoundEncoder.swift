package import Domain
internal import SoundFiles

/// Turns sound files into the raw bytes of a project's inputs.
package struct SoundEncoder: Sendable {
    private let specification: AudioSpecification

    /// Encodes for a project.
    ///
    /// - Throws: ``Failure`` (invalid argument) when the project's inputs are no clips.
    package init(specification: InputSpecification) throws(Failure) {
        guard case .audio(let audio) = specification else {
            throw .invalid("sound, and the project expects \(specification.summary)")
        }
        self.specification = audio
    }

    /// The input that a file's bytes stand for: the mean of the channels, at the project's rate, in 16 bits.
    ///
    /// - Throws: ``Failure`` (invalid argument) when the file cannot be read, is too long or silent, or has samples
    ///   that are no numbers.
    package func bytes(
        of file: [UInt8],
        frameLimit: Int = SoundReader.frameLimit
    ) throws(Failure) -> [UInt8] {
        try bytes(of: try SoundReader.clip(file, frameLimit: frameLimit))
    }

    /// The input that samples stand for.
    ///
    /// - Throws: ``Failure`` (invalid argument) as for a file.
    func bytes(of clip: SoundClip) throws(Failure) -> [UInt8] {
        try clip.validate()
        let bytes = try Resampler.resampled(clip, to: specification.sampleRate).pcm16
        let input = specification.tooLong == .cut ? middle(of: bytes) : bytes
        try specification.validate(input.span, field: "clip")
        return input
    }

    /// The middle of a clip that is too long to be stored, which has the same middle.
    private func middle(of bytes: [UInt8]) -> [UInt8] {
        let samples = bytes.count / 2
        let most = specification.mostBytes / 2
        guard samples > most else { return bytes }
        // What is taken away is as much on both sides.
        let kept = most - (samples - most) % 2
        let start = (samples - kept) / 2
        return Array(bytes[2 * start..<2 * (start + kept)])
    }
}
