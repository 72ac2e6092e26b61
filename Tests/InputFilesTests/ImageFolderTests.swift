import Domain
import Foundation
import InputFiles
import Testing

@Suite("A folder of images is read by its sub-folders, and what is none is refused alone")
struct ImageFolderTests {
    private let folder = FileManager.default.temporaryDirectory
        .appending(path: "images-\(UUID().uuidString.prefix(8))")

    private func put(_ path: String, _ bytes: [UInt8]) throws {
        let place = folder.appending(path: path)
        try FileManager.default.createDirectory(
            at: place.deletingLastPathComponent(),
            withIntermediateDirectories: true
        )
        try Data(bytes).write(to: place)
    }

    private func link(_ path: String, to target: String) throws {
        try FileManager.default.createSymbolicLink(
            atPath: folder.appending(path: path).path,
            withDestinationPath: target
        )
    }

    /// Everything that a path came to: `id label` or the path behind the folder's with the reason.
    private func read(
        _ path: String = "",
        classes: [String] = ["cat", "dog"]
    ) throws -> [String] {
        var file = try ImageExamples(
            path: path.isEmpty ? folder.path : folder.appending(path: path).path,
            specification: .image(ImageSpecification(height: 7, width: 11, channels: 3)),
            classes: classes,
            resizing: nil
        )
        var lines: [String] = []
        while let outcome = file.next() {
            switch outcome {
            case .row(let row):
                #expect(row.bytes.count == 231)
                let name = folder.lastPathComponent
                lines.append("\(row.place.id) \(row.label)".replacing(name, with: "F"))
            case .refused(let place, let reason):
                lines.append("\(place): \(reason)".replacing(folder.path + "/", with: ""))
            }
        }
        return lines
    }

    @Test("Sub-folders are classes, files right in it have no label, ids are paths")
    func classes() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let image = ImageFixtures.file("png rgb")
        try put("dog/b.png", image)
        try put("dog/a.jpg", image)
        try put("dog/deep/er/c.png", image)
        try put("cat/a.png", image)
        try put("cat/.hidden.png", image)
        try put(".git/config", [1])
        try put("new.png", image)
        try put("notes.txt", Array("hello".utf8))
        try put("dog/Thumbs.db", Array("GIF89a".utf8))
        #expect(
            try read() == [
                "F/cat/a.png cat",
                "dog/Thumbs.db: GIF is not read; images that are read: PNG and JPEG",
                "F/dog/a.jpg dog", "F/dog/b.png dog", "F/dog/deep/er/c.png dog", "F/new.png ",
                "notes.txt: not an image; images that are read: PNG and JPEG",
            ]
        )
        #expect(try read("dog/b.png") == ["b.png "])
        let single = try read("dog/")
        #expect(single.count == 4 && Array(single[1...2]) == ["dog/a.jpg ", "dog/b.png "])
        #expect(single[3].hasPrefix("dog/deep: no class \"deep\""), "\(single)")
    }

    @Test("An unknown class is refused as a whole, with the nearest word or the folder to name")
    func unknown() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let image = ImageFixtures.file("png rgb")
        try put("Dgo/a.png", image)
        try put("Dgo/b.png", image)
        try put("zebra/b.png", image)
        try put("train/cat/a.png", image)
        try put("cat/a.png", image)
        let lines = try read()
        #expect(lines.count == 4)
        #expect(lines[0].hasPrefix("Dgo: no class \"Dgo\"; did you mean \"dog\"?"), "\(lines)")
        #expect(lines[1] == "F/cat/a.png cat")
        #expect(lines[2].hasPrefix("train: a sub-folder is a class, and this one holds"))
        #expect(lines[3].hasPrefix("zebra: no class \"zebra\"; the classes are \"cat\", \"dog\""))
        // Without classes to be of, as for predictions, every name is a label.
        #expect(try read(classes: []).contains("F/zebra/b.png zebra"))
    }

    @Test("Links that lead back, lead nowhere or to themselves come to an end")
    func links() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        try put("cat/a.png", ImageFixtures.file("png rgb"))
        try link("cat/up", to: "..")
        try link("cat/self", to: ".")
        try link("cat/round", to: "round")
        try link("cat/nowhere.png", to: "/nowhere/at/all.png")
        try link("cat/device.png", to: "/dev/zero")
        try link("dog", to: "cat")
        let lines = try read()
        #expect(lines.contains("F/cat/a.png cat"))
        #expect(lines.contains("cat/up: a link to a folder that is read already"))
        #expect(lines.contains("cat/self: a link to a folder that is read already"))
        #expect(
            lines.contains("cat/nowhere.png: cannot be opened: there is no such file or folder")
        )
        #expect(lines.contains("cat/device.png: not a file"))
        #expect(lines.contains { $0.hasPrefix("cat/round: ") })
        #expect(lines.last == "dog: a link to a folder that is read already")
        #expect(lines.count == 7)
    }

    @Test("A link that leads out of the folder is not followed, and named")
    func linksOut() throws {
        let other = folder.path + "-other"
        defer {
            try? FileManager.default.removeItem(at: folder)
            try? FileManager.default.removeItem(atPath: other)
        }
        let image = ImageFixtures.file("png rgb")
        try put("cat/a.png", image)
        try FileManager.default.createDirectory(
            atPath: other + "/inner",
            withIntermediateDirectories: true
        )
        try Data(image).write(to: URL(filePath: other + "/b.png"))
        try link("cat/b.png", to: other + "/b.png")
        try link("cat/inner", to: other + "/inner")
        try link("dog", to: other)
        #expect(
            try read() == [
                "F/cat/a.png cat", "cat/b.png: a link out of the folder is not followed",
                "cat/inner: a link out of the folder is not followed",
                "dog: a link out of the folder is not followed",
            ]
        )
    }

    @Test("An empty folder and one that is not there are refused by name")
    func empty() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        try put(".hidden", [1])
        let problem = #expect(throws: Failure.self) { try read() }
        #expect(
            problem?.message.hasSuffix("holds no files; those that begin with a dot are not read")
                == true
        )
        #expect(
            try read("none.png") == ["none.png: cannot be opened: there is no such file or folder"]
        )
        try put("void.png", [])
        #expect(try read("void.png") == ["void.png: an empty file"])
    }
}
