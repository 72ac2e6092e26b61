/// What someone keeps for each stream of one connection, by ``StreamID/slot``.
///
/// A slot's state lies at one place for as long as the table lives, behind a pointer that never
/// changes. As an array in a property of a class each access would be checked for exclusiveness and
/// uniqueness at run time, some 20 times a call. As with ``SessionState``, everything happens on one
/// event loop; and since a place never moves, the table may grow while one is in use.
///
/// Public for the compiler alone: of what is `package` it inlines nothing in other targets.
@safe
public struct SlotTable<Element>: ~Copyable {
    /// Where the slots lie: `chunkSize` after one another in each chunk.
    @unsafe @usableFromInline
    struct Storage {
        @usableFromInline var chunks: UnsafeMutablePointer<UnsafeMutablePointer<Element>>
        @usableFromInline var room = 0
        @usableFromInline var count = 0
    }

    @usableFromInline let storage: UnsafeMutablePointer<Storage>

    private static var chunkSize: Int { 16 }

    /// Creates a table without slots.
    package init() {
        unsafe storage = .allocate(capacity: 1)
        unsafe storage.initialize(to: Storage(chunks: .allocate(capacity: 1)))
    }

    deinit {
        for slot in 0..<count { unsafe place(slot).deinitialize(count: 1) }
        for chunk in 0..<(count + Self.chunkSize - 1) / Self.chunkSize {
            unsafe storage.pointee.chunks[chunk].deallocate()
        }
        unsafe storage.pointee.chunks.deallocate()
        unsafe storage.deallocate()
    }

    /// The number of slots.
    @inlinable
    public var count: Int { unsafe storage.pointee.count }

    /// All slots.
    @inlinable
    public var indices: Range<Int> { 0..<count }

    /// The state of a slot.
    @inlinable
    public subscript(slot: Int) -> Element {
        @inline(__always)
        unsafeAddress {
            precondition(slot >= 0 && slot < count, "there is no such slot")
            return unsafe UnsafePointer(place(slot))
        }
        @inline(__always)
        nonmutating unsafeMutableAddress {
            precondition(slot >= 0 && slot < count, "there is no such slot")
            return unsafe place(slot)
        }
    }

    /// Adds a slot.
    package func append(_ element: consuming Element) {
        let slot = count
        if slot % Self.chunkSize == 0 { addChunk(slot / Self.chunkSize) }
        unsafe place(slot).initialize(to: element)
        unsafe storage.pointee.count = slot + 1
    }

    private func addChunk(_ chunk: Int) {
        if unsafe chunk == storage.pointee.room {
            let room = max(8, 2 * chunk)
            let old = unsafe storage.pointee.chunks
            unsafe storage.pointee.chunks = .allocate(capacity: room)
            unsafe storage.pointee.chunks.moveInitialize(from: old, count: chunk)
            unsafe storage.pointee.room = room
            unsafe old.deallocate()
        }
        unsafe (storage.pointee.chunks + chunk).initialize(to: .allocate(capacity: Self.chunkSize))
    }

    @inlinable
    func place(_ slot: Int) -> UnsafeMutablePointer<Element> {
        unsafe storage.pointee.chunks[slot >> 4] + (slot & 15)
    }
}
