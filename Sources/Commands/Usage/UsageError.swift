import ArgumentParser
import Domain

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
        lines[0] = unknownCommand(arguments) ?? first + nearestValue(first)
        return lines.joined(separator: "\n")
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
