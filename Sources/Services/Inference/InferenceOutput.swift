internal import Domain
internal import Messages
internal import Serving

/// The outputs of every model.
enum InferenceOutput: String, CaseIterable, Sendable {
    /// The softmax of every class, FP32 `[rows, classes]`.
    case probabilities
    /// The logit of every class, FP32 `[rows, classes]`.
    case logits
    /// The most likely class's index, INT64 `[rows]`.
    case label
    /// That class's name, BYTES `[rows]`.
    case className = "class_name"
    /// That class's softmax, FP32 `[rows]`.
    case confidence

    /// The type of its elements.
    var datatype: InferenceDatatype {
        switch self {
        case .probabilities, .logits, .confidence: .fp32
        case .label: .int64
        case .className: .bytes
        }
    }

    /// Whether it has a value for every class.
    var isPerClass: Bool { self == .probabilities || self == .logits }

    /// The shape of one row.
    func dimensions(classes: Int) -> [Int64] { isPerClass ? [Int64(classes)] : [] }

    /// The names of all, for a sentence.
    static let names = allCases.map(\.rawValue).joined(separator: ", ")
}

/// An output that a caller asked for.
struct RequestedOutput: Sendable {
    /// Which one.
    let output: InferenceOutput
    /// How many of the largest values are told as texts instead; 0: all, as numbers.
    let classification: Int

    /// What is answered when nothing is asked for: everything.
    static let all = InferenceOutput.allCases.map { RequestedOutput(output: $0, classification: 0) }

    /// Reads what a request asks for.
    ///
    /// - Throws: ``Failure`` (invalid argument): an unknown output, one that is asked for twice, a
    ///   `classification` of an output without classes, shared memory.
    static func read(
        _ outputs: [ModelInferRequest.InferRequestedOutputTensor]
    ) throws(Failure) -> [RequestedOutput] {
        guard !outputs.isEmpty else { return all }
        var requested: [RequestedOutput] = []
        requested.reserveCapacity(min(outputs.count, InferenceOutput.allCases.count))
        for (index, tensor) in outputs.enumerated() {
            let field = "outputs[\(index)]"
            guard let output = InferenceOutput(rawValue: tensor.name) else {
                throw .invalid(
                    "there is no output \(quoted(tensor.name)); expected some of "
                        + InferenceOutput.names,
                    field: "\(field).name"
                )
            }
            if requested.contains(where: { $0.output == output }) {
                throw .invalid(
                    "the output \"\(output.rawValue)\" is asked for twice",
                    field: "\(field).name"
                )
            }
            let count = try classification(tensor.parameters, output, field)
            requested.append(RequestedOutput(output: output, classification: count))
        }
        return requested
    }

    private static func classification(
        _ parameters: [String: InferParameter],
        _ output: InferenceOutput,
        _ field: String
    ) throws(Failure) -> Int {
        if parameters.isEmpty { return 0 }
        let field = "\(field).parameters"
        if let name = parameters.keys.first(where: { $0.hasPrefix("shared_memory") }) {
            throw .invalid(
                "output \"\(output.rawValue)\": \(name): there is no shared memory",
                field: field
            )
        }
        guard let parameter = parameters["classification"] else { return 0 }
        guard let count = parameter.count, count > 0 else {
            throw .invalid(
                "output \"\(output.rawValue)\": classification is a whole number of at least 1; got "
                    + parameter.text,
                field: field
            )
        }
        guard output.isPerClass else {
            throw .invalid(
                "output \"\(output.rawValue)\" has no value for each class; classification is for "
                    + "probabilities and logits",
                field: field
            )
        }
        return Int(clamping: count)
    }
}

extension ModelInferResponse {
    /// The rows of a prediction as the outputs that were asked for.
    init(_ prediction: Serving.Prediction, id: String, outputs requested: [RequestedOutput]) {
        self.init(
            modelName: prediction.release.project.text,
            modelVersion: String(prediction.modelVersion),
            id: id
        )
        outputs.reserveCapacity(requested.count)
        rawOutputContents.reserveCapacity(requested.count)
        let rows = Int64(prediction.rows)
        let classes = prediction.release.classes.count
        for request in requested {
            let (output, count) = (request.output, min(request.classification, classes))
            outputs.append(
                InferOutputTensor(
                    name: output.rawValue,
                    datatype: count > 0
                        ? InferenceDatatype.bytes.rawValue : output.datatype.rawValue,
                    shape: count > 0
                        ? [rows, Int64(count)] : [rows] + output.dimensions(classes: classes)
                )
            )
            rawOutputContents.append(
                count > 0
                    ? prediction.texts(of: output, count) : prediction.rawContents(of: output)
            )
        }
    }
}

extension Serving.Prediction {
    /// The elements of an output, little-endian, row after row.
    fileprivate func rawContents(of output: InferenceOutput) -> [UInt8] {
        var bytes: [UInt8] = []
        switch output {
        case .probabilities:
            bytes.append(littleEndian: allProbabilities)
        case .logits:
            bytes.reserveCapacity(4 * rows * release.classes.count)
            for row in 0..<rows { bytes.append(littleEndian: logits(row)) }
        case .confidence:
            bytes.append(littleEndian: (0..<rows).map { confidence($0) })
        case .label:
            bytes.reserveCapacity(8 * rows)
            for row in 0..<rows {
                let index = UInt64(label(row))
                for shift in stride(from: UInt64(0), to: 64, by: 8) {
                    bytes.append(UInt8(truncatingIfNeeded: index >> shift))
                }
            }
        case .className:
            for row in 0..<rows { bytes.append(element: release.classes[label(row)]) }
        }
        return bytes
    }

    /// The `count` largest values of each row as `value:index:name`, falling; of equal values the
    /// first comes first.
    fileprivate func texts(of output: InferenceOutput, _ count: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        for row in 0..<rows {
            let values = output == .logits ? logits(row) : probabilities(row)
            let order = values.indices.sorted { a, b in
                values[a] != values[b] ? values[a] > values[b] : a < b
            }
            for index in order.prefix(count) {
                let place = index - values.startIndex
                bytes.append(element: "\(values[index]):\(place):\(release.classes[place])")
            }
        }
        return bytes
    }
}

extension [UInt8] {
    /// Appends an element of BYTES: its length in four bytes, little-endian, and its text.
    fileprivate mutating func append(element text: String) {
        let count = UInt32(clamping: text.utf8.count)
        for shift in stride(from: UInt32(0), to: 32, by: 8) {
            append(UInt8(truncatingIfNeeded: count >> shift))
        }
        append(contentsOf: text.utf8)
    }
}
