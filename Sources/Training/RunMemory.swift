internal import Augmentation
package import Domain
package import Networks
internal import SemiSupervised

/// The bytes that a run takes, known before it starts.
///
/// What grows with the store is mapped and not counted. The figures are those of the largest phase:
/// what the engine allocates exactly, and what is copied on the way rounded up.
package struct RunMemory: Hashable, Sendable {
    /// What a run is planned for beside its specification.
    package struct Rows: Hashable, Sendable {
        /// Labeled rows of the snapshot, or a number that is not below.
        package var labeled: Int
        /// Unlabelled rows of the snapshot, or a number that is not below.
        package var unlabeled: Int

        /// Counts the rows to learn from.
        package init(labeled: Int, unlabeled: Int) {
            self.labeled = labeled
            self.unlabeled = unlabeled
        }
    }

    /// What a worker takes before it has a run: code, runtime, connection.
    static let process = 48 << 20

    /// Activations, packed weights and gradients of one pass, and the rows of a batch.
    package var batch = 0
    /// The most rows of one pass.
    package var rows = 0
    /// Weights, averages, moments of the optimizer, and their copies in checkpoint and weights file.
    package var weights = 0
    /// The weights of the largest network.
    package var parameters = 0
    /// What a teacher says of all unlabelled rows before the run, and the order of the rows.
    package var examples = 0

    /// All of it.
    package var total: Int { Self.process + batch + weights + examples }

    /// Plans a run.
    ///
    /// - Parameters:
    ///   - specification: What to run.
    ///   - data: How many rows there are.
    ///   - teacher: The network of a given teacher, or of the model that the run starts from.
    ///   - threads: The threads of the worker.
    /// - Throws: ``Failure``: resource exhausted where one block of memory is beyond the engine's
    ///   limit; invalid argument for a network whose layers do not fit.
    package init(
        _ specification: TrainingJobSpecification,
        data: Rows,
        teacher: Graph? = nil,
        threads: Int = 1
    ) throws(Failure) {
        let phases = try specification.recipe(given: teacher).phases
        for phase in phases {
            let network: Network
            do {
                network = try Network(phase.network)
            } catch {
                throw error.failure
            }
            switch phase.work {
            case .steps(let objective, _):
                try plan(objective, network, specification, data, threads)
            case .solve(let solver):
                examples = max(examples, try Self.tableBytes(solver, network, data))
            }
            parameters = max(parameters, network.layout.parameterCount)
            let trained = Self.weightBytes(
                network,
                phase,
                specification.optimization,
                phases: phases.count
            )
            let stored = try Self.supportBytes(
                phase.release,
                labeled: data.labeled,
                classes: specification.network.classes
            )
            weights = max(weights, trained + stored)
            examples = max(examples, Self.surveyBytes(phase, network, data))
        }
        // The permutations of both pools, the classes, and their digest when a checkpoint is made.
        examples += 32 * (data.labeled + data.unlabeled)
        if let teacher { weights += try Self.teacherBytes(teacher) }
    }

    /// Plans the batches of a phase of optimizer steps.
    private mutating func plan(
        _ objective: any Objective,
        _ network: Network,
        _ specification: TrainingJobSpecification,
        _ data: Rows,
        _ threads: Int
    ) throws(Failure) {
        let needs = objective.needs
        let rows = BatchRows(
            needs,
            labeledBatch: specification.optimization.labeledBatch,
            labeledCount: data.labeled,
            classes: max(specification.network.classes, 1),
            input: network.graph.input
        )
        let most = rows.ofPass.values.max() ?? 1
        self.rows = max(self.rows, most)
        var pass = 0
        for (shape, count) in rows.ofPass {
            pass += try Workspace.byteCount(
                for: network.sized(to: shape),
                rows: count,
                passes: needs.passes,
                threads: threads,
                shards: specification.shards
            )
        }
        let extra = objective.extraValues(
            Extent(
                rows: rows.streams,
                labeled: data.labeled,
                unlabeled: data.unlabeled,
                classes: network.classes,
                inputs: network.rowInputs
            )
        )
        // Labelled rows once more, in a view that the model is asked about.
        let probes = specification.augmentation?.levels == nil ? 0 : rows.streams[.labeled] ?? 0
        batch = max(
            batch,
            pass + (max(rows.ofBatch, most) + probes) * Self.rowBytes(network)
                + MemoryLayout<Float>.stride * extra
        )
    }

    /// The table of a solver, in the precision of the network and in that of the solver, and what the solver takes;
    /// before it the network that computes it.
    private static func tableBytes(
        _ solver: any Solver,
        _ network: Network,
        _ data: Rows
    ) throws(Failure) -> Int {
        let rows = TableSample.most(
            solver.rows,
            labeled: data.labeled,
            unlabeled: data.unlabeled,
            classes: network.classes
        )
        let prepared = min(rows, solver.rows.prepared)
        let source = solver.source.flatMap { network.width(of: HeadName($0)) } ?? 0
        let width = network.features
        return try ServingNetwork.byteCount(for: network)
            + 3 * MemoryLayout<Float>.stride * (rows * width + prepared * source)
            + MemoryLayout<Double>.stride * rows * width
            + solver.byteCount(rows: rows, width: width, classes: network.classes)
    }

    /// What is said in all surveys of a phase, twice: as it is asked and as the objective keeps it.
    private static func surveyBytes(_ phase: Phase, _ network: Network, _ data: Rows) -> Int {
        phase.surveys.reduce(0) { sum, survey in
            let pool =
                switch survey.pool {
                case .labeled: data.labeled
                case .unlabeled: data.unlabeled
                default: data.labeled + data.unlabeled
                }
            let width = survey.heads.reduce(0) {
                $0 + ($1 == .embedding ? network.features : network.classes)
            }
            return sum + min(pool, survey.limit ?? pool) * (16 * width + 64)
        }
    }

    /// A row read, in a view, and joined with the others; logits, probabilities, targets, gradients.
    private static func rowBytes(_ network: Network) -> Int {
        let heads = 8 * network.classes + 2 * network.features
        return MemoryLayout<Float>.stride * (3 * network.rowInputs + heads)
    }

    /// Student, average and what the previous phase ended with; moments; gradients twice; then a
    /// checkpoint of all that, or the weights file.
    private static func weightBytes(
        _ network: Network,
        _ phase: Phase,
        _ optimization: Optimization,
        phases: Int
    ) -> Int {
        let moments =
            phase.optimizers.reduce(0) {
                $0 + ($1.optimizer ?? optimization.optimizer).moments.count
            }
        let models = phases > 1 ? 3 : 2
        let layout = network.layout
        let values = layout.parameterCount + layout.statisticsCount
        return MemoryLayout<Float>.stride * values * (2 * (models + moments) + 3)
    }

    /// The labelled rows that a released comparison stores: features, weights, their packed copy and the file.
    private static func supportBytes(
        _ release: Release,
        labeled: Int,
        classes: Int
    ) throws(Failure) -> Int {
        guard case .nearestSupport(let encoder, _, _, let most) = release else { return 0 }
        let features = try Network.compiled(encoder).features
        let rows = min(labeled, max(most, classes))
        return 4 * MemoryLayout<Float>.stride * rows * (features + classes)
    }

    /// The weights file as it is read, its weights, and the packed ones.
    private static func teacherBytes(
        _ specification: Graph
    ) throws(Failure) -> Int {
        let network: Network
        do {
            network = try Network(specification)
        } catch {
            throw error.failure
        }
        let layout = network.layout
        let values = layout.parameterCount + layout.statisticsCount
        let packed = try ServingNetwork.byteCount(for: network)
        return 2 * MemoryLayout<Float>.stride * values + packed
    }
}
