internal import Domain

/// How a published data set lays its sound files out, and where it says what they are.
package enum SoundLayout: String, CaseIterable, Sendable {
    /// ESC-50, <https://github.com/karolpiczak/ESC-50>: `meta/esc50.csv` and `audio`; the group is the recording on
    /// Freesound that a clip was cut from.
    case esc50
    /// UrbanSound8K, <https://urbansounddataset.weebly.com/urbansound8k.html>: `metadata/UrbanSound8K.csv` and
    /// `audio/fold1` to `fold10`; the group is the recording that a slice was cut from.
    case urbansound8k
    /// Spoken digits, <https://github.com/Jakobovski/free-spoken-digit-dataset>: files `LABEL_SPEAKER_INDEX.wav`, or
    /// with hyphens; the group is the speaker.
    case spokenDigits = "spoken-digits"

    /// Whether clips are dealt to folds that can be chosen among.
    package var hasFolds: Bool { self != .spokenDigits }

    /// The files of a folder, with their labels and groups.
    ///
    /// - Parameters:
    ///   - path: the folder that holds the data set.
    ///   - folds: those that are read; nil: all.
    ///   - labels: reads the names of classes.
    /// - Returns: the files, and what cannot be read with why.
    /// - Throws: ``Failure`` where the folder is not laid out so.
    func entries(
        of path: String,
        folds: Set<Int>?,
        labels: LabelReader
    ) throws(Failure) -> [FolderEntry] {
        switch self {
        case .esc50: try Self.clips.entries(of: path, folds: folds, labels: labels)
        case .urbansound8k: try Self.slices.entries(of: path, folds: folds, labels: labels)
        case .spokenDigits: try Self.spokenDigits(path, labels)
        }
    }

    private static let clips = SoundTable(
        path: "meta/esc50.csv",
        columns: .init(
            file: "filename",
            fold: "fold",
            label: "category",
            number: "target",
            group: "src_file"
        ),
        file: { name, _ in "audio/\(name)" }
    )

    private static let slices = SoundTable(
        path: "metadata/UrbanSound8K.csv",
        columns: .init(
            file: "slice_file_name",
            fold: "fold",
            label: "class",
            number: "classID",
            group: "fsID"
        ),
        file: { name, fold in "audio/fold\(fold)/\(name)" }
    )

    /// Files whose names say what they are.
    private static func spokenDigits(
        _ path: String,
        _ labels: LabelReader
    ) throws(Failure) -> [FolderEntry] {
        let entries = try ClassFolder.entries(of: path, takesLoose: true) { _, _ in "" }
        return entries.map { entry in
            guard entry.problem == nil else { return entry }
            var entry = entry
            let name = entry.place.file.split(separator: "/").last ?? ""
            guard let parts = name.wholeMatch(of: /([^_-]+)[_-](.+)[_-]([0-9]+)\.[A-Za-z0-9]+/)
            else {
                entry.problem = "the name of a spoken digit is LABEL_SPEAKER_INDEX.wav"
                return entry
            }
            entry.group = String(parts.2)
            do throws(Failure) {
                let word = String(parts.1)
                if !labels.isKnown(word), let number = word.fileNumber {
                    entry.label = try labels.name(of: number)
                } else {
                    entry.label = try labels.name(of: word)
                }
            } catch {
                entry.problem = error.message
            }
            return entry
        }
    }
}
