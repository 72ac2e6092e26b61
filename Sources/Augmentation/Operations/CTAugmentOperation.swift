package import Domain

/// An operation that CTAugment chooses from, in the order of its reference code; raw values are the
/// names there.
package enum CTAugmentOperation: String, CaseIterable, Hashable, Sendable, Codable {
    case autocontrast
    case blur
    case brightness
    case color
    case contrast
    case cutout
    case equalize
    case invert
    case identity
    case posterize
    case rescale
    case rotate
    case sharpness
    case shearX = "shear_x"
    case shearY = "shear_y"
    case smooth
    case solarize
    case translateX = "translate_x"
    case translateY = "translate_y"

    /// How many bins each parameter's range, 0..<1, has.
    package var bins: [Int] {
        switch self {
        case .identity: []
        case .posterize: [8]
        case .rescale: [17, ResamplingFilter.allCases.count]
        default: [17]
        }
    }
}

/// An operation with the level, 0..<1, of each of its parameters.
package struct CTAugmentChoice: Hashable, Sendable, Codable {
    /// What is done.
    package var operation: CTAugmentOperation
    /// How much, a level for each element of ``CTAugmentOperation/bins``.
    package var levels: [Double]

    /// Creates a choice.
    package init(_ operation: CTAugmentOperation, _ levels: [Double]) {
        precondition(
            levels.count == operation.bins.count,
            "\(levels.count) levels for \(operation), not \(operation.bins.count)"
        )
        self.operation = operation
        self.levels = levels
    }

    /// The square of half an image's side that FixMatch paints after a policy.
    package static let finalCutout = CTAugmentChoice(.cutout, [1])

    /// The operation on an image of `shape`; the centre of a cutout is drawn.
    package func operation(
        for shape: ImageShape,
        using generator: inout SeededGenerator
    ) -> ImageOperation {
        let level = levels.first ?? 0
        // Contrast and the like leave the image as it is near the middle of the range.
        let factor = 0.1 + 1.9 * level
        let signed = (2 * level - 1) * 0.3
        switch operation {
        case .autocontrast: return .autocontrast(weight: level)
        case .blur: return .blur(weight: level)
        case .brightness: return .brightness(factor: factor)
        case .color: return .color(factor: factor)
        case .contrast: return .contrast(factor: factor)
        case .cutout:
            let (x, y) = (generator.below(shape.width), generator.below(shape.height))
            return Self.cutout(level: level, x: x, y: y, shape)
        case .equalize: return .equalize(weight: level)
        case .invert: return .invert(weight: level)
        case .identity: return .identity
        case .posterize: return .posterize(bits: 1 + Int(7.999 * level))
        case .rescale:
            let filter = ResamplingFilter(rawValue: Int(5.99 * levels[1])) ?? .nearest
            return .rescale(margin: 0.25 * level, filter: filter)
        case .rotate:
            return .rotate(degrees: ((2 * level - 1) * 45).rounded(.toNearestOrEven))
        case .sharpness: return .sharpness(factor: factor)
        case .shearX: return .shear(x: signed, y: 0)
        case .shearY: return .shear(x: 0, y: signed)
        case .smooth: return .smooth(weight: level)
        case .solarize: return .solarize(threshold: Double(Int(255.999 * level)))
        // Pixels, as in the reference: the nearest pixel to a third of one is itself.
        case .translateX: return .translate(x: signed, y: 0)
        case .translateY: return .translate(x: 0, y: signed)
        }
    }

    /// The gray square about a pixel.
    ///
    /// Its side is 1 + floor(0.499 `level` side of the image); the halves are rounded down, so that an
    /// odd side loses a pixel and a side of 1 paints nothing.
    ///
    /// - Parameters:
    ///   - level: Its size, 0...1: up to half of the image's shorter side.
    ///   - x: The column of the centre.
    ///   - y: The row of the centre.
    ///   - shape: The shape of the image.
    /// - Returns: The operation.
    package static func cutout(
        level: Double,
        x: Int,
        y: Int,
        _ shape: ImageShape
    ) -> ImageOperation {
        let side = 1 + Int(level * 0.499 * Double(min(shape.height, shape.width)))
        let half = side / 2
        let box = PixelBox(columns: x - half..<x + half, rows: y - half..<y + half)
        return .cutout(box, .gray)
    }
}
