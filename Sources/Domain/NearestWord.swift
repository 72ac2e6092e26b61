/// The one of `words` that `text` was most likely meant to be; nil: none is near.
///
/// Upper case, `-` and `_` do not count. Near is a word that begins with the text, or one that a
/// mistake or two away from it: a letter too many, missing, wrong, or two swapped (Damerau 1964). At
/// equal distances the first.
package func nearestWord(to text: String, in words: some Sequence<String>) -> String? {
    // Whoever asks may send long texts, or have many words.
    guard text.utf8.count <= 256 else { return nil }
    let wanted = letters(text)
    // All numbers are near to each other.
    guard (1...64).contains(wanted.count), !wanted.allSatisfy(\.isNumber) else { return nil }
    let limit = wanted.count < 3 ? 1 : wanted.count < 8 ? 2 : 3
    var best: (word: String, distance: Int)?
    var begun: [String] = []
    for word in words.prefix(1000) {
        let letters = letters(word)
        guard (1...64).contains(letters.count) else { continue }
        if wanted.count > 1, letters.starts(with: wanted) { begun.append(word) }
        let distance = editDistance(wanted, letters)
        // A word that shares no letter with the text is nobody's mistake.
        guard distance <= limit, distance < max(wanted.count, letters.count) else { continue }
        if distance < best?.distance ?? .max { best = (word, distance) }
    }
    if let best, best.distance <= 1 { return best.word }
    return begun.count == 1 ? begun[0] : best?.word ?? begun.first
}

/// `; did you mean "cat"?` where one of `words` is near to `text`, else nothing.
package func suggestion(for text: String, in words: some Sequence<String>) -> String {
    nearestWord(to: text, in: words).map { "; did you mean \(quoted($0))?" } ?? ""
}

private func letters(_ text: String) -> [Character] {
    Array(text.prefix(65).lowercased().filter { $0 != "-" && $0 != "_" })
}

/// Insertions, deletions, replacements and swaps of neighbours from one word to another.
private func editDistance(_ one: [Character], _ other: [Character]) -> Int {
    var before: [Int] = []
    var last = Array(0...other.count)
    for row in one.indices {
        var next = [row + 1]
        for column in other.indices {
            let isSame = one[row] == other[column]
            var distance = min(last[column + 1], next[column]) + 1
            distance = min(distance, last[column] + (isSame ? 0 : 1))
            if row > 0, column > 0, one[row] == other[column - 1], one[row - 1] == other[column] {
                distance = min(distance, before[column - 1] + 1)
            }
            next.append(distance)
        }
        (before, last) = (last, next)
    }
    return last[other.count]
}
