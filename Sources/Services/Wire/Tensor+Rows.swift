internal import Domain
internal import Messages

extension Wire.Tensor {
    /// Checks that a tensor is rows of inputs with a length of their own, and packs them.
    ///
    /// - Parameters:
    ///   - tensor: nil where the caller sent none; its shape and data are `shape` and `data`.
    ///   - shape: of clips of one length, `[rows, samples]`.
    ///   - data: their samples.
    ///   - input: what one row is.
    ///   - field: the path of the tensor in its request.
    /// - Returns: The rows; nil: inputs are of one size.
    /// - Throws: ``Failure`` (invalid argument) with what was expected and what came.
    static func packed(
        _ tensor: Wire.Tensor?,
        shape: Span<Int64>,
        data: Span<UInt8>,
        of input: InputSpecification,
        field: String
    ) throws(Failure) -> CheckedRows? {
        guard input.byteCount == nil else { return nil }
        let expected = "expected at least one row, each \(input.summary)"
        guard let tensor else { throw .invalid("\(expected); got no tensor", field: field) }
        try tensor.checkSampleRate(input, field)
        var bytes: [UInt8] = []
        if !tensor.rows.isEmpty {
            guard data.isEmpty, shape.isEmpty else {
                throw .invalid(
                    "rows are in rows, or in shape and data; got both",
                    field: "\(field).rows"
                )
            }
            for (index, row) in tensor.rows.enumerated() {
                let name = "\(field).rows[\(index)]"
                bytes.append(
                    row: try self.row(row.span, tensor.dataType, of: input, field: name),
                    of: input
                )
            }
            return CheckedRows(count: tensor.rows.count, packed: bytes)
        }
        guard case .audio = input, shape.count == 2, shape[0] > 0, shape[1] > 0,
            shape[0] <= Int64(Int32.max), shape[1] <= Int64(Int32.max)
        else {
            throw .invalid(
                "\(expected), in rows; got \(data.count) bytes of data of the shape \(shape.shortText)",
                field: "\(field).rows"
            )
        }
        let (rows, size) = (Int(shape[0]), data.count / Int(shape[0]))
        let sample = tensor.dataType == .float32 ? 4 : 2
        let (all, overflow) = Int(shape[0] * shape[1]).multipliedReportingOverflow(by: sample)
        guard !overflow, data.count == all else {
            throw .invalid(
                "expected \(shape.shortText) samples of \(sample) bytes; got \(data.count) bytes",
                field: "\(field).data"
            )
        }
        for index in 0..<rows {
            let row = data.extracting(index * size..<(index + 1) * size)
            let name = "\(field).data, row \(index)"
            bytes.append(row: try self.row(row, tensor.dataType, of: input, field: name), of: input)
        }
        return CheckedRows(count: rows, packed: bytes)
    }

    /// One row as it is stored, checked.
    static func row(
        _ row: Span<UInt8>,
        _ type: Wire.DataType,
        of input: InputSpecification,
        field: String
    ) throws(Failure) -> [UInt8] {
        guard type == .unspecified || input.takes(type) else {
            throw .invalid(
                "expected the data type \(input.wireType.name) of \(input.summary); got \(type.name)",
                field: "\(field).data_type"
            )
        }
        var content = Array(copying: row)
        if case .audio = input, type == .float32 {
            content = try AudioSpecification.samples(floats: row, field: field)
        }
        try input.validate(input: content, field: field)
        return content
    }

    /// Refuses samples that are not as many a second as the project's.
    func checkSampleRate(_ input: InputSpecification, _ field: String) throws(Failure) {
        guard sampleRate == 0 || sampleRate == input.sampleRate else {
            throw .invalid(
                input.sampleRate == 0
                    ? "\(input.summary) has no sample rate; got \(sampleRate)"
                    : "a project's clips have \(input.sampleRate) samples a second; got \(sampleRate)",
                field: "\(field).sample_rate"
            )
        }
    }
}
