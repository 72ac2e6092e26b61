import Domain
import Foundation
import InputFiles
import Testing

@Suite("Pickled clips are read as USB has them, and no pickle runs anything")
struct SoundRecordTests {
    private struct Row: Decodable {
        var label: Int
        var samples: [Int]
    }

    private static let folder = URL(filePath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().appending(path: "Sounds/usb")
    private static let audio = AudioSpecification(takesSilence: true)

    /// What each record of a pickle comes to, or why the file is refused.
    private func read(
        _ bytes: [UInt8],
        classes: [String] = [],
        _ audio: AudioSpecification = audio
    ) -> [String] {
        var lines: [String] = []
        do {
            var file = try SoundRecordExamples(
                bytes: bytes,
                path: "d/train.pkl",
                specification: .audio(audio),
                classes: classes
            )
            while let outcome = try file.next() {
                switch outcome {
                case .row(let row): lines.append("\(row.place.row) \(row.label) \(row.bytes.count)")
                case .refused(let place, let reason): lines.append("\(place): \(reason)")
                }
            }
        } catch {
            lines.append("refused: \(error.message)")
        }
        return lines
    }

    @Test("Golden: what Python pickles by three protocols, with labels of four types")
    func golden() throws {
        let text = try Data(contentsOf: Self.folder.appending(path: "expected.json"))
        let files = try JSONDecoder().decode([String: [Row]].self, from: text)
        #expect(files.count == 12)
        let classes = ["a", "b", "c"]
        for (name, rows) in files {
            var file = try SoundRecordExamples(
                path: Self.folder.appending(path: name).path,
                specification: .audio(Self.audio),
                classes: classes
            )
            for (number, expected) in rows.enumerated() {
                guard case .row(let row)? = try file.next() else {
                    Issue.record("row \(number) of \(name)")
                    break
                }
                let bytes = SoundFixtures.pcm16(expected.samples.map { Float($0) / 32_768 })
                #expect(row.bytes == bytes && row.label == classes[expected.label], "\(name)")
                #expect(row.place.id == "\(name):\(number)" && row.group.isEmpty)
            }
            var rest = 0
            while case .row? = try file.next() { rest += 1 }
            #expect(rest == (name == "int4.pkl" ? 999 : 0), "\(name)")
        }
    }

    @Test("Names beside the file are those of the indices, where the project has them")
    func names() throws {
        let folder = TestFolder()
        defer { folder.remove() }
        try folder.put(
            "train.pkl",
            [UInt8](Data(contentsOf: Self.folder.appending(path: "int5.pkl")))
        )
        try folder.put("id2label.json", #"{"0": "dog", "1": "cat", "2": "cow"}"#)
        func labels(_ classes: [String]) throws -> [String] {
            var file = try SoundRecordExamples(
                path: folder.place.appending(path: "train.pkl").path,
                specification: .audio(Self.audio),
                classes: classes
            )
            var labels: [String] = []
            while let outcome = try file.next() {
                if case .row(let row) = outcome {
                    labels.append(row.label)
                } else {
                    labels.append("?")
                }
            }
            return labels
        }
        #expect(try labels(["cat", "cow", "dog"]) == ["dog", "cat", "cow", "dog"])
        #expect(try labels(["cat", "cow"]) == ["?", "cat", "cow", "?"])
        #expect(try labels(["x", "y", "z"]) == ["x", "y", "z", "x"])
        #expect(try labels([]) == ["dog", "cat", "cow", "dog"])
        try folder.put("id2label.json", "[3]")
        #expect(throws: Failure.self) { try labels([]) }
    }

    @Test("Another rate is made of the samples, and the project's limits hold")
    func rates() throws {
        let file = [UInt8](try Data(contentsOf: Self.folder.appending(path: "int4.pkl")))
        let lines = read(file, AudioSpecification(sampleRate: 8_000, takesSilence: true))
        #expect(lines.count == 1_003 && lines[0] == "0 0 20", "\(lines[0])")
        var audio = AudioSpecification(sampleRate: 16_000, maxSeconds: 0.01)
        audio.tooLong = .refuse
        audio.maxSeconds = 0.000625
        #expect(
            read(file, audio)[0].contains("a clip has at most 10 samples"),
            "\(read(file, audio)[0])"
        )
    }

    private func text(_ text: String) -> [UInt8] {
        [0x8C, UInt8(text.utf8.count)] + Array(text.utf8)
    }

    private func pickle(_ body: [UInt8]) -> [UInt8] {
        [0x80, 4, UInt8(ascii: "}")] + body + [0x2E]
    }

    @Test("A pickle that calls, refers, nests or ends otherwise is refused, and nothing runs")
    func refusals() throws {
        let call = Array("cposix\nsystem\n".utf8) + text("touch /tmp/x") + [0x85, 0x52]
        let call4 = text("posix") + text("system") + [0x93] + text("touch /tmp/x") + [0x85, 0x52]
        let inner: [UInt8] = [0x7D, 0x28] + text("label") + [0x4B, 1, 0x75]
        for (body, words) in [
            (call, "a call of a function, which is not made"),
            (call4, "a call of a function, which is not made"),
            ([0x28] + text("a") + call + [0x75], "a call of a function"),
            ([0x6A, 0, 0, 0, 0], "value 0 is referred to"),
            ([0x94, 0x68, 0], "value 0 is referred to"),
            ([0x28] + text("a") + [0x4B, 3, 0x75], "an entry that is no dictionary with items"),
            ([0x28] + text("a") + [0x75], "items of no dictionary"),
            ([0x75], "no mark"), ([0x73], "a value is missing"), ([0x4B, 1], "the end of another"),
            ([0x28] + text("a") + [0x7D, 0x28, 0x4B, 1, 0x4B, 1, 0x75], "a key that is no text"),
            (
                [0x28] + text("a") + inner + Array(inner.dropFirst()) + [0x75],
                "or of one that is complete"
            ),
            ([0x29, 0x85], "a tuple of others"), ([0x63, 0x61], "the file ends"),
            ([0x8E, 0, 0, 0, 0, 0, 0, 0, 0x80], "a length of over 2^62"),
            ([0x8E, 0, 0, 0, 0, 0, 0, 0, 1], "a value of 72057594037927936 bytes"),
            ([0x58, 1, 0, 0, 0, 0xFF], "a text that is not UTF-8"), ([0x5D], "operation 93"),
            ([0x80, 2], "protocol 2"), ([0x2E], "more behind the end"),
        ] as [([UInt8], String)] {
            let lines = read(pickle(body))
            #expect(
                lines.last?.hasPrefix("refused: d/train.pkl, before byte ") == true
                    && lines.last?.contains(words) == true,
                "\(words): \(lines)"
            )
        }
        #expect(
            read([]) == [
                "refused: d/train.pkl, before byte 0: the file ends; expected a pickled dictionary of dictionaries, "
                    + "of texts, whole numbers and bytes, by protocol 3 to 5"
            ]
        )
        #expect(read(pickle([])) == [])
        let good = try Data(contentsOf: Self.folder.appending(path: "int5.pkl"))
        #expect(read(Array(good.prefix(600))).last?.contains("the file ends") == true)
    }

    @Test("Records that are no example are refused where they are")
    func records() throws {
        func record(_ items: [UInt8]) -> [UInt8] {
            pickle([0x28] + text("0") + [0x7D, 0x28] + items + [0x75, 0x75])
        }
        func array(_ type: String, _ shape: String, _ bytes: [UInt8]) -> [UInt8] {
            let header = "{'descr': '\(type)', 'fortran_order': False, 'shape': \(shape), }\n"
            let file =
                [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(header.utf8.count), 0]
                + Array(header.utf8)
            return text("wav") + [0x43, UInt8((file + bytes).count)] + file + bytes
        }
        let half: [UInt8] = [0, 0, 0, 0x3F]
        let label = text("label")
        for (items, words) in [
            (array("<f4", "(1,)", half) + label + [0x4B, 1], "0 b 2"),
            (array("<f4", "(1,)", half) + label + text("b"), "0 b 2"),
            (array("<f4", "(1,)", half) + label + text("1"), "0 b 2"),
            (array("<f4", "(1,)", half) + label + [0x4E], "0  2"),
            (array("<f4", "(1,)", half), "0  2"),
            (label + [0x4B, 1], "d/train.pkl, row 0: no \"wav\", the bytes of an array"),
            (array("<f4", "(1,)", half) + label + [0x4B, 2], "d/train.pkl, row 0: no class 2"),
            (
                array("<f4", "(1,)", half) + label + [0x29],
                "d/train.pkl, row 0: \"label\" is the index"
            ),
            (
                array("<f4", "(1, 1)", half),
                "d/train.pkl, row 0: \"wav\" is an array of floats, [samples]"
            ),
            (array("<f4", "(0,)", []), "d/train.pkl, row 0: \"wav\" is an array of floats"),
            (array("<i4", "(1,)", half), "d/train.pkl, row 0: \"wav\" is an array of floats"),
            (array("<f4", "(2,)", half), "d/train.pkl, row 0: \"wav\": shape [2] needs 8 bytes"),
            (array("<f4", "(1,)", [0, 0, 0xC0, 0x7F]), "d/train.pkl, row 0: sample 0 is nan"),
            (text("wav") + [0x43, 2, 1, 2], "d/train.pkl, row 0: \"wav\" is not a .npy file"),
        ] {
            let lines = read(record(items), classes: ["a", "b"])
            #expect(lines.count == 1 && lines[0].hasPrefix(words), "\(words): \(lines)")
        }
    }

    @Test("However the bytes are changed, nothing traps")
    func anything() throws {
        let file = [UInt8](try Data(contentsOf: Self.folder.appending(path: "numpy4.pkl")))
        var generator = SeededGenerator(seed: 3)
        for _ in 0..<3_000 {
            var changed = file
            for _ in 0...generator.below(6) {
                changed[generator.below(changed.count)] = UInt8(generator.below(256))
            }
            _ = read(changed)
        }
    }
}
