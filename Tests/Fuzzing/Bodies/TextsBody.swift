import Domain
import InputFiles

/// Files of texts; the properties are those of ``InputFilesBody``.
enum TextsBody {
    static let seeds: [[UInt8]] = [
        (0, "text,y\na b,cat\n\"c \"\"d\"\"\ne\",dog\n"), (0, "id,other,y\n1,a,b\n2,,\n"),
        (4, "\"3\",\"title\",\"body\\nline\"\n\"1\",\"\",\"b\"\n"), (5, "2,\"a\\nb\"\n"),
        (7, "a\nb c\n"),
        (
            1,
            "{\"text\": \"a b\", \"label\": \"cat\", \"aug_0\": \"c\"}\n{\"input\": \"d\\u0000\"}\n"
        ),
        (2, "\u{FEFF}a b\r\n\n \nc d e\n"), (2, "a\0b\nc"),
        (
            3,
            "{\"0\": {\"ori\": \"a\", \"aug_0\": \"b\", \"label\": \"1\"}, \"1\": {\"ori\": null}}"
        ),
    ].flatMap { (kind: UInt8, text: String) in
        [0, 8, 16, 24, 32, 40].map { [kind | $0] + Array(text.utf8) }
    }

    /// Bits of the first byte: what the file is, the most words, and for delimited text which columns are said.
    static func run(_ reader: inout InputReader) throws {
        let options = Int(reader.byte())
        let specification = InputSpecification.text(
            TextSpecification(maxTokens: 2, tooLong: options & 8 == 0 ? .cut : .refuse)
        )
        let bytes = reader.rest()
        let classes = InputFilesBody.classes
        switch options & 7 {
        case 1:
            try check(specification) {
                var rows = try JSONLinesExamples(
                    bytes: bytes,
                    path: "f",
                    specification: specification,
                    classes: classes
                )
                return { try rows.next() }
            }
        case 2:
            try check(specification) {
                var rows = try TextLineExamples(
                    bytes: bytes,
                    path: "f",
                    specification: specification
                )
                return { try rows.next() }
            }
        case 3:
            try check(specification) {
                var rows = try TextObjectExamples(
                    bytes: bytes,
                    path: "f",
                    specification: specification,
                    classes: classes
                )
                return { try rows.next() }
            }
        default:
            try check(specification) {
                var rows = try DelimitedExamples(
                    bytes: bytes,
                    path: "f",
                    format: format(options),
                    specification: specification,
                    classes: classes
                )
                return { try rows.next() }
            }
        }
    }

    private static func format(_ options: Int) -> DelimitedExamples.Format {
        var format: DelimitedExamples.Format
        switch options & 7 {
        case 4: return .init(.agNews)
        case 5: return .init(.yelp)
        case 6: return .init(.yahoo)
        default: format = DelimitedExamples.Format()
        }
        format.hasHeader = options & 7 == 0
        format.labelColumn = options & 16 == 0 ? nil : "2"
        format.idColumn = options & 32 == 0 ? nil : "1"
        format.textColumns = options & 64 == 0 ? [] : ["1", "3"]
        return format
    }

    private static func check(
        _ specification: InputSpecification,
        _ open: () throws -> () throws -> InputOutcome?
    ) throws {
        guard let next = try InputFilesBody.refusing(open) else { return }
        var checker = InputFilesBody.Checker(specification)
        while let outcome = try InputFilesBody.refusing({ try next() }) ?? nil {
            try checker.check(outcome)
        }
    }
}
