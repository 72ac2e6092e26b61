internal import Domain
package import GRPC
package import Messages
internal import Store

/// `Labeling/LabelReport`: how much was labelled, by whom, and how right it is.
package struct LabelReportMethod: UnaryMethod {
    package static let path = RPC.labelReport.path

    let services: DataServices

    package func call(
        _ request: LabelReportRequest,
        context: CallContext
    ) async throws -> LabelReportReply {
        let name = try ProjectName(request.project)
        return try await services.store.read { reader in
            let counts = try reader.counts(name)
            let wasChecked = counts.confirmed + counts.contradicted > 0
            return LabelReportReply(
                counts,
                classes: try reader.project(name).classes,
                checks: wasChecked ? try reader.checks(name) : [],
                release: try reader.currentRelease(name),
                looks: try reader.looks(name)
            )
        }
    }
}

extension LabelReportReply {
    fileprivate init(
        _ counts: Store.ProjectCounts,
        classes: [String],
        checks: [LabelChecks],
        release: Store.Release?,
        looks: Int
    ) {
        func count(_ condition: (Store.ProjectCounts.Entry) -> Bool) -> UInt64 {
            UInt64(clamping: counts.count(where: condition))
        }
        self.init()
        // A correction tells no more whether its example came with a label. In train it counts as
        // one of an automatic label; elsewhere every example came with one.
        let came = count { entry in
            entry.source == .imported
                || (entry.source == .corrected && entry.split != .train)
        }
        let examples = UInt64(clamping: counts.examples)
        unlabeledExamples = examples - min(came, examples)
        accepted = count { $0.source == .auto }
        abstained = count { $0.source == nil && $0.decision == .abstained }
        review = UInt64(clamping: counts.waiting)
        coverage = unlabeledExamples == 0 ? 0 : Double(accepted) / Double(unlabeledExamples)
        humanLabels = count { $0.source == .human || $0.source == .corrected }
        importedLabels = count { $0.source == .imported }
        self.release = release.map { Messages.Release($0) }
        if let certificate = self.release?.certificate, certificate.accepted > 0 {
            estimatedPrecision = 1 - Double(certificate.wrong) / Double(certificate.accepted)
        }
        self.looks = UInt32(clamping: looks)
        audit = AuditReport(
            checked: UInt64(clamping: counts.confirmed + counts.contradicted),
            wrong: UInt64(clamping: counts.contradicted)
        )
        reasons = Domain.DecisionReason.allCases.compactMap { reason in
            let count = count { $0.reason == reason }
            return count == 0
                ? nil : ReasonCount(reason: Messages.DecisionReason(reason), count: count)
        }
        perClass = Self.perClass(counts, classes, checks)
    }

    private static func perClass(
        _ counts: Store.ProjectCounts,
        _ classes: [String],
        _ checks: [LabelChecks]
    ) -> [ClassReport] {
        var reports = classes.enumerated().map { index, name in
            ClassReport(classIndex: UInt32(clamping: index), className: name)
        }
        for entry in counts.entries {
            guard let label = entry.label, reports.indices.contains(label) else { continue }
            let count = UInt64(clamping: entry.count)
            switch entry.source {
            case .auto: reports[label].accepted += count
            case .human, .imported, .corrected: reports[label].given += count
            case .distilled, nil: break
            }
        }
        for check in checks where reports.indices.contains(check.label) {
            reports[check.label].checked = UInt64(clamping: check.checked)
            reports[check.label].wrong = UInt64(clamping: check.wrong)
        }
        return reports
    }
}
