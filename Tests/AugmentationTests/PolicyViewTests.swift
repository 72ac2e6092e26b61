import Augmentation
import Domain
import Foundation
import Kernels
import Testing

/// Policies of images that draw strong views by operations.
private enum Drawn: String, CaseIterable, CustomTestStringConvertible {
    case usb, usbWithoutColor, paper, ctAugment, color

    var testDescription: String { rawValue }

    var policy: ImageViewPolicy {
        var policy = ImageViewPolicy()
        var list = RandAugmentViewPolicy()
        switch self {
        case .usb: policy.strong = .randAugment(list)
        case .usbWithoutColor:
            list.list = .usbWithoutColor
            policy.strong = .randAugment(list)
        case .paper:
            list.list = .paper
            policy.strong = .randAugment(list)
        case .ctAugment: policy.strong = .ctAugment(CTAugmentViewPolicy())
        case .color:
            var colors = ColorViewPolicy()
            colors.solarize = 0.2
            policy.strong = .color(colors)
        }
        return policy
    }
}

private func image(
    channels: Int = 3,
    side: Int = 16,
    flips: Bool = true,
    offset: Float = 0
) -> InputSpecification {
    .image(
        ImageSpecification(
            height: side,
            width: side,
            channels: channels,
            offset: offset,
            flips: flips
        )
    )
}

private func augmenter(
    _ policy: ImageViewPolicy,
    _ input: InputSpecification = image(),
    range: ValueRange = ValueRange(low: 0, high: 1),
    seed: UInt64 = 1
) throws -> Augmenter {
    try Augmenter(
        input: input,
        settings: AugmentationSettings(.image(policy), for: input),
        range: range,
        seed: seed
    )
}

/// Rows of noise over the range of bytes, of which one is 0 and one 255.
private func noise(_ count: Int, of input: InputSpecification, seed: UInt64 = 3) -> [Float] {
    var generator = SeededGenerator(seed: seed)
    var bytes = (0..<count * input.mostBytes).map { _ in generator.below(256) }
    (bytes[0], bytes[1]) = (0, 255)
    return bytes.map { Float($0) * (1 / Float(255)) }
}

@Suite("Views of images by a policy")
struct PolicyViewTests {
    @Test(
        "Threads and the place in a batch change no bit; another seed, step or row does",
        arguments: Drawn.allCases
    )
    fileprivate func determinism(drawn: Drawn) throws {
        let one = try augmenter(drawn.policy)
        let rows = noise(7, of: one.input)
        let size = one.elements
        for kind in [ViewKind.medium, .strong] {
            let views = one.views(kind, of: rows, step: 5, stream: 2)
            for threads in [2, 3] {
                let pool = ThreadPool(threads: threads)
                #expect(views == one.views(kind, of: rows, step: 5, stream: 2, on: pool))
            }
            let first = one.views(kind, of: Array(rows[..<size]), step: 5, stream: 2)
            #expect(first == Array(views[..<size]))
        }
        let views = one.views(.strong, of: rows, step: 5, stream: 2)
        #expect(views != one.views(.strong, of: rows, step: 6, stream: 2))
        #expect(views != one.views(.strong, of: rows, step: 5, stream: 3))
        let other = try augmenter(drawn.policy, seed: 2)
        #expect(views != other.views(.strong, of: rows, step: 5, stream: 2))
        let same = Array((0..<7).map { _ in rows[..<size] }.joined())
        let draws = one.views(.strong, of: same, step: 5, stream: 2)
        #expect(Set((0..<7).map { Array(draws[$0 * size..<($0 + 1) * size]) }).count > 3)
    }

    @Test("Any number of channels, any size and any range of values", arguments: Drawn.allCases)
    fileprivate func shapes(drawn: Drawn) throws {
        let range = ValueRange(low: -2, high: 6)
        for (channels, side) in [(1, 1), (1, 8), (2, 5), (3, 2), (4, 9), (12, 4)] {
            let input = image(channels: channels, side: side, offset: -2)
            let augmenter = try augmenter(drawn.policy, input, range: range)
            let rows = noise(20, of: input).map { -2 + 8 * $0 }
            let views = augmenter.views(.strong, of: rows, step: 0, stream: 0)
            #expect(views.allSatisfy { (-2...6).contains($0) }, "\(channels) x \(side)")
            #expect(side < 5 || views != rows)
        }
    }

    @Test("An image of one value everywhere has one; a range that is a point too")
    func flat() throws {
        for drawn in Drawn.allCases {
            let input = image()
            let point = ValueRange(low: 0.5, high: 0.5)
            let augmenter = try augmenter(drawn.policy, input, range: point)
            let rows = [Float](repeating: 0.5, count: input.mostBytes)
            #expect(augmenter.views(.strong, of: rows, step: 0, stream: 0) == rows)
        }
    }

