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
