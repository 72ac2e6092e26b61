import ArgumentParser
import Messages

import func Domain.quoted
import func Domain.suggestion

/// An augmentation as `--augmentation` takes it: `KIND[:NAME=VALUE,...]`.
enum AugmentationText {
    /// The kinds; `default` sets nothing.
    static let kinds = [
        "default", "affine", "rand_augment", "ct_augment", "color", "vector", "text", "sound",
    ]

    /// What a text says; nil: the default.
    ///
    /// - Throws: `ValidationError` that says what was expected and what came. Ranges are the server's.
    static func policy(_ text: String) throws -> Wire.AugmentationPolicy? {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let kind = parts.first.map(String.init) ?? ""
        guard kinds.contains(kind) else {
            throw ValidationError(
                "--augmentation is one of \(kinds.joined(separator: ", ")), then perhaps :NAME=VALUE,...; "
                    + "got \(quoted(text))\(suggestion(for: kind, in: kinds))"
            )
        }
        var values = try Values(kind, parts.count > 1 ? String(parts[1]) : nil)
        let policy = try policy(kind, &values)
        try values.requireAllTaken()
        return policy
    }

    private static func policy(
        _ kind: String,
        _ values: inout Values
    ) throws -> Wire.AugmentationPolicy? {
        var image = Wire.ImageViews()
        switch kind {
        case "default":
            return nil
        case "vector":
            return Wire.AugmentationPolicy(
                inputs: .vector(
                    Wire.VectorViews(
                        weakNoise: try values.number("weak_noise") ?? 0,
                        strongNoise: try values.number("strong_noise"),
                        featureDropout: try values.number("feature_dropout"),
                        swapNoise: try values.number("swap_noise") ?? 0
                    )
                )
            )
        case "text":
            return Wire.AugmentationPolicy(inputs: .text(try values.texts()))
        case "sound":
            return Wire.AugmentationPolicy(
                inputs: .sound(
                    Wire.SoundViews(
                        shift: try values.number("shift"),
                        speed: try values.number("speed"),
                        pitch: try values.number("pitch"),
                        gain: try values.number("gain"),
                        contrast: try values.number("contrast"),
                        noise: try values.number("noise"),
                        masks: try values.count("masks"),
                        mask: try values.number("mask")
                    )
                )
            )
        case "rand_augment":
            image.strong = .randAugment(
                Wire.ImageViews.RandAugment(
                    list: try values.list() ?? .usb,
                    operations: try values.count("operations") ?? 0,
                    magnitude: try values.number("magnitude")
                )
            )
        case "ct_augment":
            image.strong = .ctAugment(
                Wire.ImageViews.CTAugment(
                    operations: try values.count("operations") ?? 0,
                    threshold: try values.number("threshold"),
                    decay: try values.number("decay")
                )
            )
        case "color":
            image.strong = .color(
                Wire.ImageViews.Color(
                    strength: try values.number("strength"),
                    grayscale: try values.number("grayscale"),
                    blur: try values.number("blur"),
                    solarize: try values.number("solarize") ?? 0,
                    leastArea: try values.number("least_area")
                )
            )
        default:
            image.strong = .affine(Wire.ImageViews.Affine())
        }
        image.cutout = try values.number("cutout")
        return Wire.AugmentationPolicy(inputs: .image(image))
    }

    /// The named values of a text, each taken once.
    private struct Values {
        private let kind: String
        private var values: [(name: String, value: String)] = []
        private var asked: [String] = []

        init(_ kind: String, _ text: String?) throws {
            self.kind = kind
            for part in text?.split(separator: ",", omittingEmptySubsequences: false) ?? [] {
                let pair = part.split(separator: "=", maxSplits: 1).map(String.init)
                guard pair.count == 2 else {
                    throw ValidationError(
                        "--augmentation \(kind): expected NAME=VALUE; got \(quoted(String(part)))"
                    )
                }
                guard !values.contains(where: { $0.name == pair[0] }) else {
                    throw ValidationError("--augmentation \(kind): \(pair[0]) is given twice")
                }
                values.append((pair[0], pair[1]))
            }
        }

        private mutating func take(_ name: String) -> String? {
            asked.append(name)
            guard let place = values.firstIndex(where: { $0.name == name }) else { return nil }
            return values.remove(at: place).value
        }

        mutating func number(_ name: String) throws -> Double? {
            guard let text = take(name) else { return nil }
            guard let number = Double(text), number.isFinite else {
                throw ValidationError(
                    "--augmentation \(kind): \(name) is a number; got \(quoted(text))"
                )
            }
            return number
        }

        mutating func count(_ name: String) throws -> UInt32? {
            guard let text = take(name) else { return nil }
            guard let count = UInt32(text), count > 0 else {
                throw ValidationError(
                    "--augmentation \(kind): \(name) is a number from 1; got \(quoted(text))"
                )
            }
            return count
        }

