/// A type that fields of messages have.
package protocol FieldValue: Sendable {
    /// How the value's bytes are found on the wire: 0 as a varint, 1 and 5 as eight and four bytes, 2 after
    /// their count.
    static var wireType: UInt64 { get }

    /// Whether the values of a list follow each other without keys.
    static var isPacked: Bool { get }

    /// The bytes of an element of a list in protobuf-c's memory.
    static var unpackedSize: Int { get }

    /// Copies a value out of protobuf-c's memory.
    init(_ field: UnpackedField) throws(MessageError)

    /// Copies the values of a list out of protobuf-c's memory.
    static func list(_ field: UnpackedField) throws(MessageError) -> [Self]

    /// Whether the value is that of a field which is not there.
    var isDefault: Bool { get }

    /// The bytes of the value on the wire, with their count.
    var wireSize: Int { get }

    /// Appends the value as it is on the wire.
    func append(to buffer: inout [UInt8])

    /// The bytes of packed values.
    static func wireSize(of values: [Self]) -> Int

    /// Appends packed values.
    static func append(_ values: [Self], to buffer: inout [UInt8])
}

extension FieldValue {
    package static func list(_ field: UnpackedField) throws(MessageError) -> [Self] {
        let count = field.count
        var values: [Self] = []
        values.reserveCapacity(count)
        for index in 0..<count {
            values.append(try Self(field.element(index, size: unpackedSize)))
        }
        return values
    }

    package static func wireSize(of values: [Self]) -> Int {
        values.reduce(0) { $0 + $1.wireSize }
    }

    package static func append(_ values: [Self], to buffer: inout [UInt8]) {
        for value in values { value.append(to: &buffer) }
    }
}

/// A number that is in protobuf-c's memory as it is in Swift.
protocol FieldNumber: FieldValue, BitwiseCopyable, Equatable, ExpressibleByIntegerLiteral {}

extension FieldNumber {
    package static var isPacked: Bool { true }
    package static var unpackedSize: Int { MemoryLayout<Self>.size }

    package init(_ field: UnpackedField) { self = field.number(Self.self) }
    package static func list(_ field: UnpackedField) -> [Self] { field.numbers(Self.self) }

    package var isDefault: Bool { self == 0 }
}

/// An integer, on the wire as a varint of its 64 bits.
protocol FieldInteger: FieldNumber, FixedWidthInteger {}

extension FieldInteger {
    package static var wireType: UInt64 { 0 }
    package var wireSize: Int { Packing.varintSize(UInt64(truncatingIfNeeded: self)) }
    package func append(to buffer: inout [UInt8]) {
        Packing.varint(UInt64(truncatingIfNeeded: self), &buffer)
    }
}

extension Int32: FieldInteger {}
extension Int64: FieldInteger {}
extension UInt32: FieldInteger {}
extension UInt64: FieldInteger {}

/// A floating-point number, on the wire as it is in memory.
protocol FieldFloatingPoint: FieldNumber, BinaryFloatingPoint {}

extension FieldFloatingPoint {
    /// Not so for the other zero, -0.
    package var isDefault: Bool { isZero && sign == .plus }
    package var wireSize: Int { Self.unpackedSize }
    package func append(to buffer: inout [UInt8]) { Packing.elements([self], &buffer) }
    package static func wireSize(of values: [Self]) -> Int { unpackedSize * values.count }
    package static func append(_ values: [Self], to buffer: inout [UInt8]) {
        Packing.elements(values, &buffer)
    }
}

extension Float: FieldFloatingPoint {
    package static var wireType: UInt64 { 5 }
}

extension Double: FieldFloatingPoint {
    package static var wireType: UInt64 { 1 }
}

extension Bool: FieldValue {
    package static var wireType: UInt64 { 0 }
    package static var isPacked: Bool { true }
    package static var unpackedSize: Int { MemoryLayout<Int32>.size }
    package init(_ field: UnpackedField) { self = field.number(Int32.self) != 0 }
    package var isDefault: Bool { !self }
    package var wireSize: Int { 1 }
    package func append(to buffer: inout [UInt8]) { buffer.append(self ? 1 : 0) }
}

extension String: FieldValue {
    package static var wireType: UInt64 { 2 }
    package static var isPacked: Bool { false }
    package static var unpackedSize: Int { MemoryLayout<Int>.size }
    package init(_ field: UnpackedField) throws(MessageError) { self = try field.string() }
    package var isDefault: Bool { isEmpty }
    package var wireSize: Int { Packing.lengthDelimitedSize(utf8.count) }
    package func append(to buffer: inout [UInt8]) { Packing.string(self, &buffer) }
}

extension [UInt8]: FieldValue {
    package static var wireType: UInt64 { 2 }
    package static var isPacked: Bool { false }
    package static var unpackedSize: Int { 2 * MemoryLayout<Int>.size }
    package init(_ field: UnpackedField) { self = field.bytes }
    package var isDefault: Bool { isEmpty }
    package var wireSize: Int { Packing.lengthDelimitedSize(count) }
    package func append(to buffer: inout [UInt8]) { Packing.bytes(self, &buffer) }
}
