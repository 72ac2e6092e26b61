import Domain
import Foundation
import Sound
import Synchronization
import Testing

@Suite("What features keep, and what they forget")
struct FeaturePropertyTests {
    static let levelled = SoundFeatures.levelled(sampleRate: 8000)
    static let powers = SoundFeatures(
        sampleRate: 8000,
        kind: .logMel(
            mel: MelFeatures(
                spectrum: SpectrumFrames(windowLength: 256, hop: 100, fftSize: 512),
                bands: MelBands(count: 64, lowest: 60, highest: 4000),
                loudness: .power
            )
        )
    )

    @Test("A clip that begins whole hops later has its rows as many windows later, bit for bit")
    func shifts() throws {
        let front = try SoundFrontEnd(Self.powers)
        let clip = noise(3000)
        let later = [Float](repeating: 0, count: 300) + clip
        let (one, other) = (try front.map(of: clip), try front.map(of: later))
        #expect(other.rows == one.rows + 3)
        #expect(Array(other.values.dropFirst(3 * 64)) == one.values)
    }

    @Test("A levelled clip's loudness is gone; a power of two changes no bit of a power's share")
    func gains() throws {
        // Noise, so that nothing is near what is added to a power.
        let clip = noise(2500)
        let front = try SoundFrontEnd(Self.levelled)
        let whole = try front.map(of: clip)
        #expect(whole.values.max() == 1)
        for gain: Float in [0.1, 0.5, 1.7] {
            let changed = try front.map(of: clip.map { gain * $0 })
            #expect(distance(changed.values, whole.values) < 2e-6, "gain \(gain)")
        }
        let powers = try SoundFrontEnd(Self.powers)
        let halved = try powers.map(of: clip.map { 0.5 * $0 })
        let quarters = try powers.map(of: clip).values.map { 0.25 * $0 }
        #expect(halved.values == quarters)
    }

    @Test("A tone is loudest in the band that holds it")
    func tones() throws {
        let front = try SoundFrontEnd(Self.powers)
        let bands = try #require(Self.bands)
        let place = { (frequency: Double) in 2595 * log10(1 + frequency / 700) }
        let (low, high) = (place(bands.lowest), place(bands.highest))
        for frequency in [100.0, 440, 1000, 2222, 3900] {
            let tone = (0..<1000).map { Float(0.5 * sin(2 * .pi * frequency * Double($0) / 8000)) }
            let row = try front.map(of: tone).values[128..<192]
            let loudest = row.indices.max { row[$0] < row[$1] } ?? 0
            let expected = (place(frequency) - low) / (high - low) * 65 - 1
            #expect(abs(Double(loudest - 128) - expected) <= 1, "\(frequency): \(loudest - 128)")
        }
    }

    private static var bands: MelBands? {
        guard case .logMel(let mel) = powers.kind else { return nil }
        return mel.bands
    }

    @Test("Silence is the floor everywhere, whatever is told of it")
    func silence() throws {
        let clip = [Float](repeating: 0, count: 777)
        #expect(try Set(SoundFrontEnd(Self.levelled).map(of: clip).values) == [-1])
        #expect(try Set(SoundFrontEnd(Self.powers).map(of: clip).values) == [0])
        for record in Fixtures.all.cases {
            let map = try SoundFrontEnd(record.features).map(of: clip)
            #expect(map.values.allSatisfy { $0.isFinite }, "\(record)")
            let rows = stride(from: 0, to: map.values.count, by: map.columns).map {
                map.values[$0..<$0 + map.columns]
            }
            #expect(Set(rows).count == 1, "\(record): rows of silence differ")
        }
    }

    @Test(
        "Loudness that is levelled: silence is less than any sound, and what is padded is silence"
    )
    func padding() throws {
        let features = SoundFeatures.levelled(sampleRate: 8000, length: 50)
        let map = try SoundFrontEnd(features).map(of: noise(1000))
        // 9 windows, 20 rows before them and 21 behind.
        #expect(map.rows == 50 && map.values[..<(20 * 64)].allSatisfy { $0 == -1 })
        #expect(map.values[(29 * 64)...].allSatisfy { $0 == -1 })
        let own = try SoundFrontEnd(Self.levelled).map(of: noise(1000))
        #expect(own.rows == 9 && Array(map.values[(20 * 64)..<(29 * 64)]) == own.values)
    }

    @Test("A longer clip is cropped in the middle, levelled by all of it")
    func cropping() throws {
        var clip = noise(10_056)
        clip[0..<300] = ArraySlice(clip[0..<300].map { 100 * $0 })
        let all = try SoundFrontEnd(Self.levelled).map(of: clip)
        let cropped = try SoundFrontEnd(.levelled(sampleRate: 8000, length: 50)).map(of: clip)
        #expect(all.rows == 99)
        #expect(Array(all.values[(24 * 64)..<(74 * 64)]) == cropped.values)
        #expect((cropped.values.max() ?? 1) < 0)
    }

    @Test(
        "All coefficients keep the length of a row; the zeroth is its mean times the root of its count"
    )
    func cosines() throws {
        guard case .logMel(let mel) = Self.levelled.kind else { return }
        let cepstrum = CepstralFeatures(mel: mel, coefficients: 64)
        let features = SoundFeatures(sampleRate: 8000, kind: .mfcc(cepstrum: cepstrum))
        let clip = noise(1000)
        let rows = try SoundFrontEnd(Self.levelled).map(of: clip).values
        let coefficients = try SoundFrontEnd(features).map(of: clip).values
        for row in 0..<9 {
            let (row, transformed) = (
                rows[row * 64..<row * 64 + 64], coefficients[row * 64..<row * 64 + 64]
            )
            let squares = row.reduce(0) { $0 + $1 * $1 }
            #expect(abs(transformed.reduce(0) { $0 + $1 * $1 } / squares - 1) < 1e-5)
            for (index, value) in transformed.enumerated() {
                let sum = row.enumerated().reduce(0.0) {
                    $0 + Double($1.1) * cos(.pi * Double(index) * (2 * Double($1.0) + 1) / 128)
                }
                let expected = sum * (index == 0 ? 1 / 64 : 2 / 64.0).squareRoot()
                #expect(abs(Double(value) - expected) < 5e-6, "coefficient \(index)")
            }
        }
    }

    @Test("The same bits on any number of threads, in any order, after any other clip")
    func threads() async throws {
        let clips = (0..<40).map { noise(50 + 211 * $0, seed: UInt64($0)) }
        for features in [Self.levelled, Fixtures.all.cases.last { $0.name == "mfcc" }?.features] {
            let features = try #require(features)
            let alone = try clips.map { try SoundFrontEnd(features).map(of: $0) }
            let shared = try SoundFrontEnd(features)
            await withTaskGroup(of: Void.self) { group in
                for start in 0..<4 {
                    group.addTask {
                        for step in clips.indices {
                            let index = (start * 10 + 7 * step) % clips.count
                            let map = try? shared.map(of: clips[index])
                            #expect(map == alone[index], "clip \(index)")
                        }
                    }
                }
            }
        }
    }
}
