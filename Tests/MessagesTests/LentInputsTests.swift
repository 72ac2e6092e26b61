import Messages
import Testing

@Suite("A request read in place says what it says when it is copied")
struct LentInputsTests {
    /// The request as its parts, put together again.
    private func read(_ bytes: [UInt8]) throws -> Wire.PredictRequest {
        try unsafe Wire.PredictRequest.withLentInputs(decoding: bytes.span.bytes) {
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
            let request = try Wire.PredictRequest.sample(from: &source)
            #expect(try read(request.encoded()) == request)
        }
        for request in [
            Wire.PredictRequest(), Wire.PredictRequest(inputs: Wire.Tensor()),
            Wire.PredictRequest(inputs: Wire.Tensor(shape: [3])),
            Wire.PredictRequest(inputs: Wire.Tensor(data: [0])),
        ] {
            #expect(try read(request.encoded()) == request)
        }
    }

    /// An inference as its parts, put together again.
    private func readInference(_ bytes: [UInt8]) throws -> Wire.ModelInferRequest {
        try unsafe Wire.ModelInferRequest.withLentInput(decoding: bytes.span.bytes) {
            request,
            input,
            shape,
            raw in
            var request = request
            if var input {
                #expect(request.inputs.isEmpty && input.shape.isEmpty)
                for index in shape.indices { input.shape.append(shape[index]) }
                request.inputs = [input]
            } else {
                #expect(request.inputs.count != 1 && shape.isEmpty)
            }
            if !raw.isEmpty {
                #expect(request.rawInputContents.isEmpty)
                request.rawInputContents = [raw.indices.map { raw[$0] }]
            }
            return request
        }
    }

    @Test("Random inferences with any number of inputs and contents")
    func inferences() throws {
        var source = RandomSource(seed: 18)
        for _ in 0..<200 {
            let request = try Wire.ModelInferRequest.sample(from: &source)
            #expect(try readInference(request.encoded()) == request)
        }
        let input = Wire.ModelInferRequest.InferInputTensor(name: "input", shape: [2, 3])
        for (inputs, contents) in [
            ([], []), ([input], []), ([input], [[]]), ([input], [[1, 2]]), ([input], [[1], [2]]),
            ([input, input], [[1]]), ([], [[1]]),
        ] as [([Wire.ModelInferRequest.InferInputTensor], [[UInt8]])] {
            let request = Wire.ModelInferRequest(inputs: inputs, rawInputContents: contents)
            #expect(try readInference(request.encoded()) == request)
        }
    }

    @Test("A response written part by part has the bytes of the response")
    func responseParts() {
        for (name, version, id) in [("digits", "12", "a"), ("", "", ""), ("x", "1", "")] {
            for (rows, columns) in [(1, nil), (3, 10), (400, 70_000), (1, 0)] as [(Int, Int?)] {
                let contents = [UInt8](repeating: 5, count: 130 * rows)
                let shape = [rows, columns].compactMap { $0.map { Int64($0) } }
                let whole = Wire.ModelInferResponse(
                    modelName: name,
                    modelVersion: version,
                    id: id,
                    outputs: [.init(name: "label", datatype: "INT64", shape: shape)],
                    rawOutputContents: [contents]
                )
                var buffer: [UInt8] = [7]
                Wire.ModelInferResponse.appendHead(name, version: version, id: id, to: &buffer)
                Wire.ModelInferResponse.appendOutput(
                    "label",
                    "INT64",
                    rows: rows,
                    columns: columns,
                    to: &buffer
                )
                Wire.ModelInferResponse.appendRawContents(contents.count, to: &buffer) {
                    $0.append(contentsOf: contents)
                }
                #expect(buffer == [7] + whole.encoded())
            }
        }
    }

    @Test("What is no message is refused as ever, and the next one is read")
    func refused() throws {
        let malformed = #expect(throws: MessageError.self) { try read([0x0A]) }
        #expect(malformed?.description == "1 bytes are not a tutelage.v1.PredictRequest")
        let text = #expect(throws: MessageError.self) {
            try read(Wire.PredictRequest(project: "a\0b").encoded())
        }
        #expect(text?.field == "project")
        #expect(try read(Wire.PredictRequest(priority: 3).encoded()).priority == 3)
    }

    @Test("To read a message while another is lent ends the process")
    func nested() async {
        await #expect(processExitsWith: .failure) {
            let bytes = Wire.PredictRequest(project: "a").encoded()
            try unsafe Wire.PredictRequest.withLentInputs(decoding: bytes.span.bytes) { _, _, _ in
                _ = try? Wire.PredictRequest(decoding: bytes)
            }
        }
    }

    @Test("A reply written row by row has the bytes of the reply")
    func rows() throws {
        var source = RandomSource(seed: 4)
        for _ in 0..<100 {
            let reply = try Wire.PredictReply.sample(from: &source)
            var buffer: [UInt8] = [7]
            Wire.PredictReply(modelVersion: reply.modelVersion).encode(into: &buffer)
            for row in reply.rows { Wire.PredictReply.append(row, to: &buffer) }
            #expect(buffer == [7] + reply.encoded())
        }
    }
}
