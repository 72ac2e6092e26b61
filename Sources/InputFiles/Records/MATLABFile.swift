internal import Domain

extension RecordFile {
    /// The cropped digits of SVHN, <http://ufldl.stanford.edu/housenumbers/>: `X`, `[height, width, channels, N]`
    /// of bytes, and `y`, `[N, 1]`, where 10 is the digit 0.
    static func svhn(_ file: BinaryFile, _ options: RecordOptions) throws(Failure) -> RecordFile {
        let (inputName, labelName) = (options.inputArray ?? "X", options.labelArray ?? "y")
        guard inputName != labelName else {
            throw .invalid("\(quoted(inputName)) cannot be inputs and labels at once")
        }
        var wanted: [String: MATLABVariable] = [:]
        var names: [String] = []
        for part in try MATLABFile.parts(of: file) {
            let variable = try MATLABVariable(part, of: file)
            names.append(variable.name)
            guard [inputName, labelName].contains(variable.name) else { continue }
            wanted[variable.name] = variable
        }
        func variable(_ name: String) throws(Failure) -> MATLABVariable {
            if let variable = wanted[name] { return variable }
            let listed = names.prefix(20).map { quoted($0) }.joined(separator: ", ")
            throw .invalid(
                "\(file.shown) has no variable \(quoted(name)); it has "
                    + (names.isEmpty ? "none" : listed)
            )
        }
        var shape = try variable(inputName).shape
        // A last length of 1 is not written.
        if shape.count == 3 { shape.append(1) }
        let rows = try variable(inputName).rows(of: Array(shape.reversed()))
        guard shape.count == 4, rows.rowElements <= InputSpecification.elementLimit else {
            throw .invalid(
                "\(rows.name) has the shape \(shape); expected [height, width, channels, N]"
            )
        }
        var opened = RecordFile(
            rows: rows,
            layout: .columns(shape[0], shape[1], shape[2]),
            zero: 10
        )
        let labels = try variable(labelName)
        guard labels.shape.count(where: { $0 != 1 }) <= 1, let count = labels.shape.max() else {
            throw .invalid("\(file.shown), y has the shape \(labels.shape); expected [N, 1]")
        }
        let isEmpty = labels.shape.contains(0)
        opened.labels = .beside(try labels.rows(of: [isEmpty ? 0 : count]))
        return opened
    }
}

/// The variables of a MATLAB file of level 5,
/// <https://www.mathworks.com/help/pdf_doc/matlab/matfile_format.pdf>.
///
/// A reader of our own of what SVHN needs: Debian's libmatio brings HDF5, libcurl and OpenSSL along, reads whole
/// variables only where they are compressed, and would read what strangers wrote in C.
enum MATLABFile {
    /// Where a variable is, and how its numbers lie there.
    struct Part {
        fileprivate var range: Range<Int>
        fileprivate var isCompressed: Bool
        fileprivate var isBigEndian: Bool
    }

    private static let headerBytes = 128
    /// The most variables that are looked at.
    private static let variableLimit = 4096

    /// The parts of a file.
    ///
    /// - Throws: ``Failure``: it is no such file, or not whole.
    static func parts(of file: BinaryFile) throws(Failure) -> [Part] {
        let header = try file.bytes(at: 0, upTo: headerBytes)
        let isHDF = try file.bytes(at: 512, upTo: 4) == [0x89] + Array("HDF".utf8)
        guard !header.starts(with: Array("MATLAB 7.3".utf8)), !isHDF else {
            throw .invalid("\(file.shown) is of MATLAB 7.3, which is HDF5; save it with -v7")
        }
        guard header.count == headerBytes, ["IM", "MI"].contains(mark(header)) else {
            throw .invalid("\(file.shown) is no MATLAB file of level 5 (-v6 or -v7)")
        }
        let isBigEndian = mark(header) == "MI"
        var parts: [Part] = []
        var place = headerBytes
        while place < file.count {
            let tag = try file.bytes(at: place, upTo: 8)
            let start = place + 8
            guard tag.count == 8 else { throw .invalid("\(file.shown) ends in a tag") }
            let type = number(tag[..<4], isBigEndian)
            let count = number(tag[4...], isBigEndian)
            guard count <= file.count - start else {
                throw .invalid(
                    "\(file.shown) is not whole: \(count) bytes of a variable from byte \(start) on, where "
                        + "it has \(file.count)"
                )
            }
            guard parts.count < variableLimit, type == 14 || type == 15 else {
                throw .invalid(
                    "\(file.shown): expected a variable (14, or 15 if compressed) at byte \(place), and "
                        + "at most \(variableLimit); got \(type)"
                )
            }
            // A variable that is not compressed is read with its tag, as one that is has it inside.
            parts.append(
                Part(
                    range: (type == 15 ? start : place)..<start + count,
                    isCompressed: type == 15,
                    isBigEndian: isBigEndian
                )
            )
            place = start + (type == 15 ? count : (count + 7) / 8 * 8)
        }
        return parts
    }

    private static func mark(_ header: [UInt8]) -> String {
        String(decoding: header.suffix(2), as: UTF8.self)
    }

    /// The number that some bytes are in the order of the file.
    static func number(_ bytes: ArraySlice<UInt8>, _ isBigEndian: Bool) -> Int {
        isBigEndian ? bytes.bigEndianNumber : bytes.littleEndianNumber
    }
}

