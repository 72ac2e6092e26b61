package import Domain
internal import FoundationEssentials

/// The writer of a ``SnapshotFile``.
///
/// First come all labelled rows, then all unlabelled ones, each by ascending example key. Rows
/// stream to the disk; 28 bytes a row stay in memory until the end.
package struct SnapshotWriter: ~Copyable {
    private var file: AtomicFile
    private var header: SnapshotHeader
    private var labels: [Int32] = []
    private var labeledExamples: [Int64] = []
    private var unlabeledExamples: [Int64] = []
    private var contents: [ContentPrefix] = []

    /// Starts the snapshot `header`, whose counts are filled in as rows come, at `path`.
    ///
    /// - Throws: ``Failure`` when the file cannot be made.
    package init(path: String, header: SnapshotHeader) throws(Failure) {
        self.header = header
        file = try AtomicFile(path: path, reserving: SnapshotLayout.alignment)
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
        precondition(unlabeledExamples.isEmpty, "labelled rows come first")
        guard header.classes.indices.contains(label), let code = Int32(exactly: label) else {
            throw .dataLoss("example \(example) has class \(label) of \(header.classes.count)")
        }
        try append(row, example, after: labeledExamples.last)
        labels.append(code)
        labeledExamples.append(example)
        contents.append(ContentPrefix(content))
    }

    /// Appends an unlabelled row.
    ///
    /// - Throws: ``Failure``: data loss for bytes of a wrong size, unavailable from the disk.
    package mutating func appendUnlabeled(
        _ row: [UInt8],
        example: Int64,
        content: Digest
    ) throws(Failure) {
        if unlabeledExamples.isEmpty { try file.pad(to: SnapshotLayout.alignment) }
        try append(row, example, after: unlabeledExamples.last)
        unlabeledExamples.append(example)
        contents.append(ContentPrefix(content))
    }

    /// Makes the snapshot durable under its name.
    ///
    /// - Returns: The header with its counts, and the size of the file.
    /// - Throws: ``Failure`` (unavailable) when the disk does not take it.
    package mutating func commit() throws(Failure) -> (header: SnapshotHeader, byteCount: Int) {
        contents.sort()
        var unique: [ContentPrefix] = []
        unique.reserveCapacity(contents.count)
        for content in contents where content != unique.last { unique.append(content) }
        header.labeledCount = labeledExamples.count
        header.unlabeledCount = unlabeledExamples.count
        header.contentCount = unique.count
        try file.pad(to: SnapshotLayout.alignment)
        try write(labels) { label, bytes in bytes.append(littleEndian: label) }
        try write(labeledExamples) { key, bytes in bytes.append(littleEndian: key) }
        try write(unlabeledExamples) { key, bytes in bytes.append(littleEndian: key) }
        try write(unique) { content, bytes in
            bytes.append(littleEndian: content.high)
            bytes.append(littleEndian: content.low)
        }
        let offset = file.byteCount
        let json = try Self.encode(header)
        try file.append(json)
        var preamble = SnapshotHeader.magic
        preamble.append(littleEndian: UInt64(offset))
        preamble.append(littleEndian: UInt64(json.count))
        try file.overwriteStart(preamble)
        try file.commit()
        return (header, file.byteCount)
    }

    private mutating func append(
        _ row: [UInt8],
        _ example: Int64,
        after last: Int64?
    ) throws(Failure) {
        guard row.count == header.input.byteCount else {
            throw .dataLoss(
                "example \(example) has \(row.count) bytes instead of \(header.input.byteCount)"
            )
        }
        precondition(last.map { $0 < example } ?? true, "rows come by ascending example key")
        try file.append(row)
    }

    private mutating func write<Element>(
        _ elements: [Element],
        _ encode: (Element, inout [UInt8]) -> Void
    ) throws(Failure) {
        for start in stride(from: 0, to: elements.count, by: 4096) {
            var bytes: [UInt8] = []
            for element in elements[start..<min(start + 4096, elements.count)] {
                encode(element, &bytes)
            }
            try file.append(bytes)
        }
        try file.pad(to: SnapshotLayout.alignment)
    }

    private static func encode(_ header: SnapshotHeader) throws(Failure) -> [UInt8] {
        do {
            let encoder = JSONEncoder()
            encoder.outputFormatting = .sortedKeys
            return [UInt8](try encoder.encode(header))
        } catch {
            throw Failure(.internal, "a snapshot's header cannot be encoded: \(error)")
        }
    }
}
