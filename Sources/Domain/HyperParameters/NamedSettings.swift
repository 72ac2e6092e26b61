/// A name with settings in one word: `fix_match`, or `fix_match:threshold=0.9,unlabeled_weight=2`.
package struct NamedSettings: Sendable, Hashable {
    /// What is before the colon.
    package let name: String
    /// What is after it.
    package let settings: [String: String]

    /// Reads a word.
    ///
    /// - Throws: ``Failure`` (invalid argument) where a setting is not `KEY=VALUE`, or comes twice.
    package init(_ text: String) throws(Failure) {
        guard let colon = text.firstIndex(of: ":") else {
            (name, settings) = (text, [:])
            return
        }
        name = String(text[..<colon])
        var settings: [String: String] = [:]
        for part in text[text.index(after: colon)...]
            .split(separator: ",", omittingEmptySubsequences: false)
        {
            let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard sides.count == 2, settings[String(sides[0])] == nil else {
                throw .invalid(
                    "expected \(name):KEY=VALUE,KEY=VALUE, each key once; got \(quoted(text))"
                )
            }
            settings[String(sides[0])] = String(sides[1])
        }
        self.settings = settings
    }
}
