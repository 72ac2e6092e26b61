import Domain
import Foundation
import Networks

/// What PyTorch made of a network: a file of `Golden/architectures`, told in `make_architectures.py`.
struct Recording: Decodable {
    struct Case: Decodable {
        let network: Architecture
        let rows: Int
        let height: Int
        let width: Int
        let channels: Int
        let classes: Int
        let seed: Int

        var graph: Graph {
            let input = Shape.image(height: height, width: width, channels: channels)
            return network.graph(input, classes)
        }
    }

    /// A tensor of the state_dict.
    struct Line: Decodable {
        let sides: [Int]
        /// Of a parameter the norm of its gradient, of a running statistic how far it moved; nil: there is
        /// none.
        let norm: Double?
        /// Some values of the gradient, in ten-thousandths of its root mean square.
        let entries: [Double]

        init(from decoder: any Decoder) throws {
            var list = try decoder.unkeyedContainer()
            sides = try list.decode([Int].self)
            norm = try list.decodeIfPresent(Double.self)
            entries = try list.isAtEnd ? [] : list.decode([Double].self)
        }
    }

    let `case`: Case
    let evaluated: [[Double]]?
    let trained: [[Double]]?
    let tensors: [String: Line]?
    /// The hash of names and sides, where they are not told.
    let names: String?

    static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Golden")

    /// The names of all files.
    static let all = names(in: "architectures")

    /// The names of the files of a folder of vectors.
    static func names(in part: String) -> [String] {
        let path = folder.appending(path: part).path
        let files = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        return files.filter { $0.hasSuffix(".json") }.map { String($0.dropLast(5)) }.sorted()
    }

    init(_ name: String) throws {
        let data = try Data(
            contentsOf: Self.folder.appending(path: "architectures/\(name).json")
        )
        self = try JSONDecoder().decode(Recording.self, from: data)
    }
}

/// The architecture of a recording.
enum Architecture: Decodable {
    case wideResNet(WideResNet)
    case resNet(ResNet)

    private enum Key: String, CodingKey {
        case architecture, width, groups, units, depth, origin, small, d
        case firstStride = "first_stride"
        case selectiveKernels = "selective_kernels"
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        let width = try container.decode(Int.self, forKey: .width)
        let kind = try container.decode(String.self, forKey: .architecture)
        guard kind == "resnet" else {
            self = .wideResNet(
                WideResNet(
                    width: width,
                    groups: try container.decode(Int.self, forKey: .groups),
                    units: try container.decode(Int.self, forKey: .units),
                    firstStride: try container.decode(Int.self, forKey: .firstStride)
                )
            )
            return
        }
        let origins: [String: ResNet.Origin] = ["torchvision": .torchvision, "simclrv2": .simCLRv2]
        guard let depth = ResNet.Depth(rawValue: try container.decode(Int.self, forKey: .depth)),
            let origin = origins[try container.decode(String.self, forKey: .origin)]
        else {
            throw DecodingError.dataCorruptedError(
                forKey: .depth,
                in: container,
                debugDescription: "no residual network"
            )
        }
        self = .resNet(
            ResNet(
                depth,
                width: width,
                origin: origin,
                isForSmallImages: try container.decode(Bool.self, forKey: .small),
                isD: try container.decode(Bool.self, forKey: .d),
                hasSelectiveKernels: try container.decode(Bool.self, forKey: .selectiveKernels)
            )
        )
    }

    func graph(_ input: Shape, _ classes: Int) -> Graph {
        switch self {
        case .wideResNet(let sizes): .wideResNet(sizes, input: input, classes: classes)
        case .resNet(let network): .resNet(network, input: input, classes: classes)
        }
    }
}

/// The numbers that both sides compute.
enum Formula {
    /// The FNV-1a hash of 64 bits.
    static func hash(_ text: String) -> UInt64 {
        text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }

    /// Numbers in `-1...1` of 24 bits: SplitMix64 from the hash of a name.
    static func units(_ name: String, _ count: Int) -> [Double] {
        var state = hash(name)
        return (0..<count).map { _ in
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return Double((z ^ (z >> 31)) >> 40) * 0x1p-23 - 1
        }
    }

    static func matrix(_ name: String, _ rows: Int, _ columns: Int) -> Matrix {
        let values = units(name, rows * columns).map { Float($0) }
        return Matrix(rows: rows, columns: columns, values: values)
    }

    /// A tensor of a state_dict.
    static func tensor(_ name: String, _ sides: [Int]) -> Safetensors.Tensor {
        guard !name.hasSuffix("num_batches_tracked") else {
            return Safetensors.Tensor(name: name, shape: [], values: .integers([0]))
        }
        let count = sides.reduce(1, *)
        var (base, scale) = (0.0, 0.25)
        if sides.count > 1 {
            scale = (3 / (Double(count) / Double(sides[0]))).squareRoot()
        } else if name.hasSuffix("running_var") {
            (base, scale) = (0.05, 0.0125)
        } else if name.hasSuffix("weight") {
            (base, scale) = (0.25, 0.125)
        } else if name.hasSuffix("bias") {
            scale = 1
        }
        let values = units(name, count).map { Float(base + scale * $0) }
        return Safetensors.Tensor(name: name, shape: sides, values: .floats(values))
    }
}
