package import Networks

/// A further term of a loss, on other heads of the passes of labelled rows, weak views and strong views.
package protocol AuxiliaryTerm: Stateful, Sendable {
    /// The heads that it reads, beside the classifier.
    var heads: [HeadName] { get }
    /// The terms of a step, with their gradients, and the state after it.
    mutating func evaluate(_ rows: AuxiliaryRows, in context: inout StepContext) -> AuxiliaryPart
}

/// What an auxiliary term sees of a step.
package struct AuxiliaryRows: Sendable {
    /// The heads of the pass, `[N, width]` each: labelled rows first.
    package let values: HeadValues
    /// The classes of the labelled rows, `[B]`.
    package let labels: [Int]
    /// Where the weak views are.
    package let weak: Range<Int>
    /// Where the strong views are.
    package let strong: Range<Int>
    /// The weights of the pseudo-labels, `[M]`; empty: the objective judges none.
    package let weights: [Float]

    /// Describes the rows of a pass.
    package init(
        _ values: HeadValues,
        labels: [Int],
        weak: Range<Int>,
        strong: Range<Int>,
        weights: [Float] = []
    ) {
        self.values = values
        self.labels = labels
        self.weak = weak
        self.strong = strong
        self.weights = weights
    }

    /// Joins the rows of passes of their own; `weak` nil: the strong rows are the weak ones too.
    package init(
        known: HeadValues,
        weak: HeadValues?,
        strong: HeadValues,
        labels: [Int],
        weights: [Float] = []
    ) {
        let count = strong.classifierLogits.rows
        let start = labels.count + (weak == nil ? 0 : count)
        let joined = strong.reduce(into: HeadValues()) { joined, head in
            let parts = [known[head.key], weak?[head.key], head.value]
            joined[head.key] = Matrix(joining: parts.compactMap(\.self))
        }
        self.init(
            joined,
            labels: labels,
            weak: labels.count..<labels.count + count,
            strong: start..<start + count,
            weights: weights
        )
    }

    /// Where the labelled rows are.
    package var labeled: Range<Int> { 0..<labels.count }

    /// A head of all rows.
    package subscript(head: HeadName) -> Matrix {
        guard let matrix = values[head] else {
            preconditionFailure("no \(head) among the heads \(values.keys)")
        }
        return matrix
    }

    /// A gradient of all rows, of those of some of them; it is 0 elsewhere.
    package func gradient(
        _ parts: [(rows: Range<Int>, gradient: Matrix)],
        of head: HeadName
    ) -> Matrix {
        self[head].gradient(of: parts)
    }
}

/// What an auxiliary term adds to a step.
package struct AuxiliaryPart: Sendable {
    /// The terms by name, with their weights.
    package var terms: [String: Float]
    /// Their gradients with respect to all rows of the pass, by head.
    package var gradients: HeadValues

    /// Holds terms.
    package init(terms: [String: Float], gradients: HeadValues) {
        self.terms = terms
        self.gradients = gradients
    }
}

extension DecoratedObjective {
    /// Adds a term beside one that the objective has of itself.
    package mutating func add(_ term: any AuxiliaryTerm) {
        auxiliary = auxiliary.map { TwoTerms(first: $0, second: term) } ?? term
    }
}

/// Two terms beside each other.
private struct TwoTerms: AuxiliaryTerm {
    var first: any AuxiliaryTerm
    var second: any AuxiliaryTerm

    var heads: [HeadName] { first.heads + second.heads.filter { !first.heads.contains($0) } }

    mutating func evaluate(_ rows: AuxiliaryRows, in context: inout StepContext) -> AuxiliaryPart {
        var part = first.evaluate(rows, in: &context)
        let other = second.evaluate(rows, in: &context)
        part.terms.merge(other.terms) { $0 + $1 }
        part.gradients.merge(other.gradients) { one, two in
            var sum = one
            for place in sum.values.indices { sum.values[place] += two.values[place] }
            return sum
        }
        return part
    }

    mutating func visit(_ visitor: inout some StateVisitor) {
        first.visit(&visitor)
        second.visit(&visitor)
    }
}
