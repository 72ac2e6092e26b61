/// Where a message puts its fields: into a buffer, or only into a sum of the bytes that they take.
package struct FieldSink {
    private var buffer: [UInt8] = []
    private let isSum: Bool
    /// The bytes of the fields so far, where they are only summed.
    private(set) var size = 0

    init() { isSum = true }

    /// Takes a buffer to append to, until ``giveBack(_:)``.
    init(taking buffer: inout [UInt8]) {
        isSum = false
        swap(&self.buffer, &buffer)
    }

    mutating func giveBack(_ buffer: inout [UInt8]) { swap(&self.buffer, &buffer) }

    /// A field that is on the wire where it does not have the default of its type.
    @_semantics("optimize.sil.specialize.generic.never")
    mutating func value<Value: FieldValue>(_ number: Int, _ value: Value) {
        if !value.isDefault { set(number, value) }
    }

    /// A field that knows whether it is there.
    @_semantics("optimize.sil.specialize.generic.never")
    mutating func optional<Value: FieldValue>(_ number: Int, _ value: Value?) {
        if let value { set(number, value) }
    }

    /// A field that is there.
    @_semantics("optimize.sil.specialize.generic.never")
    mutating func set<Value: FieldValue>(_ number: Int, _ value: Value) {
        key(number, Value.wireType)
        if isSum { size += value.wireSize } else { value.append(to: &buffer) }
    }

    /// A repeated field; numbers are packed.
    @_semantics("optimize.sil.specialize.generic.never")
    mutating func list<Value: FieldValue>(_ number: Int, _ values: [Value]) {
        guard !values.isEmpty else { return }
        guard Value.isPacked else {
            // Through a span: an item that is bound to a name is copied, with all that it holds.
            for place in values.indices { set(number, values.span[place]) }
            return
        }
        key(number, 2)
        let count = Value.wireSize(of: values)
        if isSum {
            size += Packing.lengthDelimitedSize(count)
        } else {
            Packing.varint(UInt64(count), &buffer)
            Value.append(values, to: &buffer)
        }
    }

    /// A map, whose entries are written in the order of their keys.
    @_semantics("optimize.sil.specialize.generic.never")
    mutating func map<Key: FieldValue & Comparable & Hashable, Value: FieldValue>(
        _ number: Int,
        _ map: [Key: Value]
    ) {
        for key in map.keys.sorted() {
            guard let value = map[key] else { continue }
            var entry = FieldSink()
            entry.set(1, key)
            entry.set(2, value)
            self.key(number, 2)
            if isSum {
                size += Packing.lengthDelimitedSize(entry.size)
            } else {
                Packing.varint(UInt64(entry.size), &buffer)
                set(1, key)
                set(2, value)
            }
        }
    }

    private mutating func key(_ number: Int, _ wireType: UInt64) {
        let key = UInt64(number) << 3 | wireType
        if isSum { size += Packing.varintSize(key) } else { Packing.varint(key, &buffer) }
    }
}
