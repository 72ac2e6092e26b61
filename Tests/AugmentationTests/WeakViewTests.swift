import Augmentation
import Domain
import Testing

/// An image of `height * width * channels` distinct values.
private func image(_ height: Int, _ width: Int, _ channels: Int, flips: Bool) -> InputSpecification
{
    .image(ImageSpecification(height: height, width: width, channels: channels, flips: flips))
}

/// Every image that a shift of at most `limit` and a flip can make of `row`, with raw 0 outside.
private func shiftsAndFlips(
    of row: [Float],
    _ height: Int,
    _ width: Int,
    _ channels: Int,
    limit: Int,
    flips: Bool
) -> Set<[Float]> {
    var result = Set<[Float]>()
    for mirrored in flips ? [false, true] : [false] {
        for down in -limit...limit {
            for right in -limit...limit {
                var shifted = [Float](repeating: 0, count: row.count)
                for y in 0..<height {
                    for x in 0..<width {
                        let fromY = y - down
                        let fromX = mirrored ? width - 1 - (x - right) : x - right
                        guard (0..<height).contains(fromY), (0..<width).contains(fromX) else {
                            continue
                        }
                        for channel in 0..<channels {
                            shifted[(y * width + x) * channels + channel] =
                                row[(fromY * width + fromX) * channels + channel]
                        }
                    }
                }
                result.insert(shifted)
            }
        }
    }
    return result
}

@Suite("Weak views of an image are whole-pixel shifts, flipped only where allowed")
struct WeakViewTests {
    @Test("Every weak view is one of the shifts, and all of them occur", arguments: [false, true])
    func exactShifts(flips: Bool) throws {
        let input = image(8, 6, 2, flips: flips)
        let row = (0..<96).map { Float($0 + 1) / 96 }
        let augmenter = try Augmenter(
            input: input,
            settings: AugmentationSettings(defaultsFor: input),
            range: ValueRange(low: 0, high: 1),
            seed: 3
        )
        let allowed = shiftsAndFlips(of: row, 8, 6, 2, limit: 1, flips: flips)
        var seen = Set<[Float]>()
        for step in 0..<600 {
            let view = augmenter.views(.weak, of: row, step: step, stream: 0)
            #expect(allowed.contains(view), "step \(step) is not a shift: \(view)")
            seen.insert(view)
        }
        #expect(seen.count == (flips ? 18 : 9))
        #expect(seen == allowed)
    }

    @Test("What comes in from outside is raw 0, also where the network sees another number")
    func fill() throws {
        let input = InputSpecification.image(
            ImageSpecification(height: 3, width: 3, channels: 1, scale: 2 / 255, offset: -1)
        )
        let row = [Float](repeating: 0.5, count: 9)
        let views = try FixedViews(9, of: input)
        var all: [Float] = []
        views.append(row.span, to: &all)
        #expect(Set(all) == [0.5, -1])
    }

    @Test("The clean view is the row")
    func clean() throws {
        let input = image(4, 4, 1, flips: true)
        let rows = (0..<32).map { Float($0) }
        let augmenter = try Augmenter(
            input: input,
            settings: AugmentationSettings(defaultsFor: input),
            range: ValueRange(low: 0, high: 31),
            seed: 3
        )
        #expect(augmenter.views(.clean, of: rows, step: 5, stream: 1) == rows)
    }

    @Test("Nine fixed views are the row and its eight shifts by one pixel")
    func fixedViews() throws {
        let input = image(5, 4, 3, flips: true)
        let row = (0..<60).map { Float($0 + 1) }
        let views = try FixedViews(9, of: input)
        var all: [Float] = []
        views.append(row.span, to: &all)
        #expect(all.count == 9 * 60)
        #expect(Array(all[..<60]) == row)
        let distinct = Set((0..<9).map { Array(all[$0 * 60..<($0 + 1) * 60]) })
        #expect(distinct == shiftsAndFlips(of: row, 5, 4, 3, limit: 1, flips: false))
    }

    @Test("One view is the row alone; a vector has one view; other counts are refused")
    func viewCounts() throws {
        var all: [Float] = []
        try FixedViews(1, of: image(2, 2, 1, flips: false)).append([1, 2, 3, 4].span, to: &all)
        #expect(all == [1, 2, 3, 4])
        let vectors = try FixedViews(9, of: .vector(dimension: 4))
        #expect(vectors.count == 1)
        #expect(throws: Failure.self) { try FixedViews(2, of: .vector(dimension: 4)) }
    }
}
