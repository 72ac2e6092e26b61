import Domain
import Testing
import Text

private let mask = Array("[MASK]".utf8)

/// Changes of all kinds, at rates that are drawn.
private func drawn(_ generator: inout SeededGenerator) -> TextViewPolicy.Changes {
    var changes = TextViewPolicy.Changes()
    func rate() -> Double { generator.below(3) == 0 ? 0 : Double(generator.uniform()) * 0.95 }
    changes.paraphrase = rate()
    changes.replacement = rate()
    changes.swap = rate()
    changes.dropout = rate()
    changes.mask = rate()
    if changes.mask > 0, generator.below(2) == 0 { changes.span = 1 + generator.below(64) }
    return changes
}

@Suite("Views of texts, whatever the text")
struct TextViewPropertyTests {
    private static let corpus = statistics(
        [
            "the cat sat on the mat", "a dog, a cat!", "我爱北京 and the sea", "İstanbul is not far",
            "👩\u{200D}👧 ok",
        ]
    )

    @Test("UTF-8 within the limit, with a word where there is one, the same for the same seed")
    func hostile() throws {
        var generator = SeededGenerator(seed: 41)
        let known = try textsOfAllScripts()
        for round in 0..<6_000 {
            var row = generator.below(3) == 0 ? known[round % known.count] : hostileText(&generator)
            if generator.below(3) == 0 {
                row += [0] + hostileText(&generator) + [0] + Array("one more".utf8)
            }
            var policy = TextViewPolicy()
            policy.weak = drawn(&generator)
            policy.strong = drawn(&generator)
            let limit = generator.below(2) == 0 ? 16 + generator.below(40) : TextRow.byteLimit
            let augmenter = try TextAugmenter(
                policy,
                statistics: Self.corpus,
                mask: generator.below(2) == 0 ? mask : nil,
                byteLimit: limit
            )
            let kind = ViewKind.allCases[round % ViewKind.allCases.count]
            let seed = generator.next()
            let view = augmenter.view(row, kind, seed: seed, number: round % 4)
            #expect(isText(view) && view.count <= limit)
            let texts =
                [row[TextRow.text(of: row.span)]]
                + TextRow.paraphrases(of: row.span).map { row[$0] }
            // A paraphrase without words is taken as it is.
            if texts.allSatisfy({ !words(Array($0)).isEmpty }) { #expect(!words(view).isEmpty) }
            #expect(!view.contains(0))
            #expect(augmenter.view(row, kind, seed: seed, number: round % 4) == view)
        }
    }

    @Test("A clean view is the text, and so is one without changes")
    func clean() throws {
        let augmenter = try TextAugmenter(strong { _ in }, statistics: nil)
        for text in try textsOfAllScripts() {
            for kind in ViewKind.allCases {
                let isText = isText(text) && !text.contains(0)
                if isText { #expect(augmenter.view(text, kind, seed: 1) == text) }
            }
        }
        #expect(augmenter.text("a\0b\0c", seed: 1) == "a")
        #expect(augmenter.view([0x61, 0xFF, 0x62], seed: 1) == Array("a\u{FFFD}b".utf8))
        #expect(augmenter.view([], seed: 1) == [] && augmenter.view([0], seed: 1) == [])
    }

    @Test("A text that is too long is cut between scalars, behind its first word")
    func limits() throws {
        let whole = try TextAugmenter(strong { _ in }, statistics: nil, byteLimit: 16)
        #expect(whole.text("0123456789abcdé!", seed: 1) == "0123456789abcdé")
        #expect(whole.text("0123456789abcd😀", seed: 1) == "0123456789abcd")
        #expect(whole.text(String(repeating: " ", count: 20) + "word", seed: 1) == "word")
        let masked = try TextAugmenter(
            strong {
                $0.mask = 0.9
                $0.span = 64
            },
            statistics: nil,
            mask: mask,
            byteLimit: 16
        )
        for seed in 0..<200 as Range<UInt64> {
            let view = masked.text("one two three four five six seven eight", seed: seed)
            #expect(words(view).contains { $0 != "[" && $0 != "MASK" && $0 != "]" })
        }
        let long = String(repeating: "é", count: 32)
        #expect(masked.text("\(long) \(long)", seed: 1) == String(repeating: "é", count: 8))
    }

    @Test("The words of a view are those that were kept, in every script")
    func wordsStay() throws {
        let dropping = try TextAugmenter(strong { $0.dropout = 0.5 }, statistics: nil)
        let swapping = try TextAugmenter(strong { $0.swap = 1 }, statistics: nil)
        for (number, text) in try textsOfAllScripts().enumerated() {
            guard !text.contains(0), isText(text) else { continue }
            let before = words(text)
            let fewer = words(dropping.view(text, seed: UInt64(number)))
            var rest = before[...]
            for word in fewer {
                guard let place = rest.firstIndex(of: word) else {
                    Issue.record(
                        "\(shown(word)) is not behind the word before it in text \(number)"
                    )
                    break
                }
                rest = rest[(place + 1)...]
            }
            #expect(words(swapping.view(text, seed: UInt64(number))).sorted() == before.sorted())
        }
    }

    @Test("Words that would become one are set apart, those that are not beside each other are not")
    func spaces() throws {
        var views: Set<String> = []
        let dropping = try TextAugmenter(strong { $0.dropout = 0.3 }, statistics: nil)
        for seed in 0..<300 as Range<UInt64> {
            views.insert(dropping.text("a-b 我们\n!", seed: seed))
        }
        #expect(views.isSuperset(of: ["a b 我们 !", "a-b 我们 !", "- 们 !", "a- 我", "-b !"]))
        #expect(views.isDisjoint(with: ["ab 我们 !", "a- b 我们 !", "a-b 我 们 !", " b !"]))
    }

    @Test("Ranges of what is given are checked")
    func refusals() throws {
        func refused(
            _ policy: TextViewPolicy = strong { $0.dropout = 0.1 },
            mask: [UInt8]? = nil,
            byteLimit: Int = 100
        ) -> String? {
            refusal { () throws(Failure) in
                _ = try TextAugmenter(policy, statistics: nil, mask: mask, byteLimit: byteLimit)
            }?.field
        }
        #expect(refused() == nil && refused(mask: mask) == nil)
        #expect(refused(TextViewPolicy()) == "augmentation.text.strong.replacement")
        #expect(refused(strong { $0.swap = 2 }) == "augmentation.text.strong.swap")
        for mask: [UInt8] in [[], [0x61, 0], [0xFF], [UInt8](repeating: 0x61, count: 65)] {
            #expect(refused(mask: mask) == "mask")
        }
        #expect(refused(byteLimit: 15) == "byte_limit")
        #expect(refused(byteLimit: 1 << 20 + 1) == "byte_limit")
    }

    @Test("Tokenizers say what their mask is, and read it")
    func masks() throws {
        func tokenizer(_ tokens: [String], reads: Bool = true) throws -> Tokenizer {
            .wordPiece(try WordPieceTokenizer(tokens: tokens) { $0.readsSpecialTokens = reads })
        }
        let masked = try tokenizer(["[MASK]", "a"])
        #expect(masked.mask == mask)
        #expect(try tokenizer(["a"]).mask == nil)
        #expect(try tokenizer(["[MASK]", "a"], reads: false).mask == nil)
        #expect(
            try Tokenizer.hashedNGrams(HashedNGrams(HashedNGramsSpecification(buckets: 9))).mask
                == nil
        )
        let augmenter = try TextAugmenter(
            strong { $0.mask = 0.5 },
            statistics: nil,
            mask: masked.mask
        )
        var ids: [UInt32] = []
        masked.encode(augmenter.view(Array("a a-a,a".utf8), seed: 1).span, maxTokens: 20, to: &ids)
        // Of six words, commas and hyphens unknown.
        #expect(ids.filter { $0 == 4 }.count == 3 && ids.count == 8)
    }
}

@Suite("Views of texts have the rates that were asked for")
struct TextViewRateTests {
    private static let text = (0..<40).map { "w\($0)" }.joined(separator: " ")
    private static let rounds = 2_000

