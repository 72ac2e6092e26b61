import Foundation
import TestSupport
import Testing
import Training

@Suite("Samplers by class")
struct ClassSamplerTests {
    @Test("Golden: the class-stratified sampler of PAWS, of recorded permutations")
    func golden() throws {
        try GoldenCases(reading: "others/paws_class_sampler.json").forEach { record, place in
            let parameters = try record.get("params")
            func number(_ key: String) throws -> Int { try parameters.get(key).integer() }
            let (worker, workers) = try (number("rank"), number("world_size"))
            let isShared = try !parameters.get("unique_classes").flag()
            var members = try record.get("inputs").get("indices_per_class").list().map {
                try $0.list().map { try $0.integer() }
            }
            if isShared {
                // Workers that draw of the same classes have a part of each one's rows.
                members = members.map { rows in
                    let part = rows.count / workers
                    return part > 0 ? Array(rows[worker * part..<(worker + 1) * part]) : rows
                }
            }
            var sampler = try ClassSampler(
                classes: number("classes_per_batch"),
                each: number("per_class"),
                worker: isShared ? 0 : worker,
                workers: isShared ? 1 : workers,
                seed: 0
            )
            var recorded = try record.get("drawn").get("randperm_in_call_order").list()
                .map { try $0.list().map { try $0.integer() } }[...]
            var known: [ClassSampler.Draw: [Int]] = [:]
            let batches = try record.get("outputs").get("batches").list()
            #expect(try batches.count == record.get("outputs").get("len").integer(), "\(place)")
            for (index, batch) in batches.enumerated() {
                let drawn = sampler.next(of: members) { draw, _ in
                    if case .classes(let walk) = draw, known[draw] == nil {
                        known[draw] = recorded.popFirst()
                        for (row, rows) in members.enumerated() where rows.count > 1 {
                            let draw = ClassSampler.Draw.rows(class: row, walk: walk, round: 0)
                            known[draw] = recorded.popFirst()
                        }
                    }
                    return known[draw] ?? []
                }
                #expect(
                    try drawn == batch.list().map { try $0.integer() },
                    "\(place), batch \(index)"
                )
            }
        }
    }

    @Test("Each class of a batch has as many rows, in turn; few rows come again; any place resumes")
    func rows() throws {
        let members = [[0, 1, 2, 3, 4], [], [5], [6, 7], [8, 9, 10]]
        let labels = [0, 0, 0, 0, 0, 2, 3, 3, 4, 4, 4]
        var sampler = ClassSampler(classes: 2, each: 3, seed: 4)
        var counts: [Int: Int] = [:]
        for _ in 0..<40 {
            let encoded = try JSONEncoder().encode(sampler)
            let batch = sampler.next(of: members)
            var again = try JSONDecoder().decode(ClassSampler.self, from: encoded)
            #expect(again.next(of: members) == batch)
            #expect(batch.count == 6)
            let classes = batch.map { labels[$0] }
            #expect(classes[0] != classes[1])
            for row in 0..<3 {
                #expect(Array(classes[2 * row..<2 * row + 2]) == Array(classes[..<2]))
            }
            for row in batch { counts[row, default: 0] += 1 }
        }
        #expect(counts.keys.sorted() == Array(0..<11))
        #expect(counts[5] == 60, "the one row of its class comes three times in every other batch")
    }

    @Test("Every row of a class is as likely, and every class, whatever its size")
    func balance() {
        let members = [[0, 1, 2, 3, 4, 5, 6], [], [7], [8, 9]]
        var sampler = BalancedSampler(seed: 3)
        var counts = Array(repeating: 0, count: 10)
        let draws = 300
        for _ in 0..<draws { for row in sampler.next(21, of: members) { counts[row] += 1 } }
        let labels = [0, 0, 0, 0, 0, 0, 0, 2, 3, 3]
        for (row, label) in labels.enumerated() {
            // The weights that USB records: one by classes and by rows of the class.
            let probability = 1 / Double(3 * members[label].count)
            let mean = probability * Double(21 * draws)
            // Five standard deviations.
            #expect(abs(Double(counts[row]) - mean) < 5 * mean.squareRoot(), "row \(row)")
        }
    }

    @Test("Golden: the weights of USB's class-balanced sampler are those that rows are drawn by")
    func goldenBalance() throws {
        let record = try GoldenCases(reading: "usb/cossl.json").file.named("balanced_sampler")
        let inputs = try record.get("inputs")
        let counts = try inputs.get("labelled_class_counts").numbers()
        let labels = try inputs.get("labels").numbers().map { Int($0) }
        let expected = try record.get("expected")
        let weights = try expected.get("sampling_weight_per_sample").numbers()
        let size = try expected.get("number_of_draws").integer()
        let members = counts.indices.map { label in
            labels.indices.filter { labels[$0] == label }
        }
        #expect(members.map { Double($0.count) } == counts)
        var sampler = BalancedSampler(seed: 5)
        var drawn = Array(repeating: 0, count: labels.count)
        var isRepeated = false
        let draws = 400
        for _ in 0..<draws {
            let rows = sampler.next(size, of: members)
            #expect(rows.count == size)
            isRepeated = isRepeated || Set(rows).count < rows.count
            for row in rows { drawn[row] += 1 }
        }
        #expect(try isRepeated == expected.get("replacement").flag())
        let sum = weights.reduce(0, +)
        for (row, weight) in weights.enumerated() {
            let mean = weight / sum * Double(size * draws)
            // Five standard deviations.
            #expect(abs(Double(drawn[row]) - mean) < 5 * mean.squareRoot(), "row \(row)")
        }
    }
}
