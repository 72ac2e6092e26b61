internal import Domain
internal import Foundation

/// Bytes that come in pieces, of a file or of memory.
final class ByteSource {
    private let handle: FileHandle?
    private var rest: [UInt8]

    init(path: String) throws(Failure) {
        rest = []
        if path == "-" {
            handle = .standardInput
        } else if let handle = FileHandle(forReadingAtPath: path) {
            self.handle = handle
        } else {
            throw .notFound("\(path) cannot be opened")
        }
    }

    init(bytes: [UInt8]) {
        handle = nil
        rest = bytes
    }

    func read(_ path: String) throws(Failure) -> [UInt8] {
        guard let handle else {
            defer { rest = [] }
            return rest
        }
        do {
            return [UInt8](try handle.read(upToCount: 1 << 20) ?? Data())
        } catch {
            throw .invalid("\(path) cannot be read: \(error.localizedDescription)")
        }
    }
}
