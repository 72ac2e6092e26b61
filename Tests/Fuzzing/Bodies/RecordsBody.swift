import Domain
import InputFiles

/// Files of data sets whose rows are numbers of one shape; the properties are those of ``InputFilesBody``.
enum RecordsBody {
    // MARK: Inputs to begin with

    static let idxSeeds: [[UInt8]] = {
        let files: [[UInt8]] = [
            idxFile(8, [2, 1], 2), idxFile(8, [1, 2], 2), idxFile(8, [1, 2, 1, 2], 4),
            idxFile(8, [1, 1, 2], 2), idxFile(11, [1, 1], 2), idxFile(12, [1, 2], 8),
            idxFile(13, [1, 1], 4), idxFile(14, [1, 1], 8), idxFile(9, [0, 1], 0),
            idxFile(8, [255, 1], 3),
        ]
        let labels = idxFile(8, [1], 1)
        return files.flatMap { file in
            let length = [UInt8(file.count >> 8), UInt8(file.count & 255)]
            return every { options in [options] + length + file + labels }
        }
    }()

    static let cifarSeeds: [[UInt8]] = (0..<64).map { (options: UInt8) -> [UInt8] in
        [options, options & 3, 0, 0, 1, 2, 254, 255]
    }

    static let npzSeeds: [[UInt8]] = {
        let archives: [[(name: String, bytes: [UInt8])]] = [
            [("x.npy", InputFilesBody.npy("|u1", "(1, 2)", 2))],
            [
                ("images.npy", InputFilesBody.npy("|u1", "(1, 2, 1, 2)", 4)),
                ("labels.npy", InputFilesBody.npy("<i4", "(1,)", 4)),
            ],
            [
                ("arr_0.npy", InputFilesBody.npy("<f4", "(2, 1)", 8)),
                ("arr_1.npy", InputFilesBody.npy("<U3", "(2,)", 24)),
            ],
            [("x.npy", InputFilesBody.npy(">f8", "(1,)", 8)), ("readme", Array("text".utf8))],
        ]
        return archives.flatMap { members in
            let file = archive(members)
            return every { options in [options] + file }
        }
    }()

    static let matSeeds: [[UInt8]] = {
        let float: [UInt8] = [0, 0, 0, 0, 0, 0, 0xF0, 0x3F]
        let files: [[UInt8]] = [
            variable("X", [1, 2, 1, 1], 9, 2, [3, 4]) + variable("y", [1, 1], 9, 2, [1]),
            variable("X", [2, 1, 2, 1], 9, 2, [1, 2, 3, 4]) + variable("y", [1, 1], 6, 9, float),
            variable("y", [1, 1], 6, 2, [10]) + variable("X", [1, 1, 1, 1], 6, 9, float),
            variable("X", [1, 1, 1], 11, 4, [1, 0]) + variable("y", [1, 1], 9, 2, [10]),
            variable("other", [1, 4], 4, 2, [65, 66, 67, 68]),
        ]
        return files.flatMap { file in
            every { options in [options] + (options & 4 == 0 ? [] : header) + file }
        }
    }()

    /// A seed for each of the first options.
    private static func every(_ seed: (UInt8) -> [UInt8]) -> [[UInt8]] {
        (0..<16).map { (options: UInt8) -> [UInt8] in seed(options) }
    }

    private static func idxFile(_ type: UInt8, _ shape: [UInt8], _ count: Int) -> [UInt8] {
        var bytes: [UInt8] = [0, 0, type, UInt8(shape.count)]
        for length in shape { bytes += [0, 0, 0, length] }
        bytes += (0..<count).map { UInt8($0) }
        return bytes
    }

    private static func little(_ number: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
    }

