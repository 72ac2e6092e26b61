/// A hyper-parameter of an algorithm, or a parameter of a network, as a caller sees it.
package struct HyperParameter: Sendable, Hashable {
    /// What values it may have.
    package enum Domain: Sendable, Hashable {
        /// A number of a range.
        case number(ClosedRange<Float>)
        /// A whole number of a range.
        case integer(ClosedRange<Int>)
        /// Whole numbers of a range, at most so many.
        case integers(ClosedRange<Int>, most: Int)
        /// One of some words.
        case choice([String])

        /// The range or the words, such as `0.0 to 1.0`.
        package var text: String {
            switch self {
            case .number(let range): "\(range.lowerBound) to \(range.upperBound)"
            case .integer(let range): "\(range.lowerBound) to \(range.upperBound)"
            case .integers(let range, let most):
                "1 to \(most) of \(range.lowerBound) to \(range.upperBound)"
            case .choice(let words): words.joined(separator: " or ")
            }
        }
    }

    /// What takes the value of an optional one away.
    static let unset = "unset"

    /// The name in requests and settings, such as `unlabeled_weight`.
    package var name: String
    /// What it does, in a sentence.
    package var summary: String
    /// The values it may have.
    package var domain: Domain
    /// Whether it may be `unset`, which each of those is by default: settings are written without what is unset.
    package var isOptional: Bool
    /// The default as text; nil: unset.
    package var defaultValue: String?

    /// Its row in a table of names, defaults, ranges and meanings, as Markdown.
    package var row: String {
        "| `\(name)` | \(defaultValue ?? Self.unset) | \(domain.text) | \(summary) |"
    }
}

/// The hyper-parameters of one algorithm, or the parameters of one network: a struct and the table of its properties.
package protocol HyperParameters: Sendable, Hashable {
    init()
    /// Every property once.
    static var fields: [HyperParameterField<Self>] { get }
}

extension HyperParameters {
    /// Every hyper-parameter with its default.
    package static var catalog: [HyperParameter] { fields.map { $0.parameter(default: Self()) } }

    /// The values by name, as text; what is unset is left out.
    package var settings: [String: String] {
        var result: [String: String] = [:]
        for field in Self.fields { result[field.name] = field.read(self) }
        return result
    }

    /// Sets one hyper-parameter from text.
    ///
    /// - Throws: ``Failure`` (invalid argument) when there is none of this name, or `text` is not
    ///   one of its values.
    package mutating func set(_ name: String, to text: String) throws(Failure) {
        guard let field = Self.fields.first(where: { $0.name == name }) else {
            let names = Self.fields.map(\.name)
            throw .invalid(
                "expected a hyper-parameter of \(names.joined(separator: ", ")); got \(quoted(name))"
                    + suggestion(for: name, in: names),
                field: quoted(name)
            )
        }
        try field.write(&self, text)
    }

    /// Checks every range.
    ///
    /// - Throws: ``Failure`` (invalid argument) naming the hyper-parameter, its range and what came.
    package func validate() throws(Failure) {
        for field in Self.fields { try field.check(self) }
    }
}
