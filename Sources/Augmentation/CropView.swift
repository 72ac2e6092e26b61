internal import Domain

#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// The size of the small views of a multi-crop, and of what they show.
package struct CropSize: Hashable, Sendable {
    /// The height of a view, pixels.
    package var height: Int
    /// The width of a view, pixels.
    package var width: Int
    /// The least area of what it shows, a share of that of the image.
    package var least: Float
    /// The largest area of what it shows.
    package var most: Float

    /// Describes small views.
    package init(height: Int, width: Int, least: Float, most: Float) {
        precondition(height > 0 && width > 0 && least > 0 && least <= most, "\(least) to \(most)")
        self.height = height
        self.width = width
        self.least = least
        self.most = most
    }
}

/// One draw of a part of random area, aspect (3/4 to 4/3) and place, a mirror image, contrast, brightness and
/// noise, as <https://arxiv.org/abs/2006.09882> crops.
struct CropView {
    private let size: CropSize
    private let left, top, stepX, stepY: Float
    private let mirrored: Bool
    private let contrast, brightness, noise: Float

    /// Draws a view.
    init(
        _ size: CropSize,
        _ ranges: ImageAugmentation,
        _ image: ImageSpecification,
        using generator: inout SeededGenerator
    ) {
        let (height, width) = (Float(image.height), Float(image.width))
        let area = height * width * generator.uniform(size.least, min(size.most, 1))
        let aspect = exp(generator.uniform(-1, 1) * log(Float(4) / 3))
        let partWidth = min((area * aspect).squareRoot(), width)
        let partHeight = min((area / aspect).squareRoot(), height)
        left = generator.uniform(0, width - partWidth)
        top = generator.uniform(0, height - partHeight)
        stepX = partWidth / Float(size.width)
        stepY = partHeight / Float(size.height)
        mirrored = ranges.flips && generator.below(2) == 1
        contrast = generator.uniform(ranges.contrastLow, ranges.contrastHigh)
        brightness = generator.uniform(-ranges.brightness, ranges.brightness)
        noise = ranges.noise
        self.size = size
    }

    /// Writes the view of `from`, one NHWC image; values end in `range`.
    func write(
        _ from: Span<Float>,
        _ image: ImageSpecification,
        _ range: ValueRange,
        using generator: inout SeededGenerator,
        to view: inout MutableSpan<Float>
    ) {
        var target = 0
        var sum: Float = 0
        for y in 0..<size.height {
            let sourceY = top + (Float(y) + 0.5) * stepY - 0.5
            for x in 0..<size.width {
                let place = mirrored ? size.width - 1 - x : x
                let sourceX = left + (Float(place) + 0.5) * stepX - 0.5
                // What lies half a pixel beyond the image's edge is that of the edge.
                let corner = Corner(
                    min(max(sourceX, 0), Float(image.width - 1)),
                    min(max(sourceY, 0), Float(image.height - 1)),
                    image
                )
                for channel in 0..<image.channels {
                    view[target] = corner.value(of: from, channel, image)
                    sum += view[target]
                    target &+= 1
                }
            }
        }
        let mean = sum / Float(target)
        let lift = mean - contrast * mean + brightness * range.width
        let deviation = noise * range.width
        var normals = NormalPairs()
        for index in 0..<target {
            var value = contrast * view[index] + lift
            if deviation > 0 { value += deviation * normals.next(using: &generator) }
            view[index] = min(max(value, range.low), range.high)
        }
    }
}
