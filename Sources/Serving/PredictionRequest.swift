package import Domain

/// What is computed for every row of a request.
package struct PredictionOptions: Hashable, Sendable {
    /// The number of fixed weak views whose softmax is averaged, 1 or 9.
    package var views: Int
    /// Whether the features before the last layer are returned.
    package var embedding: Bool
    /// What the logits are divided by before the softmax.
    package var temperature: Float

    /// Creates options; the defaults are those of a plain prediction.
    package init(views: Int = 1, embedding: Bool = false, temperature: Float = 1) {
        self.views = views
        self.embedding = embedding
        self.temperature = temperature
    }
}

/// Rows that wait for one release's answer.
///
/// Immutable: whoever holds it may read it on any thread.
package final class PredictionRequest: Sendable {
    /// A time that never comes.
    package static let noDeadline = UInt64.max

    /// The release that answers.
    package let release: Release
    /// The raw bytes of `rows` inputs, as ``RowRanges`` has them, already validated.
    package let inputs: [UInt8]
    /// Where each row is in them.
    let ranges: RowRanges
    /// The number of rows.
    package let rows: Int
    /// What is computed.
    package let options: PredictionOptions
    /// How urgent it is.
    package let priority: RequestPriority
    /// Whether it only compares a version with the one that answered: it is computed when nothing
    /// else waits.
    package let isShadow: Bool
    /// Who computes the same rows after it was answered; nil: nobody.
    package let shadows: ShadowTraffic?
    /// When the answer is of no more use, in nanoseconds of the batcher's clock.
    package let deadline: UInt64
    /// Who gets the answer.
    package let receiver: any PredictionReceiver
    /// What the receiver needs to answer its caller.
    package let context: (any AnyObject & Sendable)?

    /// Creates a request.
    ///
    /// - Throws: ``Failure`` (invalid argument) when `inputs` is not `rows` inputs of the release, a
    ///   number of views is not 1 or 9, or a temperature is not positive and finite.
    package init(
        release: Release,
        inputs: [UInt8],
        rows: Int,
        options: PredictionOptions = PredictionOptions(),
        priority: RequestPriority = .standard,
        isShadow: Bool = false,
        shadows: ShadowTraffic? = nil,
        deadline: UInt64 = noDeadline,
        receiver: any PredictionReceiver,
        context: (any AnyObject & Sendable)? = nil
    ) throws(Failure) {
        let ranges = try RowRanges(of: release.input, in: inputs.span, count: rows)
        guard options.views == 1 || options.views == 9 else {
            throw .invalid("views is 1 or 9; got \(options.views)", field: "views")
        }
        guard options.temperature.isFinite, options.temperature > 0 else {
            throw .invalid(
                "temperature is positive and finite; got \(options.temperature)",
                field: "temperature"
            )
        }
        self.release = release
        self.inputs = inputs
        self.ranges = ranges
        self.rows = rows
        self.options = options
        self.priority = priority
        self.isShadow = isShadow
        self.shadows = shadows
        self.deadline = deadline
        self.receiver = receiver
        self.context = context
    }

    /// The rows that the network sees for it: one for each view of each row.
    var networkRows: Int {
        if case .image = release.input { rows * options.views } else { rows }
    }
}

/// One request with what came of it.
package struct PredictionAnswer: Sendable {
    /// The request.
    package let request: PredictionRequest
    /// Its rows, or why there are none.
    package let result: Result<Prediction, Failure>
}

/// Takes answers, all that one batch has for it in one call.
///
/// Each request that was submitted and not cancelled is answered once. The call comes on a compute
/// thread (or the timer's) and must not block.
package protocol PredictionReceiver: AnyObject, Sendable {
    /// Takes the answers of one batch, in the order in which they were submitted.
    func receive(_ answers: [PredictionAnswer])
}
