/// Where rows lie in bytes that hold several.
///
/// Rows of one size lie one after the other. Of rows with a length of their own each comes after its length, a
/// little-endian UInt32: as `BYTES` of the Open Inference Protocol have it.
package struct RowRanges: Hashable, Sendable {
    /// The number of rows.
    package let count: Int
    /// The bytes of each row; nil: each has its own.
    private let size: Int?
    private let ranges: [Range<Int>]

    /// The bytes before a row with a length of its own.
    package static let prefix = 4

    /// Rows of one size.
    package init(count: Int, size: Int) {
        self.count = count
        self.size = size
        ranges = []
    }

    /// Finds `count` rows of a project's inputs that `bytes` are.
    ///
    /// - Throws: ``Failure`` (invalid argument): `bytes` are not as many rows.
    package init(
        of input: InputSpecification,
        in bytes: Span<UInt8>,
        count: Int,
        field: String = "inputs"
    ) throws(Failure) {
        guard let size = input.byteCount else {
            self = try RowRanges(packed: bytes, count: count, summary: input.summary, field: field)
            return
        }
        let (all, overflow) = count.multipliedReportingOverflow(by: size)
        guard count > 0, !overflow, bytes.count == all else {
            throw .invalid(
                "expected \(count) rows, each \(input.summary); got \(bytes.count) bytes",
                field: field
            )
        }
        self.init(count: count, size: size)
    }

    /// Finds all rows that `bytes` are, however many.
    ///
    /// - Throws: ``Failure`` (invalid argument) where they are no whole rows.
    package init(
        allOf input: InputSpecification,
        in bytes: Span<UInt8>,
        field: String = "inputs"
    ) throws(Failure) {
        guard !bytes.isEmpty else {
            self.init(count: 0, size: input.byteCount ?? 0)
            return
        }
        let count = input.byteCount.map { bytes.count / $0 } ?? Self.packedCount(bytes)
        try self.init(of: input, in: bytes, count: max(1, count), field: field)
    }

    /// The rows of bytes whose lengths may be believed.
    private static func packedCount(_ bytes: Span<UInt8>) -> Int {
        var (count, place) = (0, 0)
        while place + prefix <= bytes.count {
            place += prefix + length(in: bytes, at: place)
            count += 1
        }
        return count
    }

    private static func length(in bytes: Span<UInt8>, at place: Int) -> Int {
        Int(bytes[place]) | Int(bytes[place + 1]) << 8 | Int(bytes[place + 2]) << 16
            | Int(bytes[place + 3]) << 24
    }

    private init(
        packed bytes: Span<UInt8>,
        count: Int,
        summary: String,
        field: String
    ) throws(Failure) {
        var ranges: [Range<Int>] = []
        var place = 0
        while place < bytes.count, ranges.count < count {
            guard place + Self.prefix <= bytes.count else { break }
            let length = Self.length(in: bytes, at: place)
            let start = place + Self.prefix
            guard length <= bytes.count - start else { break }
            ranges.append(start..<start + length)
            place = start + length
        }
        guard count > 0, ranges.count == count, place == bytes.count else {
            throw .invalid(
                "expected \(count) rows, each \(summary) after its length in 4 bytes; got "
                    + "\(ranges.count) such rows in \(bytes.count) bytes",
                field: field
            )
        }
        self.count = count
        size = nil
        self.ranges = ranges
    }

    /// The bytes of neighbours, with the lengths that rows of their own length have.
    package func bytes(of rows: Range<Int>) -> Range<Int> {
        guard !rows.isEmpty else { return 0..<0 }
        let before = size == nil ? Self.prefix : 0
        return self[rows.lowerBound].lowerBound - before..<self[rows.upperBound - 1].upperBound
    }

    /// The bytes of a row.
    package subscript(row: Int) -> Range<Int> {
        guard let size else { return ranges[row] }
        precondition(row >= 0 && row < count, "row \(row) of \(count)")
        return row * size..<(row + 1) * size
    }
}

extension [UInt8] {
    /// Appends a row, after its length where rows of `input` have their own.
    package mutating func append(row: Span<UInt8>, of input: InputSpecification) {
        if input.byteCount == nil { append(littleEndian: UInt32(row.count)) }
        reserveCapacity(count + row.count)
        for index in row.indices { append(row[index]) }
    }

    /// Appends a row, after its length where rows of `input` have their own.
    package mutating func append(row: [UInt8], of input: InputSpecification) {
        if input.byteCount == nil { append(littleEndian: UInt32(row.count)) }
        append(contentsOf: row)
    }
}
