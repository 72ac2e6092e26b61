import Domain
import GRPC
import Messages
import Services
import Testing

@Suite("Every datatype is converted where the values allow it, or refused by name")
struct DatatypeTests {
    /// The little-endian bytes of whole numbers.
    private static func bytes(_ values: [some FixedWidthInteger]) -> [UInt8] {
        values.flatMap { value in
            (0..<value.bitWidth / 8).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
        }
    }

    private static let raw: [(String, [UInt8])] = [
        ("UINT8", bytes([1, 2, 3, 4] as [UInt8])),
        ("UINT16", bytes([1, 2, 3, 4] as [UInt16])),
        ("UINT32", bytes([1, 2, 3, 4] as [UInt32])),
        ("UINT64", bytes([1, 2, 3, 4] as [UInt64])),
        ("INT8", bytes([1, 2, 3, 4] as [Int8])),
        ("INT16", bytes([1, 2, 3, 4] as [Int16])),
        ("INT32", bytes([1, 2, 3, 4] as [Int32])),
        ("INT64", bytes([1, 2, 3, 4] as [Int64])),
        ("FP16", bytes([0x3C00, 0x4000, 0x4200, 0x4400] as [UInt16])),
        ("BF16", bytes([0x3F80, 0x4000, 0x4040, 0x4080] as [UInt16])),
        ("FP32", bytes([1, 2, 3, 4].map { (value: Float) in value.bitPattern })),
        ("FP64", bytes([1, 2, 3, 4].map { (value: Double) in value.bitPattern })),
    ]

    private static let typed: [(String, Wire.InferTensorContents)] = [
        ("UINT8", Wire.InferTensorContents(uintContents: [1, 2, 3, 4])),
        ("UINT16", Wire.InferTensorContents(uintContents: [1, 2, 3, 4])),
        ("UINT32", Wire.InferTensorContents(uintContents: [1, 2, 3, 4])),
        ("UINT64", Wire.InferTensorContents(uint64Contents: [1, 2, 3, 4])),
        ("INT8", Wire.InferTensorContents(intContents: [1, 2, 3, 4])),
        ("INT16", Wire.InferTensorContents(intContents: [1, 2, 3, 4])),
        ("INT32", Wire.InferTensorContents(intContents: [1, 2, 3, 4])),
        ("INT64", Wire.InferTensorContents(int64Contents: [1, 2, 3, 4])),
        ("FP32", Wire.InferTensorContents(fp32Contents: [1, 2, 3, 4])),
        ("FP64", Wire.InferTensorContents(fp64Contents: [1, 2, 3, 4])),
    ]

    @Test("1, 2, 3 and 4 have the same answer in every datatype, raw and typed, for a vector")
    func vector() async throws {
        let harness = try await Harness()
        try await harness.createProject()
        try await harness.promoteModel()
        let expected = try await harness.client.unary(
            .modelInfer,
            .rows("numbers", [[1, 2, 3, 4]])
        ).floats("logits")
        for (datatype, content) in Self.raw {
            let answer = try await harness.client.unary(
                .modelInfer,
                .raw("numbers", datatype: datatype, shape: [1, 4], content)
            )
            #expect(try answer.floats("logits") == expected, "raw \(datatype)")
        }
        for (datatype, contents) in Self.typed {
            let answer = try await harness.client.unary(
                .modelInfer,
                .typed("numbers", datatype, [1, 4], contents)
            )
            #expect(try answer.floats("logits") == expected, "typed \(datatype)")
        }
        try await harness.end()
    }

    @Test("1, 2, 3 and 4 have the same answer in every datatype, raw and typed, for an image")
    func image() async throws {
        let harness = try await Harness()
        try await harness.createImageProject()
        func logits(_ request: Wire.ModelInferRequest) async throws -> [Float] {
            try await harness.client.unary(.modelInfer, request).floats("logits")
        }
        let predicted = try await harness.client.unary(
            .predict,
            Wire.PredictRequest(
                project: "images",
                inputs: Wire.Tensor(dataType: .uint8, shape: [1, 2, 2, 1], data: [1, 2, 3, 4]),
                options: Wire.PredictOptions(logits: true)
            )
        )
        let expected = predicted.rows[0].logits
        for (datatype, content) in Self.raw {
            for shape: [Int64] in [[1, 2, 2, 1], [1, 4]] {
                let answer = try await logits(
                    .raw("images", datatype: datatype, shape: shape, content)
                )
                #expect(answer == expected, "raw \(datatype) \(shape)")
            }
        }
        for (datatype, contents) in Self.typed {
            let answer = try await logits(.typed("images", datatype, [1, 2, 2, 1], contents))
            #expect(answer == expected, "typed \(datatype)")
        }
        try await harness.end()
    }

