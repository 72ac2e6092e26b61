internal import Crypto
package import Domain

/// Takes the bytes of examples out of snapshots: their rows become zeros, and which examples and
/// contents a snapshot has stays known.
///
/// A segment with such a row is written anew under another name; the old one goes with the next
/// ``DataDirectory/sweepSegments(keeping:)``.
package struct SnapshotEraser: ~Copyable {
    private let keys: [Int64]
    private let maps = MappedFiles()
    /// What segments were replaced by.
    private var replaced: [SnapshotSegment.Entry: SnapshotSegment.Entry] = [:]

    /// An eraser of the examples with these keys.
    package init(examples keys: some Sequence<Int64>) { self.keys = Array(keys) }

    /// Erases the examples from the snapshot at `path`, which others see whole, before or after.
    ///
    /// - Throws: ``Failure``: data loss when it is damaged, unavailable when the disk has no room.
    package mutating func erase(from path: String) throws(Failure) {
        let file = try MappedFile(path: path)
        guard SnapshotManifest.isManifest(file) else { return try eraseWhole(file) }
        var manifest = try SnapshotManifest(file)
        let folder = SnapshotManifest.segmentsPath(beside: path)
        let rowBytes = manifest.header.input.byteCount
        var hasChanged = false
        for index in manifest.segments.indices {
            let entry = manifest.segments[index]
            let new = try replacement(of: entry, in: folder, rowBytes)
            guard new != entry else { continue }
            manifest.segments[index] = new
            hasChanged = true
        }
        if hasChanged { try AtomicFile.write(try manifest.bytes(), to: path) }
    }

    private mutating func replacement(
        of entry: SnapshotSegment.Entry,
        in folder: String,
        _ rowBytes: Int?
    ) throws(Failure) -> SnapshotSegment.Entry {
        if let known = replaced[entry] { return known }
        let path = "\(folder)/\(entry.rowsName)"
        guard FileSystem.exists(path) else { return entry }
        let segment = try SnapshotSegment(entry, in: folder, maps)
        let file = try MappedFile(path: path)
        try segment.check(file, size: rowBytes)
        let ranges = keys.compactMap { segment.row(of: $0) }
            .map { segment.bytes(of: $0, size: rowBytes) }
            .filter { file.hasBytes(in: $0) }
        var new = entry
        if !ranges.isEmpty {
            var hash = SHA256()
            var rows = try AtomicFile(path: "\(folder)/new\(SnapshotSegment.rowsSuffix)")
            try file.copy(zeroing: ranges) { bytes throws(Failure) in
                hash.update(data: bytes)
                try rows.append(bytes)
            }
            new.rows = "\(try Digest(stored: Array(hash.finalize())))"
            let name = "\(folder)/\(new.rowsName)"
            if !FileSystem.exists(name) { try rows.commit(as: name) }
        }
        replaced[entry] = new
        return new
    }

    /// A file of the old layout has its rows in itself.
    private func eraseWhole(_ file: MappedFile) throws(Failure) {
        let snapshot = try WholeSnapshot(file)
        var ranges: [Range<Int>] = []
        for part in [SnapshotPart.labeled, .unlabeled] {
            let count = snapshot.header.count(part)
            for key in keys {
                let index = lowerBound(count) { snapshot.example(part, at: $0) < key }
                guard index < count, snapshot.example(part, at: index) == key else { continue }
                ranges.append(snapshot.place(part, at: index).bytes)
            }
        }
        ranges = ranges.filter { file.hasBytes(in: $0) }
        guard !ranges.isEmpty else { return }
        var copy = try AtomicFile(path: file.path)
        try file.copy(zeroing: ranges) { bytes throws(Failure) in try copy.append(bytes) }
        try copy.commit()
    }
}

extension MappedFile {
    /// Whether not all bytes of a range are zero.
    fileprivate func hasBytes(in range: Range<Int>) -> Bool {
        bytes(range).contains { $0 != 0 }
    }

    /// Gives all bytes to `body` in order, in pieces; those in `ranges` are zeros.
    fileprivate func copy(
        zeroing ranges: [Range<Int>],
        _ body: ([UInt8]) throws(Failure) -> Void
    ) throws(Failure) {
        let ranges = ranges.sorted { $0.lowerBound < $1.lowerBound }
        var next = 0
        for start in stride(from: 0, to: byteCount, by: 1 << 20) {
            let piece = start..<min(start + 1 << 20, byteCount)
            var bytes = bytes(piece)
            while next < ranges.count, ranges[next].lowerBound < piece.upperBound {
                let range = ranges[next].clamped(to: piece)
                for index in range { bytes[index - piece.lowerBound] = 0 }
                guard ranges[next].upperBound <= piece.upperBound else { break }
                next += 1
            }
            try body(bytes)
        }
    }
}
