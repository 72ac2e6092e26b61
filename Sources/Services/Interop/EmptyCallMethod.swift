package import GRPC
package import Messages

/// `TestService/EmptyCall`: nothing for nothing.
package struct EmptyCallMethod: UnaryMethod {
    package static let path = TestService.path("EmptyCall")

    package func call(_ request: Empty, context: CallContext) async throws -> Empty {
        TestService.echoMetadata(context)
        return Empty()
    }
}
