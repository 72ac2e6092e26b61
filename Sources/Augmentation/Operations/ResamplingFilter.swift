#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// How a resized image is made of the pixels around each place, in the order of CTAugment.
package enum ResamplingFilter: Int, CaseIterable, Hashable, Sendable {
    /// A sinc over three lobes of a sinc.
    case lanczos
    /// The cubic of Keys with a = -0.5, <https://doi.org/10.1109/TASSP.1981.1163711>.
    case bicubic
    /// A triangle.
    case bilinear
    /// A box.
    case box
    /// A sinc in a Hamming window.
    case hamming
    /// The nearest pixel.
    case nearest

    /// How far the filter reaches, pixels of the coarser image.
    var reach: Double {
        switch self {
        case .lanczos: 3
        case .bicubic: 2
        case .bilinear, .hamming: 1
        case .box, .nearest: 0.5
        }
    }

    /// The weight of a pixel at a distance.
    func weight(_ distance: Double) -> Double {
        let x = abs(distance)
        switch self {
        case .lanczos:
            return distance >= -3 && distance < 3 ? sinc(distance) * sinc(distance / 3) : 0
        case .bicubic:
            if x < 1 { return (1.5 * x - 2.5) * x * x + 1 }
            return x < 2 ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : 0
        case .bilinear:
            return x < 1 ? 1 - x : 0
        case .box, .nearest:
            return distance > -0.5 && distance <= 0.5 ? 1 : 0
        case .hamming:
            return x < 1 ? sinc(x) * (0.54 + 0.46 * cos(x * .pi)) : 0
        }
    }

    private func sinc(_ x: Double) -> Double { x == 0 ? 1 : sin(x * .pi) / (x * .pi) }
}
