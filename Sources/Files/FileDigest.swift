internal import Crypto
package import Domain

extension Digest {
    /// The digest of the file at `path`, read through a memory map.
    ///
    /// - Throws: ``Failure`` when the file cannot be read.
    package init(ofFile path: String) throws(Failure) {
        let file = try MappedFile(path: path)
        let step = 1 << 20
        var hash = SHA256()
        for start in stride(from: 0, to: file.byteCount, by: step) {
            hash.update(data: file.bytes(start..<min(start + step, file.byteCount)))
        }
        try self.init(stored: Array(hash.finalize()))
    }
}

extension AtomicFile {
    /// Copies the file at `source` to `path`, reading it once, if its digest is the expected one.
    ///
    /// - Returns: The number of bytes.
    /// - Throws: ``Failure``: not found or unavailable; data loss when the digest is another, and
    ///   then there is no file at `path`.
    package static func copy(
        _ source: String,
        to path: String,
        expecting digest: Digest
    ) throws(Failure) -> Int {
        let file = try MappedFile(path: source)
        var copy = try AtomicFile(path: path)
        var hash = SHA256()
        let step = 1 << 20
        for start in stride(from: 0, to: file.byteCount, by: step) {
            let piece = file.bytes(start..<min(start + step, file.byteCount))
            hash.update(data: piece)
            try copy.append(piece)
        }
        let found = try Digest(stored: Array(hash.finalize()))
        guard found == digest else {
            throw .dataLoss("\(source) has the digest \(found) instead of \(digest)")
        }
        try copy.commit()
        return file.byteCount
    }
}
