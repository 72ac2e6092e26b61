internal import Crypto
internal import Domain

/// Rows that snapshots share: two immutable files, each named by the SHA-256 of its bytes.
///
/// `.segment` has the raw bytes of the rows one after the other; `.index` says whose they are:
/// magic; the number R of rows; R example keys, ascending (Int64); R content prefixes, ascending
/// (16 bytes each); the row of each prefix (UInt32); where rows have a length of their own, R + 1 places
/// (UInt64) at which they begin, and the last ends. All numbers are little-endian. An index is kept
/// as long as its snapshots are known, the rows only as long as one of them may be learned from.
package struct SnapshotSegment: Sendable {
    /// How the names of rows end.
    package static let rowsSuffix = ".segment"
    /// How the names of indexes end.
    package static let indexSuffix = ".index"
    /// The rows of a segment that is full.
    package static let fullCount = 65_536
    static let fullBytes = 256 << 20

    /// What a manifest says of a segment.
    struct Entry: Hashable, Sendable, Codable {
        /// The SHA-256 of the rows, in hexadecimal.
        var rows: String
        /// The SHA-256 of the index, in hexadecimal.
        var index: String
        /// The number of rows.
        var count: Int

        var rowsName: String { rows + SnapshotSegment.rowsSuffix }
        var indexName: String { index + SnapshotSegment.indexSuffix }
    }

    let entry: Entry
    private let index: MappedFile
    /// The first and the last example key.
    let keys: ClosedRange<Int64>

    /// The number of rows.
    package var count: Int { entry.count }
    /// The SHA-256 of the rows, in hexadecimal.
    package var rowsDigest: String { entry.rows }
    /// The name of the file with the rows.
    package var rowsName: String { entry.rowsName }
    /// The name of the index.
    package var indexName: String { entry.indexName }

    static let magic = Array("TUTINDX1".utf8)
    /// Of the index of rows with a length of their own.
    static let variableMagic = Array("TUTINDX2".utf8)
    private static let start = 16
    /// Where the index says at which byte rows begin; nil: they are of one size.
    private let places: Int?

    /// Opens the index of a segment in `folder`.
    ///
    /// - Throws: ``Failure`` (data loss) when it is missing or is not what `entry` says.
    init(_ entry: Entry, in folder: String, _ maps: MappedFiles) throws(Failure) {
        let path = "\(folder)/\(entry.indexName)"
        let file = try present(path, maps)
        let isVariable =
            file.byteCount >= Self.start && file.bytes(0..<8) == Self.variableMagic
        guard (1...1 << 32).contains(entry.count) else {
            throw .dataLoss("\(path) is the index of \(entry.count) rows")
        }
        let places = Self.start + entry.count * (8 + ContentPrefix.byteCount + 4)
        let end = isVariable ? places + (entry.count + 1) * 8 : places
        guard file.byteCount == end, isVariable || file.bytes(0..<8) == Self.magic,
            file.integer(UInt64.self, at: 8) == UInt64(entry.count)
        else { throw .dataLoss("\(path) is not the index of \(entry.count) rows") }
        self.places = isVariable ? places : nil
        let first = file.integer(Int64.self, at: Self.start)
        let last = file.integer(Int64.self, at: Self.start + (entry.count - 1) * 8)
        guard first <= last else { throw .dataLoss("\(path) has keys out of order") }
        self.entry = entry
        index = file
        keys = first...last
    }

    /// The example key of a row.
    func key(_ row: Int) -> Int64 { index.integer(at: Self.start + row * 8) }

    /// Checks that `file` has the rows, each of `size` bytes, or of a length of its own.
    ///
    /// - Throws: ``Failure`` (data loss) where it has not.
    func check(_ file: MappedFile, size: Int?) throws(Failure) {
        if let size {
            guard places == nil, file.byteCount == count * size else {
                throw .dataLoss("\(file.path) has not \(count) rows of \(size) bytes")
            }
            return
        }
        guard let places else {
            throw .dataLoss("\(file.path) has no places of its \(count) rows")
        }
        var end: UInt64 = 0
        for row in 0...count {
            let next = index.integer(UInt64.self, at: places + row * 8)
            guard next >= end, row > 0 || next == 0 else {
                throw .dataLoss("the places of the rows of \(file.path) are out of order")
            }
            end = next
        }
        guard end == UInt64(file.byteCount) else {
            throw .dataLoss("\(file.path) has \(file.byteCount) bytes; its rows have \(end)")
        }
    }

    /// The bytes of a row of a file that was checked.
    func bytes(of row: Int, size: Int?) -> Range<Int> {
        if let size { return row * size..<(row + 1) * size }
        guard let places else { preconditionFailure("rows without places") }
        let start = index.integer(UInt64.self, at: places + row * 8)
        let end = index.integer(UInt64.self, at: places + row * 8 + 8)
        return Int(start)..<Int(end)
    }

    /// The row of an example; nil where it is not in the segment.
    func row(of key: Int64) -> Int? {
        guard keys.contains(key) else { return nil }
        let row = lowerBound(count) { self.key($0) < key }
        return row < count && self.key(row) == key ? row : nil
    }

    /// Whether a row has this content, whichever snapshots have the row; a binary search.
    package func mayContain(content digest: Digest) -> Bool {
        contains(ContentPrefix(digest)) { _ in true }
    }

    /// Whether an example with this content is in the segment and `isIn` what is looked for.
    func contains(_ content: ContentPrefix, _ isIn: (Int64) -> Bool) -> Bool {
        let contents = Self.start + count * 8
        let rows = contents + count * ContentPrefix.byteCount
        func prefix(_ position: Int) -> ContentPrefix {
            let start = contents + position * ContentPrefix.byteCount
            return ContentPrefix(high: index.integer(at: start), low: index.integer(at: start + 8))
        }
        var position = lowerBound(count) { prefix($0) < content }
        while position < count, prefix(position) == content {
            if isIn(key(Int(index.integer(UInt32.self, at: rows + position * 4)))) { return true }
            position += 1
        }
        return false
    }
}

