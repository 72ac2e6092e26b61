import Domain
import Text

/// Texts of twelve scripts and what is hard in them: those that tokenizers are compared by.
func textsOfAllScripts() throws -> [[UInt8]] {
    struct Nothing: Decodable {}
    return try TextCases<Nothing>(file: "wordpiece.jsonl").cases.map { Array($0.t.utf8) }
}

/// The words of a text as strings.
func words(_ text: [UInt8]) -> [String] {
    WordPlace.words(of: text.span).map { String(decoding: text[$0.bytes], as: UTF8.self) }
}

/// The words of a text as strings.
func words(_ text: String) -> [String] { words(Array(text.utf8)) }

/// Whether bytes are UTF-8.
func isText(_ bytes: [UInt8]) -> Bool { String(validating: bytes, as: UTF8.self) != nil }

/// The statistics of texts.
func statistics(
    _ texts: [String],
    capacity: Int = WordCounter.defaultCapacity,
    foldsCase: Bool = true
) -> WordStatistics {
    var counter = WordCounter(capacity: capacity, foldsCase: foldsCase)
    for text in texts { counter.add(text.utf8.span) }
    return counter.statistics()
}

/// A policy of strong views.
func strong(_ change: (inout TextViewPolicy.Changes) -> Void) -> TextViewPolicy {
    var policy = TextViewPolicy()
    policy.strong = TextViewPolicy.Changes()
    change(&policy.strong)
    return policy
}

extension TextAugmenter {
    /// A view of a row.
    func view(
        _ row: [UInt8],
        _ kind: ViewKind = .strong,
        seed: UInt64,
        number: Int = 0
    ) -> [UInt8] {
        var bytes: [UInt8] = Array("what was there".utf8)
        view(kind, of: row.span, seed: seed, number: number, into: &bytes)
        return bytes
    }

    /// A view of a row, as a string.
    func text(
        _ row: String,
        _ kind: ViewKind = .strong,
        seed: UInt64,
        number: Int = 0
    ) -> String {
        String(
            decoding: view(Array(row.utf8), kind, seed: seed, number: number),
            as: UTF8.self
        )
    }
}

/// What a call is refused with; nil: it is not.
func refusal(_ body: () throws(Failure) -> Void) -> Failure? {
    do throws(Failure) {
        try body()
        return nil
    } catch {
        return error
    }
}
