internal import Domain
internal import Messages
internal import Store

extension Wire.Project {
    /// A stored project.
    init(_ project: Project, champion: ModelVersion?, runs: any RetrainRuns) throws {
        self.init(
            name: project.name.text,
            classes: project.classes,
            input: Wire.InputSpecification(project.input),
            policies: try Wire.Policies(project, runs: runs),
            createdAt: Wire.Timestamp(milliseconds: project.createdAt),
            championVersion: champion ?? 0
        )
    }
}

extension Wire.Policies {
    /// The policies in force of a project.
    init(_ project: Project, runs: any RetrainRuns) throws {
        try self.init(project.policies, version: project.policyVersion) { try runs.run($0) }
    }
}

extension Wire.ProjectCounts {
    /// What a project holds.
    init(_ counts: ProjectCounts) {
        func labelled(_ split: Split) -> UInt64 {
            UInt64(clamping: counts.count { $0.split == split && $0.source != nil })
        }
        self.init(
            examples: UInt64(clamping: counts.stored),
            unlabeled: UInt64(clamping: counts.count { $0.source == nil }),
            train: labelled(.train),
            gate: labelled(.gate),
            certify: labelled(.certify),
            test: labelled(.test),
            review: UInt64(clamping: counts.waiting)
        )
    }
}
