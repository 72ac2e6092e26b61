import SemiSupervised
import Testing

@Suite("The documents say what the code says")
struct CatalogTests {
    @Test("Every algorithm is in the README's table", arguments: AlgorithmName.allCases)
    func algorithmIsInTheReadme(name: AlgorithmName) {
        let row = "| `\(name.rawValue)` | \(AlgorithmCatalog[name].title) |"
        #expect(SourceTree.text("README.md").contains(row), "\(row)")
    }
}
