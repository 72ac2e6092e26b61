/// What kind of sound file bytes are, by what they begin with, whatever the file's name says.
package enum SoundFileKind: String, Sendable, CaseIterable {
    // Those that are read.
    case wav = "WAV"
    case flac = "FLAC"
    case ogg = "OGG"
    case aiff = "AIFF"
    case au = "AU"
    // Those that are named and not read.
    case mp3 = "MP3"
    case aac = "AAC"
    case mp4 = "MP4"
    case windowsMedia = "Windows Media"
    case matroska = "Matroska"
    case midi = "MIDI"
    case amr = "AMR"

    /// How many bytes at the start of a file decide.
    package static let prefixBytes = 16

    /// The kinds that are read, for messages.
    package static let listed = "WAV, FLAC, OGG (Vorbis, Opus), AIFF and AU"

    /// The kind of a file that begins with `bytes`; nil: no sound that is known.
    package init?(_ bytes: some Collection<UInt8>) {
        let start = Array(bytes.prefix(Self.prefixBytes))
        guard let kind = Self.allCases.first(where: { $0.isStart(start) }) else { return nil }
        self = kind
    }

    /// The kind of files whose names end so, in small letters; nil: none that is read.
    package init?(ending: String) {
        switch ending {
        case "wav", "wave": self = .wav
        case "flac": self = .flac
        case "ogg", "oga", "opus": self = .ogg
        case "aif", "aiff", "aifc": self = .aiff
        case "au", "snd": self = .au
        default: return nil
        }
    }

    /// Whether files of the kind are read.
    package var isRead: Bool {
        switch self {
        case .wav, .flac, .ogg, .aiff, .au: true
        case .mp3, .aac, .mp4, .windowsMedia, .matroska, .midi, .amr: false
        }
    }

    private func isStart(_ bytes: [UInt8]) -> Bool {
        func has(_ text: String, at place: Int = 0) -> Bool {
            bytes.dropFirst(place).starts(with: text.utf8)
        }
        switch self {
        // RIFX is of big-endian numbers, RF64 of sizes over 4 GiB.
        case .wav: return (has("RIFF") || has("RIFX") || has("RF64")) && has("WAVE", at: 8)
        case .flac: return has("fLaC")
        case .ogg: return has("OggS")
        case .aiff: return has("FORM") && (has("AIFF", at: 8) || has("AIFC", at: 8))
        case .au: return has(".snd")
        case .mp3:
            // A frame's sync word, with a version, layer III, a bit rate and a rate that exist.
            return has("ID3")
                || bytes.count >= 4 && bytes[0] == 0xFF && bytes[1] & 0xE0 == 0xE0
                    && bytes[1] & 0x18 != 0x08 && bytes[1] & 0x06 == 0x02 && bytes[2] & 0xF0 != 0xF0
                    && bytes[2] & 0x0C != 0x0C && bytes[2] & 0xF0 != 0
        case .aac: return bytes.count >= 2 && bytes[0] == 0xFF && bytes[1] & 0xF6 == 0xF0
        case .mp4: return has("ftyp", at: 4) && (has("M4A", at: 8) || has("mp4", at: 8))
        case .windowsMedia: return bytes.starts(with: [0x30, 0x26, 0xB2, 0x75, 0x8E, 0x66])
        case .matroska: return bytes.starts(with: [0x1A, 0x45, 0xDF, 0xA3])
        case .midi: return has("MThd")
        case .amr: return has("#!AMR")
        }
    }
}
