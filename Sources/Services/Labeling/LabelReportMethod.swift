internal import Domain
package import GRPC
package import Messages
internal import Store

/// `Labeling/LabelReport`: how much was labelled, by whom, and how right it is.
package struct LabelReportMethod: UnaryMethod {
    package static let path = RPC.labelReport.path

    let services: DataServices

    package func call(
        _ request: Wire.LabelReportRequest,
        context: CallContext
    ) async throws -> Wire.LabelReportReply {
        let name = try ProjectName(request.project)
        return try await services.store.read { reader in
            let counts = try reader.counts(name)
            let wasChecked = counts.confirmed + counts.contradicted > 0
            let project = try reader.project(name)
            var reply = Wire.LabelReportReply(
                counts,
                classes: project.classes,
                checks: wasChecked ? try reader.checks(name) : [],
                release: try reader.currentRelease(name),
                looks: try reader.looks(name)
            )
            let limit = project.policies.review.queueLimit
            reply.review = UInt64(clamping: min(counts.waiting, Int64(limit)))
            reply.openSamples = UInt64(clamping: try reader.openSamples(name))
            if let relabel = try reader.lastRelabel(name), relabel.state != .succeeded {
                reply.relabel = Wire.UnfinishedRelabel(relabel)
            }
            reply.certified = try counts.certified.sorted { $0.key < $1.key }.map { id, count in
                let (certificate, isVoid) = try reader.certificate(name, id)
                return Wire.CertifiedLabels(
                    certificate: Wire.Certificate(certificate),
                    accepted: UInt64(clamping: count),
                    voided: isVoid
                )
            }
            return reply
        }
    }
}

extension Wire.UnfinishedRelabel {
    fileprivate init(_ job: JobRecord) {
        self.init(
            jobID: job.id,
            state: Wire.JobState(job.state),
            done: UInt64(clamping: job.relabelProgress?.done ?? 0),
            total: UInt64(clamping: job.relabelProgress?.total ?? 0)
        )
    }
}

extension Wire.LabelReportReply {
    fileprivate init(
        _ counts: ProjectCounts,
        classes: [String],
        checks: [LabelChecks],
        release: Release?,
        looks: Int
    ) {
        func count(_ condition: (ProjectCounts.Entry) -> Bool) -> UInt64 {
            UInt64(clamping: counts.count(where: condition))
        }
        self.init()
        unlabeledExamples = UInt64(clamping: counts.cameUnlabeled)
        accepted = count { $0.source == .auto }
        abstained = count { $0.source == nil && $0.decision == .abstained }
        outOfDistribution = count { $0.source == nil && $0.decision == .outOfDistribution }
        coverage = unlabeledExamples == 0 ? 0 : Double(accepted) / Double(unlabeledExamples)
        humanLabels = count { $0.source == .human || $0.source == .corrected }
        importedLabels = count { $0.source == .imported }
        self.release = release.map { Wire.Release($0) }
        self.looks = UInt32(clamping: looks)
        corrections = Wire.CorrectionReport(
            checked: UInt64(clamping: counts.confirmed + counts.contradicted),
            wrong: UInt64(clamping: counts.contradicted)
        )
        reasons = DecisionReason.allCases.compactMap { reason in
            let count = count { $0.reason == reason }
            return count == 0
                ? nil : Wire.ReasonCount(reason: Wire.DecisionReason(reason), count: count)
        }
        perClass = Self.perClass(counts, classes, checks)
    }

    private static func perClass(
        _ counts: ProjectCounts,
        _ classes: [String],
        _ checks: [LabelChecks]
    ) -> [Wire.ClassReport] {
        var reports = classes.enumerated().map { index, name in
            Wire.ClassReport(classIndex: UInt32(clamping: index), className: name)
        }
        for entry in counts.entries {
            guard let label = entry.label, reports.indices.contains(label) else { continue }
            let count = UInt64(clamping: entry.count)
            switch entry.source {
            case .auto: reports[label].accepted += count
            case .human, .imported, .corrected: reports[label].given += count
            case nil: break
            }
        }
        for check in checks where reports.indices.contains(check.label) {
            reports[check.label].checked = UInt64(clamping: check.checked)
            reports[check.label].wrong = UInt64(clamping: check.wrong)
        }
        return reports
    }
}
