import SemiSupervised
import TestSupport

/// The draws of a recorded step, in their order.
struct RecordedRandom: RandomSource {
    private var draws: [(what: String, values: [Double])]
    private var next = 0
    private var fault: String?

    init(_ step: GoldenValue) throws {
        draws =
            try step.find("random_draws_in_call_order")?.list().map { draw in
                let value = try draw.get("value")
                let values = try? value.tensor().values
                return (try draw.get("what").text(), try values ?? [value.number()])
            } ?? []
    }

    /// Fails where draws were not as recorded, or not all of them were made.
    func requireUsed() throws {
        if let fault { throw GoldenError(description: fault) }
        guard next == draws.count else {
            throw GoldenError(description: "\(next) of \(draws.count) recorded draws")
        }
    }

    private mutating func take(_ what: String, count: Int) -> [Double] {
        guard next < draws.count, draws[next].what.hasPrefix(what),
            draws[next].values.count == count
        else {
            fault = fault ?? "draw \(next) is not \(count) of \(what)"
            return Array(repeating: 0, count: count)
        }
        next += 1
        return draws[next - 1].values
    }

    mutating func betas(_ count: Int, _ alpha: Float) -> [Float] {
        take("beta(\(alpha),\(alpha))", count: count).map { Float($0) }
    }

    mutating func permutation(_ count: Int) -> [Int] {
        take("permutation", count: count).map { Int($0) }
    }

    mutating func uniforms(_ count: Int, in range: ClosedRange<Float>) -> [Float] {
        let (low, high) = (range.lowerBound, range.upperBound)
        let flips = "uniform_numbers_behind_bernoulli"
        if next < draws.count, draws[next].what == flips {
            // What comes of them is recorded behind them.
            defer { next += 1 }
            return take(flips, count: count).map { Float($0) }
        }
        let name = range == 0...1 ? "uniform(0,1)" : "uniform(\(low),\(high))"
        return take(name, count: count).map { Float($0) }
    }

    mutating func choices(_ count: Int, below bound: Int) -> [Int] {
        take("choice_with_replacement", count: count).map { Int($0) }
    }

    mutating func normals(_ count: Int) -> [Float] {
        take("standard_normal", count: count).map { Float($0) }
    }
}

/// The state of an objective, read.
struct StateReader: StateVisitor {
    private(set) var tensors: [String: [Float]] = [:]
    private(set) var integers: [String: [Int]] = [:]
    private(set) var scalars: [String: Double] = [:]
    /// The parts before the step, where they were asked for.
    private(set) var earlier: [String: [Double]] = [:]

    /// Reads nothing yet.
    init() {}

    /// Reads what `stateful` holds.
    init(of stateful: inout some Stateful, before: StateReader? = nil) {
        earlier = before?.values ?? [:]
        stateful.visit(&self)
    }

    /// All parts, as ``StateWriter`` takes them.
    var values: [String: [Double]] {
        tensors.mapValues { $0.map(Double.init) }
            .merging(integers.mapValues { $0.map(Double.init) }) { $1 }
            .merging(scalars.mapValues { [$0] }) { $1 }
    }

    /// A part of the state, whatever its kind.
    func numbers(_ name: String) -> [Float]? {
        tensors[name] ?? integers[name]?.map { Float($0) } ?? scalars[name].map { [Float($0)] }
    }

    mutating func tensor(_ name: String, _ values: inout [Float]) { tensors[name] = values }
    mutating func integers(_ name: String, _ values: inout [Int]) { integers[name] = values }
    mutating func scalar(_ name: String, _ value: inout Double) { scalars[name] = value }
}

/// Sets parts of a state to recorded numbers.
struct StateWriter: StateVisitor {
    let values: [String: [Double]]

    mutating func tensor(_ name: String, _ values: inout [Float]) {
        if let recorded = self.values[name] { values = recorded.map { Float($0) } }
    }
    mutating func integers(_ name: String, _ values: inout [Int]) {
        if let recorded = self.values[name] { values = recorded.map { Int($0) } }
    }
    mutating func scalar(_ name: String, _ value: inout Double) {
        if let recorded = self.values[name] { value = recorded[0] }
    }
}
