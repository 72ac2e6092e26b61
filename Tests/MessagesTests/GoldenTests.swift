import MessageTypes
import Messages
import Testing

@Suite("Golden: messages have the bytes of Python's protobuf")
struct GoldenTests {
    @Test("There are three lines for every message type")
    func everyTypeIsThere() {
        #expect(messageTypes.count > 100)
        #expect(GoldenMessage.all.count == 3 * messageTypes.count)
    }

    @Test("Encoding gives Python's bytes", arguments: GoldenMessage.all)
    func encodes(golden: GoldenMessage) throws {
        #expect(try sample(golden.type, golden.seed).encoded() == golden.bytes)
    }

    @Test("Decoding Python's bytes gives the message", arguments: GoldenMessage.all)
    func decodes(golden: GoldenMessage) throws {
        try expectDecoding(golden.type, golden)
    }

    private func sample<M: GeneratedMessage>(_ type: M.Type, _ seed: Int) throws -> M {
        var source = PatternSource(seed: seed)
        return try M.sample(from: &source)
    }

    private func expectDecoding<M: GeneratedMessage>(_ type: M.Type, _ golden: GoldenMessage) throws
    {
        #expect(try M(decoding: golden.bytes) == sample(type, golden.seed))
    }
}
