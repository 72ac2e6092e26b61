import Labeling
import Testing

@Suite("People are asked about the least sure, by rank")
struct ReviewQueueTests {
    private let window = [
        ReviewCandidate(example: 5, confidence: 0.9),
        ReviewCandidate(example: 2, confidence: 0.4),
        ReviewCandidate(example: 9, confidence: 0.4),
        ReviewCandidate(example: 7, confidence: nil),
        ReviewCandidate(example: 1, confidence: 0.99),
    ]

    @Test("The least sure first, equally sure ones by age")
    func order() {
        #expect(ReviewQueue.choose(4, from: window).map(\.example) == [7, 2, 9, 5])
        #expect(ReviewQueue.choose(4, from: window.reversed()).map(\.example) == [7, 2, 9, 5])
    }

    @Test("No more than the limit", arguments: [(0, 0), (-1, 0), (2, 2), (99, 5)])
    func limit(limit: Int, count: Int) {
        #expect(ReviewQueue.choose(limit, from: window).count == count)
    }
}
