package import Domain

/// An image file as one example, or a folder of them.
///
/// In a folder the images right in it have no label; those in a sub-folder, however deep, have the class
/// of its name. They come sorted by path. What begins with a dot is skipped; everything else that is no
/// image is refused alone.
package struct ImageExamples {
    /// The largest file that is read, in bytes.
    package static let fileLimit = 1 << 28

    private let encoder: ImageEncoder
    private var files: FolderEntries

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
        files = try FolderEntries(path: path, labels: LabelReader(classes: classes))
    }

    /// What the next image came to, or nil after the last one.
    package mutating func next() -> InputOutcome? {
        let encoder = encoder
        return files.next { entry throws(Failure) in
            let file = try DiskItem.bytes(
                of: entry.place.file,
                limit: Self.fileLimit,
                what: "the file of an image"
            )
            return try encoder.bytes(of: file)
        }
    }
}
