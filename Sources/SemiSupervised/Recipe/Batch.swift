package import Networks

/// How an input row was augmented.
package enum View: String, Sendable, Hashable, Codable, CaseIterable {
    /// Not at all.
    case clean
    /// A small shift, and a flip where the project allows it.
    case weak
    /// Affine, contrast, brightness, noise, cutout.
    case strong
    /// Clean or strong, each with probability 1/2, drawn for each row.
    case cleanOrStrong
}

/// A source of a batch's rows.
package struct StreamName: Hashable, Sendable, Codable, CustomStringConvertible {
    /// The name.
    package let name: String

    /// Creates a name.
    package init(_ name: String) { self.name = name }

    package var description: String { name }

    /// Labelled examples.
    package static let labeled = StreamName("labeled")
    /// Unlabelled examples.
    package static let unlabeled = StreamName("unlabeled")
}

/// What is drawn of a stream in each step.
package struct StreamPlan: Sendable, Hashable {
    /// The views of each row; the same kind twice is two draws.
    package var views: [View]
    /// Rows for each labelled row of a batch.
    package var ratio: Int

    /// Plans a stream.
    package init(_ views: [View], ratio: Int = 1) {
        self.views = views
        self.ratio = ratio
    }
}

/// One step's examples.
package struct Batch: Sendable {
    /// The rows of one stream: `N` rows of `F` features.
    package struct Stream: Sendable {
        /// The rows in each view of the plan, `[N, F]` each.
        package var views: [Matrix]
        /// The classes, `[N]`; empty for unlabelled rows.
        package var labels: [Int]
        /// The places of the rows in their pool, `[N]`.
        package var indices: [Int]
        /// What a survey said of the rows, probabilities `[N, C]`.
        package var targets: Matrix?

        /// Holds rows.
        package init(
            views: [Matrix],
            labels: [Int] = [],
            indices: [Int] = [],
            targets: Matrix? = nil
        ) {
            self.views = views
            self.labels = labels
            self.indices = indices
            self.targets = targets
        }

        /// The number of rows.
        package var count: Int { views.first?.rows ?? 0 }
    }

    /// The rows by stream.
    package var streams: [StreamName: Stream]

    /// Holds the rows of a step.
    package init(_ streams: [StreamName: Stream]) { self.streams = streams }

    /// The rows of a stream that the objective's needs name.
    package subscript(name: StreamName) -> Stream {
        guard let stream = streams[name] else {
            preconditionFailure("a batch of \(streams.keys.map(\.name).sorted()), not of \(name)")
        }
        return stream
    }

    /// The labelled rows.
    package var labeled: Stream { self[.labeled] }
    /// The unlabelled rows.
    package var unlabeled: Stream { self[.unlabeled] }
}
