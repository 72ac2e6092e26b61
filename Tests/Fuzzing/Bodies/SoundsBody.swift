import Domain
import InputFiles
import SoundFiles

/// Files of sound: whatever the bytes, what is read is a clip of the project's, and is the same again.
enum SoundsBody {
    /// The most frames that are decoded, so that an input takes no second.
    private static let frameLimit = 1 << 12

    static let seeds: [[UInt8]] = {
        let formats: [(kind: UInt8, bytes: UInt8)] = [
            (1, 1), (1, 2), (1, 3), (3, 4), (6, 1), (7, 1), (17, 1),
        ]
        return formats.flatMap { kind, bytes in
            (0..<8).map { (options: UInt8) -> [UInt8] in
                [options] + wav(kind, channels: 1 + options % 2, bytes)
            }
        }
    }()

    /// A dictionary of clips, by the operations that Python uses.
    static let recordSeeds: [[UInt8]] = {
        func text(_ text: String) -> [UInt8] {
            [0x8C, UInt8(text.utf8.count)] + Array(text.utf8) + [0x94]
        }
        let arrays = [
            ("<f4", "(2,)", 8), ("<f8", "(1,)", 8), (">f4", "(2,)", 8), ("<i2", "(2,)", 4),
        ]
        let labels: [[UInt8]] = [[0x4B, 1], text("cat"), [0x4E], [0x88]]
        return arrays.flatMap { type, shape, count in
            labels.map { label in
                let array = InputFilesBody.npy(type, shape, count)
                var seed: [UInt8] = [1, 0x80, 4, 0x95, 0, 0, 0, 0, 0, 0, 0, 0, 0x7D, 0x94, 0x28]
                for number in 0..<2 {
                    seed += text("\(number)")
                    seed += [0x7D, 0x94, 0x28]
                    seed += number == 0 ? text("wav") : [0x68, 3]
                    seed += [0x42, UInt8(array.count), 0, 0, 0]
                    seed += array
                    seed += [0x94]
                    seed += text("label")
                    seed += label
                    seed += [0x75]
                }
                return seed + [0x75, 0x2E]
            }
        }
    }()

    private static func wav(_ kind: UInt8, channels: UInt8, _ bytes: UInt8) -> [UInt8] {
        let frame = channels * bytes
        var file = Array("RIFF".utf8)
        file += [100, 0, 0, 0]
        file += Array("WAVEfmt ".utf8)
        file += [16, 0, 0, 0, kind, 0, channels, 0, 0x80, 0x3E, 0, 0, 0x80, 0x3E, 0, 0]
        file += [frame, 0, 8 * bytes, 0]
        file += Array("data".utf8)
        file += [48, 0, 0, 0]
        return file + (0..<48).map { UInt8($0 * 5 & 0x3F) }
    }

    /// What the options' bits say: rate, silence, length.
    private static func specification(_ options: Int) -> AudioSpecification {
        AudioSpecification(
            sampleRate: [16_000, 8_000, 44_100, 1_000][options & 3],
            maxSeconds: 0.05,
            tooLong: options & 4 == 0 ? .cut : .refuse,
            takesSilence: options & 8 == 0
        )
    }

    /// Bits of the first byte: the project's, then whether checksums of OGG are made right; then the file.
    static func file(_ reader: inout InputReader) throws {
        let options = Int(reader.byte())
        var file = reader.rest()
        // A changed byte fails its page's checksum: without this nothing behind it was tried.
        if options & 16 == 0 { repairChecksums(&file) }
        let audio = specification(options)
        let encoder = try SoundEncoder(specification: .audio(audio))
        let found = try InputFilesBody.refusing {
            try SoundReader.clip(file, frameLimit: frameLimit)
        }
        let made = try InputFilesBody.refusing {
            try encoder.bytes(of: file, frameLimit: frameLimit)
        }
        guard let found else {
            return try FuzzFinding.unless(made == nil, "refused, and then read")
        }
        try FuzzFinding.unless(
            (1...frameLimit).contains(found.samples.count) && found.samples.allSatisfy(\.isFinite)
                && SoundReader.sampleRates.contains(found.sampleRate),
            "\(found.samples.count) samples, \(found.sampleRate) a second"
        )
        guard let made else { return }
        do {
            try audio.validate(made.span, field: "clip")
        } catch {
            throw FuzzFinding("a clip that is none: \(error)")
        }
        let again = try InputFilesBody.refusing {
            try encoder.bytes(of: file, frameLimit: frameLimit)
        }
        try FuzzFinding.unless(again == made, "other samples the second time")
    }

    /// Bits of the first byte: the project's; then the pickle.
    static func records(_ reader: inout InputReader) throws {
        let specification = InputSpecification.audio(specification(Int(reader.byte())))
        guard
            var rows = try InputFilesBody.refusing({
                try SoundRecordExamples(
                    bytes: reader.rest(),
                    path: "f",
                    specification: specification,
                    classes: InputFilesBody.classes
                )
            })
        else { return }
        var checker = InputFilesBody.Checker(specification)
        while let outcome = try InputFilesBody.refusing({ try rows.next() }) ?? nil {
            try checker.check(outcome)
        }
    }

    /// Writes the right checksum into each page of OGG, <https://www.rfc-editor.org/rfc/rfc3533>.
    private static func repairChecksums(_ file: inout [UInt8]) {
        var place = 0
        while place <= file.count - 27, file[place..<place + 4].elementsEqual("OggS".utf8) {
            let segments = Int(file[place + 26])
            guard segments <= file.count - place - 27 else { return }
            let length = file[place + 27..<place + 27 + segments].reduce(0) { $0 + Int($1) }
            let end = place + 27 + segments + length
            guard end <= file.count else { return }
            for index in 22..<26 { file[place + index] = 0 }
            var value: UInt32 = 0
            for byte in file[place..<end] {
                value = table[Int(UInt8(truncatingIfNeeded: value >> 24) ^ byte)] ^ value << 8
            }
            for index in 0..<4 {
                file[place + 22 + index] = UInt8(truncatingIfNeeded: value >> (8 * UInt32(index)))
            }
            place = end
        }
    }

    private static let table: [UInt32] = (0..<256).map { index in
        (0..<8).reduce(UInt32(index) << 24) { value, _ in
            value >> 31 == 1 ? value << 1 ^ 0x04C1_1DB7 : value << 1
        }
    }
}
