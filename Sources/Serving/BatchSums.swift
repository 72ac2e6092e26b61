internal import Domain
internal import Networks

/// Gathers what the rows of a batch come to.
struct BatchSums {
    private let release: Release
    private let classes: Int
    private let embeddingWidth: Int
    /// Whether a request of the batch asked for embeddings.
    let wantsEmbeddings: Bool
    private var labels: [Int] = []
    private var probabilities: [Float] = []
    private var logits: [Float] = []
    private var embeddings: [Float] = []
    /// The first row of each request whose logits are not finite.
    private var refused: [Int: Int] = [:]

    init(_ release: Release, _ requests: [PredictionRequest]) {
        self.release = release
        classes = release.classes.count
        embeddingWidth = release.network.network.features
        wantsEmbeddings = requests.contains { $0.options.embedding }
        let rows = requests.reduce(0) { $0 + $1.rows }
        labels.reserveCapacity(rows)
        probabilities.reserveCapacity(rows * classes)
        logits.reserveCapacity(rows * classes)
        if wantsEmbeddings { embeddings.reserveCapacity(rows * embeddingWidth) }
    }

    /// Adds one row: the network rows `first..<first + views` of a pass, the row itself first.
    ///
    /// The probabilities are the mean of the views' softmax, summed from the first view to the last;
    /// the label is the largest of them. Returns whether all logits of the views are finite.
    mutating func add(
        _ pass: ForwardPass,
        first: Int,
        views: Int,
        temperature: Float
    ) -> Bool {
        let own = first * classes
        self.logits.append(contentsOf: pass.logits[own..<own + classes])
        if wantsEmbeddings {
            let start = first * embeddingWidth
            embeddings.append(contentsOf: pass.features[start..<start + embeddingWidth])
        }
        let start = probabilities.count
        for _ in 0..<classes { probabilities.append(0) }
        var isFinite = true
        let logits = pass.logits.span
        for view in 0..<views {
            let range = own + view * classes..<own + (view + 1) * classes
            isFinite =
                addSoftmax(logits, range, temperature, to: &probabilities, at: start)
                && isFinite
        }
        if views > 1 {
            for index in start..<start + classes { probabilities[index] /= Float(views) }
        }
        labels.append(largest(of: probabilities.span, start..<start + classes) - start)
        return isFinite
    }

    /// Notes that a request cannot be answered because of a row.
    mutating func refuse(request: Int, row: Int) {
        if refused[request] == nil { refused[request] = row }
    }

    /// Hands out each request's rows, in order.
    consuming func finish(
        _ requests: [PredictionRequest],
        _ body: (PredictionRequest, Result<Prediction, Failure>) -> Void
    ) {
        let output = BatchOutput(
            release: release,
            embeddingWidth: embeddingWidth,
            labels: labels,
            probabilities: probabilities,
            logits: logits,
            embeddings: embeddings
        )
        var first = 0
        for (number, request) in requests.enumerated() {
            defer { first += request.rows }
            if !refused.isEmpty, let row = refused[number] {
                let failure = Failure.invalid(
                    "the logits of row \(row) are not finite: its values are too large for the model",
                    field: "inputs"
                )
                body(request, .failure(failure))
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
