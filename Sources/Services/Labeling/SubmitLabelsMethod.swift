internal import Domain
package import GRPC
internal import Labeling
package import Messages
internal import Store

/// `Labeling/SubmitLabels`: people's answers and corrections, all or none.
package struct SubmitLabelsMethod: UnaryMethod {
    package static let path = RPC.submitLabels.path

    let services: DataServices

    package func call(
        _ request: Wire.SubmitLabelsRequest,
        context: CallContext
    ) async throws -> Wire.SubmitLabelsReply {
        let name = try ProjectName(request.project)
        guard (1...ExampleStream.itemLimit).contains(request.labels.count) else {
            throw Failure.invalid(
                "a request has 1 to \(ExampleStream.itemLimit) labels; got \(request.labels.count)",
                field: "labels"
            )
        }
        let project = try await services.store.read { try $0.project(name) }
        let classes = ClassIndex(project.classes)
        let answers = try request.labels.enumerated().map { index, label in
            try Self.answer(label, at: "labels[\(index)]", classes)
        }
        let reply = try await services.replay.run(
            request,
            id: request.requestID,
            project: name.text,
            path: Self.path
        ) { writer in
            var reply = Wire.SubmitLabelsReply()
            for (index, result) in try writer.submit(name, answers).enumerated() {
                let answered = try Self.get(result, at: "labels[\(index)]")
                reply.results.append(try Self.result(answered, name, writer.reader))
            }
            return reply
        }
        // In a task of its own: the answers are durable, whether their caller is still there or not.
        try await Task { try await dropVoidCertificate(of: name) }.value
        return reply
    }

    /// Takes a certificate out of service that was voided by these answers, or by earlier ones whose
    /// call came to nothing after they were stored.
    private func dropVoidCertificate(of name: ProjectName) async throws {
        services.promotion.relabels()
        // The certificates of pools are read where they are used, so those need no new release.
        let release = try await services.store.read { try $0.currentRelease(name) }
        if release?.certificateIsVoid == true { try await services.promotion.refresh(name) }
    }

    private static func answer(
        _ label: Wire.SubmittedLabel,
        at field: String,
        _ classes: ClassIndex
    ) throws -> Answer {
        let example: ExampleID
        do throws(Failure) {
            example = try ExampleID(label.exampleID)
        } catch {
            throw Failure.invalid("\(field): \(error.message)", field: "\(field).example_id")
        }
        guard label.labelID.utf8.count <= 128 else {
            throw Failure.invalid(
                "\(field): a label id has at most 128 bytes; got \(label.labelID.utf8.count)",
                field: "\(field).label_id"
            )
        }
        try ExampleBatch.checkAnnotator(label.annotator, field: "\(field).annotator")
        guard label.skipReason.isEmpty || label.classReference == nil else {
            throw Failure.invalid(
                "\(field): an answer has a class or the reason to skip it; both came",
                field: "\(field).skip_reason"
            )
        }
        do throws(Failure) {
            return Answer(
                example: example,
                label: label.skipReason.isEmpty
                    ? try Wire.ClassReference.label(
                        label.classReference,
                        in: classes,
                        field: "\(field).class_reference"
                    ) : nil,
                skipReason: label.skipReason,
                question: try label.question.question(field: "\(field).question"),
                annotator: label.annotator,
                clientID: label.labelID.isEmpty ? nil : label.labelID
            )
        } catch {
            throw Failure(error.kind, "\(field): \(error.message)", field: error.field)
        }
    }

    /// The answered example; a refusal names the item, and nothing of the request stays.
    private static func get(
        _ result: Result<AnsweredExample, Failure>,
        at field: String
    ) throws -> AnsweredExample {
        do throws(Failure) {
            return try result.get()
        } catch {
            throw Failure(error.kind, "\(field): \(error.message)", field: field)
        }
    }

    private static func result(
        _ answered: AnsweredExample,
        _ name: ProjectName,
        _ reader: StoreReader
    ) throws -> Wire.SubmittedLabelResult {
        guard let record = answered.record else {
            return Wire.SubmittedLabelResult(voidedCertificates: answered.voidedCertificates)
        }
        let superseded = try record.supersedes.map { sequence in
            Wire.LabelRecord.id(try reader.clientID(name, of: sequence), sequence)
        }
        return Wire.SubmittedLabelResult(
            labelID: Wire.LabelRecord.id(record.clientID, record.sequence),
            supersedes: superseded ?? "",
            source: Wire.LabelSource(record.source),
            sequence: record.sequence,
            disagrees: record.disagrees,
            voidedCertificates: answered.voidedCertificates
        )
    }
}
