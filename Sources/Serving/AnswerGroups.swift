internal import Domain

/// The answers of one batch, grouped by receiver so that each gets one call.
struct AnswerGroups {
    /// The answers that others compute too.
    private var shadowed: [PredictionAnswer] = []
    private var groups: [(receiver: any PredictionReceiver, answers: [PredictionAnswer])] = []

    mutating func append(
        _ request: PredictionRequest,
        _ result: Result<Prediction, Failure>,
        expected: Int = 1
    ) {
        let answer = PredictionAnswer(request: request, result: result)
        if request.shadows != nil { shadowed.append(answer) }
        // A process has a handful of receivers, and most batches have one.
        for index in groups.indices where groups[index].receiver === request.receiver {
            groups[index].answers.append(answer)
            return
        }
        var answers: [PredictionAnswer] = []
        answers.reserveCapacity(expected)
        answers.append(answer)
        groups.append((request.receiver, answers))
    }

    /// Hands every receiver its answers and forgets them.
    ///
    /// - Returns: The answers that others compute too.
    mutating func deliver() -> [PredictionAnswer] {
        for group in groups { group.receiver.receive(group.answers) }
        groups.removeAll(keepingCapacity: true)
        guard !shadowed.isEmpty else { return [] }
        defer { shadowed = [] }
        return shadowed
    }
}
