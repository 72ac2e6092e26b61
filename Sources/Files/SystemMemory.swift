/// What the operating system says about memory.
package enum SystemMemory {
    /// The bytes that this process and its children may still take: what the machine has free or
    /// can free, and what the control groups of this process leave; nil where it is not known.
    package static func availableBytes() -> Int? {
        let machine = lines(of: "/proc/meminfo").lazy.compactMap { line in
            line.first == "MemAvailable:" && line.count > 1 ? Int(line[1]) : nil
        }.first
        let groups = controlGroups().compactMap(\.availableBytes)
        return ([machine.map { $0 << 10 }].compactMap(\.self) + groups).min()
    }

    /// How often the kernel has killed a process for want of memory since the machine started; nil
    /// where it does not count.
    package static func killCount() -> Int? {
        lines(of: "/proc/vmstat").lazy.compactMap { line in
            line.first == "oom_kill" && line.count > 1 ? Int(line[1]) : nil
        }.first
    }

    /// The folders of the control groups that limit this process, of both versions of the interface.
    ///
    /// Without a namespace of its own a container sees its group at the root of the mount.
    private static func controlGroups() -> [ControlGroup] {
        var groups: [ControlGroup] = []
        for line in text(of: "/proc/self/cgroup").split(separator: "\n") {
            let parts = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
            guard parts.count == 3 else { continue }
            let isFirst = parts[1].split(separator: ",").contains("memory")
            guard isFirst || parts[1].isEmpty else { continue }
            let root = isFirst ? "/sys/fs/cgroup/memory" : "/sys/fs/cgroup"
            var path = parts[2]
            groups.append(ControlGroup(path: root, isFirst: isFirst))
            while let slash = path.lastIndex(of: "/"), path.count > 1 {
                groups.append(ControlGroup(path: root + path, isFirst: isFirst))
                path = path[..<slash]
            }
        }
        return groups
    }

    fileprivate static func text(of path: String) -> String {
        (try? ProcessStatistics.contents(path, limit: 1 << 20)) ?? ""
    }

    fileprivate static func lines(of path: String) -> [[Substring]] {
        text(of: path).split(separator: "\n").map { $0.split(separator: " ") }
    }
}

/// A control group and its limit.
private struct ControlGroup {
    let path: String
    /// Whether it is of the first version of the interface.
    let isFirst: Bool

    /// What its limit leaves; nil without one.
    var availableBytes: Int? {
        guard let limit = integer(isFirst ? "memory.limit_in_bytes" : "memory.max"),
            let usage = integer(isFirst ? "memory.usage_in_bytes" : "memory.current"),
            // The first version has no word for "none", only a number near 2^63.
            limit < 1 << 60
        else { return nil }
        // Pages of files that nobody has used lately go first.
        let cache = SystemMemory.lines(of: "\(path)/memory.stat").lazy.compactMap { line in
            line.first == (isFirst ? "total_inactive_file" : "inactive_file") && line.count > 1
                ? Int(line[1]) : nil
        }.first
        return max(0, limit - max(0, usage - (cache ?? 0)))
    }

    private func integer(_ name: String) -> Int? {
        let text = SystemMemory.text(of: "\(path)/\(name)")
        return text.split(separator: "\n").first.flatMap { Int($0) }
    }
}
