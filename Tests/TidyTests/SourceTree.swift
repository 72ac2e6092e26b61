import Foundation
import Testing

/// The project's own files, as the tidy tests see them.
struct SourceTree {
    /// One file of the tree.
    struct File: Sendable, CustomTestStringConvertible {
        /// The path below the project's root, such as `Sources/Domain/Failure.swift`.
        let path: String
        /// The lines without their ends.
        let lines: [String]

        var testDescription: String { path }
        /// The target a source file belongs to.
        var target: String { path.split(separator: "/").dropFirst().first.map(String.init) ?? "" }
        /// Whether a program wrote it.
        var isGenerated: Bool { path.contains("/Generated/") }
    }

    /// The folder with Package.swift.
    static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// Every Swift file below Sources.
    static let sources = files(below: "Sources", ending: ".swift")
    /// Every Swift file below Tests.
    static let tests = files(below: "Tests", ending: ".swift")

    /// The text of the file at `path`, or nothing when there is none.
    static func text(_ path: String) -> String {
        (try? String(contentsOf: root.appending(path: path), encoding: .utf8)) ?? ""
    }

    private static func files(below folder: String, ending suffix: String) -> [File] {
        let names = FileManager.default.enumerator(atPath: root.appending(path: folder).path)
        var result: [File] = []
        while let name = names?.nextObject() as? String {
            guard name.hasSuffix(suffix) else { continue }
            let path = "\(folder)/\(name)"
            let lines = text(path).split(separator: "\n", omittingEmptySubsequences: false)
            result.append(File(path: path, lines: lines.map(String.init)))
        }
        return result.sorted { $0.path < $1.path }
    }
}
