package import Domain

/// An algorithm of its own name that is another one with some of its choices made.
package protocol AlgorithmVariant: Algorithm {
    associatedtype Origin: Algorithm

    /// The other algorithm.
    var origin: Origin { get set }
    /// The hyper-parameters of the other one that are chosen.
    static var chosen: Set<String> { get }
}

extension AlgorithmVariant {
    package static var fields: [HyperParameterField<Self>] {
        Origin.fields.filter { !chosen.contains($0.name) }.map { $0.within(\.origin) }
    }

    package func recipe(for task: TaskFacts) throws(Failure) -> Recipe {
        try origin.recipe(for: task)
    }
}

extension AlgorithmVariant where Self: BaseAlgorithm, Origin: BaseAlgorithm {
    package var base: any DecoratedObjective { origin.base }
}
