package import Domain
internal import GRDB

/// What stands in a split at one moment; equal stamps mean equal examples with equal labels.
///
/// Records are numbered upwards and never change, so any new example or label changes the sum.
package struct SplitStamp: Hashable, Sendable {
    /// The labelled examples.
    package var count: Int64
    /// The sum of the numbers of the labels in force.
    package var sum: Int64
}

extension StoreReader {
    /// The stamp of `split` now.
    ///
    /// - Throws: ``Failure`` (not found).
    package func stamp(_ name: ProjectName, _ split: Split) throws -> SplitStamp {
        let stamp = try one(
            """
            SELECT COUNT(record), COALESCE(SUM(record), 0) FROM example INDEXED BY example_split
            WHERE project = ? AND split = ?
            """,
            [try key(name), split.code]
        ) { SplitStamp(count: try $0.integer(), sum: try $0.integer()) }
        return stamp ?? SplitStamp(count: 0, sum: 0)
    }
}
