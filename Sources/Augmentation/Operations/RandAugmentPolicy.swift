package import Domain

/// RandAugment, <https://arxiv.org/abs/1909.13719>: operations drawn with replacement, nothing learned.
package struct RandAugmentPolicy: Hashable, Sendable {
    /// Where the level of an operation, 0...1, comes from.
    package enum Level: Hashable, Sendable {
        /// Uniform, drawn for each operation.
        case uniform
        /// The same for all operations: the paper's magnitude M over its largest.
        case fixed(Double)
    }

    /// What is drawn from.
    package var operations: [RandAugmentOperation]
    /// How many operations an image gets.
    package var count: Int
    /// Where levels come from.
    package var level: Level
    /// The longest side of the square that is painted last, a share of the width; 0 paints none.
    package var cutout: Double

    /// Creates a policy.
    package init(
        operations: [RandAugmentOperation],
        count: Int,
        level: Level,
        cutout: Double
    ) {
        precondition(!operations.isEmpty && count >= 0, "\(count) of \(operations.count)")
        self.operations = operations
        self.count = count
        self.level = level
        self.cutout = cutout
    }

    /// USB's strong view (three operations) or medium view (one).
    package static func usb(count: Int = 3, withColor: Bool = true) -> RandAugmentPolicy {
        RandAugmentPolicy(
            operations: withColor ? RandAugmentOperation.usb : RandAugmentOperation.usbWithoutColor,
            count: count,
            level: .uniform,
            cutout: 0.5
        )
    }

    /// The paper's policy of N operations at magnitude M of 10.
    package static func paper(count: Int = 2, magnitude: Double = 9) -> RandAugmentPolicy {
        precondition((0...10).contains(magnitude), "magnitude \(magnitude) of 10")
        return RandAugmentPolicy(
            operations: RandAugmentOperation.paper,
            count: count,
            level: .fixed(magnitude / 10),
            cutout: 0
        )
    }

    /// Draws what one image of `shape` gets.
    package func draw(
        for shape: ImageShape,
        using generator: inout SeededGenerator
    ) -> [ImageOperation] {
        let chosen = (0..<count).map { _ in operations[generator.below(operations.count)] }
        var drawn: [ImageOperation] = chosen.map { operation in
            let level =
                switch level {
                case .uniform: Double(generator.uniform())
                case .fixed(let level): level
                }
            let sign = operation.isMirrored && generator.below(2) == 1 ? -1.0 : 1
            return operation.operation(level: level, sign: sign, shape)
        }
        guard cutout > 0 else { return drawn }
        let side = cutout * Double(generator.uniform())
        // The reference asks for a number between the size and 1, not between 0 and the size.
        let x = Double(shape.width) + Double(1 - shape.width) * Double(generator.uniform())
        let y = Double(shape.height) + Double(1 - shape.height) * Double(generator.uniform())
        drawn.append(Self.cutout(side: side, x: x, y: y, shape))
        return drawn
    }

    /// The square that USB paints.
    ///
    /// It is shifted, not cut, at the left and upper edges, and as its last pixels are painted too, a
    /// pixel longer than it says.
    ///
    /// - Parameters:
    ///   - side: Its side, a share of the image's width.
    ///   - x: The column of its centre.
    ///   - y: The row of its centre.
    ///   - shape: The shape of the image.
    /// - Returns: The operation; none where the side is 0.
    package static func cutout(
        side: Double,
        x: Double,
        y: Double,
        _ shape: ImageShape
    ) -> ImageOperation {
        guard side > 0 else { return .identity }
        let length = side * Double(shape.width)
        func range(_ centre: Double, _ size: Int) -> Range<Int> {
            let first = Int(max(0, centre - length / 2))
            let last = Int(min(Double(size), Double(first) + length))
            return first..<last + 1
        }
        let box = PixelBox(columns: range(x, shape.width), rows: range(y, shape.height))
        return .cutout(box, .brownish)
    }
}
