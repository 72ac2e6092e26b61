import Networks
import Testing

@Suite("A node that nobody reads is computed in training only")
struct UnreadNodeTests {
    /// A perceptron; with a normalisation beside its first layer where `isWatched`.
    private func graph(isWatched: Bool) -> Graph {
        var builder = GraphBuilder(input: .vector(6))
        let hidden = builder.add(Dense(outputs: 8), named: "hidden")
        if isWatched { builder.add(BatchNorm(), named: "watch", of: [hidden]) }
        builder.add(LeakyReLU(), of: [hidden])
        builder.add(Dense(outputs: 3), named: "classifier")
        return builder.classifier()
    }

    @Test("Its running statistics move, and its parameters' gradients are zero")
    func training() throws {
        let network = try Network(graph(isWatched: true))
        var parameters = network.initialParameters(seed: 1)
        var workspace = try Workspace(for: network, rows: 8)
        _ = workspace.forward([Make.matrix(8, 6, seed: 2)], parameters: &parameters)
        workspace.backward([.classifier: Make.matrix(8, 3, seed: 3)], parameters: parameters)
        let mean = try #require(network.layout["watch.running_mean"])
        #expect(parameters.statistics[mean.range].allSatisfy { $0 != 0 })
        for entry in network.layout.parameters {
            let isZero = workspace.gradients[entry.range].allSatisfy { $0 == 0 }
            #expect(isZero == entry.name.hasPrefix("watch"), "\(entry.name)")
        }
    }

    @Test("In service it costs nothing but the room of its parameters")
    func service() throws {
        let (plain, watched) = (
            try Network(graph(isWatched: false)), try Network(graph(isWatched: true))
        )
        #expect(watched.multiplyAdds == plain.multiplyAdds)
        let room = 4 * (watched.layout.parameterCount - plain.layout.parameterCount)
        let bytes = try ServingNetwork.byteCount(for: watched)
        #expect(bytes == (try ServingNetwork.byteCount(for: plain)) + room)

        let rows = Make.matrix(50, 6, seed: 4)
        let parameters = watched.initialParameters(seed: 5)
        var without = plain.initialParameters(seed: 0)
        for entry in plain.layout.parameters {
            let source = try #require(watched.layout[entry.name])
            without.values.replaceSubrange(entry.range, with: parameters.values[source.range])
        }
        let serving = try ServingNetwork(network: watched, parameters: parameters)
        let other = try ServingNetwork(network: plain, parameters: without)
        #expect(
            serving.evaluate(rows, scratch: serving.makeScratch())
                == other.evaluate(rows, scratch: other.makeScratch())
        )
    }
}
