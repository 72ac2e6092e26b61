import Files
import Foundation
import Synchronization
import UnixSignals

/// What Ctrl-C says of the work that goes on without the command.
enum Interruption {
    /// What a shell says of a program that SIGINT ended.
    private static let status: Int32 = 130

    private struct State {
        var isTrapped = false
        var words: (@Sendable () -> String?)?
    }

    private static let state = Mutex(State())

    /// From now on SIGINT prints `words`, if there are any, and ends the process with 130.
    static func say(_ words: @escaping @Sendable () -> String?) async {
        await trap()
        state.withLock { $0.words = words }
    }

    /// From now on SIGINT ends the process without a word.
    static func sayNothing() { state.withLock { $0.words = nil } }

    /// Takes SIGINT over, once and for good.
    private static func trap() async {
        let isFirst = state.withLock { state in
            defer { state.isTrapped = true }
            return !state.isTrapped
        }
        guard isFirst else { return }
        let signals = await UnixSignalsSequence(trapping: .sigint)
        Task {
            for await _ in signals {
                // Behind the progress bar and the terminal's own ^C.
                if StandardStreams.errorIsTerminal { StandardStreams.writeError([10]) }
                if let words = state.withLock(\.words)?() { printError(words) }
                exit(status)
            }
        }
    }
}
