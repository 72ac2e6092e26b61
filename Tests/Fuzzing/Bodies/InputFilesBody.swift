import Domain
import Foundation
import InputFiles

/// Files of examples that are text or arrays.
///
/// Whatever a file holds, what is read as an example is one: of the project's size, with finite numbers
/// and a label of its classes; and the places go up.
enum InputFilesBody {
    static let classes = ["cat", "dog", "3"]
    static let specifications: [InputSpecification] = [
        .vector(dimension: 1), .vector(dimension: 2),
        .image(ImageSpecification(height: 2, width: 1, channels: 2)),
        .image(ImageSpecification(height: 1, width: 2, channels: 1)),
    ]

    static let delimitedSeeds: [[UInt8]] = [
        "a,b\n1,2\n3,4\n", "\"a\",b,y\r\n1,\"2\",cat\r\n3,4,\r\n", "1,2\r3,4\r", "a;b\n1;2\n",
        "\u{FEFF}a,b\n1e300,nan\n,2\n\n5,6", "a,b\n\"1\n2\",\"\"\"\"\n", "\"open", "a,\"b\"c,d\n",
    ].flatMap { text in [0, 1, 0x26, 0x57].map { [$0] + Array(text.utf8) } }

    static let jsonSeeds: [[UInt8]] = [
        #"{"id":"a","input":[1,2],"label":"cat","group":"g"}"#,
        #"{"example_id":7,"input":[[1],[2]],"label":1}"#, #"{"input":[[[1,2]],[[3,4]]]}"#,
        #"{"label":"dog","sequence":3,"other":{"a":[null,true,false,-1.5e-3]}}"#,
        #"{"id":"\u00e9\ud83d\ude00\n\"","input":[0.5]}"#, "\u{FEFF}\r\n \t\n{}\n[]\n3\n\"\n",
        #"{"labels":"cat","input":[1]}"#, #"{"input":[1,1e999]}"#,
    ].flatMap { text in (0..<4).map { [$0] + Array(text.utf8) } }

    static let arraySeeds: [[UInt8]] = [
        ("<f4", "(2, 1)", 8), ("|u1", "(3,)", 3), ("|u1", "(1, 2, 1, 2)", 4), (">i8", "(1, 2)", 16),
        ("<f2", "(2,)", 4), ("|b1", "(2, 1)", 2), ("<f4", "(0, 4294967296, 4294967296)", 0),
        ("<U3", "(2,)", 24), ("|S5", "(3,)", 15), (">f8", "(1,)", 8), ("<u4", "()", 4),
        ("<c8", "(1,)", 8),
    ].flatMap { type, shape, count in
        let array = npy(type, shape, count)
        let length = [UInt8(array.count >> 8), UInt8(array.count & 255)]
        return (0..<3).map { (options: UInt8) -> [UInt8] in [options] + length + array + array }
    }

    static func npy(_ type: String, _ shape: String, _ count: Int) -> [UInt8] {
        let header = "{'descr': '\(type)', 'fortran_order': False, 'shape': \(shape), }\n"
        var bytes: [UInt8] = [0x93]
        bytes += Array("NUMPY".utf8)
        bytes += [1, 0, UInt8(header.utf8.count), 0]
        bytes += Array(header.utf8)
        bytes += (0..<count).map { UInt8(65 + $0) }
        return bytes
    }

    /// Bits of the first byte: specification, header, columns, delimiter.
    static func delimited(_ reader: inout InputReader) throws {
        let options = Int(reader.byte())
        var format = DelimitedExamples.Format()
        format.hasHeader = options & 4 == 0
        format.idColumn = options & 8 == 0 ? nil : "1"
        format.labelColumn = options & 16 == 0 ? nil : "y"
        format.groupColumn = options & 32 == 0 ? nil : "2"
        format.delimiter = [",", ";", "\t", "1"][options >> 6]
        let specification = specifications[options & 3]
        guard
            var rows = try refusing({
                try DelimitedExamples(
                    bytes: reader.rest(),
                    path: "f",
                    format: format,
                    specification: specification,
                    classes: classes
                )
            })
        else { return }
        var checker = Checker(specification)
        while let outcome = try refusing({ try rows.next() }) ?? nil { try checker.check(outcome) }
    }

    static func jsonLines(_ reader: inout InputReader) throws {
        let specification = specifications[Int(reader.byte() & 3)]
        guard
            var rows = try refusing({
                try JSONLinesExamples(
                    bytes: reader.rest(),
                    path: "f",
                    specification: specification,
                    classes: classes
                )
            })
        else { return }
        var checker = Checker(specification)
        while let outcome = try refusing({ try rows.next() }) ?? nil { try checker.check(outcome) }
    }

    /// The specification, the length of an array, that array, and one of labels.
    static func array(_ reader: inout InputReader) throws {
        let options = Int(reader.byte())
        let specification = specifications[options & 3]
        let data = Data(reader.take(reader.number()))
        let labels = Data(reader.rest())
        guard let array = try refusing({ try NumpyArray(data: data, path: "f") }) else { return }
        let named = labels.isEmpty ? nil : try refusing { try NumpyArray(data: labels, path: "l") }
        if array.isText, array.rowElements > 0 {
            for row in 0..<min(array.rows, 64) { _ = try refusing { try array.text(row: row) } }
        }
        guard
            var rows = try refusing({
                try NumpyExamples(
                    array,
                    labels: named,
                    specification: specification,
                    classes: classes
                )
            })
        else { return }
        var checker = Checker(specification)
        while let outcome = rows.next() { try checker.check(outcome) }
    }

    /// Runs `body`; a refusal that has words gives nil.
    static func refusing<Value>(_ body: () throws -> Value) throws -> Value? {
        do {
            return try body()
        } catch let failure as Failure {
            try FuzzFinding.unless(!failure.message.isEmpty, "a refusal without words")
            return nil
        }
    }

    struct Checker {
        private let specification: InputSpecification
        private var last = -1

        init(_ specification: InputSpecification) { self.specification = specification }

        mutating func check(_ outcome: InputOutcome) throws {
            let place: InputPlace
            switch outcome {
            case .refused(let refused, let reason):
                place = refused
                try FuzzFinding.unless(!reason.isEmpty, "a refusal without words")
            case .row(let row):
                place = row.place
                try FuzzFinding.unless(
                    row.label.isEmpty || classes.contains(row.label),
                    "a label \(row.label)"
                )
                do {
                    try specification.validate(input: row.bytes, field: "row")
                } catch {
                    throw FuzzFinding("a row that is no input: \(error)")
                }
            }
            try FuzzFinding.unless(place.row > last, "row \(place.row) follows \(last)")
            last = place.row
        }
    }
}
