import Augmentation
import TestSupport
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

    @Test("Golden: the turns of CRMatch's code, by their degrees")
    func golden() throws {
        let cases = try GoldenCases(reading: "others/crmatch.json")
        let tolerance = try Tolerance(cases.file)
        // The others are losses: SemiSupervisedTests.
        for record in try cases.file.cases() where try record.get("name").text() == "rotate" {
            #expect(try record.get("params").get("layout").text() == "CHW")
            let image = try record.get("inputs").get("img").tensor()
            let (channels, side) = (image.shape[0], image.shape[1])
            #expect(image.shape == [channels, side, side])
            let pixels = side * side
            for (degrees, expected) in try record.get("outputs").object() {
                let turns = try #require(Int(degrees)) / 90
                var rows = (0..<pixels * channels).map {
                    image.floats[$0 % channels * pixels + $0 / channels]
                }
                QuarterTurns.turn(&rows, by: [turns], side: side, channels: channels)
                let planes = (0..<pixels * channels).map {
                    rows[$0 % pixels * channels + $0 / pixels]
                }
                try tolerance.check(planes, expected, "\(degrees) degrees")
            }
        }
        _ = try cases.file.named("rotate")
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
