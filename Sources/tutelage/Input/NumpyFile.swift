import Domain
import Foundation

/// A NumPy `.npy` file, versions 1 to 3: a dense array in C order.
///
/// The format: <https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html>.
struct NumpyFile {
    /// The element types that are read.
    enum Element: String {
        case uint8 = "|u1"
        case int32 = "<i4"
        case int64 = "<i8"
        case float32 = "<f4"
        case float64 = "<f8"

        var byteCount: Int {
            switch self {
            case .uint8: 1
            case .int32, .float32: 4
            case .int64, .float64: 8
            }
        }
    }

    /// The lengths of the axes; `[N, ...]`.
    let shape: [Int]
    private let element: Element
    private let data: Data
    private let offset: Int
    private let path: String

    /// Reads the header of the file at `path`; the elements stay on disk until they are asked for.
    ///
    /// - Throws: ``Failure`` when the file is not such an array or is shorter than its header says.
    init(path: String) throws {
        self.path = path
        guard let data = try? Data(contentsOf: URL(filePath: path), options: .alwaysMapped) else {
            throw Failure.notFound("\(path) cannot be opened")
        }
        guard data.count >= 12, data.starts(with: [0x93] + Array("NUMPY".utf8)) else {
            throw Failure.invalid("\(path) is not a .npy file")
        }
        let wide = data[6] >= 2
        let count =
            wide
            ? (0..<4).reduce(0) { $0 | Int(data[8 + $1]) << (8 * $1) }
            : Int(data[8]) | Int(data[9]) << 8
        offset = (wide ? 12 : 10) + count
        guard offset <= data.count else { throw Failure.invalid("\(path) ends in its header") }
        let header = String(decoding: data[(wide ? 12 : 10)..<offset], as: UTF8.self)
        guard header.contains("'fortran_order': False") else {
            throw Failure.invalid("\(path) is in Fortran order; save it with order C")
        }
        guard let type = header.firstMatch(of: /'descr': '([^']+)'/)?.1,
            let element = Element(rawValue: String(type))
        else {
            throw Failure.invalid("\(path) has another type than u1, i4, i8, f4, f8: \(header)")
        }
        guard let text = header.firstMatch(of: /'shape': \(([0-9, ]*)\)/)?.1 else {
            throw Failure.invalid("\(path) has no shape in its header")
        }
        shape = text.split(separator: ",").compactMap {
            Int($0.trimmingCharacters(in: .whitespaces))
        }
        self.element = element
        self.data = data
        var bytes = element.byteCount
        for length in shape {
            let (product, overflow) = bytes.multipliedReportingOverflow(by: length)
            guard !overflow else { throw Failure.invalid("\(path): shape \(shape) is too large") }
            bytes = product
        }
        guard data.count - offset == bytes else {
            throw Failure.invalid(
                "\(path): shape \(shape) needs \(bytes) bytes; there are \(data.count - offset)"
            )
        }
    }

    /// The number of rows: the length of the first axis.
    var rows: Int { shape.first ?? 0 }

    /// The elements of one row.
    var rowElements: Int { shape.dropFirst().reduce(1, *) }

    /// Returns the numbers of row `row`.
    func values(row: Int) -> [Double] {
        (0..<rowElements).map { value(at: row * rowElements + $0) }
    }

    private func value(at index: Int) -> Double {
        let start = data.startIndex + offset + index * element.byteCount
        var bits: UInt64 = 0
        for byte in 0..<element.byteCount { bits |= UInt64(data[start + byte]) << (8 * byte) }
        return switch element {
        case .uint8: Double(bits)
        case .int32: Double(Int32(truncatingIfNeeded: bits))
        case .int64: Double(Int64(bitPattern: bits))
        case .float32: Double(Float(bitPattern: UInt32(truncatingIfNeeded: bits)))
        case .float64: Double(bitPattern: bits)
        }
    }
}
