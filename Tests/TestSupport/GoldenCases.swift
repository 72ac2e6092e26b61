package import Testing

/// The cases of one recorded file, each applied or failed by its name.
package struct GoldenCases {
    /// The path below the folder of ``GoldenFolder``.
    package let path: String
    /// The whole file.
    package let file: GoldenValue

    /// Reads a file of at least one case.
    ///
    /// - Parameters:
    ///   - path: The path below the folder of ``GoldenFolder``.
    ///   - testFile: A file of the test target.
    /// - Throws: What reading or decoding throws; ``GoldenError`` when the file has no cases.
    package init(reading path: String, besides testFile: StaticString = #filePath) throws {
        self.path = path
        file = try GoldenValue(reading: path, besides: testFile)
        guard try !file.cases().isEmpty else {
            throw GoldenError(description: "\(path) has no cases")
        }
    }

    /// Applies `body` to each case.
    ///
    /// What it throws is an issue that names the case, so that one that cannot be applied neither
    /// hides the ones after it nor is skipped in silence.
    ///
    /// - Parameters:
    ///   - sourceLocation: The line that an issue points to.
    ///   - body: The check of one case, with the case's name and position for messages.
    /// - Throws: ``GoldenError`` when the file has no list of cases.
    package func forEach(
        sourceLocation: SourceLocation = #_sourceLocation,
        _ body: (_ record: GoldenValue, _ place: String) throws -> Void
    ) throws {
        for (index, record) in try file.cases().enumerated() {
            let place = "\(path), case \(index), \((try? record.get("name").text()) ?? "unnamed")"
            do {
                try body(record, place)
            } catch {
                Issue.record(
                    "\(place) could not be applied: \(error)",
                    sourceLocation: sourceLocation
                )
            }
        }
    }
}

extension GoldenValue {
    /// Checks that an object holds nothing that a test does not look at.
    ///
    /// - Parameters:
    ///   - names: The keys that the test applies.
    ///   - what: What the object is, for the message.
    /// - Throws: ``GoldenError`` with the keys that are not among `names`.
    package func requireOnly(_ names: Set<String>, _ what: String) throws {
        let others = try object().keys.filter { !names.contains($0) }.sorted()
        guard others.isEmpty else {
            throw GoldenError(description: "\(what) not applied here: \(others)")
        }
    }

    /// An object without some of its members; anything else as it is.
    package func without(_ names: Set<String>) -> GoldenValue {
        guard case .object(let members) = self else { return self }
        return .object(members.filter { !names.contains($0.key) })
    }

    /// Whether this is null, or an object or list without members.
    package var isEmpty: Bool {
        switch self {
        case .null: true
        case .object(let object): object.isEmpty
        case .list(let list): list.isEmpty
        default: false
        }
    }

    /// A whole number.
    ///
    /// - Throws: ``GoldenError`` when this is no number or has a fraction.
    package func integer() throws -> Int {
        let value = try number()
        guard let integer = Int(exactly: value) else {
            throw GoldenError(description: "no whole number: \(value)")
        }
        return integer
    }

    /// Classes, each in `0..<classes`; as many as `rows`.
    ///
    /// - Throws: ``GoldenError`` when there are others or another number of them.
    package func labels(rows: Int, classes: Int) throws -> [Int] {
        let labels = try numbers().map { try GoldenValue.number($0).integer() }
        guard labels.count == rows, labels.allSatisfy((0..<classes).contains) else {
            throw GoldenError(
                description: "labels \(labels) for \(rows) rows of \(classes) classes"
            )
        }
        return labels
    }
}
