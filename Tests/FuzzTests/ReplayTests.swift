import Foundation
import FuzzBodies
import Testing

// One after the other, since the bodies of connections share what calls of theirs wait in.
@Suite("What the fuzzers found worth keeping holds", .serialized)
struct ReplayTests {
    private static let corpus = URL(filePath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Fuzzing/Corpus")

    @Test("Every input of the corpus runs", arguments: FuzzTarget.allCases)
    func corpus(target: FuzzTarget) async throws {
        let file = Self.corpus.appending(path: "\(target.rawValue).txt")
        let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
        #expect(lines.count >= 40)
        var inputs: [[UInt8]] = []
        for (number, line) in lines.enumerated() {
            let input = try #require(Data(base64Encoded: String(line)), "line \(number + 1)")
            inputs.append(Array(input))
        }
        for (number, finding) in await findings(target, inputs) {
            Issue.record("line \(number + 1) of \(target): \(finding)")
        }
    }

    @Test("Every first input runs", arguments: FuzzTarget.allCases)
    func seeds(target: FuzzTarget) async {
        for (number, finding) in await findings(target, target.seeds) {
            Issue.record("input \(number) of \(target): \(finding)")
        }
    }

    /// Runs inputs on a thread of their own: the bodies wait for tasks, which need the threads that
    /// tests run on.
    private func findings(
        _ target: FuzzTarget,
        _ inputs: [[UInt8]]
    ) async -> [(number: Int, finding: String)] {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                var findings: [(Int, String)] = []
                for (number, input) in inputs.enumerated() {
                    do {
                        try target.run(input)
                    } catch {
                        findings.append((number, "\(error)"))
                    }
                }
                continuation.resume(returning: findings)
            }
        }
    }
}
