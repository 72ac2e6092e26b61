import Messages
import Testing

@Suite("A request read in place says what it says when it is copied")
struct LentInputsTests {
    /// The request as its parts, put together again.
    private func read(_ bytes: [UInt8]) throws -> PredictRequest {
        try unsafe PredictRequest.withLentInputs(decoding: bytes.span.bytes) {
            request,
            shape,
            data in
            var request = request
            #expect(request.inputs?.shape.isEmpty != false)
            #expect(request.inputs?.data.isEmpty != false)
            #expect(request.inputs != nil || (shape.isEmpty && data.isEmpty))
            for index in shape.indices { request.inputs?.shape.append(shape[index]) }
            for index in data.indices { request.inputs?.data.append(data[index]) }
            return request
        }
    }

    @Test("Random requests, and none of their parts")
    func requests() throws {
        var source = RandomSource(seed: 17)
        for _ in 0..<200 {
            let request = PredictRequest.sample(from: &source)
            #expect(try read(request.encoded()) == request)
        }
        for request in [
            PredictRequest(), PredictRequest(inputs: Tensor()),
            PredictRequest(inputs: Tensor(shape: [3])), PredictRequest(inputs: Tensor(data: [0])),
        ] {
            #expect(try read(request.encoded()) == request)
        }
    }

    @Test("What is no message is refused as ever, and the next one is read")
    func refused() throws {
        let malformed = #expect(throws: MessageError.self) { try read([0x0A]) }
        #expect(malformed?.description == "1 bytes are not a tutelage.v1.PredictRequest")
        let text = #expect(throws: MessageError.self) {
            try read(PredictRequest(project: "a\0b").encoded())
        }
        #expect(text?.field == "project")
        #expect(try read(PredictRequest(priority: 3).encoded()).priority == 3)
    }

    @Test("To read a message while another is lent ends the process")
    func nested() async {
        await #expect(processExitsWith: .failure) {
            let bytes = PredictRequest(project: "a").encoded()
            try unsafe PredictRequest.withLentInputs(decoding: bytes.span.bytes) { _, _, _ in
                _ = try? PredictRequest(decoding: bytes)
            }
        }
    }

    @Test("A reply written row by row has the bytes of the reply")
    func rows() {
        var source = RandomSource(seed: 4)
        for _ in 0..<100 {
            let reply = PredictReply.sample(from: &source)
            var buffer: [UInt8] = [7]
            PredictReply(modelVersion: reply.modelVersion).encode(into: &buffer)
            for row in reply.rows { PredictReply.append(row, to: &buffer) }
            #expect(buffer == [7] + reply.encoded())
        }
    }
}
