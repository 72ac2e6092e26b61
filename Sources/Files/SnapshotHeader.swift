package import Domain
internal import FoundationEssentials

/// What a snapshot says about itself.
package struct SnapshotHeader: Hashable, Sendable, Codable {
    /// The project it was cut from.
    package var project: String
    /// Everything written up to this sequence number is in the cut.
    package var sequence: SequenceNumber
    /// What one row is.
    package var input: InputSpecification
    /// The names of the classes, in the order of the labels.
    package var classes: [String]
    /// The seed of the project's random choices.
    package var seed: UInt64
    /// The number of labelled rows.
    package var labeledCount = 0
    /// The number of unlabelled rows.
    package var unlabeledCount = 0
    /// The number of different contents.
    package var contentCount = 0

    /// Describes a cut that has no rows yet.
    package init(
        project: String,
        sequence: SequenceNumber,
        input: InputSpecification,
        classes: [String],
        seed: UInt64
    ) {
        self.project = project
        self.sequence = sequence
        self.input = input
        self.classes = classes
        self.seed = seed
    }

    static let magic = Array("TUTSNAP1".utf8)
    /// Magic, and where the header is: its offset and byte count.
    static let preambleBytes = 24
    /// More than the names of 10,000 classes of 128 bytes take, all escaped.
    static let byteLimit = 8 << 20

    static func decode(_ file: MappedFile) throws(Failure) -> SnapshotHeader {
        guard file.byteCount >= SnapshotLayout.alignment, file.bytes(0..<magic.count) == magic
        else {
            throw .dataLoss("\(file.path) is not a snapshot")
        }
        let offset = file.integer(UInt64.self, at: 8)
        let count = file.integer(UInt64.self, at: 16)
        let (end, overflow) = offset.addingReportingOverflow(count)
        guard !overflow, count <= byteLimit, end == file.byteCount else {
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

/// Where the parts of a snapshot lie, each from a multiple of 64 bytes on, numbers little-endian:
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
        rowBytes = header.input.byteCount
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
