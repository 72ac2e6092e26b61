internal import HTTP2Session

/// The header fields of a call that are not gRPC's own; names in lower case, order kept.
///
/// Values of names that end in `-bin` are bytes, base64 on the wire. Names may be given in any case.
package struct Metadata: Sendable, Hashable, CustomStringConvertible {
    private var block = HeaderBlock()

    package init() {}

    /// Whether there are no fields.
    package var isEmpty: Bool { block.isEmpty }

    /// The number of fields.
    package var count: Int { block.count }

    /// The fields as they are on the wire.
    package var fields: [(name: String, value: String)] {
        block.indices.map { (block.name($0), block.value($0)) }
    }

    /// The first value of `name`.
    package subscript(_ name: String) -> String? {
        index(name).map { block.value($0) }
    }

    /// The first value of `name`, which ends in `-bin`; nil also where it is not base64.
    package subscript(binary name: String) -> [UInt8]? {
        index(name).flatMap { Base64.decode(block.valueBytes($0)) }
    }

    /// Appends a field; characters that HTTP forbids in a value are replaced by `?`, but where the name
    /// ends in `-bin` the value is the bytes of the text.
    package mutating func append(_ name: String, _ value: String) {
        let name = Self.checked(name)
        guard !name.hasSuffix("-bin") else {
            return block.append(name, bytes: Base64.encode(Array(value.utf8)))
        }
        let bytes = value.utf8.map { (0x20...0x7e).contains($0) ? $0 : UInt8(ascii: "?") }
        block.append(name, bytes: bytes)
    }

    /// Appends a field whose value is bytes; `name` ends in `-bin`.
    package mutating func append(_ name: String, binary value: [UInt8]) {
        let name = Self.checked(name)
        precondition(name.hasSuffix("-bin"), "the name \(name) does not end in -bin")
        block.append(name, bytes: Base64.encode(value))
    }

    /// Whether a field may have this name: a token of HTTP, as those of every received field are.
    package static func isName(_ name: String) -> Bool {
        !name.isEmpty && name.utf8.allSatisfy(nameBytes.contains)
    }

    private static let nameBytes = Set("!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyz".utf8)

    /// The name in lower case; a name that HTTP does not allow is a mistake in the program.
    private static func checked(_ name: String) -> String {
        let name = name.lowercased()
        precondition(isName(name), "a metadata name is a token; got \(name.debugDescription)")
        return name
    }

    private func index(_ name: String) -> Int? {
        let isUpper: (UInt8) -> Bool = { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
        let name = name.utf8.contains(where: isUpper) ? name.lowercased() : name
        let count = name.utf8.count
        return block.indices.first { block.nameCount($0) == count && block.name($0) == name }
    }

    /// The fields, without what any of them holds: metadata may carry secrets.
    package var description: String {
        "[" + block.indices.map { block.name($0) }.joined(separator: ", ") + "]"
    }

    // MARK: The wire

    /// Appends field `index` of a received list unless it is HTTP's or gRPC's own.
    mutating func append(_ index: Int, of received: HeaderBlock) {
        if !Self.isReserved(index, of: received) { block.append(index, of: received) }
    }

    /// The fields of a received list.
    init(_ received: HeaderBlock, fields: Range<Int>) {
        for index in fields { append(index, of: received) }
    }

    /// Appends all fields to a list to send.
    func append(to list: inout HeaderBlock) { list.append(contentsOf: block) }

    private static func isReserved(_ index: Int, of list: HeaderBlock) -> Bool {
        list.name(index, startsWith: ":") || list.name(index, startsWith: "grpc-")
            || list.name(index, is: "content-type") || list.name(index, is: "te")
    }
}
