import Domain
import Foundation
import InputFiles
import Testing

@Suite("Folders of sounds are read by their sub-folders, or as a published data set has them")
struct SoundFolderTests {
    private let folder = TestFolder()
    private let clip = SoundFixtures.wav(data: SoundFixtures.pcm16([0.25, -0.5]))
    private let specification = InputSpecification.audio(AudioSpecification())

    /// Everything that a path came to: `id label group` or the place with the reason.
    private func read(
        _ path: String = "",
        _ layout: SoundLayout? = nil,
        folds: Set<Int>? = nil,
        classes: [String] = ["cat", "dog"]
    ) throws -> [String] {
        var options = SoundOptions(layout)
        options.folds = folds
        var file = try SoundExamples(
            path: path.isEmpty ? folder.path : folder.place.appending(path: path).path,
            options: options,
            specification: specification,
            classes: classes
        )
        var lines: [String] = []
        while let outcome = file.next() {
            switch outcome {
            case .row(let row):
                #expect(row.bytes == [0, 0x20, 0, 0xC0])
                lines.append(
                    "\(row.place.id) \(row.label) \(row.group)".replacing(folder.name, with: "F")
                )
            case .refused(let place, let reason):
                lines.append("\(place): \(reason)".replacing(folder.path + "/", with: ""))
            }
        }
        return lines
    }

    private func refusal(_ path: String, _ layout: SoundLayout?, folds: Set<Int>? = nil) -> String {
        do {
            return try read(path, layout, folds: folds).joined(separator: "\n")
        } catch {
            return ((error as? Failure)?.message ?? "\(error)")
                .replacing(folder.path, with: "F")
        }
    }

