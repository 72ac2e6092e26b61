import ArgumentParser
import Domain
import Messages
import SemiSupervised
import Services

/// A hyper-parameter of an algorithm and its value, such as `ramp=0.2`.
struct HyperParameterSetting: ExpressibleByArgument {
    /// Its name, as `algorithms` lists it.
    let name: String
    /// What it is set to.
    let value: String

    init?(argument: String) {
        guard let equals = argument.firstIndex(of: "="), equals > argument.startIndex else {
            return nil
        }
        name = String(argument[..<equals].replacing("-", with: "_"))
        value = String(argument[argument.index(after: equals)...])
    }
}

/// Hyper-parameters by the names of `algorithms`.
struct HyperParameterOptions: ParsableArguments {
    @Option(
        name: .customLong("set"),
        help: ArgumentHelp(
            "A hyper-parameter of the algorithm, by its name in `tutelage algorithms`; may be repeated.",
            valueName: "name=value"
        )
    )
    var settings: [HyperParameterSetting] = []

    /// The checked values by name: those of `--set`, and those of options of their own.
    ///
    /// - Parameters:
    ///   - type: the algorithm.
    ///   - options: the values of options by the names of the hyper-parameters; nil: not given.
    /// - Returns: those that were given.
    /// - Throws: `ValidationError` for a name or a value that the algorithm does not have.
    func values(
        of type: any Algorithm.Type,
        _ options: [(name: String, value: String?)] = []
    ) throws -> HyperParameterValues {
        var texts: [String: String] = [:]
        for option in options { texts[option.name] = option.value }
        for setting in settings {
            guard texts[setting.name] == nil else {
                throw ValidationError("\(setting.name) is given twice")
            }
            texts[setting.name] = setting.value
        }
        do {
            _ = try AlgorithmConfiguration(type, settings: texts)
        } catch {
            throw ValidationError("\(type.card.name): \(error.message)")
        }
        return HyperParameterValues(type: type, texts: texts)
    }
}

/// Values that an algorithm takes, by name.
struct HyperParameterValues {
    private let type: any Algorithm.Type
    private let texts: [String: String]

    fileprivate init(type: any Algorithm.Type, texts: [String: String]) {
        self.type = type
        self.texts = texts
    }

    /// The algorithm and the values, as a request has them.
    var configuration: Wire.AlgorithmConfiguration {
        var message = Wire.AlgorithmConfiguration(name: type.card.name)
        for parameter in type.catalog {
            message.hyperParameters[parameter.name] = texts[parameter.name].map {
                Wire.HyperParameterValue($0, of: parameter.domain)
            }
        }
        return message
    }

    /// The value of a hyper-parameter; nil: it has its default.
    subscript<Value: LosslessStringConvertible>(name: String) -> Value? {
        texts[name].flatMap { Value($0) }
    }

    /// What students learn from; unspecified: the default.
    var targets: Wire.TargetKind {
        texts["targets"].flatMap { Wire.TargetKind(argument: $0) } ?? .unspecified
    }
}
