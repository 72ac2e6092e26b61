import GRPC
import Messages
import Testing

extension Wire.ModelInferRequest {
    /// A request of raw elements, as `tritonclient` makes it.
    static func raw(
        _ project: String,
        version: String = "",
        datatype: String = "FP32",
        shape: [Int64],
        _ content: [UInt8],
        outputs: [InferRequestedOutputTensor] = [],
        parameters: [String: Wire.InferParameter] = [:]
    ) -> Wire.ModelInferRequest {
        Wire.ModelInferRequest(
            modelName: project,
            modelVersion: version,
            id: "request 7",
            parameters: parameters,
            inputs: [InferInputTensor(name: "input", datatype: datatype, shape: shape)],
            outputs: outputs,
            rawInputContents: [content]
        )
    }

    /// A request of rows of numbers.
    static func rows(
        _ project: String,
        version: String = "",
        _ rows: [[Float]]
    )
        -> Wire.ModelInferRequest
    {
        raw(
            project,
            version: version,
            shape: [Int64(rows.count), Int64(rows.first?.count ?? 0)],
            bytes(rows.flatMap(\.self))
        )
    }

    /// A request of typed elements.
    static func typed(
        _ project: String,
        _ datatype: String,
        _ shape: [Int64],
        _ contents: Wire.InferTensorContents
    ) -> Wire.ModelInferRequest {
        Wire.ModelInferRequest(
            modelName: project,
            inputs: [
                InferInputTensor(
                    name: "input",
                    datatype: datatype,
                    shape: shape,
                    contents: contents
                )
            ]
        )
    }
}

extension Wire.ModelInferResponse {
    /// The raw elements of an output.
    func content(_ name: String) throws -> [UInt8] {
        let index = try #require(outputs.firstIndex { $0.name == name })
        return rawOutputContents[index]
    }

    /// The elements of an output of FP32.
    func floats(_ name: String) throws -> [Float] {
        let content = try content(name)
        return stride(from: 0, to: content.count, by: 4).map { start in
            Float(
                bitPattern: (0..<4).reduce(0) { $0 | UInt32(content[start + $1]) << UInt32(8 * $1) }
            )
        }
    }

    /// The elements of an output of INT64.
    func integers(_ name: String) throws -> [Int] {
        let content = try content(name)
        return stride(from: 0, to: content.count, by: 8).map { start in
            (0..<8).reduce(0) { $0 | Int(content[start + $1]) << (8 * $1) }
        }
    }

    /// The elements of an output of BYTES.
    func texts(_ name: String) throws -> [String] {
        var rest = try content(name)[...]
        var texts: [String] = []
        while !rest.isEmpty {
            let count = rest.prefix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
            texts.append(String(decoding: rest.dropFirst(4).prefix(count), as: UTF8.self))
            rest = rest.dropFirst(4 + count)
        }
        return texts
    }
}

extension Wire.InferParameter {
    /// A whole number.
    static func number(_ value: Int64) -> Wire.InferParameter {
        Wire.InferParameter(parameterChoice: .int64Param(value))
    }
}
