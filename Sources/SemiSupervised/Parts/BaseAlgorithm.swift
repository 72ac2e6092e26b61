package import Domain
package import Networks

/// An algorithm that others decorate: a policy judges its pseudo-labels.
package protocol BaseAlgorithm: Algorithm {
    /// What it minimizes, which a decoration changes.
    var base: any DecoratedObjective { get }
}

/// An objective that decorations change.
package protocol DecoratedObjective: Objective {
    /// What judges pseudo-labels.
    var policy: any PseudoLabelPolicy { get set }
    /// A further term on other heads.
    var auxiliary: (any AuxiliaryTerm)? { get set }
    /// Takes note of the network; returns it with the heads that the objective itself needs.
    ///
    /// - Throws: ``ShapeError`` where the network has no features.
    mutating func prepare(_ network: Graph) throws(ShapeError) -> Graph
}

extension DecoratedObjective {
    package mutating func prepare(_ network: Graph) -> Graph { network }

    package mutating func take(_ survey: Survey) -> PoolChange? {
        policy.take(survey)
        return nil
    }

    package func extraValues(_ extent: Extent) -> Int { policy.extraValues(extent) }

    package mutating func visit(_ visitor: inout some StateVisitor) {
        policy.visit(&visitor)
        auxiliary?.visit(&visitor)
    }
}

extension Recipe {
    /// The recipe of one phase on a decorated objective; a decoration's second classifier is what is released.
    ///
    /// - Throws: ``Failure`` (invalid argument) where the network has no features.
    package static func decorated(
        _ objective: any DecoratedObjective,
        for task: TaskFacts,
        balanced: Bool = false
    ) throws(Failure) -> Recipe {
        var objective = objective
        let networks = BalancedNetworks(task.network)
        let network: Graph
        do {
            network = try objective.prepare(balanced ? networks.both : task.network)
        } catch {
            throw error.failure
        }
        var recipe = Recipe.single(objective, for: task)
        recipe.phases[0].network = network
        if balanced {
            recipe.phases[0].release = .part(networks.released)
        } else if network != task.network {
            recipe.phases[0].release = .part(task.network)
        }
        return recipe
    }
}

/// A policy that changes what another one makes of a batch, and leaves the rest to it.
package protocol PolicyDecoration: PseudoLabelPolicy {
    /// What is changed.
    var base: any PseudoLabelPolicy { get set }
    /// Shows the parts of its own state.
    mutating func visitOwn(_ visitor: inout some StateVisitor)
}

extension PolicyDecoration {
    package func regularizer(
        _ logits: Matrix,
        _ said: PseudoTargets,
        _ judgement: Judgement
    ) -> Regularizer? { base.regularizer(logits, said, judgement) }

    package func labeledWeights(_ labels: [Int], in context: StepContext) -> [Float]? {
        base.labeledWeights(labels, in: context)
    }

    package func extraValues(_ extent: Extent) -> Int { base.extraValues(extent) }

    package mutating func take(_ survey: Survey) { base.take(survey) }

    package mutating func stopAligning() { base.stopAligning() }

    package mutating func visit(_ visitor: inout some StateVisitor) {
        base.visit(&visitor)
        visitOwn(&visitor)
    }

    package mutating func visitOwn(_ visitor: inout some StateVisitor) {}
}

extension Algorithms {
    /// What an algorithm of ``bases`` minimizes; `text`, its name with settings, was checked by its field.
    static func base(_ text: String) -> any DecoratedObjective {
        guard let named = try? NamedSettings(text), let algorithm = try? base(named) else {
            preconditionFailure("no base \(text)")
        }
        return algorithm.base
    }

    /// An algorithm of ``bases`` with some of its hyper-parameters.
    ///
    /// - Throws: ``Failure`` (invalid argument) where it does not have one of them, or not such a value.
    static func base(_ named: NamedSettings) throws(Failure) -> any BaseAlgorithm {
        guard let type = bases.first(where: { $0.card.name == named.name }) else {
            throw .invalid("there is no base \(quoted(named.name))")
        }
        var algorithm: any BaseAlgorithm = type.init()
        for (name, value) in named.settings.sorted(by: { $0.key < $1.key }) {
            try algorithm.set(name, to: value)
        }
        return algorithm
    }

    /// The bases that weigh rows by ``Judgement/costs`` and take ``Judgement/offsets``.
    static var weighingBases: [any BaseAlgorithm.Type] {
        bases.filter { $0.init().base is ConsistencyObjective }
    }

    /// The base where none is named.
    static var standardBase: String { standard(hasUnlabeled: true).card.name }
}

extension HyperParameterField {
    /// `base`: the algorithm that is decorated, one of `bases`, and its settings.
    static func base(
        _ path: any WritableKeyPath<Root, String> & Sendable,
        of bases: [any BaseAlgorithm.Type] = Algorithms.bases
    ) -> Self {
        .word(
            "base",
            path,
            of: bases.map { $0.card.name },
            "The algorithm that is decorated, with settings where they are wanted: "
                + "fix_match:threshold=0.9,unlabeled_weight=2."
        ) { (named) throws(Failure) in _ = try Algorithms.base(named) }
    }
}

extension HyperParameterField {
    /// `turn_weight`.
    static func turnWeight(_ path: any WritableKeyPath<Root, Float> & Sendable) -> Self {
        .number(
            "turn_weight",
            path,
            0...100,
            "The weight of the turns, of which only square images have any; 0: none."
        )
    }

    /// `refresh`: how often the whole unlabelled pool is looked at.
    static func refresh(_ path: any WritableKeyPath<Root, Float> & Sendable) -> Self {
        .number(
            "refresh",
            path,
            0.001...1,
            "After which share of the steps the average looks at the whole unlabelled pool again."
        )
    }
}

extension [Int] {
    /// The place of the largest, of equal ones the first; 0 where there is none.
    var indexOfLargest: Int {
        indices.max { self[$0] < self[$1] || self[$0] == self[$1] && $0 > $1 } ?? 0
    }
}
