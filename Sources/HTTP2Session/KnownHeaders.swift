#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// The header list of the last request, in plain memory: each field of each request is compared
/// with it, and arrays would be retained for each.
@safe
struct KnownHeaders {
    /// The largest list that is kept.
    static let byteLimit = 4 << 10
    static let fieldLimit = 64

    private var bytes: UnsafeMutablePointer<UInt8>?
    private var fields: UnsafeMutablePointer<HeaderBlock.Field>?
    /// The number of fields; 0 where no list is kept.
    private(set) var count = 0
    /// Where it lies in the batch, if it does.
    var place: Range<Int>?

    init() {}

    /// Frees the memory.
    func free() {
        unsafe bytes?.deallocate()
        unsafe fields?.deallocate()
    }

    /// Whether field `index` is this one; false past the last.
    func has(
        _ name: UnsafeBufferPointer<UInt8>,
        _ value: UnsafeBufferPointer<UInt8>,
        at index: Int
    ) -> Bool {
        guard index < count, let bytes = unsafe bytes, let fields = unsafe fields,
            let nameStart = name.baseAddress, let valueStart = value.baseAddress
        else { return false }
        let field = unsafe fields[index]
        guard field.nameCount == name.count, field.valueCount == value.count else { return false }
        let start = unsafe bytes + Int(field.start)
        guard unsafe memcmp(start, nameStart, name.count) == 0 else { return false }
        let known = unsafe start + name.count
        // Credentials are in `authorization`, of 13 bytes; where many callers share a connection, the time
        // must not tell one of them how far a guess is right.
        guard name.count == 13 else { return unsafe memcmp(known, valueStart, value.count) == 0 }
        var difference: UInt8 = 0
        for index in 0..<value.count { difference |= unsafe known[index] ^ valueStart[index] }
        return difference == 0
    }

    /// Appends the first `count` fields to a list.
    func append(_ count: Int, to list: inout HeaderBlock) {
        guard let bytes = unsafe bytes, let fields = unsafe fields else { return }
        for index in 0..<min(count, self.count) {
            let field = unsafe fields[index]
            let name = unsafe UnsafeBufferPointer(
                start: bytes + Int(field.start),
                count: Int(field.nameCount)
            )
            let value = unsafe UnsafeBufferPointer(
                start: bytes + Int(field.start) + name.count,
                count: Int(field.valueCount)
            )
            unsafe list.append(name, value)
        }
    }

    /// Keeps some fields of a list, unless they are too large.
    mutating func keep(_ indices: Range<Int>, of list: HeaderBlock) {
        (count, place) = (0, nil)
        guard !indices.isEmpty, indices.count <= Self.fieldLimit else { return }
        let from = Int(list.fields[indices.lowerBound].start)
        let size = list.fields[indices.upperBound - 1].end - from
        guard size <= Self.byteLimit else { return }
        let bytes = unsafe self.bytes ?? .allocate(capacity: Self.byteLimit)
        let fields = unsafe self.fields ?? .allocate(capacity: Self.fieldLimit)
        unsafe (self.bytes, self.fields) = (bytes, fields)
        unsafe list.bytes.withUnsafeBufferPointer { source in
            guard let base = source.baseAddress else { return }
            unsafe bytes.update(from: base + from, count: size)
        }
        for (number, index) in indices.enumerated() {
            var field = list.fields[index]
            field.start -= Int32(from)
            unsafe (fields + number).initialize(to: field)
        }
        (count, place) = (indices.count, indices)
    }
}
