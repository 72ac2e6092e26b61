#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// What the operating system counts for this process.
package struct ProcessStatistics: Hashable, Sendable {
    /// User and system time, in seconds.
    package var cpuSeconds: Double
    /// Memory that is in use.
    package var residentBytes: Int
    /// Address space.
    package var virtualBytes: Int
    /// Threads.
    package var threads: Int
    /// Open files and sockets.
    package var openDescriptors: Int
    /// The most open files and sockets.
    package var descriptorLimit: Int
    /// When the process started, in seconds since 1970.
    package var startSeconds: Double

    /// Reads the figures; nil where the system has no `/proc`.
    package static func read() -> ProcessStatistics? {
        guard let text = try? contents("/proc/self/stat", limit: 4096),
            // The name, in parentheses, may hold anything.
            let end = text.lastIndex(of: ")")
        else { return nil }
        let fields = text[text.index(after: end)...].split(separator: " ")
        // proc_pid_stat(5) counts from 1, and these begin with field 3.
        func field(_ number: Int) -> Double {
            let index = number - 3
            return fields.indices.contains(index) ? Double(fields[index]) ?? 0 : 0
        }
        let ticks = Double(max(1, sysconf(Int32(_SC_CLK_TCK))))
        let page = Double(max(1, sysconf(Int32(_SC_PAGESIZE))))
        return ProcessStatistics(
            cpuSeconds: (field(14) + field(15)) / ticks,
            residentBytes: Int(field(24) * page),
            virtualBytes: Int(field(23)),
            threads: Int(field(20)),
            openDescriptors: openDescriptors(),
            descriptorLimit: descriptorLimit(),
            startSeconds: bootSeconds + field(22) / ticks
        )
    }

    /// When the machine started; read once, because the file names every interrupt.
    private static let bootSeconds: Double = {
        let text = (try? contents("/proc/stat", limit: 1 << 20)) ?? ""
        for line in text.split(separator: "\n") where line.hasPrefix("btime ") {
            return Double(line.dropFirst(6)) ?? 0
        }
        return 0
    }()

    private static func openDescriptors() -> Int {
        var status = stat()
        // Since Linux 6.2 the directory's size is their number, and none of 10,000 is listed.
        if unsafe stat("/proc/self/fd", &status) == 0, status.st_size > 0 {
            return Int(status.st_size)
        }
        // Less the one that lists.
        return max(0, ((try? FileSystem.entries(of: "/proc/self/fd").count) ?? 1) - 1)
    }

    private static func descriptorLimit() -> Int {
        var limit = rlimit()
        #if canImport(Glibc)
        let result = unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        #else
        let result = unsafe getrlimit(RLIMIT_NOFILE, &limit)
        #endif
        return result == 0 ? Int(clamping: limit.rlim_cur) : 0
    }

    /// The text of a file of the system, which has no size of its own.
    static func contents(_ path: String, limit: Int) throws -> String {
        let descriptor = try SystemCall.open(path, O_RDONLY)
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 16 << 10)
        while bytes.count < limit {
            let count = try SystemCall.checked("read", path) {
                unsafe chunk.withUnsafeMutableBytes { buffer in
                    unsafe readBytes(descriptor, buffer.baseAddress, buffer.count)
                }
            }
            guard count > 0 else { break }
            bytes += chunk[..<count]
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

// The method ``ProcessStatistics/read()`` hides the system's function of that name.
private func readBytes(
    _ descriptor: Int32,
    _ buffer: UnsafeMutableRawPointer?,
    _ count: Int
) -> Int {
    unsafe read(descriptor, buffer, count)
}
