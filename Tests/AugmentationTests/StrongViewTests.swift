import Augmentation
import Domain
import Kernels
import Testing

private let digits = InputSpecification.image(
    ImageSpecification(height: 8, width: 8, channels: 1, scale: 1 / 16)
)

private func augmenter(
    _ input: InputSpecification = digits,
    _ change: (inout ImageAugmentation) -> Void = { _ in },
    seed: UInt64 = 1
) throws -> Augmenter {
    var settings = AugmentationSettings(defaultsFor: input)
    if case .image(var ranges) = settings {
        change(&ranges)
        settings = .image(ranges)
    }
    return try Augmenter(
        input: input,
        settings: settings,
        range: ValueRange(low: 0, high: 1),
        seed: seed
    )
}

/// Ranges that leave an image as it is.
private func switchOff(_ ranges: inout ImageAugmentation) {
    ranges.rotation = 0
    (ranges.scaleLow, ranges.scaleHigh) = (1, 1)
    (ranges.shear, ranges.strongShift) = (0, 0)
    (ranges.contrastLow, ranges.contrastHigh) = (1, 1)
    (ranges.brightness, ranges.noise, ranges.cutout) = (0, 0, 0)
}

private let pattern = (0..<64).map { Float(($0 * 37) % 64) / 63 }

@Suite("Strong views of an image")
struct StrongViewTests {
    @Test("With every range closed the view is the image")
    func identity() throws {
        let view = try augmenter(digits, switchOff).views(.strong, of: pattern, step: 0, stream: 0)
        for index in 0..<64 {
            #expect(abs(view[index] - pattern[index]) < 1e-6, "pixel \(index)")
        }
    }

    @Test("A quarter turn moves every pixel to its place")
    func rotation() throws {
        let turning = try augmenter(digits) { ranges in
            switchOff(&ranges)
            // The draw is uniform in -rotation...rotation: scan until it is close to a quarter.
            ranges.rotation = .pi / 2
        }
        var closest = Float.infinity
        for step in 0..<4000 {
            let view = turning.views(.strong, of: pattern, step: step, stream: 0)
            var clockwise: Float = 0
            for y in 0..<8 {
                for x in 0..<8 {
                    clockwise = max(clockwise, abs(view[y * 8 + x] - pattern[x * 8 + 7 - y]))
                }
            }
            closest = min(closest, clockwise)
        }
        #expect(closest < 0.02, "no draw came close to a quarter turn: \(closest)")
    }

    @Test("Contrast acts about the mean, brightness adds, values stay in the range")
    func contrast() throws {
        let stretching = try augmenter(digits) { ranges in
            switchOff(&ranges)
            (ranges.contrastLow, ranges.contrastHigh) = (0.5, 0.5)
        }
        let mean = pattern.reduce(0, +) / 64
        let view = stretching.views(.strong, of: pattern, step: 0, stream: 0)
        for index in 0..<64 {
            #expect(abs(view[index] - (mean + 0.5 * (pattern[index] - mean))) < 1e-5)
        }
        let all = try augmenter().views(.strong, of: pattern, step: 1, stream: 0)
        #expect(all.allSatisfy { (0...1).contains($0) })
        #expect(all != pattern)
    }

    @Test("Noise has the stated deviation")
    func noise() throws {
        let noisy = try augmenter(digits) { ranges in
            switchOff(&ranges)
            ranges.noise = 0.08
        }
        let rows = [Float](repeating: 0.5, count: 64 * 400)
        let view = noisy.views(.strong, of: rows, step: 0, stream: 0)
        let mean = view.reduce(0, +) / Float(view.count)
        let variance = view.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Float(view.count)
        #expect(abs(mean - 0.5) < 0.003, "mean \(mean)")
        #expect(abs(variance.squareRoot() - 0.08) < 0.002, "deviation \(variance.squareRoot())")
    }

    @Test("The cutout is one square of at most 3 pixels with the stated value")
    func cutout() throws {
        let cutting = try augmenter(digits) { ranges in
            switchOff(&ranges)
            ranges.cutout = 3
        }
        let white = [Float](repeating: 1, count: 64)
        var sides = Set<Int>()
        for step in 0..<200 {
            let view = cutting.views(.strong, of: white, step: step, stream: 0)
            let cut = (0..<64).filter { view[$0] != 1 }
            let side = Int(Double(cut.count).squareRoot().rounded())
            #expect(side * side == cut.count, "\(cut.count) pixels are no square")
            #expect(cut.allSatisfy { abs(view[$0] - 0.3) < 1e-6 })
            if let first = cut.first, let last = cut.last {
                #expect(last - first == (side - 1) * 9, "not a square: \(cut)")
            }
            sides.insert(side)
        }
        #expect(sides == [0, 1, 2, 3])
    }

