internal import CMessages

/// Reads fields out of protobuf-c's memory, where the message's table says that they are.
@safe
struct FieldReader: FieldSource {
    private let memory: UnsafeRawPointer
    /// The name of the message in errors.
    private let name: UnsafePointer<CChar>

    init(_ message: UnpackedMessage) {
        unsafe memory = message.memory
        unsafe name = Self.table(of: message.memory).pointee.name
    }

    /// An entry of a map, whose errors are those of the message `name` that has the map.
    private init(entry: UnpackedMessage, of name: UnsafePointer<CChar>) {
        unsafe memory = entry.memory
        unsafe self.name = name
    }

    @_semantics("optimize.sil.specialize.generic.never")
    func value<Value: FieldValue>(_ number: Int) throws(MessageError) -> Value {
        try Value(field(number))
    }

    @_semantics("optimize.sil.specialize.generic.never")
    func optional<Value: FieldValue>(_ number: Int) throws(MessageError) -> Value? {
        let field = field(number)
        return field.isSet ? try Value(field) : nil
    }

    @_semantics("optimize.sil.specialize.generic.never")
    func list<Value: FieldValue>(_ number: Int) throws(MessageError) -> [Value] {
        try Value.list(field(number))
    }

    @_semantics("optimize.sil.specialize.generic.never")
    func map<Key: FieldValue & Hashable, Value: FieldValue>(
        _ number: Int
    ) throws(MessageError) -> [Key: Value] {
        let field = field(number)
        var map: [Key: Value] = [:]
        for index in 0..<field.count {
            guard let entry = field.element(index, size: 8).message else { continue }
            let reader = unsafe FieldReader(entry: entry, of: name)
            let key: Key = try reader.value(1)
            map[key] = try reader.value(2) as Value
        }
        return map
    }

    func choice(among numbers: [Int]) -> Int { field(numbers[0]).chosen }

    private func field(_ number: Int) -> UnpackedField {
        let table = unsafe Self.table(of: memory)
        guard
            let field = unsafe protobuf_c_message_descriptor_get_field(table, UInt32(number))
        else { preconditionFailure("a message has no field \(number)") }
        return unsafe UnpackedField(memory: memory, descriptor: field, name: name)
    }

    /// Each message of protobuf-c begins with its table.
    private static func table(
        of memory: UnsafeRawPointer
    ) -> UnsafePointer<ProtobufCMessageDescriptor> {
        unsafe memory.load(as: UnsafePointer<ProtobufCMessageDescriptor>.self)
    }
}

/// A field in protobuf-c's memory.
@safe
package struct UnpackedField {
    private let memory: UnsafeRawPointer
    private let descriptor: UnsafePointer<ProtobufCFieldDescriptor>
    private let name: UnsafePointer<CChar>
    /// Where the value is: the field's own, or an element of its list.
    private var address: UnsafeRawPointer

    fileprivate init(
        memory: UnsafeRawPointer,
        descriptor: UnsafePointer<ProtobufCFieldDescriptor>,
        name: UnsafePointer<CChar>
    ) {
        unsafe self.memory = memory
        unsafe self.descriptor = descriptor
        unsafe self.name = name
        unsafe address = memory + Int(descriptor.pointee.offset)
    }

    /// What stands before a list, its count, or before a oneof, its case.
    private var quantifier: UnsafeRawPointer {
        unsafe memory + Int(descriptor.pointee.quantifier_offset)
    }

    /// The number of the oneof's field that is there.
    var chosen: Int { Int(unsafe quantifier.load(as: UInt32.self)) }

    /// Whether a field of a oneof, or one that holds a message, is there.
    var isSet: Bool {
        let isOneOf = unsafe descriptor.pointee.flags & PROTOBUF_C_FIELD_FLAG_ONEOF.rawValue != 0
        guard unsafe !isOneOf || chosen == Int(descriptor.pointee.id) else { return false }
        return unsafe descriptor.pointee.type != PROTOBUF_C_TYPE_MESSAGE || message != nil
    }

    /// The number of elements of a list.
    var count: Int { unsafe quantifier.load(as: Int.self) }

    /// An element of a list, whose elements take `size` bytes each.
    func element(_ index: Int, size: Int) -> UnpackedField {
        var element = self
        unsafe element.address =
            unsafe address.load(as: UnsafeRawPointer.self) + index * size
        return element
    }

    /// The message that is the value.
    var message: UnpackedMessage? {
        unsafe address.load(as: UnsafeRawPointer?.self).map { unsafe UnpackedMessage($0) }
    }

    /// The number that is the value.
    func number<Number: BitwiseCopyable>(_: Number.Type) -> Number {
        unsafe address.load(as: Number.self)
    }

    /// The numbers of a list.
    func numbers<Number: BitwiseCopyable>(_: Number.Type) -> [Number] {
        unsafe Unpacking.array(address.load(as: UnsafePointer<Number>?.self), count)
    }

    /// The string that is the value.
    func string() throws(MessageError) -> String {
        try unsafe Unpacking.string(
            address.load(as: UnsafePointer<CChar>?.self),
            String(cString: name),
            String(cString: descriptor.pointee.name)
        )
    }

    /// The bytes that are the value.
    var bytes: [UInt8] { unsafe Unpacking.bytes(address.load(as: ProtobufCBinaryData.self)) }
}
