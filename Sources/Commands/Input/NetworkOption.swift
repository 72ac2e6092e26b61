import ArgumentParser
import Domain
import Files
import Foundation
import Messages
import Networks
import Services

/// A network as the command line takes it: a name of `tutelage networks` with values, or a file with a graph.
enum NetworkOption {
    /// How it is written.
    static let form = "NAME, NAME:VALUE,KEY=VALUE or @FILE.json"

    /// Reads the word of a network: `perceptron:64,64`, `wide_resnet:depth=28,width=8` or `@graph.json`.
    ///
    /// Values without a key are the first parameter's, or go on with the list before them.
    ///
    /// - Parameters:
    ///   - text: the word.
    ///   - dropout: the dropout that was given apart; nil: none was.
    ///   - readsFile: whether a file is read; else only the word is checked.
    /// - Returns: the network as a request has it.
    /// - Throws: `ValidationError` for a name or a value that there is not; ``Failure`` of the file.
    static func specification(
        of text: String,
        dropout: Float? = nil,
        readsFile: Bool = true
    ) throws -> Wire.NetworkSpecification {
        guard !text.hasPrefix("@") else {
            guard dropout == nil else {
                throw ValidationError("a graph says its own dropout; leave --dropout out")
            }
            guard readsFile else { return .init(namedArchitecture: .graphJSON("")) }
            let bytes = try GivenFile.bytes(of: String(text.dropFirst()))
            return .init(namedArchitecture: .graphJSON(String(decoding: bytes, as: UTF8.self)))
        }
        let (preset, settings) = try preset(of: text, dropout: dropout)
        var message = Wire.NetworkPreset(preset)
        message.parameters = message.parameters.filter { settings[$0.key] != nil }
        return .init(namedArchitecture: .preset(message))
    }

    /// The network of a word, and what of it was said.
    ///
    /// - Throws: `ValidationError` for a name or a value that there is not.
    static func preset(
        of text: String,
        dropout: Float? = nil
    ) throws -> (preset: any NetworkPreset, settings: [String: String]) {
        let (name, values) = parts(of: text)
        let type: any NetworkPreset.Type
        do {
            type = try Presets.named(name)
        } catch {
            let names = Presets.all.map { $0.card.name }
            throw ValidationError(
                "a network is \(form), with a name of `tutelage networks`; got \(quoted(text))"
                    + suggestion(for: name, in: names)
            )
        }
        var settings = try settings(values, of: type, text)
        if let dropout {
            guard type.catalog.contains(where: { $0.name == "dropout" }) else {
                throw ValidationError("\(type.card.name) has no dropout; leave --dropout out")
            }
            settings["dropout"] = "\(dropout)"
        }
        do {
            return (try Presets.preset(type, settings: settings), settings)
        } catch {
            throw ValidationError("\(type.card.name): \(error.message)")
        }
    }

    private static func parts(of text: String) -> (name: String, values: String) {
        guard let colon = text.firstIndex(of: ":") else { return (text, "") }
        return (String(text[..<colon]), String(text[text.index(after: colon)...]))
    }

    private static func settings(
        _ values: String,
        of type: any NetworkPreset.Type,
        _ text: String
    ) throws -> [String: String] {
        var settings: [String: String] = [:]
        var key = type.catalog.first?.name
        for piece in values.split(separator: ",") {
            var value = String(piece)
            if let setting = HyperParameterSetting(argument: value) {
                guard settings[setting.name] == nil else {
                    throw ValidationError("\(setting.name) is given twice in \(quoted(text))")
                }
                key = setting.name
                value = setting.value
            }
            guard let key else {
                throw ValidationError("\(type.card.name) has no parameters; got \(quoted(text))")
            }
            settings[key] = settings[key].map { "\($0),\(value)" } ?? value
        }
        return settings
    }
}
