import GRPC
import Messages

/// Methods with many messages, as those of the services are: they read, answer, stop early and fail.
enum StreamMethods {
    static let router: Router = {
        var router = Router()
        router.register(Collect())
        router.register(Echo())
        router.register(Spread())
        router.register(Infer())
        return router
    }()

    /// Their paths; the last is of no method.
    static let paths = router.paths.map(\.text) + ["/s/None"]
    /// The place of ``Echo`` in ``paths``, whose answers are counted.
    static let echo = 1

    /// Reads all, as `Ingest` does, and answers once.
    struct Collect: ClientStreamingMethod {
        static let path = MethodPath(service: "s", method: "Collect")

        func call(
            _ requests: RequestStream<Wire.IngestRequest>,
            context: CallContext
        ) async throws -> Wire.IngestReply {
            var items: UInt64 = 0
            for try await request in requests { items += UInt64(request.items.count) }
            return Wire.IngestReply(durableCount: items)
        }
    }

    /// Answers each request with its place, as `PredictStream` does.
    struct Echo: BidirectionalMethod {
        static let path = MethodPath(service: "s", method: "Echo")

        func call(
            _ requests: RequestStream<Wire.PredictRequest>,
            context: CallContext,
            to responses: ResponseWriter<Wire.PredictStreamReply>
        ) async throws {
            var index: UInt64 = 0
            for try await request in requests {
                let reply = Wire.PredictReply(modelVersion: request.modelVersion)
                try await responses.write(
                    Wire.PredictStreamReply(index: index, result: .reply(reply))
                )
                index += 1
            }
        }
    }

    /// Answers one request many times.
    struct Spread: ServerStreamingMethod {
        static let path = MethodPath(service: "s", method: "Spread")

        func call(
            _ request: Wire.PredictRequest,
            context: CallContext,
            to responses: ResponseWriter<Wire.PredictReply>
        ) async throws {
            for version in 0..<(request.modelVersion & 63) {
                try await responses.write(Wire.PredictReply(modelVersion: version))
            }
        }
    }

    /// Answers with metadata of its own, and compressed; a model's name makes it stop or fail.
    struct Infer: BidirectionalMethod {
        static let path = MethodPath(service: "s", method: "Infer")

        private struct Unmapped: Error {}

        func call(
            _ requests: RequestStream<Wire.ModelInferRequest>,
            context: CallContext,
            to responses: ResponseWriter<Wire.ModelStreamInferResponse>
        ) async throws {
            var metadata = Metadata()
            metadata.append("x-request", context.requestID)
            context.setInitialMetadata(metadata)
            context.setTrailingMetadata(metadata)
            context.compressResponses()
            while let (request, wasCompressed) = try await requests.nextReceived() {
                switch request.modelName {
                case "": return
                case "f": throw GRPCStatus(.aborted, "caf\u{e9} \(request.id)")
                case "u": throw Unmapped()
                case "d": context.whenDraining(.end)
                default: break
                }
                let response = Wire.ModelInferResponse(modelName: request.modelName, id: request.id)
                try await responses.write(
                    Wire.ModelStreamInferResponse(inferResponse: response),
                    compressed: wasCompressed
                )
            }
        }
    }
}
