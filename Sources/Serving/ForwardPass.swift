internal import Networks

/// The outputs of one pass through a network, in buffers that are reused.
struct ForwardPass {
    /// The logits of each network row, `[N, C]`, and after them what an earlier pass left.
    private(set) var logits: [Float] = []
    /// The features before the last layer, `[N, D]`; empty unless asked for.
    private(set) var features: [Float] = []
    private var scratch = ScratchCache()

    /// Computes `rows` network rows of `inputs`.
    mutating func run(
        _ network: ServingNetwork,
        _ inputs: [Float],
        rows: Int,
        wantsFeatures: Bool
    ) {
        grow(&logits, to: rows * network.network.classes)
        if wantsFeatures {
            grow(&features, to: rows * network.network.features)
        } else {
            features.removeAll(keepingCapacity: true)
        }
        network.predict(
            rows: rows,
            input: inputs.span,
            scratch: scratch.scratch(for: network).memory,
            logits: &logits,
            embedding: &features
        )
    }

    private func grow(_ values: inout [Float], to count: Int) {
        guard values.count < count else { return }
        values.append(contentsOf: repeatElement(0, count: count - values.count))
    }
}

/// One thread's memory for the networks that it computed last.
///
/// A network is referred to weakly: a thread that sleeps does not keep an old release's weights.
struct ScratchCache {
    final class Entry {
        weak let network: ServingNetwork?
        let number: Int
        let memory: ServingNetwork.Scratch

        init(_ network: ServingNetwork) {
            self.network = network
            number = network.number
            memory = network.makeScratch()
        }
    }

    private static let limit = 8
    /// The entry used last comes first.
    private var entries: [Entry] = []

    /// The memory for a network, made when there is none.
    mutating func scratch(for network: ServingNetwork) -> Entry {
        // By number: to ask for the network itself costs a lock.
        if let first = entries.first, first.number == network.number { return first }
        let index = entries.firstIndex { $0.network === network }
        let entry = index.map { entries.remove(at: $0) } ?? Entry(network)
        entries.removeAll { $0.network == nil }
        entries.insert(entry, at: 0)
        if entries.count > Self.limit { entries.removeLast() }
        return entry
    }
}
