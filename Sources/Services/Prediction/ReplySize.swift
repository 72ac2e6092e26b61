internal import Domain
internal import Messages

/// Keeps replies below what clients take by default: no caller can know that theirs would not be.
enum ReplySize {
    /// The limit of gRPC's clients, without what surrounds the rows.
    private static let limit = (4 << 20) - (64 << 10)
    /// A ranked class with its name, about.
    static let rankedBytes = 32

    /// Checks that the answers of `rows` rows with `rowBytes` each fit a reply.
    ///
    /// - Throws: ``Failure`` (invalid argument) with the most rows that do.
    static func check(
        rows: Int,
        rowBytes: Int,
        besides bytes: Int = 0,
        field: String = "inputs"
    ) throws(Failure) {
        guard rowBytes > 0, rows > (limit - bytes) / rowBytes else { return }
        throw .invalid(
            "the answers of \(rows) rows, \(rowBytes) bytes each, do not fit a reply of 4 MiB; ask for at "
                + "most \(max(1, (limit - bytes) / rowBytes)) rows at once",
            field: field
        )
    }

    /// The bytes that `options` ask for of each row, of that many classes.
    static func rowBytes(_ options: Wire.PredictOptions, classes: Int) -> Int {
        (options.probabilities ? 4 * classes : 0) + (options.logits ? 4 * classes : 0)
            + min(Int(clamping: options.topK), classes) * rankedBytes
    }
}
