import CSoundFile
import Domain
import Foundation
import InputFiles
import SoundFiles
import Testing

/// The samples of 16 bits that a file comes to.
private func samples(
    _ file: [UInt8],
    _ audio: AudioSpecification = AudioSpecification()
) throws -> [Int] {
    let bytes = try SoundEncoder(specification: .audio(audio)).bytes(of: file)
    try audio.validate(bytes.span, field: "clip")
    return stride(from: 0, to: bytes.count, by: 2).map { place in
        Int(Int16(bitPattern: UInt16(bytes[place]) | UInt16(bytes[place + 1]) << 8))
    }
}

/// What a file is refused with.
private func refusal(
    _ file: [UInt8],
    _ audio: AudioSpecification = AudioSpecification(),
    frameLimit: Int = SoundReader.frameLimit
) -> String {
    do {
        let encoder = try SoundEncoder(specification: .audio(audio))
        return "\(try encoder.bytes(of: file, frameLimit: frameLimit).count) bytes"
    } catch {
        return error.message
    }
}

@Suite("Sounds are read as one channel of 16 bits at the project's rate, and nothing in one traps")
struct SoundTests {
    private let tone = SoundFixtures.tone(1_600, rate: 16_000)

    @Test("What no format loses is read bit by bit", arguments: SoundFixtures.exact.indices)
    func exact(index: Int) throws {
        let written = SoundFixtures.pcm16(tone)
        // What is exact at 16 bits is so in every one of the formats.
        let rounded = stride(from: 0, to: written.count, by: 2).map { place in
            let bits = UInt16(written[place]) | UInt16(written[place + 1]) << 8
            return Float(Int16(bitPattern: bits)) / 32_768
        }
        let file = try SoundFixtures.file(SoundFixtures.exact[index].format, rounded)
        let encoder = try SoundEncoder(specification: .audio(AudioSpecification()))
        #expect(try encoder.bytes(of: file) == written, "\(SoundFixtures.exact[index].name)")
    }

    @Test("What coders lose is little", arguments: SoundFixtures.lossy.indices)
    func lossy(index: Int) throws {
        let (name, format, decibels) = SoundFixtures.lossy[index]
        let tone = SoundFixtures.tone(16_000, rate: 16_000)
        let read = try samples(try SoundFixtures.file(format, tone))
        #expect(abs(read.count - tone.count) < 1_024, "\(name): \(read.count) samples")
        var (signal, noise) = (0.0, 0.0)
        for (index, value) in tone.enumerated().dropFirst(2_000).prefix(12_000) {
            signal += Double(value) * Double(value)
            let difference = Double(value) - Double(read[index]) / 32_768
            noise += difference * difference
        }
        #expect(10 * log10(signal / noise) > decibels, "\(name): \(10 * log10(signal / noise)) dB")
    }

