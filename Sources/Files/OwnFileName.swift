internal import Domain

/// The names that a server gives to its own files.
///
/// Whatever else lies in its folders is somebody else's, and is never removed.
enum OwnFileName {
    /// `JOB-LEASE-DIGEST.safetensors` or `import-RANDOM.safetensors`.
    static func isModel(_ name: Substring) -> Bool {
        guard let stem = name.without(".safetensors") else { return false }
        let parts = stem.split(separator: "-", omittingEmptySubsequences: false)
        switch parts.count {
        case 2: return parts[0] == "import" && parts[1].isHexadecimal
        case 3: return parts[0].isNumber && parts[1].isNumber && parts[2].isHexadecimal
        default: return false
        }
    }

    /// `PROJECT-SEQUENCE-RANDOM.snapshot`.
    static func isSnapshot(_ name: Substring) -> Bool {
        let parts = name.without(SnapshotManifest.suffix)?.split(separator: "-") ?? []
        guard parts.count > 2 else { return false }
        return parts[parts.count - 2].isNumber && parts[parts.count - 1].isHexadecimal
    }

    /// A digest, and what the file is to a snapshot.
    static func isSegment(_ name: Substring) -> Bool {
        SnapshotManifest.partSuffixes.contains { suffix in
            name.without(suffix).map { $0.count == 64 && $0.isHexadecimal } ?? false
        }
    }

    /// The segment of `ENCODER-SEGMENT.embeddings`, finished or not; nil: it is none.
    static func embeddedSegment(_ name: Substring) -> String? {
        let parts =
            (finished(name) ?? name).without(DataDirectory.embeddingsSuffix)?.split(separator: "-")
            ?? []
        guard parts.count == 2, parts[0].count == 32, parts[1].count == 64,
            parts.allSatisfy(\.isHexadecimal)
        else { return nil }
        return String(parts[1])
    }

    /// The job of `JOB.checkpoint`, `JOB.comparison` or `JOB.LEASE.weights`, finished or not.
    static func job(_ name: Substring) -> JobID? {
        let parts = (finished(name) ?? name).split(separator: ".", omittingEmptySubsequences: false)
        guard let first = parts.first, first.isNumber else { return nil }
        let isOwn =
            parts.count == 2 && ["checkpoint", "comparison"].contains(parts[1])
            || parts.count == 3 && parts[1].isNumber && parts[2] == "weights"
        return isOwn ? JobID(first) : nil
    }

    /// The name that an unfinished file was to have (``AtomicFile``); nil: it is none.
    static func finished(_ name: Substring) -> Substring? {
        guard let stem = name.without(AtomicFile.temporarySuffix),
            let dot = stem.lastIndex(of: ".")
        else { return nil }
        let numbers = stem[stem.index(after: dot)...].split(
            separator: "-",
            omittingEmptySubsequences: false
        )
        guard numbers.count == 2, numbers.allSatisfy(\.isNumber) else { return nil }
        return stem[..<dot]
    }

    /// Whether this is an unfinished part of a snapshot.
    static func isUnfinishedSegment(_ name: Substring) -> Bool {
        guard let finished = finished(name) else { return false }
        return finished == "new" + SnapshotSegment.rowsSuffix || isSegment(finished)
    }
}

extension Substring {
    fileprivate func without(_ suffix: String) -> Substring? {
        hasSuffix(suffix) ? dropLast(suffix.count) : nil
    }

    fileprivate var isNumber: Bool {
        !isEmpty && utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }

    fileprivate var isHexadecimal: Bool {
        !isEmpty
            && utf8.allSatisfy {
                (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
                    || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
            }
    }
}
