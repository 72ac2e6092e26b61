import Foundation
import TestSupport

/// A folder in which a test writes files and runs shell words beside a server.
struct ShellFolder {
    typealias Ending = (status: Int32, output: String, errors: String)

    let folder: URL
    private let address: String

    init(_ server: TestServer) throws {
        folder = FileManager.default.temporaryDirectory
            .appending(path: "shell-\(UUID().uuidString.prefix(8))")
        address = server.address
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    /// Runs shell words with `$T` for the command and `$S` for the server's option.
    func run(_ script: String) async throws -> Ending {
        let program = try Program(
            "/bin/sh",
            ["-c", "T=\(binary.path); S='--server \(address)'; \(script)"],
            in: folder
        )
        return (
            await program.end(), String(decoding: program.output, as: UTF8.self), program.errors
        )
    }

    func write(_ name: String, _ text: String) throws {
        try Data(text.utf8).write(to: folder.appending(path: name))
    }
}
