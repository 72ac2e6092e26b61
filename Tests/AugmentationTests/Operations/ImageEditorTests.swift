import Augmentation
import Domain
import Testing

@Suite("Operations on 8-bit images")
struct ImageEditorTests {
    private static let factors: [@Sendable (Double) -> ImageOperation] = [
        { .brightness(factor: $0) }, { .color(factor: $0) }, { .contrast(factor: $0) },
        { .sharpness(factor: $0) },
    ]
    private static let blends: [@Sendable (Double) -> ImageOperation] = [
        { .autocontrast(weight: $0) }, { .equalize(weight: $0) }, { .invert(weight: $0) },
        { .blur(weight: $0) }, { .smooth(weight: $0) },
    ]

    private func noise(_ shape: ImageShape, seed: UInt64 = 1) -> [UInt8] {
        var generator = SeededGenerator(seed: seed)
        return (0..<shape.values).map { _ in UInt8(generator.below(200) + 20) }
    }

    private func applying(
        _ operation: ImageOperation,
        to pixels: [UInt8],
        _ shape: ImageShape
    ) -> [UInt8] {
        var editor = ImageEditor()
        var result = pixels
        editor.apply(operation, to: &result, shape)
        return result
    }

    @Test("What is neutral changes nothing", arguments: [1, 3])
    func neutral(channels: Int) {
        let shape = ImageShape(height: 18, width: 23, channels: channels)
        let image = noise(shape)
        let neutral =
            Self.factors.map { $0(1) } + Self.blends.map { $0(0) } + [
                .identity, .posterize(bits: 8), .solarize(threshold: 256), .rotate(degrees: 0),
                .rotate(degrees: 360), .shear(x: 0, y: 0), .translate(x: 0.3, y: -0.3),
                .rescale(margin: 0, filter: .lanczos),
                .cutout(PixelBox(columns: 4..<4, rows: 0..<18), .gray),
            ]
        for operation in neutral {
            expectPixels(applying(operation, to: image, shape), image, "\(operation)")
        }
    }

    @Test("Twice inverted, or turned by four quarters, is the image")
    func inverses() {
        let shape = ImageShape(height: 9, width: 9, channels: 3)
        let image = noise(shape)
        for (operation, count) in [(ImageOperation.invert(), 2), (.rotate(degrees: 90), 4)] {
            var editor = ImageEditor()
            var result = image
            editor.apply(repeatElement(operation, count: count), to: &result, shape)
            expectPixels(result, image, "\(operation)")
        }
    }

    @Test("A gray image becomes what each channel of the same RGB image becomes")
    func channels() {
        let gray = ImageShape(height: 21, width: 17, channels: 1)
        let rgb = ImageShape(height: 21, width: 17, channels: 3)
        let image = noise(gray)
        let tripled = image.flatMap { [$0, $0, $0] }
        let filters = ResamplingFilter.allCases.map {
            ImageOperation.rescale(margin: 0.2, filter: $0)
        }
        let operations =
            (Self.factors + Self.blends).flatMap { [$0(0.4), $0(1.7)] } + filters + [
                .posterize(bits: 3), .solarize(threshold: 90), .rotate(degrees: 21),
                .shear(x: 0.2, y: 0), .shear(x: 0, y: -0.3), .translate(x: 3, y: -5.5),
                .cutout(PixelBox(columns: -3..<5, rows: 15..<40), .gray),
            ]
        for operation in operations {
            let expected = applying(operation, to: image, gray).flatMap { [$0, $0, $0] }
            // A gray image has no colour to change.
            if case .color = operation {
                #expect(expected == tripled)
            } else {
                #expect(expected != tripled, "\(operation) changes nothing")
            }
            expectPixels(applying(operation, to: tripled, rgb), expected, "\(operation)")
        }
    }

    @Test("What an editor did before leaves no trace")
    func scratch() {
        let shapes = [(30, 11, 3), (4, 5, 1), (11, 30, 3), (1, 1, 3)].map {
            ImageShape(height: $0.0, width: $0.1, channels: $0.2)
        }
        let operations: [ImageOperation] = [
            .rescale(margin: 0.25, filter: .bicubic), .sharpness(factor: 1.5), .equalize(),
            .rescale(margin: 0.1, filter: .nearest), .blur(weight: 0.5), .rotate(degrees: -30),
        ]
        var editor = ImageEditor()
        for shape in shapes + shapes.reversed() {
            for operation in operations {
                var result = noise(shape)
                editor.apply(operation, to: &result, shape)
                let expected = applying(operation, to: noise(shape), shape)
                expectPixels(result, expected, "\(operation) of \(shape)")
            }
        }
    }

    @Test("A resized plane stays a plane away from the edges", arguments: ResamplingFilter.allCases)
    func plane(filter: ResamplingFilter) {
        let shape = ImageShape(height: 40, width: 40, channels: 1)
        let image = (0..<40).flatMap { y in (0..<40).map { UInt8(3 * $0 + 2 * y) } }
        let result = applying(.rescale(margin: 0.25, filter: filter), to: image, shape)
        for y in 8..<32 {
            for x in 8..<32 {
                let (fromX, fromY) = (Double(x) / 2 + 9.75, Double(y) / 2 + 9.75)
                let found = Double(result[y * 40 + x])
                #expect(abs(found - 3 * fromX - 2 * fromY) <= 3, "\(filter) at \(x), \(y)")
            }
        }
    }
}
