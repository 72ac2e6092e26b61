internal import CNgHTTP2

/// A header list of literals, prepared once; sending it copies no string.
///
/// The storage is never freed: `NGHTTP2_NV_FLAG_NO_COPY_*` needs strings that outlive every frame.
/// Make constants of it, not values per call.
// Sendable: immutable after `init`, and never freed.
@safe
package struct StaticHeaders: @unchecked Sendable {
    let base: UnsafeMutablePointer<nghttp2_nv>
    let count: Int

    /// Creates a list; names are in lower case.
    package init(_ fields: [(StaticString, StaticString)]) {
        unsafe base = .allocate(capacity: max(1, fields.count))
        count = fields.count
        for (index, field) in fields.enumerated() {
            let value = unsafe nghttp2_nv(
                name: UnsafeMutablePointer(mutating: field.0.utf8Start),
                value: UnsafeMutablePointer(mutating: field.1.utf8Start),
                namelen: field.0.utf8CodeUnitCount,
                valuelen: field.1.utf8CodeUnitCount,
                flags: UInt8(
                    NGHTTP2_NV_FLAG_NO_COPY_NAME.rawValue | NGHTTP2_NV_FLAG_NO_COPY_VALUE.rawValue
                )
            )
            unsafe (base + index).initialize(to: value)
        }
    }
}

extension HeaderBlock {
    /// Calls `body` with the list as libnghttp2 wants it; the pointers live for the call only.
    func withNameValues<Result>(
        _ body: (UnsafePointer<nghttp2_nv>?, Int) -> Result
    ) -> Result {
        unsafe bytes.withUnsafeBufferPointer { buffer in
            unsafe withUnsafeTemporaryAllocation(of: nghttp2_nv.self, capacity: fields.count) {
                list in
                guard let bytes = buffer.baseAddress, let first = list.baseAddress else {
                    return body(nil, 0)
                }
                for (index, field) in fields.enumerated() {
                    let name = unsafe UnsafeMutablePointer(mutating: bytes + Int(field.start))
                    let value = unsafe nghttp2_nv(
                        name: name,
                        value: name + Int(field.nameCount),
                        namelen: Int(field.nameCount),
                        valuelen: Int(field.valueCount),
                        flags: 0
                    )
                    unsafe (first + index).initialize(to: value)
                }
                return unsafe body(first, fields.count)
            }
        }
    }
}
