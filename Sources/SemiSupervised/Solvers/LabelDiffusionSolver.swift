package import Domain
package import Networks

#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// Solves for what rows know once labels are handed on: a round is a step of a ``LabelDiffusion``.
///
/// What is released compares with the rows of the table and answers with what these know,
/// ``Graph/comparing(_:withRows:classes:nearest:)``: Delalleau, Bengio and Le Roux 2005.
package struct LabelDiffusionSolver: Solver {
    private let rule: LabelDiffusion.Rule
    private let settings: NeighborGraph
    /// The network up to the value that is compared, and that value.
    private let encoder: Graph
    private let value: String
    private let classes: Int
    private var diffusion: LabelDiffusion?
    /// Made from the table, and not a part of the state.
    private var graph: LabelGraph?

    /// Creates a solver that compares the value `value` of `encoder`.
    init(
        _ rule: LabelDiffusion.Rule,
        _ settings: NeighborGraph,
        encoder: Graph,
        value: String,
        classes: Int
    ) {
        self.rule = rule
        self.settings = settings
        self.encoder = encoder
        self.value = value
        self.classes = classes
    }

    /// The network that compares with so many rows, and the layers that know them.
    func network(rows: Int) -> (graph: Graph, layers: StoredRowLayers) {
        encoder.comparing(
            value,
            withRows: rows,
            classes: classes,
            nearest: settings.kernel == .nearest ? min(settings.neighbors, rows) : nil
        )
    }

    package var rows: TableRows { TableRows(hasUnlabeled: true, most: settings.rows) }

    package var source: String? { nil }

    package var rounds: Int { settings.maxIterations }

    package func prepare(_ values: Matrix, shape: Shape) -> [String: [Float]] { [:] }

    package mutating func advance(_ table: FeatureTable) throws(Failure) -> SolverProgress {
        let labels = table.rowLabels
        var current = diffusion ?? begin(table)
        if !current.isSettled {
            let graph = graph ?? makeGraph(table)
            current.advance(over: graph, labels: labels)
            self.graph = graph
        }
        diffusion = current
        return progress(current, table)
    }

    private func begin(_ table: FeatureTable) -> LabelDiffusion {
        LabelDiffusion(
            rule,
            tolerance: Double(settings.tolerance),
            labels: table.rowLabels,
            classes: table.classes
        )
    }

    private func makeGraph(_ table: FeatureTable) -> LabelGraph {
        let kernel: RowKernel =
            switch settings.kernel {
            case .gaussian: .gaussian(gamma: settings.gamma(of: table))
            case .nearest: .nearest(settings.neighbors)
            }
        var graph = LabelGraph(kernel, from: table.features, to: table.features)
        rule.normalize(&graph)
        return graph
    }

    /// The last change; how sure labelled rows are of their labels, and others of any class; the share of these
    /// that a label has reached.
    private func progress(_ diffusion: LabelDiffusion, _ table: FeatureTable) -> SolverProgress {
        let known = diffusion.distributions
        var (labeled, unlabeled, reached) = (0.0, 0.0, 0)
        for row in 0..<known.rows {
            let values = known.values[row * classes..<(row + 1) * classes]
            if row < table.labeled {
                labeled -= log(max(known[row, table.labels[row]], StoredRowLayers.least))
            } else {
                unlabeled -= values.reduce(0) { $1 > 0 ? $0 + $1 * log($1) : $0 }
                if values.contains(where: { $0 > 0 }) { reached += 1 }
            }
        }
        let count = Double(max(1, table.unlabeled))
        return SolverProgress(
            objective: diffusion.change,
            labeledLoss: labeled / Double(max(1, table.labeled)),
            unlabeledLoss: unlabeled / count,
            utilization: Double(reached) / count
        )
    }

    package func released(_ table: FeatureTable) -> Graph? {
        network(rows: table.features.rows).graph
    }

    package func solution(_ table: FeatureTable) -> [String: [Float]] {
        network(rows: table.features.rows).layers.weights(
            of: table.features,
            knowing: (diffusion ?? begin(table)).distributions,
            gamma: settings.gamma(of: table),
            center: table.center,
            scale: table.scale
        )
    }

    /// The graph, twice while its rows are made; what rows know, and what they are about to; and what is stored of
    /// them: weights, their packed copy, and the file.
    package func byteCount(rows: Int, width: Int, classes: Int) -> Int {
        let edges = settings.kernel == .gaussian ? rows : 3 * min(settings.neighbors, rows)
        return MemoryLayout<Double>.stride * rows * (edges + 6 * classes + 16)
            + 4 * MemoryLayout<Float>.stride * rows * (width + classes)
    }

    package mutating func visit(_ visitor: inout some StateVisitor) {
        var current =
            diffusion
            ?? LabelDiffusion(
                rule,
                tolerance: Double(settings.tolerance),
                labels: [],
                classes: classes
            )
        current.visit(&visitor)
        diffusion = current.masses.rows == 0 ? nil : current
    }
}
