#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// A list of header fields in two flat arrays, so that a request's list costs no string each.
package struct HeaderBlock: Sendable, Hashable {
    /// Where one field lies: its name, then its value.
    struct Field: Sendable, Hashable {
        var start: Int32
        var nameCount: Int32
        var valueCount: Int32

        var end: Int { Int(start) + Int(nameCount) + Int(valueCount) }
    }

    var bytes: [UInt8] = []
    var fields: [Field] = []

    package init() {}

    /// The number of fields.
    package var count: Int { fields.count }

    /// Whether there are no fields.
    package var isEmpty: Bool { fields.isEmpty }

    /// The indices of the fields.
    package var indices: Range<Int> { fields.indices }

    /// Appends one field; `name` is in lower case.
    package mutating func append(_ name: String, _ value: String) {
        let start = bytes.count
        bytes.append(contentsOf: name.utf8)
        let middle = bytes.count
        bytes.append(contentsOf: value.utf8)
        close(start: start, middle: middle)
    }

    /// Appends one field whose value is bytes.
    package mutating func append(_ name: String, bytes value: [UInt8]) {
        let start = bytes.count
        bytes.append(contentsOf: name.utf8)
        let middle = bytes.count
        bytes.append(contentsOf: value)
        close(start: start, middle: middle)
    }

    /// Appends one field of another list.
    package mutating func append(_ index: Int, of other: HeaderBlock) {
        let field = other.fields[index]
        let start = bytes.count
        bytes.append(contentsOf: other.bytes[Int(field.start)..<field.end])
        close(start: start, middle: start + Int(field.nameCount))
    }

    /// Appends all fields of another list.
    package mutating func append(contentsOf other: HeaderBlock) {
        for index in other.indices { append(index, of: other) }
    }

    /// Appends one field as libnghttp2 hands it over.
    mutating func append(
        _ name: UnsafeBufferPointer<UInt8>,
        _ value: UnsafeBufferPointer<UInt8>
    ) {
        let start = bytes.count
        let count = name.count + value.count
        // One look at the room for both: this runs for each field of each request.
        bytes.append(addingCapacity: count) { room in
            unsafe room.withUnsafeMutableBufferPointer { buffer, filled in
                let middle = filled + name.count
                _ = unsafe buffer.extracting(filled...).update(fromContentsOf: name)
                _ = unsafe buffer.extracting(middle...).update(fromContentsOf: value)
                filled += count
            }
        }
        close(start: start, middle: start + name.count)
    }

    private mutating func close(start: Int, middle: Int) {
        fields.append(
            Field(
                start: Int32(start),
                nameCount: Int32(middle - start),
                valueCount: Int32(bytes.count - middle)
            )
        )
    }

    /// Removes all fields and keeps the storage, unless many large lists made it large.
    package mutating func removeAll() {
        bytes.removeAll(keepingCapacity: bytes.capacity <= 256 << 10)
        fields.removeAll(keepingCapacity: fields.capacity <= 16 << 10)
    }

    /// Removes the fields from `count` on.
    mutating func truncate(to count: Int) {
        guard count < fields.count else { return }
        bytes.removeSubrange(Int(fields[count].start)...)
        fields.removeSubrange(count...)
    }
}

// MARK: - Reading

extension HeaderBlock {
    /// The bytes of the name of a field, as indices for ``storage``.
    package func nameRange(_ index: Int) -> Range<Int> {
        let field = fields[index]
        return Int(field.start)..<Int(field.start) + Int(field.nameCount)
    }

    /// The bytes of the value of a field, as indices for ``storage``.
    package func valueRange(_ index: Int) -> Range<Int> {
        let field = fields[index]
        return Int(field.start) + Int(field.nameCount)..<field.end
    }

    /// All bytes of all fields.
    package var storage: [UInt8] { bytes }

    /// The name of a field.
    package func name(_ index: Int) -> String {
        String(decoding: bytes[nameRange(index)], as: UTF8.self)
    }

    /// The value of a field, repaired where it is not UTF-8.
    package func value(_ index: Int) -> String {
        String(decoding: bytes[valueRange(index)], as: UTF8.self)
    }

    /// The bytes of the value of a field.
    package func valueBytes(_ index: Int) -> [UInt8] { Array(bytes[valueRange(index)]) }

    /// The number of bytes in the name of a field.
    package func nameCount(_ index: Int) -> Int { Int(fields[index].nameCount) }

    /// Whether the name of a field is `text`.
    package func name(_ index: Int, is text: StaticString) -> Bool {
        equal(nameRange(index), text)
    }

    /// Whether the value of a field is `text`.
    package func value(_ index: Int, is text: StaticString) -> Bool {
        equal(valueRange(index), text)
    }

    /// Whether the name of a field starts with `text`.
    package func name(_ index: Int, startsWith text: StaticString) -> Bool {
        let range = nameRange(index)
        return range.count >= text.utf8CodeUnitCount
            && equal(range.prefix(text.utf8CodeUnitCount), text)
    }

    /// Whether the value of a field starts with `text`.
    package func value(_ index: Int, startsWith text: StaticString) -> Bool {
        let range = valueRange(index)
        return range.count >= text.utf8CodeUnitCount
            && equal(range.prefix(text.utf8CodeUnitCount), text)
    }

    /// The first field named `name`.
    package func first(_ name: StaticString) -> Int? {
        indices.first { self.name($0, is: name) }
    }

    private func equal(_ range: Range<Int>, _ text: StaticString) -> Bool {
        guard range.count == text.utf8CodeUnitCount else { return false }
        return unsafe bytes.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return range.isEmpty }
            return unsafe memcmp(base + range.lowerBound, text.utf8Start, range.count) == 0
        }
    }
}
