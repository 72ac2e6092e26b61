import ArgumentParser
import Domain
import Foundation
import GRPC
import InputFiles
import Messages
import Services

/// `tutelage project`: creates, shows and deletes projects.
struct ProjectCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "project",
        abstract: "Create, list, show and delete projects.",
        subcommands: [
            ProjectCreate.self, ProjectList.self, ProjectShow.self, ProjectDelete.self,
        ]
    )
}

struct ProjectCreate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "create",
        abstract: "Create a project.",
        discussion: """
            An image is HEIGHTxWIDTHxCHANNELS bytes, a vector DIMENSION numbers, a text UTF-8 of which a model sees \
            the first TOKENS tokens, a clip of sound samples, RATE a second:
              tutelage project create digits --classes 0,1,2,3,4,5,6,7,8,9 --image 8x8x1 --scale 0.0625
              tutelage project create sensors --classes ok,broken --vector 64
              tutelage project create news --classes world,sports,business,science --text 128
              tutelage project create words --classes yes,no --audio 8000 --max-seconds 1.5
            """
    )
    @Argument(help: "The name: [a-z0-9-]{1,63}.") var name: String
    @Option(
        help: ArgumentHelp(
            "The names of the classes, separated by commas, without the spaces around them.",
            discussion: "A name with a comma stands in quotation marks, or in a --class of its own."
        )
    ) var classes: String?
    @Option(
        name: .customLong("class"),
        help: "The name of one class, as it is; repeat for all, in the order of their indices."
    ) var names: [String] = []
    @Option(help: ArgumentHelp("An image project.", valueName: "HxWxC")) var image: String?
    @Option(help: ArgumentHelp("A vector project.", valueName: "dimension")) var vector: UInt32?
    @Option(help: ArgumentHelp("A text project.", valueName: "tokens")) var text: UInt32?
    @Option(help: ArgumentHelp("A sound project.", valueName: "rate")) var audio: UInt32?
    @Option(help: "Of sound: the most seconds that a model sees. [default: 10]")
    var maxSeconds: Double?
    @Option(help: "Of texts and sound: what becomes of one that is too long. [default: cut]")
    var tooLong: TooLong?
    @Flag(help: "Of sound: a clip that is silent is taken, not refused.") var takesSilence = false
    @Option(help: "Of images: what the network multiplies a byte with. [default: 1/255]")
    var scale: Float?
    @Option(help: "Of images: what the network adds after scaling. [default: 0]")
    var offset: Float?
    @Flag(help: "A mirrored image still has its class.") var flips = false
    @OptionGroup var options: ServerOptions

    /// What becomes of an input that is too long.
    enum TooLong: String, ExpressibleByArgument, CaseIterable {
        case cut, refuse

        var message: Wire.TooLong { self == .cut ? .cut : .refuse }
    }

    func validate() throws {
        let kinds = [image != nil, vector != nil, text != nil, audio != nil].count { $0 }
        guard kinds == 1 else {
            throw ValidationError(
                "give one of --image HxWxC, --vector DIMENSION, --text TOKENS and --audio RATE"
            )
        }
        try refuseIdleOptions()
        guard (classes == nil) != names.isEmpty else {
            throw ValidationError("give either --classes NAME,NAME or --class NAME for each")
        }
        _ = try specification()
        _ = try classNames()
    }

    /// Refuses options that the kind of input has no use for.
    private func refuseIdleOptions() throws {
        for (option, isGiven) in [
            ("--scale", scale != nil), ("--offset", offset != nil), ("--flips", flips),
        ] where isGiven && image == nil {
            throw ValidationError(
                vector == nil
                    ? "\(option) is for images"
                    : "\(option) is for images; the numbers of a vector are taken as they are"
            )
        }
        for (option, isGiven) in [
            ("--max-seconds", maxSeconds != nil), ("--takes-silence", takesSilence),
        ] where isGiven && audio == nil {
            throw ValidationError("\(option) is for sound")
        }
        guard tooLong == nil || text != nil || audio != nil else {
            throw ValidationError("--too-long is for texts and sound")
        }
    }

    func run() async throws {
        var request = Wire.CreateProjectRequest()
        request.name = name
        request.classes = try classNames()
        request.requestID = UUID().uuidString
        request.input = try specification()
        try await options.withConnection { [request] connection in
            let project = try await connection.unary(.createProject, request)
            options.show(project.json) { "created \(project.name)" }
        }
    }

    private func classNames() throws -> [String] {
        guard let classes else { return names }
        let problem: String
        guard !classes.trimmedSpaces.isEmpty else {
            throw ValidationError("--classes is empty; name the classes, such as --classes cat,dog")
        }
        do {
            var reader = try DelimitedReader(bytes: Array(classes.utf8), path: "--classes")
            let record = try reader.next()
            if let record, record.problem == nil, try reader.next() == nil {
                return record.fields.map(\.trimmedSpaces)
            }
            problem = record?.problem ?? "names are on one line"
        } catch {
            problem = error.message
        }
        throw ValidationError("--classes \(quoted(classes)): \(problem)")
    }

    private func specification() throws -> Wire.InputSpecification {
        if let vector { return .init(kind: .vector(Wire.VectorInput(dimension: vector))) }
        if let text {
            return .init(
                kind: .text(
                    Wire.TextInput(maxTokens: text, tooLong: tooLong?.message ?? .unspecified)
                )
            )
        }
        if let audio {
            return .init(
                kind: .audio(
                    Wire.AudioInput(
                        sampleRate: audio,
                        maxSeconds: maxSeconds,
                        tooLong: tooLong?.message ?? .unspecified,
                        takesSilence: takesSilence
                    )
                )
            )
        }
        let text = image ?? ""
        let sizes = try text.split(separator: "x", omittingEmptySubsequences: false).map { part in
            guard let size = UInt32(part) else {
                let isNumber = !part.isEmpty && part.allSatisfy(\.isNumber)
                throw ValidationError(
                    "--image \(text): \(quoted(String(part))) is "
                        + "\(isNumber ? "too large, a size is 1 to 4096" : "no size"); an image is "
                        + "HEIGHTxWIDTHxCHANNELS, such as 8x8x1"
                )
            }
            return size
        }
        guard sizes.count == 3 else {
            throw ValidationError(
                "--image \(text) has \(sizes.count) sizes; an image is HEIGHTxWIDTHxCHANNELS, such as 8x8x1"
            )
        }
        var input = Wire.ImageInput()
        input.height = sizes[0]
        input.width = sizes[1]
        input.channels = sizes[2]
        input.scale = scale
        input.offset = offset ?? 0
        input.flips = flips
        return .init(kind: .image(input))
    }
}

