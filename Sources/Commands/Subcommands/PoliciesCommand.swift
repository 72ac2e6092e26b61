import ArgumentParser
import Foundation
import GRPC
import Messages
import Services

import func Domain.quoted

/// `tutelage policies`: the rules of a project.
struct PoliciesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "policies",
        abstract: "Show and change a project's policies.",
        subcommands: [PoliciesShow.self, PoliciesSet.self]
    )

    /// The policies as a table.
    static func text(_ policies: Wire.Policies) -> String {
        var table = Table("policy", "value")
        guard case .object(let members) = policies.json else { return "" }
        for (name, value) in members {
            if case .object(let parts) = value {
                let words = parts.map { name, value in "\(name) \(plain(value))" }
                table.append(name, words.joined(separator: ", "))
            } else {
                table.append(name, plain(value))
            }
        }
        return table.text
    }

    private static func plain(_ value: JSONValue) -> String {
        switch value {
        case .string(let text): text
        case .null: "-"
        default: value.text
        }
    }
}

struct PoliciesShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show the policies in force."
    )
    @Argument(help: "The project.") var project: String
    @OptionGroup var options: ServerOptions

    func run() async throws {
        try await options.withConnection { connection in
            let request = Wire.GetPoliciesRequest(project: project)
            let policies = try await connection.unary(.getPolicies, request)
            options.show(policies.json) { PoliciesCommand.text(policies) }
        }
    }
}

