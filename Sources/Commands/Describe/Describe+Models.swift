import Messages

extension Wire.ModelState {
    /// The word of the design, such as `champion`.
    var word: String {
        switch self {
        case .candidate: "candidate"
        case .shadow: "shadow"
        case .canary: "canary"
        case .champion: "champion"
        case .retired: "retired"
        case .deleted: "deleted"
        case .unspecified, .unrecognized: "unspecified"
        }
    }
}

extension Wire.NetworkSpecification {
    /// The architecture in a few words, such as `small_convolutional 16`.
    var summary: String { encoder ? "\(name), without classes" : name }

    private var name: String {
        switch architecture {
        case .linear: "linear"
        case .perceptron(let network):
            "perceptron " + network.hidden.map { "\($0)" }.joined(separator: "-")
        case .smallConvolutional(let network): "small_convolutional \(network.width)"
        case nil:
            switch namedArchitecture {
            case .preset(let preset): ([preset.name] + preset.words).joined(separator: " ")
            case .graphJSON: "graph"
            case nil: "-"
            }
        }
    }
}

extension Wire.NetworkPreset {
    /// The parameters by name, such as `depth=28`.
    fileprivate var words: [String] {
        parameters.sorted { $0.key < $1.key }.map { name, value in
            switch value.value {
            case .number(let number):
                "\(name)=" + (Int(exactly: number).map { "\($0)" } ?? "\(number)")
            case .text(let text): "\(name)=\(text)"
            case nil: name
            }
        }
    }
}

extension Wire.GatePolicy {
    /// The rule as `policies set --gate` takes it, such as `non_inferior:0.02`.
    var word: String {
        switch rule {
        case .better, nil: "better"
        case .nonInferior(let rule): "non_inferior:\(rule.margin ?? 0.02)"
        case .always: "always"
        }
    }
}

extension Wire.GateDecision {
    /// The decision.
    var json: JSONValue {
        .object([
            ("passed", .bool(passed)),
            ("policy", .string(policy?.word ?? "better")),
            ("reference_version", .id(referenceVersion)),
            ("compared", .count(compared)),
            ("won", .count(won)),
            ("lost", .count(lost)),
            ("statistic", .optional(statistic)),
            ("comparisons", .count(comparisons)),
            ("standard_version", .id(standardVersion)),
            ("reason", .string(reason)),
        ])
    }
}

extension Wire.Certificate {
    /// The certificate.
    var json: JSONValue {
        .object([
            ("id", .integer(id)),
            ("model_version", .integer(modelVersion)),
            ("threshold", .float(threshold)),
            (
                "per_class",
                perClass.isEmpty ? .null : .array(perClass.map { .optional($0.threshold) })
            ),
            ("epsilon", .number(epsilon)),
            ("delta", .number(delta)),
            ("look", .count(look)),
            ("level", .number(level)),
            ("views", .count(views)),
            ("certify_count", .count(certifyCount)),
            ("accepted", .count(accepted)),
            ("wrong", .count(wrong)),
            ("kind", .string(kind.word)),
            ("pool", .id(pool)),
            ("pool_count", .count(poolCount)),
            ("pool_accepted", .count(poolAccepted)),
            ("attestations", .array(attestations.map { .string($0) })),
            ("promise", .string(promise)),
        ])
    }
}

extension Wire.Certificate {
    /// The certificate in a sentence, with what it was seen to hold on.
    var text: String {
        let about = kind == .pool ? " for pool \(pool)" : ""
        return "certificate \(id)\(about): threshold \(decimal(Double(threshold), 4)), \(wrong) of "
            + "\(accepted) certify labels wrong above it; \(promise)"
    }
}

extension Wire.Look {
    /// What came of it, in a word.
    var word: String {
        switch result {
        case .due: "due"
        case .kept: "kept"
        case .certified: "certified"
        case .refused: "refused"
        case .tooFewLabels: "too_few_labels"
        case .askedBefore: "asked_before"
        case .unspecified, .unrecognized: "unspecified"
        }
    }

    /// What was or would be asked.
    var json: JSONValue {
        .object([
            ("kind", .string(kind.word)), ("pool", .id(pool)), ("result", .string(word)),
            ("number", .count(number)), ("level", .number(level)), ("minimum", .count(minimum)),
            ("labels", .count(labels)), ("reason", .string(reason)),
        ])
    }

