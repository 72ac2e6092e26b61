internal import Domain
package import Messages
package import SemiSupervised

extension SemiSupervised.AlgorithmConfiguration {
    /// The algorithm that a caller asked for, with the catalogue's defaults where nothing was said.
    ///
    /// - Throws: ``Failure`` (invalid argument) naming the field, its range and what came.
    package init(_ message: Messages.AlgorithmConfiguration, field: String) throws {
        var settings = Settings()
        let name: AlgorithmName
        switch message.algorithm {
        case .supervised(let values):
            name = .supervised
            settings.add("label_smoothing", values.labelSmoothing)
        case .supervisedStrong(let values):
            name = .supervisedStrong
            settings.add("label_smoothing", values.labelSmoothing)
        case .pseudoLabel(let values):
            name = .pseudoLabel
            settings.add("threshold", values.threshold)
            settings.add("unlabeled_weight", values.unlabeledWeight)
            settings.add("unlabeled_ratio", values.unlabeledRatio)
            settings.add("ramp", values.ramp)
        case .fixMatch(let values):
            name = .fixMatch
            settings.add("threshold", values.threshold)
            settings.add("unlabeled_weight", values.unlabeledWeight)
            settings.add("unlabeled_ratio", values.unlabeledRatio)
            settings.add("temperature", values.temperature)
        case nil:
            throw Failure.invalid(
                "an algorithm is one of supervised, supervised_strong, pseudo_label and fix_match; "
                    + "none came",
                field: "\(field).algorithm"
            )
        }
        self = try settings.configure(name, field: "\(field).\(name.rawValue)")
    }
}

/// Hyper-parameters that a caller set, by the names of the catalogue.
struct Settings {
    private var texts: [String: String] = [:]

    /// Adds a value unless it is unset.
    mutating func add(_ name: String, _ value: (some LosslessStringConvertible)?) {
        if let value { texts[name] = "\(value)" }
    }

    /// The algorithm called `name` with these values.
    ///
    /// - Throws: ``Failure`` (invalid argument) with `field` before the name at fault.
    func configure(
        _ name: AlgorithmName,
        field: String
    ) throws -> SemiSupervised.AlgorithmConfiguration {
        do {
            return try SemiSupervised.AlgorithmConfiguration(name, settings: texts)
        } catch {
            throw Failure(error.kind, error.message, field: "\(field).\(error.field)")
        }
    }
}

extension Messages.AlgorithmConfiguration {
    /// A stored algorithm with every hyper-parameter; nil for recipes, which have messages of their
    /// own.
    package init?(_ algorithm: SemiSupervised.AlgorithmConfiguration) {
        self.init()
        switch algorithm {
        case .supervised(let values):
            self.algorithm = .supervised(Supervised(labelSmoothing: values.labelSmoothing))
        case .supervisedStrong(let values):
            self.algorithm = .supervisedStrong(
                SupervisedStrong(labelSmoothing: values.labelSmoothing)
            )
        case .pseudoLabel(let values):
            self.algorithm = .pseudoLabel(
                PseudoLabel(
                    threshold: values.threshold,
                    unlabeledWeight: values.unlabeledWeight,
                    unlabeledRatio: UInt32(clamping: values.unlabeledRatio),
                    ramp: values.ramp
                )
            )
        case .fixMatch(let values):
            self.algorithm = .fixMatch(
                FixMatch(
                    threshold: values.threshold,
                    unlabeledWeight: values.unlabeledWeight,
                    unlabeledRatio: UInt32(clamping: values.unlabeledRatio),
                    temperature: values.temperature
                )
            )
        case .noisyStudent, .distillation:
            return nil
        }
    }
}

extension Messages.Algorithm {
    /// An entry of the catalogue.
    package init(_ entry: AlgorithmEntry) {
        self.init(
            name: entry.name.rawValue,
            title: entry.title,
            summary: entry.summary,
            paper: entry.paper,
            paperURL: entry.paperAddress,
            usesUnlabeled: entry.usesUnlabeled,
            recipe: entry.isRecipe,
            hyperParameters: entry.hyperParameters.map { Messages.HyperParameter($0) }
        )
    }
}

extension Messages.HyperParameter {
    init(_ parameter: SemiSupervised.HyperParameter) {
        self.init(
            name: parameter.name,
            summary: parameter.summary,
            defaultValue: parameter.defaultValue ?? ""
        )
        switch parameter.domain {
        case .number(let range):
            // By their texts: 0.01 as a Float is not 0.01 as a Double.
            minimum = Double("\(range.lowerBound)")
            maximum = Double("\(range.upperBound)")
        case .integer(let range):
            minimum = Double(range.lowerBound)
            maximum = Double(range.upperBound)
            integer = true
        case .choice(let words):
            choices = words
        }
    }
}
