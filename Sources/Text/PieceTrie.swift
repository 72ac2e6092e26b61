internal import Domain

/// The tokens of a vocabulary as a tree of bytes: the longest that begins a text is found in one walk.
///
/// The children of a node lie side by side in the order of their bytes, so a node takes 13 bytes, and the tree
/// of 30,000 tokens about a megabyte.
struct PieceTrie: Sendable {
    private struct Node {
        /// The first of its children.
        var first: UInt32 = 0
        /// The token that ends here.
        var id = UInt32.max
        var children: UInt16 = 0
    }

    private var nodes: [Node] = []
    /// The byte that leads to each node.
    private var bytes: [UInt8] = []
    /// The node of each first byte of a word, and of what follows in one; 0, the root, where there is none.
    private var firstOfWord: [UInt32] = []
    private var firstWithin: [UInt32] = []

    /// Makes the tree of a vocabulary, whose tokens within words begin with `prefix`.
    ///
    /// - Throws: ``Failure`` (invalid argument) where two lines are the same.
    init(_ vocabulary: Vocabulary, prefix: [UInt8]) throws(Failure) {
        try build(vocabulary)
        firstOfWord = fan(below: 0)
        var below: UInt32? = 0
        for byte in prefix { below = below.flatMap { child(of: $0, byte) } }
        firstWithin = below.map(fan) ?? [UInt32](repeating: 0, count: 256)
    }

    private mutating func build(_ vocabulary: Vocabulary) throws(Failure) {
        let order = vocabulary.sorted()
        // What is nothing but white space is read as nothing, and comes first.
        let start = order.firstIndex { vocabulary.length(of: $0) > 0 } ?? order.endIndex
        /// The tokens of the nodes that are to come, which share `depth` bytes.
        var waiting = [(range: start..<order.endIndex, depth: 0)]
        nodes = [Node()]
        bytes = [0]
        while !waiting.isEmpty {
            // Level by level, which is the order of the nodes.
            var next: [(range: Range<Int>, depth: Int)] = []
            var node = nodes.count - waiting.count
            for (tokens, depth) in waiting {
                var range = tokens
                if depth > 0, let first = range.first, vocabulary.length(of: order[first]) == depth
                {
                    range = first + 1..<range.upperBound
                    nodes[node].id = UInt32(order[first])
                    if let other = range.first, vocabulary.length(of: order[other]) == depth {
                        throw vocabulary.doubled(order[first], order[other])
                    }
                }
                nodes[node].first = UInt32(nodes.count)
                while let start = range.first {
                    let byte = vocabulary.byte(depth, of: order[start])
                    let end = range.first { vocabulary.byte(depth, of: order[$0]) != byte }
                    next.append((start..<(end ?? range.upperBound), depth + 1))
                    range = (end ?? range.upperBound)..<range.upperBound
                    nodes[node].children += 1
                    nodes.append(Node())
                    bytes.append(byte)
                }
                node += 1
            }
            waiting = next
        }
    }

    private func fan(below node: UInt32) -> [UInt32] {
        (0...255).map { child(of: node, UInt8($0)) ?? 0 }
    }

    /// The child that a byte leads to.
    @inline(__always)
    private func child(of node: UInt32, _ byte: UInt8) -> UInt32? {
        let parent = nodes[Int(node)]
        var low = Int(parent.first)
        var high = low + Int(parent.children)
        while high - low > 8 {
            let middle = (low + high) / 2
            if bytes[middle] <= byte { low = middle } else { high = middle }
        }
        while low < high {
            if bytes[low] == byte { return UInt32(low) }
            low += 1
        }
        return nil
    }

    /// The longest token that begins at `place` of a word of `count` bytes, and where it ends.
    ///
    /// At 0 a token of words, behind that one that goes on with a word.
    func longest(in word: borrowing [UInt8], at place: Int, count: Int) -> (id: UInt32, end: Int)? {
        let byte = Int(word[place])
        var node = place == 0 ? firstOfWord[byte] : firstWithin[byte]
        guard node != 0 else { return nil }
        var found: (id: UInt32, end: Int)?
        var end = place + 1
        while true {
            let id = nodes[Int(node)].id
            if id != .max { found = (id, end) }
            guard end < count, let next = child(of: node, word[end]) else { return found }
            node = next
            end += 1
        }
    }
}
