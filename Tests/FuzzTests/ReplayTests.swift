import Foundation
import FuzzBodies
import Testing

// One after the other, since the bodies of connections share what calls of theirs wait in.
@Suite("What the fuzzers found worth keeping holds", .serialized)
struct ReplayTests {
    private static let corpus = URL(filePath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Fuzzing/Corpus")

    @Test("Every input of the corpus runs", arguments: FuzzTarget.allCases)
    func corpus(target: FuzzTarget) throws {
        let file = Self.corpus.appending(path: "\(target.rawValue).txt")
        let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
        #expect(lines.count >= 40)
        for (number, line) in lines.enumerated() {
            let input = try #require(Data(base64Encoded: String(line)), "line \(number + 1)")
            #expect(throws: Never.self, "line \(number + 1) of \(target)") {
                try target.run(Array(input))
            }
        }
    }

    @Test("Every first input runs", arguments: FuzzTarget.allCases)
    func seeds(target: FuzzTarget) throws {
        for (number, seed) in target.seeds.enumerated() {
            #expect(throws: Never.self, "input \(number) of \(target)") { try target.run(seed) }
        }
    }
}
