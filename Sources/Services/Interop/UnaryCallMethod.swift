package import GRPC
package import Messages

/// `TestService/UnaryCall`: a payload or a status, compressed or not, as the request says.
package struct UnaryCallMethod: UnaryMethod {
    package static let path = TestService.path("UnaryCall")

    package func call(
        _ request: Wire.SimpleRequest,
        context: CallContext
    ) async throws -> Wire.SimpleResponse {
        TestService.echoMetadata(context)
        try TestService.check(
            request.expectCompressed,
            wasCompressed: context.requestWasCompressed
        )
        try TestService.echo(request.responseStatus)
        if request.responseCompressed?.value == true { context.compressResponses() }
        var response = Wire.SimpleResponse()
        response.payload = try TestService.payload(request.responseType, request.responseSize)
        if request.fillUsername, let caller = context.caller { response.username = caller.name }
        if request.fillServerID { response.serverID = TestService.serverID }
        return response
    }
}