    @Test("Where nothing is done the view is the image, to the bit for bytes of the whole range")
    func identity() throws {
        var colors = ColorViewPolicy()
        (colors.strength, colors.grayscale, colors.blur, colors.leastArea) = (0, 0, 0, 1)
        var policy = ImageViewPolicy()
        policy.strong = .color(colors)
        let input = image(flips: false)
        let augmenter = try augmenter(policy, input)
        let rows = noise(40, of: input)
        // A part of the whole area that is no square does not fit, and the whole image is taken.
        #expect(augmenter.views(.strong, of: rows, step: 0, stream: 0) == rows)
    }

    @Test("Other ranges lose half a step of 255 at most")
    func rounding() throws {
        var colors = ColorViewPolicy()
        (colors.strength, colors.grayscale, colors.blur, colors.leastArea) = (0, 0, 0, 1)
        var policy = ImageViewPolicy()
        policy.strong = .color(colors)
        let input = image(flips: false)
        let augmenter = try augmenter(policy, input, range: ValueRange(low: -1, high: 3))
        let rows = noise(4, of: input).map { -1 + 4 * $0 * $0 }
        let views = augmenter.views(.strong, of: rows, step: 0, stream: 0)
        let off = zip(rows, views).map { abs($0 - $1) }.max() ?? 1
        #expect(off > 0 && off <= 4 / Float(510) + 1e-6, "\(off)")
    }

    @Test("Views are mirrored only where the project allows it", arguments: [false, true])
    func flips(allowed: Bool) throws {
        var colors = ColorViewPolicy()
        (colors.strength, colors.grayscale, colors.blur, colors.leastArea) = (0, 0, 0, 1)
        var policy = ImageViewPolicy()
        policy.strong = .color(colors)
        let input = image(flips: allowed)
        let augmenter = try augmenter(policy, input)
        let rows = noise(1, of: input)
        let same = Array((0..<100).map { _ in rows }.joined())
        let views = augmenter.views(.strong, of: same, step: 0, stream: 0)
        let plain = (0..<100).count { row in
            views[row * rows.count..<(row + 1) * rows.count].elementsEqual(rows)
        }
        #expect(allowed ? (30...70).contains(plain) : plain == 100, "\(plain) of 100 as they are")
    }

    @Test("A cutout is a square of up to its share, and 0 is none", arguments: [0, 0.25, 1])
    func cutout(share: Double) throws {
        var colors = ColorViewPolicy()
        (colors.strength, colors.grayscale, colors.blur, colors.leastArea) = (0, 0, 0, 1)
        var policy = ImageViewPolicy()
        policy.strong = .color(colors)
        policy.cutout = share
        let input = image(channels: 1, flips: false)
        let augmenter = try augmenter(policy, input)
        let rows = [Float](repeating: 1, count: input.mostBytes * 300)
        let views = augmenter.views(.strong, of: rows, step: 0, stream: 0)
        let sides = Set(
            (0..<300).map { row in
                let view = views[row * input.mostBytes..<(row + 1) * input.mostBytes]
                let cut = view.count { $0 != 1 }
                #expect(view.allSatisfy { $0 == 1 || $0 == 127 * (1 / Float(255)) })
                return Int(Double(cut).squareRoot().rounded())
            }
        )
        #expect(sides == Set(0...Int(share * 16)))
    }

    @Test("CTAugment paints its square in every view, and none for 0")
    func levelCutout() throws {
        var levels = CTAugmentViewPolicy()
        levels.operations = 1
        var policy = ImageViewPolicy()
        policy.strong = .ctAugment(levels)
        let input = image(channels: 1, flips: false)
        let rows = [Float](repeating: 1, count: input.mostBytes * 100)
        func gray(_ cutout: Double?) throws -> Int {
            policy.cutout = cutout
            let views = try augmenter(policy, input).views(.strong, of: rows, step: 0, stream: 0)
            return (0..<100).count { row in
                views[row * input.mostBytes..<(row + 1) * input.mostBytes]
                    .contains { abs($0 - 127 / Float(255)) < 1e-6 }
            }
        }
        #expect(try gray(nil) == 100)
        #expect(try gray(0) < 30)
    }

    @Test("What the controller was taught changes what is drawn, and probes do not")
    func taught() throws {
        var augmenter = try augmenter(Drawn.ctAugment.policy)
        let rows = noise(30, of: augmenter.input)
        let untaught = augmenter.views(.strong, of: rows, step: 1, stream: 0)
        func probes(on threads: Int) -> ([[CTAugmentChoice]], [Float]) {
            var views = [Float](repeating: .nan, count: rows.count)
            let pool = ThreadPool(threads: threads)
            let choices = augmenter.writeProbes(of: rows, step: 1, on: pool, to: &views)
            return (choices, views)
        }
        let (choices, views) = probes(on: 1)
        #expect(probes(on: 2) == (choices, views))
        #expect(choices.allSatisfy { $0.count == 2 })
        for _ in 0..<200 {
            for choice in choices { augmenter.controller?.update(choice, proximity: 0.1) }
        }
        #expect(probes(on: 2) == (choices, views))
        #expect(augmenter.views(.strong, of: rows, step: 1, stream: 0) != untaught)
    }

