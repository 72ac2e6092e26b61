package import Domain

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// Values as text that is stored and that workers send each other.
package enum JSON {
    /// The text of a value, with sorted keys so that equal values are equal texts.
    ///
    /// - Throws: ``Failure`` (internal) when a number of it is none that JSON knows.
    package static func encode(_ value: some Encodable) throws(Failure) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            return String(decoding: try encoder.encode(value), as: UTF8.self)
        } catch {
            throw Failure(.internal, "a \(type(of: value)) cannot be stored: \(error)")
        }
    }

    /// Reads a stored text.
    ///
    /// - Throws: ``Failure`` (data loss) when it is damaged.
    package static func decode<Value: Decodable>(
        _ text: String,
        as type: Value.Type = Value.self
    ) throws(Failure) -> Value {
        do {
            return try JSONDecoder().decode(type, from: Data(text.utf8))
        } catch {
            throw .dataLoss("a stored \(type) is damaged: \(error)")
        }
    }
}
