import ArgumentParser
import Foundation
import GRPC
import Messages
import Services

struct ModelsCompare: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: "Compare two versions on the same labelled examples.",
        discussion: """
            By default on the gate split. Each such comparison is counted, and the gate says how many \
            there were: with many of them some version looks better by chance. The test split decides \
            nothing: look there at what you have chosen already.
            """
    )

    /// What versions can be compared on.
    enum Examples: String, ExpressibleByArgument, CaseIterable {
        case gate, test

        var split: Wire.Split { self == .gate ? .gate : .test }
    }

    @Argument(help: "The project.") var project: String
    @Argument(help: "A version; 0 is the champion.") var first: Int64
    @Argument(help: "Another version; 0 is the champion.") var second: Int64
    @Option(help: "The labelled examples.") var split: Examples = .gate
    @OptionGroup var options: ServerOptions

    func run() async throws {
        try await options.withConnection { connection in
            let request = Wire.CompareModelsRequest(
                project: project,
                firstVersion: first,
                secondVersion: second,
                split: split.split
            )
            let reply = try await connection.unary(.compareModels, request)
            options.show(reply.json) { reply.text }
        }
    }
}

extension Wire.CompareModelsReply {
    /// The most that is likely by chance.
    private static let level = 0.05

    fileprivate var json: JSONValue {
        .object([
            ("first_version", .integer(firstVersion)), ("first", first?.json ?? .null),
            ("second_version", .integer(secondVersion)), ("second", second?.json ?? .null),
            ("both_right", .count(bothRight)), ("only_first_right", .count(onlyFirstRight)),
            ("only_second_right", .count(onlySecondRight)), ("both_wrong", .count(bothWrong)),
            ("p_value", .number(pValue)), ("comparisons", .count(comparisons)),
        ])
    }

    fileprivate var text: String {
        let first = first ?? Wire.Evaluation()
        let second = second ?? Wire.Evaluation()
        var table = Table("version", "accuracy", "95 % interval", "only it is right")
        for (version, evaluation, alone) in [
            (firstVersion, first, onlyFirstRight), (secondVersion, second, onlySecondRight),
        ] {
            table.append(
                "\(version)",
                percent(evaluation.accuracy, 2),
                "\(percent(evaluation.accuracyLow)) to \(percent(evaluation.accuracyHigh))",
                "\(alone)"
            )
        }
        var lines = [
            table.text, "",
            "of \(first.count) \(first.split.word) examples both are right on \(bothRight) and wrong on "
                + "\(bothWrong)",
            verdict,
        ]
        if comparisons > 0 {
            lines.append(
                "this was comparison \(comparisons) on the gate split"
                    + (comparisons > 1 ? "; of many, some find a difference by chance" : "")
            )
        }
        return lines.joined(separator: "\n")
    }

    /// What the counts say, in words.
    private var verdict: String {
        let differ = onlyFirstRight + onlySecondRight
        guard differ > 0 else { return "they are right on the same examples" }
        let test = "exact two-sided McNemar p = \(probability)"
        guard pValue > Self.level else {
            let better = onlyFirstRight > onlySecondRight ? firstVersion : secondVersion
            let share = pValue < 0.0001 ? "less than 0.01 %" : percent(pValue, 2)
            return "version \(better) is better: equally good ones would differ so one-sidedly in "
                + "\(share) of cases (\(test))"
        }
        let few =
            differ < 6 ? "; fewer than 6 examples that only one gets right cannot show more" : ""
        return "no difference is shown: equally good ones would differ at least so one-sidedly in "
            + "\(percent(pValue, 0)) of cases (\(test))\(few)"
    }

    private var probability: String {
        guard pValue > 0, pValue < 0.0001 else { return decimal(pValue, 4) }
        let exponent = Int(log10(pValue).rounded(.down))
        return "\(decimal(pValue / pow(10, Double(exponent)), 1))e\(exponent)"
    }
}
