package import Domain
package import Messages

extension Wire.Split {
    /// A stored split; nil: not given.
    package init(_ split: Split?) {
        self =
            switch split {
            case .train: .train
            case .gate: .gate
            case .certify: .certify
            case .test: .test
            case .certifyPool: .certifyPool
            case nil: .unspecified
            }
    }

    /// The split that a caller named; nil: none.
    ///
    /// - Throws: ``Failure`` (invalid argument) for a number that is no split.
    package func split(field: String) throws(Failure) -> Split? {
        switch self {
        case .unspecified: nil
        case .train: .train
        case .gate: .gate
        case .certify: .certify
        case .test: .test
        case .certifyPool: .certifyPool
        case .unrecognized(let number):
            throw .invalid("a split is 0 to 5; got \(number)", field: field)
        }
    }
}

extension Wire.LabelSource {
    /// A stored source; nil: no label stands.
    package init(_ source: LabelSource?) {
        self =
            switch source {
            case .human: .human
            case .imported: .imported
            case .auto: .auto
            case .corrected: .corrected
            case nil: .unspecified
            }
    }

    /// The source that a caller named.
    ///
    /// - Throws: ``Failure`` (invalid argument) for a number that is no source.
    package func source(field: String) throws(Failure) -> LabelSource {
        switch self {
        case .human: .human
        case .imported: .imported
        case .auto: .auto
        case .corrected: .corrected
        case .unspecified, .unrecognized:
            throw .invalid("a label source is 1, 2, 3 or 5; got \(rawValue)", field: field)
        }
    }
}

extension Wire.Decision {
    /// A stored decision.
    package init(_ decision: Decision) {
        self =
            switch decision {
            case .accepted: .accepted
            case .abstained: .abstained
            case .outOfDistribution: .outOfDistribution
            }
    }
}

extension Wire.DecisionReason {
    /// A stored reason.
    package init(_ reason: DecisionReason) {
        self =
            switch reason {
            case .aboveThreshold: .aboveThreshold
            case .belowThreshold: .belowThreshold
            case .noChampion: .noChampion
            case .noCertificate: .noCertificate
            case .seenInTraining: .seenInTraining
            case .fixedThreshold: .fixedThreshold
            case .suspended: .suspended
            case .withdrawn: .withdrawn
            case .outlier: .outlier
            }
    }
}

extension Wire.CertificateKind {
    /// A stored kind; nil: nothing was promised.
    package init(_ kind: CertificateKind?) {
        self =
            switch kind {
            case .fresh: .fresh
            case .pool: .pool
            case nil: .unspecified
            }
    }
}

extension Wire.Question {
    /// A stored question; nil: nobody asked.
    package init(_ question: Question?) {
        self =
            switch question {
            case .sample: .sample
            case .review: .review
            case nil: .unspecified
            }
    }

    /// The question that a caller named; nil: none.
    ///
    /// - Throws: ``Failure`` (invalid argument) for a number that is none.
    package func question(field: String) throws(Failure) -> Question? {
        switch self {
        case .unspecified: nil
        case .sample: .sample
        case .review: .review
        case .unrecognized(let number):
            throw .invalid("a question is 0 to 2; got \(number)", field: field)
        }
    }
}

extension Wire.LabelDecision {
    /// A decision with the name of its class.
    package init(_ decision: LabelDecision, classes: [String]) {
        self.init()
        self.decision = Wire.Decision(decision.decision)
        reason = Wire.DecisionReason(decision.reason)
        if let label = decision.label {
            classIndex = UInt32(clamping: label)
            className = classes.indices.contains(label) ? classes[label] : ""
        }
        confidence = decision.confidence
        threshold = decision.threshold
        certificateID = decision.certificate ?? 0
        policyVersion = decision.policyVersion
        modelVersion = decision.modelVersion ?? 0
        kind = Wire.CertificateKind(decision.kind)
    }
}

extension Wire.ClassReference {
    /// The class that a caller named, as an index into `classes`.
    ///
    /// - Throws: ``Failure`` (invalid argument) when it is none of them.
    package static func label(
        _ reference: Wire.ClassReference?,
        in classes: ClassIndex,
        field: String
    ) throws(Failure) -> Int {
        switch reference?.reference {
        case .index(let index):
            guard index < classes.names.count else {
                throw .invalid(
                    "a class is 0 to \(classes.names.count - 1); got \(index)",
                    field: "\(field).index"
                )
            }
            return Int(index)
        case .name(let name):
            guard let label = classes[name] else {
                throw .invalid(
                    "the project has no class \(quoted(name)); its classes are \(classes.summary)"
                        + suggestion(for: name, in: classes.names),
                    field: "\(field).name"
                )
            }
            return label
        case nil:
            throw .invalid("a class is required, by index or by name; none came", field: field)
        }
    }
}

/// The classes of a project, found by name.
package struct ClassIndex: Sendable {
    /// The names, in the project's order.
    package let names: [String]
    private let labels: [String: Int]

    /// Indexes the classes of a project; their names differ.
    package init(_ names: [String]) {
        self.names = names
        labels = Dictionary(
            names.enumerated().map { ($1, $0) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// The position of the class called `name`; nil: there is none.
    package subscript(_ name: String) -> Int? { labels[name] }

    /// The first names, for sentences.
    var summary: String {
        let shown = names.prefix(10).map { quoted($0) }.joined(separator: ", ")
        return names.count > 10 ? "\(shown) and \(names.count - 10) more" : shown
    }
}
