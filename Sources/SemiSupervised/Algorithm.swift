package import Domain

/// A learning algorithm: hyper-parameters, what is known of it, and what a run of it does.
///
/// One file an algorithm, and its line in ``Algorithms/all``.
package protocol Algorithm: HyperParameters {
    /// What people and programs are told of it.
    static var card: AlgorithmCard { get }
    /// What a run does.
    ///
    /// - Throws: ``Failure`` (invalid argument) where hyper-parameters and task do not go together.
    func recipe(for task: TaskFacts) throws(Failure) -> Recipe
}

/// What is known of an algorithm; documentation, listings and benchmarks are made from it.
package struct AlgorithmCard: Sendable, Hashable {
    /// What kind of algorithm it is.
    package enum Family: String, Sendable, Hashable, CaseIterable {
        /// Labels only.
        case supervised
        /// The model's own word on one view teaches another.
        case consistency
        /// A model teaches another.
        case teacherAndStudent = "teacher and student"
        /// What another algorithm does with classes of unequal size.
        case imbalanced
        /// Unlabelled rows may be of no class.
        case openSet = "open set"
        /// An encoder learns from rows without labels.
        case selfSupervised = "self-supervised"
        /// Rows and targets are mixed.
        case mixing
        /// No row lies near the line between classes.
        case margin
        /// Labels are handed on between rows that are near each other.
        case graph
    }

    /// Whether a run is given a teacher.
    package enum Teacher: Sendable, Hashable {
        /// It has none.
        case none
        /// It trains its own where none is given.
        case optional
        /// There must be one.
        case required
    }

    /// How the algorithm is run on the digits, chosen on the tuning splits.
    package struct Benchmark: Sendable, Hashable {
        /// Optimizer steps.
        package var steps = 2500
        /// Optimizer steps of a first teacher; nil: ``steps``.
        package var teacherSteps: Int?
        /// By what the channels of the network are divided.
        package var narrowing = 1
        /// The dropout of the network.
        package var dropout: Float = 0

        /// Creates settings.
        package init(
            steps: Int = 2500,
            teacherSteps: Int? = nil,
            narrowing: Int = 1,
            dropout: Float = 0
        ) {
            self.steps = steps
            self.teacherSteps = teacherSteps
            self.narrowing = narrowing
            self.dropout = dropout
        }
    }

    /// The name in requests, on the command line and in a model's lineage, such as `fix_match`.
    package var name: String
    /// The name for people.
    package var title: String
    /// What it does, in a sentence.
    package var summary: String
    /// When it is the one to choose, in a sentence.
    package var whenToUse: String
    /// The kind.
    package var family: Family
    /// What is minimized, as text; empty where the summary says it.
    package var formula = ""
    /// The paper: authors, title, year; empty when there is none.
    package var paper = ""
    /// The paper's address; empty when there is none.
    package var paperAddress = ""
    /// Where this differs from the paper or its code.
    package var deviations: [String] = []
    /// Whether it learns from unlabelled examples.
    package var usesUnlabeled = true
    /// Whether a run is given a teacher.
    package var teacher = Teacher.none
    /// How it is run on the digits.
    package var benchmark = Benchmark()
}
