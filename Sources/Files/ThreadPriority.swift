#if canImport(Glibc)
internal import Glibc
#endif

/// How much of a busy machine a thread gets.
package enum ThreadPriority {
    /// Lets the calling thread go after others, for good: work that nobody waits for yields to calls.
    ///
    /// With all cores busy it has a tenth of the share of another thread. Only Linux has a niceness
    /// for each thread; elsewhere nothing happens.
    package static func lower() {
        #if os(Linux)
        setpriority(Int32(PRIO_PROCESS.rawValue), 0, 10)
        #endif
    }
}
