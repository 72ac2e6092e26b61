/// One layer of a network as models were stored before there were graphs: read, and not written.
enum StoredLayer: Decodable {
    case dense(name: String, outputs: Int, bias: Bool)
    case convolution(
        name: String,
        outputs: Int,
        kernel: Int,
        stride: Int,
        padding: Int,
        bias: Bool
    )
    case batchNorm(name: String, momentum: Float, epsilon: Float)
    case leakyReLU(slope: Float)
    case maxPool(size: Int)
    case globalAveragePool
    case dropout(rate: Float)

    /// The chain of some layers, with the heads that it had: what the last one yields and takes.
    static func graph(_ layers: [StoredLayer]) -> ([Graph.Node], [HeadName: String]) {
        var builder = GraphBuilder(input: .vector(1))
        for layer in layers {
            switch layer {
            case .dense(let name, let outputs, let bias):
                builder.add(Dense(outputs: outputs, bias: bias), named: name)
            case .convolution(let name, let outputs, let kernel, let stride, let padding, let bias):
                let convolution = Convolution(
                    outputs: outputs,
                    kernel: kernel,
                    stride: stride,
                    padding: padding,
                    bias: bias
                )
                builder.add(convolution, named: name)
            case .batchNorm(let name, let momentum, let epsilon):
                builder.add(BatchNorm(momentum: momentum, epsilon: epsilon), named: name)
            case .leakyReLU(let slope): builder.add(LeakyReLU(slope: slope))
            case .maxPool(let size): builder.add(MaxPool(size: size))
            case .globalAveragePool: builder.add(AdaptiveAveragePool())
            case .dropout(let rate): builder.add(Dropout(rate: rate))
            }
        }
        let graph = builder.classifier()
        return (graph.nodes, graph.heads)
    }
}
