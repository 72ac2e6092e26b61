internal import Domain
internal import Files

/// What the snapshots of a project know, each segment once however many snapshots share it.
struct KnownContents: Sendable {
    private var names: [String] = []
    private var segments: [String: SnapshotSegment] = [:]
    private var whole: [SnapshotFile] = []

    /// Takes in the snapshots `names`, oldest first, that it does not know yet.
    ///
    /// - Throws: what `open` throws.
    mutating func follow(
        _ names: [String],
        _ open: (String) throws(Failure) -> SnapshotFile
    ) throws(Failure) {
        if !names.starts(with: self.names) { self = KnownContents() }
        for name in names[self.names.count...] {
            let file = try open(name)
            if file.segments.isEmpty { whole.append(file) }
            for segment in file.segments { segments[segment.indexName] = segment }
            self.names.append(name)
        }
    }

    /// Whether one of the snapshots may have this content; false: none has.
    ///
    /// A segment also knows rows that a snapshot of it leaves out.
    func mayContain(_ content: Digest) -> Bool {
        segments.values.contains { $0.mayContain(content: content) }
            || whole.contains { $0.contains(content: content) }
    }
}
