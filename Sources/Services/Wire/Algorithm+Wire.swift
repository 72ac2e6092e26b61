package import Domain
package import Messages
internal import Networks
package import SemiSupervised

extension AlgorithmConfiguration {
    /// The algorithm that a caller asked for, with the card's defaults where nothing was said.
    ///
    /// - Throws: ``Failure`` (invalid argument) naming the field, its range and what came.
    package init(_ message: Wire.AlgorithmConfiguration, field: String) throws {
        let type: any Algorithm.Type
        do {
            type = try Algorithms.named(message.name)
        } catch {
            throw Failure(error.kind, error.message, field: "\(field).name")
        }
        let settings = try Settings(message.hyperParameters, field: "\(field).hyper_parameters")
        self = try settings.configure(type, field: "\(field).hyper_parameters")
    }
}

extension Wire.HyperParameterValue {
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
    package init(_ text: String, of domain: HyperParameter.Domain) {
        switch domain {
        case .choice, .integers: self.init(value: .text(text))
        // By its text: 0.01 as a Float is not 0.01 as a Double.
        case .number, .integer: self.init(value: Double(text).map { .number($0) } ?? .text(text))
        }
    }
}

/// Hyper-parameters that a caller set, by the names of the card.
struct Settings {
    /// The most hyper-parameters of one request.
    private static let most = 64

    private var texts: [String: String] = [:]

    /// Nothing is set.
    init() {}

    /// What a request sets.
    ///
    /// - Throws: ``Failure`` (invalid argument) where that is too much.
    init(_ values: [String: Wire.HyperParameterValue], field: String) throws(Failure) {
        guard values.count <= Self.most else {
            throw .invalid(
                "at most \(Self.most) hyper-parameters; came \(values.count)",
                field: field
            )
        }
        for (name, value) in values { add(name, value.text) }
    }

    /// Adds a value unless it is unset.
    mutating func add(_ name: String, _ value: (some LosslessStringConvertible)?) {
        if let value { texts[name] = "\(value)" }
    }

    /// The algorithm with these values.
    ///
    /// - Throws: ``Failure`` (invalid argument) with `field` before the name at fault.
    func configure(
        _ type: any Algorithm.Type,
        field: String
    ) throws -> AlgorithmConfiguration {
        do {
            return try AlgorithmConfiguration(type, settings: texts)
        } catch {
            throw Failure(error.kind, error.message, field: "\(field).\(error.field)")
        }
    }

    /// The architecture with these values.
    ///
    /// - Throws: ``Failure`` (invalid argument) with `field` before the name at fault.
    func preset(
        _ type: any NetworkPreset.Type,
        field: String
    ) throws -> any NetworkPreset {
        do {
            return try Presets.preset(type, settings: texts)
        } catch {
            throw Failure(error.kind, error.message, field: "\(field).\(error.field)")
        }
    }
}

extension Wire.AlgorithmConfiguration {
    /// A stored algorithm with every hyper-parameter.
    package init(_ configuration: AlgorithmConfiguration) {
        self.init(name: configuration.name)
        let settings = configuration.algorithm.settings
        for parameter in type(of: configuration.algorithm).catalog {
            hyperParameters[parameter.name] = settings[parameter.name].map {
                Wire.HyperParameterValue($0, of: parameter.domain)
            }
        }
    }
}

extension Wire.Algorithm {
    /// What the card says of an algorithm.
    package init(_ type: any Algorithm.Type) {
        let card = type.card
        self.init(
            name: card.name,
            title: card.title,
            summary: card.summary,
            paper: card.paper,
            paperURL: card.paperAddress,
            usesUnlabeled: card.usesUnlabeled,
            recipe: card.teacher != .none,
            hyperParameters: type.catalog.map { Wire.HyperParameter($0) },
            family: card.family.rawValue,
            formula: card.formula,
            whenToUse: card.whenToUse,
            deviations: card.deviations
        )
    }
}

extension Wire.HyperParameter {
    init(_ parameter: HyperParameter) {
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
        case .integers(let range, let most):
            minimum = Double(range.lowerBound)
            maximum = Double(range.upperBound)
            integer = true
            mostValues = UInt32(clamping: most)
        }
    }
}
