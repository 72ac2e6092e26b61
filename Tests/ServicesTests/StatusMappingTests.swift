import Domain
import GRPC
import Messages
import Services
import Testing

@Suite("Failures become gRPC statuses that say what is wrong and hide our defects")
struct StatusMappingTests {
    @Test(
        "Each kind of failure has its status",
        arguments: zip(
            Failure.Kind.allCases,
            [
                GRPCStatus.Code.invalidArgument, .notFound, .alreadyExists, .failedPrecondition,
                .aborted, .resourceExhausted, .unavailable, .deadlineExceeded, .cancelled,
                .dataLoss, .internal,
            ]
        )
    )
    func kinds(_ kind: Failure.Kind, _ code: GRPCStatus.Code) {
        let status = StatusMapping.status(for: Failure(kind, "the sentence"))
        #expect(status.code == code)
        #expect(status.message.contains("the sentence") == (kind != .internal))
        #expect(status.details == [])
    }

    @Test("A field travels as google.rpc.BadRequest")
    func details() throws {
        let failure = Failure.invalid("expected 1, got 2", field: "items[3].input.data")
        let mapped = StatusMapping.status(for: failure)
        let status = try Wire.Status(decoding: mapped.details)
        #expect(status.code == 3)
        #expect(status.message == "expected 1, got 2")
        let detail = try #require(status.details.first)
        #expect(detail.typeURL == "type.googleapis.com/google.rpc.BadRequest")
        let violations = try Wire.BadRequest(decoding: detail.value).fieldViolations
        #expect(violations.map(\.field) == ["items[3].input.data"])
        #expect(violations.map(\.description) == ["expected 1, got 2"])
    }

    @Test("When to try again travels as a trailer and as google.rpc.RetryInfo")
    func retry() throws {
        let failure = Failure(.resourceExhausted, "full", retryAfterMilliseconds: 1250)
        let mapped = StatusMapping.status(for: failure)
        #expect(mapped.retryPushbackMilliseconds == 1250)
        let detail = try #require(try Wire.Status(decoding: mapped.details).details.first)
        #expect(detail.typeURL == "type.googleapis.com/google.rpc.RetryInfo")
        let delay = try #require(try Wire.RetryInfo(decoding: detail.value).retryDelay)
        #expect(delay.seconds == 1)
        #expect(delay.nanos == 250_000_000)
    }

    @Test("What we did not foresee is INTERNAL without its detail")
    func unknown() {
        struct Secret: Error { let text = "hidden" }
        let status = StatusMapping.status(for: Secret())
        #expect(status.code == .internal)
        #expect(!status.message.contains("hidden"))
        #expect(StatusMapping.status(for: CancellationError()).code == .cancelled)
    }
}
