internal import Domain

extension RecordFile {
    /// NumPy arrays in a ZIP archive, `numpy.savez` or `numpy.savez_compressed`: one of inputs `[N, ...]` and
    /// perhaps one of labels.
    static func npz(_ file: BinaryFile, _ options: RecordOptions) throws(Failure) -> RecordFile {
        let archive = try ZipArchive(file)
        let members = archive.members.filter { $0.name.hasSuffix(".npy") }
        let choice = try ArrayChoice(
            names: members.map { String($0.name.dropLast(4)) },
            options,
            file.shown
        )
        func rows(_ index: Int) throws(Failure) -> RecordStream {
            let name = "\(file.shown), \(shownPath(members[index].name))"
            let stream = try archive.stream(members[index], name: name)
            return try RecordStream(numpy: stream, count: members[index].count)
        }
        let inputs = try rows(choice.input)
        var opened = RecordFile(
            rows: inputs,
            layout: RecordLayout(shape: Array(inputs.shape.dropFirst()))
        )
        if let label = choice.label { opened.labels = .beside(try rows(label)) }
        return opened
    }
}

extension RecordStream {
    /// The rows of a `.npy` file of `count` bytes.
    ///
    /// - Throws: ``Failure`` where it is none, is not as long as it says, or is in the order of Fortran.
    init(numpy stream: ByteStream, count: Int) throws(Failure) {
        let start = try stream.read(8, of: "its header")
        guard start.starts(with: [0x93] + Array("NUMPY".utf8)) else {
            throw .invalid("\(stream.name) is not a .npy file")
        }
        let width = start[6] >= 2 ? 4 : 2
        let length = try stream.read(width, of: "its header").littleEndianNumber
        guard length < 1 << 20 else { throw .invalid("\(stream.name) ends in its header") }
        let text = try stream.read(length, of: "its header")
        let header = try NumpyHeader(String(decoding: text, as: UTF8.self), stream.name)
        let element = try ArrayElement(header, stream.name)
        let bytes = try ArraySize.of(header.shape, width: element.width, stream.name).bytes
        let found = count - 8 - width - length
        guard found == bytes else {
            throw .invalid(
                "\(stream.name): shape \(header.shape) needs \(bytes) bytes; there are \(found)"
            )
        }
        guard !header.shape.isEmpty else {
            throw .invalid("\(stream.name) is a single value; expected rows, [N, ...]")
        }
        guard !header.isFortran || header.shape.dropFirst().allSatisfy({ $0 == 1 }) else {
            throw .invalid(
                "\(stream.name) is in the order of Fortran, so its rows do not follow each other; save "
                    + "numpy.ascontiguousarray(array)"
            )
        }
        try self.init(stream, shape: header.shape, element: element)
    }
}

/// Which of several arrays are inputs and labels.
struct ArrayChoice {
    /// The number of the inputs.
    let input: Int
    /// The number of the labels; nil: there are none.
    let label: Int?

    private static let inputWords: Set<String> = [
        "x", "images", "image", "data", "inputs", "input", "features",
    ]
    private static let labelWords = ["y", "labels", "label", "targets", "target"]

    /// Chooses what is asked for, else by the usual names.
    ///
    /// - Parameters:
    ///   - names: those of all arrays.
    ///   - options: what is asked for.
    ///   - path: how messages call the file.
    /// - Throws: ``Failure`` (invalid argument) where there is none of a name, or it cannot be told which.
    init(names: [String], _ options: RecordOptions, _ path: String) throws(Failure) {
        let listed = names.prefix(20).map { quoted($0) }.joined(separator: ", ")
        func index(_ name: String) throws(Failure) -> Int {
            guard let index = names.firstIndex(of: name) else {
                throw .invalid(
                    "\(path) has no array \(quoted(name))\(suggestion(for: name, in: names)); it has "
                        + (names.isEmpty ? "none" : listed)
                )
            }
            return index
        }
        let chosen = try options.labelArray.map(index)
        if let name = options.inputArray {
            input = try index(name)
        } else {
            let free = names.indices.filter { $0 != chosen }
            let usual = free.filter { Self.isInput(names[$0]) }
            let candidates = free.count == 1 ? free : usual
            guard let only = candidates.first, candidates.count == 1 else {
                throw .invalid(
                    names.isEmpty
                        ? "\(path) has no arrays"
                        : "\(path) has the arrays \(listed); say which are the inputs with "
                            + "--input-array, and the labels with --label-array"
                )
            }
            input = only
        }
        let others = Self.labels(for: names[input])
        label = chosen ?? names.firstIndex { others.contains($0.lowercased()) }
        guard label != input else {
            throw .invalid("\(path): \(quoted(names[input])) cannot be inputs and labels at once")
        }
    }

    /// Whether a word of a name, such as of `train_images`, is one of inputs.
    private static func isInput(_ name: String) -> Bool { !labels(for: name).isEmpty }

    /// The names, in small letters, of the labels that go with inputs of a name.
    private static func labels(for name: String) -> Set<String> {
        let name = name.lowercased()
        if name == "arr_0" { return ["arr_1"] }
        let words = name.split(separator: "_").map(String.init)
        guard let place = words.firstIndex(where: inputWords.contains) else { return [] }
        return Set(
            labelWords.map { label in
                (words[..<place] + [label] + words[(place + 1)...]).joined(separator: "_")
            }
        )
    }
}
