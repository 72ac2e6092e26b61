import Domain
import InputFiles
import Testing

@Suite("Labels are dealt by the rule of USB")
struct LabelDealTests {
    private let classes = ["a", "b", "c"]

    private func dealt(
        _ rule: LabelDeal.Rule,
        rows: [String: Int],
        seed: UInt64 = 1
    ) throws -> [String: [LabelDeal.Part]] {
        var deal = try LabelDeal(rows: rows, classes: classes, rule: rule, seed: seed)
        return Dictionary(
            uniqueKeysWithValues: rows.map { name, count in
                (name, (0..<count).map { _ in deal.next(of: name) })
            }
        )
    }

    @Test("So many rows of each class keep their labels, and the others have none")
    func counts() throws {
        let parts = try dealt(LabelDeal.Rule(labeled: 4), rows: ["a": 4, "b": 10, "c": 100])
        for (name, others) in ["a": 0, "b": 6, "c": 96] {
            #expect(parts[name]?.count { $0 == .labeled } == 4)
            #expect(parts[name]?.count { $0 == .unlabeled } == others)
        }
    }

    @Test("In a long tail the counts fall, or rise, and what is too many is left out")
    func longTail() throws {
        var rule = LabelDeal.Rule(labeled: 9)
        rule.ratio = 9
        rule.unlabeled = 50
        rule.unlabeledRatio = -25
        let parts = try dealt(rule, rows: ["a": 100, "b": 100, "c": 40])
        for (name, labeled, unlabeled) in [("a", 9, 2), ("b", 3, 10), ("c", 1, 39)] {
            #expect(parts[name]?.count { $0 == .labeled } == labeled)
            #expect(parts[name]?.count { $0 == .unlabeled } == unlabeled)
        }
    }

    @Test("A seed gives the same rows, another one others, and every row the same chance")
    func seeds() throws {
        let rule = LabelDeal.Rule(labeled: 5)
        let rows = ["a": 20, "b": 20, "c": 20]
        #expect(try dealt(rule, rows: rows) == dealt(rule, rows: rows))
        #expect(try dealt(rule, rows: rows) != dealt(rule, rows: rows, seed: 2))
        #expect(try dealt(rule, rows: rows)["a"] != dealt(rule, rows: rows)["b"])
        var times = [Int](repeating: 0, count: 20)
        for seed in 0..<2000 {
            let parts = try dealt(rule, rows: ["a": 20, "b": 5, "c": 5], seed: UInt64(seed))
            for (row, part) in (parts["a"] ?? []).enumerated() where part == .labeled {
                times[row] += 1
            }
        }
        // 500 are expected, with a standard deviation of 19.4.
        #expect(times.allSatisfy { (400...600).contains($0) }, "\(times)")
    }

    @Test(
        "Too few rows are refused; what has no class stays unlabelled, what was not counted is left out"
    )
    func edges() throws {
        let problem = #expect(throws: Failure.self) {
            try dealt(LabelDeal.Rule(labeled: 4), rows: ["a": 4, "b": 3, "c": 9])
        }
        #expect(
            problem?.message == #"4 rows of class "b" are to keep their labels; the files have 3"#
        )
        var deal = try LabelDeal(
            rows: [:],
            classes: ["a"],
            rule: LabelDeal.Rule(labeled: 0),
            seed: 0
        )
        #expect(deal.next(of: "") == .unlabeled)
        #expect(deal.next(of: "a") == .leftOut)
    }
}
