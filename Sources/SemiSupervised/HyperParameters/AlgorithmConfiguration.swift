package import Domain

/// An algorithm with its hyper-parameters, chosen by name.
package struct AlgorithmConfiguration: Sendable {
    /// The algorithm.
    package private(set) var algorithm: any Algorithm

    /// Holds an algorithm.
    package init(_ algorithm: any Algorithm) { self.algorithm = algorithm }

    /// An algorithm with some hyper-parameters given as text; the others have their defaults.
    ///
    /// - Throws: ``Failure`` (invalid argument) naming the algorithm or the hyper-parameter that is unknown
    ///   or out of range.
    package init(_ type: any Algorithm.Type, settings: [String: String] = [:]) throws(Failure) {
        algorithm = type.init()
        for (parameter, text) in settings.sorted(by: { $0.key < $1.key }) {
            try algorithm.set(parameter, to: text)
        }
    }

    /// What is known of the algorithm.
    package var card: AlgorithmCard { type(of: algorithm).card }
    /// Its name.
    package var name: String { card.name }

    /// What a run does.
    ///
    /// - Throws: ``Failure`` (invalid argument) naming a hyper-parameter that is out of range, the
    ///   range and what came.
    package func recipe(for task: TaskFacts) throws(Failure) -> Recipe {
        try algorithm.validate()
        return try algorithm.recipe(for: task)
    }

    /// Sets one hyper-parameter from text.
    ///
    /// - Throws: ``Failure`` (invalid argument) when there is none of this name, or `text` is not
    ///   one of its values.
    package mutating func set(_ parameter: String, to text: String) throws(Failure) {
        try algorithm.set(parameter, to: text)
    }
}

extension AlgorithmConfiguration: Hashable {
    package static func == (a: AlgorithmConfiguration, b: AlgorithmConfiguration) -> Bool {
        AnyHashable(a.algorithm) == AnyHashable(b.algorithm)
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(AnyHashable(algorithm)) }
}
