internal import Domain
internal import Files
package import GRPC
package import Messages
internal import Serving
internal import Store

/// `Labeling/GetExample`: an example with all that was ever said about it.
package struct GetExampleMethod: UnaryMethod {
    package static let path = RPC.getExample.path

    /// The most records that are read, and the most bytes of them and of an input in the reply.
    private static let recordLimit = 1000
    private static let recordBytes = 1 << 20
    private static let inputBytes = 2 << 20

    let services: DataServices

    package func call(
        _ request: Wire.GetExampleRequest,
        context: CallContext
    ) async throws -> Wire.Example {
        let name = try ProjectName(request.project)
        let id = try ExampleID(request.exampleID)
        let (project, history) = try await services.store.read { reader in
            (
                try reader.project(name),
                try reader.exampleHistory(name, id, limit: Self.recordLimit)
            )
        }
        let example = history.example
        var reply = Wire.Example(
            exampleID: example.id.text,
            sequence: example.key,
            createdAt: Wire.Timestamp(milliseconds: example.createdAt),
            split: Wire.Split(example.split),
            group: history.group ?? "",
            inputSHA256: example.digest.bytes,
            records: Self.records(history, project.classes)
        )
        if history.content.count <= Self.inputBytes {
            reply.input = Wire.Tensor(history.content, of: project.input)
        }
        if let release = try services.champion(of: name.text) {
            let seen = try await services.seen.content(of: release)
            reply.championVersion = release.modelVersion
            reply.seenByChampion = seen.contains(example: example.key, example.digest)
        }
        return reply
    }

    /// The latest records that fit, oldest first.
    private static func records(
        _ history: ExampleHistory,
        _ classes: [String]
    ) -> [Wire.LabelRecord] {
        var records: [Wire.LabelRecord] = []
        var bytes = 0
        for (record, superseded) in history.records.reversed() {
            var message = Wire.LabelRecord(record, classes: classes, superseded: superseded)
            if history.isProtected, message.decision != nil { message.hideGuess() }
            bytes += message.encodedSize
            if !records.isEmpty, bytes > recordBytes { break }
            records.append(message)
        }
        return records.reversed()
    }
}

extension Wire.LabelRecord {
    /// Takes out what a model guessed: beside a person's label it would tell which rows are wrong.
    fileprivate mutating func hideGuess() {
        classIndex = nil
        className = ""
        probabilities = []
        decision?.classIndex = nil
        decision?.className = ""
        decision?.confidence = nil
    }
}
