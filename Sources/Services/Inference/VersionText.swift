internal import Domain

/// Model versions as the Open Inference Protocol writes them: their number as text.
enum VersionText {
    /// Reads a version; nil: none was named, and the champion answers.
    ///
    /// - Throws: ``Failure`` (invalid argument).
    static func read(_ text: String, field: String) throws(Failure) -> ModelVersion? {
        if text.isEmpty { return nil }
        let isNumber = text.utf8.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
        guard isNumber, let version = ModelVersion(text), version > 0 else {
            throw .invalid(
                "a model version is a whole number of at least 1, or empty for the champion; got "
                    + quoted(text),
                field: field
            )
        }
        return version
    }
}
