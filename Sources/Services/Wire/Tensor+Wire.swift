package import Domain
package import Messages

extension Wire.Tensor {
    /// Rows that were checked.
    package struct CheckedRows: Sendable {
        /// How many, at least 1.
        package let count: Int
        /// Their bytes as ``RowRanges`` has them; nil: they are those of the tensor.
        package let packed: [UInt8]?
    }

    /// Checks that a tensor is rows of a project's inputs.
    ///
    /// - Parameters:
    ///   - tensor: nil where the caller sent none.
    ///   - input: what one row is.
    ///   - field: the path of the tensor in its request.
    /// - Returns: The rows.
    /// - Throws: ``Failure`` (invalid argument) with what was expected and what came.
    package static func rows(
        _ tensor: Wire.Tensor?,
        of input: InputSpecification,
        field: String
    ) throws(Failure) -> CheckedRows {
        let (shape, data) = (tensor?.shape ?? [], tensor?.data ?? [])
        let packed = try packed(
            tensor,
            shape: shape.span,
            data: data.span,
            of: input,
            field: field
        )
        if let packed { return packed }
        let count = try rows(
            tensor?.dataType,
            shape: shape.span,
            data: data.span,
            of: input,
            field: field
        )
        return CheckedRows(count: count, packed: nil)
    }

    /// Checks the parts of a tensor as ``rows(_:of:field:)`` does; without a type there is none.
    static func rows(
        _ type: Wire.DataType?,
        shape: Span<Int64>,
        data: Span<UInt8>,
        of input: InputSpecification,
        field: String
    ) throws(Failure) -> Int {
        guard let type, let elements = input.elements else {
            throw .invalid("expected rows of \(input.summary); got no tensor", field: field)
        }
        guard input.takes(type) else { throw wrongType(type, input, field) }
        try checkDimensions(shape, field)
        guard !shape.isEmpty, shape[0] > 0, input.accepts(oneRow: shape.extracting(1...)) else {
            let flat = input.shape.count > 1 ? " or [rows, \(elements)]" : ""
            throw .invalid(
                "expected the shape \(input.shapeText(rows: "rows"))\(flat) with at least one row; "
                    + "got \(shape.shortText)",
                field: "\(field).shape"
            )
        }
        let rows = Int(shape[0])
        let (bytes, overflow) = rows.multipliedReportingOverflow(by: input.mostBytes)
        guard !overflow, data.count == bytes else {
            throw .invalid(
                "expected \(rows) rows, each \(input.summary)"
                    + (overflow ? "" : ", \(bytes) bytes in all")
                    + "; got \(data.count) bytes",
                field: "\(field).data"
            )
        }
        try input.requireFinite(data, rows: rows, field: "\(field).data")
        return rows
    }

    /// The bytes of one input of a project as they are stored; type and shape may be left out.
    ///
    /// - Throws: ``Failure`` (invalid argument) with what was expected and what came.
    package static func content(
        _ tensor: Wire.Tensor?,
        of input: InputSpecification,
        field: String
    ) throws(Failure) -> [UInt8] {
        guard let tensor else {
            throw .invalid("expected \(input.summary); got no tensor", field: field)
        }
        guard input.byteCount != nil else {
            try tensor.checkSampleRate(input, field)
            guard tensor.rows.isEmpty else {
                throw .invalid(
                    "expected one input in data; got \(tensor.rows.count) rows",
                    field: "\(field).rows"
                )
            }
            return try row(tensor.data.span, tensor.dataType, of: input, field: "\(field).data")
        }
        if tensor.dataType != .unspecified, !input.takes(tensor.dataType) {
            throw Self.wrongType(tensor.dataType, input, field)
        }
        if !tensor.shape.isEmpty {
            try checkDimensions(tensor.shape.span, field)
            guard input.accepts(oneRow: tensor.shape.span) else {
                throw .invalid(
                    "expected the shape \(input.shapeText(rows: nil)) or none; "
                        + "got \(tensor.shape.span.shortText)",
                    field: "\(field).shape"
                )
            }
        }
        guard tensor.data.count == input.mostBytes else {
            throw .invalid(
                "expected \(input.summary); got \(tensor.data.count) bytes",
                field: "\(field).data"
            )
        }
        try input.requireFinite(tensor.data.span, rows: nil, field: "\(field).data")
        return input.canonical(tensor.data)
    }

    /// One stored input with its type and shape.
    package init(_ content: [UInt8], of input: InputSpecification) {
        self.init(
            dataType: input.wireType,
            shape: input.shape.map { Int64($0) },
            data: content,
            sampleRate: input.sampleRate
        )
    }

