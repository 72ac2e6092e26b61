import Foundation
import Networks
import SemiSupervised
import Testing

@Suite("The documents say what the code says")
struct CatalogTests {
    @Test(
        "The pages of algorithms and networks and the README's table are those of the cards: Scripts/document"
    )
    func pages() {
        #expect(SourceTree.text("docs/algorithms.md") == Algorithms.page)
        // Behind each row of the README's stands what was measured.
        let readme = SourceTree.text("README.md").split(separator: "\n")
        for row in Algorithms.table.split(separator: "\n") {
            #expect(readme.contains { $0.hasPrefix(row) }, "\(row)")
        }
        #expect(SourceTree.text("docs/networks.md").contains(Presets.sections))
    }

    /// The files that may name an algorithm's type or name beside its own: the list with its defaults, the
    /// doors of recipes that have calls of their own, the demo.
    private static let naming: Set<String> = [
        "SemiSupervised/Algorithms.swift", "Services/Wire/Orders+Wire.swift",
        "Services/Wire/Runs+Wire.swift", "Services/Worker/Heartbeat+Progress.swift",
        "Commands/Subcommands/TrainCommand.swift",
        "Commands/Demo/DemoRun.swift", "Labeling/Jobs/JobOrder.swift",
    ]

    @Test("An algorithm is named in its own file, the list, doors of recipes, and the demo")
    func names() {
        let others = SourceTree.sources.filter { file in
            !file.isGenerated && !file.path.hasPrefix("Sources/SemiSupervised/Algorithms/")
                && !Self.naming.contains(String(file.path.dropFirst("Sources/".count)))
        }
        for type in Algorithms.all {
            let words = [
                "\"\(type.card.name)\"", " \(type)(", "(\(type)(", "\(type).self", "as \(type)",
            ]
            for file in others {
                let lines = file.lines.filter { line in
                    !line.drop(while: \.isWhitespace).hasPrefix("//")
                        && words.contains { line.contains($0) }
                }
                #expect(lines.isEmpty, "\(file.path) names \(type)")
            }
        }
    }
}
