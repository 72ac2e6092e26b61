import Foundation

/// A folder that a test fills and removes.
struct TestFolder {
    let place = FileManager.default.temporaryDirectory
        .appending(path: "files-\(UUID().uuidString.prefix(8))")

    var path: String { place.path }
    /// The folder's own name, which ids begin with.
    var name: String { place.lastPathComponent }

    func put(_ path: String, _ bytes: [UInt8]) throws {
        let file = place.appending(path: path)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(),
            withIntermediateDirectories: true
        )
        try Data(bytes).write(to: file)
    }

    func put(_ path: String, _ text: String) throws { try put(path, Array(text.utf8)) }

    func link(_ path: String, to target: String) throws {
        try FileManager.default.createSymbolicLink(
            atPath: place.appending(path: path).path,
            withDestinationPath: target
        )
    }

    func remove() { try? FileManager.default.removeItem(at: place) }
}
