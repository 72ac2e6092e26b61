internal import Domain
internal import Files

/// What an encoder made of the rows of segments: a file for each segment, named by the digests of both, so that every
/// run on the same encoder shares it and a restart loses none.
///
/// A file is magic, the number of rows and the values of each (UInt64), then the values, little-endian Float32: a row's
/// bytes are those of a vector input.
package struct EmbeddingCache: Sendable {
    /// The folder.
    package let folder: String

    static let magic = Array("TUTEMBD1".utf8)
    static let start = 24

    /// A cache in a folder, which is made when something is written.
    package init(folder: String) { self.folder = folder }

    /// The cache of the data directory that a snapshot is in.
    package init(besides snapshot: String) {
        folder = DataDirectory(ofSnapshot: snapshot).embeddingsPath
    }

    func path(_ encoder: Digest, segment: String) -> String {
        "\(folder)/\("\(encoder)".prefix(32))-\(segment)\(DataDirectory.embeddingsSuffix)"
    }

    /// The file of a segment; nil: there is none yet, or it is another's.
    func file(at path: String, rows: Int, width: Int) -> MappedFile? {
        guard let file = try? MappedFile(path: path),
            file.byteCount == Self.start + rows * width * 4,
            file.bytes(0..<Self.magic.count) == Self.magic,
            file.integer(UInt64.self, at: 8) == UInt64(rows),
            file.integer(UInt64.self, at: 16) == UInt64(width)
        else { return nil }
        return file
    }

    /// Writes the file of a segment, piece by piece.
    ///
    /// - Parameters:
    ///   - path: Where.
    ///   - rows: How many rows there are.
    ///   - width: The values of one.
    ///   - pieceRows: How many come at a time.
    ///   - piece: The values of some rows, in their order.
    /// - Throws: ``Failure`` (unavailable) when the disk does not take it; and what `piece` throws.
    func write(
        _ path: String,
        rows: Int,
        width: Int,
        pieceRows: Int,
        _ piece: (Range<Int>) throws(Failure) -> [Float]
    ) throws(Failure) {
        try FileSystem.createDirectory(folder)
        try FileSystem.requireFree(Int64(Self.start + rows * width * 4), at: folder)
        var file = try AtomicFile(path: path)
        var bytes = Self.magic
        bytes.append(littleEndian: UInt64(rows))
        bytes.append(littleEndian: UInt64(width))
        try file.append(bytes)
        for start in stride(from: 0, to: rows, by: pieceRows) {
            bytes.removeAll(keepingCapacity: true)
            bytes.append(littleEndian: try piece(start..<min(start + pieceRows, rows)))
            try file.append(bytes)
        }
        try file.commit()
    }
}

/// The features of rows, as the bytes of vectors: in files by segments, or in memory.
struct EmbeddedRows: Sendable {
    enum Storage: Sendable {
        case memory([UInt8])
        /// The file of each segment, and the segment and row of each place.
        case files([MappedFile], @Sendable (Int) -> (segment: Int, row: Int))
    }

    let storage: Storage
    let width: Int

    func withRow<Result>(_ index: Int, _ body: (Span<UInt8>) -> Result) -> Result {
        let size = 4 * width
        switch storage {
        case .memory(let bytes):
            return body(bytes.span.extracting(index * size..<(index + 1) * size))
        case .files(let files, let place):
            let (segment, row) = place(index)
            let start = EmbeddingCache.start + row * size
            return files[segment].withBytes(start..<start + size, body)
        }
    }
}
