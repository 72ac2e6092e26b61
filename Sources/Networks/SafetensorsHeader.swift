package import Domain
internal import Foundation

/// The JSON header of a safetensors file.
package struct SafetensorsHeader {
    /// One tensor's line.
    package struct Entry {
        /// The name.
        package var name: String
        /// The type, such as `F32`.
        package var type: String
        /// The shape.
        package var shape: [Int]
        /// Where its bytes begin, from the end of the header.
        package var begin: Int
        /// Where they end.
        package var end: Int
    }

    /// The tensors, in no order.
    package private(set) var entries: [Entry] = []
    /// Free text of the writer.
    package private(set) var metadata: [String: String] = [:]

    /// Reads a header's JSON.
    ///
    /// - Throws: ``Failure`` of kind `invalidArgument` when it is none.
    package init(_ json: [UInt8]) throws(Failure) {
        guard json.first == UInt8(ascii: "{") else {
            throw Safetensors.fault("the header is not a JSON object")
        }
        let content: Content
        do {
            content = try JSONDecoder().decode(Content.self, from: Data(json))
        } catch {
            throw Safetensors.fault("the header is not the JSON that the format asks for")
        }
        metadata = content.metadata
        for (name, line) in content.lines {
            guard line.data_offsets.count == 2, line.shape.count <= 8, line.data_offsets[0] >= 0
            else {
                throw Safetensors.fault(
                    "tensor '\(name)' has \(line.data_offsets.count) offsets and "
                        + "\(line.shape.count) sides, expected 2 and at most 8"
                )
            }
            entries.append(
                Entry(
                    name: name,
                    type: line.dtype,
                    shape: line.shape,
                    begin: line.data_offsets[0],
                    end: line.data_offsets[1]
                )
            )
        }
    }

    private struct Line: Decodable {
        var dtype: String
        var shape: [Int]
        // The format's spelling.
        // swift-format-ignore: AlwaysUseLowerCamelCase
        var data_offsets: [Int]
    }

    private struct Content: Decodable {
        var lines: [String: Line] = [:]
        var metadata: [String: String] = [:]

        private struct Key: CodingKey {
            var stringValue: String
            var intValue: Int? { nil }
            init(stringValue: String) { self.stringValue = stringValue }
            init?(intValue: Int) { nil }
        }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: Key.self)
            for key in container.allKeys {
                if key.stringValue == "__metadata__" {
                    metadata = try container.decode([String: String].self, forKey: key)
                } else {
                    lines[key.stringValue] = try container.decode(Line.self, forKey: key)
                }
            }
        }
    }
}
