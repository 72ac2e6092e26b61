internal import Domain
package import Messages
package import SemiSupervised

extension SemiSupervised.AlgorithmConfiguration {
    /// The most hyper-parameters of one request.
    private static let mostParameters = 64

    /// The algorithm that a caller asked for, with the card's defaults where nothing was said.
    ///
    /// - Throws: ``Failure`` (invalid argument) naming the field, its range and what came.
    package init(_ message: Messages.AlgorithmConfiguration, field: String) throws {
        let type: any SemiSupervised.Algorithm.Type
        do {
            type = try Algorithms.named(message.name)
        } catch {
            throw Failure(error.kind, error.message, field: "\(field).name")
        }
        guard message.hyperParameters.count <= Self.mostParameters else {
            throw Failure.invalid(
                "at most \(Self.mostParameters) hyper-parameters; came "
                    + "\(message.hyperParameters.count)",
                field: "\(field).hyper_parameters"
            )
        }
        var settings = Settings()
        for (name, value) in message.hyperParameters { settings.add(name, value.text) }
        self = try settings.configure(type, field: "\(field).hyper_parameters")
    }
}

extension Messages.HyperParameterValue {
    /// The value as text, as the command line takes it; empty: nothing was said.
    fileprivate var text: String {
        switch value {
        case .number(let number):
            // Whole numbers without a fraction, so that they are whole hyper-parameters too.
            Int64(exactly: number).map { "\($0)" } ?? "\(number)"
        case .text(let text): text
        case nil: ""
        }
    }

    /// What a hyper-parameter of this kind was set to.
    package init(_ text: String, of domain: SemiSupervised.HyperParameter.Domain) {
        switch domain {
        case .choice: self.init(value: .text(text))
        // By its text: 0.01 as a Float is not 0.01 as a Double.
        case .number, .integer: self.init(value: Double(text).map { .number($0) } ?? .text(text))
        }
    }
}

/// Hyper-parameters that a caller set, by the names of the card.
struct Settings {
    private var texts: [String: String] = [:]

    /// Adds a value unless it is unset.
    mutating func add(_ name: String, _ value: (some LosslessStringConvertible)?) {
        if let value { texts[name] = "\(value)" }
    }

    /// The algorithm with these values.
    ///
    /// - Throws: ``Failure`` (invalid argument) with `field` before the name at fault.
    func configure(
        _ type: any SemiSupervised.Algorithm.Type,
        field: String
    ) throws -> SemiSupervised.AlgorithmConfiguration {
        do {
            return try SemiSupervised.AlgorithmConfiguration(type, settings: texts)
        } catch {
            throw Failure(error.kind, error.message, field: "\(field).\(error.field)")
        }
    }
}

extension Messages.AlgorithmConfiguration {
    /// A stored algorithm with every hyper-parameter; nil for recipes, which have messages of their
    /// own.
    package init?(_ configuration: SemiSupervised.AlgorithmConfiguration) {
        guard !configuration.card.isRecipe else { return nil }
        self.init(name: configuration.name)
        let settings = configuration.algorithm.settings
        for parameter in type(of: configuration.algorithm).catalog {
            hyperParameters[parameter.name] = settings[parameter.name].map {
                HyperParameterValue($0, of: parameter.domain)
            }
        }
    }
}

extension Messages.Algorithm {
    /// What the card says of an algorithm.
    package init(_ type: any SemiSupervised.Algorithm.Type) {
        let card = type.card
        self.init(
            name: card.name,
            title: card.title,
            summary: card.summary,
            paper: card.paper,
            paperURL: card.paperAddress,
            usesUnlabeled: card.usesUnlabeled,
            recipe: card.isRecipe,
            hyperParameters: type.catalog.map { Messages.HyperParameter($0) },
            family: card.family.rawValue,
            formula: card.formula,
            whenToUse: card.whenToUse,
            deviations: card.deviations
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
