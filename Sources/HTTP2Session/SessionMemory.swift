internal import CNgHTTP2

#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// The memory of one libnghttp2 session: small blocks that are freed are kept for the next stream.
///
/// libnghttp2 allocates about ten small blocks for a call and frees them at its end. With many
/// streams at a time the caches of malloc are too short for that; here freeing and allocating are a
/// few instructions each. A block has its class before it. At most ``keptBytes`` are kept, so that an
/// idle connection stays small.
@safe
struct SessionMemory {
    private static let keptBytes = 16 << 10
    /// The bytes before a block; malloc's alignment is kept.
    private static let headerBytes = 16
    private static let classes = 4
    /// The class of blocks that are malloc's alone.
    private static let large = 255

    private var heads = unsafe InlineArray<4, UnsafeMutableRawPointer?>(repeating: nil)
    private var kept = 0

    /// Puts the memory behind libnghttp2's allocator.
    static func allocator(_ memory: UnsafeMutablePointer<SessionMemory>) -> nghttp2_mem {
        unsafe nghttp2_mem(
            mem_user_data: memory,
            malloc: { size, user in unsafe SessionMemory.of(user)?.pointee.allocate(size) },
            free: { block, user in unsafe SessionMemory.of(user)?.pointee.take(back: block) },
            calloc: { count, size, user in
                let (bytes, overflow) = count.multipliedReportingOverflow(by: size)
                guard !overflow, let block = unsafe SessionMemory.of(user)?.pointee.allocate(bytes)
                else { return nil }
                return unsafe memset(block, 0, bytes)
            },
            realloc: { block, size, user in
                unsafe SessionMemory.of(user)?.pointee.reallocate(block, size)
            }
        )
    }

    private static func of(
        _ user: UnsafeMutableRawPointer?
    ) -> UnsafeMutablePointer<SessionMemory>? {
        unsafe user?.assumingMemoryBound(to: SessionMemory.self)
    }

    /// Frees the blocks that are kept; those that are in use are libnghttp2's to free before.
    mutating func freeAll() {
        for index in 0..<Self.classes {
            while let block = unsafe pop(index) { unsafe free(block - Self.headerBytes) }
        }
    }

    private mutating func allocate(_ size: Int) -> UnsafeMutableRawPointer? {
        let index = Self.class(of: size)
        if index != Self.large, let block = unsafe pop(index) { return unsafe block }
        let bytes = index == Self.large ? size : Self.size(of: index)
        guard bytes <= Int.max - Self.headerBytes,
            let start = unsafe malloc(bytes + Self.headerBytes)
        else { return nil }
        unsafe start.storeBytes(of: index, as: Int.self)
        return unsafe start + Self.headerBytes
    }

    private mutating func take(back block: UnsafeMutableRawPointer?) {
        guard let block = unsafe block else { return }
        let start = unsafe block - Self.headerBytes
        let index = unsafe start.load(as: Int.self)
        guard index != Self.large, kept + Self.size(of: index) <= Self.keptBytes else {
            return unsafe free(start)
        }
        kept += Self.size(of: index)
        unsafe block.storeBytes(of: heads[index], as: UnsafeMutableRawPointer?.self)
        unsafe heads[index] = block
    }

    private mutating func reallocate(
        _ block: UnsafeMutableRawPointer?,
        _ size: Int
    ) -> UnsafeMutableRawPointer? {
        guard let block = unsafe block else { return unsafe allocate(size) }
        let start = unsafe block - Self.headerBytes
        let index = unsafe start.load(as: Int.self)
        if index == Self.large {
            // A block that was large stays so, however small it gets.
            guard size <= Int.max - Self.headerBytes,
                let moved = unsafe realloc(start, size + Self.headerBytes)
            else { return nil }
            return unsafe moved + Self.headerBytes
        }
        if size <= Self.size(of: index) { return unsafe block }
        guard let moved = unsafe allocate(size) else { return nil }
        unsafe moved.copyMemory(from: block, byteCount: Self.size(of: index))
        unsafe take(back: block)
        return unsafe moved
    }

    private mutating func pop(_ index: Int) -> UnsafeMutableRawPointer? {
        guard let block = unsafe heads[index] else { return nil }
        unsafe heads[index] = block.load(as: UnsafeMutableRawPointer?.self)
        kept -= Self.size(of: index)
        return unsafe block
    }

    /// The class of blocks of at most `size(of:)` bytes: 64, 128, 256, 512.
    private static func `class`(of size: Int) -> Int {
        if size <= 128 { return size <= 64 ? 0 : 1 }
        if size <= 512 { return size <= 256 ? 2 : 3 }
        return large
    }

    private static func size(of index: Int) -> Int { 64 << index }
}
