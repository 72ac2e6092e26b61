import Augmentation
import Domain
import Testing

@Suite("Small views")
struct CropTests {
    private let image = ImageSpecification(
        height: 12,
        width: 16,
        channels: 1,
        scale: 1,
        flips: false
    )

    private func augmenter(contrast: Float = 1, noise: Float = 0) throws -> Augmenter {
        var ranges = ImageAugmentation(height: 12, width: 16, flips: false)
        ranges.contrastLow = contrast
        ranges.contrastHigh = contrast
        ranges.brightness = 0
        ranges.noise = noise
        return try Augmenter(
            input: .image(image),
            settings: .image(ranges),
            range: ValueRange(low: 0, high: 100),
            seed: 7
        )
    }

    /// Images whose values are their places: `x + 2 y`.
    private func ramp(_ count: Int) -> [Float] {
        (0..<count).flatMap { _ in
            (0..<12).flatMap { y in (0..<16).map { x in Float(x + 2 * y) } }
        }
    }

    @Test("A crop of a plane is a plane, of the part's slope, within the image's values")
    func plane() throws {
        let size = CropSize(height: 7, width: 9, least: 0.3, most: 0.75)
        let views = try augmenter().crops(of: ramp(40), size, step: 3, stream: 1)
        #expect(views.count == 40 * 63)
        var areas: [Float] = []
        for view in 0..<40 {
            func value(_ y: Int, _ x: Int) -> Float { views[view * 63 + y * 9 + x] }
            // In the middle, where nothing was held at the edge.
            let (across, down) = (value(3, 5) - value(3, 4), (value(4, 4) - value(3, 4)) / 2)
            #expect(abs(value(4, 5) - value(3, 4) - across - 2 * down) < 1e-3)
            #expect(across > 0 && down > 0)
            areas.append(across * 9 * down * 7 / (12 * 16))
            #expect((0..<63).allSatisfy { (0...37).contains(views[view * 63 + $0]) })
        }
        #expect(areas.allSatisfy { (0.25...0.76).contains($0) })
        #expect((areas.max() ?? 0) - (areas.min() ?? 0) > 0.2, "parts of many sizes")
    }

    @Test("The same coordinates are the same view, others another")
    func coordinates() throws {
        let size = CropSize(height: 7, width: 9, least: 0.3, most: 0.75)
        let augmenter = try augmenter(contrast: 0.8, noise: 0.05)
        let first = augmenter.crops(of: ramp(3), size, step: 3, stream: 1)
        #expect(augmenter.crops(of: ramp(3), size, step: 3, stream: 1) == first)
        #expect(augmenter.crops(of: ramp(3), size, step: 4, stream: 1) != first)
        #expect(augmenter.crops(of: ramp(3), size, step: 3, stream: 2) != first)
        #expect(Array(first[..<63]) != Array(first[63..<126]), "each row its own")
        #expect(augmenter.crops(of: ramp(1), size, step: 3, stream: 1) == Array(first[..<63]))
    }
}
