internal import Domain
package import GRPC
package import Messages
internal import Store

/// `Labeling/DeleteExamples`: gone from replies, exports and later snapshots when this returns.
package struct DeleteExamplesMethod: UnaryMethod {
    package static let path = RPC.deleteExamples.path

    let services: DataServices

    package func call(
        _ request: Wire.DeleteExamplesRequest,
        context: CallContext
    ) async throws -> Wire.DeleteExamplesReply {
        let name = try ProjectName(request.project)
        guard (1...ExampleStream.itemLimit).contains(request.exampleIDs.count) else {
            throw Failure.invalid(
                "a request has 1 to \(ExampleStream.itemLimit) ids; got \(request.exampleIDs.count)",
                field: "example_ids"
            )
        }
        let ids = try request.exampleIDs.enumerated().map { index, text in
            do throws(Failure) {
                return try ExampleID(text)
            } catch {
                throw Failure.invalid(error.message, field: "example_ids[\(index)]")
            }
        }
        let reply = try await services.replay.run(
            request,
            id: request.requestID,
            project: name.text,
            path: Self.path,
            purpose: .frees
        ) { writer in
            var reply = Wire.DeleteExamplesReply()
            for (index, result) in try writer.deleteExamples(name, ids).enumerated() {
                switch result {
                case .success: reply.deleted += 1
                case .failure(let failure):
                    reply.refused.append(
                        Wire.RefusedItem(
                            index: UInt64(index),
                            code: Int32(StatusMapping.mapper(failure).code.rawValue),
                            message: failure.message
                        )
                    )
                }
            }
            return reply
        }
        services.erasures.send()
        return reply
    }
}
