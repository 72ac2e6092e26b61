package import Domain
package import Messages

extension Domain.Policies {
    /// The policies that a caller gave, with defaults for what is unset, checked against their
    /// ranges.
    ///
    /// - Parameters:
    ///   - message: nil: all defaults.
    ///   - field: the path of the policies in their request.
    ///   - order: makes the stored order of what a retrain policy runs.
    /// - Throws: ``Failure`` (invalid argument) naming the field, its range and what came.
    package init(
        _ message: Messages.Policies?,
        field: String,
        order: (Messages.RetrainPolicy.Run) throws -> String
    ) throws {
        self.init()
        guard let message else { return }
        do {
            if let policy = message.autoLabel { autoLabel = Domain.AutoLabelPolicy(policy) }
            if let limit = message.review?.queueLimit { review.queueLimit = Int(limit) }
            if let policy = message.retrain {
                retrain = try Domain.RetrainPolicy(policy, order: order)
            }
            retrain.holdOut = message.holdOut
            if let policy = message.gate { gate = try Domain.GatePolicy(policy, field: "gate") }
            try validate()
        } catch var failure as Failure {
            failure.field = failure.field.isEmpty ? field : "\(field).\(failure.field)"
            throw failure
        }
    }
}

extension Domain.AutoLabelPolicy {
    /// The policy that a caller gave, not yet checked.
    init(_ message: Messages.AutoLabelPolicy) {
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

extension Domain.RetrainPolicy {
    /// The policy that a caller gave, not yet checked.
    init(
        _ message: Messages.RetrainPolicy,
        order: (Messages.RetrainPolicy.Run) throws -> String
    ) throws {
        self.init()
        intervalSeconds = Int(clamping: message.intervalSeconds)
        newLabels = Int(clamping: message.newLabels)
        newExamples = Int(clamping: message.newExamples)
        if let policy = message.gate {
            gate = try Domain.GatePolicy(policy, field: "retrain.gate")
        }
        if let run = message.run { self.run = try order(run) }
    }
}

extension Domain.GatePolicy {
    /// The gate that a caller gave, checked against its ranges.
    ///
    /// - Throws: ``Failure`` (invalid argument) naming the field, its range and what came.
    package init(_ message: Messages.GatePolicy, field: String) throws {
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

extension Messages.Policies {
    /// Stored policies, with every default filled in.
    ///
    /// - Parameters:
    ///   - policies: the policies.
    ///   - version: their number.
    ///   - run: reads the stored order of what a retrain policy runs.
    /// - Throws: ``Failure`` (data loss) when that is damaged.
    package init(
        _ policies: Domain.Policies,
        version: Int64,
        run: (String) throws -> Messages.RetrainPolicy.Run?
    ) throws {
        self.init(
            version: version,
            autoLabel: Messages.AutoLabelPolicy(policies.autoLabel),
            review: Messages.ReviewPolicy(queueLimit: UInt32(clamping: policies.review.queueLimit)),
            retrain: try Messages.RetrainPolicy(policies.retrain, run: run),
            gate: Messages.GatePolicy(policies.gate),
            holdOut: policies.retrain.holdOut
        )
    }
}

extension Messages.AutoLabelPolicy {
    init(_ policy: Domain.AutoLabelPolicy) {
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

extension Messages.RetrainPolicy {
    init(
        _ policy: Domain.RetrainPolicy,
        run: (String) throws -> Messages.RetrainPolicy.Run?
    ) throws {
        self.init(
            intervalSeconds: UInt64(clamping: policy.intervalSeconds),
            newLabels: UInt64(clamping: policy.newLabels),
            newExamples: UInt64(clamping: policy.newExamples)
        )
        gate = policy.gate.map { Messages.GatePolicy($0) }
        self.run = policy.run.isEmpty ? nil : try run(policy.run)
    }
}

extension Messages.GatePolicy {
    /// A stored gate.
    package init(_ policy: Domain.GatePolicy) {
        self.init()
        rule =
            switch policy {
            case .better: .better(Better())
            case .nonInferior(let margin): .nonInferior(NonInferior(margin: margin))
            case .always: .always(Always())
            }
    }
}