    @Test("A value that the model's datatype does not hold is refused with its place")
    func values() async throws {
        let harness = try await Harness()
        try await harness.createProject()
        try await harness.promoteModel()
        try await harness.createImageProject()
        let cases: [(String, String, Wire.InferTensorContents, String)] = [
            ("images", "FP32", .init(fp32Contents: [0, 0.5, 0, 0]), "element 1 of row 0 is 0.5"),
            ("images", "FP32", .init(fp32Contents: [0, 1, 2, 256]), "element 3 of row 0 is 256.0"),
            ("images", "INT32", .init(intContents: [-1, 1, 2, 3]), "element 0 of row 0 is -1"),
            ("images", "FP64", .init(fp64Contents: [0, .nan, 2, 3]), "element 1 of row 0 is nan"),
            ("images", "UINT8", .init(uintContents: [0, 1, 256, 3]), "256, which UINT8 does not"),
            (
                "numbers", "INT64", .init(int64Contents: [0, 0, 16_777_217, 0]),
                "element 2 of row 0 is 16777217, which Float32 does not hold"
            ),
            (
                "numbers", "UINT64", .init(uint64Contents: [.max, 0, 0, 0]),
                "18446744073709551615, which Float32"
            ),
            ("numbers", "INT8", .init(intContents: [0, 0, 0, 128]), "128, which INT8 does not"),
            ("numbers", "INT16", .init(intContents: [0, 0, 0, -32_769]), "-32769, which INT16"),
            ("numbers", "UINT16", .init(uintContents: [0, 0, 65_536, 0]), "65536, which UINT16"),
            ("numbers", "FP64", .init(fp64Contents: [0, 1e300, 0, 0]), "1e+300, which is beyond"),
            ("numbers", "FP64", .init(fp64Contents: [0, .infinity, 0, 0]), "is inf; expected a"),
            ("numbers", "FP32", .init(fp32Contents: [0, 0, .nan, 0]), "element 2 of row 0 is nan"),
        ]
        for (project, datatype, contents, sentence) in cases {
            let refused = await status {
                try await harness.client.unary(
                    .modelInfer,
                    .typed(project, datatype, [1, 4], contents)
                )
            }
            #expect(refused.code == .invalidArgument, "\(refused)")
            #expect(refused.message.contains(sentence), "\(refused)")
            #expect(refused.message.hasPrefix("input \"input\": "), "\(refused)")
        }
        try await harness.end()
    }

    @Test("FP64 is rounded to the nearest, and halves have every value that they hold")
    func rounding() async throws {
        let harness = try await Harness()
        try await harness.createProject()
        try await harness.promoteModel()
        func logits(_ request: Wire.ModelInferRequest) async throws -> [Float] {
            try await harness.client.unary(.modelInfer, request).floats("logits")
        }
        #expect(
            try await logits(
                .typed("numbers", "FP64", [1, 4], .init(fp64Contents: [0.1, -0.3, 1 / 3, 1e-60]))
            ) == logits(.rows("numbers", [[0.1, -0.3, 1 / 3, 0]]))
        )
        // The smallest subnormal, the largest subnormal, -2 and the largest finite half.
        let halves = Self.bytes([0x0001, 0x03FF, 0xC000, 0x7BFF] as [UInt16])
        #expect(
            try await logits(.raw("numbers", datatype: "FP16", shape: [1, 4], halves))
                == logits(
                    .rows("numbers", [[0x1p-24, 1023 * 0x1p-24, -2, 65_504]])
                )
        )
        for (bits, text) in [(0x7C00, "inf"), (0xFC00, "-inf"), (0x7E00, "nan")] {
            let content = Self.bytes([0, UInt16(bits), 0, 0])
            let refused = await status {
                try await logits(.raw("numbers", datatype: "FP16", shape: [1, 4], content))
            }
            #expect(refused.code == .invalidArgument)
            #expect(refused.message.contains("element 1 of row 0 is \(text)"), "\(refused)")
        }
        try await harness.end()
    }
}
