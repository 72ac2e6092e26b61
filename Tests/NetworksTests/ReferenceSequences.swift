import Foundation
import Networks

/// What sees whole rows, written as naively as possible.
extension ReferenceNetwork {
    /// Whether an operation makes something else than an item of each item.
    static func seesRows(_ operation: any Networks.Operation) -> Bool {
        type(of: operation).ofSequences == .rowwise || operation is Patches
    }

    /// The items that a node makes of those of rows of some lengths.
    func rowwise(
        _ node: Graph.Node,
        _ inputs: [[[Double]]],
        _ shapes: [Shape],
        _ lengths: [Int]
    ) -> [[Double]] {
        var start = 0
        return lengths.flatMap { length -> [[Double]] in
            let row = inputs.map { Array($0[start..<start + length]) }
            start += length
            return items(node, row, shapes)
        }
    }

    /// The items of one row.
    private func items(
        _ node: Graph.Node,
        _ inputs: [[[Double]]],
        _ shapes: [Shape]
    ) -> [[Double]] {
        let row = inputs[0]
        switch node.operation {
        case let pool as SequencePool: return [reduce(row, pool.reduction)]
        case let positions as Positions: return add(positions, node.name, to: row)
        case let attention as Attention:
            guard inputs.count == 1 else {
                return attend(inputs[0], inputs[1], inputs[2], heads: attention.heads)
            }
            let width = row[0].count / 3
            let parts = (0..<3).map { part in
                row.map { Array($0[part * width..<(part + 1) * width]) }
            }
            return attend(parts[0], parts[1], parts[2], heads: attention.heads)
        case is StochasticDepth: return row
        case is ClassToken: return [values(node.name) ?? []] + row
        case is Patches:
            let width = shapes[0].channels
            return (0..<shapes[0].pixels).map { Array(row[0][$0 * width..<($0 + 1) * width]) }
        default: fatalError("the reference has no \(type(of: node.operation).kind)")
        }
    }

    private func reduce(_ row: [[Double]], _ reduction: SequencePool.Reduction) -> [Double] {
        guard reduction != .first else { return row[0] }
        return row[0].indices.map { channel in
            let values = row.map { $0[channel] }
            return switch reduction {
            case .mean: values.reduce(0, +) / Double(row.count)
            case .maximum, .first: values.max() ?? 0
            }
        }
    }

    private func add(_ positions: Positions, _ name: String, to row: [[Double]]) -> [[Double]] {
        let table = values(positions.table == .bare ? name : "\(name).weight") ?? []
        return row.enumerated().map { place, item in
            item.indices.map { channel in
                guard positions.table == .sinusoidal else {
                    return item[channel] + table[place * item.count + channel]
                }
                let power = Double(channel / 2 * 2) / Double(item.count)
                let angle = Double(place) / pow(10_000, power)
                return item[channel] + (channel % 2 == 0 ? sin(angle) : cos(angle))
            }
        }
    }

    private func attend(
        _ query: [[Double]],
        _ key: [[Double]],
        _ value: [[Double]],
        heads: Int
    ) -> [[Double]] {
        let width = query[0].count / heads
        return query.map { item in
            (0..<heads).flatMap { head -> [Double] in
                let columns = head * width..<(head + 1) * width
                let products: [Double] = key.map { other in
                    columns.reduce(0) { $0 + item[$1] * other[$1] } / Double(width).squareRoot()
                }
                let most = products.max() ?? 0
                let powers = products.map { exp($0 - most) }
                let sum = powers.reduce(0, +)
                return columns.map { column in
                    zip(powers, value).reduce(0) { $0 + $1.0 * $1.1[column] } / sum
                }
            }
        }
    }
}
