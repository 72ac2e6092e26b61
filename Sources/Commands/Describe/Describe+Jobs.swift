import Messages

extension Wire.JobState {
    /// The word of the design, such as `running`.
    var word: String {
        switch self {
        case .queued: "queued"
        case .running: "running"
        case .succeeded: "succeeded"
        case .failed: "failed"
        case .cancelled: "cancelled"
        case .unspecified, .unrecognized: "unspecified"
        }
    }

    /// Whether the job will never change again.
    var isFinal: Bool {
        switch self {
        case .succeeded, .failed, .cancelled: true
        case .queued, .running, .unspecified, .unrecognized: false
        }
    }
}

extension Wire.JobKind {
    /// The word of the command line, such as `self-train`.
    var word: String {
        switch self {
        case .train: "train"
        case .selfTrain: "self-train"
        case .distil: "distill"
        case .relabel: "relabel"
        case .compare: "compare"
        case .unspecified, .unrecognized: "unspecified"
        }
    }
}

extension Wire.JobTrigger {
    /// What started the job, in a word.
    var word: String {
        switch self {
        case .manual: "manual"
        case .interval: "interval"
        case .newLabels: "new_labels"
        case .newExamples: "new_examples"
        case .release: "release"
        case .unspecified, .unrecognized: "unspecified"
        }
    }
}

extension Wire.Job {
    /// The job with its progress and result.
    var json: JSONValue {
        .object([
            ("id", .integer(id)),
            ("project", .string(project)),
            ("kind", .string(kind.word)),
            ("state", .string(state.word)),
            ("trigger", .string(trigger.word)),
            ("phase", .text(progress?.phase ?? "")),
            ("step", .count(progress?.step ?? 0)),
            ("steps", .count(progress?.steps ?? 0)),
            ("metrics", .object(metrics.map { ($0.name, .number($0.value)) })),
            ("attempts", .count(attempts)),
            ("model_version", .id(modelVersion)),
            ("gate", gate?.json ?? .null),
            ("release", release?.json ?? .null),
            ("failure", .text(failure)),
            (
                "relabel",
                relabel.map {
                    .object([
                        ("release", .integer($0.releaseNumber)), ("accepted", .count($0.accepted)),
                        ("withdrawn", .count($0.withdrawn)),
                    ])
                } ?? .null
            ),
            ("comparison", comparisonReport?.json ?? .null),
            (
                "snapshot",
                snapshot.map {
                    .object([
                        ("id", .integer($0.id)), ("sequence", .integer($0.sequence)),
                        ("labeled", .count($0.labeled)), ("unlabeled", .count($0.unlabeled)),
                        ("reserved", .count($0.reserved)), ("held_out", .count($0.heldOut)),
                    ])
                } ?? .null
            ),
            ("created_at", createdAt.map { .string($0.text) } ?? .null),
            ("started_at", startedAt.map { .string($0.text) } ?? .null),
            ("finished_at", finishedAt.map { .string($0.text) } ?? .null),
            ("duration_seconds", .optional(duration)),
        ])
    }

    /// The seconds from the first worker's start to the end; nil: it is not over.
    var duration: Double? {
        guard let startedAt, let finishedAt else { return nil }
        return finishedAt.secondsSince1970 - startedAt.secondsSince1970
    }

    /// What became of the job, in a sentence for people.
    var outcome: String {
        switch state {
        case .succeeded where kind == .relabel:
            return "\(progress?.step ?? 0) examples decided about anew, \(relabel?.accepted ?? 0) "
                + "labels accepted, \(relabel?.withdrawn ?? 0) withdrawn"
        case .succeeded where kind == .compare:
            let verdict = comparisonReport?.verdict ?? ""
            return String(verdict.prefix { $0 != ":" && $0 != ";" })
        case .succeeded:
            return "version \(modelVersion) \(gate?.reason ?? "has no gate decision")"
        case .failed: return failure
        case .cancelled: return failure.isEmpty ? "cancelled" : failure
        case .queued, .running, .unspecified, .unrecognized: return progressText
        }
    }

    /// How far the job is, in a few words.
    var progressText: String {
        guard let progress, progress.steps > 0 else { return cancelRequested ? "stopping" : "-" }
        let share = percent(Double(progress.step) / Double(progress.steps), 0)
        return "\(share) \(progress.phase)"
    }
}

extension Wire.Policies {
    /// The policies, in the words of `policies set`.
    var json: JSONValue {
        let rule: JSONValue =
            switch autoLabel?.rule {
            case .fixed(let fixed):
                .object([("rule", .string("fixed")), ("threshold", .float(fixed.threshold))])
            case .off: .object([("rule", .string("off"))])
            case .guarantee(let guarantee):
                .object([
                    ("rule", .string("guarantee")), ("epsilon", .number(guarantee.epsilon ?? 0.05)),
                    ("delta", .number(guarantee.delta ?? 0.05)),
                    ("per_class", .bool(guarantee.perClass)),
                ])
            case nil:
                .object([
                    ("rule", .string("guarantee")), ("epsilon", .number(0.05)),
                    ("delta", .number(0.05)), ("per_class", .bool(false)),
                ])
            }
        return .object([
            ("version", .integer(version)),
            ("auto_label", rule),
            ("views", .count(max(1, autoLabel?.views ?? 1))),
            ("relabel", .string(autoLabel?.relabelByHand == true ? "by-hand" : "auto")),
            ("review_limit", .count(review?.queueLimit ?? 1000)),
            ("retrain_interval_seconds", .count(retrain?.intervalSeconds ?? 0)),
            ("retrain_new_labels", .count(retrain?.newLabels ?? 0)),
            ("retrain_new_examples", .count(retrain?.newExamples ?? 0)),
            ("retrain_gate", retrain?.gate.map { .string($0.word) } ?? .null),
            ("gate", .string(gate?.word ?? "better")),
            ("hold_out", .number(holdOut)),
            ("augmentation", augmentation?.json ?? .string("default")),
        ])
    }
}

extension Wire.Timestamp {
    fileprivate var secondsSince1970: Double { Double(seconds) + Double(nanos) / 1e9 }
}

extension Double {
    /// Seconds as people say them, such as `1 h 4 min`.
    var durationText: String {
        let seconds = Int(rounded())
        switch self {
        case ..<10: return "\(decimal(self, 1)) s"
        case ..<59.5: return "\(seconds) s"
        case ..<3_600: return "\(seconds / 60) min \(seconds % 60) s"
        default: return "\(seconds / 3_600) h \(seconds / 60 % 60) min"
        }
    }
}
