internal import Domain

#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// One draw of affine map, contrast, brightness, noise and cutout, in that order.
struct StrongImageView {
    // The map from a pixel of the view to a place in the image, both from the centre:
    // (x, y) -> (xx * x + xy * y + right, yx * x + yy * y + down).
    private let xx, xy, yx, yy, right, down: Float
    private let mirrored: Bool
    private let contrast, brightness, noise: Float
    private let cutoutSide, cutoutX, cutoutY: Int
    private let cutoutValue: Float

    /// Draws a view.
    init(
        _ ranges: ImageAugmentation,
        _ image: ImageSpecification,
        using generator: inout SeededGenerator
    ) {
        let angle = generator.uniform(-ranges.rotation, ranges.rotation)
        let scale = generator.uniform(ranges.scaleLow, ranges.scaleHigh)
        let shear = generator.uniform(-ranges.shear, ranges.shear)
        right = generator.uniform(-ranges.strongShift, ranges.strongShift)
        down = generator.uniform(-ranges.strongShift, ranges.strongShift)
        let (sine, cosine) = (sin(angle), cos(angle))
        xx = scale * cosine
        xy = scale * (cosine * shear - sine)
        yx = scale * sine
        yy = scale * (sine * shear + cosine)
        mirrored = ranges.flips && generator.below(2) == 1
        contrast = generator.uniform(ranges.contrastLow, ranges.contrastHigh)
        brightness = generator.uniform(-ranges.brightness, ranges.brightness)
        noise = ranges.noise
        cutoutSide = min(generator.below(ranges.cutout + 1), image.width, image.height)
        cutoutX = generator.below(image.width - cutoutSide + 1)
        cutoutY = generator.below(image.height - cutoutSide + 1)
        cutoutValue = ranges.cutoutValue
    }

    /// Writes the view of `from`, one NHWC image; values end in `range`.
    func write(
        _ from: Span<Float>,
        _ image: ImageSpecification,
        _ range: ValueRange,
        using generator: inout SeededGenerator,
        to view: inout MutableSpan<Float>
    ) {
        let mean = warp(from, image, to: &view)
        let lift = mean - contrast * mean + brightness * range.width
        let deviation = noise * range.width
        var normals = NormalPairs()
        for index in 0..<from.count {
            var value = contrast * view[index] + lift
            if deviation > 0 { value += deviation * normals.next(using: &generator) }
            view[index] = min(max(value, range.low), range.high)
        }
        cut(image, range, to: &view)
    }

    /// Writes the affine image, bilinear with raw 0 outside, and returns its mean.
    private func warp(
        _ from: Span<Float>,
        _ image: ImageSpecification,
        to view: inout MutableSpan<Float>
    ) -> Float {
        let (height, width, channels) = (image.height, image.width, image.channels)
        let centreX = Float(width - 1) / 2
        let centreY = Float(height - 1) / 2
        var target = 0
        var sum: Float = 0
        for y in 0..<height {
            let fromCentreY = Float(y) - centreY
            for x in 0..<width {
                let place = mirrored ? width - 1 - x : x
                let fromCentreX = Float(place) - centreX
                let sourceX = xx * fromCentreX + xy * fromCentreY + right + centreX
                let sourceY = yx * fromCentreX + yy * fromCentreY + down + centreY
                let corner = Corner(sourceX, sourceY, image)
                for channel in 0..<channels {
                    let value = corner.value(of: from, channel, image)
                    view[target] = value
                    sum += value
                    target &+= 1
                }
            }
        }
        return sum / Float(from.count)
    }

    private func cut(
        _ image: ImageSpecification,
        _ range: ValueRange,
        to view: inout MutableSpan<Float>
    ) {
        let value = range.low + cutoutValue * range.width
        for y in cutoutY..<cutoutY + cutoutSide {
            let start = (y * image.width + cutoutX) * image.channels
            for index in start..<start + cutoutSide * image.channels { view[index] = value }
        }
    }
}
