internal import CNgHTTP2

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

    /// libnghttp2's own buffers of a field, which are never changed.
    @unsafe
    private struct Buffers {
        var name: OpaquePointer?
        var value: OpaquePointer?
    }

    private var bytes: UnsafeMutablePointer<UInt8>?
    private var fields: UnsafeMutablePointer<HeaderBlock.Field>?
    /// The buffers in which each field came again first, held: what comes in them once more, as what is
    /// in HPACK's table does, is the same without a look.
    private var buffers: UnsafeMutablePointer<Buffers>?
    /// The number of fields; 0 where no list is kept.
    private(set) var count = 0
    /// Where it lies in the batch, if it does.
    var place: Range<Int>?

    init() {}

    /// Frees the memory; while the session is there, whose the buffers are.
    func free() {
        forgetBuffers()
        unsafe bytes?.deallocate()
        unsafe fields?.deallocate()
        unsafe buffers?.deallocate()
    }

    /// The size of field `index`, as limits count it, if it came in these buffers before; nil where that
    /// is not known.
    @inline(__always)
    func size(ofFieldIn name: OpaquePointer?, _ value: OpaquePointer?, at index: Int) -> Int? {
        guard index < count, let buffers = unsafe buffers, let fields = unsafe fields,
            unsafe buffers[index].value == value, unsafe buffers[index].name == name
        else { return nil }
        return unsafe Int(fields[index].nameCount) + Int(fields[index].valueCount) + 32
    }

    /// Notes the buffers in which field `index` came again.
    func learn(_ name: OpaquePointer?, _ value: OpaquePointer?, at index: Int) {
        guard let buffers = unsafe buffers, unsafe buffers[index].name == nil else { return }
        unsafe nghttp2_rcbuf_incref(name)
        unsafe nghttp2_rcbuf_incref(value)
        unsafe buffers[index] = Buffers(name: name, value: value)
    }

    private func forgetBuffers() {
        guard let buffers = unsafe buffers else { return }
        for index in 0..<count {
            unsafe nghttp2_rcbuf_decref(buffers[index].name)
            unsafe nghttp2_rcbuf_decref(buffers[index].value)
            unsafe buffers[index] = Buffers()
        }
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
        forgetBuffers()
        (count, place) = (0, nil)
        guard !indices.isEmpty, indices.count <= Self.fieldLimit else { return }
        let from = Int(list.fields[indices.lowerBound].start)
        let size = list.fields[indices.upperBound - 1].end - from
        guard size <= Self.byteLimit else { return }
        let bytes = unsafe self.bytes ?? .allocate(capacity: Self.byteLimit)
        let fields = unsafe self.fields ?? .allocate(capacity: Self.fieldLimit)
        unsafe (self.bytes, self.fields) = (bytes, fields)
        if unsafe buffers == nil {
            let buffers = UnsafeMutablePointer<Buffers>.allocate(capacity: Self.fieldLimit)
            unsafe buffers.initialize(repeating: Buffers(), count: Self.fieldLimit)
            unsafe self.buffers = buffers
        }
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