        /// Views of texts; the names of weak ones begin with `weak_`.
        mutating func texts() throws -> Wire.TextViews {
            var views = Wire.TextViews()
            views.weak = try changes(prefix: "weak_")
            views.strong = try changes(prefix: "")
            return views
        }

        private mutating func changes(prefix: String) throws -> Wire.TextViews.Changes? {
            let changes = Wire.TextViews.Changes(
                paraphrase: try number(prefix + "paraphrase") ?? 0,
                replacement: try number(prefix + "replacement") ?? 0,
                swap: try number(prefix + "swap") ?? 0,
                dropout: try number(prefix + "dropout") ?? 0,
                mask: try number(prefix + "mask") ?? 0,
                span: try count(prefix + "span") ?? 0
            )
            return changes == Wire.TextViews.Changes() ? nil : changes
        }

        mutating func list() throws -> Wire.ImageViews.RandAugment.List? {
            guard let text = take("list") else { return nil }
            guard
                let list = Wire.ImageViews.RandAugment.List.words.first(where: { $0.word == text })
            else {
                let words = Wire.ImageViews.RandAugment.List.words.map(\.word)
                throw ValidationError(
                    "--augmentation \(kind): list is \(words.joined(separator: ", ")); "
                        + "got \(quoted(text))\(suggestion(for: text, in: words))"
                )
            }
            return list.list
        }

        func requireAllTaken() throws {
            guard let unknown = values.first?.name else { return }
            let names = asked.isEmpty ? "has no values" : "has \(asked.joined(separator: ", "))"
            throw ValidationError(
                "--augmentation \(kind) \(names); got \(quoted(unknown))"
                    + suggestion(for: unknown, in: asked)
            )
        }
    }
}

extension Wire.ImageViews.RandAugment.List {
    /// The lists with their words.
    fileprivate static let words: [(list: Self, word: String)] = [
        (.usb, "usb"), (.usbWithoutColor, "usb_without_color"), (.paper, "paper"),
    ]
}

extension Wire.AugmentationPolicy {
    /// The policy, in the words of `policies set --augmentation`; what goes by other values is null.
    var json: JSONValue {
        switch inputs {
        case .image(let views): views.json
        case .vector(let views):
            .object([
                ("kind", .string("vector")), ("weak_noise", .number(views.weakNoise)),
                ("strong_noise", .optional(views.strongNoise)),
                ("feature_dropout", .optional(views.featureDropout)),
                ("swap_noise", .number(views.swapNoise)),
            ])
        case .text(let views):
            .object(
                [("kind", .string("text"))] + (views.weak?.members(prefix: "weak_") ?? [])
                    + (views.strong?.members(prefix: "") ?? [])
            )
        case .sound(let views):
            .object([
                ("kind", .string("sound")), ("shift", .optional(views.shift)),
                ("speed", .optional(views.speed)), ("pitch", .optional(views.pitch)),
                ("gain", .optional(views.gain)), ("contrast", .optional(views.contrast)),
                ("noise", .optional(views.noise)),
                ("masks", views.masks.map { .number(Double($0)) } ?? .null),
                ("mask", .optional(views.mask)),
            ])
        case nil: .string("default")
        }
    }
}

extension Wire.TextViews.Changes {
    fileprivate func members(prefix: String) -> [(String, JSONValue)] {
        [
            (prefix + "paraphrase", .number(paraphrase)),
            (prefix + "replacement", .number(replacement)), (prefix + "swap", .number(swap)),
            (prefix + "dropout", .number(dropout)), (prefix + "mask", .number(mask)),
            (prefix + "span", .number(Double(span))),
        ]
    }
}

extension Wire.ImageViews {
    fileprivate var json: JSONValue {
        let members: [(String, JSONValue)] =
            switch strong {
            case .affine, nil: [("kind", .string("affine"))]
            case .randAugment(let views):
                [
                    ("kind", .string("rand_augment")),
                    (
                        "list",
                        .text(RandAugment.List.words.first { $0.list == views.list }?.word ?? "")
                    ),
                    ("operations", views.operations == 0 ? .null : .count(views.operations)),
                    ("magnitude", .optional(views.magnitude)),
                ]
            case .ctAugment(let views):
                [
                    ("kind", .string("ct_augment")), ("operations", .count(views.operations)),
                    ("threshold", .optional(views.threshold)), ("decay", .optional(views.decay)),
                ]
            case .color(let views):
                [
                    ("kind", .string("color")), ("strength", .optional(views.strength)),
                    ("grayscale", .optional(views.grayscale)), ("blur", .optional(views.blur)),
                    ("solarize", .number(views.solarize)),
                    ("least_area", .optional(views.leastArea)),
                ]
            }
        return .object(members + [("cutout", .optional(cutout))])
    }
}
