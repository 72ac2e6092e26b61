import Domain
import Foundation

/// Reads a text file line by line with a bounded buffer.
struct LineReader {
    /// The longest line that is read, in bytes.
    static let lineLimit = 64 << 20

    private let handle: FileHandle
    private let path: String
    private var buffer: [UInt8] = []
    private var start = 0
    private var isAtEnd = false

    /// Opens the file at `path`; `-` is standard input.
    ///
    /// - Throws: ``Failure`` (not found) when it cannot be opened.
    init(path: String) throws {
        self.path = path
        if path == "-" {
            handle = .standardInput
        } else if let handle = FileHandle(forReadingAtPath: path) {
            self.handle = handle
        } else {
            throw Failure.notFound("\(path) cannot be opened")
        }
    }

    /// Returns the next line without its end, or nil after the last one.
    mutating func next() throws -> ArraySlice<UInt8>? {
        var scanned = start
        while true {
            if let end = buffer[scanned...].firstIndex(of: UInt8(ascii: "\n")) {
                let line = buffer[start..<end]
                start = end + 1
                return line.last == UInt8(ascii: "\r") ? line.dropLast() : line
            }
            guard !isAtEnd else {
                let line = buffer[start...]
                start = buffer.endIndex
                return line.isEmpty ? nil : line
            }
            guard buffer.count - start <= Self.lineLimit else {
                throw Failure.invalid("\(path) has a line of over \(Self.lineLimit) bytes")
            }
            buffer.removeSubrange(..<start)
            start = 0
            scanned = buffer.count
            let chunk = try handle.read(upToCount: 1 << 20) ?? Data()
            isAtEnd = chunk.isEmpty
            buffer.append(contentsOf: chunk)
        }
    }
}
