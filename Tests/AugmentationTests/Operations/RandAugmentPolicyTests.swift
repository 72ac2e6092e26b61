import Augmentation
import Domain
import Testing

@Suite("RandAugment draws")
struct RandAugmentPolicyTests {
    private let shape = ImageShape(height: 32, width: 28, channels: 3)

    private func draws(_ policy: RandAugmentPolicy, seed: UInt64 = 3) -> [[ImageOperation]] {
        var generator = SeededGenerator(seed: seed)
        return (0..<400).map { _ in policy.draw(for: shape, using: &generator) }
    }

    @Test("USB: the stated number of operations, then a cutout within half of the image")
    func usb() {
        for count in [1, 3] {
            for drawn in draws(.usb(count: count)) {
                #expect(drawn.count == count + 1)
                guard case .cutout(let box, .brownish)? = drawn.last else {
                    Issue.record("\(drawn) ends without a cutout")
                    continue
                }
                #expect(box.columns.count <= 15 && box.rows.count <= 15, "\(box)")
                #expect(box.columns.lowerBound >= 0 && box.rows.lowerBound >= 0, "\(box)")
            }
        }
    }

    @Test("USB: every operation occurs, with magnitudes all over its range")
    func magnitudes() {
        let policy = RandAugmentPolicy.usb()
        #expect(policy.operations.count == RandAugmentOperation.Kind.allCases.count)
        #expect(Set(policy.operations.map(\.kind)).count == policy.operations.count)
        let degrees = draws(policy).joined().compactMap { operation in
            if case .rotate(let degrees) = operation { degrees } else { nil }
        }
        #expect(degrees.allSatisfy { (-30...30).contains($0) })
        #expect((degrees.min() ?? 0) < -20 && (degrees.max() ?? 0) > 20)
        let plain = RandAugmentPolicy.usb(withColor: false).operations.map(\.kind)
        #expect(
            plain == [
                .brightness, .equalize, .identity, .rotate, .sharpness, .shearX, .shearY,
                .translateX, .translateY,
            ]
        )
    }

    @Test("The paper: one magnitude, both signs, no cutout")
    func paper() {
        let drawn = draws(.paper(count: 2, magnitude: 5))
        #expect(drawn.allSatisfy { $0.count == 2 })
        let degrees = drawn.joined().compactMap { operation in
            if case .rotate(let degrees) = operation { degrees } else { nil }
        }
        #expect(Set(degrees) == [-15, 15])
        let operations = Set(drawn.joined())
        #expect(operations.contains(.posterize(bits: 6)))
        #expect(operations.contains(.solarize(threshold: 128)))
        let factors = operations.compactMap { operation in
            if case .color(let factor) = operation { factor } else { nil }
        }
        // The middle of the range of factors changes nothing.
        #expect(factors.map { Float($0) } == [1])
    }

    @Test("The same seed draws the same, another another")
    func seeds() {
        #expect(draws(.usb()) == draws(.usb()))
        #expect(draws(.usb()) != draws(.usb(), seed: 4))
    }
}
