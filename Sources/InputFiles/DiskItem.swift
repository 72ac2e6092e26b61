internal import Domain
internal import Files
internal import Foundation

/// What is at a path, through links.
enum DiskItem: Hashable {
    /// A file that can be read from start to end, with its bytes.
    case file(size: Int)
    /// A folder.
    case folder
    /// A pipe, a device or a socket, which may never end.
    case other

    /// Looks at `path`; nil: there is nothing, or it may not be looked at.
    init?(_ path: String) {
        let place = URL(filePath: path).resolvingSymlinksInPath().path
        guard let about = try? FileManager.default.attributesOfItem(atPath: place) else {
            return nil
        }
        switch about[.type] as? FileAttributeType {
        case .typeRegular: self = .file(size: (about[.size] as? NSNumber)?.intValue ?? 0)
        case .typeDirectory: self = .folder
        // A link that leads nowhere.
        case .typeSymbolicLink: return nil
        default: self = .other
        }
    }

    /// The bytes of the file at `path`, which messages about its size call `what`.
    ///
    /// - Throws: ``Failure``: there is none that can be read, or it is too large.
    static func bytes(of path: String, limit: Int, what: String) throws(Failure) -> [UInt8] {
        switch DiskItem(path) {
        case .file(let size):
            guard size <= limit else {
                throw .invalid("\(size) bytes; \(what) has at most \(limit)")
            }
        case .folder, .other: throw .invalid("not a file")
        case nil: throw .notFound(GivenFile.problem(opening: path))
        }
        do {
            return [UInt8](try Data(contentsOf: URL(filePath: path)))
        } catch {
            throw .notFound(GivenFile.problem(opening: path))
        }
    }
}
