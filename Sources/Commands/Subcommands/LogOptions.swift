import ArgumentParser
import Logging
import Services

/// How a server or a worker writes its log; shared by both, because a worker writes into the log of
/// its server.
struct LogOptions: ParsableArguments {
    /// The levels of a log, as a flag takes them.
    enum Level: String, CaseIterable, ExpressibleByArgument {
        case trace, debug, info, notice, warning, error, critical
    }

    /// The formats of a log, as a flag takes them.
    enum Format: String, CaseIterable, ExpressibleByArgument {
        case text, json
    }

    @Option(help: "The least level of a log line: debug has a line for each call.")
    var logLevel = Level.info
    @Option(help: "How log lines are written: for people, or a JSON object each.")
    var logFormat = Format.text

    /// Makes all loggers write lines to standard error.
    func bootstrap() {
        let level = Logger.Level(rawValue: logLevel.rawValue) ?? .info
        let format = LogLines.Format(rawValue: logFormat.rawValue) ?? .text
        LoggingSystem.bootstrap { label in LogLines(label: label, format: format, level: level) }
    }

    /// The same options as the arguments of a worker.
    var arguments: [String] {
        ["--log-level", logLevel.rawValue, "--log-format", logFormat.rawValue]
    }
}
