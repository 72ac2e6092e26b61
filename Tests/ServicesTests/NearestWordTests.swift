import Domain
import GRPC
import Messages
import Services
import Testing

@Suite("Who mistypes a word is told the nearest one that would have been right")
struct NearestWordTests {
    @Test(
        "A letter too many, missing, wrong, swapped; upper case; a beginning; or nothing near",
        arguments: [
            ("trian", "train"), ("trin", "train"), ("trainn", "train"), ("tra1n", "train"),
            ("TRAIN", "train"), ("fixmatch", "fix_match"), ("FixMach", "fix_match"),
            ("certify-pol", "certify_pool"), ("supervised_st", "supervised_strong"),
            ("ga", "gate"), ("gat", "gate"), ("x", nil), ("", nil), ("wibble", nil), ("12", nil),
        ] as [(String, String?)]
    )
    func words(text: String, expected: String?) {
        let words = [
            "train", "gate", "certify", "certify_pool", "test", "fix_match", "supervised",
            "supervised_strong", "11", "13",
        ]
        #expect(nearestWord(to: text, in: words) == expected, "\(text)")
    }

    @Test("The nearest wins, and of equally near ones the first")
    func order() {
        #expect(nearestWord(to: "bat", in: ["boat", "bot", "bat_"]) == "bat_")
        #expect(nearestWord(to: "bet", in: ["bat", "bit"]) == "bat")
        #expect(nearestWord(to: "pseudo", in: ["pseudo_label", "pseudonym"]) == "pseudo_label")
    }

    @Test("Long texts and many words cost nothing")
    func limits() {
        let long = String(repeating: "\u{301}", count: 100_000) + "cat"
        #expect(nearestWord(to: long, in: ["cat"]) == nil)
        #expect(nearestWord(to: String(repeating: "a", count: 1_000_000), in: ["a"]) == nil)
        let many = (0..<100_000).map { "word\($0)" } + ["dog"]
        #expect(nearestWord(to: "dgo", in: many) == nil)
    }

    @Test("The server says it of classes, and the catalogue of algorithms and hyper-parameters")
    func server() async throws {
        let harness = try await Harness()
        try await harness.createProject()
        _ = try await harness.ingest([item([1, 2, 3, 4], id: "x")])
        let wrong = Wire.SubmittedLabel(
            exampleID: "x",
            classReference: Wire.ClassReference(reference: .name("yess"))
        )
        let refused = await status {
            try await harness.client.unary(
                .submitLabels,
                Wire.SubmitLabelsRequest(project: "numbers", labels: [wrong])
            )
        }
        #expect(refused.code == .invalidArgument)
        #expect(refused.message.hasSuffix(#"its classes are "no", "yes"; did you mean "yes"?"#))
        try await harness.end()
    }
}
