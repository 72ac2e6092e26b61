internal import Foundation
package import Logging

/// Writes log events as lines, each in one piece.
///
/// Whatever a message or a value holds, it stays within its line: line ends and other control
/// characters are escaped, so that no caller can forge a line.
package struct LogLines: LogHandler {
    /// How a line is written.
    package enum Format: String, Sendable, CaseIterable {
        /// For people: `TIME level logger: message name=value name="a value"`.
        case text
        /// For programs: an object with `time`, `level`, `logger`, `message` and the values by name.
        case json
    }

    package var logLevel: Logger.Level
    package var metadata: Logger.Metadata = [:]
    package var metadataProvider: Logger.MetadataProvider?
    private let label: String
    private let format: Format
    private let write: @Sendable (String) -> Void

    /// Creates the handler of the logger `label`; `write` takes lines with their ends.
    package init(
        label: String,
        format: Format,
        level: Logger.Level,
        write: @escaping @Sendable (String) -> Void = LogLines.standardError
    ) {
        self.label = label
        self.format = format
        self.write = write
        logLevel = level
    }

    /// Writes a line to standard error.
    package static let standardError: @Sendable (String) -> Void = { line in
        try? FileHandle.standardError.write(contentsOf: Data(line.utf8))
    }

    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    package func log(event: LogEvent) {
        var values = metadata
        if let more = metadataProvider?.get() { values.merge(more) { $1 } }
        if let more = event.metadata { values.merge(more) { $1 } }
        if let error = event.error { values["error"] = "\(error)" }
        let fields = values.map { (name: $0.key, value: $0.value.description) }
            .sorted { $0.name < $1.name }
        let time = Self.time(Date.now.timeIntervalSince1970)
        let level = event.level.rawValue
        let message = event.message.description
        switch format {
        case .text:
            var line = "\(time) \(level) \(label): \(Self.escaped(message, quotes: false))"
            for field in fields { line += " \(field.name)=\(Self.word(field.value))" }
            write(line + "\n")
        case .json:
            let own = [
                ("time", time), ("level", level), ("logger", label), ("message", message),
            ]
            let taken = Set(own.map(\.0))
            let members =
                own
                + fields.map {
                    (taken.contains($0.name) ? "metadata_\($0.name)" : $0.name, $0.value)
                }
            let text = members.map { name, value in
                "\"\(Self.escaped(name, quotes: true))\":\"\(Self.escaped(value, quotes: true))\""
            }
            write("{\(text.joined(separator: ","))}\n")
        }
    }

    /// A time since 1970 as RFC 3339 writes it, in milliseconds.
    private static func time(_ seconds: Double) -> String {
        let milliseconds = Int(seconds * 1000)
        let time = CivilTime(secondsSince1970: milliseconds / 1000)
        let date = [
            CivilTime.digits(time.year, 4), CivilTime.digits(time.month),
            CivilTime.digits(time.day),
        ].joined(separator: "-")
        let clock = [time.hour, time.minute, time.second].map { CivilTime.digits($0) }
            .joined(separator: ":")
        return "\(date)T\(clock).\(CivilTime.digits(milliseconds % 1000, 3))Z"
    }

    /// A value that reads as one word: quoted unless it is plain.
    private static func word(_ value: String) -> String {
        let isPlain =
            !value.isEmpty
            && value.utf8.allSatisfy { (0x21...0x7e).contains($0) && $0 != 0x22 && $0 != 0x3d }
        return isPlain ? value : "\"\(escaped(value, quotes: true))\""
    }

    /// A text without control characters; within quotes also without quotes and backslashes.
    private static func escaped(_ text: String, quotes: Bool) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x22, 0x5c:
                if quotes { result += "\\" }
                result.unicodeScalars.append(scalar)
            case 0x0a: result += "\\n"
            case 0x00..<0x20, 0x7f..<0xa0, 0x2028, 0x2029:
                result += "\\u"
                let digits = String(scalar.value, radix: 16)
                result += String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
