package import Domain
internal import Foundation
internal import Images
internal import SoundFiles

/// What a file or folder holds that examples are read from.
package enum InputFileKind: Hashable, Sendable {
    /// Delimited text.
    case delimited
    /// A NumPy array.
    case array
    /// One JSON object a line.
    case jsonLines
    /// One image.
    case image
    /// A folder of images.
    case folder
    /// Rows of a data set's format.
    case records(RecordFormat)
    /// A text a line.
    case lines
    /// Delimited text of a published data set.
    case textTable(TextTable)
    /// One JSON object of texts with their paraphrases.
    case textObject
    /// A folder of files of text, or of a published data set's.
    case texts(TextLayout?)
    /// One sound.
    case sound
    /// A folder of sounds, or of a published data set's.
    case sounds(SoundLayout?)
    /// A pickled dictionary of clips.
    case soundRecords

    /// What is read, for messages.
    static let listed =
        "delimited text (.csv, .tsv, .txt, .data, .dat, none), JSON Lines (.jsonl, .ndjson), NumPy arrays "
        + "(.npy, .npz), images (PNG, JPEG), sounds (\(SoundFileKind.listed)) and folders of images, sounds or texts "
        + "(.txt), IDX (-ubyte, .idx), USB's texts (.json) and sounds (.pkl), and by --format the binaries of CIFAR "
        + "and STL-10 (.bin) and SVHN (.mat)"

    /// The names of formats that a person may say.
    package static let names: [(name: String, kind: InputFileKind)] =
        [
            ("csv", .delimited), ("delimited", .delimited), ("jsonl", .jsonLines), ("npy", .array),
            ("images", .folder), ("lines", .lines), ("texts", .texts(nil)),
            ("sounds", .sounds(nil)),
        ] + RecordFormat.allCases.map { ($0.rawValue, .records($0)) } + [("mat", .records(.svhn))]
        + [("usb-text", .textObject), ("usb-audio", .soundRecords)]
        + TextTable.allCases.map { ($0.rawValue, .textTable($0)) }
        + TextLayout.allCases.map { ($0.rawValue, .texts($0)) }
        + SoundLayout.allCases.map { ($0.rawValue, .sounds($0)) }

    /// Tells the kind of a file: of images, sounds and arrays by what the file begins with, of others by the
    /// ending of its name.
    ///
    /// - Parameters:
    ///   - path: the file or folder.
    ///   - inputs: what an input of the project is, by which a folder and the endings `.txt`, `.json` and `.pkl` mean
    ///     one thing or another; nil: not known yet.
    /// - Throws: ``Failure`` (invalid argument) for a kind that is not read, with what to do.
    package init(of path: String, for inputs: InputSpecification? = nil) throws(Failure) {
        if path != "-", DiskItem(path) == .folder {
            self =
                switch inputs {
                case .text: .texts(nil)
                case .audio: .sounds(nil)
                case .image, .vector, nil: .folder
                }
            return
        }
        try self.init(path: path, start: Self.start(of: path), for: inputs)
    }

    /// The kind of a file whose format is said by one of ``names``; `images` and `sounds` are one or a folder of them.
    ///
    /// - Throws: ``Failure`` (invalid argument) for another name.
    package init(of path: String, named name: String) throws(Failure) {
        guard let named = Self.names.first(where: { $0.name == name }) else {
            let all = Self.names.map(\.name)
            throw .invalid(
                "\(quoted(name)) is no format\(suggestion(for: name, in: all)); formats are "
                    + all.joined(separator: ", ")
            )
        }
        self =
            switch named.kind {
            case .folder where DiskItem(path) != .folder: .image
            case .sounds(nil) where DiskItem(path) != .folder: .sound
            default: named.kind
            }
    }

    /// Tells the kind of a file by its path and its first bytes.
    ///
    /// - Throws: ``Failure`` as for a file.
    package init(
        path: String,
        start: [UInt8],
        for inputs: InputSpecification? = nil
    ) throws(Failure) {
        let ending = Self.ending(of: path)
        // Of rows of pixels any bytes can be the first ones.
        let name = path.split(separator: "/").last.map { $0.lowercased() } ?? path
        if let format = RecordFormat(name: name, ending: ending) {
            self = .records(format)
            return
        }
        let read = "images that are read: PNG and JPEG"
        if let kind = ImageKind(start) {
            guard kind.isRead else {
                throw .invalid("\(shownPath(path)): \(kind.rawValue) is not read; \(read)")
            }
            self = .image
            return
        }
        if let kind = SoundFileKind(start) {
            guard kind.isRead else {
                throw .invalid(
                    "\(shownPath(path)): \(kind.rawValue) is not read; sounds that are read: "
                        + SoundFileKind.listed
                )
            }
            self = .sound
            return
        }
        if start.starts(with: [0x93] + Array("NUMPY".utf8)) {
            self = .array
            return
        }
        try self.init(path: path, ending: ending, for: inputs)
    }

    /// Tells the kind of a file by the ending of its name.
    private init(path: String, ending: String, for inputs: InputSpecification?) throws(Failure) {
        let isText = if case .text = inputs { true } else { false }
        let isSound = if case .audio = inputs { true } else { false }
        switch ending {
        case "npy": self = .array
        case "txt" where isText: self = .lines
        case "", "csv", "tsv", "txt", "data", "dat": self = .delimited
        case "jsonl", "ndjson": self = .jsonLines
        case "png", "jpg", "jpeg", "jpe", "jfif": self = .image
        case _ where SoundFileKind(ending: ending) != nil: self = .sound
        case "json" where isText || inputs == nil: self = .textObject
        case "json":
            throw .invalid(
                "\(shownPath(path)): .json is not read; save one object a line as .jsonl"
            )
        case "pkl" where isSound || inputs == nil: self = .soundRecords
        case "bin":
            throw .invalid(
                "\(shownPath(path)): what a .bin is, its name does not tell; say --format cifar10, "
                    + "cifar100, cifar100-coarse or stl10"
            )
        case "zip", "tar", "gz", "tgz", "bz2", "xz", "zst", "7z":
            throw .invalid("\(shownPath(path)): .\(ending) is not read; unpack it first")
        default:
            throw .invalid(
                "\(shownPath(path)): files that end in .\(ending) are not read; read are \(Self.listed)"
            )
        }
    }

    private static func ending(of path: String) -> String {
        let name = path.split(separator: "/").last.map { $0.lowercased() } ?? path
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count > 1 ? String(parts[parts.count - 1]) : ""
    }

    /// The first bytes of a regular file; of anything else none, since reading would take them away.
    private static func start(of path: String) -> [UInt8] {
        guard case .file = DiskItem(path), let handle = FileHandle(forReadingAtPath: path) else {
            return []
        }
        defer { try? handle.close() }
        return [UInt8]((try? handle.read(upToCount: ImageKind.prefixBytes)) ?? Data())
    }
}
