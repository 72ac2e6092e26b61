internal import Foundation

/// A value of a recorded file: JSON in which an object with a shape is a tensor.
///
/// Both schemas are read: `ssl-golden-1` (`kind`, `values`) and `ssl2-golden/1` (`dtype`, `data`).
/// Numbers written as the strings `NaN`, `Infinity`, `inf` and so on are numbers in tensors.
package enum GoldenValue: Sendable, Decodable {
    case tensor(GoldenTensor)
    case object([String: GoldenValue])
    case list([GoldenValue])
    case number(Double)
    case text(String)
    case flag(Bool)
    case null

    /// Reads a recorded file, such as `usb/fixmatch.json`.
    ///
    /// - Parameters:
    ///   - path: The path below the folder of ``GoldenFolder``.
    ///   - testFile: A file of the test target.
    /// - Throws: What reading the file or decoding it throws.
    package init(reading path: String, besides testFile: StaticString = #filePath) throws {
        let data = try GoldenFolder.contents(of: path, besides: testFile)
        self = try JSONDecoder().decode(GoldenValue.self, from: data)
    }

    package init(from decoder: any Decoder) throws {
        if let keyed = try? decoder.container(keyedBy: GoldenKey.self) {
            if keyed.contains(GoldenKey("shape")), let tensor = try? GoldenTensor(from: decoder) {
                self = .tensor(tensor)
                return
            }
            var object: [String: GoldenValue] = [:]
            for key in keyed.allKeys {
                object[key.stringValue] = try keyed.decode(GoldenValue.self, forKey: key)
            }
            self = .object(object)
            return
        }
        let single = try decoder.singleValueContainer()
        if single.decodeNil() {
            self = .null
        } else if let flag = try? single.decode(Bool.self) {
            self = .flag(flag)
        } else if let number = try? single.decode(Double.self) {
            self = .number(number)
        } else if let text = try? single.decode(String.self) {
            self = .text(text)
        } else {
            self = .list(try single.decode([GoldenValue].self))
        }
    }
}

/// A recorded tensor, row-major; a shape without dimensions is a scalar.
package struct GoldenTensor: Sendable, Decodable {
    /// The shape.
    package let shape: [Int]
    /// The elements.
    package let values: [Double]

    package init(from decoder: any Decoder) throws {
        let keyed = try decoder.container(keyedBy: GoldenKey.self)
        shape = try keyed.decode([Int].self, forKey: GoldenKey("shape"))
        let key = GoldenKey(keyed.contains(GoldenKey("values")) ? "values" : "data")
        values = try keyed.decode([Element].self, forKey: key).map(\.value)
        guard values.count == shape.reduce(1, *) else {
            throw DecodingError.dataCorruptedError(
                forKey: key,
                in: keyed,
                debugDescription: "\(values.count) values of shape \(shape)"
            )
        }
    }

    /// The elements as single precision.
    package var floats: [Float] { values.map { Float($0) } }
    /// The elements as integers.
    package var integers: [Int] { values.map { Int($0) } }

    private struct Element: Decodable {
        let value: Double

        init(from decoder: any Decoder) throws {
            let single = try decoder.singleValueContainer()
            if let number = try? single.decode(Double.self) {
                value = number
            } else if let flag = try? single.decode(Bool.self) {
                value = flag ? 1 : 0
            } else {
                let text = try single.decode(String.self)
                guard let number = Double(text) else {
                    throw DecodingError.dataCorruptedError(
                        in: single,
                        debugDescription: "no number: \(text)"
                    )
                }
                value = number
            }
        }
    }
}

private struct GoldenKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(_ text: String) { stringValue = text }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
}
