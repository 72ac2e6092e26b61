/// The name of a project: `[a-z0-9-]{1,63}`.
package struct ProjectName: Hashable, Sendable, Codable, CustomStringConvertible {
    /// The checked text.
    package let text: String

    /// Checks `text`.
    ///
    /// - Throws: ``Failure`` (invalid argument) when it is not `[a-z0-9-]{1,63}`.
    package init(_ text: String) throws(Failure) {
        let allowed = text.utf8.allSatisfy { byte in
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                || byte == UInt8(ascii: "-")
        }
        guard allowed, (1...63).contains(text.utf8.count) else {
            throw .invalid(
                "a project name is 1 to 63 of the characters a-z, 0-9 and -; got \(quoted(text))",
                field: "project"
            )
        }
        self.text = text
    }

    package var description: String { text }
}

/// The name of an example, unique in its project: at most 128 bytes, the caller's or a UUIDv7.
package struct ExampleID: Hashable, Sendable, Codable, CustomStringConvertible {
    /// The most bytes of UTF-8 an id may have.
    package static let byteLimit = 128

    /// The checked text.
    package let text: String

    /// Checks `text`.
    ///
    /// - Throws: ``Failure`` (invalid argument) when it is empty or longer than ``byteLimit``.
    package init(_ text: String) throws(Failure) {
        guard (1...Self.byteLimit).contains(text.utf8.count) else {
            throw .invalid(
                "an example id has 1 to \(Self.byteLimit) bytes; got \(text.utf8.count)",
                field: "id"
            )
        }
        self.text = text
    }

    package var description: String { text }
}

/// The number of a model version: one sequence per project, from 1.
package typealias ModelVersion = Int64

/// The number of a job: one sequence per data directory, from 1.
package typealias JobID = Int64

/// The position of a write in a project's history: one sequence per data directory, from 1.
package typealias SequenceNumber = Int64

/// Returns `text` in quotation marks, cut to 80 bytes, so that it fits an error message whatever it
/// holds; what a terminal would act upon is escaped.
package func quoted(_ text: String) -> String {
    var shown = ""
    for scalar in text.unicodeScalars {
        let isPlain =
            scalar.properties.generalCategory != .control
            && scalar.properties.generalCategory != .format
            && scalar.properties.generalCategory != .lineSeparator
            && scalar.properties.generalCategory != .paragraphSeparator
        let next = isPlain ? String(scalar) : scalar.escaped(asASCII: true)
        guard shown.utf8.count + next.utf8.count <= 80 else { return "\"\(shown)...\"" }
        shown += next
    }
    return "\"\(shown)\""
}

/// A path as messages show it: whole, with what would break a line or act on a terminal escaped.
package func shownPath(_ path: String) -> String {
    path.unicodeScalars.reduce(into: "") { shown, scalar in
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator:
            shown += scalar.escaped(asASCII: true)
        default: shown.unicodeScalars.append(scalar)
        }
    }
}
