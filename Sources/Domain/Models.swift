/// Where a model version stands.
package enum ModelState: String, Hashable, Sendable, Codable, CaseIterable {
    case candidate, shadow, canary, champion, retired
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
}

/// What a certificate promises: the error rate of labels accepted at `threshold` is at most
/// `epsilon`, with confidence `1 - delta`, for new data from the source of the certify split.
///
/// With thresholds of single classes the error rate is at most `epsilon` among the accepted labels
/// of each predicted class, for all of them together with confidence `1 - delta`.
package struct Certificate: Hashable, Sendable, Codable {
    /// The number of the certificate; 0 until it is stored.
    package var id: Int64
    /// The model version whose confidences were certified.
    package var modelVersion: ModelVersion
    /// The least confidence that is accepted; with thresholds of single classes the lowest of them.
    package var threshold: Float
    /// The least confidence that is accepted for each predicted class, `[C]`, nil where labels of
    /// the class are never accepted; empty: `threshold` holds for all.
    package var perClass: [Float?] = []
    /// The promised error rate.
    package var epsilon: Double
    /// The probability that the promise fails, over all looks.
    package var delta: Double
    /// Which look at the project's certify labels this was, from 1.
    package var look: Int
    /// `delta / (look * (look + 1))`; each of `C` single classes has a `C`-th of it.
    package var level: Double
    /// The number of views whose softmax was averaged.
    package var views: Int
    /// The certify examples there were.
    package var certifyCount: Int
    /// The certify examples at or above the threshold, that of their class where classes have one.
    package var accepted: Int
    /// How many of those were wrong.
    package var wrong: Int

    /// Creates a certificate.
    package init(
        id: Int64 = 0,
        modelVersion: ModelVersion,
        threshold: Float,
        perClass: [Float?] = [],
        epsilon: Double,
        delta: Double,
        look: Int,
        level: Double,
        views: Int,
        certifyCount: Int,
        accepted: Int,
        wrong: Int
    ) {
        self.id = id
        self.modelVersion = modelVersion
        self.threshold = threshold
        self.perClass = perClass
        self.epsilon = epsilon
        self.delta = delta
        self.look = look
        self.level = level
        self.views = views
        self.certifyCount = certifyCount
        self.accepted = accepted
        self.wrong = wrong
    }

    /// The promise in one sentence.
    package var promise: String {
        let subject =
            perClass.isEmpty
            ? "the error rate of labels accepted under this certificate"
            : "for each predicted class with a threshold, the error rate of its labels accepted "
                + "under this certificate"
        let confidence =
            "confidence \(1 - delta)\(perClass.isEmpty ? "" : " for all classes together")"
        return
            "\(subject) is at most \(epsilon), with \(confidence), as long as new data come from "
            + "the same source as the certify split"
    }

    /// Whether some classes have a threshold and others have none.
    package var leavesClassesOut: Bool { perClass.contains(nil) }

    /// Reads a certificate, also one that was stored before classes had thresholds of their own.
    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        id = try values.decode(Int64.self, forKey: .id)
        modelVersion = try values.decode(ModelVersion.self, forKey: .modelVersion)
        threshold = try values.decode(Float.self, forKey: .threshold)
        perClass = try values.decodeIfPresent([Float?].self, forKey: .perClass) ?? []
        epsilon = try values.decode(Double.self, forKey: .epsilon)
        delta = try values.decode(Double.self, forKey: .delta)
        look = try values.decode(Int.self, forKey: .look)
        level = try values.decode(Double.self, forKey: .level)
        views = try values.decode(Int.self, forKey: .views)
        certifyCount = try values.decode(Int.self, forKey: .certifyCount)
        accepted = try values.decode(Int.self, forKey: .accepted)
        wrong = try values.decode(Int.self, forKey: .wrong)
    }
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

    /// Creates a lineage.
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
        note: String? = nil
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
    }
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
    /// Counts `[true class][predicted class]`.
    package var confusion: [[Int]]

    /// Creates metrics.
    package init(
        split: Split,
        count: Int,
        accuracy: Double,
        accuracyLow: Double,
        accuracyHigh: Double,
        calibrationError: Double,
        precision: [Double],
        recall: [Double],
        confusion: [[Int]]
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

    /// Creates a decision.
    package init(
        passed: Bool,
        policy: GatePolicy,
        reference: ModelVersion?,
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
        self.count = count
        self.won = won
        self.lost = lost
        self.statistic = statistic
        self.comparisons = comparisons
        self.reason = reason
    }
}
