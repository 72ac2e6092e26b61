import Domain
import Networks
import SemiSupervised
import Testing
import Training

@Suite("A survey that is made again changes the pool in the middle of a phase")
struct RefreshedSurveyTests {
    /// The surer half of the pool with what the average says of it, looked at again every seventh step.
    private struct Refreshed: Algorithm {
        var every: Int? = 7

        static var card: AlgorithmCard {
            var card = NoisyStudent.card
            (card.name, card.teacher) = ("refreshed", .none)
            return card
        }

        static var fields: [HyperParameterField<Self>] { [] }

        func recipe(for task: TaskFacts) -> Recipe {
            var recipe = Recipe.single(RefreshedObjective(), for: task)
            recipe.phases[0].surveys = [
                SurveyPlan(.average, of: .unlabeled, view: .weak, every: every)
            ]
            return recipe
        }
    }

    private struct RefreshedObjective: Objective {
        private var base = NoisyStudent().objective()

        var needs: Needs { base.needs }

        mutating func step(
            _ batch: Batch,
            in context: inout StepContext,
            on models: inout some Models & ~Copyable
        ) -> LossReport {
            base.step(batch, in: &context, on: &models)
        }

        mutating func take(_ survey: Survey) -> PoolChange? {
            let said = PseudoTargets(.logits(survey.logits), indices: [])
            let order = said.confidence.indices.sorted {
                (said.confidence[$1], $0) < (said.confidence[$0], $1)
            }
            return PoolChange(
                selection: Array(order.prefix(order.count / 2)),
                targets: said.probabilities
            )
        }
    }

    private static func specification(every: Int? = 7) -> TrainingJobSpecification {
        var algorithm = Refreshed()
        algorithm.every = every
        return Blobs.specification(algorithm)
    }

    @Test("The same bits with any threads, and where it is stopped and resumed")
    func resume() throws {
        let data = try Blobs.data()
        let specification = Self.specification()
        var whole = try TrainingRun(specification, data: data)
        let expected = try whole.finish()
        var other = try TrainingRun(specification, data: data, threads: 2)
        #expect(try other.finish() == expected, "threads")
        // Before the first survey of the phase's middle, right before and after each, and in between.
        for cut in [1, 6, 7, 8, 13, 14, 20, 35, 39] {
            var run = try TrainingRun(specification, data: data)
            for _ in 0..<cut { _ = try run.advance() }
            var resumed = try TrainingRun(
                specification,
                data: data,
                resuming: run.checkpoint()
            )
            #expect(try resumed.finish() == expected, "cut at \(cut)")
        }
    }

    @Test("What one that is made once by the student made of the pool is kept too")
    func once() throws {
        let data = try Blobs.data()
        let specification = Self.specification(every: nil)
        var whole = try TrainingRun(specification, data: data)
        let expected = try whole.finish()
        var again = try TrainingRun(Self.specification(), data: data)
        #expect(try again.finish() != expected, "a survey made again changes nothing")
        var run = try TrainingRun(specification, data: data)
        for _ in 0..<9 { _ = try run.advance() }
        var resumed = try TrainingRun(specification, data: data, resuming: run.checkpoint())
        #expect(try resumed.finish() == expected)
    }
}
