package import Domain
package import Messages

extension Policies {
    /// The policies that a caller gave, with defaults for what is unset, checked against their
    /// ranges.
    ///
    /// - Parameters:
    ///   - message: nil: all defaults.
    ///   - field: the path of the policies in their request.
    ///   - input: what an input of the project is.
    ///   - order: makes the stored order of what a retrain policy runs.
    /// - Throws: ``Failure`` (invalid argument) naming the field, its range and what came.
    package init(
        _ message: Wire.Policies?,
        field: String,
        input: InputSpecification,
        order: (Wire.RetrainPolicy.Run) throws -> String
    ) throws {
        self.init()
        guard let message else { return }
        do {
            if let policy = message.autoLabel { autoLabel = AutoLabelPolicy(policy) }
            if let limit = message.review?.queueLimit { review.queueLimit = Int(limit) }
            if let policy = message.retrain {
                retrain = try RetrainPolicy(policy, order: order)
            }
            retrain.holdOut = message.holdOut
            if let policy = message.gate { gate = try GatePolicy(policy, field: "gate") }
            augmentation = try message.augmentation.map { policy throws(Failure) in
                try AugmentationPolicy(policy, input: input)
            }
            try validate()
        } catch var failure as Failure {
            failure.field = failure.field.isEmpty ? field : "\(field).\(failure.field)"
            throw failure
        }
    }
}

extension AutoLabelPolicy {
    /// The policy that a caller gave, not yet checked.
    init(_ message: Wire.AutoLabelPolicy) {
        self.init()
        views = message.views == 0 ? 1 : Int(message.views)
        relabelsByHand = message.relabelByHand
        switch message.rule {
        case .guarantee(let guarantee):
            rule = .guarantee(epsilon: guarantee.epsilon ?? 0.05, delta: guarantee.delta ?? 0.05)
            perClass = guarantee.perClass
        case .fixed(let fixed):
            rule = .fixed(threshold: fixed.threshold)
        case .off:
            rule = .off
        case nil:
            break
        }
    }
}

extension RetrainPolicy {
    /// The policy that a caller gave, not yet checked.
    init(
        _ message: Wire.RetrainPolicy,
        order: (Wire.RetrainPolicy.Run) throws -> String
    ) throws {
        self.init()
        intervalSeconds = Int(clamping: message.intervalSeconds)
        newLabels = Int(clamping: message.newLabels)
        newExamples = Int(clamping: message.newExamples)
        if let policy = message.gate {
            gate = try GatePolicy(policy, field: "retrain.gate")
        }
        if let run = message.run { self.run = try order(run) }
    }
}

extension GatePolicy {
    /// The gate that a caller gave, checked against its ranges.
    ///
    /// - Throws: ``Failure`` (invalid argument) naming the field, its range and what came.
    package init(_ message: Wire.GatePolicy, field: String) throws {
        switch message.rule {
        case .better: self = .better
        case .nonInferior(let rule): self = .nonInferior(margin: rule.margin ?? 0.02)
        case .always: self = .always
        case nil:
            throw Failure.invalid(
                "a gate has a rule: better, non_inferior or always; none came",
                field: "\(field).rule"
            )
        }
        do {
            try validate()
        } catch var failure {
            failure.field = "\(field).non_inferior.margin"
            throw failure
        }
    }
}

extension Wire.Policies {
    /// Stored policies, with every default filled in.
    ///
    /// - Parameters:
    ///   - policies: the policies.
    ///   - version: their number.
    ///   - run: reads the stored order of what a retrain policy runs.
    /// - Throws: ``Failure`` (data loss) when that is damaged.
    package init(
        _ policies: Policies,
        version: Int64,
        run: (String) throws -> Wire.RetrainPolicy.Run?
    ) throws {
        self.init(
            version: version,
            autoLabel: Wire.AutoLabelPolicy(policies.autoLabel),
            review: Wire.ReviewPolicy(queueLimit: UInt32(clamping: policies.review.queueLimit)),
            retrain: try Wire.RetrainPolicy(policies.retrain, run: run),
            gate: Wire.GatePolicy(policies.gate),
            holdOut: policies.retrain.holdOut,
            augmentation: policies.augmentation.map { Wire.AugmentationPolicy($0) }
        )
    }
}

extension Wire.AutoLabelPolicy {
    init(_ policy: AutoLabelPolicy) {
        self.init()
        views = UInt32(clamping: policy.views)
        relabelByHand = policy.relabelsByHand
        rule =
            switch policy.rule {
            case .guarantee(let epsilon, let delta):
                .guarantee(
                    Guarantee(epsilon: epsilon, delta: delta, perClass: policy.perClass)
                )
            case .fixed(let threshold): .fixed(Fixed(threshold: threshold))
            case .off: .off(Off())
            }
    }
}

extension Wire.RetrainPolicy {
    init(
        _ policy: RetrainPolicy,
        run: (String) throws -> Wire.RetrainPolicy.Run?
    ) throws {
        self.init(
            intervalSeconds: UInt64(clamping: policy.intervalSeconds),
            newLabels: UInt64(clamping: policy.newLabels),
            newExamples: UInt64(clamping: policy.newExamples)
        )
        gate = policy.gate.map { Wire.GatePolicy($0) }
        self.run = policy.run.isEmpty ? nil : try run(policy.run)
    }
}

extension Wire.GatePolicy {
    /// A stored gate.
    package init(_ policy: GatePolicy) {
        self.init()
        rule =
            switch policy {
            case .better: .better(Better())
            case .nonInferior(let margin): .nonInferior(NonInferior(margin: margin))
            case .always: .always(Always())
            }
    }
}
