package import Domain

extension Safetensors {
    /// The weights file of a network: names and shapes of a PyTorch `state_dict`.
    ///
    /// Batch-norm layers also get the `num_batches_tracked` that PyTorch asks for. A dense layer over
    /// an image sees its values in the order height, width, channel; PyTorch's flatten would put the
    /// channel first. A network that standardises its input has the tensors
    /// ``ParameterLayout/meanName`` and ``ParameterLayout/deviationName``, `[channels]`.
    package static func encode(
        _ parameters: Parameters,
        of network: Network,
        metadata: [String: String] = [:]
    ) -> [UInt8] {
        precondition(
            parameters.values.count == network.layout.parameterCount
                && parameters.statistics.count == network.layout.statisticsCount,
            "parameters of another network"
        )
        var tensors: [Tensor] = []
        for entry in network.layout.parameters {
            tensors.append(tensor(entry, parameters.values))
        }
        for entry in network.layout.statistics {
            tensors.append(tensor(entry, parameters.statistics))
        }
        for entry in network.layout.statistics where entry.kind == .runningVariance {
            let name = entry.name.dropLast("running_var".count) + "num_batches_tracked"
            tensors.append(Tensor(name: String(name), shape: [], values: .integers([0])))
        }
        return encode(File(tensors: tensors, metadata: metadata))
    }

    private static func tensor(_ entry: ParameterLayout.Entry, _ values: [Float]) -> Tensor {
        Tensor(name: entry.name, shape: entry.shape, values: .floats(Array(values[entry.range])))
    }

    /// The parameters in a weights file, which must have the tensors of `network` and no others.
    ///
    /// - Throws: ``Failure`` of kind `invalidArgument` that names the first tensor that is missing,
    ///   unknown, of another shape, or not finite.
    package static func decodeParameters(
        _ bytes: [UInt8],
        for network: Network
    ) throws(Failure) -> Parameters {
        try parameters(of: network, in: try decode(bytes))
    }

    /// The parameters in the content of a weights file.
    ///
    /// - Throws: ``Failure`` as ``decodeParameters(_:for:)``.
    package static func parameters(
        of network: Network,
        in file: File
    ) throws(Failure) -> Parameters {
        var tensors: [String: Tensor] = [:]
        for tensor in file.tensors { tensors[tensor.name] = tensor }
        var result = Parameters(
            values: Array(repeating: 0, count: network.layout.parameterCount),
            statistics: Array(repeating: 0, count: network.layout.statisticsCount)
        )
        for entry in network.layout.parameters {
            result.values.replaceSubrange(entry.range, with: try take(entry, from: &tensors))
        }
        for entry in network.layout.statistics {
            let values = try take(entry, from: &tensors)
            if entry.kind == .inputDeviation, let wrong = values.first(where: { $0 <= 0 }) {
                throw .invalid(
                    "'\(entry.name)' has a deviation \(wrong), expected numbers above 0",
                    field: "weights"
                )
            }
            if entry.kind == .runningVariance, let negative = values.first(where: { $0 < 0 }) {
                throw .invalid(
                    "'\(entry.name)' has a negative variance \(negative)",
                    field: "weights"
                )
            }
            result.statistics.replaceSubrange(entry.range, with: values)
        }
        let rest = tensors.keys.filter { !$0.hasSuffix("num_batches_tracked") }
        if let unknown = rest.min() {
            throw .invalid("the network has no tensor '\(unknown)'", field: "weights")
        }
        return result
    }

    private static func take(
        _ entry: ParameterLayout.Entry,
        from tensors: inout [String: Tensor]
    ) throws(Failure) -> [Float] {
        guard let tensor = tensors.removeValue(forKey: entry.name),
            case .floats(let values) = tensor.values
        else {
            throw .invalid("the file has no tensor '\(entry.name)' of floats", field: "weights")
        }
        guard tensor.shape == entry.shape else {
            throw .invalid(
                "tensor '\(entry.name)' has shape \(tensor.shape), expected \(entry.shape)",
                field: "weights"
            )
        }
        guard values.allSatisfy(\.isFinite) else {
            throw .invalid("tensor '\(entry.name)' has a value that is no number", field: "weights")
        }
        return values
    }
}
