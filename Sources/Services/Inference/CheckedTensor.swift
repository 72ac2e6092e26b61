internal import Domain
internal import Messages
internal import Serving

/// A request's one tensor, its name, datatype, shape and size checked.
struct CheckedTensor {
    let datatype: InferenceDatatype
    let rows: Int
    /// Whether the elements came raw, and not typed.
    let isRaw: Bool
    let field = "inputs[0]"
    private let contents: Wire.InferTensorContents?
    private let rowElements: Int

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
        let tensor = try Self.input(lent, of: request.inputs)
        datatype = try Self.datatype(tensor, input)
        rows = try Self.rows(shape, release, batcher)
        rowElements = input.elements ?? 1
        contents = tensor.contents
        let entries = raw.isEmpty ? request.rawInputContents.count : 1
        isRaw = entries > 0
        let typed = contents?.filledFields ?? []
        guard isRaw else {
            try checkTyped(typed, rows * rowElements, shape)
            return
        }
        guard typed.isEmpty else {
            throw Self.failure(
                "the elements are in raw_input_contents and in \(typed[0]); expected one of them",
                ".contents"
            )
        }
        let bytes = raw.isEmpty ? request.rawInputContents[0].count : raw.count
        try checkRaw(entries, bytes, rows * rowElements, shape)
    }

    func failure(_ message: String) -> Failure { Self.failure(message) }

    /// The elements in the project's own datatype.
    func converted(
        _ input: InputSpecification,
        raw: [UInt8]?
    ) throws(Failure) -> [UInt8] {
        let contents = contents ?? Wire.InferTensorContents()
        var bytes: [UInt8] = []
        bytes.reserveCapacity(rows * input.mostBytes)
        if !isRaw, datatype == .fp32, input.datatype == .fp32 {
            bytes.append(littleEndian: contents.fp32Contents)
            return bytes
        }
        let elements =
            if isRaw, let raw {
                TensorElements(raw: raw, datatype)
            } else {
                TensorElements(contents, datatype)
            }
        guard let elements else { throw failure("\(datatype.rawValue) comes raw only") }
        for index in 0..<elements.count {
            guard let element = elements.element(index) else {
                throw refused(
                    index,
                    elements.text(index),
                    ", which \(datatype.rawValue) does not hold"
                )
            }
            switch input {
            case .image:
                guard let byte = element.byte else { throw notAByte(index, element) }
                bytes.append(byte)
            case .vector, .text, .audio:
                guard let float = element.float else { throw notAFloat(index, element) }
                bytes.append(littleEndian: float.bitPattern)
            }
        }
        return bytes
    }

    private func notAByte(_ index: Int, _ element: TensorElement) -> Failure {
        refused(
            index,
            element.description,
            "; expected a pixel as a whole number from 0 to 255, also in \(datatype.rawValue): the "
                + "server scales it"
        )
    }

    private func notAFloat(_ index: Int, _ element: TensorElement) -> Failure {
        guard case .floating(let value) = element else {
            return refused(index, element.description, ", which Float32 does not hold exactly")
        }
        return refused(
            index,
            element.description,
            value.isFinite ? ", which is beyond Float32" : "; expected a finite number"
        )
    }

    private func refused(_ index: Int, _ value: String, _ why: String) -> Failure {
        let (row, place) = index.quotientAndRemainder(dividingBy: rowElements)
        return failure("element \(place) of row \(row) is \(value)\(why)")
    }

    // MARK: Checks

    private static func failure(_ message: String, _ part: String = "") -> Failure {
        .invalid("input \"\(InferenceInput.name)\": \(message)", field: "inputs[0]\(part)")
    }

    /// The one input.
    static func input(
        _ lent: Wire.ModelInferRequest.InferInputTensor?,
        of others: [Wire.ModelInferRequest.InferInputTensor]
    ) throws(Failure) -> Wire.ModelInferRequest.InferInputTensor {
        // The usual request; the sentences below would cost it more than a small network does.
        if let lent, lent.name == InferenceInput.name, lent.parameters.isEmpty { return lent }
        let inputs = lent.map { [$0] } ?? others
        let expected = "expected one input, \"\(InferenceInput.name)\""
        guard !inputs.isEmpty else {
            throw .invalid("\(expected); got none", field: "inputs")
        }
        for (index, tensor) in inputs.enumerated() {
            guard tensor.name == InferenceInput.name else {
                throw .invalid(
                    "there is no input \(quoted(tensor.name)); \(expected)",
                    field: "inputs[\(index)].name"
                )
            }
            if index > 0 {
                throw .invalid(
                    "the input \"\(InferenceInput.name)\" came twice; \(expected)",
                    field: "inputs[\(index)].name"
                )
            }
            if let name = tensor.parameters.keys.first(where: { $0.hasPrefix("shared_memory") }) {
                throw failure(
                    "\(name): there is no shared memory; send the elements in raw_input_contents",
                    ".parameters"
                )
            }
        }
        return inputs[0]
    }

    private static func datatype(
        _ tensor: Wire.ModelInferRequest.InferInputTensor,
        _ input: InputSpecification
    ) throws(Failure) -> InferenceDatatype {
        // A search through all names costs more than a small network.
        if tensor.datatype == input.datatype.rawValue { return input.datatype }
        guard let datatype = InferenceDatatype(rawValue: tensor.datatype), datatype.isNumber else {
            throw failure(
                "expected the datatype \(input.datatype.rawValue), or another of "
                    + "\(InferenceDatatype.numbers); got \(quoted(tensor.datatype))",
                ".datatype"
            )
        }
        return datatype
    }

    private static func rows(
        _ shape: Span<Int64>,
        _ release: Release,
        _ batcher: Batcher
    ) throws(Failure) -> Int {
        let input = release.input
        for index in shape.indices where shape[index] < 0 {
            throw wrongShape("a negative dimension in \(shape.shortText)", input)
        }
        guard !shape.isEmpty, input.accepts(oneRow: shape.extracting(1...)) else {
            throw wrongShape(shape.shortText, input)
        }
        let rows = shape[0]
        guard rows > 0 else {
            throw wrongShape("a batch of no rows, \(shape.shortText)", input)
        }
        // From here on no product overflows: the limit and the largest input are both below 2^21.
        guard rows <= Int64(batcher.configuration.maxRequestRows) else {
            let refusal = batcher.refuse(rows: Int(rows), of: release)
            throw failure("\(refusal) in \(shape.shortText)", ".shape")
        }
        return Int(rows)
    }

    private static func wrongShape(
        _ got: String,
        _ input: InputSpecification
    ) -> Failure {
        let flat = input.shape.count > 1 ? " or [rows, \(input.elements ?? 0)]" : ""
        return failure(
            "expected the shape \(input.shapeText(rows: "rows"))\(flat) with at least one row; got "
                + got,
            ".shape"
        )
    }

    private func checkRaw(
        _ entries: Int,
        _ bytes: Int,
        _ elements: Int,
        _ shape: Span<Int64>
    ) throws(Failure) {
        guard entries == 1 else {
            throw .invalid(
                "expected one entry of raw_input_contents for each input, 1; got \(entries)",
                field: "raw_input_contents"
            )
        }
        let expected = elements * (datatype.size ?? 1)
        guard bytes == expected else {
            throw .invalid(
                "input \"\(InferenceInput.name)\": expected \(expected) raw bytes for "
                    + "\(datatype.rawValue) \(shape.shortText); got \(bytes)",
                field: "raw_input_contents[0]"
            )
        }
    }

    private func checkTyped(
        _ filled: [String],
        _ expected: Int,
        _ shape: Span<Int64>
    ) throws(Failure) {
        guard let elements = TensorElements(contents ?? Wire.InferTensorContents(), datatype),
            let name = datatype.contentsField
        else {
            throw Self.failure(
                "\(datatype.rawValue) comes in raw_input_contents; got \(filled.first ?? "none")",
                ".contents"
            )
        }
        if let other = filled.first(where: { $0 != name }) {
            throw Self.failure(
                "\(datatype.rawValue) comes in \(name) or raw_input_contents; got \(other)",
                ".contents"
            )
        }
        guard elements.count == expected else {
            throw Self.failure(
                "expected \(expected) elements of \(datatype.rawValue) \(shape.shortText) in "
                    + "raw_input_contents or \(name); got \(elements.count)",
                ".contents"
            )
        }
    }
}

extension Wire.InferTensorContents {
    /// The names of the fields that hold something.
    fileprivate var filledFields: [String] {
        var names: [String] = []
        if !boolContents.isEmpty { names.append("bool_contents") }
        if !intContents.isEmpty { names.append("int_contents") }
        if !int64Contents.isEmpty { names.append("int64_contents") }
        if !uintContents.isEmpty { names.append("uint_contents") }
        if !uint64Contents.isEmpty { names.append("uint64_contents") }
        if !fp32Contents.isEmpty { names.append("fp32_contents") }
        if !fp64Contents.isEmpty { names.append("fp64_contents") }
        if !bytesContents.isEmpty { names.append("bytes_contents") }
        return names
    }
}
