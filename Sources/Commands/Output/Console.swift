import Files
import Foundation

/// What a command says to people and programs.
enum Console {
    /// Prints lines for people; what a terminal would act upon is escaped.
    static func show(_ text: String) { write(escaped(text) + "\n") }

    /// Prints lines for programs, as they are.
    static func write(line: String) { write(line + "\n") }

    /// Whether people see the output, and not a program.
    static var isTerminal: Bool { StandardStreams.columns != nil }

    /// How wide tables may be.
    static var columns: Int { StandardStreams.columns ?? 80 }

    /// Writes to standard output; where it cannot be written the work has no use and ends.
    private static func write(_ text: String) {
        guard let code = StandardStreams.writeOutput(Array(text.utf8)) else { return }
        // As a shell says of a program that a closed pipe ended.
        if StandardStreams.isClosedPipe(code) { exit(141) }
        printError("error: cannot write to standard output: \(StandardStreams.words(of: code))")
        exit(1)
    }

    /// `text` with everything but line ends escaped that moves a cursor, colours or hides.
    static func escaped(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isActive) else { return text }
        return text.unicodeScalars.reduce(into: "") { result, scalar in
            result += isActive(scalar) ? scalar.escaped(asASCII: true) : String(scalar)
        }
    }

    private static func isActive(_ scalar: Unicode.Scalar) -> Bool {
        if scalar == "\n" { return false }
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: return true
        // Marks that turn the direction of text, but not those inside of words.
        case .format: return scalar != "\u{200D}" && scalar != "\u{200C}"
        default: return false
        }
    }
}

/// Writes one line to standard error, as far as it takes it.
func printError(_ line: String) {
    StandardStreams.writeError(Array((Console.escaped(line) + "\n").utf8))
}
