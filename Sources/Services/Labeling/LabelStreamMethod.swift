package import GRPC
package import Messages

/// `Labeling/LabelStream`: stores examples and returns the decision about each.
package struct LabelStreamMethod: BidirectionalMethod {
    package static let path = RPC.labelStream.path

    let services: DataServices

    package func call(
        _ requests: RequestStream<Wire.LabelStreamRequest>,
        context: CallContext,
        to responses: ResponseWriter<Wire.LabelStreamReply>
    ) async throws {
        context.whenDraining(.endRequests)
        try await ExampleStream(services: services).run(requests) {
            ($0.project, $0.items)
        } acknowledge: { stored in
            try await responses.write(
                Wire.LabelStreamReply(
                    durableCount: stored.durableCount,
                    madeIDs: stored.madeIDs,
                    refused: stored.refused,
                    decisions: stored.decisions
                )
            )
        }
    }
}
