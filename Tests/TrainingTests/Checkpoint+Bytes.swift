import Foundation
import Training

extension Checkpoint {
    /// The bytes of its file.
    func encoded() throws -> [UInt8] {
        let scratch = try ScratchFolder()
        try write(to: scratch.file("checkpoint"))
        return Array(try Data(contentsOf: URL(filePath: scratch.file("checkpoint"))))
    }

    /// The checkpoint of a file with these bytes.
    static func decode(_ bytes: [UInt8]) throws -> Checkpoint {
        let scratch = try ScratchFolder()
        let path = scratch.file("checkpoint")
        try Data(bytes).write(to: URL(filePath: path))
        defer { withExtendedLifetime(scratch) {} }
        return try read(from: path)
    }
}
