import ArgumentParser
import GRPC
import Messages
import Services

/// `tutelage releases`: what was put into service.
struct ReleasesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "releases",
        abstract: "List what was put into service, and why.",
        subcommands: [ReleasesList.self]
    )
}

struct ReleasesList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List a project's releases, newest first; the first is in service."
    )
    @Argument(help: "The project.") var project: String
    @Option(help: "The most releases to list; 0: all.") var limit: Int = 20
    @OptionGroup var options: ServerOptions

    func validate() throws {
        guard limit >= 0 else {
            throw ValidationError("--limit is 0 or more; got \(limit)")
        }
    }

    func run() async throws {
        try await options.withConnection { connection in
            let most = limit == 0 ? Int.max : limit
            var releases: [Wire.Release] = []
            var request = Wire.ListReleasesRequest(project: project)
            repeat {
                request.pageSize = UInt32(min(1000, most - releases.count))
                let page = try await connection.unary(.listReleases, request)
                releases += page.releases
                request.pageToken = page.nextPageToken
            } while !request.pageToken.isEmpty && releases.count < most
            options.show(.array(releases.map(\.json))) {
                releases.isEmpty ? "nothing was ever in service" : Self.text(releases)
            }
        }
    }

    private static func text(_ releases: [Wire.Release]) -> String {
        var table = Table("release", "version", "threshold", "certificates", "policies", "since")
        for release in releases {
            table.append(
                "\(release.number)",
                "\(release.modelVersion)",
                release.thresholdText,
                release.certificateNames,
                "\(release.policyVersion)",
                release.publishedAt?.minuteText ?? "-"
            )
        }
        let reasons = releases.filter { !$0.reason.isEmpty }
            .map { "\($0.number): \($0.reason)" }
        return ([table.text, ""] + reasons).joined(separator: "\n")
    }
}

extension Wire.Release {
    /// The least confidence that is accepted of new data, or that there are several.
    fileprivate var thresholdText: String {
        guard let certificate else { return "-" }
        return certificate.perClass.isEmpty
            ? decimal(Double(certificate.threshold), 4) : "by class"
    }

    /// The certificates that hold, such as `fresh 12, pool 14`.
    fileprivate var certificateNames: String {
        let all = ([certificate].compactMap(\.self) + poolCertificates)
            .map { "\($0.kind.word) \($0.id)" }
        return all.isEmpty ? "none" : all.joined(separator: ", ")
    }
}