/// A variable of a MATLAB file, up to its numbers.
struct MATLABVariable {
    /// Its name.
    let name: String
    /// The lengths of its axes; the first varies fastest.
    let shape: [Int]
    private let stream: ByteStream
    /// The numbers' type in the file and their bytes; nil: it is no array of real numbers.
    private let numbers: (type: Int, bytes: Int)?
    private let isBigEndian: Bool

    /// Reads what stands before the numbers.
    ///
    /// - Throws: ``Failure``: damaged.
    init(_ part: MATLABFile.Part, of file: BinaryFile) throws(Failure) {
        let packing: ByteStream.Packing = part.isCompressed ? .zlib : .plain
        stream = try ByteStream(file, part.range, packing, name: file.shown)
        isBigEndian = part.isBigEndian
        let reader = MATLABReader(stream: stream, isBigEndian: isBigEndian)
        let whole = try reader.tag()
        guard whole.type == 14 else {
            throw .invalid("\(file.shown): expected a matrix (14); got \(whole.type)")
        }
        let flags = try reader.content(of: 6, "the flags")
        let lengths = try reader.content(of: 5, "the lengths")
        let text = try reader.content(of: 1, "the name")
        guard flags.count == 8, lengths.count >= 8, lengths.count % 4 == 0 else {
            throw .invalid("\(file.shown): a variable has no flags and lengths that can be read")
        }
        let word = MATLABFile.number(flags[..<4], part.isBigEndian)
        name = String(decoding: text, as: UTF8.self)
        shape = stride(from: 0, to: lengths.count, by: 4).map {
            MATLABFile.number(lengths[$0..<$0 + 4], part.isBigEndian)
        }
        // Classes 6 to 15 are arrays of numbers; bit 11 says that they are complex.
        guard (6...15).contains(word & 0xFF), word & 0x0800 == 0 else {
            numbers = nil
            return
        }
        let tag = try reader.tag()
        numbers = (tag.type, tag.count)
    }

    /// The numbers as rows.
    ///
    /// - Throws: ``Failure``: there are none, or not as many as `rows` says.
    func rows(of rows: [Int]) throws(Failure) -> RecordStream {
        let shown = "\(stream.name), \(quoted(name))"
        let elements: [Int: ArrayElement] = [
            1: ArrayElement(.signed, width: 1), 2: .byte,
            3: ArrayElement(.signed, width: 2, isBigEndian: isBigEndian),
            4: ArrayElement(.unsigned, width: 2, isBigEndian: isBigEndian),
            5: ArrayElement(.signed, width: 4, isBigEndian: isBigEndian),
            6: ArrayElement(.unsigned, width: 4, isBigEndian: isBigEndian),
            7: ArrayElement(.float, width: 4, isBigEndian: isBigEndian),
            9: ArrayElement(.float, width: 8, isBigEndian: isBigEndian),
            12: ArrayElement(.signed, width: 8, isBigEndian: isBigEndian),
            13: ArrayElement(.unsigned, width: 8, isBigEndian: isBigEndian),
        ]
        guard let numbers, let element = elements[numbers.type] else {
            throw .invalid("\(shown) is no array of real numbers")
        }
        let bytes = try ArraySize.of(rows, width: element.width, shown).bytes
        guard bytes == numbers.bytes else {
            throw .invalid(
                "\(shown): shape \(shape) needs \(bytes) bytes; there are \(numbers.bytes)"
            )
        }
        return try RecordStream(stream, shape: rows, element: element, padding: 7)
    }
}

/// Takes the parts of a variable apart.
private struct MATLABReader {
    let stream: ByteStream
    let isBigEndian: Bool

    private static let contentLimit = 4096

    /// The type and the bytes of what follows; of at most 4 bytes they stand in the tag.
    private func wideTag() throws(Failure) -> (type: Int, count: Int, isSmall: Bool) {
        let bytes = try stream.read(4, of: "a tag")
        let word = MATLABFile.number(bytes[...], isBigEndian)
        if word >> 16 != 0 { return (word & 0xFFFF, word >> 16, true) }
        let count = MATLABFile.number(try stream.read(4, of: "a tag")[...], isBigEndian)
        return (word, count, false)
    }

    /// The type and the bytes of what follows.
    func tag() throws(Failure) -> (type: Int, count: Int) {
        let tag = try wideTag()
        guard !tag.isSmall || tag.count <= 4 else {
            throw .invalid("\(stream.name): a tag of \(tag.count) bytes where at most 4 may be")
        }
        return (tag.type, tag.count)
    }

    /// A part of the header, which must have this type.
    func content(of type: Int, _ what: String) throws(Failure) -> [UInt8] {
        let tag = try wideTag()
        guard tag.type == type, tag.count <= (tag.isSmall ? 4 : Self.contentLimit) else {
            throw .invalid(
                "\(stream.name): expected \(what) of a variable, type \(type) and at most "
                    + "\(Self.contentLimit) bytes; got type \(tag.type) and \(tag.count) bytes"
            )
        }
        let padded = tag.isSmall ? 4 : (tag.count + 7) / 8 * 8
        return Array(try stream.read(padded, of: what).prefix(tag.count))
    }
}