    /// An archive of stored members, whose checksums are 0.
    private static func archive(_ members: [(name: String, bytes: [UInt8])]) -> [UInt8] {
        var (file, directory): ([UInt8], [UInt8]) = ([], [])
        for (name, bytes) in members {
            var numbers = little(0, 4)
            numbers += little(bytes.count, 4)
            numbers += little(bytes.count, 4)
            numbers += little(name.utf8.count, 2)
            numbers += [0, 0]
            directory += [0x50, 0x4B, 1, 2, 20, 0, 20, 0, 0, 0, 0, 0, 0, 0, 0, 0]
            directory += numbers
            directory += [UInt8](repeating: 0, count: 10)
            directory += little(file.count, 4)
            directory += Array(name.utf8)
            file += [0x50, 0x4B, 3, 4, 20, 0, 0, 0, 0, 0, 0, 0, 0, 0]
            file += numbers
            file += Array(name.utf8)
            file += bytes
        }
        let start = file.count
        file += directory
        file += [0x50, 0x4B, 5, 6, 0, 0, 0, 0]
        file += little(members.count, 2)
        file += little(members.count, 2)
        file += little(directory.count, 4)
        file += little(start, 4)
        file += [0, 0]
        return file
    }

    private static let header: [UInt8] = {
        var bytes = Array("MATLAB 5.0 MAT-file".utf8)
        bytes += [UInt8](repeating: 32, count: 105)
        bytes += [0, 1]
        bytes += Array("IM".utf8)
        return bytes
    }()

    private static func part(_ type: Int, _ bytes: [UInt8]) -> [UInt8] {
        var part = little(type, 4)
        part += little(bytes.count, 4)
        part += bytes
        part += [UInt8](repeating: 0, count: (8 - bytes.count % 8) % 8)
        return part
    }

    private static func variable(
        _ name: String,
        _ shape: [Int],
        _ kind: Int,
        _ type: Int,
        _ bytes: [UInt8]
    ) -> [UInt8] {
        var parts = part(6, little(kind, 8))
        parts += part(5, shape.flatMap { little($0, 4) })
        parts += part(1, Array(name.utf8))
        parts += part(type, bytes)
        return part(14, parts)
    }

    // MARK: Bodies

    /// Bits of the first byte: specification, resizing; then the length of a file, that file, and one of labels.
    static func idx(_ reader: inout InputReader) throws {
        let options = Int(reader.byte())
        let file = reader.take(reader.number())
        let labels = reader.rest()
        try check(file, labels.isEmpty ? nil : labels, RecordOptions(.idx), options)
    }

    /// Bits of the first byte: specification, resizing, format; then rows, bytes more, and what all bytes are.
    static func cifar(_ reader: inout InputReader) throws {
        let options = Int(reader.byte())
        let formats: [RecordFormat] = [.cifar10, .cifar100, .cifar100Coarse, .stl10]
        let format = formats[options >> 4 & 3]
        let rows = Int(reader.byte() & 3)
        let more = Int(reader.byte() & 1)
        let bytes = reader.rest()
        let length = [3073, 3074, 3074, 27_648][options >> 4 & 3] * rows + more
        let file: [UInt8] = (0..<length).map { bytes.isEmpty ? 0 : bytes[$0 % bytes.count] }
        let labels = format == .stl10 && options & 128 != 0 ? Array(file.prefix(rows)) : nil
        try check(file, labels, RecordOptions(format), options)
    }

    /// Bits of the first byte: specification, resizing; then the archive.
    static func npz(_ reader: inout InputReader) throws {
        let options = Int(reader.byte())
        try check(reader.rest(), nil, RecordOptions(.npz), options)
    }

    /// Bits of the first byte: specification, whether the file has its header; then the file.
    static func mat(_ reader: inout InputReader) throws {
        let options = Int(reader.byte())
        let file = reader.rest()
        try check(options & 4 == 0 ? header + file : file, nil, RecordOptions(.svhn), options)
    }

    private static func check(
        _ file: [UInt8],
        _ labels: [UInt8]?,
        _ options: RecordOptions,
        _ bits: Int
    ) throws {
        let specification = InputFilesBody.specifications[bits & 3]
        guard
            var rows = try InputFilesBody.refusing({
                try RecordExamples(
                    BinaryFile(bytes: file, path: "f"),
                    labels: labels.map { BinaryFile(bytes: $0, path: "l") },
                    options: options,
                    specification: specification,
                    classes: InputFilesBody.classes,
                    resizing: bits & 8 == 0 ? nil : .stretch
                )
            })
        else { return }
        var checker = InputFilesBody.Checker(specification)
        while let outcome = try InputFilesBody.refusing({ try rows.next() }) ?? nil {
            try checker.check(outcome)
        }
    }
}
