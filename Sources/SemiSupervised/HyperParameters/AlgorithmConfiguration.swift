package import Domain

/// An algorithm with its hyper-parameters: one case an algorithm.
package enum AlgorithmConfiguration: Sendable, Hashable {
    /// Labels only, inputs as they are.
    case supervised(Supervised)
    /// Labels only, strongly augmented.
    case supervisedStrong(Supervised)
    /// Labels that the model is sure of count as true.
    case pseudoLabel(PseudoLabel)
    /// Sure labels of weak views teach strong views.
    case fixMatch(FixMatch)
    /// A noised student learns from a teacher's sure labels; this is one student's phase.
    case noisyStudent(NoisyStudent)
    /// A student learns a teacher's word.
    case distillation(Distillation)

    /// The defaults of an algorithm.
    package init(_ name: AlgorithmName) {
        self =
            switch name {
            case .supervised: .supervised(Supervised())
            case .supervisedStrong: .supervisedStrong(Supervised())
            case .pseudoLabel: .pseudoLabel(PseudoLabel())
            case .fixMatch: .fixMatch(FixMatch())
            case .noisyStudent: .noisyStudent(NoisyStudent())
            case .distillation: .distillation(Distillation())
            }
    }

    /// An algorithm with some hyper-parameters given as text; the others have their defaults.
    ///
    /// - Throws: ``Failure`` (invalid argument) naming the hyper-parameter that is unknown or out
    ///   of range.
    package init(_ name: AlgorithmName, settings: [String: String]) throws(Failure) {
        self.init(name)
        for (parameter, text) in settings.sorted(by: { $0.key < $1.key }) {
            try set(parameter, to: text)
        }
    }

    /// The algorithm's name.
    package var name: AlgorithmName {
        switch self {
        case .supervised: .supervised
        case .supervisedStrong: .supervisedStrong
        case .pseudoLabel: .pseudoLabel
        case .fixMatch: .fixMatch
        case .noisyStudent: .noisyStudent
        case .distillation: .distillation
        }
    }

    /// The algorithm's hyper-parameters.
    package var hyperParameters: any HyperParameters {
        switch self {
        case .supervised(let parameters), .supervisedStrong(let parameters): parameters
        case .pseudoLabel(let parameters): parameters
        case .fixMatch(let parameters): parameters
        case .noisyStudent(let parameters): parameters
        case .distillation(let parameters): parameters
        }
    }

    /// The objective of a run: the one place where an algorithm becomes parts.
    ///
    /// - Throws: ``Failure`` (invalid argument) naming a hyper-parameter that is out of range, the
    ///   range and what came.
    package func objective() throws(Failure) -> any Objective {
        try validate()
        return switch self {
        case .supervised(let parameters):
            SupervisedObjective.supervised(parameters)
        case .supervisedStrong(let parameters):
            SupervisedObjective.supervisedStrong(parameters)
        case .pseudoLabel(let parameters):
            ConsistencyObjective.pseudoLabel(parameters)
        case .fixMatch(let parameters):
            ConsistencyObjective.fixMatch(parameters)
        case .noisyStudent(let parameters):
            ConsistencyObjective.noisyStudent(parameters)
        case .distillation(let parameters):
            ConsistencyObjective.distillation(parameters)
        }
    }

    /// Unlabelled rows per labelled row of a batch; 0 when the algorithm uses none.
    package var unlabeledRatio: Int {
        switch self {
        case .supervised, .supervisedStrong: 0
        case .pseudoLabel(let parameters): parameters.unlabeledRatio
        case .fixMatch(let parameters): parameters.unlabeledRatio
        case .noisyStudent(let parameters): parameters.unlabeledRatio
        case .distillation: 4
        }
    }

    /// Checks every range.
    ///
    /// - Throws: ``Failure`` (invalid argument) naming the hyper-parameter, its range and what came.
    package func validate() throws(Failure) { try hyperParameters.validate() }

    /// Sets one hyper-parameter from text.
    ///
    /// - Throws: ``Failure`` (invalid argument) when there is none of this name, or `text` is not
    ///   one of its values.
    package mutating func set(_ parameter: String, to text: String) throws(Failure) {
        switch self {
        case .supervised(var parameters):
            try parameters.set(parameter, to: text)
            self = .supervised(parameters)
        case .supervisedStrong(var parameters):
            try parameters.set(parameter, to: text)
            self = .supervisedStrong(parameters)
        case .pseudoLabel(var parameters):
            try parameters.set(parameter, to: text)
            self = .pseudoLabel(parameters)
        case .fixMatch(var parameters):
            try parameters.set(parameter, to: text)
            self = .fixMatch(parameters)
        case .noisyStudent(var parameters):
            try parameters.set(parameter, to: text)
            self = .noisyStudent(parameters)
        case .distillation(var parameters):
            try parameters.set(parameter, to: text)
            self = .distillation(parameters)
        }
    }
}

/// The name of an algorithm in requests, on the command line and in a model's lineage.
package enum AlgorithmName: String, Sendable, Hashable, Codable, CaseIterable {
    case supervised
    case supervisedStrong = "supervised_strong"
    case pseudoLabel = "pseudo_label"
    case fixMatch = "fix_match"
    case noisyStudent = "noisy_student"
    case distillation

    /// Reads a name as people write it: `FixMatch`, `fixmatch` and `fix-match` are all
    /// ``fixMatch``.
    ///
    /// - Throws: ``Failure`` (invalid argument) that lists the names.
    package init(reading text: String) throws(Failure) {
        func key(_ text: some StringProtocol) -> String {
            String(text.prefix(64).lowercased().filter { $0.isLetter || $0.isNumber })
        }
        let wanted = key(text)
        guard let name = Self.allCases.first(where: { key($0.rawValue) == wanted }) else {
            let names = Self.allCases.map(\.rawValue)
            throw .invalid(
                "expected an algorithm of \(names.joined(separator: ", ")); got \(quoted(text))"
                    + suggestion(for: text, in: names),
                field: "algorithm"
            )
        }
        self = name
    }
}
