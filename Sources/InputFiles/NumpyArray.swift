package import Domain
internal import Files
package import Foundation

/// A NumPy `.npy` file, versions 1 to 3: a dense array, of numbers, truth values or text.
///
/// The format: <https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html>.
package struct NumpyArray: Sendable {
    private static let magic = [0x93] + Array("NUMPY".utf8)

    /// The lengths of the axes; `[N, ...]`.
    package let shape: [Int]
    /// The elements of one row.
    package let rowElements: Int
    private let element: ArrayElement
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
        element = try ArrayElement(read, path)
        isFortran = read.isFortran
        shape = read.shape
        let bytes: Int
        (rowElements, bytes) = try ArraySize.of(shape, width: element.width, path)
        guard data.count - offset == bytes else {
            throw .invalid(
                "\(path): shape \(shape) needs \(bytes) bytes; there are \(data.count - offset)"
            )
        }
    }

    /// The number of rows: the length of the first axis.
    package var rows: Int { shape.first ?? 1 }

    /// Whether the elements are floats.
    var isFloat: Bool { element.kind == .float }

    /// Whether the elements are text.
    package var isText: Bool { element.isText }

    /// The number at a place of row `row`; NaN for text.
    package func number(row: Int, _ index: Int) -> Double {
        element.number(in: data, at: offset + place(row, index) * element.width)
    }

    /// Where an element of a row, in the order of C, is in the file.
    private func place(_ row: Int, _ index: Int) -> Int {
        // Of elements without bytes there may be more than can be counted.
        guard element.width > 0 else { return 0 }
        guard isFortran, rowElements > 0 else { return row * rowElements + index }
        var (place, rest, step) = (row, index, rows * rowElements)
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
        let start = data.startIndex + offset + place(row, 0) * element.width
        return try element.text(of: [UInt8](data[start..<start + element.width]))
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
        encoder = try InputEncoder(specification, for: "\(shownPath(path)) is an array")
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
            bytes.reserveCapacity(encoder.specification.mostBytes)
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
    func accepts(row: [Int]) -> Bool {
        switch self {
        case .vector(let dimension): return row.reduce(1, *) == dimension
        case .image(let image):
            let own = [image.height, image.width, image.channels]
            return row == own || row == [own.reduce(1, *)]
                || image.channels == 1 && row == Array(own[..<2])
        case .text, .audio: return false
        }
    }

    /// What the caller of an array with another order of axes does.
    func hint(row: [Int]) -> String {
        guard case .image(let image) = self, row == [image.channels, image.height, image.width]
        else {
            return ""
        }
        return "; the channels come last: numpy.transpose(array, (0, 2, 3, 1))"
    }
}
