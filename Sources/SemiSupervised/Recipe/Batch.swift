package import Networks

/// How an input row is augmented.
package enum View: Sendable, Hashable {
    /// Not at all.
    case clean
    /// A small shift, and a flip where the project allows it.
    case weak
    /// Half as far from the row as a strong view.
    case medium
    /// Affine, contrast, brightness, noise, cutout.
    case strong
    /// Clean or strong, each with probability 1/2, drawn for each row.
    case cleanOrStrong
    /// A part of an image, which is then smaller; of a vector a strong view.
    case crop(Crop)

    /// The shape of a view of rows of a shape.
    package func shape(of row: Shape) -> Shape {
        guard case .crop(let crop) = self, row.pixels > 1 else { return row }
        func side(_ length: Int) -> Int { max(1, Int((crop.side * Float(length)).rounded())) }
        return .image(height: side(row.height), width: side(row.width), channels: row.channels)
    }
}

/// A small view: a part of random size and place, resized.
package struct Crop: Sendable, Hashable {
    /// The sides of the view, a share of those of the image.
    package var side: Float
    /// The least area of the part, a share of that of the image.
    package var least: Float
    /// The largest area of the part.
    package var most: Float

    /// Describes a crop; the defaults are those of PAWS on CIFAR-10, 18 of 32 pixels.
    package init(side: Float = 0.5625, least: Float = 0.3, most: Float = 0.75) {
        self.side = side
        self.least = least
        self.most = most
    }
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
    /// All examples, the labelled ones first.
    package static let all = StreamName("all")
    /// Labelled examples, each class as often as any other.
    package static let balanced = StreamName("balanced")
    /// Labelled examples that others are compared with, as many of each class.
    package static let support = StreamName("support")
    /// Rows that are turned by quarters; how far is their label.
    package static let turned = StreamName("turned")

    /// The pools that streams draw from.
    package static let pools: [StreamName] = [.labeled, .unlabeled, .all]
}

/// How the rows of a stream are chosen.
package enum Sampling: Sendable, Hashable {
    /// Without replacement, one permutation of the pool after the other: `ratio` rows for each labelled row
    /// of a batch.
    case permuted(ratio: Int)
    /// With replacement, each class as likely as any other: `ratio` rows for each labelled row of a batch.
    case balanced(ratio: Int)
    /// `each` rows of each of some classes, row by row and in each the classes in turn; nil: of all classes.
    case perClass(classes: Int?, each: Int)
}

/// What is drawn of a stream in each step.
package struct StreamPlan: Sendable, Hashable {
    /// The views of each row; the same kind twice is two draws.
    package var views: [View]
    /// The pool that rows are drawn from: one of ``StreamName/pools``; nil: that of the stream's own name.
    package var pool: StreamName?
    /// How they are chosen.
    package var sampling: Sampling
    /// Whether they are turned.
    package var turns = Turns.none

    /// Whether square images are turned by quarters, which are then their labels: 0 to 3.
    package enum Turns: Sendable, Hashable {
        /// They are not.
        case none
        /// Each by a number of quarters that is drawn.
        case drawn
        /// Each by every number of quarters: all rows by none, all by one and so on.
        case every
    }

    /// Plans a stream.
    package init(_ views: [View], of pool: StreamName? = nil, _ sampling: Sampling) {
        self.views = views
        self.pool = pool
        self.sampling = sampling
    }

    /// Plans a stream of permutations.
    package init(_ views: [View], of pool: StreamName? = nil, ratio: Int = 1) {
        self.init(views, of: pool, .permuted(ratio: ratio))
    }

    /// The rows of a batch that has `labeled` labelled rows, of a task of `classes` classes.
    package func rows(labeled: Int, classes: Int) -> Int {
        let drawn =
            switch sampling {
            case .permuted(let ratio), .balanced(let ratio): labeled * ratio
            case .perClass(let some, let each): min(some ?? classes, classes) * each
            }
        return turns == .every ? 4 * drawn : drawn
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
        _read { yield streams[place(of: name)].value }
        _modify { yield &streams.values[place(of: name)] }
    }

    private func place(of name: StreamName) -> [StreamName: Stream].Index {
        guard let place = streams.index(forKey: name) else {
            preconditionFailure("a batch of \(streams.keys.map(\.name).sorted()), not of \(name)")
        }
        return place
    }

    /// The labelled rows.
    package var labeled: Stream { self[.labeled] }
    /// The unlabelled rows.
    package var unlabeled: Stream { self[.unlabeled] }
}
