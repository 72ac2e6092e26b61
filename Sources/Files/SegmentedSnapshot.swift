package import Domain
internal import FoundationEssentials

/// What the file of a snapshot holds: magic, then this as JSON.
package struct SnapshotManifest: Hashable, Sendable, Codable {
    /// How the names of snapshots end.
    package static let suffix = ".snapshot"

    /// How the names of its parts end.
    static let partSuffixes = [
        SnapshotSegment.rowsSuffix, SnapshotSegment.indexSuffix, SnapshotSelection.suffix,
    ]

    /// The folder of what the snapshot at `path` is made of.
    static func segmentsPath(beside path: String) -> String {
        "\(Path.directory(of: path))/segments"
    }

    /// What the snapshot says about itself.
    var header: SnapshotHeader
    /// The segments, by their number in the selection.
    var segments: [SnapshotSegment.Entry]
    /// The SHA-256 of the selection, in hexadecimal.
    var selection: String

    /// The names of the files with the bytes of its rows.
    package var rowFiles: [String] { segments.map(\.rowsName) }
    /// The names of the other files that it is made of.
    package var indexFiles: [String] {
        segments.map(\.indexName) + [selection + SnapshotSelection.suffix]
    }

    private static let magic = Array("TUTSNAP2".utf8)
    /// More than a million segments take.
    private static let byteLimit = 256 << 20

    static func isManifest(_ file: MappedFile) -> Bool {
        file.byteCount >= magic.count && file.bytes(0..<magic.count) == magic
    }

    /// Reads the manifest at `path`; nil for a file of the old layout.
    ///
    /// - Throws: ``Failure``: not found, or data loss when it is damaged.
    package static func read(_ path: String) throws(Failure) -> SnapshotManifest? {
        let file = try MappedFile(path: path)
        return isManifest(file) ? try SnapshotManifest(file) : nil
    }

    init(header: SnapshotHeader, segments: [SnapshotSegment.Entry], selection: String) {
        self.header = header
        self.segments = segments
        self.selection = selection
    }

    init(_ file: MappedFile) throws(Failure) {
        guard file.byteCount <= Self.byteLimit else {
            throw .dataLoss("\(file.path) is too large for a snapshot's list")
        }
        do {
            let json = Data(file.bytes(Self.magic.count..<file.byteCount))
            self = try JSONDecoder().decode(SnapshotManifest.self, from: json)
        } catch {
            throw .dataLoss("the snapshot \(file.path) is cut short or damaged: \(error)")
        }
        // They become parts of paths.
        let names = segments.flatMap { [$0.rows, $0.index] } + [selection]
        guard names.allSatisfy({ $0.utf8.count == 64 && $0.allSatisfy(\.isHexDigit) }) else {
            throw .dataLoss("the snapshot \(file.path) names files that are none of ours")
        }
        try header.input.validate()
        guard (0...1 << 40).contains(header.labeledCount),
            (0...1 << 40).contains(header.unlabeledCount)
        else { throw .dataLoss("the snapshot \(file.path) has impossible counts") }
    }

    func bytes() throws(Failure) -> [UInt8] {
        do {
            let encoder = JSONEncoder()
            encoder.outputFormatting = .sortedKeys
            return Self.magic + (try encoder.encode(self))
        } catch {
            throw Failure(.internal, "a snapshot cannot be encoded: \(error)")
        }
    }
}

/// A snapshot whose rows lie in segments that it shares with others.
struct SegmentedSnapshot: SnapshotStorage {
    let header: SnapshotHeader
    let segments: [SnapshotSegment]
    private let selection: SnapshotSelection
    /// The bytes of the rows of each segment; nil where they are no longer kept.
    private let rows: [MappedFile]?
    private let rowBytes: Int?

    var hasRows: Bool { rows != nil }

    init(_ file: MappedFile, _ maps: MappedFiles) throws(Failure) {
        let manifest = try SnapshotManifest(file)
        let folder = SnapshotManifest.segmentsPath(beside: file.path)
        header = manifest.header
        rowBytes = header.input.byteCount
        var (segments, rows): ([SnapshotSegment], [MappedFile]) = ([], [])
        for entry in manifest.segments {
            let segment = try SnapshotSegment(entry, in: folder, maps)
            segments.append(segment)
            let path = "\(folder)/\(entry.rowsName)"
            let file: MappedFile
            do {
                file = try maps.file(path)
            } catch  where error.kind == .notFound {
                continue
            }
            try segment.check(file, size: rowBytes)
            rows.append(file)
        }
        let name = manifest.selection + SnapshotSelection.suffix
        selection = try SnapshotSelection("\(folder)/\(name)", header, segments, maps)
        self.segments = segments
        self.rows = rows.count == segments.count ? rows : nil
    }

    func label(at index: Int) -> Int { selection.label(at: index) }

    func example(_ part: SnapshotPart, at index: Int) -> Int64 {
        let place = selection.place(part, at: index)
        return segments[place.segment].key(place.row)
    }

    func place(_ part: SnapshotPart, at index: Int) -> (file: MappedFile, bytes: Range<Int>) {
        let place = selection.place(part, at: index)
        return row(place.row, ofSegment: place.segment)
    }

    func segmentPlace(_ part: SnapshotPart, at index: Int) -> (segment: Int, row: Int) {
        selection.place(part, at: index)
    }

    func row(_ row: Int, ofSegment segment: Int) -> (file: MappedFile, bytes: Range<Int>) {
        guard let rows else { preconditionFailure("the rows of a snapshot are no longer kept") }
        return (rows[segment], segments[segment].bytes(of: row, size: rowBytes))
    }

    func contains(content: ContentPrefix, _ isIn: (Int64) -> Bool) -> Bool {
        segments.contains { $0.contains(content, isIn) }
    }
}
