internal import Domain

/// A whole-pixel shift and perhaps a mirror image; what comes in from outside is raw 0.
struct WeakImageView {
    /// How far the content moves right.
    var right: Int
    /// How far the content moves down.
    var down: Int
    /// Whether left and right change places, before the shift.
    var mirrored: Bool

    /// Draws a view: shifts uniform in `-weakShift...weakShift`.
    init(_ ranges: ImageAugmentation, using generator: inout SeededGenerator) {
        let span = 2 * ranges.weakShift + 1
        right = generator.below(span) - ranges.weakShift
        down = generator.below(span) - ranges.weakShift
        mirrored = ranges.flips && generator.below(2) == 1
    }

    /// Creates a given view.
    init(right: Int, down: Int, mirrored: Bool = false) {
        self.right = right
        self.down = down
        self.mirrored = mirrored
    }

    /// Writes the view of `from`, one NHWC image, to `views` from `base` on.
    func write(
        _ from: Span<Float>,
        _ image: ImageSpecification,
        to base: Int = 0,
        in views: inout MutableSpan<Float>
    ) {
        let (height, width, channels) = (image.height, image.width, image.channels)
        var target = base
        for y in 0..<height {
            let sourceY = y - down
            for x in 0..<width {
                let shifted = x - right
                guard sourceY >= 0, sourceY < height, shifted >= 0, shifted < width else {
                    for _ in 0..<channels {
                        views[target] = image.offset
                        target &+= 1
                    }
                    continue
                }
                let sourceX = mirrored ? width - 1 - shifted : shifted
                let start = (sourceY &* width &+ sourceX) &* channels
                for channel in 0..<channels {
                    views[target] = from[start &+ channel]
                    target &+= 1
                }
            }
        }
    }
}
