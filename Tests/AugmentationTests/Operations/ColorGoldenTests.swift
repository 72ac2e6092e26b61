import Augmentation
import Foundation
import TestSupport
import Testing

@Suite("Golden: the operations of torchvision's colour views")
struct ColorGoldenTests {
    @Test("Jitter, gray, solarize, Gaussian blur and resized crops, pixel by pixel")
    func operations() throws {
        var editor = ImageEditor()
        // Our own recording, which is in no folder of others.
        let path = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../Golden/torchvision/color.json")
        let file = try JSONDecoder().decode(GoldenValue.self, from: Data(contentsOf: path))
        let cases = try file.get("cases").list()
        #expect(cases.count > 50)
        for record in cases {
            let name = try record.get("inputs").get("image").text()
            let place = try record.get("name").text()
            let image = try GoldenImage(file.get("images").get(name))
            let expected = try GoldenImage(record.get("outputs").get("image"))
            let operation = try Self.operation(record.get("params"))
            #expect(expected.shape == image.shape, "\(place)")
            let found = image.applying([operation], with: &editor)
            expectPixels(found, expected.pixels, "\(place), \(operation)")
        }
    }

    private static func operation(_ params: GoldenValue) throws -> ImageOperation {
        func value() throws -> Double { try params.get("value").number() }
        let name = try params.get("operation").text()
        switch name {
        case "brightness": return .brightness(factor: try value())
        case "contrast": return .contrast(factor: try value())
        case "saturation": return .color(factor: try value())
        case "hue": return .hue(shift: try value())
        case "grayscale": return .color(factor: 0)
        case "solarize": return .solarize(threshold: try value())
        case "blur":
            return .gaussianBlur(
                deviation: try value(),
                radius: try params.get("radius").integer()
            )
        case "crop":
            let box = try params.get("top_left_height_width").list().map { try $0.integer() }
            return .crop(
                PixelBox(
                    columns: box[1]..<box[1] + box[3],
                    rows: box[0]..<box[0] + box[2]
                ),
                filter: .bilinear
            )
        default: throw GoldenError(description: "no operation \(name)")
        }
    }
}
