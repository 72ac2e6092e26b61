import Augmentation
import Domain
import Foundation
import Testing

@Suite("CTAugment learns which levels an image survives")
struct CTAugmentControllerTests {
    /// A controller that many probes have taught that low levels of every parameter are right.
    private func taught(
        _ probes: Int,
        using generator: inout SeededGenerator
    ) -> CTAugmentController {
        var controller = CTAugmentController()
        for _ in 0..<probes {
            let policy = controller.probePolicy(using: &generator)
            let isLow = policy.flatMap(\.levels).allSatisfy { $0 < 0.5 }
            controller.update(policy, proximity: isLow ? 1 : 0)
        }
        return controller
    }

    @Test("Untaught, levels of training are all over the range")
    func untaught() {
        var generator = SeededGenerator(seed: 1)
        let controller = CTAugmentController(depth: 3)
        let policies = (0..<500).map { _ in controller.trainingPolicy(using: &generator) }
        #expect(policies.allSatisfy { $0.count == 3 })
        #expect(Set(policies.joined().map(\.operation)) == Set(CTAugmentOperation.allCases))
        let levels = policies.joined().flatMap(\.levels)
        #expect(levels.allSatisfy { (0..<1).contains($0) })
        #expect((levels.min() ?? 1) < 0.02 && (levels.max() ?? 0) > 0.98)
    }

    @Test("Taught that high levels destroy images, it draws few of them")
    func teaches() {
        var generator = SeededGenerator(seed: 2)
        let controller = taught(60_000, using: &generator)
        let levels = (0..<1000).flatMap { _ in
            controller.trainingPolicy(using: &generator).flatMap(\.levels)
        }
        #expect(levels.filter { $0 > 0.6 }.isEmpty, "\(levels.max() ?? 0)")
    }

    @Test("Decoded, it continues as the one that was encoded")
    func checkpoint() throws {
        var generator = SeededGenerator(seed: 3)
        let controller = taught(50, using: &generator)
        let data = try JSONEncoder().encode(controller)
        var decoded = try JSONDecoder().decode(CTAugmentController.self, from: data)
        var original = CTAugmentController(rates: controller.rates)
        #expect(decoded == controller && original == controller)
        for _ in 0..<50 {
            let policy = original.trainingPolicy(using: &generator)
            original.update(policy, proximity: 0.25)
            decoded.update(policy, proximity: 0.25)
        }
        #expect(decoded == original)
        #expect(original != controller)
    }

    @Test("An update moves the bins of its levels alone; a level of 1 is in the last")
    func bins() {
        var controller = CTAugmentController(decay: 0.5)
        controller.update([CTAugmentChoice(.rescale, [0, 1])], proximity: 0)
        #expect(controller.rates(of: .rescale, parameter: 0).first == 0.5)
        #expect(controller.rates(of: .rescale, parameter: 1).last == 0.5)
        #expect(controller.rates.filter { $0 < 1 } == [0.5, 0.5])
    }

    @Test("The last cutout is a gray square of half the image")
    func finalCutout() {
        var generator = SeededGenerator(seed: 4)
        let shape = ImageShape(height: 32, width: 32, channels: 3)
        let operation = CTAugmentChoice.finalCutout.operation(for: shape, using: &generator)
        guard case .cutout(let box, .gray) = operation else {
            Issue.record("\(operation) is no gray square")
            return
        }
        #expect(box.columns.count == 16 && box.rows.count == 16)
        #expect((0..<32).contains(box.columns.lowerBound + 8))
    }
}
