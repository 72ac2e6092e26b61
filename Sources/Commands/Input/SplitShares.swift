import ArgumentParser
import Domain
import Files
import InputFiles
import Messages

/// Deals labelled rows to splits by lot, such as `train=.2,gate=.2,certify=.5,test=.1`.
///
/// The lot is drawn for the group of a row, else for its content, so that both have one split however
/// often they come, in whatever file.
struct SplitShares: Hashable {
    private var shares: [(split: Wire.Split, end: Double)] = []

    /// Reads the shares.
    ///
    /// - Throws: `ValidationError` that names the part at fault and what is allowed.
    init(_ text: String) throws {
        func refusal(_ reason: String) -> ValidationError {
            ValidationError("\(reason); shares are such as train=.6,gate=.2,test=.2")
        }
        let known = Wire.Split.allValueStrings
        var end = 0.0
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            let sides = part.split(separator: "=", omittingEmptySubsequences: false)
                .map { String($0).trimmedSpaces }
            guard sides.count == 2 else {
                throw refusal("\(quoted(String(part))) is no SPLIT=SHARE")
            }
            guard let split = Wire.Split(argument: sides[0]) else {
                throw refusal(
                    "\(quoted(sides[0])) is none of \(known.joined(separator: ", "))"
                        + suggestion(for: sides[0], in: known)
                )
            }
            guard let share = Double(sides[1]), (0...1).contains(share) else {
                throw refusal("\(quoted(sides[1])) is no share from 0 to 1")
            }
            guard !shares.contains(where: { $0.split == split }) else {
                throw refusal("\(sides[0]) is there twice")
            }
            end += share
            shares.append((split, end))
        }
        guard abs(end - 1) < 1e-9 else {
            throw refusal("the shares sum to \(Float(end)), not to 1")
        }
    }

    /// The split of a row under a seed.
    func split(of row: InputRow, seed: UInt64) -> Wire.Split {
        var bytes: [UInt8] = []
        bytes.append(littleEndian: seed)
        bytes += row.group.isEmpty ? row.bytes : Array("group \(row.group)".utf8)
        let lot = Digest(of: bytes).bytes.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        let place = Double(lot >> 11) * 0x1p-53
        return shares.first { place < $0.end }?.split ?? shares[shares.count - 1].split
    }

    static func == (left: SplitShares, right: SplitShares) -> Bool {
        left.shares.elementsEqual(right.shares) { $0.split == $1.split && $0.end == $1.end }
    }

    func hash(into hasher: inout Hasher) {
        for share in shares { hasher.combine(share.end) }
    }
}
