internal import Domain
internal import Files

/// Bytes that come in pieces, of a file or of memory.
final class ByteSource {
    private let file: GivenFile?
    private var rest: [UInt8]

    init(path: String) throws(Failure) {
        rest = []
        file = path == "-" ? .standardInput() : try GivenFile(path: path)
    }

    init(bytes: [UInt8]) {
        file = nil
        rest = bytes
    }

    func read() throws(Failure) -> [UInt8] {
        guard let file else {
            defer { rest = [] }
            return rest
        }
        return try file.read()
    }
}
