internal import Domain

/// What one element of an array is and how its bytes lie in a file.
struct ArrayElement: Hashable, Sendable {
    /// The kinds, by NumPy's letters.
    enum Kind: Character {
        case truth = "b"
        case signed = "i"
        case unsigned = "u"
        case float = "f"
        case text = "U"
        case bytes = "S"
    }

    let kind: Kind
    /// Bytes of an element.
    let width: Int
    let isBigEndian: Bool

    /// A byte of 0 to 255.
    static let byte = ArrayElement(.unsigned, width: 1)

    private static let readTypes =
        "bool, int8 to int64, uint8 to uint64, float16 to float64 and, as "
        + "labels, text"

    init(_ kind: Kind, width: Int, isBigEndian: Bool = false) {
        self.kind = kind
        self.width = width
        self.isBigEndian = isBigEndian
    }

    /// The element that the header of a `.npy` file names; `path` is how messages call it.
    ///
    /// - Throws: ``Failure`` (invalid argument) where it is none that is read.
    init(_ header: NumpyHeader, _ path: String) throws(Failure) {
        let refusal = Failure.invalid(
            "\(path) is of \(quoted(header.type ?? header.writtenType)); types that are read: "
                + Self.readTypes
        )
        guard let type = header.type,
            let found = type.wholeMatch(of: /([<>|=]?)([a-zA-Z])([0-9]{1,9})/),
            let kind = found.2.first.flatMap(Kind.init), let size = Int(found.3)
        else { throw refusal }
        let sizes: [Int] =
            switch kind {
            case .truth: [1]
            case .signed, .unsigned: [1, 2, 4, 8]
            case .float: [2, 4, 8]
            case .text: Array(0...4096)
            case .bytes: Array(0...16_384)
            }
        guard sizes.contains(size) else { throw refusal }
        self.init(kind, width: kind == .text ? 4 * size : size, isBigEndian: found.1 == ">")
    }

    /// Whether it is text.
    var isText: Bool { kind == .text || kind == .bytes }

    /// The number that lies in `bytes` from `start` on; NaN for text.
    func number(in bytes: some RandomAccessCollection<UInt8>, at start: Int) -> Double {
        guard !isText else { return .nan }
        var bits: UInt64 = 0
        var index = bytes.index(bytes.startIndex, offsetBy: start)
        for byte in 0..<width {
            let place = isBigEndian ? width - 1 - byte : byte
            bits |= UInt64(bytes[index]) << UInt64(8 * place)
            index = bytes.index(after: index)
        }
        switch (kind, width) {
        case (.truth, _): return bits == 0 ? 0 : 1
        case (.unsigned, _): return Double(bits)
        case (.signed, _):
            let shift = UInt64(64 - 8 * width)
            return Double(Int64(bitPattern: bits << shift) >> Int64(shift))
        case (.float, 2): return Self.half(UInt16(truncatingIfNeeded: bits))
        case (.float, 4): return Double(Float(bitPattern: UInt32(truncatingIfNeeded: bits)))
        case (.float, _): return Double(bitPattern: bits)
        case (.text, _), (.bytes, _): return .nan
        }
    }

    /// The text of the `width` bytes, without the zeros behind it.
    ///
    /// - Throws: ``Failure`` (invalid argument) when they are no text.
    func text(of bytes: [UInt8]) throws(Failure) -> String {
        if kind == .bytes {
            let used = bytes.prefix(bytes.lastIndex { $0 != 0 }.map { $0 + 1 } ?? 0)
            guard let text = String(validating: used, as: UTF8.self) else {
                throw .invalid("text that is not UTF-8")
            }
            return text
        }
        var text = ""
        for place in stride(from: 0, to: width, by: 4) {
            let four = bytes[place..<place + 4]
            let value = (isBigEndian ? Array(four) : four.reversed()).reduce(UInt32(0)) {
                $0 << 8 | UInt32($1)
            }
            guard let scalar = Unicode.Scalar(value) else {
                throw .invalid("text that is not Unicode")
            }
            text.unicodeScalars.append(scalar)
        }
        while text.unicodeScalars.last == "\0" { text.unicodeScalars.removeLast() }
        return text
    }

    /// The value of a 16-bit float.
    private static func half(_ bits: UInt16) -> Double {
        let sign: Double = bits >> 15 == 0 ? 1 : -1
        let exponent = Int(bits >> 10 & 0x1F)
        let fraction = Double(bits & 0x3FF) / 1024
        switch exponent {
        case 0: return sign * fraction * 0x1p-14
        case 31: return fraction == 0 ? sign * .infinity : .nan
        default:
            return sign * (1 + fraction)
                * Double(sign: .plus, exponent: exponent - 15, significand: 1)
        }
    }
}

/// How much room an array takes.
enum ArraySize {
    /// The elements of a row and the bytes of all rows.
    ///
    /// - Throws: ``Failure`` (invalid argument) when there are more than can be counted.
    static func of(
        _ shape: [Int],
        width: Int,
        _ path: String
    ) throws(Failure) -> (rowElements: Int, bytes: Int) {
        var (rows, bytes) = (1, width)
        // Each product on its own: a length of zero must not hide lengths that overflow.
        for (axis, length) in shape.enumerated() {
            if axis > 0 { rows = try product(rows, length, shape, path) }
            bytes = try product(bytes, length, shape, path)
        }
        _ = try product(rows, width, shape, path)
        return (rows, bytes)
    }

    private static func product(
        _ left: Int,
        _ right: Int,
        _ shape: [Int],
        _ path: String
    ) throws(Failure) -> Int {
        let (product, overflow) = left.multipliedReportingOverflow(by: right)
        guard !overflow else { throw .invalid("\(path): shape \(shape) is too large") }
        return product
    }
}
