package import Domain
internal import Files
package import Networks
package import SemiSupervised
package import Store
package import Training

/// What a job is asked to do; stored with it as JSON.
package struct JobOrder: Hashable, Sendable, Codable {
    /// What it is for.
    package var kind: JobKind
    /// What decides the run beside its data; of a comparison that of its first candidate.
    package var specification: TrainingJobSpecification
    /// What is compared; nil: one run that makes a model.
    package var comparison: ComparisonPlan?
    /// The teacher; nil: the champion when the job starts, where the kind needs a teacher.
    package var teacher: ModelVersion?
    /// The gate for what it makes; nil: the project's when it is done.
    package var gate: GatePolicy?
    /// The snapshot to learn from; cut when the job is queued.
    package var snapshot: Int64?

    package init(
        kind: JobKind,
        specification: TrainingJobSpecification,
        teacher: ModelVersion? = nil,
        gate: GatePolicy? = nil
    ) {
        self.kind = kind
        self.specification = specification
        self.teacher = teacher
        self.gate = gate
    }

    /// Compares algorithms.
    package init(comparing plan: ComparisonPlan) {
        self.init(kind: .compare, specification: plan.candidates[0])
        comparison = plan
    }

    /// What a run of an algorithm is listed as.
    package static func kind(of algorithm: AlgorithmConfiguration) -> JobKind {
        switch algorithm.algorithm {
        case is NoisyStudent: .selfTrain
        case is Distillation: .distil
        default: .train
        }
    }

    /// Reads a stored order.
    ///
    /// - Throws: ``Failure`` (data loss) when it is damaged.
    package init(json: String) throws { self = try JSON.decode(json, as: JobOrder.self) }

    /// The order as it is stored.
    ///
    /// - Throws: where a number has no JSON form.
    package func json() throws -> String { try JSON.encode(self) }

    /// Everything that is trained: one run, or each candidate of a comparison.
    package var specifications: [TrainingJobSpecification] {
        comparison?.candidates ?? [specification]
    }

    /// The first algorithm that learns from unlabelled examples; nil: none does.
    package var unlabeledLearner: AlgorithmConfiguration? {
        specifications.lazy.map(\.algorithm).first { $0.card.usesUnlabeled }
    }

    /// Whether the run learns from unlabelled examples.
    package var usesUnlabeled: Bool { unlabeledLearner != nil }

    /// What the run asks of a teacher; a comparison begins without any model.
    package var teacherNeed: AlgorithmCard.Teacher {
        comparison == nil ? specification.algorithm.card.teacher : .none
    }

    /// The same with views drawn as a project's policy says, in everything that is trained.
    ///
    /// - Throws: ``Failure`` (invalid argument) where the policy is of another kind of input.
    func drawingViews(
        by policy: AugmentationPolicy?,
        of input: InputSpecification
    ) throws -> JobOrder {
        var order = self
        try order.specification.drawViews(by: policy, of: input)
        order.comparison?.candidates = try specifications.map { candidate in
            var candidate = candidate
            try candidate.drawViews(by: policy, of: input)
            return candidate
        }
        return order
    }

    /// Checks every range, and that the network fits the project.
    ///
    /// - Throws: ``Failure`` (invalid argument) naming the field, what was expected and what came.
    package func check(fits project: Project) throws(Failure) {
        try gate?.validate()
        try comparison?.validate()
        for specification in specifications {
            try specification.algorithm.algorithm.validate()
            try specification.optimization.validate()
        }
        let classes = project.classes.count
        let networks = specifications.flatMap {
            [$0.network, $0.teacherNetwork].compactMap(\.self)
        }
        for network in networks {
            // A frozen encoder's features are known where the version is: they are looked at there.
            let isFrozen = specifications.contains { $0.regime?.isFrozen == true }
            let inputs =
                isFrozen
                ? network.input.mostValues : Shape(project.input, network.frontEnd).mostValues
            guard network.input.mostValues != inputs || network.classes != classes else { continue }
            throw .invalid(
                "expected a network of \(inputs) inputs and \(classes) classes; got "
                    + "\(network.input.mostValues) and \(network.classes)",
                field: "network"
            )
        }
    }

    /// Self-training with its defaults: what a retrain policy starts unless it names something
    /// else.
    package static func selfTraining(
        for input: InputSpecification,
        classes: Int,
        seed: UInt64
    ) -> JobOrder {
        let network = TrainingJobSpecification.defaultNetwork(for: input, classes: classes)
        return JobOrder(
            kind: .selfTrain,
            specification: TrainingJobSpecification(
                algorithm: AlgorithmConfiguration(NoisyStudent()),
                network: network,
                seed: seed
            )
        )
    }
}

/// What a worker gets to do, as JSON in its lease.
package struct JobAssignment: Hashable, Sendable, Codable {
    /// What it is for.
    package var kind: JobKind
    /// What decides the run beside its data and its teacher.
    package var specification: TrainingJobSpecification
    /// The network of the teacher's weights; nil: there is no teacher.
    package var teacherNetwork: Graph?
    /// What is compared, and where it keeps what is done; nil: one run that makes a model.
    package var comparison: Comparison?

    /// A comparison and its file.
    package struct Comparison: Hashable, Sendable, Codable {
        /// What is compared.
        package var plan: ComparisonPlan
        /// What the trainings came to so far.
        package var trialsPath: String
    }

    package init(
        kind: JobKind,
        specification: TrainingJobSpecification,
        teacherNetwork: Graph? = nil,
        comparison: Comparison? = nil
    ) {
        self.kind = kind
        self.specification = specification
        self.teacherNetwork = teacherNetwork
        self.comparison = comparison
    }
}

/// A job in a worker's hands.
package struct WorkerLease: Hashable, Sendable {
    /// The job.
    package var job: JobID
    /// Grows with every lease; sent with everything that the worker writes.
    package var token: Int64
    /// Which attempt this is, from 1.
    package var attempt: Int
    /// What to do.
    package var assignment: JobAssignment
    /// The snapshot to learn from.
    package var snapshotPath: String
    /// The checkpoint to resume from where there is one, and to write.
    package var checkpointPath: String
    /// Where to write the weights.
    package var weightsPath: String
    /// The teacher's weights; nil: there is no teacher.
    package var teacherWeightsPath: String?
    /// How often a heartbeat must come.
    package var heartbeat: Duration
    /// How long the lease lasts after a heartbeat.
    package var duration: Duration
}
