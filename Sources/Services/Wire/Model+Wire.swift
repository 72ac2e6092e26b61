internal import Domain
internal import Files
package import Messages
internal import Networks
package import Store

extension Wire.Model {
    /// How many of its evaluations and gate decisions a model shows: a version that was promoted a
    /// thousand times says no more than others.
    private static let latest = 20

    /// A stored model version with its lineage, its latest evaluations and gate decisions, and its graph.
    ///
    /// - Throws: ``Failure`` (data loss) when a stored part is damaged.
    static func whole(
        _ model: ModelRecord,
        of project: Project,
        _ reader: StoreReader
    ) throws -> Self {
        var message = try Self(model, of: project, reader)
        message.graphJSON = try JSON.decode(model.specification, as: Graph.self).json
        return message
    }

    /// A stored model version with its lineage, and its latest evaluations and gate decisions.
    ///
    /// - Parameters:
    ///   - model: the version.
    ///   - project: its project.
    ///   - reader: where the rest is.
    /// - Throws: ``Failure`` (data loss) when a stored part is damaged.
    package init(_ model: ModelRecord, of project: Project, _ reader: StoreReader) throws {
        let name = project.name
        let specification: Graph = try JSON.decode(
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
            state: Wire.ModelState(model.state),
            network: Wire.NetworkSpecification(specification),
            parameterCount: UInt64(clamping: layout.parameterCount),
            weightsBytes: UInt64(clamping: model.byteCount),
            weightsSHA256: model.digest.bytes,
            lineage: Wire.Lineage(model.lineage),
            createdAt: Wire.Timestamp(milliseconds: model.createdAt)
        )
        lineage?.snapshot = try model.lineage.snapshot.map {
            Wire.SnapshotSummary(try reader.snapshot(name, $0))
        }
        evaluations = try reader.evaluationRecords(name, model.version, limit: Self.latest).map {
            Wire.Evaluation($0, classes: project.classes)
        }
        gateDecisions = try reader.gateDecisions(name, about: model.version, limit: Self.latest)
            .map { Wire.GateDecision($0) }
    }
}

extension Wire.Lineage {
    init(_ lineage: Lineage) {
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

extension Wire.Evaluation {
    init(_ record: EvaluationRecord, classes: [String]) {
        self.init(record.metrics, classes: classes)
        evaluatedAt = Wire.Timestamp(milliseconds: record.createdAt)
    }

    init(_ metrics: Metrics, classes: [String]) {
        self.init(
            split: Wire.Split(metrics.split),
            count: UInt32(clamping: metrics.count),
            accuracy: metrics.accuracy,
            accuracyLow: metrics.accuracyLow,
            accuracyHigh: metrics.accuracyHigh,
            calibrationError: metrics.calibrationError,
            confusion: classes.count > Self.squareLimit
                ? [] : metrics.confusion.rows.flatMap { $0.map { UInt32(clamping: $0) } },
            confusions: Self.cells(of: metrics.confusion)
        )
        let examples = metrics.confusion.examples
        perClass = zip(metrics.precision, metrics.recall).enumerated().map { index, shares in
            Wire.ClassMetrics(
                classIndex: UInt32(clamping: index),
                className: classes.count <= Self.namesLimit && classes.indices.contains(index)
                    ? classes[index] : "",
                precision: shares.0,
                recall: shares.1,
                count: UInt32(clamping: examples.indices.contains(index) ? examples[index] : 0)
            )
        }
    }

    /// The most classes of which the square of all counts is told.
    private static let squareLimit = 100
    /// The most classes that are told by name: those of three splits with all names fill a message.
    private static let namesLimit = 1_000
    /// The most cells that are told.
    private static let cellsLimit = 10_000

    /// What occurred, the most frequent where it is much.
    private static func cells(of confusion: Confusion) -> [Wire.ConfusionCell] {
        var cells = confusion.cells
        if cells.count > cellsLimit {
            cells = Array(cells.sorted { $0.count > $1.count }.prefix(cellsLimit))
                .sorted { ($0.label, $0.predicted) < ($1.label, $1.predicted) }
        }
        return cells.map { cell in
            Wire.ConfusionCell(
                classIndex: UInt32(clamping: cell.label),
                predictedIndex: UInt32(clamping: cell.predicted),
                count: UInt32(clamping: cell.count)
            )
        }
    }
}

extension Wire.ModelState {
    init(_ state: ModelState) {
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
