package import Foundation

/// Where recorded vectors are read from.
///
/// The environment variable `TUTELAGE_GOLDEN` names a folder with `usb/`, `others/` and
/// `guarantee/`; without it they are in `Golden` beside the test that asks.
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
        // Tests in subfolders share the target's Golden.
        while folder.path != "/" {
            let candidate = folder.appendingPathComponent("Golden").appendingPathComponent(path)
            if manager.fileExists(atPath: candidate.path) { return candidate }
            folder.deleteLastPathComponent()
        }
        return URL(fileURLWithPath: "Golden").appendingPathComponent(path)
    }
}