struct ProjectList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List all projects."
    )
    @OptionGroup var options: ServerOptions

    func run() async throws {
        try await options.withConnection { connection in
            var projects: [Wire.Project] = []
            var request = Wire.ListProjectsRequest()
            repeat {
                let page = try await connection.unary(.listProjects, request)
                projects += page.projects
                request.pageToken = page.nextPageToken
            } while !request.pageToken.isEmpty
            options.show(.array(projects.map(\.json))) {
                var table = Table("project", "input", "classes", "champion")
                for project in projects {
                    table.append(
                        project.name,
                        project.inputText,
                        "\(project.classes.count)",
                        project.championVersion == 0 ? "-" : "\(project.championVersion)"
                    )
                }
                return table.text
            }
        }
    }
}

struct ProjectShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show a project with its counts and its label report."
    )
    @Argument(help: "The project.") var project: String
    @OptionGroup var options: ServerOptions

    func run() async throws {
        try await options.withConnection { connection in
            let shown = try await connection.unary(
                .getProject,
                Wire.GetProjectRequest(project: project)
            )
            let report = try await connection.unary(
                .labelReport,
                Wire.LabelReportRequest(project: project)
            )
            let json = JSONValue.object([("project", shown.json), ("report", report.json)])
            options.show(json) { Self.text(shown, report) }
        }
    }

    private static func text(_ project: Wire.Project, _ report: Wire.LabelReportReply) -> String {
        let counts = project.counts ?? Wire.ProjectCounts()
        var table = Table("project", project.name)
        table.append("input", project.inputText)
        table.append("classes", project.classes.joined(separator: ", "))
        table.append("champion", project.championVersion == 0 ? "-" : "\(project.championVersion)")
        table.append("examples", "\(counts.examples)")
        table.append(
            "labels",
            "train \(counts.train), gate \(counts.gate), certify \(counts.certify), "
                + "test \(counts.test)"
        )
        table.append("unlabelled", "\(counts.unlabeled)")
        table.append("accepted", "\(report.accepted) (\(percent(report.coverage)))")
        table.append("abstained", "\(report.abstained)")
        if report.outOfDistribution > 0 {
            table.append("out of distribution", "\(report.outOfDistribution)")
        }
        table.append("in review", "\(report.review)")
        table.append("samples to answer", "\(report.openSamples)")
        for certified in report.certified {
            let id = certified.certificate?.id ?? 0
            let kind = certified.certificate?.kind.word ?? ""
            table.append(
                "under certificate \(id)",
                "\(certified.accepted) accepted labels, \(kind)"
                    + (certified.voided ? "; it holds no longer" : "")
            )
        }
        if let relabel = report.relabel { table.append("relabel", relabel.text) }
        table.append("looks at the certify split", "\(report.looks)")
        let certificates = report.release?.certificateText ?? "none"
        table.append("release", certificates.replacing("\n", with: "; "))
        return table.text
    }
}

