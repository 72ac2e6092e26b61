internal import Domain
internal import Files
package import Messages
internal import Networks
package import Store

extension Messages.Model {
    /// How many of its evaluations and gate decisions a model shows: a version that was promoted a
    /// thousand times says no more than others.
    private static let latest = 20

    /// A stored model version with its lineage, and its latest evaluations and gate decisions.
    ///
    /// - Parameters:
    ///   - model: the version.
    ///   - project: its project.
    ///   - reader: where the rest is.
    /// - Throws: ``Failure`` (data loss) when a stored part is damaged.
    package init(_ model: ModelRecord, of project: Store.Project, _ reader: StoreReader) throws {
        let name = project.name
        let specification: Networks.NetworkSpecification = try StoredJSON.decode(
            model.specification
        )
        let layout: ParameterLayout
        do {
            layout = try Network(specification).layout
        } catch {
            throw Failure.dataLoss(
                "the network of model version \(model.version) of project \(name): "
                    + error.description
            )
        }
        self.init(
            project: name.text,
            version: model.version,
            state: Messages.ModelState(model.state),
            network: Messages.NetworkSpecification(specification),
            parameterCount: UInt64(clamping: layout.parameterCount),
            weightsBytes: UInt64(clamping: model.byteCount),
            weightsSHA256: model.digest.bytes,
            lineage: Messages.Lineage(model.lineage),
            createdAt: Timestamp(milliseconds: model.createdAt)
        )
        lineage?.snapshot = try model.lineage.snapshot.map {
            SnapshotSummary(try reader.snapshot(name, $0))
        }
        evaluations = try reader.evaluationRecords(name, model.version, limit: Self.latest).map {
            Evaluation($0, classes: project.classes)
        }
        gateDecisions = try reader.gateDecisions(name, about: model.version, limit: Self.latest)
            .map { Messages.GateDecision($0) }
    }
}

extension Messages.Lineage {
    init(_ lineage: Domain.Lineage) {
        self.init(
            teacherVersion: lineage.teacher ?? 0,
            jobID: lineage.job ?? 0,
            algorithm: lineage.algorithm,
            hyperParametersJSON: lineage.hyperParameters,
            seed: lineage.seed,
            gitRevision: lineage.revision,
            instructionSet: lineage.instructionSet,
            blasCore: lineage.blasCore,
            note: lineage.note ?? "",
            sameAsVersion: lineage.same ?? 0,
            attestation: lineage.attestation ?? ""
        )
    }
}

extension Evaluation {
    init(_ record: EvaluationRecord, classes: [String]) {
        self.init(record.metrics, classes: classes)
        evaluatedAt = Timestamp(milliseconds: record.createdAt)
    }

    init(_ metrics: Metrics, classes: [String]) {
        self.init(
            split: Messages.Split(metrics.split),
            count: UInt32(clamping: metrics.count),
            accuracy: metrics.accuracy,
            accuracyLow: metrics.accuracyLow,
            accuracyHigh: metrics.accuracyHigh,
            calibrationError: metrics.calibrationError,
            confusion: metrics.confusion.flatMap { $0.map { UInt32(clamping: $0) } }
        )
        perClass = zip(metrics.precision, metrics.recall).enumerated().map { index, shares in
            let counts = metrics.confusion.indices.contains(index) ? metrics.confusion[index] : []
            return ClassMetrics(
                classIndex: UInt32(clamping: index),
                className: classes.indices.contains(index) ? classes[index] : "",
                precision: shares.0,
                recall: shares.1,
                count: UInt32(clamping: counts.reduce(0, +))
            )
        }
    }
}

extension Messages.ModelState {
    init(_ state: Domain.ModelState) {
        switch state {
        case .candidate: self = .candidate
        case .shadow: self = .shadow
        case .canary: self = .canary
        case .champion: self = .champion
        case .retired: self = .retired
        case .deleted: self = .deleted
        }
    }
}
