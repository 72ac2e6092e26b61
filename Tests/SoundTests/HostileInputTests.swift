import Domain
import Foundation
import Sound
import Testing

@Suite("Nothing that comes as sound traps, and what is refused is told why")
struct HostileInputTests {
    private static let features = SoundFeatures.levelled(sampleRate: 8000, length: 20)

    private func reason(_ samples: [Float], _ policy: ClipPolicy = ClipPolicy()) -> String {
        let failure = refusal {
            _ = try SoundFrontEnd(Self.features, policy: policy).map(of: samples, field: "rows[3]")
        }
        #expect(failure.map { $0.kind == .invalidArgument && $0.field == "rows[3]" } ?? true)
        return failure?.message ?? "taken"
    }

    @Test("Samples that are no sound")
    func samples() {
        #expect(reason([]) == "a clip has at least 1 sample; got none")
        #expect(reason([0, 1, .nan, 2]) == "sample 2 is nan; only finite numbers")
        #expect(reason(noise(999) + [-.infinity]) == "sample 999 is -inf; only finite numbers")
        let loud = "sample 1 is 20000.0; sound is -1 to 1, and nothing beyond 256.0 is taken"
        #expect(reason([0, 20000, .nan]) == loud)
        #expect(reason([.greatestFiniteMagnitude]).hasPrefix("sample 0 is 3.4"))
        for sample: Float in [256, -256, .leastNonzeroMagnitude, -.leastNormalMagnitude, -0.0] {
            #expect(reason([sample, sample]) == "taken")
        }
    }

    @Test("Clips that are too long, or silent, by policy")
    func policies() throws {
        let refusing = ClipPolicy(longestSamples: 500, silence: .refuse)
        #expect(reason(noise(501), refusing) == "a clip has at most 500 samples; got 501")
        #expect(reason([0, -0.0, 0], refusing) == "a clip that is not silent; all 3 samples are 0")
        #expect(reason(noise(500), refusing) == "taken")
        let cropping = ClipPolicy(longestSamples: 500, tooLong: .crop)
        let clip = noise(701)
        let cropped = try SoundFrontEnd(Self.features, policy: cropping).map(of: clip)
        #expect(try cropped == SoundFrontEnd(Self.features).map(of: Array(clip[100..<600])))
        // What is cropped away is not looked at.
        #expect(reason([.nan] + noise(600) + [.nan], cropping) == "taken")
        #expect(reason([Float](repeating: 0, count: 1 << 21)).contains("got 2097152"))
    }

    @Test(
        "Clips of 1 to 700 samples, of every recorded specification, are finite, of the shape that was told"
    )
    func lengths() throws {
        var seen: Set<SoundFeatures> = []
        for features in Fixtures.all.cases.map(\.features) where seen.insert(features).inserted {
            let front = try SoundFrontEnd(features)
            for count in [1, 2, 3, 99, 100, 101, 255, 256, 257, 356, 357, 512, 513, 700] {
                let map = try front.map(of: noise(count))
                #expect(map.columns == features.columns)
                #expect(try map.rows == front.rows(samples: count), "\(count) of \(features)")
                #expect(map.values.allSatisfy { $0.isFinite }, "\(count) of \(features)")
            }
        }
    }

    @Test("The loudest and the quietest samples give finite values", arguments: Fixtures.all.cases)
    func extremes(record: Fixtures.Case) throws {
        let front = try SoundFrontEnd(record.features)
        for magnitude: Float in [256, 1e-20, .leastNonzeroMagnitude] {
            let clip = noise(600).map { $0 < 0 ? -magnitude : magnitude }
            for clip in [clip, [Float](repeating: magnitude, count: 600)] {
                let map = try front.map(of: clip)
                #expect(map.values.allSatisfy { $0.isFinite }, "\(magnitude)")
            }
        }
    }

    @Test("Bytes of 16-bit samples, the lowest first")
    func bytes() throws {
        let bytes: [UInt8] = [0, 0, 1, 0, 0xFF, 0x7F, 0, 0x80, 0xFF, 0xFF]
        let samples = try SampleBytes.samples(int16LittleEndian: bytes.span)
        #expect(samples == [0, 0x1p-15, 1 - 0x1p-15, -1, -0x1p-15])
        let three: [UInt8] = [1, 2, 3]
        let half = refusal { _ = try SampleBytes.samples(int16LittleEndian: three.span) }
        #expect(half?.message == "samples of 2 bytes; got 3 bytes")
        let none: [UInt8] = []
        #expect(try SampleBytes.samples(int16LittleEndian: none.span).isEmpty)
    }
}
