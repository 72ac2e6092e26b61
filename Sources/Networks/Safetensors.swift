package import Domain

/// The safetensors file format, <https://huggingface.co/docs/safetensors>: tensors without code.
///
/// Eight bytes of little-endian header length, a JSON header, then the tensors' bytes end to end.
package enum Safetensors {
    /// The values of a tensor.
    package enum Values: Hashable, Sendable {
        /// `F32`; `F64`, `F16` and `BF16` are read into it.
        case floats([Float])
        /// `I64`.
        case integers([Int64])

        var count: Int {
            switch self {
            case .floats(let values): values.count
            case .integers(let values): values.count
            }
        }
    }

    /// A named tensor.
    package struct Tensor: Hashable, Sendable {
        /// The name, as in a PyTorch `state_dict`.
        package var name: String
        /// The shape; no sides for a single value.
        package var shape: [Int]
        /// The values, row-major.
        package var values: Values

        /// Creates a tensor.
        package init(name: String, shape: [Int], values: Values) {
            self.name = name
            self.shape = shape
            self.values = values
        }
    }

    /// What a file holds.
    package struct File: Hashable, Sendable {
        /// The tensors, by their place in the file.
        package var tensors: [Tensor]
        /// Free text of the writer.
        package var metadata: [String: String]

        /// Creates the content of a file.
        package init(tensors: [Tensor], metadata: [String: String] = [:]) {
            self.tensors = tensors
            self.metadata = metadata
        }
    }

    /// The longest header that is read.
    package static let headerLimit = 16 << 20

    /// The bytes of a file; tensors come in the given order.
    package static func encode(_ file: File) -> [UInt8] {
        let lines = file.tensors.map { tensor in
            let type: ElementType =
                switch tensor.values {
                case .floats: .float32
                case .integers: .int64
                }
            return Line(name: tensor.name, type: type, shape: tensor.shape)
        }
        for (tensor, line) in zip(file.tensors, lines) {
            precondition(
                line.count == tensor.values.count,
                "\(tensor.name): \(tensor.shape) does not have \(tensor.values.count) values"
            )
        }
        var bytes = header(lines, metadata: file.metadata)
        bytes.reserveCapacity(bytes.count + lines.reduce(0) { $0 + $1.byteCount })
        for tensor in file.tensors {
            switch tensor.values {
            case .floats(let values): bytes.append(littleEndian: values)
            case .integers(let values):
                for value in values { bytes.append(littleEndian: value) }
            }
        }
        return bytes
    }

    /// The types of values that are written.
    package enum ElementType: String, Sendable {
        case float32 = "F32"
        case float64 = "F64"
        case int64 = "I64"
        case uint8 = "U8"

        /// The bytes of one value.
        package var size: Int {
            switch self {
            case .float32: 4
            case .float64, .int64: 8
            case .uint8: 1
            }
        }
    }

    /// What a header says of a tensor.
    package struct Line: Hashable, Sendable {
        /// The name.
        package var name: String
        /// The type of its values.
        package var type: ElementType
        /// The shape.
        package var shape: [Int]

        /// Describes a tensor.
        package init(name: String, type: ElementType, shape: [Int]) {
            self.name = name
            self.type = type
            self.shape = shape
        }

        /// The number of values.
        package var count: Int { shape.reduce(1, *) }
        /// The bytes of the values.
        package var byteCount: Int { count * type.size }
    }

    /// The bytes of a file before those of its tensors, which come in the given order.
    package static func header(_ lines: [Line], metadata: [String: String]) -> [UInt8] {
        var offset = 0
        var entries: [String] = []
        if !metadata.isEmpty {
            let pairs = metadata.sorted { $0.key < $1.key }
                .map { "\(quoted($0.key)):\(quoted($0.value))" }
            entries.append("\"__metadata__\":{\(pairs.joined(separator: ","))}")
        }
        for line in lines {
            let end = offset + line.byteCount
            let shape = line.shape.map(String.init).joined(separator: ",")
            entries.append(
                "\(quoted(line.name)):{\"dtype\":\"\(line.type.rawValue)\",\"shape\":[\(shape)],"
                    + "\"data_offsets\":[\(offset),\(end)]}"
            )
            offset = end
        }
        var header = Array("{\(entries.joined(separator: ","))}".utf8)
        while header.count % 8 != 0 { header.append(0x20) }
        var bytes: [UInt8] = []
        bytes.append(littleEndian: UInt64(header.count))
        return bytes + header
    }

    /// The content of a file.
    ///
    /// - Throws: ``Failure`` of kind `invalidArgument` when the bytes are not a safetensors file whose
    ///   tensors fill it without gap or overlap, or have a type other than F64, F32, F16, BF16, I64.
    package static func decode(_ bytes: [UInt8]) throws(Failure) -> File {
        try decode(whole: bytes)
    }

    /// The free text of the writer of a file, of which `read` gives the bytes in a range.
    ///
    /// - Throws: ``Failure`` of kind `invalidArgument` when the bytes are no safetensors file.
    package static func metadata(
        byteCount: Int,
        _ read: (Range<Int>) -> [UInt8]
    ) throws(Failure) -> [String: String] {
        guard byteCount >= 8 else { throw fault("a file is at least 8 bytes, came \(byteCount)") }
        let length = integer(read(0..<8), at: 0, size: 8)
        guard length <= UInt64(headerLimit), length <= UInt64(byteCount - 8) else {
            throw fault("a header of \(length) bytes in a file of \(byteCount)")
        }
        return try SafetensorsHeader(read(8..<8 + Int(length))).metadata
    }

    private static func decode(whole bytes: [UInt8]) throws(Failure) -> File {
        guard bytes.count >= 8 else {
            throw fault("a file is at least 8 bytes, came \(bytes.count)")
        }
        let length = integer(bytes, at: 0, size: 8)
        guard length <= UInt64(headerLimit), length <= UInt64(bytes.count - 8) else {
            throw fault(
                "a header of \(length) bytes is over \(headerLimit) or does not fit the "
                    + "\(bytes.count) bytes of the file"
            )
        }
        let start = 8 + Int(length)
        let header = try SafetensorsHeader(Array(bytes[8..<start]))
        var end = 0
        var tensors: [Tensor] = []
        for entry in header.entries.sorted(by: { ($0.begin, $0.end) < ($1.begin, $1.end) }) {
            guard entry.begin == end, entry.end >= entry.begin, entry.end <= bytes.count - start
            else {
                throw fault(
                    "tensor '\(entry.name)' lies at \(entry.begin)..<\(entry.end), expected to start "
                        + "at \(end) and to end within \(bytes.count - start) bytes"
                )
            }
            end = entry.end
            tensors.append(try tensor(entry, bytes, start))
        }
        guard end == bytes.count - start else {
            throw fault("tensors fill \(end) of the file's \(bytes.count - start) bytes of values")
        }
        return File(tensors: tensors, metadata: header.metadata)
    }

    private static func tensor(
        _ entry: SafetensorsHeader.Entry,
        _ bytes: [UInt8],
        _ start: Int
    ) throws(Failure) -> Tensor {
        let sizes = ["F64": 8, "F32": 4, "F16": 2, "BF16": 2, "I64": 8]
        guard let size = sizes[entry.type] else {
            throw fault(
                "tensor '\(entry.name)' has type \(entry.type.debugDescription), "
                    + "expected F64, F32, F16, BF16 or I64"
            )
        }
        var count = 1
        for side in entry.shape {
            let (product, overflow) = count.multipliedReportingOverflow(by: side)
            guard side >= 0, !overflow else {
                throw fault("tensor '\(entry.name)' has shape \(entry.shape)")
            }
            count = product
        }
        let (length, overflow) = count.multipliedReportingOverflow(by: size)
        guard !overflow, length == entry.end - entry.begin else {
            throw fault(
                "tensor '\(entry.name)' of shape \(entry.shape) and type \(entry.type) has "
                    + "\(entry.end - entry.begin) bytes"
            )
        }
        let places = (0..<count).lazy.map { start + entry.begin + $0 * size }
        let values: Values =
            switch entry.type {
            case "I64":
                .integers(places.map { Int64(bitPattern: integer(bytes, at: $0, size: 8)) })
            case "F64":
                .floats(places.map { Float(Double(bitPattern: integer(bytes, at: $0, size: 8))) })
            case "F16":
                .floats(places.map { Float(halfBits: UInt16(integer(bytes, at: $0, size: 2))) })
            case "BF16":
                .floats(
                    places.map { Float(bitPattern: UInt32(integer(bytes, at: $0, size: 2)) << 16) }
                )
            default:
                .floats(places.map { Float(bitPattern: UInt32(integer(bytes, at: $0, size: 4))) })
            }
        return Tensor(name: entry.name, shape: entry.shape, values: values)
    }

    static func fault(_ message: String) -> Failure {
        .invalid("not a safetensors file: \(message)", field: "weights")
    }

    private static func integer(_ bytes: [UInt8], at index: Int, size: Int) -> UInt64 {
        var result: UInt64 = 0
        for i in 0..<size { result |= UInt64(bytes[index + i]) << UInt64(8 * i) }
        return result
    }

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
