internal import Domain
internal import Networks
internal import SemiSupervised

/// The rows of a solver's table: places in both pools.
struct TableSample: Sendable {
    /// Labelled rows, in ascending order.
    private(set) var labeled: [Int]
    /// Unlabelled rows, in ascending order.
    private(set) var unlabeled: [Int]
    /// All of them in random order: those from ``labeled`` on are unlabelled.
    private let order: [Int]

    /// Draws a sample of each pool that has more rows than the table takes.
    ///
    /// Of labelled rows each class keeps its share, and at least one row.
    init(_ data: TrainingData, _ rows: TableRows, generator: SeededGenerator) {
        var generator = generator
        labeled = []
        for places in data.rowsByClass() {
            let share = Double(places.count) * Double(rows.most) / Double(data.labeledCount)
            labeled += Self.sample(places, Int(share.rounded(.up)), &generator)
        }
        labeled.sort()
        unlabeled =
            rows.hasUnlabeled
            ? Self.sample(Array(0..<data.unlabeledCount), rows.most, &generator) : []
        order = generator.permutation(labeled.count + unlabeled.count)
    }

    private static func sample(
        _ places: [Int],
        _ most: Int,
        _ generator: inout SeededGenerator
    ) -> [Int] {
        guard places.count > most else { return places }
        return generator.permutation(places.count)[..<most].map { places[$0] }.sorted()
    }

    /// The most rows of a table of a solver.
    static func most(_ rows: TableRows, labeled: Int, unlabeled: Int, classes: Int) -> Int {
        min(labeled, rows.most + classes) + (rows.hasUnlabeled ? min(unlabeled, rows.most) : 0)
    }

    /// A random part of the rows, in random order.
    struct Shuffled {
        fileprivate let rows: [(pool: StreamName, place: Int)]

        /// The features of a model, `[N, features]`.
        func values(_ model: TrainedModel, _ data: TrainingData) throws(Failure) -> Matrix {
            let predictor = try ModelPredictor(model)
            var parts: [Matrix] = []
            for row in rows {
                let values = try predictor.values(of: [.embedding], [row.place], of: row.pool, data)
                parts.append(values.features)
            }
            return Matrix(joining: parts)
        }
    }

    /// The first rows of the random order.
    func shuffled(most: Int) -> Shuffled {
        Shuffled(
            rows: order.prefix(most).map { place in
                place < labeled.count
                    ? (.labeled, labeled[place]) : (.unlabeled, unlabeled[place - labeled.count])
            }
        )
    }

    /// The features of a model, the labelled rows first, `[L + U, features]`.
    func values(_ model: TrainedModel, _ data: TrainingData) throws(Failure) -> Matrix {
        let predictor = try ModelPredictor(model)
        return try Matrix(joining: [
            predictor.values(of: [.embedding], labeled, of: .labeled, data).features,
            predictor.values(of: [.embedding], unlabeled, of: .unlabeled, data).features,
        ])
    }
}