    /// The words of many views of a text of forty.
    private func views(
        _ policy: TextViewPolicy,
        _ statistics: WordStatistics? = nil,
        mask: [UInt8]? = nil
    ) throws -> [[String]] {
        let augmenter = try TextAugmenter(policy, statistics: statistics, mask: mask)
        return (0..<UInt64(Self.rounds)).map { seed in
            augmenter.text(Self.text, seed: seed).split(separator: " ").map(String.init)
        }
    }

    /// Expects a mean within 4.5 of its standard deviations.
    private func expectMean(_ values: [Int], _ mean: Double, deviation: Double) {
        let found = Double(values.reduce(0, +)) / Double(values.count)
        let bound = 4.5 * deviation / Double(values.count).squareRoot()
        #expect(abs(found - mean) <= bound, "\(found), not \(mean) within \(bound)")
    }

    @Test("Dropout: each word with its probability, each place as often")
    func dropout() throws {
        let views = try views(strong { $0.dropout = 0.2 })
        expectMean(views.map(\.count), 32, deviation: (40 * 0.2 * 0.8).squareRoot())
        let first = views.filter { $0.first == "w0" }.count
        let last = views.filter { $0.last == "w39" }.count
        for count in [first, last] {
            #expect(abs(Double(count) - 1600) <= 4.5 * (2000 * 0.2 * 0.8).squareRoot())
        }
        let augmenter = try TextAugmenter(strong { $0.dropout = 0.95 }, statistics: nil)
        let single = Set((0..<400 as Range<UInt64>).map { augmenter.text("a b", seed: $0) })
        #expect(single == ["a", "b", "a b"])
    }

