import CSoundFile
import Foundation

/// Sound files that the tests make.
enum SoundFixtures {
    /// A tone of `amplitude` and `frequency`.
    static func tone(
        _ count: Int,
        rate: Int,
        frequency: Double = 440,
        amplitude: Double = 0.5
    ) -> [Float] {
        (0..<count).map { index in
            Float(amplitude * sin(2 * .pi * frequency * Double(index) / Double(rate)))
        }
    }

    /// The samples as numbers of 16 bits that are exactly what is read of them.
    static func pcm16(_ samples: [Float]) -> [UInt8] {
        samples.flatMap { sample in
            let value = UInt16(
                bitPattern: Int16(max(-32_768, min(32_767, (sample * 32_768).rounded())))
            )
            return [UInt8(value & 255), UInt8(value >> 8)]
        }
    }

    static func little(_ number: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
    }

    /// A WAV file of one chunk of data, byte by byte.
    static func wav(
        data: [UInt8],
        rate: Int = 16_000,
        channels: Int = 1,
        bits: Int = 16,
        isFloat: Bool = false,
        claimed: Int? = nil
    ) -> [UInt8] {
        let frame = channels * bits / 8
        var file = Array("RIFF".utf8)
        file += little(36 + data.count, 4)
        file += Array("WAVEfmt ".utf8)
        file += little(16, 4)
        file += little(isFloat ? 3 : 1, 2)
        file += little(channels, 2)
        file += little(rate, 4)
        file += little(rate * frame, 4)
        file += little(frame, 2)
        file += little(bits, 2)
        file += Array("data".utf8)
        file += little(claimed ?? data.count, 4)
        return file + data
    }

    /// A WAV file of 32-bit floats.
    static func wav(floats: [Float], rate: Int = 16_000, channels: Int = 1) -> [UInt8] {
        let data = floats.flatMap { little(Int($0.bitPattern), 4) }
        return wav(data: data, rate: rate, channels: channels, bits: 32, isFloat: true)
    }

    /// A file of another format, by libsndfile itself.
    static func file(
        _ format: Int,
        _ samples: [Float],
        rate: Int = 16_000,
        channels: Int = 1
    ) throws -> [UInt8] {
        let place = FileManager.default.temporaryDirectory.appending(path: "sound-\(UUID())")
        defer { try? FileManager.default.removeItem(at: place) }
        var about = SF_INFO()
        about.format = Int32(format)
        about.samplerate = Int32(rate)
        about.channels = Int32(channels)
        guard let file = unsafe sf_open(place.path, Int32(SFM_WRITE), &about) else {
            throw CocoaError(.fileWriteUnknown)
        }
        let written = unsafe sf_writef_float(file, samples, sf_count_t(samples.count / channels))
        unsafe sf_close(file)
        guard written == samples.count / channels else { throw CocoaError(.fileWriteUnknown) }
        return [UInt8](try Data(contentsOf: place))
    }

    /// The formats that a file is written in by ``file(_:_:rate:channels:)``, without loss at 16 bits.
    static let exact: [(name: String, format: Int)] = [
        ("wav", Int(SF_FORMAT_WAV) | Int(SF_FORMAT_PCM_16)),
        ("wav of 24 bits", Int(SF_FORMAT_WAV) | Int(SF_FORMAT_PCM_24)),
        ("wav of 32 bits", Int(SF_FORMAT_WAV) | Int(SF_FORMAT_PCM_32)),
        ("wav of floats", Int(SF_FORMAT_WAV) | Int(SF_FORMAT_FLOAT)),
        ("wav of doubles", Int(SF_FORMAT_WAV) | Int(SF_FORMAT_DOUBLE)),
        ("wavex", Int(SF_FORMAT_WAVEX) | Int(SF_FORMAT_PCM_16)),
        ("rifx", Int(SF_FORMAT_WAV) | Int(SF_FORMAT_PCM_16) | Int(SF_ENDIAN_BIG)),
        ("rf64", Int(SF_FORMAT_RF64) | Int(SF_FORMAT_PCM_16)),
        ("flac", Int(SF_FORMAT_FLAC) | Int(SF_FORMAT_PCM_16)),
        ("flac of 24 bits", Int(SF_FORMAT_FLAC) | Int(SF_FORMAT_PCM_24)),
        ("aiff", Int(SF_FORMAT_AIFF) | Int(SF_FORMAT_PCM_16)),
        ("au", Int(SF_FORMAT_AU) | Int(SF_FORMAT_PCM_16)),
    ]

    /// The formats that lose something, with the least ratio of signal to noise, in decibels.
    static let lossy: [(name: String, format: Int, decibels: Double)] = [
        ("ogg", Int(SF_FORMAT_OGG) | Int(SF_FORMAT_VORBIS), 20),
        ("opus", Int(SF_FORMAT_OGG) | Int(SF_FORMAT_OPUS), 20),
        ("wav of 8 bits", Int(SF_FORMAT_WAV) | Int(SF_FORMAT_PCM_U8), 39),
        ("wav of u-law", Int(SF_FORMAT_WAV) | Int(SF_FORMAT_ULAW), 30),
        ("wav of ADPCM", Int(SF_FORMAT_WAV) | Int(SF_FORMAT_IMA_ADPCM), 30),
        ("wav of Microsoft's ADPCM", Int(SF_FORMAT_WAV) | Int(SF_FORMAT_MS_ADPCM), 30),
    ]
}