    /// What it costs, or why it costs nothing.
    var text: String {
        let about = kind == .pool ? "pool \(pool)" : "new data"
        switch result {
        case .certified, .refused, .due:
            let verb = result == .due ? "would cost" : "cost"
            return "\(about): look \(number) \(verb) level \(decimal(level, 5)) of delta; \(reason)"
        case .kept, .tooFewLabels, .askedBefore, .unspecified, .unrecognized:
            return "\(about): nothing spent; \(reason)"
        }
    }
}

extension Wire.Release {
    /// The release.
    var json: JSONValue {
        .object([
            ("number", .integer(number)),
            ("model_version", .integer(modelVersion)),
            ("policy_version", .integer(policyVersion)),
            ("certificate", certificate?.json ?? .null),
            ("certificate_missing", .text(certificateMissing)),
            ("pool_certificates", .array(poolCertificates.map(\.json))),
            ("reason", .text(reason)),
            ("published_at", publishedAt.map { .string($0.text) } ?? .null),
        ])
    }

    /// The certificates in a sentence each, or why there is none.
    var certificateText: String {
        ([freshText] + poolCertificates.map(\.text)).joined(separator: "\n")
    }

    private var freshText: String {
        guard let certificate else {
            let missing = certificateMissing.isEmpty ? "no certificate" : certificateMissing
            return poolCertificates.isEmpty ? missing : "for new data: \(missing)"
        }
        guard !certificate.perClass.isEmpty else { return certificate.text }
        let thresholds = certificate.perClass.map {
            $0.threshold.map { decimal(Double($0), 4) } ?? "none"
        }
        let list = "thresholds by class \(thresholds.joined(separator: ", "))"
        let missing = certificateMissing.isEmpty ? "" : "; \(certificateMissing)"
        return "certificate \(certificate.id): \(list); \(certificate.promise)\(missing)"
    }
}

extension Wire.Evaluation {
    /// The metrics.
    var json: JSONValue {
        .object([
            ("split", .string(split.word)),
            ("count", .count(count)),
            ("accuracy", .number(accuracy)),
            ("accuracy_low", .number(accuracyLow)),
            ("accuracy_high", .number(accuracyHigh)),
            ("calibration_error", .number(calibrationError)),
            (
                "per_class",
                .array(
                    perClass.map {
                        .object([
                            ("class", .string($0.className)), ("precision", .number($0.precision)),
                            ("recall", .number($0.recall)), ("count", .count($0.count)),
                        ])
                    }
                )
            ),
            ("confusion", .array(confusion.map { .count($0) })),
        ])
    }
}

extension Wire.Model {
    /// The model with its lineage and evaluations.
    var json: JSONValue {
        .object([
            ("project", .string(project)),
            ("version", .integer(version)),
            ("state", .string(state.word)),
            ("network", .string(network?.summary ?? "-")),
            ("parameter_count", .count(parameterCount)),
            ("weights_bytes", .count(weightsBytes)),
            ("weights_sha256", .string(hexadecimal(weightsSHA256))),
            ("lineage", lineage?.json ?? .null),
            ("evaluations", .array(evaluations.map(\.json))),
            ("gate_decisions", .array(gateDecisions.map(\.json))),
            ("created_at", createdAt.map { .string($0.text) } ?? .null),
        ])
    }

    /// The latest evaluation on `split`, if there is one.
    func evaluation(on split: Wire.Split) -> Wire.Evaluation? {
        evaluations.first { $0.split == split }
    }
}

extension Wire.Lineage {
    /// The lineage.
    var json: JSONValue {
        .object([
            ("teacher_version", .id(teacherVersion)),
            ("snapshot", .id(snapshot?.id ?? 0)),
            ("labeled", .count(snapshot?.labeled ?? 0)),
            ("unlabeled", .count(snapshot?.unlabeled ?? 0)),
            ("snapshot_erased", .bool(snapshot?.erased ?? false)),
            ("job", .id(jobID)),
            ("algorithm", .string(algorithm)),
            ("hyper_parameters_json", .string(hyperParametersJSON)),
            ("seed", .string("\(seed)")),
            ("git_revision", .text(gitRevision)),
            ("instruction_set", .text(instructionSet)),
            ("blas_core", .text(blasCore)),
            ("note", .text(note)),
            ("same_as_version", .id(sameAsVersion)),
            ("attestation", .text(attestation)),
        ])
    }
}

/// Lower-case hexadecimal.
func hexadecimal(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
}
