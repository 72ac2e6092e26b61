package import Domain
internal import Files
internal import Foundation

/// An image file as one example, or a folder of them.
///
/// In a folder the images right in it have no label; those in a sub-folder, however deep, have the class
/// of its name. They come sorted by path. What begins with a dot is skipped; everything else that is no
/// image is refused alone.
package struct ImageExamples {
    /// The largest file that is read, in bytes.
    package static let fileLimit = 1 << 28

    private let encoder: ImageEncoder
    private var entries: [ImageEntry]
    private var index = 0

    /// Opens an image or lists a folder.
    ///
    /// - Parameters:
    ///   - path: the file or folder.
    ///   - specification: what an input of the project is.
    ///   - classes: the project's, which sub-folders must be of; empty: their names are taken as they
    ///     are.
    ///   - resizing: what becomes of an image of another size; nil: it is refused.
    /// - Throws: ``Failure``: the project takes no images, or the folder cannot be read or holds nothing.
    package init(
        path: String,
        specification: InputSpecification,
        classes: [String],
        resizing: ImageResizing?
    ) throws(Failure) {
        do {
            encoder = try ImageEncoder(specification: specification, resizing: resizing)
        } catch {
            throw .invalid("\(shownPath(path)): \(error.message)")
        }
        if DiskItem(path) == .folder {
            entries = try ImageFolder.entries(of: path, labels: LabelReader(classes: classes))
        } else {
            entries = [ImageEntry(place: InputPlace(file: path, unit: .file))]
        }
    }

    /// What the next image came to, or nil after the last one.
    package mutating func next() -> InputOutcome? {
        guard index < entries.count else { return nil }
        defer { index += 1 }
        let entry = entries[index]
        if let problem = entry.problem { return .refused(place: entry.place, reason: problem) }
        do {
            let file = try DiskItem.bytes(of: entry.place.file, limit: Self.fileLimit)
            let bytes = try encoder.bytes(of: file)
            return .row(InputRow(label: entry.label, bytes: bytes, place: entry.place))
        } catch {
            return .refused(place: entry.place, reason: error.message)
        }
    }
}

/// A file of a folder, or why something in it is none.
struct ImageEntry {
    var place: InputPlace
    var label = ""
    var problem: String?
}

/// Lists folders of images.
enum ImageFolder {
    /// The deepest sub-folder of a class.
    private static let depthLimit = 64

    /// What is in the folder at `path`.
    ///
    /// - Throws: ``Failure``: it cannot be read, or holds nothing.
    static func entries(of path: String, labels: LabelReader) throws(Failure) -> [ImageEntry] {
        let trimmed = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
        let last = trimmed.split(separator: "/").last.map(String.init) ?? ""
        var listing = Listing()
        _ = listing.isNew(trimmed)
        listing.root = Self.resolved(trimmed)
        guard let names = names(in: trimmed) else { throw GivenFile.failure(opening: path) }
        for name in names {
            let item = Item(
                path: trimmed == "/" ? "/\(name)" : "\(trimmed)/\(name)",
                name: [".", "..", ""].contains(last) ? name : "\(last)/\(name)"
            )
            guard DiskItem(item.path) == .folder else {
                listing.addFile(item, label: "")
                continue
            }
            guard listing.isInside(item.path) else {
                listing.entries.append(ImageEntry(place: item.place, problem: Self.leadsOut))
                continue
            }
            do {
                listing.add(item, label: try label(of: name, at: item.path, labels), depth: 1)
            } catch {
                listing.entries.append(ImageEntry(place: item.place, problem: error.message))
            }
        }
        guard !listing.entries.isEmpty else {
            throw .invalid(
                "\(shownPath(path)) holds no files; those that begin with a dot are not read"
            )
        }
        return listing.entries
    }

    private static let leadsOut = "a link out of the folder is not followed"

    /// A path without links.
    private static func resolved(_ path: String) -> String {
        URL(filePath: path).resolvingSymlinksInPath().path
    }

    private struct Item {
        var path: String
        /// The part of the path that ids are made of.
        var name: String

        var place: InputPlace { InputPlace(file: path, unit: .file, name: name) }
    }

    private struct Listing {
        var entries: [ImageEntry] = []
        /// The folders that were listed, by their paths without links: each is listed once, so that
        /// links that lead back come to an end.
        private var seen: Set<String> = []

        /// The folder that is read, without links.
        var root = ""

        mutating func isNew(_ path: String) -> Bool {
            seen.insert(ImageFolder.resolved(path)).inserted
        }

        /// Whether what is at a path is in the folder that is read, itself and not by a link alone.
        func isInside(_ path: String) -> Bool {
            let place = ImageFolder.resolved(path)
            return place == root || place.hasPrefix(root.hasSuffix("/") ? root : root + "/")
        }

        mutating func addFile(_ item: Item, label: String) {
            // A link that leads nowhere, or to no file, is told when it is read.
            let isFile = if case .file = DiskItem(item.path) { true } else { false }
            let problem = isFile && !isInside(item.path) ? ImageFolder.leadsOut : nil
            entries.append(ImageEntry(place: item.place, label: label, problem: problem))
        }

        mutating func add(_ folder: Item, label: String, depth: Int) {
            func refuse(_ reason: String) {
                entries.append(ImageEntry(place: folder.place, problem: reason))
            }
            guard isInside(folder.path) else { return refuse(ImageFolder.leadsOut) }
            guard isNew(folder.path) else {
                return refuse("a link to a folder that is read already")
            }
            guard depth <= ImageFolder.depthLimit else {
                return refuse("more than \(ImageFolder.depthLimit) folders deep")
            }
            guard let names = ImageFolder.names(in: folder.path) else {
                return refuse(GivenFile.problem(opening: folder.path))
            }
            for name in names {
                let item = Item(path: "\(folder.path)/\(name)", name: "\(folder.name)/\(name)")
                if DiskItem(item.path) == .folder {
                    add(item, label: label, depth: depth + 1)
                } else {
                    addFile(item, label: label)
                }
            }
        }
    }

    /// The class of a sub-folder.
    private static func label(
        of name: String,
        at path: String,
        _ labels: LabelReader
    ) throws(Failure) -> String {
        if labels.isKnown(name) { return name }
        let inner = names(in: path) ?? []
        if inner.contains(where: { labels.isKnown($0) && DiskItem("\(path)/\($0)") == .folder }) {
            throw .invalid(
                "a sub-folder is a class, and this one holds those of classes: name it itself"
            )
        }
        throw .invalid("\(labels.noClass(name)); a sub-folder is a class, so it is not read")
    }

    /// What is in a folder and not hidden, sorted by the bytes of the names.
    private static func names(in path: String) -> [String]? {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
            return nil
        }
        return names.filter { !$0.hasPrefix(".") }
            .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
}
