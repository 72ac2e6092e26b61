internal import Domain
internal import Networks
internal import SemiSupervised

/// The state of an objective, as a checkpoint holds it: tensors and scalars by name.
struct StateTensors: Hashable, Sendable {
    /// The values of one name.
    enum Values: Hashable, Sendable {
        case floats([Float])
        case integers([Int64])
        case scalar(Double)
    }

    /// The parts by name.
    var parts: [String: Values]

    /// Holds what was read.
    init(_ parts: [String: Values] = [:]) { self.parts = parts }

    /// Reads the state of an objective or a solver.
    init(of owner: inout some Stateful) {
        var reader = Reader()
        owner.visit(&reader)
        parts = reader.parts
    }

    /// Sets the state of an objective or a solver.
    ///
    /// - Throws: ``Failure`` (data loss) when a part is missing or of another kind.
    func restore(_ owner: inout some Stateful) throws(Failure) {
        var writer = Writer(parts: parts)
        owner.visit(&writer)
        let unknown = writer.missing ?? writer.parts.keys.min()
        if let unknown {
            throw .dataLoss("the checkpoint's state does not fit the algorithm: '\(unknown)'")
        }
    }

    private static let selection = "pool.selection"
    private static let targets = "pool.targets"
    /// That a change is held, though it may be one back to the whole pool.
    private static let isChanged = "pool.changed"

    /// Holds what surveys made of a pool, beside the state of the objective.
    mutating func add(_ change: PoolChange) {
        parts[Self.selection] = change.selection.map { .integers($0.map(Int64.init)) }
        parts[Self.targets] = change.targets.map { .floats($0.values) }
        parts[Self.isChanged] = .scalar(1)
    }

    /// Takes out what surveys made of a pool; nil: nothing is held of that.
    mutating func takeChange(classes: Int) -> PoolChange? {
        guard parts.removeValue(forKey: Self.isChanged) != nil else { return nil }
        var change = PoolChange()
        if case .integers(let rows)? = parts.removeValue(forKey: Self.selection) {
            change.selection = rows.map { Int($0) }
        }
        if case .floats(let values)? = parts.removeValue(forKey: Self.targets) {
            change.targets = Matrix(
                rows: values.count / classes,
                columns: classes,
                values: values
            )
        }
        return change
    }

    private struct Reader: StateVisitor {
        var parts: [String: Values] = [:]

        mutating func tensor(_ name: String, _ values: inout [Float]) {
            parts[name] = .floats(values)
        }

        mutating func integers(_ name: String, _ values: inout [Int]) {
            parts[name] = .integers(values.map(Int64.init))
        }

        mutating func scalar(_ name: String, _ value: inout Double) {
            parts[name] = .scalar(value)
        }
    }

    private struct Writer: StateVisitor {
        var parts: [String: Values]
        var missing: String?

        mutating func tensor(_ name: String, _ values: inout [Float]) {
            guard case .floats(let stored)? = parts.removeValue(forKey: name) else {
                return missing = name
            }
            values = stored
        }

        mutating func integers(_ name: String, _ values: inout [Int]) {
            guard case .integers(let stored)? = parts.removeValue(forKey: name) else {
                return missing = name
            }
            values = stored.map { Int($0) }
        }

        mutating func scalar(_ name: String, _ value: inout Double) {
            guard case .scalar(let stored)? = parts.removeValue(forKey: name) else {
                return missing = name
            }
            value = stored
        }
    }
}
