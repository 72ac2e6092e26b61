import Foundation
import Testing

@Suite("Style rules that the formatter does not know")
struct StyleTests {
    /// Floor 1 targets, where `unsafe` and `@unchecked Sendable` may stand, each with its reason.
    static let unsafeTargets: Set<String> = [
        "Domain", "Files", "Kernels", "Messages", "HTTP2Session",
        "Compression", "Images", "Sound", "SoundFiles",
    ]

    @Test("The words of unsafe Swift stay on floor 1", arguments: SourceTree.sources)
    func unsafeStaysBelow(file: SourceTree.File) {
        guard !Self.unsafeTargets.contains(file.target) else { return }
        for (number, line) in code(of: file) {
            for banned in ["unsafe", "@unchecked", "Task.detached"] {
                #expect(!hasWord(banned, in: line), "\(file.path):\(number): \(banned)")
            }
        }
    }

    @Test("Libraries neither print nor trap on bad input", arguments: SourceTree.sources)
    func librariesNeitherPrintNorTrap(file: SourceTree.File) {
        for (number, line) in code(of: file) {
            for banned in ["try!", "as!"] {
                #expect(!line.contains(banned), "\(file.path):\(number): \(banned)")
            }
            if file.target != "Commands" {
                #expect(!hasWord("print(", in: line), "\(file.path):\(number): print(")
            }
        }
    }

    @Test(
        "Comments say unlabelled; names say unlabeled",
        arguments: SourceTree.sources + SourceTree.tests
    )
    func oneSpelling(file: SourceTree.File) {
        guard !file.isGenerated else { return }
        for (number, line) in file.lines.enumerated() {
            guard let comment = line.firstMatch(of: /^\s*\/\/\/?(.*)/)?.1 else { continue }
            let prose = comment.replacing(/`+[^`]*`+/, with: "")
            #expect(
                !prose.contains(/\b[Uu]nlabeled\b(?!:)/),
                "\(file.path):\(number + 1): unlabelled in prose, unlabeled in names"
            )
        }
    }

    @Test("Nothing is left to do", arguments: SourceTree.sources + SourceTree.tests)
    func nothingIsLeftToDo(file: SourceTree.File) {
        guard !file.path.hasPrefix("Tests/TidyTests") else { return }
        for (number, line) in file.lines.enumerated() {
            for banned in ["TODO", "FIXME", "XXX"] {
                #expect(!line.contains(banned), "\(file.path):\(number + 1): \(banned)")
            }
        }
    }

    @Test("Files are short", arguments: SourceTree.sources + SourceTree.tests)
    func filesAreShort(file: SourceTree.File) {
        guard !file.isGenerated else { return }
        #expect(file.lines.count <= 600, "\(file.path) has \(file.lines.count) lines")
    }

    @Test("Functions are short", arguments: SourceTree.sources)
    func functionsAreShort(file: SourceTree.File) {
        guard !file.isGenerated else { return }
        for function in functions(of: file) {
            #expect(
                function.length <= 70,
                "\(file.path):\(function.line): \(function.length) lines"
            )
        }
    }

    @Test("No file is over a megabyte")
    func noFileIsLarge() throws {
        for folder in ["Sources", "Tests", "Protos", "Scripts", "deploy", "clients", "docs"] {
            let base = SourceTree.root.appending(path: folder)
            let names = FileManager.default.enumerator(atPath: base.path)
            while let name = names?.nextObject() as? String {
                guard !name.contains(".venv"), !name.contains(".build") else { continue }
                let path = base.appending(path: name).path
                let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
                #expect((size ?? 0) <= 1 << 20, "\(folder)/\(name) has \(size ?? 0) bytes")
            }
        }
    }

    /// The lines that hold code, with their numbers.
    private func code(of file: SourceTree.File) -> [(Int, String)] {
        file.lines.enumerated().compactMap { index, line in
            let text = line.trimmingCharacters(in: .whitespaces)
            guard !text.hasPrefix("//"), !text.hasPrefix("*") else { return nil }
            return (index + 1, line.components(separatedBy: " // ").first ?? line)
        }
    }

    private func hasWord(_ word: String, in line: String) -> Bool {
        guard let range = line.range(of: word) else { return false }
        guard range.lowerBound > line.startIndex else { return true }
        let before = line[line.index(before: range.lowerBound)]
        return !(before.isLetter || before == "." || before == "_" || before == "\"")
    }

    /// The functions of a file: the line each begins on, and how many lines it has.
    ///
    /// Relies on the formatter: a declaration ends on the first line that is a closing brace in the
    /// declaration's own column.
    private func functions(of file: SourceTree.File) -> [(line: Int, length: Int)] {
        var result: [(Int, Int)] = []
        for (index, line) in file.lines.enumerated() {
            let text = line.drop { $0 == " " }
            let indentation = line.count - text.count
            let words = text.split(separator: " ")
            guard let keyword = words.first(where: { !Self.modifiers.contains(String($0)) }),
                keyword == "func"
                    || ["init(", "init?(", "init<"].contains(where: { keyword.hasPrefix($0) })
            else { continue }
            let closing = String(repeating: " ", count: indentation) + "}"
            if line.hasSuffix("}") { continue }
            guard let end = file.lines[index...].firstIndex(of: closing) else { continue }
            result.append((index + 1, end - index + 1))
        }
        return result
    }

    private static let modifiers: Set<String> = [
        "package", "public", "private", "fileprivate", "internal", "static", "mutating", "final",
        "override", "consuming", "borrowing", "required", "convenience", "nonisolated",
        "@inline(__always)", "@inlinable",
    ]
}
