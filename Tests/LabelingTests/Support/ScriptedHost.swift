import Domain
import Labeling
import Networks
import Synchronization

/// Models whose answers the test writes: an input's first byte is its number, and a model's answer
/// to it is looked up.
final class ScriptedHost: ModelHost {
    /// The class and the confidence that a version gives to an input.
    typealias Script = @Sendable (_ version: ModelVersion, _ input: [UInt8]) -> (Int, Float)

    private let classes: Int
    private let inputBytes: Int
    private let script: Script
    /// Is called at the next load of a model, once.
    private let atLoad = Mutex<(@Sendable () async throws -> Void)?>(nil)
    private let published = Mutex<[(ModelVersion, ReleaseTerms)]>([])

    init(classes: Int, inputBytes: Int, script: @escaping Script) {
        self.classes = classes
        self.inputBytes = inputBytes
        self.script = script
    }

    /// Everything that was published, in order.
    var releases: [(version: ModelVersion, terms: ReleaseTerms)] {
        published.withLock { $0.map { (version: $0.0, terms: $0.1) } }
    }

    /// Has `body` run while the next model is being loaded.
    func atNextLoad(_ body: @escaping @Sendable () async throws -> Void) {
        atLoad.withLock { $0 = body }
    }

    func load(_ version: ModelVersion, of project: ProjectName) async throws -> any LoadedModel {
        let body = atLoad.withLock { waiting in
            defer { waiting = nil }
            return waiting
        }
        try await body?()
        return ScriptedModel(
            project: project,
            version: version,
            classes: classes,
            inputBytes: inputBytes,
            script: script
        )
    }

    func publish(_ model: any LoadedModel, under terms: ReleaseTerms) async {
        published.withLock { $0.append((model.version, terms)) }
    }
}

private struct ScriptedModel: LoadedModel {
    let project: ProjectName
    let version: ModelVersion
    let classes: Int
    let inputBytes: Int
    let script: ScriptedHost.Script

    func answers(_ inputs: [[UInt8]], views: Int) async throws -> ModelAnswers {
        var result = Matrix(rows: inputs.count, columns: classes)
        for (row, input) in inputs.enumerated() {
            let (label, confidence) = script(version, input)
            let rest = (1 - confidence) / Float(classes - 1)
            for column in 0..<classes { result[row, column] = column == label ? confidence : rest }
        }
        return ModelAnswers(probabilities: result)
    }
}
