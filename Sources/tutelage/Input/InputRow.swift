import Domain

/// One example of a file, before it becomes a message.
struct InputRow: Hashable {
    /// The caller's id; empty when the server is to make one.
    var id: String
    /// The class, by name; empty without a label.
    var label: String
    /// The raw bytes of the input.
    var bytes: [UInt8]
    /// What the example belongs to; empty: nothing.
    var group = ""
}

/// Turns the numbers of a file into the raw bytes of a project's inputs.
struct InputEncoder {
    /// What one input of the project is.
    let specification: InputSpecification

    /// Appends one number of an input to its raw bytes.
    ///
    /// - Throws: ``Failure`` (invalid argument) when an image's value is not an integer in 0...255.
    func append(_ value: Double, to bytes: inout [UInt8], place: String) throws {
        switch specification {
        case .image:
            guard value >= 0, value <= 255, value == value.rounded() else {
                throw Failure.invalid(
                    "\(place): a pixel is a whole number from 0 to 255; got \(value)"
                )
            }
            bytes.append(UInt8(value))
        case .vector:
            bytes.append(littleEndian: Float(value).bitPattern)
        }
    }
}
