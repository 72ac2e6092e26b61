import Sound
import Testing

@Suite("Features are librosa's")
struct FeatureGoldenTests {
    /// Within 1e-4 of the largest magnitude of a clip's recorded values.
    ///
    /// Of values of -1...1 that is absolute; of powers, relative; of decibels, logarithms and coefficients, a share of
    /// what they reach. The values are of double precision; PyTorch in single precision is as far (Golden/README.md).
    @Test("Every recorded case, to 1e-4 of its largest value", arguments: Fixtures.all.cases)
    func values(record: Fixtures.Case) throws {
        let front = try SoundFrontEnd(record.features)
        let map = try front.map(ofInt16: Fixtures.all.bytes(of: record.sound).span)
        #expect(map.rows == record.rows && map.columns == record.features.columns)
        let expected = record.expected
        let largest = Double(expected.map(abs).max() ?? 0)
        let far = distance(map.values, expected)
        #expect(far <= 1e-4 * largest, "\(far) away, where the largest is \(largest)")
    }

    @Test("The cases are there, with every kind of every setting")
    func allIsRecorded() {
        let cases = Fixtures.all.cases
        #expect(cases.count == 37)
        let mels = cases.compactMap { record -> MelFeatures? in
            switch record.features.kind {
            case .waveform: nil
            case .logMel(let mel): mel
            case .mfcc(let cepstrum): cepstrum.mel
            }
        }
        #expect(Set(mels.map(\.spectrum.shape)).count == SpectrumFrames.Shape.allCases.count)
        #expect(Set(mels.map(\.spectrum.padding)).count == SpectrumFrames.Padding.allCases.count)
        #expect(Set(mels.map(\.spectrum.power)) == [1, 2])
        #expect(Set(mels.map(\.bands.scale)).count == MelBands.Scale.allCases.count)
        #expect(
            Set(mels.map(\.bands.normalization)).count == MelBands.Normalization.allCases.count
        )
    }

    @Test("The default at 8 kHz is the peers' specification")
    func levelled() throws {
        let record = try #require(Fixtures.all.cases.first { $0.name == "peers_50" })
        #expect(record.features == .levelled(sampleRate: 8000, length: 50))
        for rate in [8000, 16000, 22050, 44100, 48000, 384_000] {
            try SoundFeatures.levelled(sampleRate: rate).validate()
        }
    }
}
