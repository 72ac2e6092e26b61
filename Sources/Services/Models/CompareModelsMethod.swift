internal import Domain
package import GRPC
internal import Labeling
package import Messages
internal import Store

/// `Models/CompareModels`: two versions on the same labelled examples.
package struct CompareModelsMethod: UnaryMethod {
    package static let path = RPC.compareModels.path

    let services: TrainingServices

    package func call(
        _ request: Wire.CompareModelsRequest,
        context: CallContext
    ) async throws -> Wire.CompareModelsReply {
        let name = try ProjectName(request.project)
        let split = try Self.split(request.split)
        let (project, first, second) = try await services.store.read { reader in
            (
                try reader.project(name),
                try reader.model(name, orChampion: request.firstVersion).version,
                try reader.model(name, orChampion: request.secondVersion).version
            )
        }
        guard first != second else {
            throw Failure.invalid(
                "two versions are compared; both are version \(first)",
                field: "second_version"
            )
        }
        let comparison = try await services.promotion.compare(first, second, of: name, on: split)
        var reply = Wire.CompareModelsReply(
            firstVersion: first,
            first: Wire.Evaluation(comparison.first, classes: project.classes),
            secondVersion: second,
            second: Wire.Evaluation(comparison.second, classes: project.classes),
            bothRight: UInt32(clamping: comparison.bothRight),
            onlyFirstRight: UInt32(clamping: comparison.onlyFirst),
            onlySecondRight: UInt32(clamping: comparison.onlySecond),
            bothWrong: UInt32(clamping: comparison.bothWrong),
            pValue: comparison.probability,
            comparisons: UInt32(clamping: comparison.comparisons)
        )
        // Which nobody asked for.
        reply.first?.confusion = []
        reply.second?.confusion = []
        reply.first?.confusions = []
        reply.second?.confusions = []
        return reply
    }

    private static func split(_ split: Wire.Split) throws(Failure) -> Split {
        switch try split.split(field: "split") {
        case nil, .gate: return .gate
        case .test: return .test
        case .train, .certify, .certifyPool:
            throw .invalid(
                "versions are compared on the gate split or the test split: they learned from train, "
                    + "and certify is for certificates alone",
                field: "split"
            )
        }
    }
}
