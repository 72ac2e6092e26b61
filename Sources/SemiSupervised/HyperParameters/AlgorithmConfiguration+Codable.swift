internal import Domain

/// Encoded as `{"algorithm": "fix_match", "hyper_parameters": {"threshold": 0.95, ...}}`.
///
/// Decoding starts from the defaults and checks names and ranges: what a newer version added gets
/// its default, what does not exist is refused.
extension AlgorithmConfiguration: Codable {
    private enum Key: String, CodingKey {
        case algorithm
        case hyperParameters = "hyper_parameters"
    }

    private struct Name: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(name, forKey: .algorithm)
        var values = container.nestedContainer(keyedBy: Name.self, forKey: .hyperParameters)
        let settings = algorithm.settings
        for parameter in type(of: algorithm).catalog {
            guard let text = settings[parameter.name] else { continue }
            let key = Name(stringValue: parameter.name)
            switch parameter.domain {
            case .number: try values.encode(Float(text), forKey: key)
            case .integer: try values.encode(Int(text), forKey: key)
            case .integers, .choice: try values.encode(text, forKey: key)
            }
        }
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        let text = try container.decode(String.self, forKey: .algorithm)
        try self.init(Algorithms.named(text))
        guard container.contains(.hyperParameters) else { return }
        let values = try container.nestedContainer(keyedBy: Name.self, forKey: .hyperParameters)
        let parameters = type(of: algorithm).catalog
        for key in values.allKeys {
            let parameter = parameters.first { $0.name == key.stringValue }
            let text =
                switch parameter?.domain {
                case .number: "\(try values.decode(Float.self, forKey: key))"
                case .integer: "\(try values.decode(Int.self, forKey: key))"
                case .integers, .choice: try values.decode(String.self, forKey: key)
                case nil: ""
                }
            try set(key.stringValue, to: text)
        }
    }
}
