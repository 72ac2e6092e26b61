internal import Domain

/// The members of a ZIP archive, stored or deflated, by its central directory.
///
/// The format: <https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT>. Archives of several parts, and
/// encrypted members, are refused.
struct ZipArchive {
    /// One member.
    struct Member {
        /// Its path in the archive.
        var name: String
        /// How its bytes are kept.
        fileprivate var method = 0
        fileprivate var isEncrypted = false
        fileprivate var checksum: UInt32 = 0
        /// How many bytes it has in the archive and unpacked.
        fileprivate var packed = 0
        var count = 0
        /// Where its own header is.
        fileprivate var place = 0
    }

    /// The largest central directory that is read, in bytes.
    private static let directoryLimit = 16 << 20

    /// The members, in the order of the directory.
    let members: [Member]
    private let file: BinaryFile

    /// Reads the directory of an archive.
    ///
    /// - Throws: ``Failure``: it is none, or damaged.
    init(_ file: BinaryFile) throws(Failure) {
        self.file = file
        let (start, size) = try Self.directory(file)
        guard size <= Self.directoryLimit, start <= file.count - size else {
            throw Self.damaged(file, "its directory of \(size) bytes begins at byte \(start)")
        }
        let bytes = try file.bytes(at: start, upTo: size)
        var members: [Member] = []
        var place = 0
        while place < bytes.count {
            guard let (member, length) = Self.member(bytes[place...]) else {
                throw Self.damaged(file, "its directory has no member at byte \(place)")
            }
            members.append(member)
            place += length
        }
        self.members = members
    }

    /// Where the central directory is, and how long.
    private static func directory(_ file: BinaryFile) throws(Failure) -> (start: Int, size: Int) {
        // What ends an archive has 22 bytes and a comment of at most 65,535.
        let tailStart = max(0, file.count - 22 - 65_535)
        let tail = try file.bytes(at: tailStart, upTo: file.count - tailStart)
        let mark: [UInt8] = [0x50, 0x4B, 5, 6]
        let found = stride(from: tail.count - 22, through: 0, by: -1).first { place in
            tail[place] == mark[0] && tail[place..<place + 4].elementsEqual(mark)
                && place + 22 + tail[place + 20..<place + 22].littleEndianNumber == tail.count
        }
        guard let found else {
            throw .invalid("\(file.shown) is no ZIP archive, or is not whole: it has no end record")
        }
        let size = tail[found + 12..<found + 16].littleEndianNumber
        let start = tail[found + 16..<found + 20].littleEndianNumber
        guard size == 0xFFFF_FFFF || start == 0xFFFF_FFFF else { return (start, size) }
        // Of archives over 4 GiB another record has the numbers, and one before the end record its place.
        let locator = try file.bytes(at: tailStart + found - 20, upTo: 20)
        guard locator.count == 20, locator.starts(with: [0x50, 0x4B, 6, 7]),
            let place = number(locator[8..<16])
        else { throw damaged(file, "its ZIP64 locator is missing") }
        let record = try file.bytes(at: place, upTo: 56)
        guard record.count == 56, record.starts(with: [0x50, 0x4B, 6, 6]),
            let size = number(record[40..<48]), let start = number(record[48..<56])
        else { throw damaged(file, "its ZIP64 end record is missing") }
        return (start, size)
    }

    /// A number of 64 bits; nil: no place in a file is so large.
    private static func number(_ bytes: ArraySlice<UInt8>) -> Int? {
        guard bytes.count == 8, (bytes.last ?? 0) < 0x40 else { return nil }
        return bytes.littleEndianNumber
    }

    /// The member that an entry of the directory tells of, and how long the entry is; nil: it is none.
    private static func member(_ rest: ArraySlice<UInt8>) -> (Member, length: Int)? {
        let start = rest.startIndex
        guard rest.count >= 46, rest.starts(with: [0x50, 0x4B, 1, 2]) else { return nil }
        func field(_ place: Int, _ count: Int) -> Int {
            rest[start + place..<start + place + count].littleEndianNumber
        }
        let (nameLength, extraLength) = (field(28, 2), field(30, 2))
        let length = 46 + nameLength + extraLength + field(32, 2)
        guard length <= rest.count else { return nil }
        let extraStart = start + 46 + nameLength
        var member = Member(name: String(decoding: rest[start + 46..<extraStart], as: UTF8.self))
        member.isEncrypted = field(8, 2) & 1 != 0
        member.method = field(10, 2)
        member.checksum = UInt32(field(16, 4))
        member.packed = field(20, 4)
        member.count = field(24, 4)
        member.place = field(42, 4)
        let extra = rest[extraStart..<extraStart + extraLength]
        guard widen(&member, by: extra) else { return nil }
        return (member, length)
    }

    /// Takes the numbers that do not fit 32 bits from where ZIP64 has them; false: they are not there.
    private static func widen(_ member: inout Member, by extra: ArraySlice<UInt8>) -> Bool {
        let wide = [\Member.count, \Member.packed, \Member.place].filter {
            member[keyPath: $0] == 0xFFFF_FFFF
        }
        guard !wide.isEmpty else { return true }
        var rest = extra
        while rest.count >= 4 {
            let length = rest.dropFirst(2).prefix(2).littleEndianNumber
            var numbers = rest.dropFirst(4).prefix(length)
            if rest.prefix(2).littleEndianNumber == 1 {
                for path in wide {
                    guard let value = number(numbers.prefix(8)) else { return false }
                    member[keyPath: path] = value
                    numbers = numbers.dropFirst(8)
                }
                return true
            }
            rest = rest.dropFirst(4 + length)
        }
        return false
    }

    /// The unpacked bytes of a member; `name` is how messages call it.
    ///
    /// - Throws: ``Failure``: it is damaged, or kept in a way that is not read.
    func stream(_ member: Member, name: String) throws(Failure) -> ByteStream {
        guard !member.isEncrypted else { throw .invalid("\(name) is encrypted") }
        guard member.method == 0 || member.method == 8 else {
            throw .invalid(
                "\(name) is compressed by method \(member.method); read are 0, stored, and 8, deflated"
            )
        }
        let header = try file.bytes(at: member.place, upTo: 30)
        guard header.count == 30, header.starts(with: [0x50, 0x4B, 3, 4]) else {
            throw Self.damaged(file, "\(name) has no header at byte \(member.place)")
        }
        let start =
            member.place + 30 + header[26..<28].littleEndianNumber
            + header[28..<30].littleEndianNumber
        guard start <= file.count, member.packed <= file.count - start,
            member.method == 8 || member.packed == member.count
        else {
            throw Self.damaged(
                file,
                "\(name) has \(member.packed) bytes from byte \(start) on of \(file.count)"
            )
        }
        return try ByteStream(
            file,
            start..<start + member.packed,
            member.method == 0 ? .plain : .deflate,
            name: name,
            checksum: member.checksum
        )
    }

    private static func damaged(_ file: BinaryFile, _ what: String) -> Failure {
        .invalid("\(file.shown) is a damaged ZIP archive: \(what)")
    }
}
