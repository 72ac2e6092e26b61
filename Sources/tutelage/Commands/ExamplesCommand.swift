import ArgumentParser

/// `tutelage examples`: what is stored of single examples.
struct ExamplesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "examples",
        abstract: "Show what is stored of an example.",
        subcommands: [ExamplesShow.self]
    )
}
