import Domain
import Foundation
import Sound
import Testing

@Suite("Views of spectrograms")
struct SpectrogramViewTests {
    private static let map = FeatureMap(columns: 64, values: noise(50 * 64))
    private static let strong = SpectrogramAugmentation.strong(rows: 50, columns: 64)

    private func warped(_ values: [Float], columns: Int, _ warp: SpectrogramWarp) -> [Float] {
        var view = [Float](repeating: .nan, count: values.count)
        var span = view.mutableSpan
        warp.write(values.span, columns: columns, fill: -1, to: &span)
        return view
    }

    @Test("The same for the same seed and index, others for others")
    func seeds() {
        let views = (0..<8).map { Self.strong.view(of: Self.map, seed: 3, index: $0) }
        #expect(Set(views).count == 8)
        for index in views.indices.reversed() {
            #expect(Self.strong.view(of: Self.map, seed: 3, index: index) == views[index])
        }
        #expect(Self.strong.view(of: Self.map, seed: 4, index: 0) != views[0])
        #expect(views.allSatisfy { $0.values.allSatisfy { (-1...1).contains($0) } })
    }

    @Test("Without ranges a view is the spectrogram")
    func identity() {
        #expect(SpectrogramAugmentation().view(of: Self.map, seed: 1, index: 1) == Self.map)
    }

    @Test("A weak view is the spectrogram some rows later or earlier, and the floor")
    func weak() {
        let weak = SpectrogramAugmentation.weak(rows: 50)
        var shifts: Set<Int> = []
        for index in 0..<60 {
            let view = weak.view(of: Self.map, seed: 9, index: index)
            let shift = (-5...5).first { shift in
                (0..<50).allSatisfy { row in
                    let source = row + shift
                    let expected =
                        (0..<50).contains(source)
                        ? Array(Self.map.values[source * 64..<source * 64 + 64])
                        : [Float](repeating: -1, count: 64)
                    return Array(view.values[row * 64..<row * 64 + 64]) == expected
                }
            }
            if let shift { shifts.insert(shift) } else { Issue.record("view \(index)") }
        }
        #expect(shifts.count == 11)
    }

    @Test("Places are mapped about the middle, linear in between, the fill beyond")
    func warps() {
        let row: [Float] = [0, 1, 2, 3, 4]
        // Moments: columns of one.
        #expect(warped(row, columns: 1, SpectrogramWarp(shift: 1)) == [1, 2, 3, 4, -1])
        #expect(warped(row, columns: 1, SpectrogramWarp(shift: -1.5)) == [-1, -0.5, 0.5, 1.5, 2.5])
        #expect(warped(row, columns: 1, SpectrogramWarp(stretch: 0.5)) == [1, 1.5, 2, 2.5, 3])
        #expect(warped(row, columns: 1, SpectrogramWarp(stretch: 2)) == [-1, 0, 2, 4, -1])
        // Bands: one row.
        #expect(
            warped(row, columns: 5, SpectrogramWarp(bandShift: 0.5)) == [0.5, 1.5, 2.5, 3.5, 1.5]
        )
        #expect(warped(row, columns: 5, SpectrogramWarp(bandScale: 2)) == [-1, 0, 2, 4, -1])
        #expect(warped(row, columns: 5, SpectrogramWarp(bandShift: 99)) == [-1, -1, -1, -1, -1])
        // Both: bilinear.
        let square: [Float] = [0, 1, 2, 3]
        let both = warped(square, columns: 2, SpectrogramWarp(shift: 0.5, bandShift: 0.5))
        #expect(both == [1.5, 0.5, 0.75, 0])
    }

    @Test("Masks are as long as they may be, not longer, and leave the rest")
    func masks() {
        var ranges = SpectrogramAugmentation()
        ranges.timeMasks = .init(count: 2, longest: 8)
        ranges.bandMasks = .init(count: 2, longest: 10)
        var (longestRows, longestColumns) = (0, 0)
        for index in 0..<100 {
            let view = ranges.view(of: Self.map, seed: 5, index: index)
            let isMasked = zip(view.values, Self.map.values).map { $0 == -1 && $1 != -1 }
            let rows = (0..<50).filter { row in (0..<64).allSatisfy { isMasked[row * 64 + $0] } }
            let columns = (0..<64).filter { column in
                (0..<50).allSatisfy { isMasked[$0 * 64 + column] }
            }
            longestRows = max(longestRows, rows.count)
            longestColumns = max(longestColumns, columns.count)
            for place in view.values.indices {
                let expected =
                    rows.contains(place / 64) || columns.contains(place % 64)
                    ? -1 : Self.map.values[place]
                #expect(view.values[place] == expected)
            }
        }
        #expect((9...16).contains(longestRows) && (11...20).contains(longestColumns))
        ranges.timeMasks.longest = 1000
        #expect(
            ranges.view(of: FeatureMap(columns: 64, values: noise(64)), seed: 1, index: 1).rows == 1
        )
    }

    @Test("Contrast, offset and noise are of the size that they were asked for")
    func levels() {
        var ranges = SpectrogramAugmentation()
        ranges.values = -100...100
        ranges.contrast = 0.7...1.2
        ranges.offset = 0.3
        for index in 0..<20 {
            let view = ranges.view(of: Self.map, seed: 2, index: index).values
            let contrast = (view[1] - view[0]) / (Self.map.values[1] - Self.map.values[0])
            let offset = view[0] - contrast * Self.map.values[0]
            #expect((0.699...1.201).contains(contrast) && abs(offset) <= 0.3001)
            let expected = Self.map.values.map { contrast * $0 + offset }
            #expect(distance(view, expected) < 1e-4)
        }
        ranges = SpectrogramAugmentation()
        ranges.values = -100...100
        ranges.noise = 0.2
        let deviations = (0..<40).map { index in
            let view = ranges.view(of: Self.map, seed: 2, index: index).values
            let sum = zip(view, Self.map.values).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
            return (sum / Float(view.count)).squareRoot()
        }
        #expect(deviations.allSatisfy { $0 < 0.21 } && deviations.contains { $0 > 0.15 })
    }

    @Test("Ranges are checked")
    func ranges() throws {
        try Self.strong.validate()
        try SpectrogramAugmentation.weak(rows: 3).validate()
        var ranges = Self.strong
        ranges.stretch = 0.1...1
        #expect(refusal { try ranges.validate() }?.field == "augmentation.sound.stretch")
        ranges = Self.strong
        ranges.noise = .nan
        #expect(refusal { try ranges.validate() }?.field == "augmentation.sound.noise")
        ranges = Self.strong
        ranges.bandMasks.count = 17
        #expect(refusal { try ranges.validate() }?.field == "augmentation.sound.band_masks.count")
    }
}

