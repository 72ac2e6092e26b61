import Domain
import Files
import Foundation
import TestSupport
import Testing
import Text

@Suite("Statistics of words are those of UDA")
struct WordStatisticsTests {
    private struct Golden: Decodable {
        struct Case: Decodable {
            struct Replacing: Decodable {
                var text: String
                var rate: Double
                var probabilities: [Double]
            }

            var texts: [String]
            var words: [String]
            var drawing: [Double]
            var replacing: [Replacing]
        }

        var cases: [Case]
    }

    /// The probability that a replacement is each word.
    private func drawing(_ statistics: WordStatistics) -> [Double] {
        let sums = statistics.cumulatedWeights
        return zip(sums, [0] + sums).map { ($0 - $1) / (sums.last ?? 1) }
    }

    private func replacing(_ text: String, _ rate: Double, _ statistics: WordStatistics) -> [Double]
    {
        let text = Array(text.utf8)
        return statistics.replacementProbabilities(
            of: WordPlace.words(of: text.span),
            in: text.span,
            rate: rate
        )
    }

    @Test("Golden: words, what is replaced and by what")
    func golden() throws {
        let file = try GoldenFolder.contents(of: "tf_idf.json")
        let cases = try JSONDecoder().decode(Golden.self, from: file).cases
        #expect(cases.count >= 3)
        for golden in cases {
            let found = statistics(golden.texts)
            #expect(found.texts == golden.texts.count)
            #expect(found.words.map { String(decoding: $0, as: UTF8.self) } == golden.words)
            expectClose(drawing(found), golden.drawing, absolute: 1e-14, relative: 1e-12, "drawing")
            for each in golden.replacing {
                expectClose(
                    replacing(each.text, each.rate, found),
                    each.probabilities,
                    absolute: 1e-14,
                    relative: 1e-12,
                    each.text
                )
            }
        }
    }

    @Test("Draws have these probabilities")
    func draws() {
        let found = statistics(["a b c", "a b d e", "a a f", "b g g g g g"])
        let expected = drawing(found)
        var generator = SeededGenerator(seed: 1)
        var counts = expected.map { _ in 0 }
        let rounds = 200_000
        for _ in 0..<rounds {
            guard let number = found.draw(using: &generator) else { continue }
            counts[number] += 1
        }
        for (count, probability) in zip(counts, expected) {
            let deviation = (Double(rounds) * probability * (1 - probability)).squareRoot()
            #expect(abs(Double(count) - Double(rounds) * probability) <= 4.5 * deviation)
        }
        // The word that says most is never drawn.
        #expect(expected.contains(0) && counts.reduce(0, +) == rounds)
    }

    @Test(
        "Where nothing says more than the rest, nothing is replaced, and every word is as probable"
    )
    func uniform() {
        let one = statistics(["a b c"])
        expectClose(drawing(one), [1.0 / 3, 1.0 / 3, 1.0 / 3], absolute: 1e-15, relative: 0)
        #expect(replacing("a b c", 1, one) == [0, 0, 0])
        let none = statistics([])
        var generator = SeededGenerator(seed: 1)
        #expect(none.draw(using: &generator) == nil && replacing("a b", 1, none) == [0, 0])
        #expect(replacing("", 1, one) == [])
    }

    @Test("A word that is not known is as rare as can be")
    func unknown() {
        let found = statistics(["a b", "a c", "a d", "a e"])
        let probabilities = replacing("a b x", 0.3, found)
        #expect(probabilities[1] == 0 && probabilities[2] == 0)
        expectClose([probabilities[0]], [0.9], absolute: 1e-12)
    }

    @Test("Case counts where it is to, in all scripts; paraphrases and empty texts are as they are")
    func keys() {
        let texts = ["Ärger ÄRGER ärger", "ΟΔΟΣ οδοσ", "İ i\u{307}"]
        #expect(statistics(texts).words.count == 3)
        #expect(statistics(texts, foldsCase: false).words.count == 7)
        var counter = WordCounter(foldsCase: true)
        counter.add(Array("one two\0three\0four".utf8).span)
        counter.add(Array("".utf8).span)
        counter.add([0x6F, 0x6E, 0x65, 0x20, 0xC3].span)
        let found = counter.statistics()
        #expect(found.texts == 3)
        #expect(found.words.map { String(decoding: $0, as: UTF8.self) } == ["one", "two"])
    }

