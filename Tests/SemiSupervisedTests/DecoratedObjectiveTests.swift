import Domain
import Networks
import SemiSupervised
import TestSupport
import Testing

@Suite("What a decoration needs reaches it through every base")
struct DecoratedObjectiveTests {
    /// A policy that counts the looks at the pool.
    private struct Looking: PolicyDecoration {
        var base: any PseudoLabelPolicy
        var looks = 0

        mutating func judge(_ said: PseudoTargets, in context: StepContext) -> Judgement {
            base.judge(said, in: context)
        }

        func extraValues(_ extent: Extent) -> Int { 1000 + base.extraValues(extent) }

        mutating func take(_ survey: Survey) {
            looks += 1
            base.take(survey)
        }

        mutating func visitOwn(_ visitor: inout some StateVisitor) {
            visitor.integer("looks", &looks)
        }
    }

    /// A term that says that it was asked.
    private struct Asked: AuxiliaryTerm {
        var heads: [HeadName] { [.embedding] }

        func evaluate(_ rows: AuxiliaryRows, in context: inout StepContext) -> AuxiliaryPart {
            let features = rows[.embedding]
            let ones = Matrix(
                rows: features.rows,
                columns: features.columns,
                values: Array(repeating: 1, count: features.values.count)
            )
            return AuxiliaryPart(terms: ["asked": 2], gradients: [.embedding: ones])
        }
    }

    @Test("Surveys, memory and state", arguments: Algorithms.bases.map { $0.card.name })
    func reaches(_ name: String) throws {
        let type = try #require(Algorithms.bases.first { $0.card.name == name })
        var objective = type.init().base
        let survey = Survey(
            plan: SurveyPlan(.average, of: .unlabeled),
            values: [.classifier: randomMatrix(4, 3, seed: 1)],
            labels: [],
            generator: SeededGenerator(seed: 1)
        )
        objective.policy = Looking(base: objective.policy)
        _ = objective.take(survey)
        #expect((objective.policy as? Looking)?.looks == 1)
        let extent = Extent(
            rows: [.labeled: 4, .unlabeled: 8],
            labeled: 4,
            unlabeled: 8,
            classes: 3,
            inputs: 2
        )
        #expect(objective.extraValues(extent) >= 1000)
        var state = StateReader()
        objective.visit(&state)
        #expect(state.numbers("looks") == [1])
    }

    @Test(
        "A further term stands beside the base's own",
        arguments: Algorithms.bases.map { $0.card.name }
    )
    func terms(_ name: String) throws {
        let type = try #require(Algorithms.bases.first { $0.card.name == name })
        var objective = type.init().base
        let own = objective.auxiliary
        objective.add(Asked())
        var joined = try #require(objective.auxiliary)
        #expect(Set(joined.heads) == Set((own?.heads ?? []) + [.embedding]))
        // The heads of a base's own term: features of two views.
        let matrix = randomMatrix(6, 3, seed: 2)
        let rows = AuxiliaryRows(
            Dictionary(uniqueKeysWithValues: joined.heads.map { ($0, matrix) }),
            labels: [0, 1],
            weak: 2..<4,
            strong: 4..<6,
            weights: [1, 1]
        )
        var context = StepContext(step: 0, totalSteps: 1)
        let part = joined.evaluate(rows, in: &context)
        var first = own
        let before = first?.evaluate(rows, in: &context)
        #expect(part.terms["asked"] == 2)
        #expect(part.terms.count == 1 + (before?.terms.count ?? 0))
        #expect(part.gradients[.embedding]?.values.allSatisfy { $0 == 1 } == true)
        for (head, gradient) in before?.gradients ?? [:] {
            #expect(part.gradients[head]?.values == gradient.values)
        }
    }
}
