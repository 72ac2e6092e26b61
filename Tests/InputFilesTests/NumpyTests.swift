import Domain
import Foundation
import InputFiles
import Testing

/// The bytes of a `.npy` file.
private func npy(_ type: String, _ shape: String, _ body: [UInt8], fortran: Bool = false) -> Data {
    var header =
        "{'descr': '\(type)', 'fortran_order': \(fortran ? "True" : "False"), 'shape': \(shape), }"
    header += String(repeating: " ", count: 117 - header.count) + "\n"
    return Data([0x93] + Array("NUMPY".utf8) + [1, 0, 118, 0] + Array(header.utf8) + body)
}

private func bytes<Number: FixedWidthInteger>(_ number: Number, big: Bool = false) -> [UInt8] {
    let little = (0..<Number.bitWidth / 8).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
    return big ? little.reversed() : little
}

@Suite("Arrays of all numeric types are read, and nothing in one traps")
struct NumpyTests {
    @Test("Every type and both orders of bytes give the numbers")
    func types() throws {
        func value(_ type: String, _ body: [UInt8]) throws -> Double {
            try NumpyArray(data: npy(type, "(1,)", body), path: "a.npy").number(row: 0, 0)
        }
        #expect(try value("|b1", [1]) == 1)
        #expect(try value("|u1", [250]) == 250)
        #expect(try value("|i1", bytes(Int8(-3))) == -3)
        for isBig in [false, true] {
            let mark = isBig ? ">" : "<"
            #expect(try value("\(mark)i2", bytes(Int16(-300), big: isBig)) == -300)
            #expect(try value("\(mark)u2", bytes(UInt16(60_000), big: isBig)) == 60_000)
            #expect(try value("\(mark)i4", bytes(Int32(-70_000), big: isBig)) == -70_000)
            #expect(try value("\(mark)u4", bytes(UInt32(4_000_000_000), big: isBig)) == 4e9)
            #expect(try value("\(mark)i8", bytes(Int64(-1) << 40, big: isBig)) == -0x1p40)
            #expect(try value("\(mark)u8", bytes(UInt64(1) << 63, big: isBig)) == 0x1p63)
            #expect(try value("\(mark)f4", bytes(Float(1.5).bitPattern, big: isBig)) == 1.5)
            #expect(try value("\(mark)f8", bytes((-0.1).bitPattern, big: isBig)) == -0.1)
            let halves: [(UInt16, Double)] = [
                (0x3C00, 1), (0xC000, -2), (0x3555, 0.333251953125), (0x0001, 0x1p-24),
                (0x7BFF, 65504),
                (0x8000, -0.0), (0x7C00, .infinity),
            ]
            for (bits, expected) in halves {
                #expect(try value("\(mark)f2", bytes(bits, big: isBig)) == expected)
            }
            #expect(try value("\(mark)f2", bytes(UInt16(0x7E00), big: isBig)).isNaN)
        }
    }

    @Test("Text of both kinds is read without the zeros behind it")
    func text() throws {
        let wide =
            "caté".unicodeScalars.flatMap { bytes($0.value) } + [UInt8](repeating: 0, count: 8)
        #expect(try NumpyArray(data: npy("<U6", "(1,)", wide), path: "a").text(row: 0) == "caté")
        let narrow = Array("dog".utf8) + [0, 0]
        #expect(try NumpyArray(data: npy("|S5", "(1,)", narrow), path: "a").text(row: 0) == "dog")
        let broken = try NumpyArray(data: npy("<U1", "(1,)", bytes(UInt32(0xD800))), path: "a")
        #expect(throws: Failure.self) { try broken.text(row: 0) }
    }

