import ArgumentParser
import Foundation
import GRPC
import Messages
import Services

struct ModelsTraffic: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "traffic",
        abstract: "Show or set which versions share a project's calls with its champion.",
        discussion: """
            What is set takes the place of what was set before. A canary answers its share of the \
            calls; a shadow computes beside the champion, and its answers are compared only. \
            Promotions and rollbacks end it.
            """
    )
    @Argument(help: "The project.") var project: String
    @Option(help: "A version and its share of the calls, such as 3=10%; may be given again.")
    var canary: [Wire.CanaryPlan] = []
    @Option(help: "A version that computes beside the champion; may be given again.")
    var shadow: [Int64] = []
    @Flag(help: "Give the champion all calls.") var clear = false
    @OptionGroup var options: ServerOptions

    func validate() throws {
        guard !clear || canary.isEmpty && shadow.isEmpty else {
            throw ValidationError("--clear stands alone: it leaves no canary and no shadow")
        }
    }

    func run() async throws {
        try await options.withConnection { connection in
            let isShown = !clear && canary.isEmpty && shadow.isEmpty
            let traffic =
                isShown
                ? try await connection.unary(.getTraffic, Wire.GetTrafficRequest(project: project))
                : try await connection.unary(
                    .setTraffic,
                    Wire.SetTrafficRequest(
                        project: project,
                        canaries: canary,
                        shadowVersions: shadow,
                        requestID: UUID().uuidString
                    )
                )
            options.show(traffic.json) { Self.text(traffic) }
        }
    }

    private static func text(_ traffic: Wire.Traffic) -> String {
        var table = Table("version", "role", "calls", "answered", "failed", "compared", "differ")
        table.append(
            "\(traffic.championVersion)",
            "champion",
            "\(traffic.championPercent) %",
            "",
            "",
            "",
            ""
        )
        for canary in traffic.canaries {
            table.append(
                "\(canary.modelVersion)",
                "canary",
                "\(canary.percent) %",
                "\(canary.succeeded)",
                "\(canary.failed)",
                "",
                ""
            )
        }
        for shadow in traffic.shadows {
            let share = Double(shadow.disagreements) / Double(max(1, shadow.rows))
            table.append(
                "\(shadow.modelVersion)",
                "shadow",
                "",
                "",
                "\(shadow.failedRows)",
                "\(shadow.rows) rows, \(shadow.droppedRows) left out",
                "\(shadow.disagreements) (\(percent(share, 2)), confidence by "
                    + "\(decimal(shadow.meanConfidenceDifference, 4)))"
            )
        }
        return traffic.notInForce.isEmpty
            ? table.text : table.text + "\nnot in force: \(traffic.notInForce)"
    }
}

extension Wire.CanaryPlan: ExpressibleByArgument {
    /// Reads `VERSION=PERCENT`, with or without a percent sign.
    public init?(argument: String) {
        let parts = argument.split(separator: "=", omittingEmptySubsequences: false)
        guard parts.count == 2, let version = Int64(parts[0]),
            let percent = Double(parts[1].hasSuffix("%") ? parts[1].dropLast() : parts[1])
        else { return nil }
        self.init(modelVersion: version, percent: percent)
    }
}

extension Wire.Traffic {
    /// The plan with what its versions did.
    var json: JSONValue {
        .object([
            ("project", .string(project)), ("champion_version", .integer(championVersion)),
            ("champion_percent", .number(championPercent)),
            ("not_in_force", .string(notInForce)),
            (
                "canaries",
                .array(
                    canaries.map {
                        .object([
                            ("model_version", .integer($0.modelVersion)),
                            ("percent", .number($0.percent)),
                            ("succeeded", .count(Int(clamping: $0.succeeded))),
                            ("failed", .count(Int(clamping: $0.failed))),
                        ])
                    }
                )
            ),
            (
                "shadows",
                .array(
                    shadows.map {
                        .object([
                            ("model_version", .integer($0.modelVersion)),
                            ("rows", .count(Int(clamping: $0.rows))),
                            ("disagreements", .count(Int(clamping: $0.disagreements))),
                            (
                                "mean_confidence_difference",
                                .number($0.meanConfidenceDifference)
                            ),
                            ("dropped_rows", .count(Int(clamping: $0.droppedRows))),
                            ("failed_rows", .count(Int(clamping: $0.failedRows))),
                        ])
                    }
                )
            ),
        ])
    }
}
