/// A value that a network hands out for each row: a head, or any node by its name.
package struct HeadName: Hashable, Sendable, Codable, CodingKeyRepresentable,
    ExpressibleByStringLiteral, CustomStringConvertible
{
    /// The name.
    package let name: String

    /// Creates a name.
    package init(_ name: String) { self.name = name }

    package init(stringLiteral name: String) { self.name = name }

    package init?(codingKey: some CodingKey) { name = codingKey.stringValue }

    package var codingKey: any CodingKey { Key(stringValue: name) }

    private struct Key: CodingKey {
        let stringValue: String
        let intValue: Int? = nil

        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue _: Int) { nil }
    }

    package init(from decoder: any Decoder) throws {
        name = try decoder.singleValueContainer().decode(String.self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(name)
    }

    package var description: String { name }

    /// The logits, `[N, classes]`.
    package static let classifier = HeadName("classifier")
    /// The features: the input of the layer that yields the logits, `[N, features]`.
    package static let embedding = HeadName("embedding")
}

/// Outputs of, or gradients with respect to, the heads of a network.
package typealias HeadValues = [HeadName: Matrix]
