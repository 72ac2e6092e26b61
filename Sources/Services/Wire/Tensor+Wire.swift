package import Domain
package import Messages

extension Messages.Tensor {
    /// Checks that a tensor is rows of a project's inputs; its bytes are then those of the inputs.
    ///
    /// - Parameters:
    ///   - tensor: nil where the caller sent none.
    ///   - input: what one row is.
    ///   - field: the path of the tensor in its request.
    /// - Returns: The number of rows, at least 1.
    /// - Throws: ``Failure`` (invalid argument) with what was expected and what came.
    package static func rows(
        _ tensor: Messages.Tensor?,
        of input: Domain.InputSpecification,
        field: String
    ) throws(Failure) -> Int {
        guard let tensor else {
            throw .invalid("expected rows of \(input.summary); got no tensor", field: field)
        }
        guard tensor.dataType == input.wireType else {
            throw Self.wrongType(tensor.dataType, input, field)
        }
        let dimensions = try tensor.dimensions(field)
        guard let rows = dimensions.first, rows > 0,
            input.accepts(oneRow: dimensions.dropFirst())
        else {
            let flat = input.shape.count > 1 ? " or [rows, \(input.elements)]" : ""
            throw .invalid(
                "expected the shape \(input.shapeText(rows: "rows"))\(flat) with at least one row; "
                    + "got \(tensor.shape.shortText)",
                field: "\(field).shape"
            )
        }
        let (bytes, overflow) = rows.multipliedReportingOverflow(by: input.byteCount)
        guard !overflow, tensor.data.count == bytes else {
            throw .invalid(
                "expected \(rows) rows, each \(input.summary)"
                    + (overflow ? "" : ", \(bytes) bytes in all")
                    + "; got \(tensor.data.count) bytes",
                field: "\(field).data"
            )
        }
        try input.requireFinite(tensor.data, rows: rows, field: "\(field).data")
        return rows
    }

    /// Checks that a tensor is one input of a project; type and shape may be left out.
    ///
    /// - Throws: ``Failure`` (invalid argument) with what was expected and what came.
    package static func checkInput(
        _ tensor: Messages.Tensor?,
        of input: Domain.InputSpecification,
        field: String
    ) throws(Failure) {
        guard let tensor else {
            throw .invalid("expected \(input.summary); got no tensor", field: field)
        }
        if tensor.dataType != .unspecified, tensor.dataType != input.wireType {
            throw Self.wrongType(tensor.dataType, input, field)
        }
        if !tensor.shape.isEmpty {
            guard input.accepts(oneRow: try tensor.dimensions(field)[...]) else {
                throw .invalid(
                    "expected the shape \(input.shapeText(rows: nil)) or none; "
                        + "got \(tensor.shape.shortText)",
                    field: "\(field).shape"
                )
            }
        }
        guard tensor.data.count == input.byteCount else {
            throw .invalid(
                "expected \(input.summary); got \(tensor.data.count) bytes",
                field: "\(field).data"
            )
        }
        try input.requireFinite(tensor.data, rows: nil, field: "\(field).data")
    }

    /// One stored input with its type and shape.
    package init(_ content: [UInt8], of input: Domain.InputSpecification) {
        self.init(
            dataType: input.wireType,
            shape: input.shape.map { Int64($0) },
            data: content
        )
    }

    /// Rows of numbers, `[rows, columns]`.
    package init(floats: some Collection<Float>, rows: Int, columns: Int) {
        var data: [UInt8] = []
        data.reserveCapacity(4 * floats.count)
        for value in floats {
            let bits = value.bitPattern
            data.append(UInt8(truncatingIfNeeded: bits))
            data.append(UInt8(truncatingIfNeeded: bits >> 8))
            data.append(UInt8(truncatingIfNeeded: bits >> 16))
            data.append(UInt8(truncatingIfNeeded: bits >> 24))
        }
        self.init(dataType: .float32, shape: [Int64(rows), Int64(columns)], data: data)
    }

    private func dimensions(_ field: String) throws(Failure) -> [Int] {
        var sizes: [Int] = []
        sizes.reserveCapacity(shape.count)
        for size in shape {
            guard size >= 0, size <= Int64(Int32.max) else {
                throw .invalid(
                    "a dimension is 0 to \(Int32.max); got \(size) in \(shape.shortText)",
                    field: "\(field).shape"
                )
            }
            sizes.append(Int(size))
        }
        return sizes
    }

    private static func wrongType(
        _ type: DataType,
        _ input: Domain.InputSpecification,
        _ field: String
    ) -> Failure {
        .invalid(
            "expected the data type \(input.wireType.name) of \(input.summary); got \(type.name)",
            field: "\(field).data_type"
        )
    }
}

extension Domain.InputSpecification {
    /// The shape of one input.
    var shape: [Int] {
        switch self {
        case .image(let image): [image.height, image.width, image.channels]
        case .vector(let dimension): [dimension]
        }
    }

    /// The data type of its tensors.
    var wireType: DataType {
        switch self {
        case .image: .uint8
        case .vector: .float32
        }
    }

    func accepts(oneRow dimensions: ArraySlice<Int>) -> Bool {
        dimensions.elementsEqual(shape) || dimensions.elementsEqual(CollectionOfOne(elements))
    }

    func shapeText(rows: String?) -> String {
        "[\((CollectionOfOne(rows).compactMap(\.self) + shape.map(String.init)).joined(separator: ", "))]"
    }

    /// Refuses vectors with a number that is not finite; `rows` is nil where there is but one.
    func requireFinite(_ data: [UInt8], rows: Int?, field: String) throws(Failure) {
        guard case .vector(let dimension) = self else { return }
        // Of a little-endian Float32, the exponent is in the upper two bytes.
        for last in stride(from: 3, to: data.count, by: 4)
        where data[last] & 0x7F == 0x7F && data[last - 1] & 0x80 != 0 {
            let index = last / 4
            let row = rows == nil ? "" : " of row \(index / dimension)"
            throw .invalid(
                "element \(index % dimension)\(row) is \(Self.float(in: data, at: index)); only "
                    + "finite numbers",
                field: field
            )
        }
    }
}

extension DataType {
    var name: String {
        switch self {
        case .unspecified: "UNSPECIFIED"
        case .uint8: "UINT8"
        case .float32: "FLOAT32"
        case .unrecognized(let number): "number \(number)"
        }
    }
}

extension [Int64] {
    /// The shape for a sentence; a long one is cut.
    var shortText: String {
        let shown = prefix(8).map(String.init).joined(separator: ", ")
        return count > 8 ? "[\(shown), ... \(count) dimensions]" : "[\(shown)]"
    }
}
