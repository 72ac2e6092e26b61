package import Images

/// How an image of another size becomes one of the project's.
package enum ImageResizing: String, Sendable, CaseIterable {
    /// The whole image as large as it fits, in the middle; the rest is 0, which is black.
    case fit
    /// The largest part in the middle that has the project's proportions.
    case crop
    /// The whole image; width and height are scaled each for itself.
    case stretch

    /// The image in a size, in pixels; one that has it already is left as it is.
    ///
    /// Scaling is bilinear; where it shrinks, the triangle is as wide as the pixels that go into one, so
    /// that none is left out (as Pillow's `BILINEAR`). Sums are in 32-bit floats in a fixed order:
    /// the same image gives the same bytes everywhere.
    package func image(_ image: PixelImage, width: Int, height: Int) -> PixelImage {
        guard image.width != width || image.height != height else { return image }
        let (across, down) = (Double(image.width), Double(image.height))
        switch self {
        case .stretch:
            return Self.scaled(image, width: width, height: height)
        case .crop:
            let ratio = Double(width) / Double(height)
            let box = (
                width: min(across, ratio * down), height: min(down, across / ratio)
            )
            return Self.scaled(
                image,
                width: width,
                height: height,
                columns: (across - box.width) / 2..<(across + box.width) / 2,
                rows: (down - box.height) / 2..<(down + box.height) / 2
            )
        case .fit:
            let scale = min(Double(width) / across, Double(height) / down)
            let inner = Self.scaled(
                image,
                width: min(width, max(1, Int((across * scale).rounded(.toNearestOrEven)))),
                height: min(height, max(1, Int((down * scale).rounded(.toNearestOrEven))))
            )
            return Self.padded(inner, width: width, height: height)
        }
    }

    private static func padded(_ image: PixelImage, width: Int, height: Int) -> PixelImage {
        let channels = image.channels
        let left = Int((Double(width - image.width) / 2).rounded(.toNearestOrEven))
        let top = Int((Double(height - image.height) / 2).rounded(.toNearestOrEven))
        var pixels = [UInt8](repeating: 0, count: width * height * channels)
        for row in 0..<image.height {
            let source = row * image.width * channels
            let target = ((top + row) * width + left) * channels
            pixels.replaceSubrange(
                target..<target + image.width * channels,
                with: image.pixels[source..<source + image.width * channels]
            )
        }
        return PixelImage(width: width, height: height, channels: channels, pixels: pixels)
    }

    /// A part of an image, in its pixels, scaled to a size.
    ///
    /// Rows first, one of the result at a time: no picture of another size is ever whole in memory.
    private static func scaled(
        _ image: PixelImage,
        width: Int,
        height: Int,
        columns: Range<Double>? = nil,
        rows: Range<Double>? = nil
    ) -> PixelImage {
        let columns = columns ?? 0..<Double(image.width)
        let rows = rows ?? 0..<Double(image.height)
        let channels = image.channels
        let across = (0..<width).map { Taps(place: $0, of: width, in: columns, limit: image.width) }
        var pixels: [UInt8] = []
        pixels.reserveCapacity(width * height * channels)
        var line = [Float](repeating: 0, count: image.width * channels)
        for row in 0..<height {
            let down = Taps(place: row, of: height, in: rows, limit: image.height)
            for index in line.indices { line[index] = 0 }
            for (offset, weight) in down.weights.enumerated() {
                add(image.pixels.span, row: down.first + offset, weight, to: &line)
            }
            for taps in across {
                for channel in 0..<channels {
                    var sum: Float = 0
                    var place = taps.first * channels + channel
                    for weight in taps.weights {
                        sum += weight * line[place]
                        place += channels
                    }
                    pixels.append(UInt8(max(0, min(255, sum + 0.5))))
                }
            }
        }
        return PixelImage(width: width, height: height, channels: channels, pixels: pixels)
    }

    private static func add(
        _ pixels: Span<UInt8>,
        row: Int,
        _ weight: Float,
        to line: inout [Float]
    ) {
        let source = pixels.extracting(row * line.count..<(row + 1) * line.count)
        var target = line.mutableSpan
        for index in source.indices { target[index] += weight * Float(source[index]) }
    }
}

/// What one pixel of a result takes of which pixels of an image, along one axis.
private struct Taps {
    let first: Int
    /// One a pixel from ``first`` on; their sum is 1.
    let weights: [Float]

    /// The taps of pixel `place` of `count`, which are spread over `part` of an axis of `limit` pixels.
    init(place: Int, of count: Int, in part: Range<Double>, limit: Int) {
        let scale = (part.upperBound - part.lowerBound) / Double(count)
        let reach = max(1, scale)
        let center = part.lowerBound + (Double(place) + 0.5) * scale
        // What is left of 0 after the conversion towards it was rounded up from below -1 at most.
        let start = max(0, min(limit - 1, Int(center - reach + 0.5)))
        let end = max(start + 1, min(limit, Int(center + reach + 0.5)))
        var shares = (start..<end).map { pixel in
            max(0, 1 - abs((Double(pixel) + 0.5 - center) / reach))
        }
        let sum = shares.reduce(0, +)
        // The part is inside the axis, so that some pixel has a share.
        if sum > 0 { shares = shares.map { $0 / sum } } else { shares[0] = 1 }
        first = start
        weights = shares.map { Float($0) }
    }
}