/// The map of a file that something else names.
///
/// - Throws: ``Failure`` (data loss) when it is missing.
func present(_ path: String, _ maps: MappedFiles) throws(Failure) -> MappedFile {
    do {
        return try maps.file(path)
    } catch  where error.kind == .notFound {
        throw .dataLoss("\(path) is missing")
    }
}

/// The writer of a segment: rows by ascending example key stream to the disk; 28 bytes a row stay in
/// memory until its end.
struct SegmentWriter: ~Copyable {
    private let folder: String
    private var rows: AtomicFile
    private var hash = SHA256()
    private var keys: [Int64] = []
    private var contents: [ContentPrefix] = []
    /// Where each row begins that has a length of its own; nil: rows are of one size.
    private var places: [UInt64]?

    init(folder: String, isVariable: Bool) throws(Failure) {
        self.folder = folder
        places = isVariable ? [0] : nil
        rows = try AtomicFile(path: "\(folder)/new\(SnapshotSegment.rowsSuffix)")
    }

    var count: Int { keys.count }

    var isFull: Bool {
        keys.count >= SnapshotSegment.fullCount || rows.byteCount >= SnapshotSegment.fullBytes
    }

    mutating func append(
        _ row: [UInt8],
        example: Int64,
        content: ContentPrefix
    ) throws(Failure) {
        precondition(keys.last.map { $0 < example } ?? true, "rows come by ascending example key")
        hash.update(data: row)
        try rows.append(row)
        places?.append(UInt64(rows.byteCount))
        keys.append(example)
        contents.append(content)
    }

    /// Makes the segment durable under its names.
    ///
    /// - Returns: Its entry, and how many bytes it added to the disk.
    mutating func finish() throws(Failure) -> (entry: SnapshotSegment.Entry, byteCount: Int) {
        let digest = try Digest(stored: Array(hash.finalize()))
        var entry = SnapshotSegment.Entry(rows: "\(digest)", index: "", count: keys.count)
        var bytes = 0
        if !FileSystem.exists("\(folder)/\(entry.rowsName)") {
            try rows.commit(as: "\(folder)/\(entry.rowsName)")
            bytes = rows.byteCount
        }
        let index = try AtomicFile.writeAddressed(index(), in: folder, SnapshotSegment.indexSuffix)
        entry.index = index.digest
        return (entry, bytes + index.byteCount)
    }

    private func index() -> [UInt8] {
        let order = contents.indices.sorted { left, right in
            contents[left] == contents[right] ? left < right : contents[left] < contents[right]
        }
        var bytes = places == nil ? SnapshotSegment.magic : SnapshotSegment.variableMagic
        bytes.append(littleEndian: UInt64(keys.count))
        for key in keys { bytes.append(littleEndian: key) }
        for row in order {
            bytes.append(littleEndian: contents[row].high)
            bytes.append(littleEndian: contents[row].low)
        }
        for row in order { bytes.append(littleEndian: UInt32(row)) }
        for place in places ?? [] { bytes.append(littleEndian: place) }
        return bytes
    }
}

extension AtomicFile {
    /// Writes `bytes` to a file named by their SHA-256, unless it is there.
    ///
    /// - Returns: The digest in hexadecimal, and how many bytes were added to the disk.
    static func writeAddressed(
        _ bytes: [UInt8],
        in folder: String,
        _ suffix: String
    ) throws(Failure) -> (digest: String, byteCount: Int) {
        let digest = "\(Digest(of: bytes))"
        let path = "\(folder)/\(digest)\(suffix)"
        if FileSystem.exists(path) { return (digest, 0) }
        try write(bytes, to: path)
        return (digest, bytes.count)
    }
}
