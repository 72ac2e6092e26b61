internal import Domain

/// The chunks of a WAV file: where the data begin, and whether all of them are there.
///
/// libsndfile takes what is there of a file that was cut off, and says nothing.
enum WAVChunks {
    /// Refuses a file with fewer bytes of samples than its header says.
    ///
    /// A size of 0, or near what 32 bits hold, is of a program that wrote to a pipe and did not know it.
    ///
    /// - Throws: ``Failure`` (invalid argument) with both numbers.
    static func refusePart(of bytes: [UInt8]) throws(Failure) {
        // The other two forms are rare, and have sizes of their own.
        guard bytes.starts(with: "RIFF".utf8) else { return }
        var place = 12
        while place <= bytes.count - 8 {
            let size = (0..<4).reduce(0) { $0 | Int(bytes[place + 4 + $1]) << (8 * $1) }
            let rest = bytes.count - place - 8
            if bytes[place..<place + 4].elementsEqual("data".utf8) {
                guard size <= rest || size >= 0x7FFF_F000 else {
                    throw .invalid(
                        "a WAV file that is not whole: \(rest) of \(size) bytes of samples"
                    )
                }
                return
            }
            guard size < rest else { return }
            place += 8 + size + size % 2
        }
    }
}
