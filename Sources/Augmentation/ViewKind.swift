/// How much a view of an example differs from it.
package enum ViewKind: String, Hashable, Sendable, Codable, CaseIterable {
    /// The example itself.
    case clean
    /// A whole-pixel shift, and a flip where the project allows it.
    case weak
    /// Half as far from the example as a strong view.
    case medium
    /// Affine, contrast, brightness, noise and cutout; for vectors noise and dropped features.
    case strong
    /// Clean or strong, each with probability 1/2, drawn for each row.
    case cleanOrStrong
}

/// Where a view's random numbers come from: nothing but its coordinates, so that neither the number
/// of threads nor a resume changes a bit.
package struct ViewCoordinates: Hashable, Sendable {
    /// The optimizer step.
    package var step: Int
    /// The row within the step's batch.
    package var row: Int
    /// Which of the step's views it is; labelled and unlabelled views have different numbers.
    package var stream: Int

    /// Creates coordinates.
    package init(step: Int, row: Int, stream: Int) {
        self.step = step
        self.row = row
        self.stream = stream
    }
}
