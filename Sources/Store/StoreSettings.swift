/// The sizes of a store; the defaults were chosen for a million small examples on two cores.
package struct StoreSettings: Sendable {
    /// Bytes of pages that the writer keeps in memory.
    ///
    /// 256 MiB hold the ids of about five million examples, the one index of a large table whose
    /// keys come in any order.
    package var writerCacheBytes = 256 << 20
    /// Bytes of pages that each reader keeps in memory.
    package var readerCacheBytes = 16 << 20
    /// Pages of 4 KiB in the write-ahead log after which they are moved to the database: 64 MiB, so
    /// that a page that changes often is moved once for many commits.
    package var checkpointPages = 16_384
    /// The most pages of 4 KiB that the database may have; nil leaves it to the disk.
    ///
    /// At the limit writes are refused as on a full disk, and reads go on.
    package var pageLimit: Int?
    /// The connections that read.
    package var readers = 4
    /// The most operations in one commit.
    package var commitLimit = 1024
    /// The most bytes of contents in one commit.
    package var commitByteLimit = 64 << 20
    /// The longest that a commit waits for company; not at all when nothing else is going on.
    package var commitWaitMilliseconds = 2
    /// The most operations that wait for the writer; more are refused.
    package var queueLimit = 8192
    /// The most bytes of contents that wait for the writer; more are refused.
    package var queueByteLimit = 512 << 20
    /// The snapshots of a project, the last ones, whose rows are kept, beside those that a champion
    /// or an open job needs.
    package var snapshotLimit = 5
    /// How long the reply to a request id is kept.
    package var replyLifetimeMilliseconds: Int64 = 24 * 3600 * 1000

    /// The default settings.
    package init() {}
}
