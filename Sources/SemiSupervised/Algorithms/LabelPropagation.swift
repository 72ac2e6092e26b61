package import Domain

/// Label propagation, Zhu and Ghahramani 2002: each row becomes what its neighbours are on the average, and labelled
/// rows stay what they are.
///
/// The neighbours are those of the input or of the features of a model that the run starts from.
package struct LabelPropagation: LabelDiffusing {
    /// Who is near whom.
    package var graph = NeighborGraph(maxIterations: 1000)

    /// Creates the defaults.
    package init() {}

    package var rule: LabelDiffusion.Rule { .propagation }

    package static let card = AlgorithmCard(
        name: "label_propagation",
        title: "Label Propagation",
        summary: "Each row becomes what its neighbours are; labelled rows stay what they are.",
        whenToUse:
            "For some thousand rows whose near ones are alike, in seconds, and over the features of a good "
            + "encoder, where labels are right.",
        family: .graph,
        formula: "F <- T F, T_ij = w_ij / sum_k w_ik, F_labelled <- Y: in the end "
            + "F_u = (I - T_uu)^-1 T_ul Y",
        paper:
            "Zhu and Ghahramani, Learning from Labeled and Unlabeled Data with Label Propagation, 2002",
        deviations: NeighborGraph.deviations
    )

    package static var fields: [HyperParameterField<Self>] { graphFields }
}
