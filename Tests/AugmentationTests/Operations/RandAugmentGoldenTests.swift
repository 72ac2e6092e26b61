import Augmentation
import TestSupport
import Testing

@Suite("Golden: the RandAugment of USB, pixel by pixel")
struct RandAugmentGoldenTests {
    @Test("Operations, cutout, and chains of three operations and cutout")
    func augmentation() throws {
        var editor = ImageEditor()
        try GoldenCases(reading: "usb/augmentation.json").forEach { record, place in
            let image = try GoldenImage(record.get("inputs").get("image_height_width_rgb"))
            let steps = try record.get("expected").list()
            #expect(!steps.isEmpty, "\(place): nothing is expected")
            for (index, step) in steps.enumerated() {
                let expected = try GoldenImage(step.get("image_after"))
                #expect(expected.shape == image.shape, "\(place), \(index)")
                let operations = try Self.operations(of: step, image.shape)
                let found = image.applying(operations, with: &editor)
                expectPixels(found, expected.pixels, "\(place), \(index), \(operations)")
            }
        }
    }

    /// What a recorded step does: a chain, one operation, or a cutout.
    private static func operations(
        of step: GoldenValue,
        _ shape: ImageShape
    ) throws -> [ImageOperation] {
        if let chosen = step.find("chosen_operations") {
            let names = try chosen.list()
            let levels = try step.get("uniform_numbers_one_per_operation_then_cutout_size")
                .numbers()
            guard levels.count == names.count + 1 else {
                throw GoldenError(description: "\(levels.count) numbers for \(names.count)")
            }
            let chain = try zip(names, levels).map { name, level in
                try entry(name.text()).operation(level: level, shape)
            }
            let centre = try step.get("cutout_centre_draws_x_then_y")
            return chain + [try cutout(levels[names.count] * 0.5, centre, shape)]
        }
        let magnitude = try step.get("magnitude").number()
        guard let name = step.find("operation") else {
            return [try cutout(magnitude, step.get("random_draws_in_call_order"), shape)]
        }
        let found = try entry(name.text())
        let range = try step.get("range").numbers()
        #expect(range == [found.low, found.high], "\(found.kind)")
        return [found.kind.operation(magnitude: magnitude, shape)]
    }

    private static func entry(_ name: String) throws -> RandAugmentOperation {
        guard let found = RandAugmentOperation.usb.first(where: { $0.kind.rawValue == name })
        else { throw GoldenError(description: "no operation \(name)") }
        return found
    }

    private static func cutout(
        _ side: Double,
        _ draws: GoldenValue,
        _ shape: ImageShape
    ) throws -> ImageOperation {
        // The reference draws no centre for a square without pixels.
        guard side > 0 else { return .identity }
        let centre = try draws.list().map { try $0.get("value").number() }
        guard centre.count == 2 else { throw GoldenError(description: "centre \(centre)") }
        return RandAugmentPolicy.cutout(side: side, x: centre[0], y: centre[1], shape)
    }
}
