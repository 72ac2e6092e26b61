package import Domain

/// One draw of warp, contrast, offset, noise and masks, in that order.
package struct SpectrogramView: Sendable {
    private let columns: Int
    private let warp: SpectrogramWarp
    private let contrast, offset, noise: Float
    private let values: ClosedRange<Float>
    private let maskedRows, maskedColumns: [Range<Int>]

    /// Draws a view of a spectrogram, `[rows, columns]`.
    package init(
        _ ranges: SpectrogramAugmentation,
        rows: Int,
        columns: Int,
        using generator: inout SeededGenerator
    ) {
        self.columns = columns
        let shift = generator.below(2 * ranges.shift + 1) - ranges.shift
        warp = SpectrogramWarp(
            stretch: Self.draw(ranges.stretch, &generator),
            shift: Float(shift),
            bandScale: Self.draw(ranges.bandScale, &generator),
            bandShift: generator.uniform(-ranges.bandShift, ranges.bandShift)
        )
        contrast = Self.draw(ranges.contrast, &generator)
        offset = generator.uniform(-ranges.offset, ranges.offset)
        noise = generator.uniform(0, ranges.noise)
        values = ranges.values
        maskedRows = Self.masks(ranges.timeMasks, of: rows, &generator)
        maskedColumns = Self.masks(ranges.bandMasks, of: columns, &generator)
    }

    /// Writes the view of `from`, `[rows, columns]`; values end in the range of the settings.
    package func write(
        _ from: Span<Float>,
        using generator: inout SeededGenerator,
        to view: inout MutableSpan<Float>
    ) {
        let (low, high) = (values.lowerBound, values.upperBound)
        warp.write(from, columns: columns, fill: low, to: &view)
        for index in view.indices {
            var value = contrast * view[index] + offset
            if noise > 0 { value += noise * generator.normal() }
            view[index] = min(max(value, low), high)
        }
        let rows = from.count / columns
        for range in maskedRows where range.upperBound <= rows {
            for index in range.lowerBound * columns..<range.upperBound * columns {
                view[index] = low
            }
        }
        for range in maskedColumns {
            for row in 0..<rows {
                for column in range { view[row * columns + column] = low }
            }
        }
    }

    private static func draw(
        _ range: ClosedRange<Float>,
        _ generator: inout SeededGenerator
    ) -> Float {
        generator.uniform(range.lowerBound, range.upperBound)
    }

    private static func masks(
        _ masks: SpectrogramAugmentation.Masks,
        of count: Int,
        _ generator: inout SeededGenerator
    ) -> [Range<Int>] {
        (0..<masks.count).map { _ in
            let length = generator.below(min(masks.longest, count) + 1)
            let start = generator.below(count - length + 1)
            return start..<start + length
        }
    }
}
