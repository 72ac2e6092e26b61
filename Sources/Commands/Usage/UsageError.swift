import ArgumentParser
import Domain
import Foundation
import GRPC

/// What is said where a command was typed wrong: the library's words, with the nearest word that would
/// have been right.
enum UsageError {
    /// The text for standard error.
    ///
    /// - Parameters:
    ///   - error: what the library threw.
    ///   - arguments: what was typed after the command's name.
    /// - Returns: lines without the last line end.
    static func text(for error: any Error, _ arguments: [String]) -> String {
        let message = Tutelage.fullMessage(for: error)
        var lines = message.split(separator: "\n", omittingEmptySubsequences: false)
            .map(String.init)
        guard let first = lines.first else { return message }
        lines[0] =
            unknownCommand(arguments)
            ?? first + nearestValue(first) + range(first) + missing(first, arguments)
        // As all other errors begin.
        if lines[0].hasPrefix("Error: ") { lines[0] = "error: \(lines[0].dropFirst(7))" }
        return lines.joined(separator: "\n")
    }

    /// What is said of an error that came while a command ran: one sentence.
    static func words(of error: any Error) -> String {
        switch error {
        case let failure as Failure: failure.message
        case let status as GRPCStatus: status.message
        // Else all that the system knows of it would be printed.
        case let error as CocoaError: error.localizedDescription
        default: Tutelage.message(for: error)
        }
    }

    /// The first line where a word is no subcommand: the library calls it an unexpected argument.
    private static func unknownCommand(_ arguments: [String]) -> String? {
        var command: any ParsableCommand.Type = Tutelage.self
        var path = "tutelage"
        for word in arguments where word != "help" {
            let known = command.configuration.subcommands
            guard !known.isEmpty, !word.hasPrefix("-") else { return nil }
            if let next = known.first(where: { $0.configuration.commandName == word }) {
                command = next
                path += " \(word)"
                continue
            }
            let names = known.filter { $0.configuration.shouldDisplay }
                .compactMap { $0.configuration.commandName }
            let start = "Error: there is no command \(quoted("\(path) \(word)"))"
            return nearestWord(to: word, in: names).map {
                "\(start); did you mean \(quoted("\(path) \($0)"))?"
            }
                ?? "\(start); there are \(names.joined(separator: ", "))"
        }
        return nil
    }

    /// What to add where a whole number is outside of what the option takes.
    private static func range(_ line: String) -> String {
        guard
            let match = line.firstMatch(
                of: /^Error: The value '([+-]?)([0-9]+)' is invalid for '(--[a-z-]+)[ ']/
            ), match.3 != "--delimiter"
        else { return "" }
        // Numbers without a sign have 32 or 64 bits, those with one 64.
        if match.1 == "-" {
            return Int64("-\(match.2)") == nil
                ? "; it is too small" : "; it is a whole number from 0 on"
        }
        guard let value = UInt64(match.2), value <= Int64.max else { return "; it is too large" }
        return value > UInt32.max ? "; it is a whole number from 0 to \(UInt32.max)" : ""
    }

    /// What to add where what follows an option was taken for an option.
    private static func missing(_ line: String, _ arguments: [String]) -> String {
        guard let match = line.firstMatch(of: /^Error: Missing value for '(--[a-z-]+)/),
            let place = arguments.firstIndex(of: String(match.1)),
            place + 1 < arguments.count, arguments[place + 1].dropFirst().first?.isNumber == true
        else { return "" }
        return "; a value that begins with - is written \(match.1)=\(arguments[place + 1])"
    }

    /// What to add where a value is none of those that the library lists.
    private static func nearestValue(_ line: String) -> String {
        guard
            let match = line.firstMatch(
                of: /^Error: The value '(.*)' is invalid for .*Please provide one of (.*)\.$/
            )
        else { return "" }
        let words = match.2.matches(of: /'([^']*)'/).map { String($0.1) }
        return nearestWord(to: String(match.1), in: words).map { " Did you mean '\($0)'?" } ?? ""
    }
}
