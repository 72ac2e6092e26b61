internal import Domain
package import GRPC
package import Messages
internal import Store

/// `Labeling/ExportLabels`: labels with their provenance, as of the call's start.
package struct ExportLabelsMethod: ServerStreamingMethod {
    package static let path = RPC.exportLabels.path

    /// The most records read at once, and the bytes after which a message is sent.
    private static let pageRecords = 500
    private static let messageBytes = 1 << 20

    let services: DataServices

    package func call(
        _ request: Wire.ExportLabelsRequest,
        context: CallContext,
        to responses: ResponseWriter<Wire.ExportLabelsReply>
    ) async throws {
        let name = try ProjectName(request.project)
        guard request.afterSequence >= 0 else {
            throw Failure.invalid(
                "after_sequence is at least 0; got \(request.afterSequence)",
                field: "after_sequence"
            )
        }
        let sources = try Set(
            request.sources.enumerated().map { index, source throws(Failure) in
                try source.source(field: "sources[\(index)]")
            }
        )
        let (classes, moment) = try await services.store.read { reader in
            (try reader.project(name).classes, try reader.sequence())
        }
        var after = request.afterSequence
        while true {
            let start = after
            let (records, last) = try await services.store.read { reader in
                let page = try reader.records(
                    name,
                    after: start,
                    asOf: moment,
                    history: request.includeSuperseded,
                    limit: Self.pageRecords
                )
                let records = try page.filter {
                    Self.isWanted($0, sources, request.includeUndecided)
                }.map { record in
                    let client = try record.supersedes.flatMap {
                        try reader.clientID(name, of: $0)
                    }
                    return Wire.LabelRecord(record, classes: classes, superseded: client)
                }
                return (records, page.last?.sequence)
            }
            try await write(records, to: responses)
            guard let last else { return }
            after = last
        }
    }

    private func write(
        _ records: [Wire.LabelRecord],
        to responses: ResponseWriter<Wire.ExportLabelsReply>
    ) async throws {
        var reply = Wire.ExportLabelsReply()
        var bytes = 0
        for record in records {
            reply.records.append(record)
            bytes += record.encodedSize
            if bytes >= Self.messageBytes {
                try await responses.write(reply)
                (reply, bytes) = (Wire.ExportLabelsReply(), 0)
            }
        }
        if !reply.records.isEmpty { try await responses.write(reply) }
    }

    private static func isWanted(
        _ record: LabelRecord,
        _ sources: Set<LabelSource>,
        _ includesUndecided: Bool
    ) -> Bool {
        guard record.isLabel, let source = record.source else { return includesUndecided }
        return sources.isEmpty || sources.contains(source)
    }
}
