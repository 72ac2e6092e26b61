import MessageTypes
import Messages
import Testing

@Suite("A message survives encoding and decoding")
struct RoundTripTests {
    @Test("Random content comes back", arguments: messageTypes.indices)
    func randomContent(index: Int) throws {
        try roundTrip(messageTypes[index], seed: UInt64(index))
    }

    private func roundTrip<M: GeneratedMessage>(_ type: M.Type, seed: UInt64) throws {
        var source = RandomSource(seed: seed)
        for _ in 0..<50 {
            let message = try M.sample(from: &source)
            let bytes = message.encoded()
            #expect(message.encodedSize == bytes.count)
            let decoded = try M(decoding: bytes)
            #expect(decoded.encoded() == bytes)
            #expect(decoded == message)
        }
        #expect(M().encoded().isEmpty)
        #expect(try M(decoding: []) == M())
    }

    @Test("Encoding appends")
    func appends() {
        var buffer: [UInt8] = [1, 2, 3]
        Wire.GetJobRequest(jobID: 5).encode(into: &buffer)
        Wire.GetJobRequest(jobID: 300).encode(into: &buffer)
        #expect(buffer == [1, 2, 3, 0x08, 5, 0x08, 0xAC, 0x02])
    }

    @Test("A default that was set is not the same as one that was not")
    func presence() throws {
        let unset = Wire.LabelDecision(confidence: nil)
        let set = Wire.LabelDecision(confidence: 0)
        #expect(unset.encoded().isEmpty)
        #expect(try Wire.LabelDecision(decoding: unset.encoded()).confidence == nil)
        #expect(try Wire.LabelDecision(decoding: set.encoded()).confidence == 0)
        let empty = Wire.PredictRequest(inputs: Wire.Tensor())
        #expect(try Wire.PredictRequest(decoding: empty.encoded()).inputs == Wire.Tensor())
        #expect(try Wire.PredictRequest(decoding: []).inputs == nil)
        let off = Wire.AutoLabelPolicy(rule: .off(Wire.AutoLabelPolicy.Off()))
        #expect(try Wire.AutoLabelPolicy(decoding: off.encoded()) == off)
    }

    @Test("Unknown numbers of an enum are kept")
    func unknownEnumNumbers() throws {
        for number: Int32 in [77, -1, .max, .min] {
            let decision = Wire.LabelDecision(decision: Wire.Decision(rawValue: number))
            #expect(decision.decision == .unrecognized(number))
            #expect(try Wire.LabelDecision(decoding: decision.encoded()) == decision)
        }
        let states = Wire.ListJobsRequest(states: [.running, .unrecognized(99), .failed])
        #expect(try Wire.ListJobsRequest(decoding: states.encoded()) == states)
    }

    @Test("Maps are encoded in the order of their keys")
    func mapsAreSorted() {
        let forwards = Wire.HeartbeatRequest(metrics: ["a": 1, "b": 2, "c": 3])
        let backwards = Wire.HeartbeatRequest(metrics: ["c": 3, "b": 2, "a": 1])
        #expect(forwards.encoded() == backwards.encoded())
    }

    @Test("A large tensor comes back")
    func largeTensor() throws {
        var source = RandomSource(seed: 9)
        let data = (0..<(4 << 20)).map { _ in UInt8(truncatingIfNeeded: source.next()) }
        let request = Wire.PredictRequest(
            project: "digits",
            inputs: Wire.Tensor(dataType: .uint8, shape: [65_536, 64], data: data)
        )
        #expect(try Wire.PredictRequest(decoding: request.encoded()) == request)
    }
}
