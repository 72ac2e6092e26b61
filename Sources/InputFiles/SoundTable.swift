internal import Domain
internal import Files

/// A table that says what the sound files of a data set are, a row each.
struct SoundTable: Sendable {
    /// The names of the columns.
    struct Columns: Sendable {
        /// The name of the file.
        var file: String
        /// The number of the fold.
        var fold: String
        /// The name of the class.
        var label: String
        /// The number of the class.
        var number: String
        /// What the clip was cut from.
        var group: String
    }

    /// The most rows.
    private static let rowLimit = 1 << 22

    /// Where the table is in the data set's folder.
    let path: String
    /// Its columns.
    let columns: Columns
    /// The path of a file in the folder, by its name and fold.
    let file: @Sendable (_ name: String, _ fold: Int) -> String

    /// The files of a folder, in the order of the table.
    ///
    /// - Throws: ``Failure`` where the table is not there, or has not the columns.
    func entries(
        of folder: String,
        folds: Set<Int>?,
        labels: LabelReader
    ) throws(Failure) -> [FolderEntry] {
        let table = folder.hasSuffix("/") ? folder + path : "\(folder)/\(path)"
        guard case .file = DiskItem(table) else {
            throw .invalid(
                "\(shownPath(folder)) has no \(path); name the folder that holds it: "
                    + GivenFile.problem(opening: table)
            )
        }
        var reader = try DelimitedReader(path: table)
        let places = try header(&reader, shownPath(table))
        var entries: [FolderEntry] = []
        while let record = try reader.next() {
            guard entries.count < Self.rowLimit else {
                throw .invalid("\(shownPath(table)) has over \(Self.rowLimit) rows")
            }
            do throws(Failure) {
                if let problem = record.problem { throw .invalid(problem) }
                guard let entry = try entry(record.fields, places, folder, folds, labels) else {
                    continue
                }
                entries.append(entry)
            } catch {
                entries.append(
                    FolderEntry(
                        place: InputPlace(file: table, row: record.line),
                        problem: error.message
                    )
                )
            }
        }
        return entries
    }

    private func header(
        _ reader: inout DelimitedReader,
        _ table: String
    ) throws(Failure) -> [String: Int] {
        let wanted = [columns.file, columns.fold, columns.label, columns.number, columns.group]
        let names = (try reader.next()?.fields ?? []).map(\.trimmedSpaces)
        var places: [String: Int] = [:]
        for name in wanted {
            guard let place = names.firstIndex(of: name) else {
                throw .invalid(
                    "\(table) has no column \(quoted(name)); it has "
                        + names.prefix(20).map { quoted($0) }.joined(separator: ", ")
                )
            }
            places[name] = place
        }
        return places
    }

    /// The file of a row; nil: it is of another fold.
    private func entry(
        _ fields: [String],
        _ places: [String: Int],
        _ folder: String,
        _ folds: Set<Int>?,
        _ labels: LabelReader
    ) throws(Failure) -> FolderEntry? {
        func field(_ name: String) throws(Failure) -> String {
            guard let place = places[name], place < fields.count else {
                throw .invalid("no column \(quoted(name)); the line has \(fields.count)")
            }
            return fields[place].trimmedSpaces
        }
        let written = try field(columns.fold)
        guard let fold = Int(written), (0...1_000_000).contains(fold) else {
            throw .invalid("a fold is a whole number; got \(quoted(written))")
        }
        guard folds?.contains(fold) ?? true else { return nil }
        let name = try field(columns.file)
        guard !name.isEmpty, !name.contains("/") else {
            throw .invalid("\(quoted(name)) is no file's name")
        }
        var entry = ClassFolder.entry(file(name, fold), in: folder)
        entry.group = try field(columns.group)
        let (label, number) = (try field(columns.label), try field(columns.number))
        // By the number only where classes are called so: those of a project may be others, in another order.
        entry.label = try labels.name(
            of: labels.isKnown(label) || !labels.isKnown(number) ? label : number
        )
        return entry
    }
}
