import Domain
import Foundation
import SemiSupervised
import Testing

@Suite("Configurations and the catalogue")
struct ConfigurationTests {
    @Test(
        "Every algorithm is in the catalogue, complete and valid",
        arguments: AlgorithmName.allCases
    )
    func catalogue(_ name: AlgorithmName) throws {
        let entry = AlgorithmCatalog[name]
        #expect(entry.name == name)
        #expect(!entry.title.isEmpty && entry.summary.hasSuffix("."))
        #expect(
            entry.paperAddress.isEmpty || entry.paperAddress.hasPrefix("https://arxiv.org/abs/")
        )
        let configuration = AlgorithmConfiguration(name)
        #expect(configuration.name == name)
        try configuration.validate()
        #expect(try configuration.objective().views.unlabeled.isEmpty != entry.usesUnlabeled)
        #expect((configuration.unlabeledRatio > 0) == entry.usesUnlabeled)
        let settings = configuration.hyperParameters.settings
        for parameter in entry.hyperParameters {
            #expect(parameter.summary.hasSuffix("."))
            #expect(settings[parameter.name] == parameter.defaultValue)
            #expect(parameter.isOptional || parameter.defaultValue != nil)
        }
        #expect(Set(entry.hyperParameters.map(\.name)).count == entry.hyperParameters.count)
    }

    @Test("Both ends of a range are in it; what is beyond is refused by name, range and value")
    func ranges() throws {
        for entry in AlgorithmCatalog.entries {
            for parameter in entry.hyperParameters {
                let (inside, outside): ([String], [String]) =
                    switch parameter.domain {
                    case .number(let range):
                        (
                            ["\(range.lowerBound)", "\(range.upperBound)"],
                            [
                                "\(range.lowerBound.nextDown)", "\(range.upperBound.nextUp)", "nan",
                                "inf", "", "x",
                            ]
                        )
                    case .integer(let range):
                        (
                            ["\(range.lowerBound)", "\(range.upperBound)"],
                            ["\(range.lowerBound - 1)", "\(range.upperBound + 1)", "1.5", ""]
                        )
                    case .choice(let words): (words, ["", "HARD", "neither"])
                    }
                for text in inside {
                    var configuration = AlgorithmConfiguration(entry.name)
                    try configuration.set(parameter.name, to: text)
                    #expect(configuration.hyperParameters.settings[parameter.name] == text)
                    try configuration.validate()
                }
                for text in outside {
                    let failure = #expect(throws: Failure.self) {
                        try AlgorithmConfiguration(entry.name, settings: [parameter.name: text])
                    }
                    #expect(failure?.kind == .invalidArgument)
                    #expect(failure?.field == parameter.name)
                    #expect(failure?.message.contains(parameter.name) == true)
                    #expect(failure?.message.contains(text.isEmpty ? "\"\"" : text) == true)
                }
            }
        }
    }

    @Test("A property out of range is refused before an objective exists")
    func validation() {
        var parameters = FixMatch()
        parameters.threshold = 1.5
        let failure = #expect(throws: Failure.self) {
            try AlgorithmConfiguration.fixMatch(parameters).objective()
        }
        #expect(failure?.message == "threshold is 0.0 to 1.0; got 1.5")
        parameters.threshold = .nan
        #expect(throws: Failure.self) { try AlgorithmConfiguration.fixMatch(parameters).validate() }
    }

    @Test("An unknown hyper-parameter is refused with the names there are")
    func unknown() {
        let failure = #expect(throws: Failure.self) {
            try AlgorithmConfiguration(.fixMatch, settings: ["treshold": "0.9"])
        }
        #expect(failure?.message.contains("threshold, unlabeled_weight") == true)
        #expect(failure?.message.contains("\"treshold\"") == true)
    }

    @Test(
        "Names are read as people write them",
        arguments: [
            ("fixmatch", AlgorithmName.fixMatch), ("FixMatch", .fixMatch), ("fix-match", .fixMatch),
            ("pseudo_label", .pseudoLabel), ("Noisy Student", .noisyStudent),
        ]
    )
    func names(_ text: String, _ name: AlgorithmName) throws {
        #expect(try AlgorithmName(reading: text) == name)
    }

    @Test(
        "An unknown name is refused with the names there are",
        arguments: ["", "flexmatchh", "fix"]
    )
    func unknownName(_ text: String) {
        let failure = #expect(throws: Failure.self) { try AlgorithmName(reading: text) }
        #expect(failure?.message.contains("fix_match") == true)
    }

    @Test("Coding keeps every value", arguments: AlgorithmName.allCases)
    func coding(_ name: AlgorithmName) throws {
        var configuration = AlgorithmConfiguration(name)
        for parameter in AlgorithmCatalog[name].hyperParameters {
            let text =
                switch parameter.domain {
                case .number(let range):
                    "\(range.lowerBound + (range.upperBound - range.lowerBound) / 3)"
                case .integer(let range): "\(range.upperBound)"
                case .choice(let words): words[0]
                }
            try configuration.set(parameter.name, to: text)
        }
        let data = try JSONEncoder().encode(configuration)
        #expect(try JSONDecoder().decode(AlgorithmConfiguration.self, from: data) == configuration)
    }

    @Test("The form of a stored configuration")
    func form() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        let text = String(
            decoding: try encoder.encode(AlgorithmConfiguration(.fixMatch)),
            as: UTF8.self
        )
        #expect(
            text == """
                {"algorithm":"fix_match","hyper_parameters":{"threshold":0.95,"unlabeled_ratio":4,\
                "unlabeled_weight":1}}
                """
        )
    }

    @Test(
        "A stored configuration with a wrong value is refused",
        arguments: [
            #"{"algorithm":"fix_match","hyper_parameters":{"threshold":2}}"#,
            #"{"algorithm":"fix_match","hyper_parameters":{"nothing":2}}"#,
            #"{"algorithm":"fix_match","hyper_parameters":{"threshold":"high"}}"#,
            #"{"algorithm":"magic"}"#, #"{}"#, #"[]"#,
        ]
    )
    func wrongForms(_ text: String) {
        #expect(throws: (any Error).self) {
            try JSONDecoder().decode(AlgorithmConfiguration.self, from: Data(text.utf8))
        }
    }
}
