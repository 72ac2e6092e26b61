package import Domain
internal import SoundFiles

/// How files of sound are read.
package struct SoundOptions: Sendable {
    /// A published data set's layout; nil: a sub-folder a class.
    package var layout: SoundLayout?
    /// The folds that are read, of a data set that has them; nil: all.
    package var folds: Set<Int>?

    /// A layout with nothing chosen.
    package init(_ layout: SoundLayout? = nil) { self.layout = layout }
}

/// A sound file as one example, or a folder of them.
///
/// In a folder the files right in it have no label; those in a sub-folder, however deep, have the class of its name;
/// published data sets have their own layouts. They come sorted by path, or in the order of the table that says what
/// they are. What begins with a dot is skipped; everything else that is no sound is refused alone.
package struct SoundExamples {
    /// The largest file that is read, in bytes.
    package static let fileLimit = 1 << 28

    private let encoder: SoundEncoder
    private var files: FolderEntries

    /// Opens a file or lists a folder.
    ///
    /// - Parameters:
    ///   - path: the file or folder.
    ///   - options: how a folder is laid out.
    ///   - specification: what an input of the project is.
    ///   - classes: the project's, which labels must be of; empty: they are taken as they are.
    /// - Throws: ``Failure``: the project takes no sound, the folder cannot be read or holds nothing, or is not laid
    ///   out so.
    package init(
        path: String,
        options: SoundOptions = SoundOptions(),
        specification: InputSpecification,
        classes: [String]
    ) throws(Failure) {
        do {
            encoder = try SoundEncoder(specification: specification)
        } catch {
            throw .invalid("\(shownPath(path)): \(error.message)")
        }
        let labels = LabelReader(classes: classes)
        guard let layout = options.layout else {
            files = try FolderEntries(path: path, labels: labels)
            return
        }
        let entries = try layout.entries(of: path, folds: options.folds, labels: labels)
        guard !entries.isEmpty else {
            throw .invalid(
                "\(shownPath(path)) holds no sounds\(options.folds == nil ? "" : " of these folds")"
            )
        }
        files = FolderEntries(entries)
    }

    /// What the next file came to, or nil after the last one.
    package mutating func next() -> InputOutcome? {
        let encoder = encoder
        return files.next { entry throws(Failure) in
            let file = try DiskItem.bytes(
                of: entry.place.file,
                limit: Self.fileLimit,
                what: "the file of a sound"
            )
            return try encoder.bytes(of: file)
        }
    }
}
