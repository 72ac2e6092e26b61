/// A map from places of a view of a spectrogram to places of the spectrogram, linear in between.
///
/// Moments and bands are mapped about the middle: `t -> (t - middle) * stretch + middle + shift`, so that a stretch
/// above 1 is faster speech; bands alike, so that a band scale above 1 draws them together.
package struct SpectrogramWarp: Hashable, Sendable {
    /// How fast a view goes through the moments; 1: as the clip.
    package var stretch: Float
    /// Rows to a later moment.
    package var shift: Float
    /// How fast a view goes through the bands.
    package var bandScale: Float
    /// Columns to a higher band.
    package var bandShift: Float

    /// Creates a map; by default the identity.
    package init(
        stretch: Float = 1,
        shift: Float = 0,
        bandScale: Float = 1,
        bandShift: Float = 0
    ) {
        self.stretch = stretch
        self.shift = shift
        self.bandScale = bandScale
        self.bandShift = bandShift
    }

    /// Writes what is at the mapped places of `from`, `[rows, columns]`, to `view`, of the same shape; beyond it is
    /// `fill`.
    package func write(
        _ from: Span<Float>,
        columns: Int,
        fill: Float,
        to view: inout MutableSpan<Float>
    ) {
        let rows = SpectrogramShape(from.count, columns: columns, to: view.count).rows
        let bands = (0..<columns).map { Place($0, of: columns, bandScale, bandShift) }
        // A row between two moments, and what is beyond on both sides of it.
        var between = [Float](repeating: fill, count: columns + 2)
        for row in 0..<rows {
            let moment = Place(row, of: rows, stretch, shift)
            for column in 0..<columns {
                let low =
                    (0..<rows).contains(moment.low) ? from[moment.low * columns + column] : fill
                let high =
                    (0..<rows).contains(moment.low + 1)
                    ? from[(moment.low + 1) * columns + column] : fill
                between[column + 1] = low + moment.share * (high - low)
            }
            for column in 0..<columns {
                let band = bands[column]
                let (low, high) = (between[band.low + 1], between[min(band.low + 2, columns + 1)])
                view[row * columns + column] = low + band.share * (high - low)
            }
        }
    }

    /// A place between two of `count`; -1 and `count` are beyond.
    private struct Place {
        let low: Int
        /// How near the next is, 0..<1.
        let share: Float

        init(_ index: Int, of count: Int, _ factor: Float, _ shift: Float) {
            let middle = Float(count - 1) / 2
            let place = (Float(index) - middle) * factor + middle + shift
            let within = min(max(place, -1), Float(count))
            low = Int(within.rounded(.down))
            share = within - Float(low)
        }
    }
}

/// The checked shape of a spectrogram and its view.
struct SpectrogramShape {
    /// The number of moments.
    let rows: Int

    init(_ count: Int, columns: Int, to target: Int) {
        precondition(
            columns > 0 && count % columns == 0 && target == count,
            "\(count) values of \(columns) columns to \(target)"
        )
        rows = count / columns
    }
}