    @Test("A policy of affine views sets the cutout alone; none is the default")
    func affine() throws {
        let input = image(side: 32)
        var policy = ImageViewPolicy()
        #expect(
            try AugmentationSettings(.image(policy), for: input)
                == AugmentationSettings(defaultsFor: input)
        )
        policy.cutout = 0.5
        guard case .image(let ranges) = try AugmentationSettings(.image(policy), for: input)
        else {
            Issue.record("no settings of images")
            return
        }
        #expect(ranges.cutout == 16 && ranges.policy == nil)
    }

    @Test("Settings that were stored before policies are read, and policies survive storage")
    func storage() throws {
        let old = """
            {"image":{"_0":{"weakShift":1,"flips":false,"rotation":0.5,"scaleLow":0.8,"scaleHigh":1.2,"shear":0.3,
            "strongShift":1.5,"contrastLow":0.5,"contrastHigh":1.5,"brightness":0.15,"noise":0.08,"cutout":3,
            "cutoutValue":0.3}}}
            """
        let images = try JSONDecoder().decode(AugmentationSettings.self, from: Data(old.utf8))
        #expect(images == .image(ImageAugmentation(height: 8, width: 8, flips: false)))
        let vector = #"{"vector":{"_0":{"weakNoise":0,"strongNoise":0.1,"featureDropout":0.2}}}"#
        let vectors = try JSONDecoder().decode(AugmentationSettings.self, from: Data(vector.utf8))
        #expect(vectors == .vector(VectorAugmentation()))
        for drawn in Drawn.allCases {
            let settings = try AugmentationSettings(.image(drawn.policy), for: image())
            let data = try JSONEncoder().encode(settings)
            #expect(try JSONDecoder().decode(AugmentationSettings.self, from: data) == settings)
        }
    }
}

@Suite("Views of vectors by a policy")
struct VectorPolicyTests {
    private let input = InputSpecification.vector(dimension: 40)

    private func augmenter(
        _ change: (inout VectorViewPolicy) -> Void
    ) throws -> Augmenter {
        var policy = VectorViewPolicy()
        (policy.strongNoise, policy.featureDropout) = (0, 0)
        change(&policy)
        return try Augmenter(
            input: input,
            settings: AugmentationSettings(.vector(policy), for: input),
            range: ValueRange(low: -1, high: 1),
            seed: 4
        )
    }

    @Test("Swap noise takes features of other rows, of their own columns, as often as it says")
    func swaps() throws {
        let swapping = try augmenter { $0.swapNoise = 0.3 }
        // Value: row * 100 + column.
        let rows = (0..<50).flatMap { row in (0..<40).map { Float(100 * row + $0) } }
        let views = swapping.views(.strong, of: rows, step: 0, stream: 0)
        var swapped = 0
        var sources = Set<Int>()
        for (index, value) in views.enumerated() {
            let (row, column) = Int(value).quotientAndRemainder(dividingBy: 100)
            #expect(column == index % 40 && (0..<50).contains(row))
            guard row != index / 40 else { continue }
            swapped += 1
            sources.insert(row)
        }
        #expect((500...700).contains(swapped), "\(swapped) of 2000, expected about 600")
        #expect(sources.count == 50)
        let pool = ThreadPool(threads: 3)
        #expect(views == swapping.views(.strong, of: rows, step: 0, stream: 0, on: pool))
        #expect(swapping.views(.weak, of: rows, step: 0, stream: 0) == rows)
        let alone = Array(rows[..<40])
        #expect(swapping.views(.strong, of: alone, step: 0, stream: 0) == alone, "no other row")
    }

    @Test("Noise and dropped features are those of the policy")
    func noise() throws {
        let rows = [Float](repeating: 1, count: 40 * 200)
        let weak = try augmenter { $0.weakNoise = 0.25 }.views(.weak, of: rows, step: 0, stream: 0)
        let squares = weak.reduce(0) { $0 + ($1 - 1) * ($1 - 1) }
        let deviation = (squares / Float(weak.count)).squareRoot()
        #expect(abs(deviation - 0.5) < 0.02, "a quarter of the range's 2: \(deviation)")
        let dropped = try augmenter { $0.featureDropout = 0.5 }
            .views(.strong, of: rows, step: 0, stream: 0)
        #expect((3700...4300).contains(dropped.count { $0 == 0 }))
    }

    @Test("A policy of another kind of input is refused")
    func kinds() {
        #expect(throws: Failure.self) {
            try AugmentationSettings(.image(ImageViewPolicy()), for: input)
        }
        #expect(throws: Failure.self) {
            try AugmentationSettings(.vector(VectorViewPolicy()), for: image())
        }
    }
}
