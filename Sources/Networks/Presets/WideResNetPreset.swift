package import Domain

/// A Wide ResNet: ``Graph/wideResNet(_:input:classes:)``.
package struct WideResNetPreset: NetworkPreset {
    /// The layers as papers count them: of 3 groups `6 units + 4`, of `g` groups `2 g units + g + 1`.
    package var depth = 28
    /// The channels of the first group are 16 times this.
    package var width = 2
    /// The groups of units.
    package var groups = 3
    /// The stride of the first group.
    package var firstStride = 1
    /// The rate of the dropout within units.
    package var dropout: Float = 0

    /// Creates the defaults, WRN-28-2.
    package init() {}

    package static let card = NetworkCard(
        name: "wide_resnet",
        title: "Wide ResNet",
        summary:
            "For images: groups of pre-activated residual units, with the names of USB's state_dict. "
            + "WRN-28-2 by default; WRN-28-8 is depth=28,width=8, that of STL-10 in USB "
            + "depth=37,width=2,groups=4,first_stride=2.",
        paper: "Zagoruyko and Komodakis, Wide Residual Networks, 2016",
        paperAddress: "https://arxiv.org/abs/1605.07146"
    )

    package static var fields: [HyperParameterField<Self>] {
        [
            .integer(
                "depth",
                \.depth,
                3...201,
                "The layers: 2 g n + g + 1 for n units in each of g groups, such as 10, 16, 22 or 28."
            ),
            .integer("width", \.width, 1...32, "The channels of the first group, in 16."),
            .integer("groups", \.groups, 1...4, "The groups; each has twice the channels before."),
            .integer(
                "first_stride",
                \.firstStride,
                1...2,
                "The stride of the first group; that of the others is 2."
            ),
            .dropout(\.dropout, "The rate of the dropout within units."),
        ]
    }

    package func graph(input: Shape, classes: Int) throws(Failure) -> Graph {
        try requireImage(input)
        let (units, rest) = (depth - groups - 1).quotientAndRemainder(dividingBy: 2 * groups)
        guard units >= 1, rest == 0 else {
            throw .invalid(
                "the depth of a Wide ResNet of \(groups) groups is \(2 * groups) n + \(groups + 1), such as "
                    + "\(3 * groups + 1) or \(5 * groups + 1); got \(depth)",
                field: "depth"
            )
        }
        let sizes = WideResNet(
            width: width,
            groups: groups,
            units: units,
            firstStride: firstStride,
            dropout: dropout
        )
        return .wideResNet(sizes, input: input, classes: classes)
    }

    package static func candidates(for graph: Graph) -> [Self] {
        var convolutions: [String: Convolution] = [:]
        for node in graph.nodes {
            if let convolution = node.operation as? Convolution {
                convolutions[node.name] = convolution
            }
        }
        guard let first = convolutions["block1.layer.0.conv1"] else { return [] }
        func count(_ name: (Int) -> String) -> Int {
            (0...).first { convolutions[name($0)] == nil } ?? 0
        }
        var preset = Self()
        preset.groups = count { "block\($0 + 1).layer.0.conv1" }
        preset.depth =
            2 * preset.groups * count { "block1.layer.\($0).conv1" } + preset.groups + 1
        preset.width = first.outputs / 16
        preset.firstStride = first.stride
        preset.dropout = graph.dropout
        return [preset]
    }

    package mutating func halve() { width = max(1, width / 2) }
}
