import Domain
import Foundation
import Networks
import SemiSupervised
import Testing

@Suite("Configurations and the catalogue")
struct ConfigurationTests {
    @Test(
        "Every algorithm is in the catalogue, complete and valid",
        arguments: Algorithms.cards.map(\.name)
    )
    func catalogue(_ name: String) throws {
        let type = try Algorithms.named(name)
        let entry = type.card
        #expect(entry.name == name)
        #expect(!entry.title.isEmpty && entry.summary.hasSuffix("."))
        #expect(entry.whenToUse.hasSuffix(".") && !entry.formula.isEmpty)
        #expect(entry.deviations.allSatisfy { $0.hasSuffix(".") })
        // Not every paper is on arXiv.
        #expect(
            entry.paperAddress.isEmpty || entry.paperAddress.hasPrefix("https://arxiv.org/abs/")
                || entry.paperAddress.hasPrefix("https://proceedings.mlr.press/")
        )
        let configuration = try AlgorithmConfiguration(type)
        #expect(configuration.name == name)
        try configuration.algorithm.validate()
        let recipe = try Recipe([configuration.lastPhase()])
        let whole = try configuration.recipe(
            for: TaskFacts(network: .perceptron(inputs: 2, hidden: [4], classes: 2), steps: 100)
        )
        let drawsUnlabeled = recipe.draws(from: .unlabeled) || whole.draws(from: .all)
        #expect(drawsUnlabeled == entry.usesUnlabeled)
        let settings = configuration.algorithm.settings
        for parameter in type.catalog {
            #expect(parameter.summary.hasSuffix("."))
            #expect(settings[parameter.name] == parameter.defaultValue)
            // What is unset is in no file, where the default would take its place.
            #expect(parameter.isOptional == (parameter.defaultValue == nil))
        }
        #expect(Set(type.catalog.map(\.name)).count == type.catalog.count)
    }

    @Test("Both ends of a range are in it; what is beyond is refused by name, range and value")
    func ranges() throws {
        for type in Algorithms.all {
            for parameter in type.catalog {
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
                    case .integers(let range, _):
                        (["\(range.lowerBound)"], ["\(range.upperBound + 1)", "1.5", "x"])
                    case .choice(let words): (words, ["", "HARD", "neither"])
                    }
                for text in inside {
                    var configuration = try AlgorithmConfiguration(type)
                    try configuration.set(parameter.name, to: text)
                    #expect(configuration.algorithm.settings[parameter.name] == text)
                    try configuration.algorithm.validate()
                }
                for text in outside {
                    let failure = #expect(throws: Failure.self) {
                        try AlgorithmConfiguration(type, settings: [parameter.name: text])
                    }
                    #expect(failure?.kind == .invalidArgument)
                    #expect(failure?.field == parameter.name)
                    #expect(failure?.message.contains(parameter.name) == true)
                    #expect(failure?.message.contains(text.isEmpty ? "\"\"" : text) == true)
                }
            }
        }
    }

    @Test("An optional one is taken away by the word that the list has for that, others are not")
    func unset() throws {
        var optional = 0
        for type in Algorithms.all {
            for parameter in type.catalog {
                guard parameter.isOptional else {
                    #expect(throws: Failure.self) {
                        try AlgorithmConfiguration(type, settings: [parameter.name: "unset"])
                    }
                    continue
                }
                optional += 1
                var configuration = try AlgorithmConfiguration(type)
                let value =
                    switch parameter.domain {
                    case .number(let range): "\(range.lowerBound)"
                    case .integer(let range): "\(range.lowerBound)"
                    case .integers, .choice: ""
                    }
                try configuration.set(parameter.name, to: value)
                #expect(configuration.algorithm.settings[parameter.name] == value)
                try configuration.set(parameter.name, to: "unset")
                #expect(try configuration == AlgorithmConfiguration(type))
                #expect(parameter.row.contains("| unset |"))
            }
        }
        #expect(optional > 4)
    }

    @Test("What is no number is refused by the kind of number that is wanted")
    func kinds() {
        for (name, text, message) in [
            (
                "unlabeled_ratio", "2.5",
                "unlabeled_ratio is a whole number from 1 to 16; got \"2.5\""
            ),
            ("threshold", "high", "threshold is a number from 0.0 to 1.0; got \"high\""),
            (
                "temperature", "warm",
                "temperature is a number from 0.01 to 100.0, or unset; got \"warm\""
            ),
        ] {
            let failure = #expect(throws: Failure.self) {
                try AlgorithmConfiguration(FixMatch.self, settings: [name: text])
            }
            #expect(failure?.message == message)
        }
    }

    @Test("A property out of range is refused before an objective exists")
    func validation() {
        var parameters = FixMatch()
        parameters.threshold = 1.5
        let failure = #expect(throws: Failure.self) {
            try AlgorithmConfiguration(parameters).objective()
        }
        #expect(failure?.message == "threshold is 0.0 to 1.0; got 1.5")
        parameters.threshold = .nan
        #expect(throws: Failure.self) { try parameters.validate() }
    }

    @Test("An unknown hyper-parameter is refused with the names there are")
    func unknown() {
        let failure = #expect(throws: Failure.self) {
            try AlgorithmConfiguration(FixMatch.self, settings: ["treshold": "0.9"])
        }
        #expect(failure?.message.contains("threshold, unlabeled_weight") == true)
        #expect(failure?.message.contains("\"treshold\"") == true)
    }

    @Test(
        "Names are read as people write them",
        arguments: [
            ("fixmatch", "fix_match"), ("FixMatch", "fix_match"), ("fix-match", "fix_match"),
            ("pseudo_label", "pseudo_label"), ("Noisy Student", "noisy_student"),
        ]
    )
    func names(_ text: String, _ name: String) throws {
        #expect(try Algorithms.named(text).card.name == name)
    }

    @Test(
        "An unknown name is refused with the names there are",
        arguments: ["", "flexmatchh", "fix"]
    )
    func unknownName(_ text: String) {
        let failure = #expect(throws: Failure.self) { try Algorithms.named(text) }
        #expect(failure?.message.contains("fix_match") == true)
    }

    @Test("Coding keeps every value", arguments: Algorithms.cards.map(\.name))
    func coding(_ name: String) throws {
        let type = try Algorithms.named(name)
        var configuration = try AlgorithmConfiguration(type)
        for parameter in type.catalog {
            let text =
                switch parameter.domain {
                case .number(let range):
                    "\(range.lowerBound + (range.upperBound - range.lowerBound) / 3)"
                case .integer(let range), .integers(let range, _): "\(range.upperBound)"
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
            decoding: try encoder.encode(AlgorithmConfiguration(FixMatch())),
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
