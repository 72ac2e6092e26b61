internal import Domain

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// Reports as text for programs.
enum ReportText {
    /// One object, names in snake case and in order.
    ///
    /// - Throws: ``Failure`` (internal) when a value is no number.
    static func json(_ report: some Encodable, isPretty: Bool = false) throws(Failure) -> String {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = isPretty ? [.sortedKeys, .prettyPrinted] : [.sortedKeys]
        do {
            return String(decoding: try encoder.encode(report), as: UTF8.self)
        } catch {
            throw Failure(.internal, "the report cannot be encoded: \(error)")
        }
    }
}
