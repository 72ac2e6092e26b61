internal import Domain
internal import Files
internal import Foundation

/// A file of a folder, or why something in it is none.
struct FolderEntry {
    var place: InputPlace
    var label = ""
    var group = ""
    var problem: String?
}

/// Files of a folder, one after the other.
struct FolderEntries {
    private let entries: [FolderEntry]
    private var index = 0

    /// Takes files that are listed.
    init(_ entries: [FolderEntry]) { self.entries = entries }

    /// A single file, or what is in a folder.
    ///
    /// - Throws: ``Failure``: the folder cannot be read or holds nothing.
    init(path: String, labels: LabelReader) throws(Failure) {
        guard DiskItem(path) == .folder else {
            entries = [FolderEntry(place: InputPlace(file: path, unit: .file))]
            return
        }
        entries = try ClassFolder.entries(of: path, labels: labels)
    }

    /// What the next file came to, or nil after the last one.
    ///
    /// - Parameter input: makes the input of a file.
    /// - Returns: a row, or a refusal with its reason.
    mutating func next(_ input: (FolderEntry) throws(Failure) -> [UInt8]) -> InputOutcome? {
        guard index < entries.count else { return nil }
        defer { index += 1 }
        let entry = entries[index]
        if let problem = entry.problem { return .refused(place: entry.place, reason: problem) }
        do {
            let bytes = try input(entry)
            return .row(
                InputRow(label: entry.label, bytes: bytes, group: entry.group, place: entry.place)
            )
        } catch {
            return .refused(place: entry.place, reason: error.message)
        }
    }
}

/// Lists folders that have a sub-folder a class.
enum ClassFolder {
    /// The deepest sub-folder of a class.
    private static let depthLimit = 64

    /// What is in the folder at `path`.
    ///
    /// - Throws: ``Failure``: it cannot be read, or holds nothing.
    static func entries(of path: String, labels: LabelReader) throws(Failure) -> [FolderEntry] {
        let entries = try entries(of: path, takesLoose: true) { name, place throws(Failure) in
            try label(of: name, at: place, labels)
        }
        guard !entries.isEmpty else {
            throw .invalid(
                "\(shownPath(path)) holds no files; those that begin with a dot are not read"
            )
        }
        return entries
    }

    /// What is in the folder at `path`.
    ///
    /// - Parameters:
    ///   - path: the folder.
    ///   - takesLoose: whether files right in it are read, without a label.
    ///   - label: the class of a sub-folder, by its name and path; nil: the sub-folder is not read.
    /// - Returns: the files, and what cannot be read with why.
    /// - Throws: ``Failure``: it cannot be read.
    static func entries(
        of path: String,
        takesLoose: Bool,
        label: (_ name: String, _ path: String) throws(Failure) -> String?
    ) throws(Failure) -> [FolderEntry] {
        let trimmed = trimmed(path)
        var listing = Listing()
        _ = listing.isNew(trimmed)
        listing.root = Self.resolved(trimmed)
        guard let names = names(in: trimmed) else { throw GivenFile.failure(opening: path) }
        for name in names {
            let item = Item(folder: trimmed, name: name)
            guard DiskItem(item.path) == .folder else {
                if takesLoose { listing.addFile(item, label: "") }
                continue
            }
            guard listing.isInside(item.path) else {
                listing.entries.append(FolderEntry(place: item.place, problem: Self.leadsOut))
                continue
            }
            do {
                guard let label = try label(name, item.path) else { continue }
                listing.add(item, label: label, depth: 1)
            } catch {
                listing.entries.append(FolderEntry(place: item.place, problem: error.message))
            }
        }
        return listing.entries
    }

    /// The file of a name, which may go through sub-folders, in a folder that says its label; a name or link that leads
    /// out is refused.
    static func entry(_ name: String, in folder: String) -> FolderEntry {
        let trimmed = trimmed(folder)
        var listing = Listing()
        listing.root = Self.resolved(trimmed)
        let item = Item(folder: trimmed, name: name)
        listing.addFile(item, label: "")
        guard !name.split(separator: "/").contains(".."), !name.utf8.contains(0) else {
            return FolderEntry(place: item.place, problem: "\(quoted(name)) is no file's name")
        }
        return listing.entries[0]
    }

    /// A path without the slash at its end.
    private static func trimmed(_ path: String) -> String {
        path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
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

        init(path: String, name: String) { (self.path, self.name) = (path, name) }

        /// What is right in a folder that a person named.
        init(folder: String, name: String) {
            let last = folder.split(separator: "/").last.map(String.init) ?? ""
            path = folder == "/" ? "/\(name)" : "\(folder)/\(name)"
            self.name = [".", "..", ""].contains(last) ? name : "\(last)/\(name)"
        }

        var place: InputPlace { InputPlace(file: path, unit: .file, name: name) }
    }

    private struct Listing {
        var entries: [FolderEntry] = []
        /// The folders that were listed, by their paths without links: each is listed once, so that
        /// links that lead back come to an end.
        private var seen: Set<String> = []

        /// The folder that is read, without links.
        var root = ""

        mutating func isNew(_ path: String) -> Bool {
            seen.insert(ClassFolder.resolved(path)).inserted
        }

        /// Whether what is at a path is in the folder that is read, itself and not by a link alone.
        func isInside(_ path: String) -> Bool {
            let place = ClassFolder.resolved(path)
            return place == root || place.hasPrefix(root.hasSuffix("/") ? root : root + "/")
        }

        mutating func addFile(_ item: Item, label: String) {
            // A link that leads nowhere, or to no file, is told when it is read.
            let isFile = if case .file = DiskItem(item.path) { true } else { false }
            let problem = isFile && !isInside(item.path) ? ClassFolder.leadsOut : nil
            entries.append(FolderEntry(place: item.place, label: label, problem: problem))
        }

        mutating func add(_ folder: Item, label: String, depth: Int) {
            func refuse(_ reason: String) {
                entries.append(FolderEntry(place: folder.place, problem: reason))
            }
            guard isInside(folder.path) else { return refuse(ClassFolder.leadsOut) }
            guard isNew(folder.path) else {
                return refuse("a link to a folder that is read already")
            }
            guard depth <= ClassFolder.depthLimit else {
                return refuse("more than \(ClassFolder.depthLimit) folders deep")
            }
            guard let names = ClassFolder.names(in: folder.path) else {
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
