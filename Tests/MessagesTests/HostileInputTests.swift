import Messages
import Testing

@Suite("Bytes that are no message are refused, and nothing crashes")
struct HostileInputTests {
    @Test("A NUL byte in a string is refused, with the field's name")
    func nulBytes() {
        for text in ["a\0b", "\0", "a\0", "\0b"] {
            expectRefusal(Wire.PredictRequest(project: text), field: "project", says: "NUL")
            expectRefusal(
                Wire.PredictReply(rows: [Wire.RowPrediction(className: text)]),
                field: "class_name"
            )
            expectRefusal(Wire.CreateProjectRequest(classes: ["a", text]), field: "classes")
            expectRefusal(Wire.ClassReference(reference: .name(text)), field: "name", says: "NUL")
            expectRefusal(Wire.HeartbeatRequest(metrics: [text: 1]), field: "key", says: "NUL")
        }
    }

    @Test(
        "Invalid UTF-8 is refused, with the field's name",
        arguments: [
            [0xFF], [0xC3], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80],
            [0x61, 0x80], [0xE2, 0x82],
        ] as [[UInt8]]
    )
    func invalidText(bytes: [UInt8]) {
        let wire = [0x0A, UInt8(bytes.count)] + bytes
        let error = #expect(throws: MessageError.self) { try Wire.PredictRequest(decoding: wire) }
        #expect(error?.field == "project")
        #expect(
            error?.description.contains("tutelage.v1.PredictRequest is not valid UTF-8") == true
        )
    }

    @Test("NUL bytes are fine in bytes")
    func nulInBytes() throws {
        let request = Wire.ImportModelRequest(part: .chunk([0, 1, 0, 0]))
        #expect(try Wire.ImportModelRequest(decoding: request.encoded()) == request)
    }

    @Test(
        "Malformed bytes are refused",
        arguments: [
            [0x0A], [0x0A, 0x05, 0x61], [0x00], [0x07, 0x00], [0x10], [0x10, 0x80],
            [0x10] + [UInt8](repeating: 0xFF, count: 11),
            [0x0A, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F], [0x0A] + [UInt8](repeating: 0xFF, count: 9) + [1],
            [0x1A, 0x02, 0x12, 0x7F], [0x0B], [0x0C], [0x1D, 1, 2, 3], [0x19, 1, 2, 3],
        ] as [[UInt8]]
    )
    func malformed(bytes: [UInt8]) {
        let error = #expect(throws: MessageError.self) { try Wire.PredictRequest(decoding: bytes) }
        #expect(error?.description == "\(bytes.count) bytes are not a tutelage.v1.PredictRequest")
    }

    @Test("Few bytes cannot ask for much memory")
    func amplification() throws {
        // An empty item is two bytes on the wire and 96 in memory before its Swift value.
        let items = [UInt8]((0..<(1 << 20)).flatMap { _ in [0x12, 0x00] as [UInt8] })
        let error = #expect(throws: MessageError.self) { try Wire.IngestRequest(decoding: items) }
        #expect(error?.description.contains("too many parts") == true)
        // Ten thousand real ones pass.
        let item = Wire.IngestItem(exampleID: "x", input: Wire.Tensor(data: [1, 2, 3, 4]))
        let request = Wire.IngestRequest(items: Array(repeating: item, count: 10_000))
        #expect(try Wire.IngestRequest(decoding: request.encoded()).items.count == 10_000)
        // So does another message after a refused one.
        #expect(try Wire.GetJobRequest(decoding: [0x08, 1]).jobID == 1)
    }

    @Test("Every truncation of every message throws or decodes", arguments: GoldenMessage.all)
    func truncated(golden: GoldenMessage) {
        for count in 0..<golden.bytes.count {
            attempt(golden.type, Array(golden.bytes[..<count]))
        }
    }

    @Test("Mutated messages throw or decode", arguments: GoldenMessage.all.indices)
    func mutated(index: Int) {
        let golden = GoldenMessage.all[index]
        guard !golden.bytes.isEmpty else { return }
        var source = RandomSource(seed: UInt64(index))
        var refused = 0
        for _ in 0..<500 {
            let bytes = mutate(golden.bytes, &source)
            if !attempt(golden.type, bytes) { refused += 1 }
        }
        #expect(refused > 0)
    }

    /// Decodes; what decodes must encode and decode to the same again.
    @discardableResult
    private func attempt<M: GeneratedMessage>(_ type: M.Type, _ bytes: [UInt8]) -> Bool {
        guard let message = try? M(decoding: bytes) else { return false }
        let encoded = message.encoded()
        #expect(encoded.count == message.encodedSize)
        #expect((try? M(decoding: encoded))?.encoded() == encoded)
        return true
    }

    private func mutate(_ bytes: [UInt8], _ source: inout RandomSource) -> [UInt8] {
        var mutated = bytes
        for _ in 0...source.below(3) {
            let position = source.below(mutated.count)
            switch source.below(6) {
            case 0: mutated[position] = UInt8(truncatingIfNeeded: source.next())
            case 1: mutated[position] ^= 1 << UInt8(source.below(8))
            case 2: mutated[position] = [0, 0x7F, 0x80, 0xFF][source.below(4)]
            case 3: mutated.insert(UInt8(truncatingIfNeeded: source.next()), at: position)
            case 4: mutated.insert(contentsOf: mutated[position...].prefix(20), at: position)
            default: if mutated.count > 1 { mutated.remove(at: position) }
            }
        }
        return mutated
    }

    private func expectRefusal<M: Message>(_ message: M, field: String, says word: String = "NUL") {
        let error = #expect(throws: MessageError.self) { try M(decoding: message.encoded()) }
        #expect(error?.field == field)
        #expect(error?.description.contains(word) == true)
    }
}
