/// Where a model version stands.
package enum ModelState: String, Hashable, Sendable, Codable, CaseIterable {
    case candidate, shadow, canary, champion, retired
    /// Its weights were removed.
    case deleted
}

/// What a job is doing.
package enum JobState: String, Hashable, Sendable, Codable, CaseIterable {
    case queued, running, succeeded, failed, cancelled

    /// Whether the job will never change again.
    package var isFinal: Bool {
        switch self {
        case .queued, .running: false
        case .succeeded, .failed, .cancelled: true
        }
    }
}

/// What a job is for.
package enum JobKind: String, Hashable, Sendable, Codable, CaseIterable {
    case train
    case selfTrain = "self_train"
    case distil
    /// Decides anew what the champion may decide about.
    case relabel
    /// Compares algorithms; it makes no model.
    case compare
}

/// Where a model version came from.
package struct Lineage: Hashable, Sendable, Codable {
    /// The teacher's version, if it had one.
    package var teacher: ModelVersion?
    /// The snapshot it learned from.
    package var snapshot: Int64?
    /// The job that made it.
    package var job: JobID?
    /// The algorithm's name in the catalogue, or `imported`.
    package var algorithm: String
    /// The algorithm's hyper-parameters, as JSON.
    package var hyperParameters: String
    /// The seed of every random choice.
    package var seed: UInt64
    /// The revision of the code.
    package var revision: String
    /// The instruction set of the kernels, such as `avx512`.
    package var instructionSet: String
    /// The core that the BLAS chose, such as `SkylakeX`.
    package var blasCore: String
    /// What the importer said about it; nil for models trained here.
    package var note: String?
    /// The version of this project whose tensors are the same as the imported ones: what that one saw,
    /// this one saw.
    package var same: ModelVersion?
    /// The importer's word that the model saw none of the examples that are protected here; nil
    /// without one.
    package var attestation: String?

    package init(
        teacher: ModelVersion? = nil,
        snapshot: Int64? = nil,
        job: JobID? = nil,
        algorithm: String,
        hyperParameters: String = "{}",
        seed: UInt64 = 0,
        revision: String = "",
        instructionSet: String = "",
        blasCore: String = "",
        note: String? = nil,
        same: ModelVersion? = nil,
        attestation: String? = nil
    ) {
        self.teacher = teacher
        self.snapshot = snapshot
        self.job = job
        self.algorithm = algorithm
        self.hyperParameters = hyperParameters
        self.seed = seed
        self.revision = revision
        self.instructionSet = instructionSet
        self.blasCore = blasCore
        self.note = note
        self.same = same
        self.attestation = attestation
    }

    /// Whether the weights were made elsewhere.
    package var isImported: Bool { algorithm == Self.imported }

    /// The algorithm's name of imported models.
    package static let imported = "imported"
}

/// How a model did on labelled examples that it never saw.
package struct Metrics: Hashable, Sendable, Codable {
    /// The split that was evaluated.
    package var split: Split
    /// The number of examples.
    package var count: Int
    /// The share that was right, in `0...1`.
    package var accuracy: Double
    /// The exact 95 % interval of the accuracy, lower bound.
    package var accuracyLow: Double
    /// The exact 95 % interval of the accuracy, upper bound.
    package var accuracyHigh: Double
    /// The expected calibration error with 15 bins, in `0...1`.
    package var calibrationError: Double
    /// Per class, the share of its predictions that were right; 0 without predictions.
    package var precision: [Double]
    /// Per class, the share of its examples that were found; 0 without examples.
    package var recall: [Double]
    /// Which classes were taken for which.
    package var confusion: Confusion

    package init(
        split: Split,
        count: Int,
        accuracy: Double,
        accuracyLow: Double,
        accuracyHigh: Double,
        calibrationError: Double,
        precision: [Double],
        recall: [Double],
        confusion: Confusion
    ) {
        self.split = split
        self.count = count
        self.accuracy = accuracy
        self.accuracyLow = accuracyLow
        self.accuracyHigh = accuracyHigh
        self.calibrationError = calibrationError
        self.precision = precision
        self.recall = recall
        self.confusion = confusion
    }
}

/// What the gate decided about a challenger, and why.
package struct GateDecision: Hashable, Sendable, Codable {
    /// Whether the challenger may be promoted.
    package var passed: Bool
    /// The policy that decided.
    package var policy: GatePolicy
    /// The version that was compared with; nil for the first model.
    package var reference: ModelVersion?
    /// The version that `non_inferior` compares with while this challenger is the champion, so that
    /// margins do not add up: the challenger where it is the first, or was shown to be better than the
    /// last such version; nil in decisions that were kept before this was.
    package var standard: ModelVersion?
    /// The gate examples compared.
    package var count: Int
    /// Examples that the reference got wrong and the challenger right.
    package var won: Int
    /// Examples that the reference got right and the challenger wrong.
    package var lost: Int
    /// McNemar's p value, or the Clopper-Pearson bound; nil where none was computed.
    package var statistic: Double?
    /// How many comparisons this gate split has served, this one included.
    package var comparisons: Int
    /// A sentence with the reason.
    package var reason: String

    /// Whether another decision was about the same comparison and came to the same.
    package func saysTheSame(as other: GateDecision) -> Bool {
        passed == other.passed && policy == other.policy && reference == other.reference
            && standard == other.standard && count == other.count && won == other.won
            && lost == other.lost
    }

    package init(
        passed: Bool,
        policy: GatePolicy,
        reference: ModelVersion?,
        standard: ModelVersion? = nil,
        count: Int,
        won: Int,
        lost: Int,
        statistic: Double?,
        comparisons: Int,
        reason: String
    ) {
        self.passed = passed
        self.policy = policy
        self.reference = reference
        self.standard = standard
        self.count = count
        self.won = won
        self.lost = lost
        self.statistic = statistic
        self.comparisons = comparisons
        self.reason = reason
    }
}
