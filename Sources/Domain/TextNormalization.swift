/// What is done to a text before it is split into words: the steps of BERT's normalizer, in this order.
///
/// Each step is what the package `tokenizers` (PyPI) does, scalar by scalar, by tables that were asked of it
/// and not by those of the standard library. Its categories are of Unicode 8, so Swift 6.3's,
/// of Unicode 17, differ for 665 scalars; ids are part of a model, and must not change with what a compiler
/// ships; and decompositions are to be had from Foundation only, a string at a time.
package struct TextNormalization: Hashable, Sendable, Codable {
    /// The edition of the tables that this program has.
    package static let currentEdition = 1

    /// Whether control characters, formats, private use, U+0000 and U+FFFD are removed and white space becomes
    /// a space.
    package var cleans: Bool
    /// Whether each CJK ideograph is a word.
    package var spacesIdeographs: Bool
    /// Whether canonical decompositions are written out (NFD) and nonspacing marks are removed; nil: as
    /// ``lowercases``, which is BERT's rule.
    package var stripsAccents: Bool?
    /// Whether each scalar becomes its lowercase, whatever stands around it: a final sigma is as any other.
    package var lowercases: Bool
    /// The edition of the tables that the ids of a model were made by.
    package var edition: Int

    package init(
        cleans: Bool = true,
        spacesIdeographs: Bool = true,
        stripsAccents: Bool? = nil,
        lowercases: Bool = true
    ) {
        self.cleans = cleans
        self.spacesIdeographs = spacesIdeographs
        self.stripsAccents = stripsAccents
        self.lowercases = lowercases
        edition = Self.currentEdition
    }

    /// Whether accents are stripped, with BERT's rule applied.
    package var decomposes: Bool { stripsAccents ?? lowercases }

    /// Checks that this program has the tables.
    ///
    /// - Throws: ``Failure`` (invalid argument).
    package func validate() throws(Failure) {
        guard edition == Self.currentEdition else {
            throw .invalid(
                "normalization is of edition \(Self.currentEdition); got \(edition)",
                field: "normalization.edition"
            )
        }
    }
}
