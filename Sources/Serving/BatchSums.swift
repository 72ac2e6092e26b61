internal import Domain
internal import Networks

/// The arrays of a ``BatchOutput``, kept to be used again once its readers are gone.
struct BatchStorage {
    var labels: [Int] = []
    var values: [Float] = []
}

/// Gathers what the rows of a batch come to, in the buffers of the ``BatchOutput`` that they become.
struct BatchSums {
    private let release: Release
    private let rows: Int
    private let classes: Int
    private let embeddingWidth: Int
    private var labels: [Int]
    /// The layout of ``BatchOutput/values``.
    private var values: [Float]
    /// The first row of each request whose logits are not finite.
    private var refused: [Int: Int] = [:]

    /// Whether features are gathered: a request of the batch asked for them, or outliers are told by them.
    var wantsEmbeddings: Bool { embeddingWidth > 0 }

    /// Begins the sums of `rows` rows.
    ///
    /// In `storage` lies what an earlier batch came to: only for rows of one view, which are written
    /// and not added to.
    init(
        _ release: Release,
        rows: Int,
        wantsEmbeddings: Bool,
        in storage: consuming BatchStorage = BatchStorage()
    ) {
        self.release = release
        self.rows = rows
        classes = release.classes.count
        embeddingWidth = wantsEmbeddings ? release.network.network.features : 0
        labels = storage.labels
        values = storage.values
        storage = BatchStorage()
        labels.removeAll(keepingCapacity: true)
        labels.reserveCapacity(rows)
        let count = rows * (2 * classes + embeddingWidth)
        if values.count != count { values = [Float](repeating: 0, count: count) }
    }

    /// Adds one row: the network rows `first..<first + views` of a pass, the row itself first.
    ///
    /// The probabilities are the mean of the views' softmax, summed from the first view to the last;
    /// the label is the largest of them. Returns whether all logits of the views are finite.
    mutating func add(
        _ pass: borrowing ForwardPass,
        first: Int,
        views: Int,
        temperature: Float
    ) -> Bool {
        let (rows, classes, embeddingWidth) = (rows, classes, embeddingWidth)
        let row = labels.count
        let own = first * classes
        let logits = pass.logits.span
        let ownLogits = (rows + row) * classes
        // One look at who else has the array.
        var values = values.mutableSpan
        for index in 0..<classes { values[ownLogits + index] = logits[own + index] }
        if embeddingWidth > 0 {
            let start = 2 * rows * classes + row * embeddingWidth
            let features = pass.features.span
            for index in 0..<embeddingWidth {
                values[start + index] = features[first * embeddingWidth + index]
            }
        }
        let start = row * classes
        let isFinite =
            views == 1
            ? writeSoftmax(logits, own..<own + classes, temperature, to: &values, at: start)
            : Self.addViews(logits, own, classes, views, temperature, to: &values, at: start)
        labels.append(values.span.indexOfLargest(in: start..<start + classes) - start)
        return isFinite
    }

    private static func addViews(
        _ logits: Span<Float>,
        _ own: Int,
        _ classes: Int,
        _ views: Int,
        _ temperature: Float,
        to values: inout MutableSpan<Float>,
        at start: Int
    ) -> Bool {
        var isFinite = true
        var ofView = [Float](repeating: 0, count: classes)
        for view in 0..<views {
            let range = own + view * classes..<own + (view + 1) * classes
            var probabilities = ofView.mutableSpan
            guard writeSoftmax(logits, range, temperature, to: &probabilities, at: 0) else {
                isFinite = false
                continue
            }
            for index in 0..<classes { values[start + index] += probabilities[index] }
        }
        for index in start..<start + classes { values[index] /= Float(views) }
        return isFinite
    }

    /// Notes that a request cannot be answered because of a row.
    mutating func refuse(request: Int, row: Int) {
        if refused[request] == nil { refused[request] = row }
    }

    /// What the rows came to.
    consuming func output() -> BatchOutput {
        BatchOutput(
            release: release,
            rows: rows,
            embeddingWidth: embeddingWidth,
            labels: labels,
            values: values
        )
    }

    /// Why a request with `row` cannot be answered.
    static func notFinite(row: Int) -> Failure {
        .invalid(
            "the logits of row \(row) are not finite: its values are too large for the model",
            field: "inputs"
        )
    }

    /// Hands out each request's rows, in order.
    consuming func finish(
        _ requests: [PredictionRequest],
        _ body: (PredictionRequest, Result<Prediction, Failure>) -> Void
    ) {
        let refused = refused
        let output = output()
        var first = 0
        for (number, request) in requests.enumerated() {
            defer { first += request.rows }
            if !refused.isEmpty, let row = refused[number] {
                body(request, .failure(Self.notFinite(row: row)))
                continue
            }
            let prediction = Prediction(
                output: output,
                first: first,
                rows: request.rows,
                hasEmbedding: request.options.embedding
            )
            body(request, .success(prediction))
        }
    }
}