    @Test(
        "What is not such an array is refused by name",
        arguments: [
            ("<c8", "(1,)", "types that are read"), ("|O", "(1,)", "types that are read"),
            ("<f16", "(1,)", "types that are read"),
            ("<f4", "(0, 4294967296, 4294967296)", "too large"),
            ("<f4", "(4294967296, 4294967296, 0)", "too large"), ("<f4", "(3,)", "needs 12 bytes"),
            ("<f4", "(99999999999999999999,)", "too large"), ("<f4", "[1]", "no shape"),
            ("|u1", "(1, 9223372036854775807)", "needs"),
        ]
    )
    func refusals(type: String, shape: String, words: String) throws {
        let problem = #expect(throws: Failure.self) {
            try NumpyArray(data: npy(type, shape, [0, 0, 0, 0]), path: "a.npy")
        }
        #expect(problem?.message.contains(words) == true, "\(problem?.message ?? "")")
        #expect(problem?.message.contains("a.npy") == true)
    }

    @Test("A header is read whatever its spaces and quotation marks, and named where it is wrong")
    func headers() throws {
        func read(_ header: String) throws -> NumpyArray {
            let start = [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(header.utf8.count), 0]
            let body = [UInt8](repeating: 0, count: 8)
            return try NumpyArray(data: Data(start + Array(header.utf8) + body), path: "a.npy")
        }
        for header in [
            "{'descr':'<f4','fortran_order':False,'shape':(2,1)}",
            #"{ "shape" : ( 2 , 1 ) , "fortran_order" : False , "descr" : "<f4" , }"#,
        ] {
            #expect(try read(header).shape == [2, 1])
        }
        for (type, order, shape, words) in [
            ("'<c8'", "False", "(1,)", #"a.npy is of "<c8"; types"#),
            ("[('a', '<f4'), ('b', '<f4')]", "False", "(1,)", "[('a', '<f4'), ('b', '<f4')]"),
            ("'<f4'", "False", "(-2,)", "has the shape (-2,), with a negative length"),
            ("'<f4'", "Maybe", "(2,)", #"fortran_order is True or False; got "Maybe""#),
            ("'<f4'", "False", "(x,)", #"where "x" is no length"#),
        ] {
            let problem = #expect(throws: Failure.self) {
                try read("{'descr': \(type), 'fortran_order': \(order), 'shape': \(shape)}")
            }
            #expect(problem?.message.contains(words) == true, "\(problem?.message ?? "")")
        }
        #expect(throws: Failure.self) { try read("no dict") }
    }

    @Test("The order of Fortran gives the same rows")
    func fortran() throws {
        // numpy.arange(12).reshape(2, 3, 2), in both orders.
        let flat = (0..<12).map { UInt8($0) }
        let turned: [UInt8] = [0, 6, 2, 8, 4, 10, 1, 7, 3, 9, 5, 11]
        let one = try NumpyArray(data: npy("|u1", "(2, 3, 2)", flat), path: "a")
        let two = try NumpyArray(data: npy("|u1", "(2, 3, 2)", turned, fortran: true), path: "a")
        for row in 0..<2 {
            for element in 0..<6 {
                #expect(one.number(row: row, element) == Double(row * 6 + element))
                #expect(two.number(row: row, element) == Double(row * 6 + element))
            }
        }
    }

    @Test("Labels are names or indices; fractions, huge numbers and unknown ones are refused")
    func labels() throws {
        let reader = LabelReader(classes: ["cat", "dog"])
        #expect(try reader.name(of: 0.0) == "cat" && reader.name(of: 1.0) == "dog")
        #expect(try reader.name(of: -1.0) == "" && reader.name(of: Double.nan) == "")
        for wrong in [0.7, 1e30, .infinity, 2] {
            #expect(throws: Failure.self) { try reader.name(of: wrong) }
        }
        // A number that is the name of a class is that class.
        let digits = LabelReader(classes: ["5", "0"])
        #expect(try digits.name(of: 5.0) == "5" && digits.name(of: 0.0) == "0")
        #expect(try digits.name(of: 1.0) == "0")
    }

    @Test("Any cut and any changed byte of a header is refused or read, and never traps")
    func anything() throws {
        let whole = [UInt8](npy("<f4", "(2, 3)", [UInt8](repeating: 7, count: 24)))
        for count in 0..<whole.count {
            _ = try? NumpyArray(data: Data(whole[..<count]), path: "a")
        }
        var generator = SeededGenerator(seed: 3)
        for _ in 0..<20_000 {
            var changed = whole
            for _ in 0...generator.below(3) {
                let place = generator.below(80)
                changed[place] = UInt8(generator.below(256))
            }
            guard let array = try? NumpyArray(data: Data(changed), path: "a"), array.rows > 0
            else { continue }
            if array.isText {
                _ = try? array.text(row: array.rows - 1)
            } else if array.rowElements > 0 {
                _ = array.number(row: array.rows - 1, array.rowElements - 1)
            }
        }
    }
}