    @Test("Swaps: as many as the share, of two places that are not the same")
    func swaps() throws {
        let before = Self.text.split(separator: " ").map(String.init)
        for view in try views(strong { $0.swap = 1.0 / 40 }) {
            #expect(zip(view, before).filter { $0 != $1 }.count == 2 && view.count == 40)
        }
        let some = try views(strong { $0.swap = 0.01 })
        let moved = some.map { view in zip(view, before).filter { $0 != $1 }.count / 2 }
        #expect(Set(moved) == [0, 1])
        expectMean(moved, 0.4, deviation: 0.49)
        let pairs = Set(try views(strong { $0.swap = 1.0 / 40 }).map { $0.joined(separator: " ") })
        #expect(pairs.count > 600)
    }

    @Test("Masks: as many as the share, in spans no longer than they may be, everywhere as often")
    func masks() throws {
        for (span, rate) in [(1, 0.15), (3, 0.15), (8, 0.5)] {
            let views = try views(
                strong {
                    $0.mask = rate
                    $0.span = span
                },
                mask: mask
            )
            var places = [Int](repeating: 0, count: 40)
            for view in views {
                #expect(view.count == 40)
                for (place, word) in view.enumerated() where word == "[MASK]" { places[place] += 1 }
                #expect(view.filter { $0 == "[MASK]" }.count == Int(rate * 40))
            }
            let mean = Double(Self.rounds) * rate
            if span == 1 {
                // Every place with the same probability.
                let bound = 5 * (mean * (1 - rate)).squareRoot()
                #expect(places.allSatisfy { abs(Double($0) - mean) <= bound }, "\(places)")
            }
            // In the middle half as often as in all.
            let middle = Double(places[10..<30].reduce(0, +)) / 20
            #expect(abs(middle - mean) <= 0.1 * mean)
        }
        let lone = try views(strong { $0.mask = 0.075 }, mask: mask)
        let runs = lone.flatMap { view in
            view.split { $0 != "[MASK]" }.map(\.count)
        }
        #expect(Set(runs) == [1, 2, 3])
        let few = try TextAugmenter(strong { $0.mask = 0.95 }, statistics: nil, mask: mask)
        for seed in 0..<50 as Range<UInt64> {
            #expect(["[MASK] b", "a [MASK]"].contains(few.text("a b", seed: seed)))
            #expect(few.text("a", seed: seed) == "a")
        }
    }

    @Test("Without a mask the words are dropped, the same ones")
    func maskless() throws {
        let policy = strong { $0.mask = 0.3 }
        for (masked, dropped) in zip(try views(policy, mask: mask), try views(policy)) {
            #expect(masked.filter { $0 != "[MASK]" } == dropped)
        }
    }

