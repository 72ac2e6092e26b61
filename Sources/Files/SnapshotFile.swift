package import Domain

/// An immutable cut of a project's examples and labels, read through a memory map, so that training
/// memory does not grow with the store.
///
/// N labelled and U unlabelled rows, each the raw bytes of one input (`InputSpecification`), both in
/// the order of their example keys. Layout in ``SnapshotLayout``.
package final class SnapshotFile: Sendable {
    /// What the snapshot says about itself.
    package let header: SnapshotHeader
    /// The number of labelled rows.
    package var labeledCount: Int { header.labeledCount }
    /// The number of unlabelled rows.
    package var unlabeledCount: Int { header.unlabeledCount }

    private let file: MappedFile
    private let layout: SnapshotLayout

    /// Opens the snapshot at `path`.
    ///
    /// - Throws: ``Failure``: not found, or data loss when the bytes are no whole snapshot.
    package init(path: String) throws(Failure) {
        let file = try MappedFile(path: path)
        self.file = file
        header = try SnapshotHeader.decode(file)
        layout = try SnapshotLayout(header)
    }

    /// The class of labelled row `index`.
    package func label(at index: Int) -> Int {
        Int(file.integer(Int32.self, at: layout.labels + check(index, labeledCount) * 4))
    }

    /// The example key of labelled row `index`; ascending.
    package func labeledExample(at index: Int) -> Int64 {
        file.integer(at: layout.labeledExamples + check(index, labeledCount) * 8)
    }

    /// The example key of unlabelled row `index`; ascending.
    package func unlabeledExample(at index: Int) -> Int64 {
        file.integer(at: layout.unlabeledExamples + check(index, unlabeledCount) * 8)
    }

    /// Calls `body` with the raw bytes of labelled row `index`; they must not leave it.
    ///
    /// - Throws: what `body` throws.
    package func withLabeledRow<Result, Problem: Error>(
        _ index: Int,
        _ body: (Span<UInt8>) throws(Problem) -> Result
    ) throws(Problem) -> Result {
        let start = layout.labeled + check(index, labeledCount) * layout.rowBytes
        return try file.withBytes(start..<start + layout.rowBytes, body)
    }

    /// Calls `body` with the raw bytes of unlabelled row `index`; they must not leave it.
    ///
    /// - Throws: what `body` throws.
    package func withUnlabeledRow<Result, Problem: Error>(
        _ index: Int,
        _ body: (Span<UInt8>) throws(Problem) -> Result
    ) throws(Problem) -> Result {
        let start = layout.unlabeled + check(index, unlabeledCount) * layout.rowBytes
        return try file.withBytes(start..<start + layout.rowBytes, body)
    }

    /// A copy of the raw bytes of labelled row `index`.
    package func labeledRow(_ index: Int) -> [UInt8] {
        let start = layout.labeled + check(index, labeledCount) * layout.rowBytes
        return file.bytes(start..<start + layout.rowBytes)
    }

    /// A copy of the raw bytes of unlabelled row `index`.
    package func unlabeledRow(_ index: Int) -> [UInt8] {
        let start = layout.unlabeled + check(index, unlabeledCount) * layout.rowBytes
        return file.bytes(start..<start + layout.rowBytes)
    }

    /// Whether an input with this content is in the snapshot, labelled or not; a binary search.
    ///
    /// Compares the first 16 bytes of SHA-256, which no two inputs share in practice.
    package func contains(content digest: Digest) -> Bool {
        let wanted = ContentPrefix(digest)
        return search(layout.contentCount, content(at:), for: wanted)
    }

    /// Whether the example with this key is in the snapshot, labelled or not; two binary searches.
    package func contains(example key: Int64) -> Bool {
        containsLabeled(key) || containsUnlabeled(key)
    }

    /// Whether the example with this key is in the snapshot with its label; a binary search.
    package func containsLabeled(_ key: Int64) -> Bool {
        search(labeledCount, labeledExample(at:), for: key)
    }

    /// Whether the example with this key is in the snapshot without a label; a binary search.
    package func containsUnlabeled(_ key: Int64) -> Bool {
        search(unlabeledCount, unlabeledExample(at:), for: key)
    }

    private func content(at index: Int) -> ContentPrefix {
        let start = layout.contents + index * ContentPrefix.byteCount
        return ContentPrefix(high: file.integer(at: start), low: file.integer(at: start + 8))
    }

    private func search<Key: Comparable>(
        _ count: Int,
        _ key: (Int) -> Key,
        for wanted: Key
    ) -> Bool {
        var (low, high) = (0, count)
        while low < high {
            let middle = low + (high - low) / 2
            if key(middle) < wanted { low = middle + 1 } else { high = middle }
        }
        return low < count && key(low) == wanted
    }

    private func check(_ index: Int, _ count: Int) -> Int {
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
