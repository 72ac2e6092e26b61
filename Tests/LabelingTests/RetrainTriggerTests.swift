import Domain
import Labeling
import Testing

@Suite("Retraining starts when a trigger is due, and not for nothing")
struct RetrainTriggerTests {
    private func due(
        seconds: Int = 0,
        labels: Int = 0,
        examples: Int = 0,
        after activity: RetrainActivity
    ) -> RetrainTrigger? {
        var policy = RetrainPolicy()
        policy.intervalSeconds = seconds
        policy.newLabels = labels
        policy.newExamples = examples
        return policy.due(after: activity)
    }

    private func activity(
        labels: Int = 0,
        examples: Int = 0,
        seconds: Int = 0
    ) -> RetrainActivity {
        RetrainActivity(newLabels: labels, newExamples: examples, elapsed: .seconds(seconds))
    }

    @Test("All triggers off: never")
    func off() {
        let busy = activity(labels: 1_000_000, examples: 1_000_000, seconds: 1_000_000)
        #expect(due(after: busy) == nil)
    }

    @Test("A count is due when it is reached")
    func counts() {
        #expect(due(labels: 10, after: activity(labels: 9, examples: 99)) == nil)
        #expect(due(labels: 10, after: activity(labels: 10)) == .newLabels)
        #expect(due(examples: 100, after: activity(labels: 9, examples: 99)) == nil)
        #expect(due(examples: 100, after: activity(examples: 100)) == .newExamples)
    }

    @Test("The interval is due when it has passed and something came in")
    func interval() {
        #expect(due(seconds: 60, after: activity(labels: 1, seconds: 59)) == nil)
        #expect(due(seconds: 60, after: activity(labels: 1, seconds: 60)) == .interval)
        #expect(due(seconds: 60, after: activity(examples: 1, seconds: 60)) == .interval)
        #expect(due(seconds: 60, after: activity(seconds: 600)) == nil)
    }
}
