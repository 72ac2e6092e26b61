package import Logging
package import Store

/// Removes what deleted projects left, and takes the bytes of deleted examples out of files: after each
/// deletion, at the start, and each minute while some are left.
package final class Erasures: Sendable {
    /// How long what could not be erased waits.
    private static let pause = Duration.seconds(60)

    private let store: DataStore
    private let received: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation

    /// Creates the one of a server; at its start something may be left.
    package init(store: DataStore) {
        self.store = store
        (received, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
        send()
    }

    /// Has it looked soon.
    package func send() { continuation.yield() }

    /// Erases until its task is cancelled.
    package func run(_ logger: Logger) async {
        for await _ in received {
            while !Task.isCancelled {
                do {
                    try await store.purge()
                    if try await store.eraseDeleted() { break }
                } catch {
                    logger.error("what was deleted is not yet out of the files: \(error)")
                }
                try? await Task.sleep(for: Self.pause)
            }
        }
    }
}
