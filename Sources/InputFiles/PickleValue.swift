internal import Domain

/// A value of a pickle that holds data alone.
enum PickleValue {
    case none
    case whole(Int)
    case text(String)
    case bytes([UInt8])
    /// A dictionary whose keys are texts.
    case record([String: PickleValue])
    case tuple([PickleValue])
    /// A function by its module and name; none is ever called.
    case function(String)
    /// The type of NumPy's numbers.
    case type(name: String, isBigEndian: Bool)
    /// Where the items of a dictionary or tuple begin.
    case mark
    /// What was handed out, or is too large to be kept.
    case gone

    /// Whether it is small enough to be kept in case it is referred to again.
    var isSmall: Bool {
        switch self {
        case .text(let text): text.utf8.count <= 256
        case .bytes(let bytes): bytes.count <= 64
        case .tuple(let values): values.count <= 16 && values.allSatisfy(\.isSmall)
        case .none, .whole, .function, .type: true
        case .record, .mark, .gone: false
        }
    }

    /// What a function comes to, of those that make NumPy's whole numbers; nil: it is another.
    func called(with arguments: PickleValue) -> PickleValue? {
        guard case .function(let name) = self, case .tuple(let values) = arguments else {
            return nil
        }
        switch (name, values.first, values.dropFirst().first) {
        case ("numpy.dtype", .text(let type), _):
            return .type(name: type, isBigEndian: false)
        case ("numpy.core.multiarray.scalar", .type(let name, let isBigEndian), .bytes(let bytes)),
            ("numpy._core.multiarray.scalar", .type(let name, let isBigEndian), .bytes(let bytes)):
            guard let kind = name.first.flatMap(ArrayElement.Kind.init),
                kind == .signed || kind == .unsigned, let width = Int(name.dropFirst()),
                [1, 2, 4, 8].contains(width), bytes.count == width
            else { return nil }
            let element = ArrayElement(kind, width: width, isBigEndian: isBigEndian)
            return Int(exactly: element.number(in: bytes, at: 0)).map { .whole($0) }
        default: return nil
        }
    }

    /// A type with the state that NumPy keeps of it, whose second part is the order of bytes; nil: it is none.
    func built(of state: PickleValue) -> PickleValue? {
        guard case .type(let name, _) = self, case .tuple(let values) = state, values.count > 1,
            case .text(let order) = values[1]
        else { return nil }
        return .type(name: name, isBigEndian: order == ">")
    }
}
