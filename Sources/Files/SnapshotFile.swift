package import Domain

/// An immutable cut of a project's examples and labels, read through memory maps, so that training
/// memory does not grow with the store.
///
/// N labelled and U unlabelled rows, each the raw bytes of one input (`InputSpecification`), both in
/// the order of their example keys. The file is a small list of what lies in segments in
/// `segments/`, which snapshots share (``SnapshotManifest``); files of the layout before are read too.
package final class SnapshotFile: Sendable {
    /// What the snapshot says about itself.
    package var header: SnapshotHeader { storage.header }
    /// The number of labelled rows.
    package var labeledCount: Int { header.labeledCount }
    /// The number of unlabelled rows.
    package var unlabeledCount: Int { header.unlabeledCount }
    /// Whether the bytes of the rows are still kept; what was in the snapshot always is.
    package var hasRows: Bool { storage.hasRows }
    /// The segments that it shares with others; none in a file of the old layout.
    package var segments: [SnapshotSegment] { storage.segments }

    private let storage: any SnapshotStorage

    /// Opens the snapshot at `path`.
    ///
    /// - Parameters:
    ///   - path: The file; its segments are in the folder `segments` beside it.
    ///   - maps: The maps of segments that others have open.
    ///   - needsRows: Whether the bytes of the rows must be there.
    /// - Throws: ``Failure``: not found, or data loss when the bytes are no whole snapshot or rows
    ///   that are needed are gone.
    package init(
        path: String,
        maps: MappedFiles = MappedFiles(),
        needsRows: Bool = true
    ) throws(Failure) {
        let file = try MappedFile(path: path)
        if SnapshotManifest.isManifest(file) {
            storage = try SegmentedSnapshot(file, maps)
        } else {
            storage = try WholeSnapshot(file)
        }
        guard storage.hasRows || !needsRows else {
            throw .dataLoss("the rows of the snapshot \(path) are no longer kept")
        }
    }

    /// The class of labelled row `index`.
    package func label(at index: Int) -> Int {
        storage.label(at: check(index, .labeled))
    }

    /// The example key of labelled row `index`; ascending.
    package func labeledExample(at index: Int) -> Int64 {
        storage.example(.labeled, at: check(index, .labeled))
    }

    /// The example key of unlabelled row `index`; ascending.
    package func unlabeledExample(at index: Int) -> Int64 {
        storage.example(.unlabeled, at: check(index, .unlabeled))
    }

    /// Calls `body` with the raw bytes of labelled row `index`; they must not leave it.
    ///
    /// - Throws: what `body` throws.
    package func withLabeledRow<Result, Problem: Error>(
        _ index: Int,
        _ body: (Span<UInt8>) throws(Problem) -> Result
    ) throws(Problem) -> Result {
        let (file, bytes) = storage.place(.labeled, at: check(index, .labeled))
        return try file.withBytes(bytes, body)
    }

    /// Calls `body` with the raw bytes of unlabelled row `index`; they must not leave it.
    ///
    /// - Throws: what `body` throws.
    package func withUnlabeledRow<Result, Problem: Error>(
        _ index: Int,
        _ body: (Span<UInt8>) throws(Problem) -> Result
    ) throws(Problem) -> Result {
        let (file, bytes) = storage.place(.unlabeled, at: check(index, .unlabeled))
        return try file.withBytes(bytes, body)
    }

    /// The segment of labelled row `index`, and its row there.
    package func place(ofLabeled index: Int) -> (segment: Int, row: Int) {
        storage.segmentPlace(.labeled, at: check(index, .labeled))
    }

    /// The segment of unlabelled row `index`, and its row there.
    package func place(ofUnlabeled index: Int) -> (segment: Int, row: Int) {
        storage.segmentPlace(.unlabeled, at: check(index, .unlabeled))
    }

    /// Calls `body` with the raw bytes of a row of a segment, whether the snapshot names it or not.
    package func withRow<Result>(
        _ row: Int,
        ofSegment segment: Int,
        _ body: (Span<UInt8>) -> Result
    ) -> Result {
        let (file, bytes) = storage.row(row, ofSegment: segment)
        return file.withBytes(bytes, body)
    }

    /// A copy of the raw bytes of labelled row `index`.
    package func labeledRow(_ index: Int) -> [UInt8] {
        let (file, bytes) = storage.place(.labeled, at: check(index, .labeled))
        return file.bytes(bytes)
    }

    /// A copy of the raw bytes of unlabelled row `index`.
    package func unlabeledRow(_ index: Int) -> [UInt8] {
        let (file, bytes) = storage.place(.unlabeled, at: check(index, .unlabeled))
        return file.bytes(bytes)
    }

    /// Whether an input with this content is in the snapshot, labelled or not; a binary search in
    /// each segment.
    ///
    /// Compares the first 16 bytes of SHA-256, which no two inputs share in practice.
    package func contains(content digest: Digest) -> Bool {
        storage.contains(content: ContentPrefix(digest)) { contains(example: $0) }
    }

    /// Whether the example with this key is in the snapshot, labelled or not; two binary searches.
    package func contains(example key: Int64) -> Bool {
        containsLabeled(example: key) || containsUnlabeled(example: key)
    }

    /// Whether the example with this key is a labelled row; a binary search.
    package func containsLabeled(example key: Int64) -> Bool { contains(key, .labeled) }

    /// Whether the example with this key is an unlabelled row; a binary search.
    package func containsUnlabeled(example key: Int64) -> Bool { contains(key, .unlabeled) }

    private func contains(_ key: Int64, _ part: SnapshotPart) -> Bool {
        let count = header.count(part)
        let index = lowerBound(count) { storage.example(part, at: $0) < key }
        return index < count && storage.example(part, at: index) == key
    }

    private func check(_ index: Int, _ part: SnapshotPart) -> Int {
        let count = header.count(part)
        precondition((0..<count).contains(index), "row \(index) of \(count)")
        return index
    }
}

/// The first 16 bytes of a content's SHA-256, ordered as bytes.
struct ContentPrefix: Hashable, Comparable, Sendable {
    static let byteCount = 16
    var high: UInt64
    var low: UInt64

    init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    init(_ digest: Digest) {
        func number(_ range: Range<Int>) -> UInt64 {
            digest.bytes[range].reduce(0) { $0 << 8 | UInt64($1) }
        }
        high = number(0..<8)
        low = number(8..<16)
    }

    static func < (left: ContentPrefix, right: ContentPrefix) -> Bool {
        left.high == right.high ? left.low < right.low : left.high < right.high
    }
}
