import ArgumentParser
import Messages

/// Parsing of arguments alone: nothing runs.
package enum ArgumentList {
    /// Every command that runs something, in the order of the help.
    private static let commands = leaves(of: Tutelage.self)

    /// Why arguments are no command to run.
    package struct Refusal {
        private let error: any Error
        private let command: any ParsableCommand.Type
        private let arguments: [String]

        fileprivate init(
            _ error: any Error,
            _ command: any ParsableCommand.Type,
            _ arguments: [String]
        ) {
            self.error = error
            self.command = command
            self.arguments = arguments
        }

        /// The exit code and what is printed: the parser makes its tables anew for both, which takes as long
        /// as to parse.
        package var words: (code: Int32, text: String) {
            let code = command.exitCode(for: error)
            let text =
                code == .validationFailure
                ? UsageError.text(for: error, arguments) : command.fullMessage(for: error)
            return (code.rawValue, text)
        }
    }

    /// Parses arguments.
    ///
    /// - Parameters:
    ///   - arguments: What was typed, without the program's name.
    ///   - number: The command that they are arguments of, modulo the number of commands: the parser takes a
    ///     twentieth of the time; nil: they name it.
    /// - Returns: Why they are refused; nil: they are a command.
    package static func refusal(
        _ arguments: [String],
        ofCommand number: Int? = nil
    ) -> Refusal? {
        let command = number.map { commands[$0 % commands.count] } ?? Tutelage.self
        do {
            _ = try command.parseAsRoot(arguments)
            return nil
        } catch {
            return Refusal(error, command, arguments)
        }
    }

    /// Reads the value of one option: that of `number`, modulo the number of forms that values have.
    ///
    /// - Returns: Whether it has that form.
    package static func isValue(_ text: String, ofForm number: Int) -> Bool {
        forms[number % forms.count](text)
    }

    /// The forms of values that are more than a word, a number or a path.
    private static var forms: [(String) -> Bool] {
        types.map { type in { type.init(argument: $0) != nil } } + [
            { (try? ServerOptions.address($0)) != nil },
            { (try? SplitShares($0)) != nil },
            { (try? NetworkOption.specification(of: $0, readsFile: false)) != nil },
            { (try? PoliciesSet.rule($0)) != nil },
        ]
    }

    private static let types: [any ExpressibleByArgument.Type] = [
        TokenLifetime.self, Delimiter.self, Wire.CanaryPlan.self, Wire.GatePolicy.self,
        HyperParameterSetting.self,
    ]

    private static func leaves(of command: any ParsableCommand.Type) -> [any ParsableCommand.Type] {
        let subcommands = command.configuration.subcommands
        return subcommands.isEmpty ? [command] : subcommands.flatMap(leaves)
    }
}
