/// A page of Prometheus' text format 0.0.4, read strictly: what the format allows but this server
/// never writes is an error too.
struct ParsedMetrics {
    /// One metric with its lines.
    struct Family {
        var kind = ""
        var help = ""
        var samples: [Sample] = []
    }

    /// One line with a value.
    struct Sample: Hashable {
        var name: String
        var labels: [String: String]
        var value: Double
    }

    /// Why a page is not one.
    struct Problem: Error, CustomStringConvertible {
        var description: String
    }

    private(set) var families: [String: Family] = [:]
    private(set) var order: [String] = []

    init(_ page: String) throws {
        guard page.hasSuffix("\n") else { throw Problem(description: "the last line has no end") }
        for line in page.dropLast().split(separator: "\n", omittingEmptySubsequences: false) {
            do {
                try read(line)
            } catch let problem as Problem {
                throw Problem(description: "\(problem.description) in the line: \(line)")
            }
        }
        for (name, family) in families {
            guard !family.kind.isEmpty else { throw Problem(description: "\(name) has no type") }
            if family.kind == "histogram" { try Self.checkHistogram(name, family) }
        }
    }

    /// The value of a sample; nil where there is none.
    subscript(_ name: String, _ labels: [String: String] = [:]) -> Double? {
        families.values.lazy.flatMap(\.samples)
            .first { $0.name == name && $0.labels == labels }?.value
    }

    private mutating func read(_ line: Substring) throws {
        if line.hasPrefix("# ") {
            let words = line.split(separator: " ", maxSplits: 3, omittingEmptySubsequences: false)
            guard words.count == 4 else { throw Problem(description: "a comment of too few words") }
            let name = String(words[2])
            switch words[1] {
            case "HELP":
                guard families[name] == nil, Self.isName(name) else {
                    throw Problem(description: "a second or misnamed HELP")
                }
                families[name] = Family(help: String(words[3]))
                order.append(name)
            case "TYPE":
                guard order.last == name, families[name]?.kind == "",
                    ["counter", "gauge", "histogram"].contains(words[3])
                else { throw Problem(description: "a TYPE out of place") }
                families[name]?.kind = String(words[3])
            default: throw Problem(description: "an unknown comment")
            }
            return
        }
        try readSample(line)
    }

    private mutating func readSample(_ line: Substring) throws {
        guard let owner = order.last, let kind = families[owner]?.kind, !kind.isEmpty else {
            throw Problem(description: "a value before its TYPE")
        }
        let name = String(line.prefix { $0 != "{" && $0 != " " })
        var rest = line.dropFirst(name.count)
        var labels: [String: String] = [:]
        if rest.first == "{" { labels = try Self.readLabels(&rest) }
        guard rest.first == " ", let value = Self.number(rest.dropFirst()) else {
            throw Problem(description: "no value")
        }
        let suffixes = kind == "histogram" ? ["_bucket", "_sum", "_count"] : [""]
        guard suffixes.contains(where: { name == owner + $0 }) else {
            throw Problem(description: "a value of another metric than \(owner)")
        }
        guard kind == "gauge" || value >= 0 else { throw Problem(description: "a negative count") }
        let sample = Sample(name: name, labels: labels, value: value)
        let isKnown =
            families[owner]?.samples
            .contains { $0.name == name && $0.labels == labels } ?? false
        guard !isKnown else { throw Problem(description: "the same labels twice") }
        families[owner]?.samples.append(sample)
    }

    private static func readLabels(_ rest: inout Substring) throws -> [String: String] {
        var labels: [String: String] = [:]
        repeat {
            rest = rest.dropFirst()
            let name = String(rest.prefix { $0 != "=" })
            rest = rest.dropFirst(name.count)
            guard isName(name), !name.contains(":"), rest.hasPrefix("=\"") else {
                throw Problem(description: "a misnamed label")
            }
            rest = rest.dropFirst(2)
            var value = ""
            while let character = rest.first, character != "\"" {
                rest = rest.dropFirst()
                guard character == "\\" else {
                    value.append(character)
                    continue
                }
                switch rest.first {
                case "n": value.append("\n")
                case "\\": value.append("\\")
                case "\"": value.append("\"")
                default: throw Problem(description: "an unknown escape")
                }
                rest = rest.dropFirst()
            }
            rest = rest.dropFirst()
            guard labels.updateValue(value, forKey: name) == nil else {
                throw Problem(description: "a label twice")
            }
        } while rest.first == ","
        guard rest.first == "}" else { throw Problem(description: "labels without an end") }
        rest = rest.dropFirst()
        return labels
    }

    private static func isName(_ text: String) -> Bool {
        guard let first = text.utf8.first, !(48...57).contains(first) else { return false }
        return text.utf8.allSatisfy { byte in
            (97...122).contains(byte) || (65...90).contains(byte) || (48...57).contains(byte)
                || byte == 95 || byte == 58
        }
    }

    private static func number(_ text: Substring) -> Double? {
        switch text {
        case "+Inf": .infinity
        case "-Inf": -.infinity
        case "NaN": .nan
        default: Double(text).flatMap { $0.isFinite ? $0 : nil }
        }
    }

    /// Buckets rise, end with `+Inf`, and that one is the count.
    private static func checkHistogram(_ name: String, _ family: Family) throws {
        var groups: [[String: String]: [Sample]] = [:]
        for sample in family.samples {
            var key = sample.labels
            key["le"] = nil
            groups[key, default: []].append(sample)
        }
        for (labels, samples) in groups {
            let buckets = samples.filter { $0.name == name + "_bucket" }
            let bounds = buckets.compactMap { $0.labels["le"].flatMap { number($0[...]) } }
            let sums = samples.filter { $0.name == name + "_sum" }
            let counts = samples.filter { $0.name == name + "_count" }
            guard bounds.count == buckets.count, bounds.last == .infinity,
                zip(bounds, bounds.dropFirst()).allSatisfy({ $0 < $1 }),
                zip(buckets, buckets.dropFirst()).allSatisfy({ $0.value <= $1.value }),
                sums.count == 1, counts.count == 1, counts[0].value == buckets.last?.value
            else { throw Problem(description: "\(name) \(labels) is no histogram") }
        }
    }
}
