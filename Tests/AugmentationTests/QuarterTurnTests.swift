import Augmentation
import Testing

@Suite("Quarter turns")
struct QuarterTurnTests {
    @Test("A quarter is counter-clockwise, and four are none", arguments: [1, 2, 3], [1, 3])
    func turns(_ side: Int, _ channels: Int) {
        let image = (0..<side * side * channels).map { Float($0) }
        for quarters in 0..<4 {
            var turned = image
            QuarterTurns.turn(&turned, by: [quarters], side: side, channels: channels)
            var stepwise = image
            for _ in 0..<quarters {
                stepwise = Self.quarter(stepwise, side, channels)
            }
            #expect(turned == stepwise, "\(quarters) quarters")
        }
        #expect(Self.quarter(image, side, channels).count == image.count)
    }

    @Test("Each row is turned by its own number, as recorded for CRMatch")
    func rows() {
        // 3 x 3: the recorded layout of 0, 90, 180 and 270 degrees.
        let image: [Float] = [1, 2, 3, 4, 5, 6, 7, 8, 9]
        var rows = image + image + image + image
        QuarterTurns.turn(&rows, by: [0, 1, 2, 3], side: 3, channels: 1)
        #expect(
            rows == image + [3, 6, 9, 2, 5, 8, 1, 4, 7] + [9, 8, 7, 6, 5, 4, 3, 2, 1]
                + [7, 4, 1, 8, 5, 2, 9, 6, 3]
        )
    }

    /// A quarter counter-clockwise: the last column becomes the first row.
    private static func quarter(_ image: [Float], _ side: Int, _ channels: Int) -> [Float] {
        var result = image
        for y in 0..<side {
            for x in 0..<side {
                for channel in 0..<channels {
                    result[(y * side + x) * channels + channel] =
                        image[(x * side + side - 1 - y) * channels + channel]
                }
            }
        }
        return result
    }
}
