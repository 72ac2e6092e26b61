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
