import GRPC
import NIOCore
import Testing

@Suite("The encodings of gRPC's header fields and messages")
struct EncodingTests {
    @Test(
        "Base64 goes there and back, with and without padding",
        arguments: [
            ("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foob", "Zm9vYg"),
            ("fooba", "Zm9vYmE"), ("foobar", "Zm9vYmFy"),
        ]
    )
    func base64(plain: String, encoded: String) {
        #expect(Base64.encode(Array(plain.utf8)) == Array(encoded.utf8))
        #expect(Base64.decode(Array(encoded.utf8)) == Array(plain.utf8))
        let padding = String(repeating: "=", count: (4 - encoded.count % 4) % 4)
        #expect(Base64.decode(Array((encoded + padding).utf8)) == Array(plain.utf8))
    }

    @Test("What is not base64 is refused", arguments: ["A", "Zm9vY", "Z g", "Zg===", "Z=g", "é"])
    func notBase64(text: String) {
        #expect(Base64.decode(Array(text.utf8)) == nil)
    }

    @Test(
        "Messages are percent-encoded",
        arguments: [
            ("plain text", "plain text"), ("50 %", "50 %25"), ("é\n", "%C3%A9%0A"), ("", ""),
        ]
    )
    func percent(plain: String, encoded: String) {
        #expect(PercentEncoding.encode(plain) == Array(encoded.utf8))
        #expect(PercentEncoding.decode(Array(encoded.utf8)) == plain)
    }

    @Test("Broken escapes stay as they are", arguments: ["%", "%4", "%zz", "a%"])
    func brokenPercent(text: String) {
        #expect(PercentEncoding.decode(Array(text.utf8)) == text)
    }

    @Test(
        "Timeouts are read in all units",
        arguments: [
            ("1H", 3_600_000_000_000), ("2M", 120_000_000_000), ("3S", 3_000_000_000),
            ("4m", 4_000_000), ("5u", 5_000), ("6n", 6), ("0n", 0),
            ("99999999S", 99_999_999_000_000_000),
        ] as [(String, Int64)]
    )
    func timeouts(text: String, nanoseconds: Int64) {
        #expect(CallTimeout.parse(ArraySlice(text.utf8)) == .nanoseconds(nanoseconds))
    }

    @Test(
        "Malformed timeouts are refused",
        arguments: ["", "S", "1", "1x", "-1S", "1 S", "123456789S"]
    )
    func malformedTimeout(text: String) {
        #expect(CallTimeout.parse(ArraySlice(text.utf8)) == nil)
    }

    @Test(
        "Timeouts are written in eight digits and lose less than a millionth",
        arguments: [0, 1, 99_999_999, 100_000_000, 2_500_000_001, 86_400_000_000_000] as [Int64]
    )
    func timeoutText(nanoseconds: Int64) throws {
        let text = CallTimeout.text(.nanoseconds(nanoseconds))
        let back = try #require(CallTimeout.parse(ArraySlice(text.utf8)))
        #expect(text.utf8.count <= 9)
        #expect(abs(back.nanoseconds - nanoseconds) <= nanoseconds / 1_000_000)
    }

    @Test("Messages are cut out of any pieces", arguments: 1..<20)
    func assembly(piece: Int) throws {
        let messages: [[UInt8]] = [[], [1], Array(repeating: 2, count: 300), [], [3, 4, 5]]
        var stream: [UInt8] = []
        for message in messages {
            stream += [0, 0, 0, UInt8(message.count >> 8), UInt8(message.count & 255)] + message
        }
        var assembler = MessageAssembler()
        var found: [[UInt8]] = []
        var held = 0
        for start in stride(from: 0, to: stream.count, by: piece) {
            let end = min(start + piece, stream.count)
            let bytes = Array(stream[start..<end])
            var rest = bytes.indices
            while let frame = try assembler.next(bytes, &rest, limit: 300) {
                held += assembler.takeHeld()
                switch frame {
                case .inPlace(let range): found.append(Array(bytes[range]))
                case .assembled(let message): found.append(message)
                }
            }
            #expect(rest.isEmpty)
        }
        #expect(found == messages)
        #expect(held == stream.count)
        #expect(!assembler.isMidMessage)
    }

    @Test("A length over the limit is refused on the prefix alone", arguments: [1, 2, 5])
    func lengthLimit(piece: Int) {
        var assembler = MessageAssembler()
        let prefix: [UInt8] = [0, 0xff, 0xff, 0xff, 0xff]
        #expect(throws: GRPCStatus.self) {
            for start in stride(from: 0, to: 5, by: piece) {
                let bytes = Array(prefix[start..<min(5, start + piece)])
                var rest = bytes.indices
                let frame = try assembler.next(bytes, &rest, limit: 1 << 20)
                #expect(frame == nil)
            }
        }
    }

    @Test("Codes have gRPC's names")
    func names() {
        #expect(GRPCStatus.Code.ok.name == "OK")
        #expect(GRPCStatus.Code.deadlineExceeded.name == "DEADLINE_EXCEEDED")
        #expect(GRPCStatus.Code.internal.name == "INTERNAL")
        #expect(GRPCStatus.Code.allCases.map(\.rawValue) == Array(0...16))
    }
}
