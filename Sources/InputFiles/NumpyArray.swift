package import Domain
internal import Files
package import Foundation

/// A NumPy `.npy` file, versions 1 to 3: a dense array, of numbers, truth values or text.
///
/// The format: <https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html>.
package struct NumpyArray: Sendable {
    /// What an element is.
    private enum Kind: Character {
        case truth = "b"
        case signed = "i"
        case unsigned = "u"
        case float = "f"
        case text = "U"
        case bytes = "S"
    }

    private static let magic = [0x93] + Array("NUMPY".utf8)
    private static let readTypes =
        "bool, int8 to int64, uint8 to uint64, float16 to float64 and, as "
        + "labels, text"

    /// The lengths of the axes; `[N, ...]`.
    package let shape: [Int]
    /// The elements of one row.
    package let rowElements: Int
    private let kind: Kind
    /// Bytes of an element.
    private let width: Int
    private let isBigEndian: Bool
    /// Whether the first axis varies fastest in the file.
    private let isFortran: Bool
    private let data: Data
    private let offset: Int
    fileprivate let path: String

    /// Reads the header of the file at `path`; the elements stay on disk until they are asked for.
    ///
    /// - Throws: ``Failure`` when the file is not such an array or is not as long as its header says.
    package init(path: String) throws(Failure) {
        guard let data = try? Data(contentsOf: URL(filePath: path), options: .alwaysMapped) else {
            throw GivenFile.failure(opening: path)
        }
        try self.init(data: data, path: path)
    }

    /// Reads bytes that are in memory; `path` is how messages call them.
    ///
    /// - Throws: ``Failure`` as for a file.
    package init(data: Data, path given: String) throws(Failure) {
        let path = shownPath(given)
        self.path = given
        self.data = data
        guard data.count >= 12, data.starts(with: Self.magic) else {
            throw .invalid("\(path) is not a .npy file")
        }
        let start = data.startIndex
        let isWide = data[start + 6] >= 2
        let headerStart = isWide ? 12 : 10
        let count = (0..<(isWide ? 4 : 2)).reduce(0) { $0 | Int(data[start + 8 + $1]) << (8 * $1) }
        offset = headerStart + count
        guard count < 1 << 20, offset <= data.count else {
            throw .invalid("\(path) ends in its header")
        }
        let header = String(decoding: data[start + headerStart..<start + offset], as: UTF8.self)
        let read = try NumpyHeader(header, path)
        (kind, width, isBigEndian) = try Self.element(read, path)
        isFortran = read.isFortran
        shape = read.shape
        var (rows, bytes) = (1, width)
        // Each product on its own: a length of zero must not hide lengths that overflow.
        for (axis, length) in shape.enumerated() {
            if axis > 0 { rows = try Self.product(rows, length, shape, path) }
            bytes = try Self.product(bytes, length, shape, path)
        }
        _ = try Self.product(rows, width, shape, path)
        rowElements = rows
        guard data.count - offset == bytes else {
            throw .invalid(
                "\(path): shape \(shape) needs \(bytes) bytes; there are \(data.count - offset)"
            )
        }
    }

    /// The number of rows: the length of the first axis.
    package var rows: Int { shape.first ?? 1 }

    /// Whether the elements are text.
    package var isText: Bool { kind == .text || kind == .bytes }

    /// The number at a place of row `row`; nil for text.
    package func number(row: Int, _ element: Int) -> Double {
        let start = data.startIndex + offset + place(row, element) * width
        var bits: UInt64 = 0
        for byte in 0..<width {
            let place = isBigEndian ? width - 1 - byte : byte
            bits |= UInt64(data[start + byte]) << UInt64(8 * place)
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

    /// Where an element of a row, in the order of C, is in the file.
    private func place(_ row: Int, _ element: Int) -> Int {
        // Of elements without bytes there may be more than can be counted.
        guard width > 0 else { return 0 }
        guard isFortran, rowElements > 0 else { return row * rowElements + element }
        var (place, rest, step) = (row, element, rows * rowElements)
        for length in shape.dropFirst().reversed() {
            step /= length
            place += rest % length * step
            rest /= length
        }
        return place
    }

    /// The text of row `row`, without the zeros behind it.
    ///
    /// - Throws: ``Failure`` (invalid argument) when it is not text.
    package func text(row: Int) throws(Failure) -> String {
        let start = data.startIndex + offset + place(row, 0) * width
        let bytes = [UInt8](data[start..<start + width])
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

    private static func element(
        _ header: NumpyHeader,
        _ path: String
    ) throws(Failure) -> (Kind, width: Int, isBigEndian: Bool) {
        let refusal = Failure.invalid(
            "\(path) is of \(quoted(header.type ?? header.writtenType)); types that are read: "
                + readTypes
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
        return (kind, kind == .text ? 4 * size : size, found.1 == ">")
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

/// The rows of an array as examples, with the labels of another.
package struct NumpyExamples {
    private let path: String
    private let labelPath: String
    private let array: NumpyArray
    private let labelArray: NumpyArray?
    private let encoder: InputEncoder
    private let labels: LabelReader
    private var row = 0

    /// Opens the files.
    ///
    /// - Parameters:
    ///   - path: the array `[N, ...]`.
    ///   - labelPath: the labels `[N]`: indices of classes, from 0, or text; nil: none.
    ///   - specification: what an input of the project is.
    ///   - classes: the project's; empty: labels are taken as they are.
    /// - Throws: ``Failure`` where a file is no such array.
    package init(
        path: String,
        labelPath: String?,
        specification: InputSpecification,
        classes: [String]
    ) throws(Failure) {
        try self.init(
            NumpyArray(path: path),
            labels: labelPath.map { path throws(Failure) in try NumpyArray(path: path) },
            specification: specification,
            classes: classes
        )
    }

    /// Reads arrays that are open.
    ///
    /// - Throws: ``Failure`` as for files.
    package init(
        _ array: NumpyArray,
        labels labelArray: NumpyArray?,
        specification: InputSpecification,
        classes: [String]
    ) throws(Failure) {
        path = array.path
        labelPath = labelArray?.path ?? ""
        self.array = array
        self.labelArray = labelArray
        encoder = InputEncoder(specification: specification)
        labels = LabelReader(classes: classes)
        guard !array.isText else {
            throw .invalid("\(shownPath(path)) holds text; inputs are numbers")
        }
        guard specification.accepts(row: Array(array.shape.dropFirst())), !array.shape.isEmpty
        else {
            throw .invalid(
                "\(shownPath(path)) has the shape \(array.shape); the project expects \(specification.summary)"
                    + specification.hint(row: Array(array.shape.dropFirst()))
            )
        }
        if let labelArray, labelArray.rows != array.rows || labelArray.rowElements != 1 {
            throw .invalid(
                "\(shownPath(self.labelPath)) has shape \(labelArray.shape); expected [\(array.rows)]"
            )
        }
    }

    /// What the next row came to, or nil after the last one.
    package mutating func next() -> InputOutcome? {
        guard row < array.rows else { return nil }
        defer { row += 1 }
        var place = InputPlace(file: path, row: row, unit: .row)
        do {
            var bytes: [UInt8] = []
            bytes.reserveCapacity(encoder.specification.byteCount)
            for element in 0..<array.rowElements {
                try encoder.append(array.number(row: row, element), to: &bytes)
            }
            let origin = place
            place.file = labelPath
            return .row(InputRow(label: try label(), bytes: bytes, place: origin))
        } catch {
            return .refused(place: place, reason: error.message)
        }
    }

    private func label() throws(Failure) -> String {
        guard let labelArray else { return "" }
        return labelArray.isText
            ? try labels.name(of: labelArray.text(row: row))
            : try labels.name(of: labelArray.number(row: row, 0))
    }
}

extension InputSpecification {
    /// Whether a row may have these dimensions: its own, those without a last one of 1, or one dimension.
    fileprivate func accepts(row: [Int]) -> Bool {
        switch self {
        case .vector(let dimension): return row.reduce(1, *) == dimension
        case .image(let image):
            let own = [image.height, image.width, image.channels]
            return row == own || row == [elements] || image.channels == 1 && row == Array(own[..<2])
        }
    }

    /// What the caller of an array with another order of axes does.
    fileprivate func hint(row: [Int]) -> String {
        guard case .image(let image) = self, row == [image.channels, image.height, image.width]
        else {
            return ""
        }
        return "; the channels come last: numpy.transpose(array, (0, 2, 3, 1))"
    }
}
