package import Domain

/// Label spreading of Zhou and others, 2004: each row takes a share of what its neighbours are, and the rest is its own
/// label, so that labels may be outvoted.
///
/// The neighbours are those of the input or of the features of a model that the run starts from.
package struct LabelSpreading: LabelDiffusing {
    /// Who is near whom.
    package var graph = NeighborGraph(maxIterations: 30)
    /// The share that a row takes of its neighbours.
    package var alpha: Float = 0.2

    /// Creates the defaults.
    package init() {}

    package var rule: LabelDiffusion.Rule { .spreading(alpha: Double(alpha)) }

    package static let card = AlgorithmCard(
        name: "label_spreading",
        title: "Label Spreading",
        summary: "Each row takes a share of what its neighbours are, labelled ones too.",
        whenToUse:
            "For some thousand rows whose near ones are alike, in seconds, and over the features of a good "
            + "encoder, where some labels may be wrong.",
        family: .graph,
        formula: "F <- alpha S F + (1 - alpha) Y, S = D^-1/2 W D^-1/2: in the end "
            + "F = (1 - alpha) (I - alpha S)^-1 Y",
        paper: "Zhou et al., Learning with Local and Global Consistency, 2004",
        deviations: NeighborGraph.deviations
    )

    package static var fields: [HyperParameterField<Self>] {
        graphFields + [
            .number(
                "alpha",
                \.alpha,
                0...0.999,
                "The share that a row takes of its neighbours; the rest is its own label."
            )
        ]
    }
}
