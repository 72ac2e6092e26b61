internal import Domain

/// One draw of a view by operations on 8-bit images: a weak view first, or a mirror image alone where the operations
/// crop; then the operations.
struct EditedImageView {
    private let shape: ImageShape
    private let geometry: WeakImageView
    private let operations: [ImageOperation]

    /// Creates a view of given operations.
    init(_ shape: ImageShape, _ geometry: WeakImageView, _ operations: [ImageOperation]) {
        self.shape = shape
        self.geometry = geometry
        self.operations = operations
    }

    /// Draws a strong or medium view of a policy.
    ///
    /// - Parameters:
    ///   - policy: What to draw; not ``ImageViewPolicy/Strong/affine``.
    ///   - isMedium: Whether one operation is done, or colours go half as far.
    ///   - ranges: The ranges of weak views.
    ///   - shape: The shape of the image.
    ///   - controller: Where levels of CTAugment come from.
    ///   - generator: The view's numbers.
    init(
        _ policy: ImageViewPolicy,
        isMedium: Bool,
        _ ranges: ImageAugmentation,
        _ shape: ImageShape,
        _ controller: CTAugmentController?,
        using generator: inout SeededGenerator
    ) {
        switch policy.strong {
        case .affine:
            preconditionFailure("affine views have no operations")
        case .randAugment(let choice):
            let geometry = WeakImageView(ranges, using: &generator)
            var drawn = RandAugmentPolicy(choice, cutout: policy.cutout)
            if isMedium { drawn.count = min(drawn.count, 1) }
            self.init(shape, geometry, drawn.draw(for: shape, using: &generator))
        case .ctAugment:
            let geometry = WeakImageView(ranges, using: &generator)
            guard let controller else { preconditionFailure("levels without a controller") }
            var choices = controller.trainingPolicy(using: &generator)
            if isMedium { choices.removeLast(max(0, choices.count - 1)) }
            choices.append(
                policy.cutout.map { CTAugmentChoice(.cutout, [2 * $0]) } ?? .finalCutout
            )
            // A square of no size would still be a pixel or two.
            if policy.cutout == 0 { choices.removeLast() }
            self.init(shape, geometry, Self.operations(of: choices, shape, using: &generator))
        case .color(let choice):
            let isMirrored = ranges.flips && generator.below(2) == 1
            var operations = ColorView(choice, isMedium: isMedium)
                .draw(for: shape, using: &generator)
            if let share = policy.cutout, share > 0 {
                operations.append(Self.square(share, shape, using: &generator))
            }
            let geometry = WeakImageView(right: 0, down: 0, mirrored: isMirrored)
            self.init(shape, geometry, operations)
        }
    }

    /// Draws a weak view of an image that is then changed as `choices` say.
    init(
        _ choices: [CTAugmentChoice],
        _ ranges: ImageAugmentation,
        _ shape: ImageShape,
        using generator: inout SeededGenerator
    ) {
        let geometry = WeakImageView(ranges, using: &generator)
        self.init(shape, geometry, Self.operations(of: choices, shape, using: &generator))
    }

    /// Writes the view of `from`, one NHWC image; values end in `range`.
    ///
    /// The memory of the operations is that of this call: some images' size, and a small part of the time.
    func write(
        _ from: Span<Float>,
        _ image: ImageSpecification,
        _ range: ValueRange,
        to view: inout MutableSpan<Float>
    ) {
        geometry.write(from, image, in: &view)
        let scale = ByteScale(range)
        var pixels = [UInt8](repeating: 0, count: shape.values)
        scale.write(view.span, to: &pixels)
        var editor = ImageEditor()
        editor.apply(operations, to: &pixels, shape)
        scale.write(pixels, to: &view)
    }

    private static func operations(
        of choices: [CTAugmentChoice],
        _ shape: ImageShape,
        using generator: inout SeededGenerator
    ) -> [ImageOperation] {
        choices.map { $0.operation(for: shape, using: &generator) }
    }

    /// A gray square within the image, its side uniform up to a share of the image's shorter side.
    private static func square(
        _ share: Double,
        _ shape: ImageShape,
        using generator: inout SeededGenerator
    ) -> ImageOperation {
        let longest = Int((share * Double(min(shape.height, shape.width))).rounded())
        let side = generator.below(longest + 1)
        let left = generator.below(shape.width - side + 1)
        let top = generator.below(shape.height - side + 1)
        return .cutout(PixelBox(columns: left..<left + side, rows: top..<top + side), .gray)
    }
}

extension RandAugmentPolicy {
    /// What a project's policy asks for.
    init(_ choice: RandAugmentViewPolicy, cutout: Double?) {
        switch choice.list {
        case .usb, .usbWithoutColor:
            self = .usb(count: choice.operations ?? 3, withColor: choice.list == .usb)
        case .paper:
            self = .paper(count: choice.operations ?? 2, magnitude: choice.magnitude ?? 9)
        }
        if let cutout { self.cutout = cutout }
    }
}
