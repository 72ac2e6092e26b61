package import Domain
internal import Files
internal import Foundation
package import Networks

// Graphs from outside: read, checked, and told to callers.

extension Graph {
    /// The most bytes of a graph in a request.
    package static let jsonLimit = 256 << 10

    /// The graph as JSON, which ``init(json:input:classes:field:)`` takes; empty where a number has no JSON form.
    package var json: String { (try? JSON.encode(self)) ?? "" }

    /// Reads a graph that a caller sent, for the inputs and classes of a project.
    ///
    /// It has the head `classifier`, or is an encoder with the head `embedding`. Where a classifier does not say
    /// what its features are, they are what the layer takes that yields its logits.
    ///
    /// - Throws: ``Failure`` (invalid argument) naming the node at fault.
    package init(
        json text: String,
        input: InputSpecification,
        classes: Int,
        field: String
    ) throws(Failure) {
        func invalid(_ words: String) -> Failure { .invalid("the graph's \(words)", field: field) }
        guard text.utf8.count <= Self.jsonLimit else {
            throw .invalid(
                "a graph has at most \(Self.jsonLimit) bytes; came \(text.utf8.count)",
                field: field
            )
        }
        do {
            self = try JSONDecoder().decode(Graph.self, from: Data(text.utf8))
        } catch {
            throw .invalid(Self.explain(error, in: text), field: field)
        }
        if frontEnd == nil { frontEnd = FrontEndSpecification(defaultFor: input) }
        let shapes = [Shape(input, frontEnd)] + (input.elements.map { [.vector($0)] } ?? [])
        guard shapes.contains(self.input) else {
            throw invalid("input is \(self.input); the project has \(input.summary)")
        }
        guard standardization == nil || standardization == InputStandardization(of: input) else {
            throw invalid(
                "standardization is of \(InputStandardization(of: input)?.channels ?? 0) channels; came "
                    + "\(standardization?.channels ?? 0)"
            )
        }
        guard heads[.classifier] != nil || heads[.embedding] != nil else {
            throw invalid("heads are 'classifier', or 'embedding' of an encoder; came neither")
        }
        do {
            _ = try Network(self)
        } catch {
            throw invalid(error.description)
        }
        guard let logits = heads[.classifier] else { return }
        guard self.classes == classes else {
            throw invalid(
                "node '\(logits)' yields \(self.classes) classes; the project has \(classes)"
            )
        }
        if heads[.embedding] == nil { heads[.embedding] = featuresName }
    }

    /// What the dense layer takes that yields the logits.
    private var featuresName: String? {
        var name = heads[.classifier]
        for node in nodes.reversed() where node.name == name {
            name = node.inputs.first
            if node.operation is Dense { break }
        }
        return name
    }

    /// What is wrong with a text, with the name of the node where it is in one.
    private static func explain(_ error: any Error, in text: String) -> String {
        guard let error = error as? DecodingError else { return "expected a graph as JSON" }
        let (words, path): (String, [any CodingKey]) =
            switch error {
            case .keyNotFound(let key, let context):
                ("'\(key.stringValue)' is missing", context.codingPath)
            case .typeMismatch(_, let context), .valueNotFound(_, let context):
                ("a value of another kind was expected", context.codingPath)
            case .dataCorrupted(let context):
                (context.debugDescription, context.codingPath)
            @unknown default:
                ("not a graph", [])
            }
        let keys = path.map { $0.intValue.map { "[\($0)]" } ?? ".\($0.stringValue)" }.joined()
        var place = keys.isEmpty ? "" : " at \(keys.drop { $0 == "." })"
        if path.count >= 2, path[0].stringValue == "nodes", let index = path[1].intValue,
            let names = try? JSONDecoder().decode(Names.self, from: Data(text.utf8)).nodes,
            names.indices.contains(index), let name = names[index].name
        {
            place += " of node \(quoted(name))"
        }
        return "expected a graph as JSON: \(words)\(place)"
    }

    /// The names of the nodes of a text that is no graph.
    private struct Names: Decodable {
        struct Node: Decodable { var name: String? }
        var nodes: [Node]
    }
}
