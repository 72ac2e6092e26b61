extension HeadName {
    /// By how many quarters a row was turned, `[N, 4]`.
    package static let turn = HeadName("turn")
}

extension Graph {
    /// Whether rows may be turned by quarters: they are square images.
    package var isTurnable: Bool { input.pixels > 1 && input.height == input.width }

    /// The network with a second classifier, of quarter turns: one layer, or with `hidden` two with a rectifier.
    ///
    /// The names are those of USB.
    package func turning(hidden: Int?) -> Graph {
        var builder = GraphBuilder(continuing: self, from: valueName(of: .embedding))
        let name = "rot_classifier"
        if let hidden {
            builder.add(Dense(outputs: hidden), named: "\(name).0")
            builder.add(LeakyReLU(slope: 0), named: "\(name).1")
        }
        let last = builder.add(Dense(outputs: 4), named: hidden == nil ? name : "\(name).2")
        builder.head(.turn, of: last)
        return builder.built
    }
}
