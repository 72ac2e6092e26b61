internal import Domain
internal import Files

#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// What a comparison has done so far, in a file: what is there is not done again.
///
/// Belongs to one thread.
final class ComparisonLedger {
    private struct Content: Codable {
        /// The trainings that are over.
        var trials: [ComparisonTrial] = []
        /// What tried settings came to, by what names them, and in how many rows they were right.
        var searched: [String: Int] = [:]
        /// The seconds of CPU of the training that runs, with those of processes that were stopped.
        var spent = 0.0
    }

    private let path: String
    private var content = Content()
    /// The clock of this process when ``Content/spent`` was last brought up to date.
    private var mark = clock()

    /// Reads a file; one that is not there is empty.
    ///
    /// - Throws: ``Failure`` (data loss) where it is damaged.
    init(path: String) throws(Failure) {
        self.path = path
        let file: MappedFile
        do throws(Failure) {
            file = try MappedFile(path: path)
        } catch {
            guard error.kind == .notFound else { throw error }
            return
        }
        content = try JSON.decode(String(decoding: file.bytes(0..<file.byteCount), as: UTF8.self))
    }

    /// The trainings that are over.
    var trials: [ComparisonTrial] { content.trials }

    /// The seconds of CPU since the last training was over, as they were last saved.
    var spent: Double { content.spent }

    /// Whether settings were tried since the last training was over.
    var hasSearched: Bool { !content.searched.isEmpty }

    /// In how many rows settings were right that were tried before; nil: they were not.
    func searched(_ name: String) -> Int? { content.searched[name] }

    /// Keeps what tried settings came to.
    func keep(_ name: String, right: Int) throws(Failure) {
        content.searched[name] = right
        try save()
    }

    /// Keeps what a training came to, and begins to count the seconds of the next one.
    func keep(_ trial: ComparisonTrial) throws(Failure) {
        var trial = trial
        count()
        trial.cpuSeconds = content.spent
        content.spent = 0
        content.searched = [:]
        content.trials.append(trial)
        try save()
    }

    /// Keeps the seconds that were spent.
    func save() throws(Failure) {
        count()
        try AtomicFile.write(Array(try JSON.encode(content).utf8), to: path)
    }

    private func count() {
        let now = clock()
        content.spent += Double(now - mark) / Double(CLOCKS_PER_SEC)
        mark = now
    }
}
