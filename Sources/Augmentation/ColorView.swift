internal import Domain

#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// Draws what SimCLR's views do to an image, <https://arxiv.org/abs/2002.05709>, with the operations and draws of
/// torchvision's `RandomResizedCrop`, `ColorJitter`, `RandomGrayscale`, `GaussianBlur` and `RandomSolarize`.
struct ColorView {
    private let policy: ColorViewPolicy

    /// How likely colours change at all.
    private static let jitterProbability: Float = 0.8
    /// The standard deviations of a blur, pixels.
    private static let deviations: (Float, Float) = (0.1, 2)

    /// Creates a view of a policy; a medium one is half as strong.
    init(_ policy: ColorViewPolicy, isMedium: Bool = false) {
        var policy = policy
        if isMedium {
            policy.strength /= 2
            policy.leastArea = (1 + policy.leastArea) / 2
        }
        self.policy = policy
    }

    /// Draws what one image of `shape` gets.
    func draw(
        for shape: ImageShape,
        using generator: inout SeededGenerator
    ) -> [ImageOperation] {
        let part = Self.part(of: shape, leastArea: policy.leastArea, using: &generator)
        var operations: [ImageOperation] = [.crop(part, filter: .bilinear)]
        // A hue that is turned by nothing would still go through 8-bit HSV, which loses a little.
        if policy.strength > 0, generator.uniform() < Self.jitterProbability {
            operations += jitter(using: &generator)
        }
        if generator.uniform() < Float(policy.grayscale) { operations.append(.color(factor: 0)) }
        if generator.uniform() < Float(policy.blur) {
            let deviation = generator.uniform(Self.deviations.0, Self.deviations.1)
            // A tenth of the side, as in the reference code of the paper, and odd.
            let radius = max(1, min(shape.height, shape.width) / 10 / 2)
            operations.append(.gaussianBlur(deviation: Double(deviation), radius: radius))
        }
        if generator.uniform() < Float(policy.solarize) {
            operations.append(.solarize(threshold: 128))
        }
        return operations
    }

    /// Brightness, contrast, saturation and hue, in an order that is drawn.
    private func jitter(using generator: inout SeededGenerator) -> [ImageOperation] {
        let reach = Float(0.8 * policy.strength)
        func factor() -> Double { Double(generator.uniform(max(0, 1 - reach), 1 + reach)) }
        let (brightness, contrast, saturation) = (factor(), factor(), factor())
        let turn = Float(0.2 * policy.strength)
        let changes: [ImageOperation] = [
            .brightness(factor: brightness), .contrast(factor: contrast),
            .color(factor: saturation),
            .hue(shift: Double(generator.uniform(-turn, turn))),
        ]
        return generator.permutation(changes.count).map { changes[$0] }
    }

    /// A part of an image: its area uniform, the logarithm of its aspect uniform between those of 3/4 and 4/3, its
    /// place uniform; after ten draws that do not fit, the middle of the image with the nearest aspect.
    static func part(
        of shape: ImageShape,
        leastArea: Double,
        using generator: inout SeededGenerator
    ) -> PixelBox {
        let aspects = (3.0 / 4, 4.0 / 3)
        let area = Double(shape.height * shape.width)
        for _ in 0..<10 {
            let target = area * Double(generator.uniform(Float(leastArea), 1))
            let logarithm = generator.uniform(Float(log(aspects.0)), Float(log(aspects.1)))
            let aspect = Double(exp(logarithm))
            let width = Int((target * aspect).squareRoot().rounded(.toNearestOrEven))
            let height = Int((target / aspect).squareRoot().rounded(.toNearestOrEven))
            guard (1...shape.width).contains(width), (1...shape.height).contains(height) else {
                continue
            }
            let top = generator.below(shape.height - height + 1)
            let left = generator.below(shape.width - width + 1)
            return PixelBox(columns: left..<left + width, rows: top..<top + height)
        }
        var (width, height) = (shape.width, shape.height)
        let aspect = Double(width) / Double(height)
        if aspect < aspects.0 {
            height = min(height, Int((Double(width) / aspects.0).rounded()))
        } else if aspect > aspects.1 {
            width = min(width, Int((Double(height) * aspects.1).rounded()))
        }
        let (left, top) = ((shape.width - width) / 2, (shape.height - height) / 2)
        return PixelBox(columns: left..<left + width, rows: top..<top + height)
    }
}
