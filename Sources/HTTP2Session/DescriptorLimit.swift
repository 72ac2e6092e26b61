#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// How many files and sockets the process may have open.
package enum DescriptorLimit {
    /// How many descriptors a server leaves to all else than its connections: its files, its workers,
    /// probes, and connections that are told why they are refused.
    ///
    /// Of these a quarter each is for probes and for refusals; a dozen files are opened after the connections
    /// were counted, however few descriptors there are.
    package static let reserve = min(512, max(32, raise() / 4))

    /// How many connections there are descriptors for, beside those that are open now and the reserve.
    package static func connections() -> Int {
        let all = raise()
        // Descriptors are given out from the lowest, so there are few above this.
        let open = (0..<CInt(clamping: min(all, 1_024))).count { fcntl($0, F_GETFD) >= 0 }
        return max(1, all - open - reserve)
    }

    /// Raises the limit to the most that the system allows, and returns it.
    package static func raise() -> Int {
        #if canImport(Glibc)
        let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        #else
        let resource = RLIMIT_NOFILE
        #endif
        var limit = rlimit()
        guard unsafe getrlimit(resource, &limit) == 0 else { return 1_024 }
        if limit.rlim_cur < limit.rlim_max {
            var raised = limit
            raised.rlim_cur = limit.rlim_max
            if unsafe setrlimit(resource, &raised) == 0 { limit = raised }
        }
        return Int(clamping: limit.rlim_cur)
    }
}
