internal import Domain

extension Algorithms {
    /// The README's table, as Markdown.
    package static var table: String {
        let rows = cards.map { card in
            let paper =
                card.paperAddress.isEmpty
                ? (card.paper.isEmpty ? "-" : card.citation)
                : "[\(card.paperAddress.split(separator: "/").last ?? "")](\(card.paperAddress))"
            return "| `\(card.name)` | \(card.title) | \(paper) | \(card.whenToUse) |"
        }
        return (["| name | title | paper | when to use it |", "|---|---|---|---|"] + rows)
            .joined(separator: "\n")
    }

    /// What is known of every algorithm, as Markdown: the page docs/algorithms.md.
    package static var page: String {
        """
        # Algorithms

        Made from the cards of `Sources/SemiSupervised/Algorithms` by `Scripts/document`. `x` is a labelled row with its \
        class `y`, `u` an unlabelled one; `weak`, `strong` and `clean` are views; `p` is a softmax, `CE` and `H` are \
        cross-entropies, means are over all rows of a batch. A hyper-parameter is set by `--set name=value`.

        \(table)


        """ + all.map { section($0) }.joined(separator: "\n\n") + "\n"
    }

    private static func section(_ type: any Algorithm.Type) -> String {
        let card = type.card
        var lines = [
            "## \(card.title)", "", "`\(card.name)`, \(card.family.rawValue). \(card.summary)",
        ]
        lines += ["", "**When to use it.** \(card.whenToUse)"]
        lines += ["", "**Minimizes** `\(card.formula)`."]
        if !card.paper.isEmpty {
            let address = card.paperAddress.isEmpty ? "" : ", <\(card.paperAddress)>"
            lines += ["", "**Paper.** \(card.paper)\(address)."]
        }
        if !card.deviations.isEmpty {
            lines += ["", "**Deviations.** \(card.deviations.joined(separator: " "))"]
        }
        guard !type.catalog.isEmpty else { return lines.joined(separator: "\n") }
        lines += ["", "| hyper-parameter | default | range | meaning |", "|---|---|---|---|"]
        lines += type.catalog.map(\.row)
        return lines.joined(separator: "\n")
    }
}

extension AlgorithmCard {
    /// The authors and the year of the paper.
    fileprivate var citation: String {
        let parts = paper.split(separator: ", ")
        return [parts.first, parts.last].compactMap(\.self).joined(separator: " ")
    }
}
