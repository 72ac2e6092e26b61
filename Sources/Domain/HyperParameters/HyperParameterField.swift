/// One property of a struct of hyper-parameters: its name, its range, and how to reach it.
package struct HyperParameterField<Root: HyperParameters>: Sendable {
    /// The name in requests and settings.
    package let name: String
    private let summary: String
    private let domain: HyperParameter.Domain
    private let isOptional: Bool
    /// The value as text; nil when unset.
    let read: @Sendable (Root) -> String?
    /// Sets the value from text.
    let write: @Sendable (inout Root, String) throws(Failure) -> Void
    /// Checks the value against the range.
    let check: @Sendable (Root) throws(Failure) -> Void

    /// What a caller sees of it.
    func parameter(default root: Root) -> HyperParameter {
        HyperParameter(
            name: name,
            summary: summary,
            domain: domain,
            isOptional: isOptional,
            defaultValue: read(root)
        )
    }
}

extension HyperParameterField {
    /// The same one, of what holds a `Root`.
    package func within<Whole: HyperParameters>(
        _ path: any WritableKeyPath<Whole, Root> & Sendable
    ) -> HyperParameterField<Whole> {
        HyperParameterField<Whole>(
            name: name,
            summary: summary,
            domain: domain,
            isOptional: isOptional,
            read: { read($0[keyPath: path]) },
            write: { (whole, text) throws(Failure) in try write(&whole[keyPath: path], text) },
            check: { (whole) throws(Failure) in try check(whole[keyPath: path]) }
        )
    }
}

extension HyperParameterField {
    /// A number of `range`.
    package static func number(
        _ name: String,
        _ path: any WritableKeyPath<Root, Float> & Sendable,
        _ range: ClosedRange<Float>,
        _ summary: String
    ) -> Self {
        value(name, path, range, .number(range), summary)
    }

    /// A number of `range`, or nothing, as text `unset`.
    package static func optionalNumber(
        _ name: String,
        _ path: any WritableKeyPath<Root, Float?> & Sendable,
        _ range: ClosedRange<Float>,
        _ summary: String
    ) -> Self {
        optional(name, path, range, .number(range), summary)
    }

    /// A whole number of `range`.
    package static func integer(
        _ name: String,
        _ path: any WritableKeyPath<Root, Int> & Sendable,
        _ range: ClosedRange<Int>,
        _ summary: String
    ) -> Self {
        value(name, path, range, .integer(range), summary)
    }

    /// A whole number of `range`, or nothing, as text `unset`.
    package static func optionalInteger(
        _ name: String,
        _ path: any WritableKeyPath<Root, Int?> & Sendable,
        _ range: ClosedRange<Int>,
        _ summary: String
    ) -> Self {
        optional(name, path, range, .integer(range), summary)
    }

    private static func value<Value: LosslessStringConvertible & Comparable & Sendable>(
        _ name: String,
        _ path: any WritableKeyPath<Root, Value> & Sendable,
        _ range: ClosedRange<Value>,
        _ domain: HyperParameter.Domain,
        _ summary: String
    ) -> Self {
        Self(
            name: name,
            summary: summary,
            domain: domain,
            isOptional: false,
            read: { "\($0[keyPath: path])" },
            write: { (root, text) throws(Failure) in
                root[keyPath: path] = try parsed(text, in: range, name)
            },
            check: { (root) throws(Failure) in try require(root[keyPath: path], in: range, name) }
        )
    }

    private static func optional<Value: LosslessStringConvertible & Comparable & Sendable>(
        _ name: String,
        _ path: any WritableKeyPath<Root, Value?> & Sendable,
        _ range: ClosedRange<Value>,
        _ domain: HyperParameter.Domain,
        _ summary: String
    ) -> Self {
        Self(
            name: name,
            summary: summary,
            domain: domain,
            isOptional: true,
            read: { $0[keyPath: path].map { "\($0)" } },
            write: { (root, text) throws(Failure) in
                guard text != HyperParameter.unset else { return root[keyPath: path] = nil }
                root[keyPath: path] = try parsed(text, in: range, name, orUnset: true)
            },
            check: { (root) throws(Failure) in
                guard let value = root[keyPath: path] else { return }
                try require(value, in: range, name)
            }
        )
    }

    /// Whole numbers of `range`, 1 to `most` of them, as text with commas between them.
    package static func integers(
        _ name: String,
        _ path: any WritableKeyPath<Root, [Int]> & Sendable,
        _ range: ClosedRange<Int>,
        most: Int,
        _ summary: String
    ) -> Self {
        @Sendable func requireCount(_ count: Int) throws(Failure) {
            guard (1...most).contains(count) else {
                throw .invalid("\(name) is 1 to \(most) numbers; got \(count)", field: name)
            }
        }
        return Self(
            name: name,
            summary: summary,
            domain: .integers(range, most: most),
            isOptional: false,
            read: { $0[keyPath: path].map { "\($0)" }.joined(separator: ",") },
            write: { (root, text) throws(Failure) in
                let parts = text.split(separator: ",", omittingEmptySubsequences: false)
                try requireCount(parts.count)
                var numbers: [Int] = []
                for part in parts { numbers.append(try parsed(String(part), in: range, name)) }
                root[keyPath: path] = numbers
            },
            check: { (root) throws(Failure) in
                try requireCount(root[keyPath: path].count)
                for number in root[keyPath: path] { try require(number, in: range, name) }
            }
        )
    }

