package import Domain

/// What a snapshot says about itself.
package struct SnapshotHeader: Hashable, Sendable, Codable {
    /// The project it was cut from.
    package var project: String
    /// Everything written up to this sequence number is in the cut.
    package var sequence: SequenceNumber
    /// What one row is.
    package var input: InputSpecification
    /// The names of the classes, in the order of the labels.
    package var classes: [String]
    /// The seed of the project's random choices.
    package var seed: UInt64
    /// The number of labelled rows.
    package var labeledCount = 0
    /// The number of unlabelled rows.
    package var unlabeledCount = 0
    /// The number of different contents, in a file of the old layout; else 0.
    package var contentCount = 0

    /// Describes a cut that has no rows yet.
    package init(
        project: String,
        sequence: SequenceNumber,
        input: InputSpecification,
        classes: [String],
        seed: UInt64
    ) {
        self.project = project
        self.sequence = sequence
        self.input = input
        self.classes = classes
        self.seed = seed
    }
}