    @Test("Memory has a bound, the words in most texts stay, and order alone decides the rest")
    func bound() {
        var generator = SeededGenerator(seed: 5)
        let texts = (0..<3_000).map { number in
            let rare = (0..<4).map { _ in "r\(generator.below(1 << 30))" }
            let common = (0..<4).map { _ in "c\(generator.below(20))" }
            return (rare + common + ["t\(number)"]).joined(separator: " ")
        }
        let found = statistics(texts, capacity: 50)
        let names = found.words.map { String(decoding: $0, as: UTF8.self) }
        #expect(names.count == 50 && Set(names.prefix(20)) == Set((0..<20).map { "c\($0)" }))
        let all = statistics(texts)
        #expect(all.words.count > 14_000)
        // What stays from the start is counted exactly.
        #expect(found.words.prefix(20) == all.words.prefix(20))
        #expect(statistics(texts, capacity: 50) == found)
    }

    @Test("A word that is too long is none of them")
    func longWords() {
        let long = "a" + String(repeating: "\u{301}", count: 64)
        #expect(statistics([long, "b"]).words == [[0x62]])
        let longest = "aa" + String(repeating: "\u{301}", count: 63)
        #expect(statistics([longest]).words.count == 1)
    }

    @Test("They come back from their text")
    func roundTrip() throws {
        let texts = try textsOfAllScripts().map { String(decoding: $0, as: UTF8.self) }
        let all = [
            statistics(texts), statistics(texts, foldsCase: false), statistics([]),
            statistics([""]),
        ]
        for found in all {
            let back = try JSON.decode(JSON.encode(found), as: WordStatistics.self)
            #expect(back == found)
            #expect(back.words == found.words && back.cumulatedWeights == found.cumulatedWeights)
        }
        let stored = """
            {"counts":[2,1],"foldsCase":true,"shares":[1.5,0.5],"texts":2,"words":"a\\nb"}
            """
        #expect(try JSON.encode(statistics(["a A", "b a"])) == stored)
    }

    @Test("Damaged ones are refused")
    func damaged() throws {
        func text(
            _ words: String,
            _ counts: String,
            _ shares: String,
            texts: String = "3"
        ) -> String {
            "{\"counts\":\(counts),\"foldsCase\":true,\"shares\":\(shares),\"texts\":\(texts),\"words\":\"\(words)\"}"
        }
        _ = try JSON.decode(text("a\\nb", "[3,1]", "[2,0.5]"), as: WordStatistics.self)
        let long = String(repeating: "a", count: 129)
        for damaged in [
            text("a\\nb", "[3]", "[2,0.5]"), text("a", "[3,1]", "[2,0.5]"),
            text("a\\nb", "[3,1]", "[2]"), text("a\\nb", "[4,1]", "[2,0.5]"),
            text("a\\nb", "[3,0]", "[2,0.5]"), text("a\\nb", "[3,1]", "[2,-0.5]"),
            text("a\\nb", "[3,1]", "[2,1.5]"), text("a\\nb", "[3,1]", "[2,0]"),
            text("a\\nb", "[1,3]", "[1,2]"), text("b\\na", "[1,1]", "[1,1]"),
            text("a\\na", "[1,1]", "[1,1]"), text("a\\n", "[1,1]", "[1,1]"), text("", "[1]", "[1]"),
            text(long, "[1]", "[1]"), text("a", "[1]", "[1]", texts: "0"),
            text("a", "[1]", "[1]", texts: "-1"), "{}", "null",
        ] {
            let failure = refusal { () throws(Failure) in
                _ = try JSON.decode(damaged, as: WordStatistics.self)
            }
            #expect(failure?.kind == .dataLoss, "\(damaged)")
        }
    }
}
