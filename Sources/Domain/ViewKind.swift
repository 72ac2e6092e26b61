/// How much a view of an example differs from it.
package enum ViewKind: String, Hashable, Sendable, Codable, CaseIterable {
    /// The example itself.
    case clean
    /// Hardly changed: of images a whole-pixel shift, and a flip where the project allows it.
    case weak
    /// Half as far from the example as a strong view.
    case medium
    /// Changed as far as it still has its class: of images affine, contrast, brightness, noise and cutout; of vectors
    /// noise and dropped features; of texts other words, fewer words, or a paraphrase.
    case strong
    /// Clean or strong, each with probability 1/2, drawn for each row.
    case cleanOrStrong
}