    /// One of the cases of an enum of words.
    package static func choice<Choice>(
        _ name: String,
        _ path: any WritableKeyPath<Root, Choice> & Sendable,
        _ summary: String
    ) -> Self where Choice: CaseIterable & RawRepresentable<String> & Sendable {
        let words = Choice.allCases.map(\.rawValue)
        return Self(
            name: name,
            summary: summary,
            domain: .choice(words),
            isOptional: false,
            read: { $0[keyPath: path].rawValue },
            write: { (root, text) throws(Failure) in
                guard let choice = Choice(rawValue: text) else {
                    throw .invalid(
                        "\(name) is one of \(words.joined(separator: ", ")); got \(quoted(text))",
                        field: name
                    )
                }
                root[keyPath: path] = choice
            },
            check: { _ in }
        )
    }
}

extension HyperParameterField {
    /// One of some words, each of which may have settings: ``NamedSettings``.
    ///
    /// `checkSettings` throws where those of a word are none of its own.
    package static func word(
        _ name: String,
        _ path: any WritableKeyPath<Root, String> & Sendable,
        of words: [String],
        _ summary: String,
        checkSettings: @escaping @Sendable (NamedSettings) throws(Failure) -> Void
    ) -> Self {
        @Sendable func check(_ text: String) throws(Failure) {
            let word = text.prefix { $0 != ":" }
            guard words.contains(String(word)) else {
                throw .invalid(
                    "\(name) is one of \(words.joined(separator: ", ")); got \(quoted(String(word)))"
                        + suggestion(for: String(word), in: words),
                    field: name
                )
            }
            do {
                try checkSettings(NamedSettings(text))
            } catch {
                throw .invalid("\(name) \(word): \(error.message)", field: name)
            }
        }
        return Self(
            name: name,
            summary: summary,
            domain: .choice(words),
            isOptional: false,
            read: { $0[keyPath: path] },
            write: { (root, text) throws(Failure) in
                try check(text)
                root[keyPath: path] = text
            },
            check: { (root) throws(Failure) in try check(root[keyPath: path]) }
        )
    }
}

// The fields that many algorithms have.
extension HyperParameterField {
    /// A confidence, `threshold`.
    package static func threshold(
        _ path: any WritableKeyPath<Root, Float> & Sendable,
        _ summary: String
    ) -> Self {
        .number("threshold", path, 0...1, summary)
    }

    /// `unlabeled_weight`, of 0 to `most`; `afterRamp`: whether a ramp leads to it.
    package static func unlabeledWeight(
        _ path: any WritableKeyPath<Root, Float> & Sendable,
        most: Float = 100,
        afterRamp: Bool = false
    ) -> Self {
        .number(
            "unlabeled_weight",
            path,
            0...most,
            "The weight of the unlabelled loss\(afterRamp ? " after its ramp" : "")."
        )
    }

    /// `momentum`, of averages over the steps.
    package static func momentum(_ path: any WritableKeyPath<Root, Float> & Sendable) -> Self {
        .number("momentum", path, 0...0.99999, "How much of the averages stays in a step.")
    }

    /// `temperature` of pseudo-labels.
    package static func softening(_ path: any WritableKeyPath<Root, Float?> & Sendable) -> Self {
        .optionalNumber(
            "temperature",
            path,
            0.01...100,
            "Softens pseudo-labels; unset: they are hard, the class itself."
        )
    }

    /// `unlabeled_ratio`.
    package static func unlabeledRatio(
        _ path: any WritableKeyPath<Root, Int> & Sendable
    ) -> Self {
        .integer(
            "unlabeled_ratio",
            path,
            1...16,
            "Unlabelled rows per labelled row of a batch."
        )
    }

    /// `ramp`.
    package static func ramp(_ path: any WritableKeyPath<Root, Float> & Sendable) -> Self {
        .number(
            "ramp",
            path,
            0...1,
            "The share of the steps over which the unlabelled weight rises from 0."
        )
    }
}

private func parsed<Value: LosslessStringConvertible & Comparable>(
    _ text: String,
    in range: ClosedRange<Value>,
    _ name: String,
    orUnset isOptional: Bool = false
) throws(Failure) -> Value {
    guard let value = Value(text) else {
        let kind = Value.self is any BinaryInteger.Type ? "a whole number" : "a number"
        throw .invalid(
            "\(name) is \(kind) from \(range.lowerBound) to \(range.upperBound)"
                + "\(isOptional ? ", or \(HyperParameter.unset)" : ""); got \(quoted(text))",
            field: name
        )
    }
    try require(value, in: range, name)
    return value
}

/// Not a number is in no range.
private func require<Value: Comparable>(
    _ value: Value,
    in range: ClosedRange<Value>,
    _ name: String
) throws(Failure) {
    guard range.contains(value) else {
        throw .invalid(
            "\(name) is \(range.lowerBound) to \(range.upperBound); got \(value)",
            field: name
        )
    }
}