    @Test("Replacements: each word with the probability of UDA, by words of the corpus")
    func replacements() throws {
        let corpus = (0..<200).map { number in
            "w0 w1 n\(number % 7) n\(number % 11)" + (number % 3 == 0 ? " w2 w3 w4" : "")
        }
        let known = statistics(corpus + [Self.text])
        let text = Array(Self.text.utf8)
        let expected = known.replacementProbabilities(
            of: WordPlace.words(of: text.span),
            in: text.span,
            rate: 0.3
        )
        let before = Self.text.split(separator: " ").map(String.init)
        let views = try views(strong { $0.replacement = 0.3 }, known)
        let vocabulary = Set(known.words.map { String(decoding: $0, as: UTF8.self) })
        for place in 0..<40 {
            let changed = Double(views.filter { $0[place] != before[place] }.count)
            // Some are replaced by themselves, so rarely that it does not show.
            let mean = Double(Self.rounds) * expected[place]
            #expect(abs(changed - mean) <= 5 * (mean + 1).squareRoot() + 0.02 * mean)
        }
        #expect(expected[0] > 5 * expected[39])
        #expect(views.allSatisfy { $0.count == 40 && vocabulary.isSuperset(of: $0) })
    }

    @Test("Paraphrases: as often as asked, each as often, and two in a row are two")
    func paraphrases() throws {
        let row = "text of words\0first\0second\0third"
        let all = try TextAugmenter(strong { $0.paraphrase = 1 }, statistics: nil)
        var counts: [String: Int] = [:]
        for seed in 0..<3_000 as Range<UInt64> {
            let views = (0..<6).map { all.text(row, seed: seed, number: $0) }
            counts[views[0], default: 0] += 1
            #expect(Set(views[0..<3]) == ["first", "second", "third"])
            #expect(views[3...].elementsEqual(views[..<3]))
        }
        #expect(counts.count == 3 && counts.values.allSatisfy { abs($0 - 1000) < 130 })
        #expect(all.text("text alone", seed: 1) == "text alone")
        #expect(all.text(row, .weak, seed: 1) == "text of words")
        #expect(all.text(row, .clean, seed: 1) == "text of words")
        let some = try TextAugmenter(
            strong {
                $0.paraphrase = 0.6
                $0.dropout = 0.9
            },
            statistics: nil
        )
        let views = (0..<2_000 as Range<UInt64>).map { some.text(row, seed: $0) }
        let given = views.filter { ["first", "second", "third"].contains($0) }.count
        #expect(abs(given - 1200) < 100)
        // A paraphrase is as it was given, a text has its words changed.
        #expect(views.filter { $0 == "text of words" }.count < 30)
        let halves = (0..<2_000 as Range<UInt64>).map { all.text(row, .medium, seed: $0) }
        #expect(abs(halves.filter { $0 == "text of words" }.count - 1000) < 105)
        let coins = (0..<2_000 as Range<UInt64>).map { all.text(row, .cleanOrStrong, seed: $0) }
        #expect(abs(coins.filter { $0 == "text of words" }.count - 1000) < 105)
    }

    @Test("Other seeds and numbers give other views")
    func seeds() throws {
        let augmenter = try TextAugmenter(strong { $0.dropout = 0.5 }, statistics: nil)
        var views: Set<String> = []
        for seed in 0..<50 as Range<UInt64> {
            for number in 0..<20 {
                views.insert(augmenter.text(Self.text, seed: seed, number: number))
            }
        }
        #expect(views.count == 1000)
    }

    @Test("What a run saw it sees again when it is resumed, by whatever program")
    func pinned() throws {
        let known = statistics(["one two three", "two three four", "three four five, six"])
        let policies = [
            strong { $0.replacement = 0.5 }, strong { $0.swap = 0.5 }, strong { $0.dropout = 0.4 },
            strong { $0.mask = 0.4 },
        ]
        let views = try policies.map { policy in
            try TextAugmenter(policy, statistics: known, mask: mask)
                .text("one two three four five six", seed: 7, number: 1)
        }
        #expect(
            views == [
                "one three three four five six", "three five four one two six", "one two four six",
                "one [MASK] three [MASK] [MASK] six",
            ]
        )
    }
}
