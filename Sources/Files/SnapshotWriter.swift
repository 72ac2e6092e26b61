package import Domain

/// The writer of a ``SnapshotFile``.
///
/// First come all labelled rows, then all unlabelled ones, each by ascending example key. Rows that a
/// segment at hand has are named, the others stream to new segments; memory holds 28 bytes for each
/// row of one segment, 4 for each label, and 24 for each run of neighbours.
package struct SnapshotWriter: ~Copyable {
    private let path: String
    private let folder: String
    private var header: SnapshotHeader
    private var labels: [Int32] = []
    private var labeled = SnapshotSelection.Runs()
    private var unlabeled = SnapshotSelection.Runs()
    private var lastExample: Int64?
    /// What the snapshot is made of so far; nil: a segment that is being written.
    private var entries: [SnapshotSegment.Entry?] = []
    private let reusable: [SnapshotSegment]
    /// The number of each segment at hand in `entries`; nil: not yet used.
    private var numbers: [Int?]
    /// The segment at hand in which the last row was, and the row after it.
    private var next = (segment: 0, row: 0)
    private var fresh: SegmentWriter?
    /// The number of the segment that is being written.
    private var freshNumber = 0
    /// The bytes that were added to the disk.
    private var byteCount = 0

    /// Starts the snapshot `header`, whose counts are filled in as rows come, at `path`.
    ///
    /// - Parameters:
    ///   - path: The file; segments are written to the folder `segments` beside it.
    ///   - header: What the snapshot says about itself.
    ///   - segments: Segments in that folder that may have some of the rows.
    /// - Throws: ``Failure`` when the header is none.
    package init(
        path: String,
        header: SnapshotHeader,
        reusing segments: [SnapshotSegment] = []
    ) throws(Failure) {
        // All that throws comes first: a noncopyable value cannot be left half made.
        try header.input.validate()
        let folder = SnapshotManifest.segmentsPath(beside: path)
        try FileSystem.createDirectory(folder)
        self.path = path
        self.folder = folder
        self.header = header
        reusable = segments
        numbers = [Int?](repeating: nil, count: segments.count)
    }

    /// Appends a labelled row.
    ///
    /// - Throws: ``Failure``: data loss for bytes of a wrong size, unavailable from the disk.
    package mutating func appendLabeled(
        _ row: [UInt8],
        label: Int,
        example: Int64,
        content: Digest
    ) throws(Failure) {
        precondition(unlabeled.count == 0, "labelled rows come first")
        guard header.classes.indices.contains(label), let code = Int32(exactly: label) else {
            throw .dataLoss("example \(example) has class \(label) of \(header.classes.count)")
        }
        let place = try place(row, example, content)
        labels.append(code)
        labeled.append(segment: place.segment, row: place.row)
    }

    /// Appends an unlabelled row.
    ///
    /// - Throws: ``Failure``: data loss for bytes of a wrong size, unavailable from the disk.
    package mutating func appendUnlabeled(
        _ row: [UInt8],
        example: Int64,
        content: Digest
    ) throws(Failure) {
        if unlabeled.count == 0 {
            try finishSegment()
            lastExample = nil
            next = (0, 0)
        }
        let place = try place(row, example, content)
        unlabeled.append(segment: place.segment, row: place.row)
    }

    /// Makes the snapshot durable under its name, after all that it is made of.
    ///
    /// - Returns: The header with its counts, and the bytes that were added to the disk.
    /// - Throws: ``Failure`` (unavailable) when the disk does not take it.
    package mutating func commit() throws(Failure) -> (header: SnapshotHeader, byteCount: Int) {
        try finishSegment()
        header.labeledCount = labeled.count
        header.unlabeledCount = unlabeled.count
        let selection = try AtomicFile.writeAddressed(
            SnapshotSelection.encode(labeled: labeled, unlabeled: unlabeled, labels: labels),
            in: folder,
            SnapshotSelection.suffix
        )
        let manifest = try SnapshotManifest(
            header: header,
            segments: entries.compactMap(\.self),
            selection: selection.digest
        ).bytes()
        try AtomicFile.write(manifest, to: path)
        return (header, byteCount + selection.byteCount + manifest.count)
    }

    /// Where a row lies; one that lies nowhere is written.
    private mutating func place(
        _ row: [UInt8],
        _ example: Int64,
        _ content: Digest
    ) throws(Failure) -> (segment: Int, row: Int) {
        guard row.count == header.input.byteCount ?? row.count else {
            throw .dataLoss(
                "example \(example) has \(row.count) bytes; expected \(header.input.summary)"
            )
        }
        precondition(lastExample.map { $0 < example } ?? true, "rows come by ascending example key")
        lastExample = example
        if let found = find(example) {
            next = (found.segment, found.row + 1)
            return (number(found.segment), found.row)
        }
        if fresh == nil {
            fresh = try SegmentWriter(folder: folder, isVariable: header.input.byteCount == nil)
            freshNumber = entries.count
            entries.append(nil)
        }
        let place = (segment: freshNumber, row: fresh?.count ?? 0)
        try fresh?.append(row, example: example, content: ContentPrefix(content))
        if fresh?.isFull ?? false { try finishSegment() }
        return place
    }

    /// The segment at hand that has an example; most often it is the row after the last.
    private func find(_ example: Int64) -> (segment: Int, row: Int)? {
        if reusable.indices.contains(next.segment) {
            let segment = reusable[next.segment]
            if next.row < segment.count, segment.key(next.row) == example { return next }
        }
        for (number, segment) in reusable.enumerated() {
            if let row = segment.row(of: example) { return (number, row) }
        }
        return nil
    }

    /// The number of a segment at hand among those of the snapshot.
    private mutating func number(_ segment: Int) -> Int {
        if let number = numbers[segment] { return number }
        numbers[segment] = entries.count
        entries.append(reusable[segment].entry)
        return entries.count - 1
    }

    private mutating func finishSegment() throws(Failure) {
        guard var segment = fresh.take() else { return }
        let (entry, bytes) = try segment.finish()
        entries[freshNumber] = entry
        byteCount += bytes
    }
}
