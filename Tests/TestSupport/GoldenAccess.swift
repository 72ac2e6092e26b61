/// What a test asked of a recorded file that is not there.
package struct GoldenError: Error, CustomStringConvertible {
    package let description: String

    package init(description: String) { self.description = description }
}

extension GoldenValue {
    /// The value of `key` of an object.
    ///
    /// - Throws: ``GoldenError`` when this is no object or has no such key.
    package func get(_ key: String) throws -> GoldenValue {
        guard case .object(let object) = self, let value = object[key] else {
            throw GoldenError(description: "no \(key) in \(summary)")
        }
        return value
    }

    /// The value of `key` of an object, or nil where it has none.
    package func find(_ key: String) -> GoldenValue? {
        guard case .object(let object) = self else { return nil }
        return object[key]
    }

    /// The members of an object.
    ///
    /// - Throws: ``GoldenError`` when this is no object.
    package func object() throws -> [String: GoldenValue] {
        guard case .object(let object) = self else {
            throw GoldenError(description: "no object: \(summary)")
        }
        return object
    }

    /// The elements of a list.
    ///
    /// - Throws: ``GoldenError`` when this is no list.
    package func list() throws -> [GoldenValue] {
        guard case .list(let list) = self else {
            throw GoldenError(description: "no list: \(summary)")
        }
        return list
    }

    /// A tensor.
    ///
    /// - Throws: ``GoldenError`` when this is no tensor.
    package func tensor() throws -> GoldenTensor {
        guard case .tensor(let tensor) = self else {
            throw GoldenError(description: "no tensor: \(summary)")
        }
        return tensor
    }

    /// A number: plain, or a tensor of one element.
    ///
    /// - Throws: ``GoldenError`` when this is neither.
    package func number() throws -> Double {
        switch self {
        case .number(let number): return number
        case .tensor(let tensor) where tensor.values.count == 1: return tensor.values[0]
        default: throw GoldenError(description: "no number: \(summary)")
        }
    }

    /// Numbers: a tensor's elements, a list of numbers, or one number.
    ///
    /// - Throws: ``GoldenError`` when this is none of them.
    package func numbers() throws -> [Double] {
        switch self {
        case .tensor(let tensor): return tensor.values
        case .number(let number): return [number]
        default: return try list().flatMap { try $0.numbers() }
        }
    }

    /// A text.
    ///
    /// - Throws: ``GoldenError`` when this is no text.
    package func text() throws -> String {
        guard case .text(let text) = self else {
            throw GoldenError(description: "no text: \(summary)")
        }
        return text
    }

    /// A flag.
    ///
    /// - Throws: ``GoldenError`` when this is no flag.
    package func flag() throws -> Bool {
        guard case .flag(let flag) = self else {
            throw GoldenError(description: "no flag: \(summary)")
        }
        return flag
    }

    /// The cases of a recorded file.
    ///
    /// - Throws: ``GoldenError`` when there are none.
    package func cases() throws -> [GoldenValue] { try get("cases").list() }

    /// The case of this name.
    ///
    /// - Throws: ``GoldenError`` when there is none.
    package func named(_ name: String) throws -> GoldenValue {
        for value in try cases() where try value.get("name").text() == name { return value }
        throw GoldenError(description: "no case \(name)")
    }

    private var summary: String { String("\(self)".prefix(120)) }
}
