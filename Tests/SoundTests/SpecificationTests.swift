import Domain
import Foundation
import Sound
import Testing

@Suite("A specification is checked as a whole, and written down as it is")
struct SpecificationTests {
    /// A mistake in a specification that is right otherwise.
    struct Mistake: Sendable, CustomTestStringConvertible {
        let field: String
        let reason: String
        let make: @Sendable (inout MelFeatures, inout SoundFeatures) -> Void
        var testDescription: String { "\(field): \(reason)" }

        init(
            _ field: String,
            _ reason: String,
            _ make: @escaping @Sendable (inout MelFeatures, inout SoundFeatures) -> Void
        ) {
            (self.field, self.reason, self.make) = (field, reason, make)
        }
    }

    static let mistakes = [
        Mistake("sample_rate", "1000 to 384000; got 999") { $1.sampleRate = 999 },
        Mistake("sample_rate", "got \(Int.min)") { $1.sampleRate = .min },
        Mistake("length", "1 to 262144; got 0") { $1.length = 0 },
        Mistake("length", "got \(Int.max)") { $1.length = .max },
        Mistake("window_length", "2 to 512; got 1") { mel, _ in mel.spectrum.windowLength = 1 },
        Mistake("window_length", "2 to 512; got 513") { mel, _ in mel.spectrum.windowLength = 513 },
        Mistake("hop", "1 to 65536; got 0") { mel, _ in mel.spectrum.hop = 0 },
        Mistake("hop", "got \(Int.max)") { mel, _ in mel.spectrum.hop = .max },
        Mistake("fft_size", "even, 2 to 65536; got 511") { mel, _ in mel.spectrum.fftSize = 511 },
        Mistake("fft_size", "2, 3 and 5 only") { mel, _ in mel.spectrum.fftSize = 514 },
        Mistake("power", "1 to 2; got 3") { mel, _ in mel.spectrum.power = 3 },
        Mistake("bands.count", "1 to 512; got 0") { mel, _ in mel.bands.count = 0 },
        Mistake("bands.count", "1 to 512; got 513") { mel, _ in mel.bands.count = 513 },
        Mistake("bands.count", "15.625 Hz apart; band 7 of 200") { mel, _ in mel.bands.count = 200
        },
        Mistake("bands.lowest", "0.0 to 3999.0; got -1.0") { mel, _ in mel.bands.lowest = -1 },
        Mistake("bands.lowest", "got 4000.0") { mel, _ in mel.bands.lowest = 4000 },
        Mistake("bands.lowest", "got nan") { mel, _ in mel.bands.lowest = .nan },
        Mistake("bands.highest", "to 4000.0; got 4001.0") { mel, _ in mel.bands.highest = 4001 },
        Mistake("bands.highest", "got inf") { mel, _ in mel.bands.highest = .infinity },
        Mistake("scale", "got 0.0") { mel, _ in mel.scale = 0 },
        Mistake("scale", "got nan") { mel, _ in mel.scale = .nan },
        Mistake("offset", "got -inf") { mel, _ in mel.offset = -.infinity },
        Mistake("loudness.range", "1.0 to 200.0; got 0.0") { mel, _ in
            mel.loudness = .relativeDecibels(floor: PowerFloor(.added, 1e-10), range: 0)
        },
        Mistake("loudness.range", "got nan") { mel, _ in
            mel.loudness = .decibels(floor: PowerFloor(.added, 1e-10), range: .nan)
        },
        Mistake("loudness.floor.epsilon", "got 0.0") { mel, _ in
            mel.loudness = .natural(floor: PowerFloor(.added, 0))
        },
    ]

    @Test("Each mistake is named, with its range and what came", arguments: mistakes)
    func refused(mistake: Mistake) throws {
        var features = SoundFeatures.levelled(sampleRate: 8000)
        guard case .logMel(var mel) = features.kind else { return }
        mistake.make(&mel, &features)
        features.kind = .logMel(mel: mel)
        let failure = refusal { try features.validate() }
        #expect(failure?.kind == .invalidArgument)
        #expect(failure?.field == "features.\(mistake.field)")
        #expect(failure?.message.contains(mistake.reason) == true, "\(failure?.message ?? "taken")")
        #expect(refusal { _ = try SoundFrontEnd(features) } == failure)
    }

    @Test("Coefficients: at most one a band, and liftering from 1 on")
    func cepstra() {
        guard case .logMel(let mel) = SoundFeatures.levelled(sampleRate: 8000).kind else { return }
        func field(_ coefficients: Int, _ liftering: Double) -> String? {
            let cepstrum = CepstralFeatures(
                mel: mel,
                coefficients: coefficients,
                liftering: liftering
            )
            let features = SoundFeatures(sampleRate: 8000, kind: .mfcc(cepstrum: cepstrum))
            return refusal { try features.validate() }?.field
        }
        #expect(field(64, 22) == nil && field(1, 0) == nil)
        #expect(field(0, 0) == "features.coefficients" && field(65, 0) == "features.coefficients")
        #expect(field(13, 0.5) == "features.liftering" && field(13, .nan) == "features.liftering")
    }

    @Test("Clips that would have too many values are refused before the first")
    func tooLarge() {
        var features = SoundFeatures.levelled(sampleRate: 8000)
        guard case .logMel(var mel) = features.kind else { return }
        mel.spectrum.hop = 1
        features.kind = .logMel(mel: mel)
        let failure = refusal { _ = try SoundFrontEnd(features) }
        #expect(failure?.field == "clips.longest_samples")
        #expect(
            failure?.message.contains("at most 16777216 values; the longest, of 1048576") == true
        )
        #expect(
            refusal { _ = try SoundFrontEnd(features, policy: ClipPolicy(longestSamples: 9999)) }
                == nil
        )
        mel.spectrum.hop = 10
        mel.spectrum.fftSize = 65536
        features.kind = .logMel(mel: mel)
        let slow = refusal { _ = try SoundFrontEnd(features) }
        #expect(slow?.field == "clips.longest_samples")
        #expect(slow?.message.contains("1048576, are 104833 of 65536") == true)
        for samples in [0, -1, Int.max, ClipPolicy.sampleLimit + 1] {
            let failure = refusal { try ClipPolicy(longestSamples: samples).validate() }
            #expect(failure?.message.contains("1 to 16777216; got \(samples)") == true)
        }
    }

    @Test("Written and read again it is the same, in words of the API")
    func coding() throws {
        for features in Fixtures.all.cases.map(\.features) {
            let bytes = try JSONEncoder().encode(features)
            #expect(try JSONDecoder().decode(SoundFeatures.self, from: bytes) == features)
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let text = String(
            decoding: try encoder.encode(
                SoundFeatures(sampleRate: 16000, kind: .waveform(level: .standard), length: 9)
            ),
            as: UTF8.self
        )
        #expect(
            text == #"{"kind":{"waveform":{"level":"standard"}},"length":9,"sample_rate":16000}"#
        )
    }
}
