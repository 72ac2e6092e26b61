import Testing

@Suite("A target imports lower floors only, and C stays at the bottom")
struct FloorTests {
    static let floors: [String: Int] = [
        "CNgHTTP2": 0, "CProtobufC": 0, "CMessages": 0, "COpenBLAS": 0, "CKernels": 0,
        "CZlib": 0, "CPNG": 0, "CTurboJPEG": 0, "CKissFFT": 0, "CSoundFile": 0, "CSampleRate": 0,
        "Domain": 1, "Files": 1, "Kernels": 1, "Messages": 1, "HTTP2Session": 1,
        "Compression": 1, "Images": 1, "SoundFiles": 1, "Text": 1, "Sound": 1,
        "HTTP2": 2, "Networks": 2, "Augmentation": 2,
        "GRPC": 3, "SemiSupervised": 3, "Training": 3, "Store": 3, "InputFiles": 3,
        "Serving": 4, "Labeling": 4, "Services": 4,
        "Benchmarks": 5, "Commands": 5, "tutelage": 6,
    ]
    /// Targets of one floor that know each other all the same.
    static let exceptions: Set<[String]> = [
        ["Files", "Domain"], ["Kernels", "Domain"], ["Messages", "Domain"],
        ["Images", "Domain"], ["SoundFiles", "Domain"], ["Text", "Domain"], ["Sound", "Domain"],
        ["Training", "SemiSupervised"],
        ["Services", "Labeling"], ["Services", "Serving"],
        ["Commands", "Benchmarks"],
    ]
    /// Targets that may never meet, whatever their floors.
    static let forbidden: Set<[String]> = [
        ["GRPC", "Store"], ["GRPC", "Training"], ["Labeling", "GRPC"], ["Serving", "GRPC"],
        ["Serving", "Store"], ["Labeling", "Messages"], ["Serving", "Messages"],
        // Files are read by the command line; the server is sent what came of them.
        ["Services", "InputFiles"], ["Services", "SoundFiles"], ["Serving", "InputFiles"],
        ["Serving", "SoundFiles"], ["Labeling", "InputFiles"], ["Labeling", "SoundFiles"],
    ]

    @Test("Every target has a floor", arguments: SourceTree.sources)
    func everyTargetHasAFloor(file: SourceTree.File) {
        #expect(Self.floors[file.target] != nil, "\(file.target) is not in the table of floors")
    }

    @Test("Imports go down", arguments: SourceTree.sources)
    func importsGoDown(file: SourceTree.File) {
        for name in imports(of: file) {
            guard let theirs = Self.floors[name], let ours = Self.floors[file.target] else {
                continue
            }
            let pair = [file.target, name]
            #expect(
                theirs < ours || name == file.target || Self.exceptions.contains(pair),
                "\(file.path) imports \(name), which is not below it"
            )
            #expect(!Self.forbidden.contains(pair), "\(file.path) must not know \(name)")
            if theirs == 0 {
                #expect(ours <= 1, "\(file.path) imports the C module \(name)")
            }
        }
    }

    @Test("SQL lives in Store only", arguments: SourceTree.sources)
    func sqlLivesInStore(file: SourceTree.File) {
        #expect(!imports(of: file).contains("GRDB") || file.target == "Store", "\(file.path)")
    }

    private func imports(of file: SourceTree.File) -> [String] {
        file.lines.compactMap { line in
            let words = line.split(separator: " ")
            guard let index = words.firstIndex(of: "import"), index <= 1,
                words.count > index + 1, !line.hasPrefix("//")
            else { return nil }
            return String(words[index + 1])
        }
    }
}
