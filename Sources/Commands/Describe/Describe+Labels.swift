import Foundation
import Messages

extension Wire.Decision {
    /// The word of the design, such as `accepted`.
    var word: String {
        switch self {
        case .accepted: "accepted"
        case .abstained: "abstained"
        case .outOfDistribution: "out_of_distribution"
        case .unspecified, .unrecognized: "unspecified"
        }
    }
}

extension Wire.DecisionReason {
    /// The word of the design, such as `above_threshold`.
    var word: String {
        switch self {
        case .aboveThreshold: "above_threshold"
        case .belowThreshold: "below_threshold"
        case .noChampion: "no_champion"
        case .noCertificate: "no_certificate"
        case .seenInTraining: "seen_in_training"
        case .fixedThreshold: "fixed_threshold"
        case .suspended: "suspended"
        case .withdrawn: "withdrawn"
        case .outlier: "outlier"
        case .unspecified, .unrecognized: "unspecified"
        }
    }
}

extension Wire.LabelSource {
    /// The word of the design, such as `human`; empty when not given.
    var word: String {
        switch self {
        case .human: "human"
        case .imported: "imported"
        case .auto: "auto"
        case .corrected: "corrected"
        case .unspecified, .unrecognized: ""
        }
    }
}

extension Wire.Split {
    /// The word of the design, such as `gate`.
    var word: String {
        switch self {
        case .gate: "gate"
        case .certify: "certify"
        case .test: "test"
        case .certifyPool: "certify_pool"
        case .train, .unspecified, .unrecognized: "train"
        }
    }
}

extension Wire.CertificateKind {
    /// The word of the design, such as `fresh`; empty where nothing is promised.
    var word: String {
        switch self {
        case .fresh: "fresh"
        case .pool: "pool"
        case .unspecified, .unrecognized: ""
        }
    }
}

extension Wire.Question {
    /// The word of the design, such as `sample`; empty where nobody asked.
    var word: String {
        switch self {
        case .sample: "sample"
        case .review: "review"
        case .unspecified, .unrecognized: ""
        }
    }
}

extension Wire.LabelDecision {
    /// The decision with all that made it.
    var json: JSONValue {
        .object([
            ("decision", .string(decision.word)),
            ("reason", .string(reason.word)),
            ("label", .text(className)),
            ("confidence", .optional(confidence)),
            ("threshold", .optional(threshold)),
            ("certificate", .id(certificateID)),
            ("kind", .text(kind.word)),
            ("policy_version", .id(policyVersion)),
            ("model_version", .id(modelVersion)),
        ])
    }

    /// The confidence for people, `-` where there is none.
    var confidenceText: String { confidence.map { decimal(Double($0), 4) } ?? "-" }
}

extension Wire.LabelRecord {
    /// The members of DESIGN's export, in its order.
    var json: JSONValue {
        .object([
            ("id", .string(exampleID)),
            ("place", .text(place)),
            ("content_sha256", .string(hexadecimal(inputSHA256))),
            ("label", .text(className)),
            ("source", .text(source.word)),
            ("decision", decision.map { .string($0.decision.word) } ?? .null),
            ("reason", decision.map { .string($0.reason.word) } ?? .null),
            ("confidence", .optional(decision?.confidence)),
            ("threshold", .optional(decision?.threshold)),
            ("certificate", .id(decision?.certificateID ?? 0)),
            ("kind", .text(decision?.kind.word ?? "")),
            ("certificate_void", .bool(certificateVoid)),
            ("model_version", .id(decision?.modelVersion ?? 0)),
            ("created_at", createdAt.map { .string($0.text) } ?? .null),
            ("sequence", .integer(sequence)),
            ("supersedes", .text(supersedes)),
            ("split", .string(split.word)),
            ("annotator", .text(annotator)),
            ("question", .text(question.word)),
            ("disagrees", .bool(disagrees)),
            ("label_id", .text(labelID)),
        ])
    }
}

extension Wire.Timestamp {
    /// The time in UTC, such as `2026-11-21T10:00:00.000Z`.
    var text: String {
        let date = Date(timeIntervalSince1970: Double(seconds) + Double(nanos) / 1e9)
        return date.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
    }
}

extension Wire.Timestamp {
    /// The time in UTC to the minute, such as `2026-11-21 10:00`.
    var minuteText: String { String(text.prefix(16)).replacing("T", with: " ") }
}

extension Wire.LabelReportReply {
    /// The report.
    var json: JSONValue {
        .object([
            ("unlabeled_examples", .count(unlabeledExamples)),
            ("accepted", .count(accepted)),
            ("abstained", .count(abstained)),
            ("out_of_distribution", .count(outOfDistribution)),
            ("review", .count(review)),
            ("coverage", .number(coverage)),
            ("human_labels", .count(humanLabels)),
            ("imported_labels", .count(importedLabels)),
            ("looks", .count(looks)),
            ("release", release?.json ?? .null),
            (
                "per_class",
                .array(
                    perClass.map {
                        .object([
                            ("class", .string($0.className)), ("accepted", .count($0.accepted)),
                            ("given", .count($0.given)), ("checked", .count($0.checked)),
                            ("wrong", .count($0.wrong)),
                        ])
                    }
                )
            ),
            (
                "corrections",
                .object([
                    ("checked", .count(corrections?.checked ?? 0)),
                    ("wrong", .count(corrections?.wrong ?? 0)),
                ])
            ),
            ("open_samples", .count(openSamples)),
            (
                "relabel",
                relabel.map {
                    .object([
                        ("job", .id($0.jobID)), ("state", .string($0.state.word)),
                        ("done", .count($0.done)), ("total", .count($0.total)),
                    ])
                } ?? .null
            ),
            (
                "certified",
                .array(
                    certified.map {
                        .object([
                            ("certificate", $0.certificate?.json ?? .null),
                            ("accepted", .count($0.accepted)), ("void", .bool($0.voided)),
                        ])
                    }
                )
            ),
            ("reasons", .object(reasons.map { ($0.reason.word, .count($0.count)) })),
        ])
    }
}

extension Wire.UnfinishedRelabel {
    /// How far it is, in words.
    var text: String {
        "job \(jobID) \(state.word), "
            + (total == 0 ? "not begun" : "\(done) of \(total) examples decided anew")
    }
}
