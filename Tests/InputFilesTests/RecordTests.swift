import Compression
import Domain
import Foundation
import InputFiles
import Testing

@Suite("Files of data sets give the images and labels that were written")
struct RecordTests {
    private static let all = RecordFixtures.all

    @Test("Every file of NumPy and SciPy, and of IDX", arguments: RecordFixtures.all.files)
    func fixtures(file: RecordFixtures.File) throws {
        let outcomes = try records(
            [UInt8](file.file),
            labels: file.labels.map { [UInt8]($0) },
            file.options,
            Self.all.input
        )
        let rows = examples(outcomes)
        #expect(rows.count == outcomes.count)
        #expect(rows.map { Data($0.bytes) } == Self.all.images)
        #expect(rows.map(\.label) == Self.all.labels.map { "\($0)" })
        #expect(rows.map(\.place.row) == Array(0..<5))
        #expect(rows.first?.place.description == "a.bin, row 0")
    }

    @Test("There are fixtures") func count() { #expect(RecordFixtures.all.files.count == 15) }

    @Test("A file that ends early is refused, wherever", arguments: RecordFixtures.all.files)
    func truncated(file: RecordFixtures.File) throws {
        let bytes = [UInt8](file.file)
        for count in bytes.indices {
            #expect(throws: Failure.self, "\(count) of \(bytes.count) bytes") {
                try records(
                    Array(bytes[..<count]),
                    labels: file.labels.map { [UInt8]($0) },
                    file.options,
                    Self.all.input
                )
            }
        }
        guard let labels = file.labels.map({ [UInt8]($0) }) else { return }
        for count in labels.indices {
            #expect(throws: Failure.self, "\(count) of \(labels.count) bytes of labels") {
                try records(bytes, labels: Array(labels[..<count]), file.options, Self.all.input)
            }
        }
    }

    @Test(
        "A changed byte never traps, and what has a checksum is refused",
        arguments: [
            "uint8.idx", "a.idx.gz", "stored.npz", "deflated.npz", "stored.mat", "deflated.mat",
        ]
    )
    func changed(name: String) throws {
        let file = try RecordFixtures.file(name)
        for index in file.file.indices {
            for change: UInt8 in [0x01, 0x80, 0xFF] {
                var bytes = [UInt8](file.file)
                bytes[index] ^= change
                let rows = try? records(
                    bytes,
                    labels: file.labels.map { [UInt8]($0) },
                    file.options,
                    Self.all.input
                )
                guard let rows, name.hasSuffix(".npz") || name == "deflated.mat" else { continue }
                // What is left are dates and other words without a use here.
                #expect(examples(rows).map { Data($0.bytes) } == Self.all.images, "byte \(index)")
            }
        }
    }

    /// A value that differs in every plane, row and column.
    private static func pixel(_ image: Int, _ row: Int, _ column: Int, _ channel: Int) -> UInt8 {
        UInt8(truncatingIfNeeded: image * 101 + row * 7 + column * 3 + channel * 89)
    }

    private static func upright(_ image: Int, _ side: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        for row in 0..<side {
            for column in 0..<side {
                bytes += (0..<3).map { pixel(image, row, column, $0) }
            }
        }
        return bytes
    }

    private static func input(_ side: Int) -> InputSpecification {
        .image(ImageSpecification(height: side, width: side, channels: 3))
    }

    @Test("CIFAR: planes row by row, and its fine or coarse label")
    func cifar() throws {
        func file(_ labels: [[UInt8]]) -> [UInt8] {
            var bytes: [UInt8] = []
            for (image, labels) in labels.enumerated() {
                bytes += labels
                for channel in 0..<3 {
                    for row in 0..<32 {
                        bytes += (0..<32).map { Self.pixel(image, row, $0, channel) }
                    }
                }
            }
            return bytes
        }
        let classes = (0..<100).map { "class \($0)" }
        let ten = try examples(
            records(file([[9], [0]]), RecordOptions(.cifar10), Self.input(32))
        )
        #expect(ten.map(\.bytes) == [Self.upright(0, 32), Self.upright(1, 32)])
        #expect(ten.map(\.label) == ["9", "0"])
        for (format, expected) in [
            (RecordFormat.cifar100, ["class 99", "class 50"]),
            (.cifar100Coarse, ["class 19", "class 3"]),
        ] {
            let rows = try examples(
                records(
                    file([[19, 99], [3, 50]]),
                    RecordOptions(format),
                    Self.input(32),
                    classes: classes
                )
            )
            #expect(rows.map(\.bytes) == [Self.upright(0, 32), Self.upright(1, 32)])
            #expect(rows.map(\.label) == expected)
        }
        // A label that is no class is refused alone.
        let outcomes = try records(
            file([[1], [200], [2]]),
            RecordOptions(.cifar10),
            Self.input(32)
        )
        #expect(examples(outcomes).map(\.label) == ["1", "2"])
        guard case .refused(let place, let reason) = outcomes[1] else {
            Issue.record("label 200 is read")
            return
        }
        #expect(place.row == 1 && reason.contains("no class 200: the project has 10"))
        for bytes in [file([[1]]).dropLast(), [], file([[1]]) + [0]] {
            let problem = #expect(throws: Failure.self) {
                try records(Array(bytes), RecordOptions(.cifar10), Self.input(32))
            }
            #expect(problem?.message.contains("expected rows of 3073 bytes") == true)
        }
    }

    @Test("STL-10: planes column by column, labels from 1 in a file of their own or none")
    func stl() throws {
        var file: [UInt8] = []
        for image in 0..<2 {
            for channel in 0..<3 {
                for column in 0..<96 {
                    file += (0..<96).map { Self.pixel(image, $0, column, channel) }
                }
            }
        }
        let names = ["airplane", "bird", "car"]
        let options = RecordOptions(.stl10)
        let rows = try examples(
            records(file, labels: [3, 1], options, Self.input(96), classes: names)
        )
        #expect(rows.map(\.bytes) == [Self.upright(0, 96), Self.upright(1, 96)])
        #expect(rows.map(\.label) == ["car", "airplane"])
        let unlabeled = try examples(records(file, options, Self.input(96), classes: names))
        #expect(unlabeled.map(\.label) == ["", ""])
        let refused = try records(file, labels: [0, 4], options, Self.input(96), classes: names)
        #expect(refused.count == 2 && examples(refused).isEmpty)
        let problem = #expect(throws: Failure.self) {
            try records(file, labels: [1, 2, 3], options, Self.input(96), classes: names)
        }
        #expect(problem?.message.contains("labels has shape [3, 1]; expected [2]") == true)
    }

    @Test(
        "Images of another size or number of channels are made the project's, as those of files are"
    )
    func resizing() throws {
        let file = try RecordFixtures.file("uint8.idx")
        let bytes = [UInt8](file.file)
        let small = InputSpecification.image(ImageSpecification(height: 2, width: 2, channels: 1))
        let problem = #expect(throws: Failure.self) { try records(bytes, file.options, small) }
        #expect(problem?.message.contains("4 x 3 pixels (height x width)") == true)
        let rows = try examples(records(bytes, file.options, small, resizing: .stretch))
        #expect(rows.count == 5 && rows.allSatisfy { $0.bytes.count == 4 })
        let vector = try examples(
            records(bytes, file.options, .vector(dimension: 36))
        )
        #expect(
            InputSpecification.float(in: vector[0].bytes, at: 5) == Float(Self.all.images[0][5])
        )
        #expect(throws: Failure.self) {
            try records(bytes, file.options, .vector(dimension: 35))
        }
    }

    @Test("What lies beside a file under the name that goes with its own has its labels")
    func beside() throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "records-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let fixture = try RecordFixtures.file("uint8.idx")
        func read(_ name: String) throws -> [InputRow] {
            let path = folder.appending(path: name).path
            guard case .records(let format) = try InputFileKind(of: path) else {
                throw Failure.invalid("\(name) is of no format")
            }
            var rows = try RecordExamples(
                path: path,
                options: RecordOptions(format),
                specification: Self.all.input,
                classes: digits,
                resizing: nil
            )
            var found: [InputRow] = []
            while let outcome = try rows.next() { found += examples([outcome]) }
            return found
        }
        let name = "train-images-idx3-ubyte"
        try fixture.file.write(to: folder.appending(path: name))
        #expect(try read(name).allSatisfy { $0.label.isEmpty })
        let packed = try Compression.deflate([UInt8](fixture.labels ?? Data()), .gzip)
        try Data(packed).write(to: folder.appending(path: "train-labels-idx1-ubyte.gz"))
        #expect(try read(name).map(\.label) == Self.all.labels.map { "\($0)" })
        #expect(try read(name).first?.place.id == "\(name):0")
        #expect(throws: Failure.self) { try read("missing.idx") }
    }

    @Test("Rows of many pieces that were compressed a thousandfold come out whole")
    func pieces() throws {
        let rows = 300
        let header: [UInt8] = [
            0, 0, 8, 2, 0, 0, UInt8(rows >> 8), UInt8(rows & 255), 0, 0, 0x10, 0,
        ]
        let body = (0..<rows).flatMap { [UInt8](repeating: UInt8($0 / 100), count: 4096) }
        let packed = try Compression.deflate(header + body, .gzip)
        #expect(packed.count < 6000)
        let found = try examples(
            records(packed, RecordOptions(.idx), .vector(dimension: 4096))
        )
        #expect(found.count == rows)
        #expect(
            found.indices.allSatisfy { row in
                InputSpecification.float(in: found[row].bytes, at: 4095) == Float(row / 100)
            }
        )
        #expect(throws: Failure.self) {
            try records(Array(packed.dropLast()), RecordOptions(.idx), .vector(dimension: 4096))
        }
    }

    @Test(
        "The kind of a file is told by its name, or said",
        arguments: [
            ("t10k-images-idx3-ubyte.gz", RecordFormat.idx), ("train-images.idx3-ubyte", .idx),
            ("a.idx", .idx), ("cifar/data_batch_3.bin", .cifar10), ("test_batch.bin", .cifar10),
            ("train.bin", .cifar100), ("stl10_binary/train_X.bin", .stl10),
            ("unlabeled_X.bin", .stl10), ("train_32x32.mat", .svhn), ("mnist.npz", .npz),
        ]
    )
    func kinds(path: String, format: RecordFormat) throws {
        #expect(try InputFileKind(path: path, start: []) == .records(format))
        #expect(try InputFileKind(of: "a", named: format.rawValue) == .records(format))
    }

    @Test("A name that says no format is refused with the formats")
    func noKind() throws {
        let problem = #expect(throws: Failure.self) {
            try InputFileKind(path: "other.bin", start: [])
        }
        #expect(problem?.message.contains("--format cifar10") == true)
        let named = #expect(throws: Failure.self) { try InputFileKind(of: "a", named: "cifra10") }
        #expect(named?.message.contains("cifar10") == true)
        #expect(try InputFileKind(of: "a", named: "images") == .image)
        #expect(try InputFileKind(of: "/", named: "images") == .folder)
    }
}
