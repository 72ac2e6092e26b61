import Messages

extension Wire.ComparisonReport {
    /// The table and what follows from it.
    var json: JSONValue {
        .object([
            (
                "algorithms",
                .array(
                    algorithms.map { row in
                        .object([
                            ("name", .string(row.name)),
                            ("accuracy", row.isMeasured ? .number(row.accuracy) : .null),
                            ("deviation", row.isMeasured ? .number(row.deviation) : .null),
                            ("difference", row.difference?.json ?? .null),
                            ("cpu_seconds", row.isMeasured ? .number(row.cpuSeconds) : .null),
                            ("failure", .text(row.failure)),
                        ])
                    }
                )
            ),
            ("reference", name(at: reference)),
            ("recommended", distinguishable ? name(at: recommended) : .null),
            (
                "settings",
                .object(
                    (settings?.hyperParameters ?? [:]).sorted { $0.key < $1.key }.map {
                        ($0.key, $0.value.json)
                    }
                )
            ),
            ("distinguishable", .bool(distinguishable)),
            ("splits", .count(splits)),
            ("planned_splits", .count(plannedSplits)),
            ("labeled", .count(labeled)),
            ("verdict", .string(verdict)),
        ])
    }

    /// The table for people, and the verdict below it.
    var text: String {
        var table = Table("algorithm", "accuracy", "+-", "difference", "interval", "CPU s")
        for (index, row) in algorithms.enumerated() {
            guard row.isMeasured else {
                table.append(row.name, "failed", "-", "-", row.failure, "-")
                continue
            }
            table.append(
                row.name,
                percent(row.accuracy),
                percent(row.deviation),
                index == Int(reference)
                    ? "reference" : row.difference.map { Self.points($0.mean) } ?? "-",
                row.difference.map { "\(Self.points($0.low)) to \(Self.points($0.high))" } ?? "-",
                decimal(row.cpuSeconds, 1)
            )
        }
        let trained = splits == 1 ? "1 split" : "\(splits) splits"
        return [
            table.text, "",
            "over \(trained) of \(labeled) labelled examples; intervals hold together with 95 %",
            "",
            verdict,
        ].joined(separator: "\n")
    }

    /// The command that trains what is recommended on all of the project; nil: nothing is.
    func advice(for project: String) -> String? {
        guard distinguishable else { return nil }
        let own = Int(recommended) < algorithms.count ? algorithms[Int(recommended)] : nil
        let given = own?.algorithm?.hyperParameters ?? [:]
        let settings = (settings?.hyperParameters ?? [:]).sorted { $0.key < $1.key }
        // Of settings that nobody chose the defaults say enough.
        let isChosen =
            settings.contains { $0.value != given[$0.key] } || own?.name.contains("(") == true
        let options = isChosen ? settings.map { " --set \($0.key)=\($0.value.text)" }.joined() : ""
        return
            "to train it, with the --steps, --network and others of this comparison:\n"
            + "tutelage train \(project) --algorithm \(own?.algorithm?.name ?? "")\(options)"
    }

    private func name(at index: UInt32) -> JSONValue {
        Int(index) < algorithms.count ? .string(algorithms[Int(index)].name) : .null
    }

    /// Percentage points with their sign.
    private static func points(_ share: Double) -> String {
        let text = decimal(share * 100, 1)
        return text.hasPrefix("-") ? text : "+" + text
    }
}

extension Wire.ComparedAlgorithm {
    /// Whether there is a result.
    fileprivate var isMeasured: Bool { failure.isEmpty }
}

extension Wire.PairedDifference {
    fileprivate var json: JSONValue {
        .object([("mean", .number(mean)), ("low", .number(low)), ("high", .number(high))])
    }
}

extension Wire.HyperParameterValue {
    fileprivate var json: JSONValue {
        switch value {
        case .number(let number): .number(number)
        case .text(let text): .string(text)
        case nil: .null
        }
    }

    /// The value as `--set` takes it.
    fileprivate var text: String {
        switch value {
        case .number(let number): number == number.rounded() ? "\(Int(number))" : "\(Float(number))"
        case .text(let text): text
        case nil: ""
        }
    }
}
