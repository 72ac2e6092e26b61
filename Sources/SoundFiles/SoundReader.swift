internal import CSoundFile
package import Domain

/// Reads sound files by libsndfile, <https://libsndfile.github.io/libsndfile/api.html>.
package enum SoundReader {
    /// The most frames that a file may have: twelve minutes at 44,100 a second.
    package static let frameLimit = 1 << 25
    /// The most channels.
    package static let channelLimit = 64
    /// The rates that are read, in frames a second.
    package static let sampleRates = 1_000...384_000

    /// The clip of a file's bytes: the mean of its channels.
    ///
    /// No more is allocated than what was read asks for, whatever the header claims.
    ///
    /// - Throws: ``Failure`` (invalid argument): no sound of a kind that is read, damaged, not whole, too long, of too
    ///   many channels or a rate out of range, with samples that are no numbers of the scale, or none at all.
    package static func clip(
        _ bytes: [UInt8],
        frameLimit: Int = frameLimit
    ) throws(Failure) -> SoundClip {
        switch SoundFileKind(bytes) {
        case .some(let kind) where kind.isRead:
            if kind == .wav { try WAVChunks.refusePart(of: bytes) }
            let clip = try decoded(bytes, kind, frameLimit)
            guard !clip.samples.isEmpty else {
                throw .invalid("\(article(kind)) file without a sample")
            }
            try clip.validate()
            return clip
        case .some(let kind):
            throw .invalid(
                "\(kind.rawValue) is not read; sounds that are read: \(SoundFileKind.listed)"
            )
        case nil:
            throw .invalid(
                bytes.isEmpty
                    ? "an empty file"
                    : "not a sound; sounds that are read: \(SoundFileKind.listed)"
            )
        }
    }

    private static func decoded(
        _ bytes: [UInt8],
        _ kind: SoundFileKind,
        _ frameLimit: Int
    ) throws(Failure) -> SoundClip {
        try unsafe bytes.withUnsafeBufferPointer { input throws(Failure) in
            var memory = unsafe MemoryFile(bytes: input)
            return try unsafe withUnsafeMutablePointer(to: &memory) { pointer throws(Failure) in
                var access = MemoryFile.access
                var about = SF_INFO()
                let mode = Int32(SFM_READ)
                // The library copies the functions, and keeps the pointer until the file is closed.
                guard let file = unsafe sf_open_virtual(&access, mode, &about, pointer) else {
                    throw unsafe failure(kind, nil)
                }
                defer { unsafe _ = sf_close(file) }
                try check(about, kind, frameLimit)
                let samples = try unsafe frames(of: file, about, kind, frameLimit)
                return SoundClip(sampleRate: Int(about.samplerate), samples: samples)
            }
        }
    }

    /// Checks what the header claims.
    private static func check(
        _ about: SF_INFO,
        _ kind: SoundFileKind,
        _ frameLimit: Int
    ) throws(Failure) {
        let coder = Int(about.format) & Int(SF_FORMAT_SUBMASK)
        let isMPEG = (Int(SF_FORMAT_MPEG_LAYER_I)...Int(SF_FORMAT_MPEG_LAYER_III)).contains(coder)
        guard !isMPEG else {
            throw .invalid("\(article(kind)) file of MP3, which is not read")
        }
        guard sampleRates.contains(Int(about.samplerate)) else {
            throw .invalid(
                "\(about.samplerate) samples a second; read are \(sampleRates.lowerBound) to "
                    + "\(sampleRates.upperBound)"
            )
        }
        guard (1...channelLimit).contains(Int(about.channels)) else {
            throw .invalid("\(about.channels) channels; read are 1 to \(channelLimit)")
        }
        // A stream may not know its length.
        guard about.frames <= frameLimit || about.frames == sf_count_t.max else {
            throw tooLong(Int(about.samplerate), frameLimit)
        }
    }

    private static func tooLong(_ rate: Int, _ frameLimit: Int) -> Failure {
        .invalid(
            "more than \(frameLimit) samples a channel (\(frameLimit / rate) s at \(rate) a second); cut it "
                + "into pieces first"
        )
    }

    /// The mean of the channels of each frame.
    private static func frames(
        of file: OpaquePointer,
        _ about: SF_INFO,
        _ kind: SoundFileKind,
        _ frameLimit: Int
    ) throws(Failure) -> [Float] {
        let channels = Int(about.channels)
        let framesEach = 4096
        var block = [Float](repeating: 0, count: framesEach * channels)
        var samples: [Float] = []
        while true {
            let count = unsafe block.withUnsafeMutableBufferPointer { buffer in
                unsafe Int(sf_readf_float(file, buffer.baseAddress, sf_count_t(framesEach)))
            }
            guard unsafe sf_error(file) == 0 else { throw unsafe failure(kind, file) }
            guard count > 0 else { break }
            guard samples.count <= frameLimit - count else {
                throw tooLong(Int(about.samplerate), frameLimit)
            }
            for frame in 0..<count {
                var sum = 0.0
                for channel in 0..<channels { sum += Double(block[frame * channels + channel]) }
                samples.append(Float(sum / Double(channels)))
            }
        }
        guard about.frames == sf_count_t.max || samples.count == Int(about.frames) else {
            throw .invalid(
                "\(article(kind)) file that is not whole: \(samples.count) of \(about.frames) samples a channel"
            )
        }
        return samples
    }

    private static func failure(_ kind: SoundFileKind, _ file: OpaquePointer?) -> Failure {
        let text = unsafe sf_strerror(file).map { unsafe String(cString: $0) } ?? "unknown error"
        return .invalid("\(article(kind)) file that cannot be read: \(text)")
    }

    private static func article(_ kind: SoundFileKind) -> String {
        (kind == .wav || kind == .flac ? "a " : "an ") + kind.rawValue
    }
}

