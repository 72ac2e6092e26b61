internal import Domain

/// Which rows of a snapshot's segments are labelled, with which class, and which are unlabelled.
///
/// A file of its own, named by its SHA-256, so that snapshots of the same rows and labels share it:
/// magic; the numbers N and U of rows and of runs of each part (UInt64, 4 of them); the runs of the
/// labelled rows, then those of the unlabelled ones; N classes (Int32). A run is 16 bytes: the number
/// of its first row in the snapshot (UInt64), its segment (UInt32) and its first row there (UInt32);
/// it goes on to the next run.
struct SnapshotSelection: Sendable {
    /// How the names of selections end.
    static let suffix = ".selection"
    static let magic = Array("TUTSELE1".utf8)
    private static let start = 40
    private static let runBytes = 16

    private let file: MappedFile
    private let labeledRuns: Int
    private let unlabeledRuns: Int

    /// Opens a selection of the rows that `header` counts.
    ///
    /// - Throws: ``Failure`` (data loss) when it is missing or damaged.
    init(
        _ path: String,
        _ header: SnapshotHeader,
        _ segments: [SnapshotSegment],
        _ maps: MappedFiles
    ) throws(Failure) {
        file = try present(path, maps)
        let damaged = Failure.dataLoss("\(path) is damaged")
        guard file.byteCount >= Self.start, file.bytes(0..<8) == Self.magic else { throw damaged }
        let numbers = (0..<4).map { [file] in file.integer(UInt64.self, at: 8 + $0 * 8) }
        guard numbers.allSatisfy({ $0 <= 1 << 40 }), numbers[0] == UInt64(header.labeledCount),
            numbers[1] == UInt64(header.unlabeledCount)
        else { throw damaged }
        (labeledRuns, unlabeledRuns) = (Int(numbers[2]), Int(numbers[3]))
        let runs = (labeledRuns + unlabeledRuns) * Self.runBytes
        guard file.byteCount == Self.start + runs + header.labeledCount * 4,
            isSound(.labeled, header, segments), isSound(.unlabeled, header, segments)
        else { throw damaged }
    }

    /// The class of a labelled row.
    func label(at index: Int) -> Int {
        let labels = Self.start + (labeledRuns + unlabeledRuns) * Self.runBytes
        return Int(file.integer(Int32.self, at: labels + index * 4))
    }

    /// The segment of a row and its row there; a binary search among the runs.
    func place(_ part: SnapshotPart, at index: Int) -> (segment: Int, row: Int) {
        let count = part == .labeled ? labeledRuns : unlabeledRuns
        let run = run(part, lowerBound(count) { self.run(part, $0).first <= index } - 1)
        return (run.segment, run.start + index - run.first)
    }

    private func run(
        _ part: SnapshotPart,
        _ number: Int
    ) -> (first: Int, segment: Int, start: Int) {
        let position = part == .labeled ? number : labeledRuns + number
        let offset = Self.start + position * Self.runBytes
        return (
            Int(file.integer(UInt64.self, at: offset)),
            Int(file.integer(UInt32.self, at: offset + 8)),
            Int(file.integer(UInt32.self, at: offset + 12))
        )
    }

    /// Whether every run lies in its segment, so that no row can be asked for that is not there.
    private func isSound(
        _ part: SnapshotPart,
        _ header: SnapshotHeader,
        _ segments: [SnapshotSegment]
    ) -> Bool {
        let count = part == .labeled ? labeledRuns : unlabeledRuns
        var end = header.count(part)
        for number in (0..<count).reversed() {
            let run = run(part, number)
            guard run.first < end, segments.indices.contains(run.segment),
                run.start + end - run.first <= segments[run.segment].count
            else { return false }
            end = run.first
        }
        return end == 0
    }

    /// The bytes of a selection.
    static func encode(labeled: Runs, unlabeled: Runs, labels: [Int32]) -> [UInt8] {
        var bytes = magic
        for number in [labeled.count, unlabeled.count, labeled.runs.count, unlabeled.runs.count] {
            bytes.append(littleEndian: UInt64(number))
        }
        for run in labeled.runs + unlabeled.runs {
            bytes.append(littleEndian: UInt64(run.first))
            bytes.append(littleEndian: UInt32(run.segment))
            bytes.append(littleEndian: UInt32(run.start))
        }
        for label in labels { bytes.append(littleEndian: label) }
        return bytes
    }

    /// Rows in order, as runs of neighbours in one segment.
    struct Runs {
        private(set) var runs: [(first: Int, segment: Int, start: Int)] = []
        /// The number of rows.
        private(set) var count = 0

        mutating func append(segment: Int, row: Int) {
            if let last = runs.last, last.segment == segment,
                last.start + count - last.first == row
            {
                count += 1
                return
            }
            runs.append((count, segment, row))
            count += 1
        }
    }
}