struct PoliciesSet: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set",
        abstract: "Change policies; what is not named stays as it is.",
        discussion: """
            --auto-label is guarantee:EPSILON,DELTA, fixed:THRESHOLD or off; guarantee alone is \
            guarantee:0.05,0.05:
              tutelage policies set digits --auto-label guarantee:0.05,0.05 --views 9
              tutelage policies set digits --auto-label guarantee:0.05,0.05 --per-class
              tutelage policies set digits --retrain-new-examples 400 --retrain-gate non_inferior:0.05
            --augmentation is KIND[:NAME=VALUE,...], the strong views of later runs; docs/augmentation.md lists the \
            names:
              tutelage policies set digits --augmentation rand_augment:list=paper,operations=2,magnitude=9
              tutelage policies set digits --augmentation ct_augment
              tutelage policies set iris --augmentation vector:strong_noise=0.2,swap_noise=0.1
            """
    )
    /// Who starts a relabel.
    enum Relabel: String, ExpressibleByArgument, CaseIterable {
        case auto
        case byHand = "by-hand"
    }

    @Argument(help: "The project.") var project: String
    @Option(help: "When a label is accepted without a person.") var autoLabel: String?
    @Flag(
        inversion: .prefixedNo,
        help: "Whether the guarantee holds for each predicted class by itself."
    ) var perClass: Bool?
    @Option(help: "Views whose softmax is averaged: 1 or 9.") var views: UInt32?
    @Option(help: "The most examples that wait for a person.") var reviewLimit: UInt32?
    @Option(help: "Retrain after so many seconds; 0 is off.") var retrainInterval: UInt64?
    @Option(help: "Retrain after so many new labels; 0 is off.") var retrainNewLabels: UInt64?
    @Option(help: "Retrain after so many new examples; 0 is off.") var retrainNewExamples: UInt64?
    @Option(help: "The gate of automatic retraining.") var retrainGate: Wire.GatePolicy?
    @Option(help: "What lets a challenger replace the champion.") var gate: Wire.GatePolicy?
    @Option(help: "The share of unlabelled examples that training leaves out.") var holdOut: Double?
    @Option(help: "Whether a promotion decides anew about what nobody labelled: auto or by-hand.")
    var relabel: Relabel?
    @Option(
        help:
            "How inputs may be changed in training: \(AugmentationText.kinds.joined(separator: ", "))."
    ) var augmentation: String?
    @Flag(help: "Change nothing; say what the looks of the change would cost.") var dryRun = false
    @OptionGroup var options: ServerOptions

    func validate() throws {
        let rule = try autoLabel.map(Self.rule)
        _ = try augmentation.map(AugmentationText.policy)
        if let rule, perClass == true, Self.guarantee(rule) == nil { throw Self.needsGuarantee }
        let isGiven = [
            autoLabel != nil, views != nil, reviewLimit != nil, retrainInterval != nil,
            retrainNewLabels != nil, retrainNewExamples != nil, retrainGate != nil, gate != nil,
            holdOut != nil, perClass != nil, relabel != nil, augmentation != nil,
        ]
        guard isGiven.contains(true) else {
            throw ValidationError("name at least one policy to change")
        }
    }

    func run() async throws {
        try await options.withConnection { connection in
            var policies = try await connection.unary(
                .getPolicies,
                Wire.GetPoliciesRequest(project: project)
            )
            try change(&policies)
            var request = Wire.SetPoliciesRequest(project: project, policies: policies)
            request.expectedVersion = policies.version
            request.dryRun = dryRun
            request.requestID = UUID().uuidString
            let changed = try await connection.unary(.setPolicies, request)
            let looks = changed.looks
            guard !dryRun else {
                let json = JSONValue.object([("looks", .array(looks.map(\.json)))])
                return options.show(json) { looks.lines(orElse: "no look would be spent") }
            }
            options.show(changed.json) {
                PoliciesCommand.text(changed)
                    + (looks.isEmpty ? "" : "\n\n" + looks.lines(orElse: ""))
            }
        }
    }

    private func change(_ policies: inout Wire.Policies) throws {
        var automatic = policies.autoLabel ?? Wire.AutoLabelPolicy()
        let wasPerClass = Self.guarantee(automatic.rule)?.perClass ?? false
        if let autoLabel { automatic.rule = try Self.rule(autoLabel) }
        if var guarantee = Self.guarantee(automatic.rule) {
            guarantee.perClass = perClass ?? wasPerClass
            automatic.rule = .guarantee(guarantee)
        } else if perClass == true {
            throw Self.needsGuarantee
        }
        if let views { automatic.views = views }
        if let relabel { automatic.relabelByHand = relabel == .byHand }
        policies.autoLabel = automatic
        if let reviewLimit { policies.review = Wire.ReviewPolicy(queueLimit: reviewLimit) }
        var retrain = policies.retrain ?? Wire.RetrainPolicy()
        if let retrainInterval { retrain.intervalSeconds = retrainInterval }
        if let retrainNewLabels { retrain.newLabels = retrainNewLabels }
        if let retrainNewExamples { retrain.newExamples = retrainNewExamples }
        if let retrainGate { retrain.gate = retrainGate }
        policies.retrain = retrain
        if let gate { policies.gate = gate }
        if let holdOut { policies.holdOut = holdOut }
        if let augmentation { policies.augmentation = try AugmentationText.policy(augmentation) }
    }

    private static let needsGuarantee = ValidationError(
        "--per-class is for --auto-label guarantee:EPSILON,DELTA"
    )

    /// The guarantee of a rule, which is also the default; nil where nothing is promised.
    private static func guarantee(
        _ rule: Wire.AutoLabelPolicy.Rule?
    ) -> Wire.AutoLabelPolicy.Guarantee? {
        switch rule {
        case .guarantee(let guarantee): guarantee
        case nil: Wire.AutoLabelPolicy.Guarantee()
        case .fixed, .off: nil
        }
    }

    static func rule(_ text: String) throws -> Wire.AutoLabelPolicy.Rule {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            .map(String.init)
        let numbers = try
            (parts.count < 2
            ? [] : parts[1].split(separator: ",", omittingEmptySubsequences: false)).map { part in
                guard let number = Double(part) else {
                    throw ValidationError(
                        "--auto-label \(text): \(quoted(String(part))) is no number"
                    )
                }
                return number
            }
        switch (parts.first, numbers.count) {
        case ("off", 0): return .off(.init())
        case ("fixed", 1): return .fixed(.init(threshold: Float(numbers[0])))
        case ("guarantee", 0): return .guarantee(.init())
        case ("guarantee", 2):
            return .guarantee(.init(epsilon: numbers[0], delta: numbers[1]))
        default:
            throw ValidationError(
                "--auto-label is guarantee:EPSILON,DELTA, fixed:THRESHOLD or off; got \(quoted(text))"
            )
        }
    }
}