struct ProjectDelete: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete",
        abstract: "Delete a project with everything in it; it cannot be undone."
    )
    @Argument(help: "The project.") var project: String
    @Flag(help: "Yes, delete its examples, labels, models and jobs.") var yes = false
    @OptionGroup var options: ServerOptions

    func validate() throws {
        guard yes else {
            throw ValidationError("this deletes every example, label and model; confirm with --yes")
        }
    }

    func run() async throws {
        try await options.withConnection { connection in
            let request = Wire.DeleteProjectRequest(project: project, requestID: UUID().uuidString)
            _ = try await connection.unary(.deleteProject, request)
            options.show(.object([("deleted", .string(project))])) { "deleted \(project)" }
        }
    }
}

extension Wire.Project {
    /// The input in a few words, such as `8x8x1 image`.
    var inputText: String {
        switch input?.kind {
        case .image(let image): "\(image.height)x\(image.width)x\(image.channels) image"
        case .vector(let vector): "vector of \(vector.dimension)"
        case .text(let text): "text of \(text.maxTokens) tokens"
        case .audio(let audio):
            "sound of \(audio.maxSeconds ?? 10) s at \(audio.sampleRate) a second"
        case nil: "-"
        }
    }

    /// The project with its counts.
    var json: JSONValue {
        let counts = counts ?? Wire.ProjectCounts()
        return .object([
            ("name", .string(name)),
            ("classes", .array(classes.map { .string($0) })),
            ("input", .string(inputText)),
            ("champion_version", .id(championVersion)),
            ("policies", policies?.json ?? .null),
            ("created_at", createdAt.map { .string($0.text) } ?? .null),
            (
                "counts",
                .object([
                    ("examples", .count(counts.examples)), ("unlabeled", .count(counts.unlabeled)),
                    ("train", .count(counts.train)), ("gate", .count(counts.gate)),
                    ("certify", .count(counts.certify)), ("test", .count(counts.test)),
                    ("review", .count(counts.review)),
                ])
            ),
        ])
    }

    /// What one input of the project is, in the domain's words.
    ///
    /// - Throws: ``Failure`` when this command line is older than the server.
    func specification() throws -> InputSpecification {
        guard input?.kind != nil else {
            throw Failure.invalid("project \(name) has a kind of input that is unknown here")
        }
        return try InputSpecification(input)
    }
}
