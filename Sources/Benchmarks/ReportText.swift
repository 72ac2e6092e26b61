internal import Domain

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// Reports as text for programs.
enum ReportText {
    /// Two decimals.
    static func decimals(_ value: Double) -> String {
        let hundredths = Int((abs(value) * 100).rounded())
        let rest = hundredths % 100
        let sign = value < 0 && hundredths > 0 ? "-" : ""
        return "\(sign)\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
    }

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
