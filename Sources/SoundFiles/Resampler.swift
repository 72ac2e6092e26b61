internal import CSampleRate
package import Domain

/// Changes how many samples a second a clip has, by libsamplerate,
/// <https://libsndfile.github.io/libsamplerate/api.html>.
package enum Resampler {
    /// Band-limited interpolation (Smith 1984) with a filter of 121 dB and 90 % of the band, the library's medium.
    ///
    /// Its best has 144 dB and 97 %, which 16 bits do not show and features of a clip hardly, and takes four times as
    /// long.
    private static let quality = SRC_SINC_MEDIUM_QUALITY

    /// The clip at another rate, about `count * rate / clip.sampleRate` samples; at its own rate as it is.
    ///
    /// The same clip always gives the same samples, in one piece and on one thread.
    ///
    /// - Parameters:
    ///   - clip: at least one sample, all of them finite.
    ///   - rate: samples a second.
    /// - Returns: the clip of that rate.
    /// - Throws: ``Failure`` (invalid argument): one rate is over 256 times the other, or less than one sample is left;
    ///   resource exhausted: no memory.
    package static func resampled(_ clip: SoundClip, to rate: Int) throws(Failure) -> SoundClip {
        guard rate != clip.sampleRate else { return clip }
        guard rate > 0, clip.sampleRate > 0 else {
            throw .invalid("a rate of at least 1; got \(clip.sampleRate) and \(rate)")
        }
        let ratio = Double(rate) / Double(clip.sampleRate)
        guard src_is_valid_ratio(ratio) != 0 else {
            throw .invalid(
                "\(clip.sampleRate) samples a second cannot become \(rate): one rate is at most 256 times the "
                    + "other"
            )
        }
        // One more than the ratio asks for, in case the library rounds up.
        let capacity = Int((Double(clip.samples.count) * ratio).rounded(.up)) + 1
        guard capacity <= SoundReader.frameLimit * 4 else {
            throw .invalid(
                "\(clip.samples.count) samples would become \(capacity) at \(rate) a second; at most "
                    + "\(SoundReader.frameLimit * 4)"
            )
        }
        var status: Int32 = 0
        let samples = unsafe clip.samples.withUnsafeBufferPointer { input in
            unsafe [Float](unsafeUninitializedCapacity: capacity) { output, filled in
                unsafe output.initialize(repeating: 0)
                var data = unsafe SRC_DATA()
                unsafe data.data_in = input.baseAddress
                unsafe data.data_out = output.baseAddress
                unsafe data.input_frames = input.count
                unsafe data.output_frames = capacity
                unsafe data.src_ratio = ratio
                unsafe status = src_simple(&data, Int32(quality), 1)
                filled = unsafe status == 0 ? data.output_frames_gen : 0
            }
        }
        guard status == 0 else {
            let text = unsafe src_strerror(status).map { unsafe String(cString: $0) }
            throw Failure(.resourceExhausted, "no other rate: \(text ?? "unknown error")")
        }
        guard !samples.isEmpty else {
            throw .invalid(
                "\(clip.samples.count) samples at \(clip.sampleRate) a second are less than one at \(rate)"
            )
        }
        return SoundClip(sampleRate: rate, samples: samples)
    }
}
