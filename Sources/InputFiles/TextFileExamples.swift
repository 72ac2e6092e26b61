package import Domain

/// How a published data set lays its files of text out.
package enum TextLayout: String, CaseIterable, Sendable {
    /// The movie reviews of IMDb, <https://ai.stanford.edu/~amaas/data/sentiment/>: in the folder `train` or `test`
    /// the folders `pos`, `neg` and, without labels, `unsup`.
    case imdb

    /// The words that a class of the sub-folder `name` may have; empty: it has none; nil: the folder is no class.
    fileprivate func classes(of name: String) -> [String]? {
        switch name {
        case "pos": ["pos", "positive"]
        case "neg": ["neg", "negative"]
        case "unsup": []
        default: nil
        }
    }

    /// What a file's text is without the marks of the web page that it comes from.
    fileprivate func plain(_ text: String) -> String { text.replacing("<br />", with: "\n") }
}

/// A folder of files of text as examples, a file each: `.txt`, in UTF-8.
///
/// In a folder the texts right in it have no label; those in a sub-folder, however deep, have the class of its name.
/// They come sorted by path. What begins with a dot is skipped; files of other names are refused alone. Line ends
/// behind the text are left out.
package struct TextFileExamples {
    private let layout: TextLayout?
    private let texts: TextEncoder
    private var files: FolderEntries

    /// Lists a folder.
    ///
    /// - Parameters:
    ///   - path: the folder, or a single file.
    ///   - layout: a published data set's; nil: a sub-folder a class.
    ///   - specification: what an input of the project is.
    ///   - classes: the project's, which sub-folders must be of; empty: their names are taken as they are.
    /// - Throws: ``Failure``: the project takes no texts, or the folder cannot be read or holds nothing.
    package init(
        path: String,
        layout: TextLayout? = nil,
        specification: InputSpecification,
        classes: [String]
    ) throws(Failure) {
        self.layout = layout
        texts = try TextEncoder(specification, for: "\(shownPath(path)) is files of text")
        let labels = LabelReader(classes: classes)
        guard let layout else {
            files = try FolderEntries(path: path, labels: labels)
            return
        }
        let entries = try ClassFolder.entries(of: path, takesLoose: false) {
            name,
            _ throws(Failure) in
            guard let words = layout.classes(of: name) else { return nil }
            guard let first = words.first else { return "" }
            guard let known = words.first(where: labels.isKnown) else {
                throw .invalid(labels.noClass(first))
            }
            return known
        }
        guard !entries.isEmpty else {
            throw .invalid(
                "\(shownPath(path)) has none of the folders pos, neg and unsup; of IMDb's reviews name the "
                    + "folder train or test"
            )
        }
        files = FolderEntries(entries)
    }

    /// What the next text came to, or nil after the last one.
    package mutating func next() -> InputOutcome? {
        let (texts, layout) = (texts, layout)
        return files.next { entry throws(Failure) in
            guard entry.place.file.lowercased().hasSuffix(".txt") else {
                throw .invalid("the name of a file of text ends in .txt")
            }
            var bytes = try DiskItem.bytes(
                of: entry.place.file,
                limit: TextRow.byteLimit + 16,
                what: "a file of text"
            )[...]
            if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
            if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
                throw .invalid("UTF-16; save it as UTF-8")
            }
            while let last = bytes.last, last == 0x0A || last == 0x0D { bytes = bytes.dropLast() }
            guard let layout, let text = String(validating: bytes, as: UTF8.self) else {
                return try texts.bytes(of: bytes)
            }
            return try texts.bytes(of: layout.plain(text))
        }
    }
}
