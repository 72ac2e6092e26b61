import Domain
import Files
import Foundation

/// Files that commands write for people.
enum OutputFile {
    /// Writes `bytes` to `path`: a new file, or in place what is no plain file, such as a device.
    ///
    /// - Parameters:
    ///   - bytes: what is written.
    ///   - path: where; the directories must be there.
    ///   - replaces: whether a file that is there is written over.
    /// - Throws: ``Failure`` (failed precondition) when there is a file already, or it cannot be written.
    static func write(_ bytes: Data, to path: String, replacing replaces: Bool) throws {
        let isNew = !FileManager.default.fileExists(atPath: path)
        guard isNew || replaces || !isPlain(path) else {
            throw Failure.precondition(
                "\(shownPath(path)) exists; name another file, or replace it by --force"
            )
        }
        do {
            if isNew {
                try bytes.write(to: URL(filePath: path), options: .withoutOverwriting)
            } else {
                let file = try open(path)
                if isPlain(path) { try file.truncate(atOffset: 0) }
                try file.write(contentsOf: bytes)
                try file.close()
            }
        } catch let failure as Failure {
            throw failure
        } catch {
            throw Failure.precondition("\(shownPath(path)) cannot be written: \(words(of: error))")
        }
    }

    /// Opens a file for writing, in place; makes it where there is none.
    ///
    /// - Throws: ``Failure`` (failed precondition) when that cannot be.
    static func open(_ path: String) throws -> FileHandle {
        if !FileManager.default.fileExists(atPath: path) {
            do {
                try Data().write(to: URL(filePath: path), options: .withoutOverwriting)
            } catch {
                throw Failure.precondition(
                    "\(shownPath(path)) cannot be written: \(words(of: error))"
                )
            }
        }
        guard let file = FileHandle(forWritingAtPath: path) else {
            let isFolder = (try? FileManager.default.contentsOfDirectory(atPath: path)) != nil
            throw Failure.precondition(
                "\(shownPath(path)) cannot be written: \(isFolder ? "it is a directory" : "no permission")"
            )
        }
        return file
    }

    /// Whether a path is a plain file, through links.
    static func isPlain(_ path: String) -> Bool { kind(path) == .typeRegular }

    /// Whether two paths are one file.
    static func isSame(_ path: String, _ other: String) -> Bool {
        func identity(_ path: String) -> [Int]? {
            let resolved = URL(filePath: path).resolvingSymlinksInPath().path
            guard let facts = try? FileManager.default.attributesOfItem(atPath: resolved),
                let device = facts[.systemNumber] as? Int,
                let file = facts[.systemFileNumber] as? Int
            else { return nil }
            return [device, file]
        }
        guard let one = identity(path), let two = identity(other) else { return false }
        return one == two
    }

    private static func kind(_ path: String) -> FileAttributeType? {
        let resolved = URL(filePath: path).resolvingSymlinksInPath().path
        return try? FileManager.default.attributesOfItem(atPath: resolved)[.type]
            as? FileAttributeType
    }

    /// The system's word for an error of Foundation.
    static func words(of error: any Error) -> String {
        let cause =
            (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError ?? error as NSError
        guard cause.domain == NSPOSIXErrorDomain else { return "the system refuses" }
        return StandardStreams.words(of: Int32(cause.code)).lowercased()
    }
}
