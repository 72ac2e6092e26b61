internal import Domain
internal import Messages

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

    /// The output of a name; the search of the raw values costs more than a small network.
    init?(named name: String) {
        guard let output = Self.allCases.first(where: { $0.rawValue == name }) else { return nil }
        self = output
    }

    /// The names of all, for a sentence.
    static let names = allCases.map(\.rawValue).joined(separator: ", ")
}

/// An output that a caller asked for.
struct RequestedOutput: Sendable {
    /// Which one.
    let output: InferenceOutput
    /// How many of the largest values are told as texts instead; 0: all, as numbers.
    let classification: Int

    /// The type of its elements.
    var datatype: InferenceDatatype { classification > 0 ? .bytes : output.datatype }

    /// How many values a row has; nil: one, without a dimension of its own.
    func columns(classes: Int) -> Int? {
        if classification > 0 { return min(classification, classes) }
        return output.isPerClass ? classes : nil
    }

    /// What is answered when nothing is asked for: everything.
    static let all = InferenceOutput.allCases.map { RequestedOutput(output: $0, classification: 0) }

    /// Each output as the only one, which most callers ask for.
    private static let alone = all.map { [$0] }

    /// Reads what a request asks for.
    ///
    /// - Throws: ``Failure`` (invalid argument): an unknown output, one that is asked for twice, a
    ///   `classification` of an output without classes, shared memory.
    static func read(
        _ outputs: [Wire.ModelInferRequest.InferRequestedOutputTensor]
    ) throws(Failure) -> [RequestedOutput] {
        guard !outputs.isEmpty else { return all }
        if outputs.count == 1, outputs[0].parameters.isEmpty,
            let one = alone.first(where: { $0[0].output.rawValue == outputs[0].name })
        {
            return one
        }
        var requested: [RequestedOutput] = []
        requested.reserveCapacity(min(outputs.count, InferenceOutput.allCases.count))
        for index in outputs.indices {
            guard let output = InferenceOutput(named: outputs[index].name) else {
                throw .invalid(
                    "there is no output \(quoted(outputs[index].name)); expected some of "
                        + InferenceOutput.names,
                    field: "outputs[\(index)].name"
                )
            }
            if requested.contains(where: { $0.output == output }) {
                throw .invalid(
                    "the output \"\(output.rawValue)\" is asked for twice",
                    field: "outputs[\(index)].name"
                )
            }
            let parameters = outputs[index].parameters
            let count = parameters.isEmpty ? 0 : try classification(parameters, output, index)
            requested.append(RequestedOutput(output: output, classification: count))
        }
        return requested
    }

    private static func classification(
        _ parameters: [String: Wire.InferParameter],
        _ output: InferenceOutput,
        _ index: Int
    ) throws(Failure) -> Int {
        let field = "outputs[\(index)].parameters"
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
