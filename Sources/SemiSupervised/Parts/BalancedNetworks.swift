package import Networks

extension HeadName {
    /// The logits of a classifier of classes that count the same, `[N, classes]`.
    package static let balancedClassifier = HeadName("balanced_classifier")
}

/// Networks with two classifiers on one encoder: one that the encoder is learned with, and a balanced one.
package struct BalancedNetworks {
    /// The node of the balanced classifier, which is released.
    package let balanced: String
    /// The encoder with the classifier that it is learned with.
    package let first: Graph
    /// That and the balanced classifier.
    package let both: Graph
    /// The encoder with the balanced classifier.
    package let released: Graph

    /// Gives a network a second classifier, which takes the name of the first one.
    package init(_ network: Graph) {
        let features = network.valueName(of: .embedding)
        balanced = network.valueName(of: .classifier)
        released = network.classifying(features, classes: network.classes, named: balanced)
        first = network.classifying(
            features,
            classes: network.classes,
            named: "representation_\(balanced)"
        )
        var builder = GraphBuilder(continuing: first, from: features)
        let logits = builder.add(Dense(outputs: network.classes), named: balanced)
        builder.head(.balancedClassifier, of: logits)
        both = builder.built
    }
}
