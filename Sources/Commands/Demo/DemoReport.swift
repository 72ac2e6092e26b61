import Messages

/// What the demo found out.
struct DemoReport {
    /// A model version of the demo.
    struct Version {
        /// What made it, for people.
        var title: String
        /// Its job when it was done.
        var job: Wire.Job
        /// The share of the 300 test digits that it gets right; nil without a model.
        var testAccuracy: Double?
        /// The wall time of its job in seconds.
        var seconds: Double
    }

    /// What was decided about the backlog, or about the stream.
    struct Decided {
        /// The digits that nobody labelled.
        var sent = 0
        /// How many were labelled automatically.
        var accepted = 0
        /// How many of those labels are wrong.
        var wrong = 0
        /// How often each reason was given.
        var reasons: [String: Int] = [:]

        /// The share that was labelled automatically.
        var share: Double { sent == 0 ? 0 : Double(accepted) / Double(sent) }
        /// The share of those labels that is wrong; nil without one.
        var trueError: Double? { accepted == 0 ? nil : Double(wrong) / Double(accepted) }

        /// The counts for programs.
        var json: JSONValue {
            .object([
                ("sent", .count(sent)), ("accepted", .count(accepted)),
                ("accepted_share", .number(share)), ("wrong", .count(wrong)),
                ("true_error", .optional(trueError)),
            ])
        }

        /// The counts for people.
        func text(_ what: String) -> String {
            var line =
                "of \(sent) \(what) \(accepted) were labelled automatically (\(percent(share, 0)))"
            if let trueError {
                line += "; \(accepted - wrong) of those labels are right, a true precision of "
                line += percent(1 - trueError, 1)
            }
            return line
        }
    }

    /// The seed that dealt the data.
    var seed: UInt64
    /// The versions in the order they were made.
    var versions: [Version] = []
    /// What was decided about the backlog, under the pool's certificate.
    var backlog = Decided()
    /// What was decided about the stream, under the certificate for new data.
    var stream = Decided()
    /// Single-row predictions a second.
    var callsPerSecond = 0.0
    /// Whether every one of those was answered.
    var failedCalls = 0

    /// The release that labelled both.
    var labelingRelease: Wire.Release?

    /// The report for programs.
    var json: JSONValue {
        .object([
            ("seed", .string("\(seed)")),
            (
                "versions",
                .array(
                    versions.map {
                        .object([
                            ("title", .string($0.title)),
                            ("version", .id($0.job.modelVersion)),
                            ("state", .string($0.job.state.word)),
                            ("test_accuracy", .optional($0.testAccuracy)),
                            ("promoted", .bool($0.job.gate?.passed ?? false)),
                            ("gate", $0.job.gate?.json ?? .null),
                            ("seconds", .number($0.seconds)),
                        ])
                    }
                )
            ),
            ("certificate", labelingRelease?.certificate?.json ?? .null),
            ("certificate_missing", .text(labelingRelease?.certificateMissing ?? "")),
            (
                "pool_certificates",
                .array((labelingRelease?.poolCertificates ?? []).map(\.json))
            ),
            ("backlog", backlog.json),
            ("streamed", .count(stream.sent)),
            ("accepted", .count(stream.accepted)),
            ("accepted_share", .number(stream.share)),
            ("wrong", .count(stream.wrong)),
            ("true_error", .optional(stream.trueError)),
            ("calls_per_second", .number(callsPerSecond)),
            ("failed_calls", .count(failedCalls)),
        ])
    }

    private static func verdict(_ decision: Wire.GateDecision) -> String {
        guard decision.referenceVersion != 0 else { return "the first model" }
        let word = decision.policy?.word ?? "better"
        return "\(word): \(decision.passed ? "passed" : "refused")"
    }

    /// The report for people.
    var text: String {
        var table = Table(
            "version",
            "made by",
            "test accuracy",
            "time",
            "gate",
            "newly right, wrong"
        )
        for version in versions {
            let decision = version.job.gate
            table.append(
                version.job.modelVersion == 0 ? "-" : "\(version.job.modelVersion)",
                version.title,
                version.testAccuracy.map { percent($0, 1) } ?? "-",
                "\(decimal(version.seconds, 0)) s",
                decision.map(Self.verdict) ?? "-",
                decision.map { $0.referenceVersion == 0 ? "-" : "\($0.won), \($0.lost)" } ?? "-"
            )
        }
        var lines = [table.text, ""]
        for version in versions where version.job.gate?.passed == false {
            lines.append("version \(version.job.modelVersion): \(version.job.gate?.reason ?? "")")
        }
        lines.append(labelingRelease?.certificateText ?? "no release")
        lines.append(backlog.text("digits of the backlog"))
        lines.append(stream.text("fresh digits"))
        for (reason, count) in stream.reasons.sorted(by: { $0.key < $1.key }) {
            lines.append("  \(reason): \(count)")
        }
        lines.append(
            "\(decimal(callsPerSecond, 0)) predictions a second, one row a call, "
                + "\(failedCalls) failed"
        )
        return lines.joined(separator: "\n")
    }
}
