internal import Domain
internal import Files
internal import Foundation
internal import GRDB

// What training must not see: the splits that decide, and what belongs to them.
extension StoreReader {
    /// The first example of a protected split with this content; nil: there is none.
    ///
    /// A pool's certify rows count too: their content cannot decide in two places.
    func protected(_ project: Int64, _ content: Digest) throws -> (id: ExampleID, split: Split)? {
        try one(
            """
            SELECT id, split FROM example INDEXED BY example_protected
            WHERE project = ? AND digest = ? AND split IN (2, 3, 4, 5) ORDER BY key LIMIT 1
            """,
            [project, Data(content.bytes)]
        ) { (id: try ExampleID(try $0.text()), split: try $0.code() ?? .gate) }
    }

    /// The contents that people have labelled, or that were drawn.
    func takenContents(_ project: Int64) throws -> Set<Digest> {
        var contents: Set<Digest> = []
        try each(
            "SELECT digest FROM example INDEXED BY example_split WHERE project = ? AND split > 0",
            [project]
        ) { contents.insert(try $0.digest()) }
        return contents
    }

    /// What a snapshot leaves out.
    func exclusions(_ project: Int64) throws -> TrainingExclusions {
        var exclusions = TrainingExclusions(
            groups: try examplesOfProtectedGroups(project),
            drawnGroups: try examplesOfDrawnGroups(project)
        )
        try each(
            """
            SELECT digest, split FROM example INDEXED BY example_protected
            WHERE project = ? AND split IN (2, 3, 4, 5)
            """,
            [project]
        ) { fields in
            let content = try fields.digest()
            if try fields.code(Split.self) == .certifyPool {
                exclusions.drawnContents.insert(content)
            } else {
                exclusions.contents.insert(content)
            }
        }
        return exclusions
    }
}

/// What a snapshot leaves out, labelled or only with its label.
struct TrainingExclusions {
    /// Contents of gate, certify and test.
    var contents: Set<Digest> = []
    /// Contents of the certify rows of pools: they are learned from as unlabelled examples.
    var drawnContents: Set<Digest> = []
    /// The keys of examples whose group stands in gate, certify or test.
    var groups: Set<Int64>
    /// The keys of examples whose group has a certify row of a pool.
    var drawnGroups: Set<Int64>

    /// Whether a labelled example is left out.
    func excludesLabeled(_ key: Int64, _ content: Digest) -> Bool {
        excludesUnlabeled(key, content) || drawnContents.contains(content)
            || drawnGroups.contains(key)
    }

    /// Whether an unlabelled example is left out.
    func excludesUnlabeled(_ key: Int64, _ content: Digest) -> Bool {
        contents.contains(content) || groups.contains(key)
    }
}
