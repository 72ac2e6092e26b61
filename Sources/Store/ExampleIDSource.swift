internal import Domain
internal import Synchronization

/// Makes ids for examples that come without one: UUID version 7 (RFC 9562), whose first 48 bits are
/// the time in milliseconds, so that they are nearly in order in the index.
final class ExampleIDSource: Sendable {
    private let generator: Mutex<SeededGenerator>

    /// Starts at `seed`; nil takes one from the system.
    init(seed: UInt64?) {
        var system = SystemRandomNumberGenerator()
        generator = Mutex(SeededGenerator(seed: seed ?? system.next()))
    }

    func next(milliseconds: Int64) throws(Failure) -> ExampleID {
        let (first, second) = generator.withLock { ($0.next(), $0.next()) }
        let high = UInt64(bitPattern: milliseconds) << 16 | 0x7000 | first & 0x0FFF
        let low = 0x8000_0000_0000_0000 | second >> 2
        let text = Self.hexadecimal(high) + Self.hexadecimal(low)
        var grouped: [UInt8] = []
        for (position, character) in text.enumerated() {
            if [8, 12, 16, 20].contains(position) { grouped.append(UInt8(ascii: "-")) }
            grouped.append(character)
        }
        return try ExampleID(String(decoding: grouped, as: UTF8.self))
    }

    /// A random number, for the names of files.
    func nextNumber() -> UInt64 { generator.withLock { $0.next() } }

    private static func hexadecimal(_ number: UInt64) -> [UInt8] {
        let digits = Array("0123456789abcdef".utf8)
        return (0..<16).map { digits[Int(number >> (60 - 4 * UInt64($0)) & 15)] }
    }
}
