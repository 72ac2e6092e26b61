internal import Domain
package import Logging
package import Store

/// Tells operators when the store refuses writes, why, and when it takes them again.
package final class WriteWatch: Sendable {
    /// How often the store is asked, and how often what lasts is said again.
    private static let interval = Duration.seconds(1)
    private static let reminder = Duration.seconds(60)
    /// How often a store that refuses is tried.
    private static let probing = 5

    private let store: DataStore
    private let health: HealthState

    package init(store: DataStore, health: HealthState) {
        self.store = store
        self.health = health
    }

    /// Watches until its task is cancelled.
    package func run(_ logger: Logger) async {
        var said: (trouble: StoreTrouble, at: ContinuousClock.Instant)?
        var rounds = 0
        while (try? await Task.sleep(for: Self.interval)) != nil {
            rounds += 1
            if rounds % Self.probing == 0, store.trouble != nil || store.isShortOfRoom {
                await store.probe()
            }
            let trouble = store.trouble
            if trouble?.reason != said?.trouble.reason { health.noteChange() }
            if let trouble {
                let isNew = said?.trouble.reason != trouble.reason
                if let last = said, !isNew, ContinuousClock.now - last.at < Self.reminder {
                    continue
                }
                said = (trouble, .now)
                logger.error(
                    "writes are refused: \(trouble.message)",
                    metadata: ["reason": "\(trouble.reason.rawValue)"]
                )
            } else if said != nil {
                said = nil
                logger.notice("writes are taken again")
            }
        }
    }
}
