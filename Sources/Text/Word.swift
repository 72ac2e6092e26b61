/// A word as it is collected, in memory that is there from the start.
struct Word {
    /// UTF-8; what lies from ``count`` on is of words before it.
    private(set) var bytes: [UInt8]
    /// How many bytes it has.
    private(set) var count = 0
    /// How many scalars it has.
    private(set) var scalars = 0
    /// Whether there was more of it than fits.
    var isOverlong = false
    private let capacity: Int

    init(capacity: Int) {
        self.capacity = capacity
        bytes = [UInt8](repeating: 0, count: 4 * capacity)
    }

    var isEmpty: Bool { count == 0 }
    var isFull: Bool { scalars == capacity }

    /// Appends a byte of ASCII.
    @inline(__always)
    mutating func append(ascii byte: UInt8) {
        bytes[count] = byte
        count += 1
        scalars += 1
    }

    /// Appends a scalar.
    mutating func append(_ scalar: UInt32) {
        switch scalar {
        case ..<0x80: push(scalar)
        case ..<0x800:
            push(0xC0 | scalar >> 6)
            push(0x80 | scalar & 0x3F)
        case ..<0x1_0000:
            push(0xE0 | scalar >> 12)
            push(0x80 | scalar >> 6 & 0x3F)
            push(0x80 | scalar & 0x3F)
        default:
            push(0xF0 | scalar >> 18)
            push(0x80 | scalar >> 12 & 0x3F)
            push(0x80 | scalar >> 6 & 0x3F)
            push(0x80 | scalar & 0x3F)
        }
        scalars += 1
    }

    @inline(__always)
    private mutating func push(_ byte: UInt32) {
        bytes[count] = UInt8(truncatingIfNeeded: byte)
        count += 1
    }

    mutating func removeAll() {
        count = 0
        scalars = 0
        isOverlong = false
    }
}