/// Bytes in memory as a file of the library's.
@safe private struct MemoryFile {
    let bytes: UnsafeBufferPointer<UInt8>
    var position = 0

    /// The functions that the library reads it by; it never writes.
    static let access = unsafe SF_VIRTUAL_IO(
        get_filelen: { context in
            guard let file = unsafe MemoryFile.at(context) else { return 0 }
            return unsafe sf_count_t(file.pointee.bytes.count)
        },
        seek: { offset, whence, context in
            guard let file = unsafe MemoryFile.at(context) else { return -1 }
            return unsafe sf_count_t(file.pointee.seek(Int(offset), whence))
        },
        read: { target, count, context in
            guard let file = unsafe MemoryFile.at(context), let target = unsafe target else {
                return 0
            }
            return unsafe sf_count_t(file.pointee.read(Int(count), into: target))
        },
        write: { _, _, _ in 0 },
        tell: { context in
            guard let file = unsafe MemoryFile.at(context) else { return 0 }
            return unsafe sf_count_t(file.pointee.position)
        }
    )

    private static func at(_ context: UnsafeMutableRawPointer?) -> UnsafeMutablePointer<MemoryFile>?
    {
        unsafe context?.assumingMemoryBound(to: MemoryFile.self)
    }

    /// Goes to a place, at most to the end; -1 where there is none.
    mutating func seek(_ offset: Int, _ whence: Int32) -> Int {
        let start =
            switch Int(whence) {
            case Int(SF_SEEK_CUR): position
            case Int(SF_SEEK_END): unsafe bytes.count
            default: 0
            }
        let (place, overflow) = start.addingReportingOverflow(offset)
        guard !overflow, place >= 0 else { return -1 }
        position = unsafe min(place, bytes.count)
        return position
    }

    /// Copies the next bytes, at most `count`.
    mutating func read(_ count: Int, into target: UnsafeMutableRawPointer) -> Int {
        let count = unsafe max(0, min(count, bytes.count - position))
        guard count > 0, let start = unsafe bytes.baseAddress else { return 0 }
        unsafe target.copyMemory(from: start + position, byteCount: count)
        position += count
        return count
    }
}
