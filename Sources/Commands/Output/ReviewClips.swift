import ArgumentParser
import Domain
import Files
import Foundation
import Messages

/// Clips of sound that a person is asked about.
enum ReviewClips {
    /// The programs that play a WAV file.
    private static let players = ["aplay", "paplay", "afplay"]

    /// Writes clips to a folder, each by its id.
    ///
    /// - Throws: ``Failure`` where the folder or a file cannot be written.
    static func save(_ clips: [(id: String, wave: [UInt8])], to folder: String) throws {
        try FileSystem.createDirectory(folder)
        for (id, wave) in clips {
            // An id may hold what a file's name may not.
            let name = id.map { $0 == "/" || $0 == "\0" ? "_" : $0 }
            try AtomicFile.write(wave, to: "\(folder)/\(String(name)).wav")
        }
    }

    /// Plays clips, one after the other.
    ///
    /// - Throws: `ValidationError` where no program is there that plays.
    static func play(_ clips: [(id: String, wave: [UInt8])]) throws {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        let paths = players.flatMap { player in folders.map { "\($0)/\(player)" } }
        guard let player = paths.first(where: FileManager.default.isExecutableFile) else {
            throw ValidationError(
                "--play needs one of \(players.joined(separator: ", ")); write the clips with --save instead"
            )
        }
        let file = FileManager.default.temporaryDirectory
            .appendingPathComponent("tutelage-\(UUID().uuidString).wav")
        defer { try? FileManager.default.removeItem(at: file) }
        for (_, wave) in clips {
            try Data(wave).write(to: file)
            let process = Process()
            process.executableURL = URL(fileURLWithPath: player)
            process.arguments = [file.path]
            try process.run()
            process.waitUntilExit()
        }
    }
}

extension Wire.Tensor {
    /// The text of an input, without its paraphrases; nil: it is none.
    var text: String? {
        guard dataType == .utf8 else { return nil }
        return String(decoding: data[TextRow.text(of: data.span)], as: UTF8.self)
    }

    /// The WAV file of a clip; nil: the input is none.
    var wave: [UInt8]? {
        guard dataType == .int16, sampleRate > 0, let size = UInt32(exactly: data.count) else {
            return nil
        }
        var bytes = Array("RIFF".utf8)
        bytes.append(littleEndian: 36 + size)
        bytes += Array("WAVEfmt ".utf8)
        bytes.append(littleEndian: UInt32(16))
        // Samples as they are, of one channel.
        bytes.append(littleEndian: UInt16(1))
        bytes.append(littleEndian: UInt16(1))
        bytes.append(littleEndian: sampleRate)
        bytes.append(littleEndian: 2 * sampleRate)
        bytes.append(littleEndian: UInt16(2))
        bytes.append(littleEndian: UInt16(16))
        bytes += Array("data".utf8)
        bytes.append(littleEndian: size)
        return bytes + data
    }
}
