import Domain
import Foundation
import InputFiles
import Testing

@Suite("What is wrong with a data set's file is said with what was expected")
struct RecordRefusalTests {
    private static let input = RecordFixtures.all.input

    private func words(_ bytes: [UInt8], _ options: RecordOptions) -> String {
        #expect(throws: Failure.self) {
            try records(bytes, options, Self.input)
        }?.message ?? ""
    }

    @Test("Headers of IDX")
    func idx() {
        let options = RecordOptions(.idx)
        #expect(words([0, 0, 7, 1, 0, 0, 0, 0], options).contains("is no IDX file"))
        #expect(words([0, 0, 8, 9] + [UInt8](repeating: 0, count: 40), options).contains("axes"))
        #expect(words([0, 0, 8, 1, 0, 0, 0, 9, 1], options).contains("needs 9 bytes; there are 1"))
        let large = [0, 0, 14, 3] + [UInt8](repeating: 255, count: 12)
        #expect(words(large, options).contains("too large"))
        #expect(words([0x1F, 0x8B, 8, 0, 0], options).contains("a.bin"))
        #expect(words([], options).contains("ends in its header"))
    }

    @Test("Arrays of an archive that are not there, or cannot be told apart")
    func arrays() throws {
        let file = try RecordFixtures.file("stored-other.npz")
        let bytes = [UInt8](file.file)
        var options = file.options
        options.inputArray = "train_image"
        let missing = words(bytes, options)
        #expect(missing.contains(#"no array "train_image""#), "\(missing)")
        #expect(missing.contains("train_images"), "\(missing)")
        options.inputArray = "other"
        options.labelArray = "other"
        #expect(words(bytes, options).contains("at once"))
        options.labelArray = nil
        #expect(words(bytes, options).contains("a.bin, other.npy has rows of shape []"))
        options = file.options
        options.inputArray = "train_images"
        options.labelArray = "other"
        let rows = try examples(records(bytes, options, Self.input))
        #expect(rows.map(\.label) == RecordFixtures.all.labels.map { "\($0)" })
    }

    @Test("What is no archive, and no MATLAB file of level 5")
    func others() throws {
        #expect(words([], RecordOptions(.npz)).contains("no ZIP archive"))
        #expect(words([UInt8](repeating: 0, count: 99), RecordOptions(.npz)).contains("no ZIP"))
        let empty = [0x50, 0x4B, 5, 6] + [UInt8](repeating: 0, count: 18)
        #expect(words(empty, RecordOptions(.npz)).contains("has no arrays"))
        let svhn = RecordOptions(.svhn)
        #expect(words(Array("MATLAB 7.3 MAT-file".utf8), svhn).contains("HDF5"))
        #expect(words([UInt8](repeating: 0, count: 200), svhn).contains("level 5"))
        var options = svhn
        options.inputArray = "Y"
        let file = try RecordFixtures.file("other.mat")
        let missing = words([UInt8](file.file), options)
        #expect(
            missing.contains(#"no variable "Y"; it has "note", "y", "more", "X""#),
            "\(missing)"
        )
        options.inputArray = "note"
        #expect(words([UInt8](file.file), options).contains("no array of real numbers"))
        options.inputArray = "y"
        #expect(words([UInt8](file.file), options).contains("at once"))
    }

    @Test("A member whose bytes are not those that were written is refused at its end")
    func checksum() throws {
        let file = try RecordFixtures.file("stored.npz")
        var bytes = [UInt8](file.file)
        let image = [UInt8](RecordFixtures.all.images[2])
        let place = try #require(bytes.firstRange(of: image)?.lowerBound)
        bytes[place] ^= 1
        #expect(words(bytes, file.options).contains("is damaged: its checksum"))
    }

    @Test("Standard input and folders are no files that are read at several places")
    func places() {
        for path in ["-", "/", "/dev/null"] {
            #expect(throws: Failure.self) { try BinaryFile(path: path) }
        }
    }
}