    @Test("Sub-folders are classes, files right in it have no label, what is no sound is refused")
    func classes() throws {
        defer { folder.remove() }
        try folder.put("dog/b.wav", clip)
        try folder.put("dog/deep/c.wav", clip)
        try folder.put("cat/a.wav", clip)
        try folder.put("cat/.hidden", clip)
        try folder.put("new.wav", clip)
        try folder.put("notes.txt", "hello")
        try folder.put("dog/song.mp3", Array("ID3".utf8))
        try folder.link("cat/etc", to: "/etc")
        let lines = try read()
        #expect(
            lines == [
                "F/cat/a.wav cat ", "cat/etc: a link out of the folder is not followed",
                "F/dog/b.wav dog ", "F/dog/deep/c.wav dog ",
                "dog/song.mp3: MP3 is not read; sounds that are read: WAV, FLAC, OGG (Vorbis, Opus), AIFF and AU",
                "F/new.wav  ",
                "notes.txt: not a sound; sounds that are read: WAV, FLAC, OGG (Vorbis, Opus), AIFF and AU",
            ],
            "\(lines)"
        )
        #expect(try read("dog/b.wav") == ["b.wav  "])
        #expect(refusal("none.wav", nil).hasPrefix("none.wav: cannot be opened"))
        #expect(throws: Failure.self) {
            try SoundExamples(
                path: folder.path,
                specification: .text(TextSpecification()),
                classes: []
            )
        }
    }

    @Test("ESC-50: classes by the table, recordings as groups, folds that were asked for")
    func esc50() throws {
        defer { folder.remove() }
        try folder.put(
            "meta/esc50.csv",
            """
            filename,fold,target,category,esc10,src_file,take
            1-100032-A-0.wav,1,0,dog,True,100032,A
            1-100032-B-0.wav,1,0,dog,True,100032,B
            2-2-A-5.wav,2,5,cat,True,2,A
            3-3-A-7.wav,3,7,crow,False,3,A
            4-4-A-0.wav,4,0,dog,True,4,A
            ../../../../etc/passwd,1,0,dog,True,4,A
            ..,1,0,dog,True,4,A
            5-5-A-0.wav,x,0,dog,True,5,A
            5-5-A-0.wav,5

            """
        )
        for name in ["1-100032-A-0", "1-100032-B-0", "2-2-A-5", "3-3-A-7"] {
            try folder.put("audio/\(name).wav", clip)
        }
        let lines = try read("", .esc50)
        #expect(
            lines == [
                "F/audio/1-100032-A-0.wav dog 100032", "F/audio/1-100032-B-0.wav dog 100032",
                "F/audio/2-2-A-5.wav cat 2",
                "meta/esc50.csv, line 5: no class \"crow\"; the classes are \"cat\", \"dog\", "
                    + "and a row without a label has an empty field",
                "audio/4-4-A-0.wav: cannot be opened: there is no such file or folder",
                "meta/esc50.csv, line 7: \"../../../../etc/passwd\" is no file's name",
                "audio/..: \"audio/..\" is no file's name",
                "meta/esc50.csv, line 9: a fold is a whole number; got \"x\"",
                "meta/esc50.csv, line 10: no column \"src_file\"; the line has 2",
            ],
            "\(lines)"
        )
        #expect(
            try read("", .esc50, folds: [2, 3], classes: []).prefix(2) == [
                "F/audio/2-2-A-5.wav cat 2", "F/audio/3-3-A-7.wav crow 3",
            ]
        )
        // A class that is called by its number.
        #expect(
            try read("", .esc50, folds: [2], classes: ["0", "5"]).first == "F/audio/2-2-A-5.wav 5 2"
        )
        #expect(
            refusal("audio", .esc50).hasPrefix("F/audio has no meta/esc50.csv; name the folder")
        )
        try folder.put("meta/esc50.csv", "filename,fold\n")
        #expect(
            refusal("", .esc50).contains(
                "has no column \"category\"; it has \"filename\", \"fold\""
            )
        )
    }

    @Test("UrbanSound8K: slices of one recording are one group, in the folder of their fold")
    func urbanSound() throws {
        defer { folder.remove() }
        try folder.put(
            "metadata/UrbanSound8K.csv",
            """
            slice_file_name,fsID,start,end,salience,fold,classID,class
            100032-3-0-0.wav,100032,0.0,0.317551,1,5,3,dog
            100263-2-0-117.wav,100263,58.5,62.5,1,10,2,cat
            100263-2-0-121.wav,100263,60.5,64.5,1,10,2,cat
            """
        )
        try folder.put("audio/fold5/100032-3-0-0.wav", clip)
        try folder.put("audio/fold10/100263-2-0-117.wav", clip)
        try folder.put("audio/fold10/100263-2-0-121.wav", clip)
        let all = [
            "F/audio/fold5/100032-3-0-0.wav dog 100032",
            "F/audio/fold10/100263-2-0-117.wav cat 100263",
            "F/audio/fold10/100263-2-0-121.wav cat 100263",
        ]
        #expect(try read("", .urbansound8k) == all)
        #expect(try read("", .urbansound8k, folds: [10]) == Array(all[1...]))
        #expect(refusal("", .urbansound8k, folds: [1]) == "F holds no sounds of these folds")
    }

    @Test("Spoken digits: label and speaker by the name")
    func spokenDigits() throws {
        defer { folder.remove() }
        for name in [
            "7_jackson_32.wav", "0-mary-ann-1.flac", "nine_theo_0.wav", "12_a_1.wav", "x.wav",
        ] {
            try folder.put("recordings/\(name)", clip)
        }
        let names = [
            "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
        ]
        let lines = try read("", .spokenDigits, classes: names)
        #expect(lines.count == 5)
        #expect(
            lines.prefix(2) == [
                "F/recordings/0-mary-ann-1.flac zero mary-ann",
                "recordings/12_a_1.wav: no class 12: the project has 10, \"zero\", \"one\", \"two\", \"three\", "
                    + "\"four\", \"five\" and 4 more",
            ],
            "\(lines)"
        )
        #expect(
            lines.suffix(3) == [
                "F/recordings/7_jackson_32.wav seven jackson",
                "F/recordings/nine_theo_0.wav nine theo",
                "recordings/x.wav: the name of a spoken digit is LABEL_SPEAKER_INDEX.wav",
            ],
            "\(lines)"
        )
        #expect(
            try read("recordings", .spokenDigits, classes: ["7", "0"])[2]
                == "recordings/7_jackson_32.wav 7 jackson"
        )
    }

    @Test("A sound is known by its first bytes, else by its name; a folder by the project")
    func kinds() throws {
        defer { folder.remove() }
        try folder.put("clip.dat", clip)
        let path = folder.place.appending(path: "clip.dat").path
        #expect(try InputFileKind(of: path) == .sound)
        #expect(try InputFileKind(of: path, named: "sounds") == .sound)
        #expect(try InputFileKind(of: folder.path) == .folder)
        #expect(try InputFileKind(of: folder.path, for: specification) == .sounds(nil))
        #expect(try InputFileKind(of: folder.path, for: .text(TextSpecification())) == .texts(nil))
        #expect(try InputFileKind(of: folder.path, named: "esc50") == .sounds(.esc50))
        for name in ["a.wav", "a.FLAC", "a.ogg", "a.opus", "a.aiff", "a.au"] {
            #expect(try InputFileKind(path: name, start: []) == .sound, "\(name)")
        }
        #expect(try InputFileKind(path: "a.pkl", start: []) == .soundRecords)
        #expect(throws: Failure.self) {
            try InputFileKind(path: "a.pkl", start: [], for: .vector(dimension: 2))
        }
        #expect(throws: Failure.self) { try InputFileKind(path: "a.mp3", start: Array("ID3".utf8)) }
        // UTF-16 begins as a frame of MPEG audio does, and is none.
        #expect(try InputFileKind(path: "a.csv", start: [0xFF, 0xFE, 0x61, 0]) == .delimited)
    }
}
