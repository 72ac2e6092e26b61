package import GRPC
package import Messages

/// `Labeling/Ingest`: stores examples, one acknowledgement per message of the caller.
package struct IngestMethod: BidirectionalMethod {
    package static let path = RPC.ingest.path

    let services: DataServices

    package func call(
        _ requests: RequestStream<Wire.IngestRequest>,
        context: CallContext,
        to responses: ResponseWriter<Wire.IngestReply>
    ) async throws {
        context.whenDraining(.endRequests)
        try await ExampleStream(services: services).run(requests) {
            ($0.project, $0.items)
        } acknowledge: { stored in
            try await responses.write(
                Wire.IngestReply(
                    durableCount: stored.durableCount,
                    madeIDs: stored.madeIDs,
                    refused: stored.refused
                )
            )
        }
    }
}
