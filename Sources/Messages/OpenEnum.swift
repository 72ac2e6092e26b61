/// An enum of a message, which keeps numbers that this version does not know.
package protocol OpenEnum: FieldValue, Hashable {
    /// Every value that this version knows, in the order of the proto.
    static var known: [Self] { get }

    /// A number that this version does not know.
    static func unrecognized(_ number: Int32) -> Self

    /// The value's number.
    var rawValue: Int32 { get }
}

extension OpenEnum {
    /// The value of a number.
    package init(rawValue: Int32) {
        self = Self.known.first { $0.rawValue == rawValue } ?? .unrecognized(rawValue)
    }

    package static var wireType: UInt64 { 0 }
    package static var isPacked: Bool { true }
    package static var unpackedSize: Int { Int32.unpackedSize }
    package init(_ field: UnpackedField) { self.init(rawValue: field.number(Int32.self)) }
    package var isDefault: Bool { rawValue == 0 }
    package var wireSize: Int { rawValue.wireSize }
    package func append(to buffer: inout [UInt8]) { rawValue.append(to: &buffer) }
}
