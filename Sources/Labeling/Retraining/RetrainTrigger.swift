package import Domain

/// What happened in a project since its last run.
package struct RetrainActivity: Hashable, Sendable {
    /// New labels of the train split since the last run's snapshot.
    package var newLabels: Int
    /// New examples since the last run's snapshot.
    package var newExamples: Int
    /// The time since the last run ended, or since the server started.
    package var elapsed: Duration

    package init(newLabels: Int, newExamples: Int, elapsed: Duration) {
        self.newLabels = newLabels
        self.newExamples = newExamples
        self.elapsed = elapsed
    }
}

/// Why a run starts by itself.
package enum RetrainTrigger: String, Hashable, Sendable, Codable {
    case interval
    case newLabels = "new_labels"
    case newExamples = "new_examples"
}

extension RetrainPolicy {
    /// The trigger that is due, if one is; a trigger of 0 is off.
    ///
    /// The interval alone does not start a run when nothing came in since the last one: it would
    /// give the same model again.
    package func due(after activity: RetrainActivity) -> RetrainTrigger? {
        if newLabels > 0, activity.newLabels >= newLabels { return .newLabels }
        if newExamples > 0, activity.newExamples >= newExamples { return .newExamples }
        let hasNews = activity.newLabels > 0 || activity.newExamples > 0
        if intervalSeconds > 0, hasNews, activity.elapsed >= .seconds(intervalSeconds) {
            return .interval
        }
        return nil
    }
}
