package import Domain
package import Networks

#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// What a run does: one phase after the other, each the training of one network.
package struct Recipe: Sendable {
    /// The phases, at least one.
    package var phases: [Phase]

    /// Creates a recipe.
    package init(_ phases: [Phase]) { self.phases = phases }
}

/// What a recipe is made for.
package struct TaskFacts: Sendable {
    /// The network that was asked for.
    package var network: Graph
    /// The network of a first teacher, where it is another one.
    package var teacherNetwork: Graph?
    /// The optimizer steps that were asked for: of the run, or of each student.
    package var steps: Int
    /// The optimizer steps of a first teacher, where they are others.
    package var teacherSteps: Int?
    /// The learning rate that was asked for, for those that have a schedule of their own.
    package var learningRate: Float
    /// The network of a model that was given: a teacher, or what the run starts from; nil: there is none.
    package var given: Graph?

    /// Creates the facts of a task.
    package init(
        network: Graph,
        teacherNetwork: Graph? = nil,
        steps: Int,
        teacherSteps: Int? = nil,
        learningRate: Float = 0.03,
        given: Graph? = nil
    ) {
        self.network = network
        self.teacherNetwork = teacherNetwork
        self.steps = steps
        self.teacherSteps = teacherSteps
        self.learningRate = learningRate
        self.given = given
    }

    /// Whether a model was given.
    package var isModelGiven: Bool { given != nil }
}

/// What a phase makes of the weights that it ends with.
package enum Release: Sendable, Hashable {
    /// The network as it was trained.
    case whole
    /// Another network, which takes over what has the same names.
    case part(Graph)
    /// The encoder, and a comparison of its features with those of labelled rows, at most so many of them, of which
    /// the nearest count, 0: all: ``Graph/nearestSupport(of:rows:classes:temperature:neighbors:)``.
    case nearestSupport(of: Graph, temperature: Float, neighbors: Int = 0, most: Int)
}

/// How much of an average of weights stays in a step.
package enum AverageDecay: Sendable, Hashable {
    /// Always the same.
    case constant(Float)
    /// Rising from `base` to 1 as half a cosine: `1 - (1 - base) (cos(pi k / K) + 1) / 2`,
    /// <https://arxiv.org/abs/2006.07733>.
    case cosine(from: Float)

    /// How much stays in step `step` of `steps`.
    package func value(step: Int, of steps: Int) -> Float {
        switch self {
        case .constant(let decay): return decay
        case .cosine(let base):
            let share = Double(step) / Double(max(steps, 1))
            return Float(1 - (1 - Double(base)) * (cos(Double.pi * share) + 1) / 2)
        }
    }
}

/// What is done in a phase.
package enum Work: Sendable {
    /// So many optimizer steps on an objective.
    case steps(any Objective, count: Int)
    /// The rounds of a solver.
    case solve(any Solver)
}

/// One training of one network.
///
/// Several networks that learn side by side, such as two that teach each other, are parts of one graph: each has
/// heads of its own, the objective hands back a gradient for each, deltas reach only the nodes of the part that
/// they belong to, and an ``OptimizerPlan`` for each moves the parameters of its nodes. The average holds the
/// averages of all. A pass computes every part, and moves the running statistics of every part: those that learn
/// from rows of their own cost the passes of all, and are normalised by groups or layers, which keep no statistics.
package struct Phase: Sendable {
    /// A model that there is before the phase.
    package enum Source: String, Hashable, Sendable {
        /// What the run was given.
        case given
        /// What the phase before ended with.
        case previous
    }

    /// The name in progress reports.
    package var name: String
    /// What is done.
    package var work: Work
    /// The network that is trained.
    package var network: Graph
    /// The model whose weights the network starts with; nil: random weights.
    package var start: Source?
    /// The model of ``Role/teacher``; nil: there is none.
    package var teacher: Source?
    /// What models are asked of whole pools, before the first step or time and again, in this order.
    package var surveys: [SurveyPlan]
    /// What moves the parameters; those that no plan names stay as they are.
    package var optimizers: [OptimizerPlan] = [OptimizerPlan()]
    /// How much of the average stays in a step; nil: as asked for.
    package var average: AverageDecay?
    /// What the phase ends with.
    package var release = Release.whole

    /// Describes a phase of optimizer steps.
    package init(
        _ name: String,
        _ objective: any Objective,
        network: Graph,
        steps: Int,
        start: Source? = nil,
        teacher: Source? = nil,
        surveys: [SurveyPlan] = []
    ) {
        self.name = name
        work = .steps(objective, count: steps)
        self.network = network
        self.start = start
        self.teacher = teacher
        self.surveys = surveys
    }

    /// Describes a phase in which a solver finds the classifier of a network.
    package init(_ name: String, _ solver: any Solver, network: Graph, start: Source? = nil) {
        self.name = name
        work = .solve(solver)
        self.network = network
        self.start = start
        surveys = []
        optimizers = []
    }

    /// What is minimized by optimizer steps; nil: a solver does the work.
    package var objective: (any Objective)? {
        guard case .steps(let objective, _) = work else { return nil }
        return objective
    }

    /// Optimizer steps, or rounds of a solver.
    package var steps: Int {
        switch work {
        case .steps(_, let count): count
        case .solve(let solver): solver.rounds
        }
    }
}

extension Recipe {
    /// The recipe of one phase, which starts from the given model where there is one.
    package static func single(_ objective: any Objective, for task: TaskFacts) -> Recipe {
        Recipe([
            Phase(
                "train",
                objective,
                network: task.network,
                steps: task.steps,
                start: task.isModelGiven ? .given : nil
            )
        ])
    }

    /// ``single(_:for:)`` with a head of projections, which is not released.
    ///
    /// - Throws: ``Failure`` (invalid argument) where the network has no features.
    package static func projecting(
        _ objective: any Objective,
        to width: Int,
        for task: TaskFacts
    ) throws(Failure) -> Recipe {
        var recipe = Recipe.single(objective, for: task)
        do {
            recipe.phases[0].network = try task.network.projecting(to: width)
        } catch {
            throw error.failure
        }
        recipe.phases[0].release = .part(task.network)
        return recipe
    }

    /// Whether any phase cannot be without rows of `pool`.
    package func draws(from pool: StreamName) -> Bool {
        phases.contains { phase in
            switch phase.work {
            case .steps(let objective, _):
                objective.needs.streams.contains { ($1.pool ?? $0) == pool }
            case .solve(let solver):
                pool == .labeled || pool == .unlabeled && solver.rows.hasUnlabeled
            }
        }
    }
}
