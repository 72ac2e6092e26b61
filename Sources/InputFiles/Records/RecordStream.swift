internal import Domain

/// Rows of numbers or text that lie one after the other in a file; one is in memory at a time.
struct RecordStream {
    /// The most bytes that a row has.
    static let rowLimit = 64 << 20

    /// What messages call it.
    let name: String
    /// The lengths of the axes, `[N, ...]`, in the order of the file.
    let shape: [Int]
    /// What an element is.
    let element: ArrayElement
    /// The elements of one row.
    let rowElements: Int
    private let stream: ByteStream
    private let padding: Int
    private var row = 0

    /// Takes the rows of a stream that stands at the first one.
    ///
    /// - Parameters:
    ///   - stream: what holds them.
    ///   - shape: the lengths of the axes, `[N, ...]`.
    ///   - element: what an element is.
    ///   - padding: the most bytes without meaning that may follow the last row.
    /// - Throws: ``Failure`` (invalid argument) when there are too many, or they are too large.
    init(
        _ stream: ByteStream,
        shape: [Int],
        element: ArrayElement,
        padding: Int = 0
    ) throws(Failure) {
        name = stream.name
        self.stream = stream
        self.shape = shape
        self.element = element
        self.padding = padding
        rowElements = try ArraySize.of(shape, width: element.width, name).rowElements
        guard rowElements * element.width <= Self.rowLimit else {
            throw .invalid(
                "\(name): a row of shape \(Array(shape.dropFirst())) has "
                    + "\(rowElements * element.width) bytes; at most \(Self.rowLimit)"
            )
        }
    }

    /// The number of rows.
    var count: Int { shape.first ?? 1 }

    /// The bytes of the next row, or nil after the last one.
    ///
    /// - Throws: ``Failure``: the file ends early, is damaged, or more follows the last row.
    mutating func next() throws(Failure) -> [UInt8]? {
        guard row < count else {
            _ = try stream.read(upTo: padding)
            guard try stream.isAtEnd() else {
                throw .invalid("\(name) goes on behind the \(count) rows that it says it has")
            }
            return nil
        }
        let bytes = try stream.read(rowElements * element.width, of: "row \(row)")
        row += 1
        return bytes
    }
}
