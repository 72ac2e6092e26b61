/// Applies ``ImageOperation``s to 8-bit images in place.
///
/// A value that owns the scratch memory of the operations: it grows to the largest image and is used
/// again, so that a worker keeps one editor for all its images.
package struct ImageEditor: Sendable {
    private var scratch: [UInt8] = []
    private var resampler = Resampler()

    /// Creates an editor without memory.
    package init() {}

    /// Applies operations one after another.
    ///
    /// - Parameters:
    ///   - operations: What to do, first to last.
    ///   - pixels: The image, `[H, W, C]`.
    ///   - shape: The shape of `pixels`.
    package mutating func apply(
        _ operations: some Sequence<ImageOperation>,
        to pixels: inout [UInt8],
        _ shape: ImageShape
    ) {
        for operation in operations { apply(operation, to: &pixels, shape) }
    }

    /// Applies one operation to an image, `[H, W, C]`.
    package mutating func apply(
        _ operation: ImageOperation,
        to pixels: inout [UInt8],
        _ shape: ImageShape
    ) {
        precondition(pixels.count == shape.values, "\(pixels.count) values, not \(shape.values)")
        switch operation {
        case .identity:
            break
        case .autocontrast(let weight):
            blend(weight, in: &pixels) { _, target in
                ToneTable.applyToChannels(of: &target, shape.channels) { .stretching($0) }
            }
        case .equalize(let weight):
            blend(weight, in: &pixels) { _, target in
                ToneTable.applyToChannels(of: &target, shape.channels) { .equalizing($0) }
            }
        case .invert(let weight):
            blend(weight, in: &pixels) { _, target in
                ToneTable { 255 - $0 }.apply(to: &target)
            }
        case .posterize(let bits):
            var target = pixels.mutableSpan
            ToneTable.posterizing(bits).apply(to: &target)
        case .solarize(let threshold):
            var target = pixels.mutableSpan
            ToneTable { Double($0) < threshold ? $0 : 255 - $0 }.apply(to: &target)
        case .blur(let weight):
            blend(weight, in: &pixels) { NeighborFilter.blur($0, shape, to: &$1) }
        case .smooth(let weight):
            blend(weight, in: &pixels) { NeighborFilter.smooth($0, shape, to: &$1) }
        case .brightness(let factor):
            enhance(factor, &pixels) { _, base in Blend.fill(&base, with: 0) }
        case .color(let factor):
            enhance(factor, &pixels) { Blend.writeGray($0, shape.channels, to: &$1) }
        case .contrast(let factor):
            enhance(factor, &pixels) {
                Blend.fill(&$1, with: Blend.meanGray($0, shape.channels))
            }
        case .sharpness(let factor):
            enhance(factor, &pixels) { NeighborFilter.smooth($0, shape, to: &$1) }
        case .hue(let shift):
            guard shape.channels == 3 else { break }
            var target = pixels.mutableSpan
            // Cut off towards 0, as in the reference; what is negative wraps around.
            HueTurn.turn(&target, by: UInt8(truncatingIfNeeded: Int(shift * 255)))
        case .gaussianBlur(let deviation, let radius):
            var target = pixels.mutableSpan
            GaussianFilter.blur(&target, shape, deviation: deviation, radius: radius)
        case .rotate(let degrees):
            sample(.rotation(degrees: degrees, shape), &pixels, shape)
        case .shear(let x, let y):
            sample(AffineMap(xy: x, yx: y), &pixels, shape)
        case .translate(let x, let y):
            sample(AffineMap(right: x, down: y), &pixels, shape)
        case .rescale(let margin, let filter):
            resampler.enlarge(&pixels, shape, cutting: margin, filter)
        case .crop(let box, let filter):
            resampler.enlarge(&pixels, shape, box, filter)
        case .cutout(let box, let color):
            paint(box, color, &pixels, shape)
        }
    }

    /// Writes `operation` of the image over it, then blends what was before with that.
    private mutating func blend(
        _ weight: Double,
        in pixels: inout [UInt8],
        _ operation: (_ before: Span<UInt8>, _ target: inout MutableSpan<UInt8>) -> Void
    ) {
        copyToScratch(pixels)
        var target = pixels.mutableSpan
        operation(scratch.span, &target)
        if weight != 1 { Blend.blend(scratch.span, weight, with: &target) }
    }

    /// Blends a degenerate image, which `degenerate` writes, with the image.
    private mutating func enhance(
        _ factor: Double,
        _ pixels: inout [UInt8],
        _ degenerate: (_ image: Span<UInt8>, _ base: inout MutableSpan<UInt8>) -> Void
    ) {
        copyToScratch(pixels)
        var base = scratch.mutableSpan
        degenerate(pixels.span, &base)
        var target = pixels.mutableSpan
        Blend.blend(scratch.span, factor, with: &target)
    }

    private mutating func sample(
        _ map: AffineMap,
        _ pixels: inout [UInt8],
        _ shape: ImageShape
    ) {
        copyToScratch(pixels)
        var target = pixels.mutableSpan
        map.sample(scratch.span, shape, to: &target, shape)
    }

    /// Makes the scratch memory a copy of the image, in place where it has the image's size.
    private mutating func copyToScratch(_ pixels: [UInt8]) {
        scratch.removeAll(keepingCapacity: true)
        scratch.append(contentsOf: pixels)
    }

    private func paint(
        _ box: PixelBox,
        _ color: PixelColor,
        _ pixels: inout [UInt8],
        _ shape: ImageShape
    ) {
        let columns = box.columns.clamped(to: 0..<shape.width)
        for y in box.rows.clamped(to: 0..<shape.height) {
            for x in columns {
                let start = y * shape.rowValues + x * shape.channels
                for channel in 0..<shape.channels {
                    pixels[start + channel] = color.value(channel, of: shape.channels)
                }
            }
        }
    }
}
