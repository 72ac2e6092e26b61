package import GRPC
package import Messages

/// `TestService/EmptyCall`: nothing for nothing.
package struct EmptyCallMethod: UnaryMethod {
    package static let path = TestService.path("EmptyCall")

    package func call(_ request: Wire.Empty, context: CallContext) async throws -> Wire.Empty {
        TestService.echoMetadata(context)
        return Wire.Empty()
    }
}
