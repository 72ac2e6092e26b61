internal import Domain
internal import Kernels
internal import Networks
internal import SemiSupervised

/// The memory in which a network is trained on rows of one or several sizes: one workspace for each, over the same
/// weights.
final class SizedNetworks {
    /// A slot of one of the workspaces.
    struct Place: Hashable {
        private static let slots = 1 << 16
        /// Which workspace.
        let index: Int
        /// Which of its passes.
        let slot: Int

        init(index: Int, slot: Int) {
            self.index = index
            self.slot = slot
        }

        init(number: Int) { self.init(index: number / Self.slots, slot: number % Self.slots) }

        /// Both as one number.
        var number: Int { index * Self.slots + slot }
    }

    /// A workspace, as an array can hold it.
    private final class Sized {
        var workspace: Workspace
        /// Which slots hold a pass that is to go backward.
        var isHeld: [Bool]

        init(_ workspace: consuming Workspace, passes: Int) {
            self.workspace = workspace
            isHeld = Array(repeating: false, count: passes)
        }
    }

    /// The network.
    let network: Network
    private let sizes: [Sized]

    /// Allocates the workspaces of some sizes, `rows` by the shape of a row.
    ///
    /// - Throws: ``Failure`` when memory does not suffice, or the network has other weights for rows of other
    ///   sizes.
    init(
        _ network: Network,
        rows: [Shape: Int],
        needs: Needs,
        shards: Int,
        threads: Int
    ) throws(Failure) {
        var sizes: [Sized] = []
        // The network's own size is the first.
        for (shape, count) in rows.ordered(from: network.graph.input) {
            let workspace = try Workspace(
                for: network.sized(to: shape),
                rows: count,
                passes: needs.passes,
                exposing: needs.heads,
                threads: threads,
                shards: shards
            )
            sizes.append(Sized(workspace, passes: needs.passes))
        }
        self.network = network
        self.sizes = sizes
    }

    /// The threads of the first workspace.
    var pool: ThreadPool { sizes[0].workspace.pool }

    /// The workspace of a place.
    subscript(place: Place) -> Workspace {
        _read { yield sizes[place.index].workspace }
        _modify { yield &sizes[place.index].workspace }
    }

    /// A free slot for rows of the size of `inputs`, or for values of `start`.
    func place(for inputs: [Matrix], from start: HeadName?) -> Place {
        let columns = inputs.first?.columns ?? network.rowInputs
        let index =
            start != nil ? 0 : sizes.firstIndex { $0.workspace.network.rowInputs == columns }
        guard let index else {
            preconditionFailure("rows of \(columns) values, which no view of the phase has")
        }
        guard let slot = sizes[index].isHeld.firstIndex(of: false) else {
            preconditionFailure("as many passes are alive as were asked for")
        }
        return Place(index: index, slot: slot)
    }

    /// Keeps a pass alive until it goes backward.
    func hold(_ place: Place) { sizes[place.index].isHeld[place.slot] = true }

    /// Gives a pass's slot free.
    func release(_ place: Place) { sizes[place.index].isHeld[place.slot] = false }

    /// Forgets gradients and passes.
    func begin() {
        for size in sizes {
            size.workspace.clearGradients()
            for slot in size.isHeld.indices { size.isHeld[slot] = false }
        }
    }

    /// Writes the gradients of all sizes over `sum`.
    func readGradients(into sum: inout [Float]) {
        sizes[0].workspace.readGradients(into: &sum)
        for size in sizes.dropFirst() { size.workspace.addGradients(to: &sum) }
    }
}

extension [Shape: Int] {
    /// The shapes, `first` before all others, those by their size.
    func ordered(from first: Shape) -> [(shape: Shape, rows: Int)] {
        let others = filter { $0.key != first }.sorted {
            ($0.key.count, $0.key.height) > ($1.key.count, $1.key.height)
        }
        return [(first, self[first] ?? 1)] + others.map { ($0.key, $0.value) }
    }
}
