import Foundation
import Testing

@Suite("What is declared is used")
struct DeadCodeTests {
    /// Names that the program itself never says.
    private static let calledFromOutside: [String: String] = [
        "ArgumentList": "the fuzzing of argument lists begins here",
        "isValue": "the fuzzing of option values begins here",
        "Main": "the program begins here",
        "callAsFunction": "called by its value's name",
        "defaultValueDescription": "ArgumentParser's",
        "makeAsyncIterator": "called by for await",
        "InboundIn": "NIO's", "OutboundIn": "NIO's", "OutboundOut": "NIO's",
        "channelActive": "NIO's", "channelInactive": "NIO's", "channelRead": "NIO's",
        "channelReadComplete": "NIO's", "channelWritabilityChanged": "NIO's",
        "errorCaught": "NIO's", "handlerAdded": "NIO's", "handlerRemoved": "NIO's",
        "userInboundEventTriggered": "NIO's",
    ]

    /// Names that only tests say, with what they look at.
    private static let seenByTests: [String: String] = [
        "isLookSpent": "what a certification cost", "isSpent": "what a promotion cost",
        "jobEvents": "the log of a job, which the store keeps for whoever opens it with SQLite",
        "labeledExample": "a row of a snapshot", "labeledRow": "a row of a snapshot",
        "unlabeledExample": "a row of a snapshot", "unlabeledRow": "a row of a snapshot",
        "pragmas": "the settings of SQLite",
        "tiny": "an architecture of the papers",
        "wide28By8": "an architecture of the papers", "wide37By2": "an architecture of the papers",
    ]

    @Test("Every type, function and property has its name said once more than it is declared")
    func everyNameIsUsed() {
        var said: [Substring: Int] = [:]
        var declared: [String: [String]] = [:]
        for file in SourceTree.sources {
            let code = Self.code(of: file)
            for (_, line) in code {
                for word in Self.words(in: line) { said[word, default: 0] += 1 }
            }
            guard !file.isGenerated else { continue }
            for (name, line) in Self.declarations(in: code) {
                declared[name, default: []].append("\(file.path):\(line)")
            }
        }
        #expect(declared.count > 2000)
        for (name, places) in declared where said[Substring(name), default: 0] <= places.count {
            let isKnown = Self.calledFromOutside[name] != nil || Self.seenByTests[name] != nil
            #expect(isKnown, "nothing in Sources says \(name), declared at \(places)")
        }
        for name in Self.calledFromOutside.merging(Self.seenByTests, uniquingKeysWith: +).keys {
            let places = declared[name] ?? []
            #expect(
                !places.isEmpty && said[Substring(name), default: 0] <= places.count,
                "\(name) needs no exception"
            )
        }
    }

    /// The lines that hold code, with their numbers.
    private static func code(of file: SourceTree.File) -> [(number: Int, text: String)] {
        file.lines.enumerated().compactMap { index, line in
            guard !line.drop(while: { $0 == " " }).hasPrefix("//") else { return nil }
            return (index + 1, line.components(separatedBy: " // ").first ?? line)
        }
    }

    private static func words(in line: String) -> [Substring] {
        line.split { !($0.isLetter || $0.isNumber || $0 == "_") }
    }

    /// What is declared in files and types, not in functions.
    ///
    /// Relies on the formatter: what is declared in a type stands four columns right of the line that opens it.
    private static func declarations(
        in code: [(number: Int, text: String)]
    ) -> [(name: String, line: Int)] {
        var openers: [Int: Bool] = [:]
        var found: [(String, Int)] = []
        for (number, line) in code {
            let text = line.drop { $0 == " " }
            let column = line.count - text.count
            let all = words(in: line)
            let keyword = all.firstIndex { !modifiers.contains(String($0)) }
            let word = keyword.map { String(all[$0]) } ?? ""
            let opensType = types.contains(word) || word == "extension" || text.hasPrefix("where ")
            if !text.isEmpty, !text.hasPrefix("#") { openers[column] = opensType }
            guard let keyword, column == 0 || openers[column - 4] == true,
                types.contains(word) || ["func", "var", "let", "typealias"].contains(word),
                !all.contains("override"), keyword + 1 < all.count
            else { continue }
            let name = String(all[keyword + 1])
            // Patterns and operators have no name there.
            guard text.contains(" \(name)") || text.contains(" `\(name)`") else { continue }
            found.append((name, number))
        }
        return found
    }

    private static let types: Set<String> = ["struct", "enum", "class", "actor", "protocol"]
    private static let modifiers: Set<String> = [
        "package", "public", "private", "fileprivate", "internal", "static", "mutating", "final",
        "consuming", "borrowing", "convenience", "nonisolated", "indirect", "lazy", "weak",
        "unsafe",
        "override", "set", "safe", "unchecked", "discardableResult", "inline", "__always", "never",
        "TaskLocal", "Option", "Flag", "Argument", "OptionGroup", "usableFromInline", "inlinable",
    ]
}
