/// Where rows lie in one pass over all views of a batch: those of labelled rows first, view after view, then those of
/// unlabelled rows.
struct JointRows {
    /// The labelled rows, of all their views.
    let known: Range<Int>
    private let count: Int

    init(_ batch: Batch) {
        known = 0..<batch.labeled.views.count * batch.labeled.count
        count = batch.unlabeled.count
    }

    /// A view of the unlabelled rows, from 0.
    func view(_ number: Int) -> Range<Int> {
        let first = known.upperBound + number * count
        return first..<first + count
    }
}