@Suite("Views of samples")
struct WaveformViewTests {
    private static let clip = noise(4000)

    @Test("The same for the same seed and index, others for others; without ranges the clip")
    func seeds() {
        let views = (0..<8).map {
            WaveformAugmentation.strong.view(of: Self.clip, seed: 3, index: $0)
        }
        #expect(Set(views).count == 8)
        for index in views.indices.reversed() {
            #expect(
                WaveformAugmentation.strong.view(of: Self.clip, seed: 3, index: index)
                    == views[index]
            )
        }
        #expect(WaveformAugmentation().view(of: Self.clip, seed: 1, index: 2) == Self.clip)
        #expect(views.allSatisfy { $0.allSatisfy(\.isFinite) })
        #expect(WaveformAugmentation.strong.view(of: [], seed: 1, index: 1).isEmpty)
        #expect(WaveformAugmentation.strong.view(of: [1], seed: 1, index: 1).count == 1)
    }

    @Test("A weak view is the clip some samples later or earlier, and silence")
    func weak() {
        for index in 0..<10 {
            let view = WaveformAugmentation.weak.view(of: Self.clip, seed: 7, index: index)
            let first = view.firstIndex { $0 != 0 } ?? 0
            let source = Self.clip.firstIndex(of: view[first]) ?? 0
            let shift = source - first
            #expect(abs(shift) <= 400)
            let expected = (0..<4000).map {
                Self.clip.indices.contains($0 + shift) ? Self.clip[$0 + shift] : 0
            }
            #expect(view == expected)
        }
    }

    @Test("A clip that is played faster sounds higher by as much")
    func speed() {
        let tone = (0..<4000).map { Float(sin(2 * .pi * 440 * Double($0) / 8000)) }
        var view = [Float](repeating: 0, count: 4000)
        var span = view.mutableSpan
        SampleOperations.warp(tone.span, speed: 1.1, shift: 0, to: &span)
        let crossings = (500..<3500).filter { view[$0 - 1] < 0 && view[$0] >= 0 }
        let frequency =
            Double(crossings.count - 1) * 8000
            / Double((crossings.last ?? 1) - (crossings.first ?? 0))
        #expect(abs(frequency - 484) < 0.5, "\(frequency)")
        #expect(view[..<100].allSatisfy { $0 == 0 } && view[3900...].allSatisfy { $0 == 0 })
    }

    @Test("Gain and noise are of the size that they were asked for")
    func levels() {
        var ranges = WaveformAugmentation()
        ranges.gain = 9
        for index in 0..<20 {
            let view = ranges.view(of: Self.clip, seed: 1, index: index)
            let decibels = 20 * log10(abs(view[0] / Self.clip[0]))
            #expect(abs(decibels) <= 9.001)
            #expect(distance(view, Self.clip.map { $0 * view[0] / Self.clip[0] }) < 1e-5)
        }
        // Noise is as far from the clip however loud that was made.
        ranges.leastNoiseDistance = 10
        let squares = Self.clip.reduce(0) { $0 + $1 * $1 }
        let distances = (0..<60).map { index in
            let view = ranges.view(of: Self.clip, seed: 1, index: index)
            let gain = zip(view, Self.clip).reduce(0) { $0 + $1.0 * $1.1 } / squares
            let noise = zip(view, Self.clip).map { $0 - gain * $1 }
            return 10 * log10(gain * gain * squares / noise.reduce(0) { $0 + $1 * $1 })
        }
        #expect(distances.allSatisfy { (9.5...40.5).contains($0) }, "\(distances)")
        #expect(distances.contains { $0 < 13 } && distances.contains { $0 > 37 })
        #expect(ranges.view(of: [0, 0, 0], seed: 1, index: 1) == [0, 0, 0])
    }

    @Test("Ranges are checked")
    func ranges() throws {
        try WaveformAugmentation.strong.validate()
        var ranges = WaveformAugmentation.strong
        ranges.speed = 0.5...9
        #expect(refusal { try ranges.validate() }?.message.contains("0.25 to 4.0; got 9.0") == true)
        ranges = .strong
        ranges.leastNoiseDistance = .infinity
        #expect(
            refusal { try ranges.validate() }?.field == "augmentation.sound.least_noise_distance"
        )
    }
}
