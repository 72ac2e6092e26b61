internal import Domain
internal import Messages
internal import Serving

/// A request's one tensor of inputs with a length of their own: texts as `BYTES` of `[rows]` or `[rows, 1]`, clips as
/// `BYTES` of 16-bit samples, or as `INT16` or `FP32` of `[rows, samples]`.
struct RaggedTensor {
    let rows: Int
    /// The rows as ``RowRanges`` has them.
    let packed: [UInt8]

    /// Checks a request; its input, shape and raw elements are as ``InferenceInput`` takes them.
    init(
        _ request: Wire.ModelInferRequest,
        input lent: Wire.ModelInferRequest.InferInputTensor?,
        shape: Span<Int64>,
        raw: Span<UInt8>,
        of release: Release,
        _ batcher: Batcher
    ) throws(Failure) {
        let input = release.input
        let tensor = try CheckedTensor.input(lent, of: request.inputs)
        let contents =
            raw.isEmpty ? request.rawInputContents.first ?? [] : [UInt8](copying: raw)
        guard request.rawInputContents.count <= 1 else {
            throw .invalid(
                "expected one entry of raw_input_contents for each input, 1; got \(request.rawInputContents.count)",
                field: "raw_input_contents"
            )
        }
        guard let datatype = input.ragged.first(where: { $0.rawValue == tensor.datatype }) else {
            throw Self.failure(
                "expected the datatype \(input.ragged.map(\.rawValue).joined(separator: ", ")); got "
                    + quoted(tensor.datatype),
                ".datatype"
            )
        }
        rows = try Self.rows(shape, datatype, input, release, batcher)
        guard datatype == .bytes else {
            packed = try Self.clips(contents, tensor, datatype, rows, shape, input)
            return
        }
        packed = try Self.packed(contents, tensor, rows, input)
    }

    private static func failure(_ message: String, _ part: String) -> Failure {
        .invalid("input \"\(InferenceInput.name)\": \(message)", field: "inputs[0]\(part)")
    }

    private static func rows(
        _ shape: Span<Int64>,
        _ datatype: InferenceDatatype,
        _ input: InputSpecification,
        _ release: Release,
        _ batcher: Batcher
    ) throws(Failure) -> Int {
        let fits =
            datatype == .bytes
            ? shape.count == 1 || shape.count == 2 && shape[1] == 1
            : shape.count == 2 && shape[1] > 0
        guard fits, shape[0] > 0 else {
            let expected = datatype == .bytes ? "[rows] or [rows, 1]" : "[rows, samples]"
            throw failure(
                "expected the shape \(expected) with at least one row; got \(shape.shortText)",
                ".shape"
            )
        }
        guard shape[0] <= Int64(batcher.configuration.maxRequestRows) else {
            let refusal = batcher.refuse(rows: Int(clamping: shape[0]), of: release)
            throw failure("\(refusal) in \(shape.shortText)", ".shape")
        }
        return Int(shape[0])
    }

    /// Rows that came as bytes, raw or typed.
    private static func packed(
        _ contents: [UInt8],
        _ tensor: Wire.ModelInferRequest.InferInputTensor,
        _ rows: Int,
        _ input: InputSpecification
    ) throws(Failure) -> [UInt8] {
        let typed = tensor.contents?.bytesContents ?? []
        var bytes: [UInt8] = []
        if !typed.isEmpty {
            guard contents.isEmpty, typed.count == rows else {
                throw failure(
                    "expected \(rows) elements in bytes_contents or raw_input_contents; got \(typed.count)"
                        + (contents.isEmpty ? "" : " and raw ones"),
                    ".contents"
                )
            }
            for (index, row) in typed.enumerated() {
                try check(row, index, input)
                bytes.append(row: row, of: input)
            }
            return bytes
        }
        let ranges = try RowRanges(
            of: input,
            in: contents.span,
            count: rows,
            field: "raw_input_contents[0]"
        )
        for index in 0..<rows { try check(Array(contents[ranges[index]]), index, input) }
        return contents
    }

    /// Clips of one length.
    private static func clips(
        _ contents: [UInt8],
        _ tensor: Wire.ModelInferRequest.InferInputTensor,
        _ datatype: InferenceDatatype,
        _ rows: Int,
        _ shape: Span<Int64>,
        _ input: InputSpecification
    ) throws(Failure) -> [UInt8] {
        var samples = contents
        if samples.isEmpty, datatype == .fp32 {
            samples.append(littleEndian: tensor.contents?.fp32Contents ?? [])
        }
        let size = datatype == .fp32 ? 4 : 2
        let (all, overflow) = rows.multipliedReportingOverflow(by: Int(clamping: shape[1]))
        let (expected, over) = all.multipliedReportingOverflow(by: size)
        guard !overflow, !over, samples.count == expected else {
            throw .invalid(
                "input \"\(InferenceInput.name)\": expected \(shape.shortText) samples of \(size) bytes in "
                    + "raw_input_contents; got \(samples.count) bytes",
                field: "raw_input_contents[0]"
            )
        }
        var bytes: [UInt8] = []
        let length = expected / rows
        for index in 0..<rows {
            let part = samples.span.extracting(index * length..<(index + 1) * length)
            let row =
                datatype == .fp32
                ? try AudioSpecification.samples(floats: part, field: "inputs[0], row \(index)")
                : [UInt8](copying: part)
            try check(row, index, input)
            bytes.append(row: row, of: input)
        }
        return bytes
    }

    private static func check(
        _ row: [UInt8],
        _ index: Int,
        _ input: InputSpecification
    ) throws(Failure) {
        do throws(Failure) {
            try input.validate(input: row, field: "inputs[0]")
        } catch {
            throw failure("row \(index): \(error.message)", "")
        }
    }
}

extension InputSpecification {
    /// The datatypes of inputs with a length of their own.
    fileprivate var ragged: [InferenceDatatype] {
        if case .audio = self { [.int16, .fp32, .bytes] } else { [.bytes] }
    }
}
