import Foundation
import Logging
import Services
import Synchronization
import Testing

@Suite("A log event is one line, whatever it holds")
struct LogLinesTests {
    private static let hostile = "a\nb\r\t\"c\" \\ \u{1b}[31m \u{2028} é = d"

    /// The lines that `body` logs.
    private func lines(
        _ format: LogLines.Format,
        level: Logger.Level = .info,
        _ body: (Logger) -> Void
    ) -> [String] {
        let written = Written()
        let logger = Logger(label: "test") { label in
            LogLines(label: label, format: format, level: level) { written.add($0) }
        }
        body(logger)
        return written.lines
    }

    @Test("JSON lines read back as what was logged")
    func json() throws {
        let lines = lines(.json) { logger in
            logger.error(
                "\(Self.hostile)",
                metadata: ["request_id": "r-1", "error": "\(Self.hostile)", "level": "mine"]
            )
            logger.debug("too fine")
        }
        let line = try #require(lines.first)
        #expect(
            lines.count == 1 && line.hasSuffix("}\n") && line.dropLast().count { $0.isNewline } == 0
        )
        let object = try JSONDecoder().decode([String: String].self, from: Data(line.utf8))
        #expect(object["message"] == Self.hostile)
        #expect(object["error"] == Self.hostile)
        #expect(object["request_id"] == "r-1")
        #expect(object["level"] == "error")
        #expect(object["metadata_level"] == "mine")
        #expect(object["logger"] == "test")
        let time = try #require(object["time"])
        #expect(time.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/) != nil)
    }

    @Test("Text lines quote what is not one word and hide control characters")
    func text() throws {
        let lines = lines(.text) { logger in
            logger.info("hello\nworld", metadata: ["a": "plain", "b": "\(Self.hostile)", "c": ""])
        }
        let line = try #require(lines.first)
        #expect(lines.count == 1)
        #expect(line.hasSuffix("d\" c=\"\"\n"))
        #expect(line.contains(" info test: hello\\nworld a=plain b=\"a\\nb\\u000d\\u0009\\\"c\\\""))
        #expect(
            line.dropLast().unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x2028 }
        )
    }
}

private final class Written: Sendable {
    private let state = Mutex<[String]>([])

    var lines: [String] { state.withLock(\.self) }

    func add(_ line: String) { state.withLock { $0.append(line) } }
}
