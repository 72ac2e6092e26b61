internal import Foundation
package import GRPC
package import Messages

/// `TestService/CacheableUnaryCall`: the time, in a response that caches may keep for a minute.
package struct CacheableUnaryCallMethod: UnaryMethod {
    package static let path = TestService.path("CacheableUnaryCall")

    package func call(
        _ request: Wire.SimpleRequest,
        context: CallContext
    ) async throws -> Wire.SimpleResponse {
        var metadata = Metadata()
        metadata.append("cache-control", "max-age=60, public")
        context.setInitialMetadata(metadata)
        let nanoseconds = Int64(Date().timeIntervalSince1970 * 1_000_000_000)
        return Wire.SimpleResponse(payload: Wire.Payload(body: Array("\(nanoseconds)".utf8)))
    }
}
