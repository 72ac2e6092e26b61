package import Domain
internal import Files
package import Labeling
internal import Networks
package import Serving
package import Store

/// Lets the loop load and publish models on the serving side, so that what is certified and compared
/// has the same bits as what is served.
package struct ServingHost: ModelHost {
    private let store: DataStore
    private let registry: ModelRegistry
    private let loader: ModelLoader

    package init(store: DataStore, registry: ModelRegistry, loader: ModelLoader) {
        self.store = store
        self.registry = registry
        self.loader = loader
    }

    package func load(
        _ version: ModelVersion,
        of project: ProjectName
    ) async throws -> any LoadedModel {
        if let release = try? registry.release(for: project.text, version: version) {
            return HostedModel(release: release, loader: loader)
        }
        let (model, row) = try await store.read { reader in
            (try reader.model(project, version), try reader.project(project))
        }
        let file = ModelFile(
            project: project,
            modelVersion: version,
            path: store.directory.model(try model.weights),
            digest: model.digest,
            network: try JSON.decode(model.specification),
            input: row.input,
            classes: row.classes
        )
        return HostedModel(release: try await loader.load(file), loader: loader)
    }

    package func publish(_ model: any LoadedModel, under terms: ReleaseTerms) async {
        guard let hosted = model as? HostedModel else {
            preconditionFailure("a model of another host: \(type(of: model))")
        }
        registry.publish(
            hosted.release.with(
                certificate: terms.certificate,
                autoLabel: terms.autoLabel,
                policyVersion: terms.policyVersion
            )
        )
    }
}

/// A model version in memory.
private struct HostedModel: LoadedModel {
    let release: Serving.Release
    let loader: ModelLoader

    var project: ProjectName { release.project }
    var version: ModelVersion { release.modelVersion }

    func answers(_ inputs: [[UInt8]], views: Int) async throws -> ModelAnswers {
        let classes = release.classes.count
        let rows = inputs.count
        guard rows > 0 else {
            return ModelAnswers(probabilities: Matrix(rows: 0, columns: classes, values: []))
        }
        var bytes: [UInt8] = []
        for input in inputs { bytes.append(row: input, of: release.input) }
        let prediction = try await loader.evaluate(
            release,
            inputs: bytes,
            rows: rows,
            options: PredictionOptions(views: views)
        )
        return ModelAnswers(
            probabilities: Matrix(
                rows: rows,
                columns: classes,
                values: Array(prediction.allProbabilities)
            ),
            outliers: release.outlierRule == nil ? [] : (0..<rows).map(prediction.isOutlier)
        )
    }
}
