internal import Domain
internal import FoundationEssentials

/// A snapshot of the layout of before, with all its rows in one file; read, but no longer written.
struct WholeSnapshot: SnapshotStorage {
    let header: SnapshotHeader
    private let file: MappedFile
    private let layout: SnapshotLayout

    var hasRows: Bool { true }
    var segments: [SnapshotSegment] { [] }

    init(_ file: MappedFile) throws(Failure) {
        self.file = file
        header = try Self.header(file)
        layout = try SnapshotLayout(header)
    }

    func label(at index: Int) -> Int {
        Int(file.integer(Int32.self, at: layout.labels + index * 4))
    }

    func example(_ part: SnapshotPart, at index: Int) -> Int64 {
        let start = part == .labeled ? layout.labeledExamples : layout.unlabeledExamples
        return file.integer(at: start + index * 8)
    }

    func place(_ part: SnapshotPart, at index: Int) -> (file: MappedFile, bytes: Range<Int>) {
        let start = (part == .labeled ? layout.labeled : layout.unlabeled) + index * layout.rowBytes
        return (file, start..<start + layout.rowBytes)
    }

    func segmentPlace(_ part: SnapshotPart, at index: Int) -> (segment: Int, row: Int) {
        preconditionFailure("a snapshot of the old layout has no segments")
    }

    func row(_ row: Int, ofSegment segment: Int) -> (file: MappedFile, bytes: Range<Int>) {
        preconditionFailure("a snapshot of the old layout has no segments")
    }

    func contains(content: ContentPrefix, _ isIn: (Int64) -> Bool) -> Bool {
        func prefix(_ index: Int) -> ContentPrefix {
            let start = layout.contents + index * ContentPrefix.byteCount
            return ContentPrefix(high: file.integer(at: start), low: file.integer(at: start + 8))
        }
        let index = lowerBound(header.contentCount) { prefix($0) < content }
        return index < header.contentCount && prefix(index) == content
    }

    private static let magic = Array("TUTSNAP1".utf8)
    /// More than the names of 10,000 classes of 128 bytes take, all escaped.
    private static let headerLimit = 8 << 20

    private static func header(_ file: MappedFile) throws(Failure) -> SnapshotHeader {
        guard file.byteCount >= SnapshotLayout.alignment, file.bytes(0..<magic.count) == magic
        else {
            throw .dataLoss("\(file.path) is not a snapshot")
        }
        let offset = file.integer(UInt64.self, at: 8)
        let count = file.integer(UInt64.self, at: 16)
        let (end, overflow) = offset.addingReportingOverflow(count)
        guard !overflow, count <= headerLimit, end == file.byteCount else {
            throw .dataLoss("the snapshot \(file.path) is cut short or damaged")
        }
        let header: SnapshotHeader
        do {
            let json = Data(file.bytes(Int(offset)..<Int(end)))
            header = try JSONDecoder().decode(SnapshotHeader.self, from: json)
        } catch {
            throw .dataLoss("the header of the snapshot \(file.path) is damaged: \(error)")
        }
        guard try SnapshotLayout(header).headerOffset == offset else {
            throw .dataLoss("the snapshot \(file.path) does not have the rows that it names")
        }
        return header
    }
}

/// Where the parts of a whole snapshot lie, each from a multiple of 64 bytes on, numbers little-endian:
/// preamble; N rows; U rows; N labels (Int32); N and U example keys (Int64); the sorted content
/// prefixes (16 bytes each); the header as JSON, to the end.
struct SnapshotLayout: Sendable {
    static let alignment = 64
    let rowBytes: Int
    let labeled: Int
    let unlabeled: Int
    let labels: Int
    let labeledExamples: Int
    let unlabeledExamples: Int
    let contents: Int
    let contentCount: Int
    let headerOffset: Int

    init(_ header: SnapshotHeader) throws(Failure) {
        try header.input.validate()
        let counts = [header.labeledCount, header.unlabeledCount, header.contentCount]
        guard counts.allSatisfy({ (0...1 << 40).contains($0) }) else {
            throw .dataLoss("a snapshot with impossible counts: \(counts)")
        }
        var position = Self.alignment
        func part(_ count: Int, _ size: Int) throws(Failure) -> Int {
            let start = position
            let (bytes, over) = count.multipliedReportingOverflow(by: size)
            let (end, past) = start.addingReportingOverflow(bytes)
            let (padded, beyond) = end.addingReportingOverflow(Self.alignment - 1)
            guard !over, !past, !beyond else {
                throw .dataLoss("a snapshot with impossible counts: \(counts)")
            }
            position = padded / Self.alignment * Self.alignment
            return start
        }
        guard let rowBytes = header.input.byteCount else {
            throw .dataLoss("a snapshot of the old layout with rows of any length")
        }
        self.rowBytes = rowBytes
        labeled = try part(header.labeledCount, rowBytes)
        unlabeled = try part(header.unlabeledCount, rowBytes)
        labels = try part(header.labeledCount, 4)
        labeledExamples = try part(header.labeledCount, 8)
        unlabeledExamples = try part(header.unlabeledCount, 8)
        contentCount = header.contentCount
        contents = try part(header.contentCount, ContentPrefix.byteCount)
        headerOffset = position
    }
}
