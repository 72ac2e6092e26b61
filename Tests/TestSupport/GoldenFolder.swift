package import Foundation

/// Where recorded vectors are read from.
///
/// The environment variable `TUTELAGE_GOLDEN` names a folder with `usb/`, `others/` and
/// `guarantee/`; without it they are in `Golden` beside the test that asks, or of another target.
package enum GoldenFolder {
    /// The bytes of a recorded file, such as `usb/fixmatch.json`.
    ///
    /// - Parameters:
    ///   - path: The path below the folder.
    ///   - testFile: A file of the test target.
    /// - Returns: The whole file.
    /// - Throws: An error of Foundation that names the file when it cannot be read.
    package static func contents(
        of path: String,
        besides testFile: StaticString = #filePath
    ) throws -> Data {
        try Data(contentsOf: url(of: path, besides: testFile))
    }

    /// The place of a recorded file.
    package static func url(
        of path: String,
        besides testFile: StaticString = #filePath
    ) -> URL {
        if let folder = ProcessInfo.processInfo.environment["TUTELAGE_GOLDEN"], !folder.isEmpty {
            return URL(fileURLWithPath: folder).appendingPathComponent(path)
        }
        var folder = URL(fileURLWithPath: "\(testFile)").deletingLastPathComponent()
        let manager = FileManager.default
        func found(in folder: URL) -> URL? {
            let candidate = folder.appendingPathComponent("Golden").appendingPathComponent(path)
            return manager.fileExists(atPath: candidate.path) ? candidate : nil
        }
        // Tests in subfolders share the target's Golden, and targets share what both read.
        while folder.path != "/" {
            if let url = found(in: folder) { return url }
            folder.deleteLastPathComponent()
            guard folder.lastPathComponent == "Tests" else { continue }
            let names = (try? manager.contentsOfDirectory(atPath: folder.path)) ?? []
            let targets = names.sorted().map(folder.appendingPathComponent)
            if let url = targets.lazy.compactMap(found).first { return url }
        }
        return URL(fileURLWithPath: "Golden").appendingPathComponent(path)
    }
}
