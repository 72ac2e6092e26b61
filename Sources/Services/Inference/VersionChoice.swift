internal import Domain
internal import Foundation
internal import Messages

/// Which versions a call loads or unloads: the parameter `version`, or `config` with a version
/// policy, which is how Triton's clients say it.
struct VersionChoice: Sendable {
    /// The versions; empty: none was named.
    let versions: [ModelVersion]

    /// Reads the parameters of a load.
    ///
    /// - Throws: ``Failure`` (invalid argument), naming the parameter.
    init(load parameters: [String: Wire.ModelRepositoryParameter]) throws(Failure) {
        try Self.check(parameters, known: ["version", "config"])
        if let config = parameters["config"] {
            guard parameters["version"] == nil else {
                throw Self.failure("version and config both choose a version; expected one of them")
            }
            versions = try Self.versions(config)
        } else {
            versions = try Self.version(parameters)
        }
    }

    /// Reads the parameters of an unload.
    ///
    /// - Throws: ``Failure`` (invalid argument), naming the parameter.
    init(unload parameters: [String: Wire.ModelRepositoryParameter]) throws(Failure) {
        // Triton's clients always send it; no model depends on another here.
        try Self.check(parameters, known: ["version", "unload_dependents"])
        versions = try Self.version(parameters)
    }

    private static func check(
        _ parameters: [String: Wire.ModelRepositoryParameter],
        known: Set<String>
    ) throws(Failure) {
        guard let other = parameters.keys.sorted().first(where: { !known.contains($0) }) else {
            return
        }
        throw failure(
            "there is no parameter \(quoted(other)); models come from training or "
                + "tutelage.v1.Models/ImportModel, and \(known.sorted().joined(separator: " or ")) "
                + "chooses among their versions"
        )
    }

    private static func version(
        _ parameters: [String: Wire.ModelRepositoryParameter]
    ) throws(Failure) -> [ModelVersion] {
        guard let parameter = parameters["version"] else { return [] }
        let text: String
        switch parameter.parameterChoice {
        case .int64Param(let number): text = String(number)
        case .stringParam(let string): text = string
        case .boolParam, .bytesParam, nil:
            throw failure("version is a whole number or a text; got another type")
        }
        guard let version = try VersionText.read(text, field: "parameters") else { return [] }
        return [version]
    }

    private static func versions(
        _ config: Wire.ModelRepositoryParameter
    ) throws(Failure) -> [ModelVersion] {
        guard case .stringParam(let text) = config.parameterChoice else {
            throw failure("config is a text of JSON; got another type")
        }
        do {
            return try JSONDecoder().decode(Configuration.self, from: Data(text.utf8)).versions
        } catch {
            throw failure(
                "config is expected to be a version policy such as "
                    + #"{"version_policy": {"specific": {"versions": [2]}}}; got "# + quoted(text)
            )
        }
    }

    private static func failure(_ message: String) -> Failure {
        .invalid(message, field: "parameters")
    }
}

/// The one part of Triton's model configuration that a load may carry.
private struct Configuration: Decodable {
    private struct Key: CodingKey {
        let stringValue: String
        let intValue: Int? = nil

        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue _: Int) { nil }
    }

    let versions: [ModelVersion]

    init(from decoder: any Decoder) throws {
        let policy = try Self.only("version_policy", try decoder.container(keyedBy: Key.self))
        let specific = try Self.only("specific", policy)
        versions = try specific.decode([ModelVersion].self, forKey: Key(stringValue: "versions"))
        guard specific.allKeys.count == 1, !versions.isEmpty, versions.allSatisfy({ $0 > 0 }) else {
            throw Failure.invalid("no versions")
        }
    }

    /// The object under `name`, which is alone in its container.
    private static func only(
        _ name: String,
        _ container: KeyedDecodingContainer<Key>
    ) throws -> KeyedDecodingContainer<Key> {
        guard container.allKeys.map(\.stringValue) == [name] else {
            throw Failure.invalid("expected \(name) alone")
        }
        return try container.nestedContainer(
            keyedBy: Key.self,
            forKey: Key(stringValue: name)
        )
    }
}
