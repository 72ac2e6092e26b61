/// An operation that RandAugment draws, with the range of its magnitude.
package struct RandAugmentOperation: Hashable, Sendable {
    /// What the operation does; raw values are the names of USB's reference code.
    package enum Kind: String, CaseIterable, Hashable, Sendable {
        case autocontrast = "AutoContrast"
        case brightness = "Brightness"
        case color = "Color"
        case contrast = "Contrast"
        case equalize = "Equalize"
        case identity = "Identity"
        case posterize = "Posterize"
        case rotate = "Rotate"
        case sharpness = "Sharpness"
        case shearX = "ShearX"
        case shearY = "ShearY"
        case solarize = "Solarize"
        case translateX = "TranslateX"
        case translateY = "TranslateY"
    }

    /// What it does.
    package let kind: Kind
    /// The magnitude at level 0: bits, degrees, a threshold, a factor, or a share of the image.
    package let low: Double
    /// The magnitude at level 1.
    package let high: Double
    /// Whether the magnitude changes its sign with probability 1/2.
    package let isMirrored: Bool

    private init(_ kind: Kind, _ low: Double = 0, _ high: Double = 1, mirrored: Bool = false) {
        self.kind = kind
        self.low = low
        self.high = high
        isMirrored = mirrored
    }

    /// The operation at a level in 0...1, its magnitude times `sign`, on an image of `shape`.
    package func operation(
        level: Double,
        sign: Double = 1,
        _ shape: ImageShape
    ) -> ImageOperation {
        kind.operation(magnitude: sign * (low + (high - low) * level), shape)
    }

    /// USB's fourteen, magnitudes from one end to the other.
    package static let usb: [RandAugmentOperation] = [
        RandAugmentOperation(.autocontrast),
        RandAugmentOperation(.brightness, 0.05, 0.95),
        RandAugmentOperation(.color, 0.05, 0.95),
        RandAugmentOperation(.contrast, 0.05, 0.95),
        RandAugmentOperation(.equalize),
        RandAugmentOperation(.identity),
        RandAugmentOperation(.posterize, 4, 8),
        RandAugmentOperation(.rotate, -30, 30),
        RandAugmentOperation(.sharpness, 0.05, 0.95),
        RandAugmentOperation(.shearX, -0.3, 0.3),
        RandAugmentOperation(.shearY, -0.3, 0.3),
        RandAugmentOperation(.solarize, 0, 256),
        RandAugmentOperation(.translateX, -0.3, 0.3),
        RandAugmentOperation(.translateY, -0.3, 0.3),
    ]

    /// Those of USB's that leave colours alone, which it uses for tissue images.
    package static let usbWithoutColor = usb.filter {
        switch $0.kind {
        case .autocontrast, .color, .contrast, .posterize, .solarize: false
        default: true
        }
    }

    /// The paper's fourteen, weakest to strongest, with the ranges of AutoAugment,
    /// <https://arxiv.org/abs/1805.09501>, table 6.
    ///
    /// The 150 of its 331 pixels that images are shifted at most are a share here.
    package static let paper: [RandAugmentOperation] = [
        RandAugmentOperation(.identity),
        RandAugmentOperation(.autocontrast),
        RandAugmentOperation(.equalize),
        RandAugmentOperation(.rotate, 0, 30, mirrored: true),
        RandAugmentOperation(.solarize, 256, 0),
        RandAugmentOperation(.color, 0.1, 1.9),
        RandAugmentOperation(.posterize, 8, 4),
        RandAugmentOperation(.contrast, 0.1, 1.9),
        RandAugmentOperation(.brightness, 0.1, 1.9),
        RandAugmentOperation(.sharpness, 0.1, 1.9),
        RandAugmentOperation(.shearX, 0, 0.3, mirrored: true),
        RandAugmentOperation(.shearY, 0, 0.3, mirrored: true),
        RandAugmentOperation(.translateX, 0, 150.0 / 331, mirrored: true),
        RandAugmentOperation(.translateY, 0, 150.0 / 331, mirrored: true),
    ]
}

extension RandAugmentOperation.Kind {
    /// The operation at a magnitude; shifts are shares of the width or height.
    package func operation(magnitude: Double, _ shape: ImageShape) -> ImageOperation {
        switch self {
        case .autocontrast: .autocontrast()
        case .brightness: .brightness(factor: magnitude)
        case .color: .color(factor: magnitude)
        case .contrast: .contrast(factor: magnitude)
        case .equalize: .equalize()
        case .identity: .identity
        case .posterize: .posterize(bits: max(1, Int(magnitude)))
        case .rotate: .rotate(degrees: magnitude)
        case .sharpness: .sharpness(factor: magnitude)
        case .shearX: .shear(x: magnitude, y: 0)
        case .shearY: .shear(x: 0, y: magnitude)
        case .solarize: .solarize(threshold: magnitude)
        case .translateX: .translate(x: magnitude * Double(shape.width), y: 0)
        case .translateY: .translate(x: 0, y: magnitude * Double(shape.height))
        }
    }
}
