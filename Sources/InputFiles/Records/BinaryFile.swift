package import Domain
internal import Files

/// A file of bytes that are read at any place, on disk or in memory.
package struct BinaryFile: Sendable {
    private enum Content: Sendable {
        case disk(GivenFile)
        case memory([UInt8])
    }

    /// The path, as it was given.
    let path: String
    /// How many bytes it has.
    let count: Int
    private let content: Content

    /// Opens the file at `path`.
    ///
    /// - Throws: ``Failure``: it cannot be opened, or is none that can be read at any place.
    package init(path: String) throws(Failure) {
        guard path != "-", DiskItem(path) != .other else {
            throw .invalid(
                "\(shownPath(path)) is read at several places, so it must be a file on disk"
            )
        }
        let file = try GivenFile(path: path)
        guard let count = file.byteCount else { throw GivenFile.failure(opening: path) }
        self.path = path
        self.count = count
        content = .disk(file)
    }

    /// Bytes that are in memory; `path` is how messages call them.
    package init(bytes: [UInt8], path: String) {
        self.path = path
        count = bytes.count
        content = .memory(bytes)
    }

    /// How messages call it.
    var shown: String { shownPath(path) }

    /// The bytes from `place` on, at most `limit`; fewer only where the file ends.
    ///
    /// - Throws: ``Failure`` where they cannot be read.
    func bytes(at place: Int, upTo limit: Int) throws(Failure) -> [UInt8] {
        let end = min(count, place + max(0, min(limit, count)))
        guard place >= 0, place < end else { return [] }
        switch content {
        case .disk(let file): return try file.bytes(at: place, count: end - place)
        case .memory(let bytes): return Array(bytes[place..<end])
        }
    }
}