    @Test("Views are mirrored only where the project allows it", arguments: [false, true])
    func flips(allowed: Bool) throws {
        let input = InputSpecification.image(
            ImageSpecification(height: 8, width: 8, channels: 1, scale: 1 / 16, flips: allowed)
        )
        let plain = try augmenter(input) { ranges in switchOff(&ranges) }
        let mirrored = (0..<8).flatMap { y in pattern[y * 8..<y * 8 + 8].reversed() }
        var count = 0
        for step in 0..<100 {
            let view = plain.views(.strong, of: pattern, step: step, stream: 0)
            let distance = zip(view, mirrored).map { abs($0 - $1) }.max() ?? 1
            if distance < 1e-6 { count += 1 }
        }
        #expect(allowed ? (30...70).contains(count) : count == 0, "\(count) of 100 mirrored")
    }

    @Test("Lengths grow with the image")
    func sizes() {
        let small = ImageAugmentation(height: 8, width: 8, flips: false)
        #expect((small.weakShift, small.cutout) == (1, 3))
        #expect(small.strongShift == 1.5)
        let large = ImageAugmentation(height: 32, width: 40, flips: true)
        #expect((large.weakShift, large.cutout) == (4, 12))
        #expect(large.strongShift == 6)
    }
}

@Suite("Views depend on the seed and their coordinates alone")
struct ViewDeterminismTests {
    @Test("The same coordinates give the same bits, wherever the row stands in its batch")
    func position() throws {
        let augmenter = try augmenter()
        let rows = pattern + pattern.reversed()
        let both = augmenter.views(.strong, of: rows, step: 7, stream: 2)
        var alone = [Float](repeating: 0, count: 64)
        var span = alone.mutableSpan
        augmenter.write(
            .strong,
            of: 1,
            in: rows.span,
            at: ViewCoordinates(step: 7, row: 1, stream: 2),
            to: &span
        )
        #expect(Array(both[64...]) == alone)
    }

    @Test("Threads change no bit", arguments: [ViewKind.weak, .strong, .cleanOrStrong], [2, 3])
    func threads(kind: ViewKind, threads: Int) throws {
        let augmenter = try augmenter()
        let rows = Array((0..<7).map { _ in pattern }.joined())
        let pool = ThreadPool(threads: threads)
        #expect(
            augmenter.views(kind, of: rows, step: 7, stream: 2, on: pool)
                == augmenter.views(kind, of: rows, step: 7, stream: 2)
        )
        let size = CropSize(height: 5, width: 3, least: 0.1, most: 0.6)
        #expect(
            augmenter.crops(of: rows, size, step: 7, stream: 2, on: pool)
                == augmenter.crops(of: rows, size, step: 7, stream: 2)
        )
    }

    @Test("Another seed, step, row or stream gives another view")
    func independence() throws {
        let one = try augmenter()
        let reference = one.views(.strong, of: pattern + pattern, step: 7, stream: 2)
        #expect(Array(reference[..<64]) != Array(reference[64...]))
        #expect(one.views(.strong, of: pattern, step: 8, stream: 2) != Array(reference[..<64]))
        #expect(one.views(.strong, of: pattern, step: 7, stream: 3) != Array(reference[..<64]))
        let other = try augmenter(seed: 2)
        #expect(other.views(.strong, of: pattern, step: 7, stream: 2) != Array(reference[..<64]))
    }

    @Test("Clean or strong is one of the two, each about half of the time")
    func cleanOrStrong() throws {
        let augmenter = try augmenter()
        let rows = (0..<400).flatMap { _ in pattern }
        let views = augmenter.views(.cleanOrStrong, of: rows, step: 0, stream: 0)
        let clean = (0..<400).count { Array(views[$0 * 64..<$0 * 64 + 64]) == pattern }
        #expect((150...250).contains(clean), "\(clean) of 400 are clean")
    }

    @Test("A weak vector is the vector; a strong one has noise and dropped features")
    func vectors() throws {
        let input = InputSpecification.vector(dimension: 50)
        let augmenter = try Augmenter(
            input: input,
            settings: AugmentationSettings(defaultsFor: input),
            range: ValueRange(low: -2, high: 2),
            seed: 1
        )
        let rows = [Float](repeating: 1.5, count: 50 * 40)
        #expect(augmenter.views(.weak, of: rows, step: 0, stream: 0) == rows)
        let strong = augmenter.views(.strong, of: rows, step: 0, stream: 0)
        let dropped = strong.count { $0 == 0 }
        #expect((300...500).contains(dropped), "\(dropped) of 2000 dropped, expected about 400")
        #expect(strong.count { $0 == 1.5 } < 10)
    }

    @Test("Settings of another kind of input are refused")
    func wrongSettings() {
        #expect(throws: Failure.self) {
            try Augmenter(
                input: digits,
                settings: .vector(VectorAugmentation()),
                range: ValueRange(low: 0, high: 1),
                seed: 1
            )
        }
    }
}
