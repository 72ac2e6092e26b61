import Networks
import SemiSupervised
import Testing

@Suite("SimCLRv2 that ends with its encoder")
struct PreTrainedTests {
    @Test(
        "One phase of all steps, which draws no labels and releases the encoder of the large network"
    )
    func recipe() throws {
        var algorithm = SimCLRv2()
        algorithm.release = .preTrained
        let large = Graph.perceptron(inputs: 6, hidden: [9, 8], classes: 3)
        let task = TaskFacts(
            network: .perceptron(inputs: 6, hidden: [4], classes: 3),
            teacherNetwork: large,
            steps: 7,
            teacherSteps: 11
        )
        let recipe = try algorithm.recipe(for: task)
        #expect(recipe.phases.map(\.name) == ["pre-training"])
        #expect(recipe.phases[0].steps == 11)
        #expect(recipe.phases[0].release == .part(large.encoder))
        #expect(!recipe.draws(from: .labeled) && recipe.draws(from: .all))
        guard case .part(let released) = recipe.phases[0].release else { return }
        #expect(released.isEncoder && released.classes == 0)
        #expect(recipe.phases[0].network.sharesNodes(with: released))
    }
}
