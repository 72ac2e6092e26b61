/// Cuts a rectangle out of an image and resizes it to the image's size: first along the rows, then
/// along the columns, in 8-bit steps with weights of 22 fractional bits.
struct Resampler {
    private var crop: [UInt8] = []
    private var wide: [UInt8] = []
    private var weights = ResamplingWeights()

    /// Shows the middle of an image in its whole size.
    ///
    /// - Parameters:
    ///   - pixels: The image, which is written over.
    ///   - shape: Its shape.
    ///   - margin: What is cut from each side, a share of the side's length.
    ///   - filter: How it is resized.
    mutating func enlarge(
        _ pixels: inout [UInt8],
        _ shape: ImageShape,
        cutting margin: Double,
        _ filter: ResamplingFilter
    ) {
        precondition((0...0.25).contains(margin), "a margin of \(margin)")
        let columns = Self.middle(of: shape.width, margin)
        let rows = Self.middle(of: shape.height, margin)
        enlarge(&pixels, shape, PixelBox(columns: columns, rows: rows), filter)
    }

    /// Shows a rectangle, which lies in the image, in the size of the image.
    mutating func enlarge(
        _ pixels: inout [UInt8],
        _ shape: ImageShape,
        _ box: PixelBox,
        _ filter: ResamplingFilter
    ) {
        let (columns, rows) = (box.columns, box.rows)
        precondition(
            (0...shape.width).contains(columns.upperBound) && columns.lowerBound >= 0
                && (0...shape.height).contains(rows.upperBound) && rows.lowerBound >= 0
                && !columns.isEmpty && !rows.isEmpty,
            "\(columns) x \(rows) of \(shape.width) x \(shape.height)"
        )
        guard columns.count < shape.width || rows.count < shape.height else { return }
        let small = ImageShape(
            height: rows.count,
            width: columns.count,
            channels: shape.channels
        )
        crop.removeAll(keepingCapacity: true)
        for y in rows {
            let start = y * shape.rowValues
            let first = start + columns.lowerBound * shape.channels
            crop.append(contentsOf: pixels[first..<start + columns.upperBound * shape.channels])
        }
        guard filter != .nearest else {
            var target = pixels.mutableSpan
            let map = AffineMap(
                xx: Double(small.width) / Double(shape.width),
                yy: Double(small.height) / Double(shape.height)
            )
            map.sample(crop.span, small, to: &target, shape)
            return
        }
        if wide.count != small.height * shape.rowValues {
            wide = [UInt8](repeating: 0, count: small.height * shape.rowValues)
        }
        weights.set(from: small.width, to: shape.width, filter)
        weights.apply(to: crop, lines: small.height, step: shape.channels, &wide)
        weights.set(from: small.height, to: shape.height, filter)
        weights.apply(to: wide, lines: 1, step: shape.rowValues, &pixels)
    }

    /// The pixels of a side that stay.
    private static func middle(of length: Int, _ margin: Double) -> Range<Int> {
        let first = (margin * Double(length)).rounded(.toNearestOrEven)
        let end = (Double(length) * (1 - margin)).rounded(.toNearestOrEven)
        return Int(first)..<Int(end)
    }
}

/// The shares of old pixels in each new pixel along one side.
private struct ResamplingWeights {
    private var old = 0
    /// For each new pixel the first old one and where its weights are.
    private var sources: [(first: Int, weights: Range<Int>)] = []
    /// Weights in units of 2^-22.
    private var fixed: [Int] = []
    private var exact: [Double] = []

    private static let fractionBits = 22

    /// Computes the weights for a side of `old` pixels that becomes `new`.
    mutating func set(from old: Int, to new: Int, _ filter: ResamplingFilter) {
        self.old = old
        sources.removeAll(keepingCapacity: true)
        fixed.removeAll(keepingCapacity: true)
        let scale = Double(old) / Double(new)
        // A filter for making an image smaller reaches over more of its pixels.
        let spread = max(scale, 1)
        let reach = filter.reach * spread
        for pixel in 0..<new {
            let centre = (Double(pixel) + 0.5) * scale
            let first = max(Int(centre - reach + 0.5), 0)
            let end = min(Int(centre + reach + 0.5), old)
            exact.removeAll(keepingCapacity: true)
            for source in first..<end {
                exact.append(filter.weight((Double(source) - centre + 0.5) * (1 / spread)))
            }
            let sum = exact.reduce(0, +)
            let start = fixed.count
            for weight in exact {
                let unit = Double(1 << Self.fractionBits)
                let share = (sum == 0 ? weight : weight / sum) * unit
                fixed.append(Int(share < 0 ? share - 0.5 : share + 0.5))
            }
            sources.append((first, start..<fixed.count))
        }
    }

    /// Resizes one side, `[lines, old, step]` to `[lines, new, step]`.
    func apply(
        to image: [UInt8],
        lines: Int,
        step: Int,
        _ target: inout [UInt8]
    ) {
        let image = image.span
        var target = target.mutableSpan
        let half = 1 << (Self.fractionBits - 1)
        let fixed = fixed.span
        var index = 0
        for line in 0..<lines {
            for source in sources {
                let start = (line &* old &+ source.first) &* step
                for offset in 0..<step {
                    var sum = half
                    var place = start &+ offset
                    for weight in source.weights {
                        sum &+= Int(image[place]) &* fixed[weight]
                        place &+= step
                    }
                    target[index] = UInt8(min(max(sum >> Self.fractionBits, 0), 255))
                    index &+= 1
                }
            }
        }
    }
}
