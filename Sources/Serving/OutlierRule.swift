internal import Domain
internal import Networks

/// Whether an input is of its likeliest class at all, as a network with a head of ``HeadName/outliers`` says.
///
/// Only the run that trained it gives it that head: what starts from the model, or was made when labels were not
/// decided by it yet, has none, and promises what it did.
///
/// The rule is that of <https://arxiv.org/abs/2105.14148>, and of every model the same: an input is an outlier where
/// the classifier of its likeliest class gives more to being out than to being in. It reads the features of the
/// input itself, whatever views confidences are averaged over.
package struct OutlierRule: Sendable {
    /// What is added up for being out less what is for being in, `[C, D]`.
    private let weights: [Float]
    private let features: Int

    /// The rule of a network; nil: it has no such head, or one that is no dense layer of the features.
    init?(_ network: Network, _ parameters: Parameters) {
        let graph = network.graph
        guard let name = graph.heads[.outliers],
            let node = graph.nodes.first(where: { $0.name == name }),
            let dense = node.operation as? Dense, !dense.bias,
            node.inputs == [graph.valueName(of: .embedding)],
            dense.outputs == 2 * network.classes,
            let entry = network.layout["\(name).weight"]
        else { return nil }
        features = network.features
        let half = network.classes * features
        let start = entry.range.lowerBound
        weights = (0..<half).map {
            parameters.values[start + $0] - parameters.values[start + half + $0]
        }
    }

    /// Whether an input with these features, `[D]`, is none of the class that it is likeliest of.
    func isOutlier(_ values: ArraySlice<Float>, label: Int) -> Bool {
        precondition(values.count == features, "\(values.count) of \(features) features")
        var sum: Float = 0
        for (index, value) in values.enumerated() {
            sum += value * weights[label * features + index]
        }
        return sum > 0
    }
}
