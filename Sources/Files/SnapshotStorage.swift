internal import Domain

/// Which rows of a snapshot.
enum SnapshotPart: Hashable, Sendable {
    case labeled
    case unlabeled
}

/// Where the parts of a snapshot lie: in one file, or in segments that snapshots share.
protocol SnapshotStorage: Sendable {
    /// What the snapshot says about itself.
    var header: SnapshotHeader { get }
    /// Whether the bytes of the rows are there; what was in the snapshot is known all the same.
    var hasRows: Bool { get }
    /// The segments that another snapshot may share.
    var segments: [SnapshotSegment] { get }
    /// The class of a labelled row.
    func label(at index: Int) -> Int
    /// The example key of a row; ascending in each part.
    func example(_ part: SnapshotPart, at index: Int) -> Int64
    /// Where a row's bytes are.
    func place(_ part: SnapshotPart, at index: Int) -> (file: MappedFile, bytes: Range<Int>)
    /// The segment of a row, and its row there.
    func segmentPlace(_ part: SnapshotPart, at index: Int) -> (segment: Int, row: Int)
    /// Where the bytes of a row of a segment are.
    func row(_ row: Int, ofSegment segment: Int) -> (file: MappedFile, bytes: Range<Int>)
    /// The examples of one content that may be in the snapshot, and perhaps others.
    func contains(content: ContentPrefix, _ isIn: (Int64) -> Bool) -> Bool
}

extension SnapshotHeader {
    func count(_ part: SnapshotPart) -> Int {
        switch part {
        case .labeled: labeledCount
        case .unlabeled: unlabeledCount
        }
    }
}

/// The first of `count` ascending elements that is not below a limit.
func lowerBound(_ count: Int, _ isBelow: (Int) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
        let middle = low + (high - low) / 2
        if isBelow(middle) { low = middle + 1 } else { high = middle }
    }
    return low
}
