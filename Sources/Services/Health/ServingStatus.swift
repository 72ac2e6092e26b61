internal import Domain
internal import Files
internal import Foundation
internal import Messages
internal import Serving
internal import Store

/// Answers for each name that the health protocol may ask about.
///
/// The empty name is the whole server. Others are services, projects, and `PROJECT/VERSION`.
struct ServingStatus: Sendable {
    typealias Status = Wire.HealthCheckResponse.ServingStatus

    let services: DataServices

    /// The services that store what they are given: they do not serve while the disk takes nothing.
    private static let writers: Set<String> = ["tutelage.v1.Labeling", "tutelage.v1.Training"]

    /// The status of a name; nil where it is unknown.
    func status(of name: String) async throws -> Status? {
        let health = services.health
        let served: Status = health.isServing ? .serving : .notServing
        if Self.writers.contains(name), services.store.trouble != nil { return .notServing }
        if name.isEmpty || health.services.contains(name) { return served }
        guard let canAnswer = try await canAnswer(name) else { return nil }
        return canAnswer ? served : .notServing
    }

    private func canAnswer(_ name: String) async throws -> Bool? {
        let parts = name.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first, let project = try? ProjectName(String(first)) else {
            return nil
        }
        guard parts.count == 2 else { return championCanAnswer(project) }
        guard let version = ModelVersion(parts[1]), version > 0, "\(version)" == parts[1] else {
            return nil
        }
        return try await canAnswer(project, version)
    }

    private func championCanAnswer(_ project: ProjectName) -> Bool? {
        do throws(Failure) {
            _ = try services.registry.release(for: project.text)
            return true
        } catch {
            return error.kind == .notFound ? nil : false
        }
    }

    /// A version that is not in memory can answer where its weights lie as they were stored.
    private func canAnswer(_ project: ProjectName, _ version: ModelVersion) async throws -> Bool? {
        if services.registry.loadedVersions(of: project.text).contains(version) { return true }
        let store = services.store
        let model: ModelRecord
        do {
            model = try await store.read { try $0.model(project, version) }
        } catch let failure as Failure where failure.kind == .notFound {
            return nil
        }
        guard let name = try? model.weights else { return false }
        let path = store.directory.model(name)
        let size = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int64
        return size == model.byteCount
    }
}
