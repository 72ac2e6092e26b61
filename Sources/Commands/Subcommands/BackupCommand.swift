import ArgumentParser
import Domain
import Files
import Foundation
import Store

/// `tutelage backup`: a copy of a data directory, while its server runs or not.
struct BackupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Copy a data directory, while its server runs.",
        discussion: """
            Run as the directory's owner on the server's machine. The copy is a data directory: a \
            server that is started on it has what was durable when the copy was made, and jobs that \
            ran then run again. It appears whole or not at all.
            """
    )
    @Argument(help: "Where the copy comes to be; nothing may be there yet.") var folder: String
    @Option(help: "What is copied.") var dataDir: String
    @Flag(help: "Print JSON.") var json = false

    /// Whether `path`, which need not exist, is in `folder`, whatever links lead there.
    private static func isInside(_ path: String, _ folder: String) -> Bool {
        func parts(_ place: URL) -> [String] {
            place.resolvingSymlinksInPath().pathComponents.filter { $0 != "/" }
        }
        let place = URL(filePath: path).standardizedFileURL
        // The last part is not there yet.
        let whole = parts(place.deletingLastPathComponent()) + [place.lastPathComponent]
        return whole.starts(with: parts(URL(filePath: folder).standardizedFileURL))
    }

    func run() throws {
        let start = ContinuousClock.now
        do {
            guard !Self.isInside(folder, dataDir) else {
                throw Failure.invalid(
                    "\(shownPath(folder)) is in the data directory itself; name a folder outside of it"
                )
            }
            let source = try DataDirectory(path: URL(filePath: dataDir).path)
            let made = try Backup.make(of: source, to: URL(filePath: folder).path)
            let seconds = (ContinuousClock.now - start) / .seconds(1)
            if json {
                let members: [(String, JSONValue)] = [
                    ("folder", .string(folder)), ("projects", .count(UInt64(made.projects))),
                    ("files", .count(UInt64(made.files + 1))),
                    ("bytes", .count(UInt64(made.bytes))),
                ]
                return Console.write(line: JSONValue.object(members).text)
            }
            let size = decimal(Double(made.bytes) / 1_048_576, 1)
            let projects = made.projects == 1 ? "1 project" : "\(made.projects) projects"
            Console.show(
                "\(projects), \(size) MiB in \(made.files + 1) files, copied in "
                    + "\(decimal(seconds, 1)) s; tutelage serve --data-dir \(folder) goes on from it"
            )
        } catch let failure as Failure {
            printError("error: \(failure.message)")
            throw ExitCode.failure
        }
    }
}
