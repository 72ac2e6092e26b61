internal import Domain
internal import Serving

extension DataServices {
    /// What answers a call: the version that it names, or the champion or a canary in its place; nil:
    /// the version is to be loaded.
    ///
    /// - Throws: as ``ModelRegistry/release(for:version:)``.
    func route(
        _ project: String,
        _ version: ModelVersion?
    ) throws(Failure) -> RoutedRelease? {
        guard let version else { return try registry.route(project) }
        do {
            return RoutedRelease(release: try registry.release(for: project, version: version))
        } catch {
            if error.kind == .notFound { return nil }
            throw error
        }
    }
}