    /// Rows of numbers, `[rows, columns]`.
    package init(floats: some Collection<Float>, rows: Int, columns: Int) {
        var data: [UInt8] = []
        data.reserveCapacity(4 * floats.count)
        for value in floats { data.append(littleEndian: value.bitPattern) }
        self.init(dataType: .float32, shape: [Int64(rows), Int64(columns)], data: data)
    }

    private static func checkDimensions(
        _ shape: Span<Int64>,
        _ field: String
    ) throws(Failure) {
        for index in shape.indices where shape[index] < 0 || shape[index] > Int64(Int32.max) {
            throw .invalid(
                "a dimension is 0 to \(Int32.max); got \(shape[index]) in \(shape.shortText)",
                field: "\(field).shape"
            )
        }
    }

    private static func wrongType(
        _ type: Wire.DataType,
        _ input: InputSpecification,
        _ field: String
    ) -> Failure {
        .invalid(
            "expected the data type \(input.wireType.name) of \(input.summary); got \(type.name)",
            field: "\(field).data_type"
        )
    }
}

extension InputSpecification {
    /// The shape of one input.
    var shape: [Int] {
        switch self {
        case .image(let image): [image.height, image.width, image.channels]
        case .vector(let dimension): [dimension]
        case .text, .audio: []
        }
    }

    /// Samples a second; 0: an input has none.
    var sampleRate: UInt32 {
        guard case .audio(let audio) = self else { return 0 }
        return UInt32(clamping: audio.sampleRate)
    }

    /// The data type of its tensors.
    var wireType: Wire.DataType {
        switch self {
        case .image: .uint8
        case .vector: .float32
        case .text: .utf8
        case .audio: .int16
        }
    }

    /// Whether `type` is ``wireType``; a comparison of the two would not be inlined.
    func takes(_ type: Wire.DataType) -> Bool {
        switch self {
        case .image: if case .uint8 = type { true } else { false }
        case .vector: if case .float32 = type { true } else { false }
        case .text: if case .utf8 = type { true } else { false }
        case .audio: if case .int16 = type { true } else { type == .float32 }
        }
    }

    func accepts(oneRow dimensions: Span<Int64>) -> Bool {
        if dimensions.count == 1 { return elements.map { dimensions[0] == Int64($0) } ?? false }
        guard case .image(let image) = self, dimensions.count == 3 else { return false }
        return dimensions[0] == Int64(image.height)
            && dimensions[1] == Int64(image.width)
            && dimensions[2] == Int64(image.channels)
    }

    func shapeText(rows: String?) -> String {
        "[\((CollectionOfOne(rows).compactMap(\.self) + shape.map(String.init)).joined(separator: ", "))]"
    }

    /// One input in the bytes that are hashed and stored: zeros have no sign, so that equal numbers are
    /// one content.
    func canonical(_ content: [UInt8]) -> [UInt8] {
        guard case .vector = self else { return content }
        var content = content
        // Of a little-endian Float32, the sign is in the last byte.
        for last in stride(from: 3, to: content.count, by: 4)
        where content[last] == 0x80 && content[last - 1] == 0 && content[last - 2] == 0
            && content[last - 3] == 0
        {
            content[last] = 0
        }
        return content
    }

    /// Refuses vectors with a number that is not finite; `rows` is nil where there is but one.
    func requireFinite(
        _ data: Span<UInt8>,
        rows: Int?,
        field: @autoclosure () -> String
    ) throws(Failure) {
        guard case .vector(let dimension) = self, !Float.areAllFinite(littleEndian: data) else {
            return
        }
        // Of a little-endian Float32, the exponent is in the upper two bytes.
        for last in stride(from: 3, to: data.count, by: 4)
        where data[last] & 0x7F == 0x7F && data[last - 1] & 0x80 != 0 {
            let index = last / 4
            let row = rows == nil ? "" : " of row \(index / dimension)"
            throw .invalid(
                "element \(index % dimension)\(row) is \(Self.float(in: data, at: index)); only "
                    + "finite numbers",
                field: field()
            )
        }
    }
}

extension Wire.DataType {
    var name: String {
        switch self {
        case .unspecified: "UNSPECIFIED"
        case .uint8: "UINT8"
        case .float32: "FLOAT32"
        case .int16: "INT16"
        case .utf8: "UTF8"
        case .unrecognized(let number): "number \(number)"
        }
    }
}

extension Span<Int64> {
    /// The shape for a sentence; a long one is cut.
    var shortText: String {
        let shown = (0..<min(8, count)).map { String(self[$0]) }.joined(separator: ", ")
        return count > 8 ? "[\(shown), ... \(count) dimensions]" : "[\(shown)]"
    }
}

extension [Int64] {
    /// The shape for a sentence; a long one is cut.
    var shortText: String { span.shortText }
}
