import GRPC
import Testing

@Suite("traceparent is read strictly, and what is malformed is ignored")
struct TraceParentTests {
    private static let trace = "4bf92f3577b34da6a3ce929d0e0e4736"
    private static let span = "00f067aa0ba902b7"

    @Test(
        "A whole header is read",
        arguments: ["00-T-S-01", "00-T-S-00", "01-T-S-01-more", "cc-T-S-ff"]
    )
    func whole(pattern: String) throws {
        let parent = try #require(TraceParent(Self.fill(pattern)))
        #expect(parent.traceID == Self.trace)
        #expect(parent.spanID == Self.span)
    }

    @Test(
        "Anything else is not",
        arguments: [
            "", "00", "00-T-S", "00-T-S-1", "00-T-S-01-", "00-T-S-01-more", "ff-T-S-01",
            "01-T-S-01more", "0-T-S-01", "00-t-S-01", "00-\(trace.uppercased())-S-01",
            "00-00000000000000000000000000000000-S-01", "00-T-0000000000000000-01",
            "00-T-S-0g", "00_T-S-01", " 00-T-S-01", "00-T-S-01 ", "00--S-01", "éé-T-S-01",
        ]
    )
    func malformed(pattern: String) {
        #expect(TraceParent(Self.fill(pattern)) == nil)
    }

    private static func fill(_ pattern: String) -> String {
        pattern.replacing("T", with: trace).replacing("S", with: span)
    }
}