    @Test("Channels are averaged, values rounded, louder ones cut")
    func values() throws {
        let stereo = SoundFixtures.pcm16([0.5, 0.25, -0.5, 0.5, 0.125, -0.25])
        #expect(try samples(SoundFixtures.wav(data: stereo, channels: 2)) == [12_288, 0, -2_048])
        let unit: Float = 1 / 32_768
        let floats: [Float] = [1, -1, 1.5, -9, 0.4 * unit, 0.6 * unit, 1.5 * unit, -2.5 * unit]
        #expect(
            try samples(SoundFixtures.wav(floats: floats))
                == [32_767, -32_768, 32_767, -32_768, 0, 1, 2, -2]
        )
        let many = SoundFixtures.wav(floats: [Float](repeating: 0.5, count: 64), channels: 64)
        #expect(try samples(many) == [16_384])
    }

    @Test(
        "A tone is the same tone at another rate",
        arguments: [8_000, 11_025, 22_050, 32_000, 44_100, 48_000, 96_000]
    )
    func rates(rate: Int) throws {
        let file = SoundFixtures.wav(
            data: SoundFixtures.pcm16(SoundFixtures.tone(rate, rate: rate, frequency: 1_000)),
            rate: rate
        )
        let read = try samples(file)
        #expect(abs(read.count - 16_000) <= 1)
        let expected = SoundFixtures.tone(16_000, rate: 16_000, frequency: 1_000)
        for index in 1_000..<15_000 {
            let difference = abs(Double(expected[index]) * 32_768 - Double(read[index]))
            #expect(difference < 2.5, "sample \(index): \(difference)")
            if difference >= 2.5 { break }
        }
        #expect(try samples(file) == read)
    }

    @Test("What is above half the new rate is gone")
    func aliases() throws {
        let file = SoundFixtures.wav(
            data: SoundFixtures.pcm16(SoundFixtures.tone(44_100, rate: 44_100, frequency: 9_000)),
            rate: 44_100
        )
        let read = try samples(file)
        #expect(read[1_000..<15_000].allSatisfy { abs($0) <= 1 })
    }

    @Test("A clip of any length is taken by its middle, or refused, as the project has it")
    func lengths() throws {
        let count = 1_700_001
        let loud = SoundFixtures.pcm16((0..<count).map { Float($0 % 30_000 + 1) / 32_768 })
        let file = SoundFixtures.wav(data: loud)
        let kept = try samples(file)
        #expect(kept.count == 1_572_863)
        let start = (count - kept.count) / 2
        #expect(
            kept.first == start % 30_000 + 1 && kept.last == (start + kept.count - 1) % 30_000 + 1
        )
        var audio = AudioSpecification(maxSeconds: 0.1)
        #expect(
            try samples(SoundFixtures.wav(data: Array(loud.prefix(6_400))), audio).count == 3_200
        )
        audio.tooLong = .refuse
        #expect(
            refusal(SoundFixtures.wav(data: Array(loud.prefix(6_400))), audio)
                .hasPrefix("a clip has at most 1600 samples (0.1 s at 16000 a second); got 3200")
        )
        #expect(
            try samples(SoundFixtures.wav(data: Array(loud.prefix(3_200))), audio).count == 1_600
        )
    }

    @Test("Silence is refused, where the project does not take it")
    func silence() throws {
        let file = SoundFixtures.wav(data: [UInt8](repeating: 0, count: 64))
        #expect(refusal(file) == "a clip that is not silent; all 32 samples are 0")
        // What is quieter than half a step is silence too.
        #expect(refusal(SoundFixtures.wav(floats: [1e-6, -1e-6])).contains("not silent"))
        #expect(try samples(file, AudioSpecification(takesSilence: true)).count == 32)
    }

    @Test("What is wrong with a file is said")
    func refusals() throws {
        let data = SoundFixtures.pcm16(tone)
        let flac = try SoundFixtures.file(SoundFixtures.exact[8].format, tone + tone + tone)
        var damaged = flac
        for place in flac.count / 2..<flac.count / 2 + 64 { damaged[place] ^= 0x5A }
        let wav = SoundFixtures.wav(data: data)
        for (file, words) in [
            ([], "an empty file"),
            (Array("hello".utf8), "not a sound; sounds that are read: WAV, FLAC, OGG"),
            (Array("ID3".utf8) + data, "MP3 is not read; sounds that are read: WAV"),
            ([0xFF, 0xFB, 0x90, 0x64] + data, "MP3 is not read"),
            ([0, 0, 0, 24] + Array("ftypM4A ".utf8), "MP4 is not read"),
            (SoundFixtures.wav(floats: [0.5, .nan]), "sample 1 is nan; only finite numbers"),
            (SoundFixtures.wav(floats: [-.infinity]), "sample 0 is -inf; only finite numbers"),
            (
                SoundFixtures.wav(floats: [3e38, -3e38, 3e38, 3e38], channels: 2),
                "sample 1 is 3e+38"
            ),
            (
                SoundFixtures.wav(floats: [1, 12_034]),
                "sample 1 is 12034.0; samples are from -1 to 1"
            ),
            (
                SoundFixtures.wav(data: data, rate: 999),
                "999 samples a second; read are 1000 to 384000"
            ),
            (SoundFixtures.wav(data: data, rate: 400_000), "400000 samples a second; read are"),
            (SoundFixtures.wav(data: data, channels: 65), "65 channels; read are 1 to 64"),
            (SoundFixtures.wav(data: []), "a WAV file without a sample"),
            (
                Array(wav.prefix(2_000)),
                "a WAV file that is not whole: 1956 of 3200 bytes of samples"
            ),
            (Array(wav.prefix(40)), "a WAV file that cannot be read: "),
            (Array(flac.prefix(flac.count / 2)), "a FLAC file that "),
            (damaged, "a FLAC file that "),
            (Array("fLaC".utf8) + data, "a FLAC file that cannot be read: "),
            (Array("OggS".utf8) + data, "an OGG file that cannot be read: "),
        ] {
            let found = refusal(file)
            #expect(found.hasPrefix(words), "\(words): \(found)")
        }
        #expect(
            refusal(wav, frameLimit: 1_599)
                == "more than 1599 samples a channel (0 s at 16000 a second); cut it into pieces first"
        )
        #expect(refusal(wav, frameLimit: 1_600) == "3200 bytes")
        #expect(
            refusal(
                SoundFixtures.wav(data: data, rate: 384_000),
                AudioSpecification(sampleRate: 1_000)
            ).hasPrefix("384000 samples a second cannot become 1000")
        )
        #expect(
            refusal(
                SoundFixtures.wav(data: [1, 1], rate: 48_000),
                AudioSpecification(sampleRate: 1_000)
            ) == "1 samples at 48000 a second are less than one at 1000"
        )
        // A program that writes to a pipe does not know how much it will be.
        for claimed in [0x7FFF_F000, 0xFFFF_FFFF] {
            let file = SoundFixtures.wav(data: data, claimed: claimed)
            #expect(try samples(file).count == 1_600)
        }
        #expect(throws: Failure.self) { try SoundEncoder(specification: .vector(dimension: 3)) }
    }

    @Test("However a file is damaged, nothing traps, and what is read is a clip")
    func damage() throws {
        var generator = SeededGenerator(seed: 5)
        let audio = AudioSpecification(takesSilence: true)
        let encoder = try SoundEncoder(specification: .audio(audio))
        let formats = SoundFixtures.exact.map(\.format) + SoundFixtures.lossy.map(\.format)
        for format in formats {
            let file = try SoundFixtures.file(format, Array(tone.prefix(600)))
            for round in 0..<60 {
                var changed = file
                for _ in 0...generator.below(8) {
                    // Headers are at the start.
                    let limit = round % 2 == 0 ? min(changed.count, 80) : changed.count
                    changed[generator.below(limit)] = UInt8(generator.below(256))
                }
                if round % 3 == 0 { changed.removeLast(generator.below(changed.count)) }
                guard let bytes = try? encoder.bytes(of: changed, frameLimit: 1 << 16) else {
                    continue
                }
                try audio.validate(bytes.span, field: "clip")
            }
        }
    }
}
