#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// A bound socket that child processes do not inherit.
///
/// NIO opens its listeners without close-on-exec, and a worker that inherits one would hold the
/// port after the server died. It lives on this floor because the calls take pointers.
package struct ListeningSocket: Sendable {
    /// The descriptor; whoever listens on it closes it.
    package let descriptor: CInt

    /// Bytes that a Unix-domain path may have, with its terminating NUL.
    package static let pathBytes = 108

    private static let backlog: CInt = 1_024

    /// Binds a TCP address, a name's first; port 0 lets the system choose.
    ///
    /// - Throws: ``SocketError`` naming the address.
    package init(host: String, port: Int) throws(SocketError) {
        self = try Self.all(host: host, port: port, most: 1)[0]
    }

    /// Binds every address that a name has, or the one address; at least one.
    ///
    /// Whether a caller comes by IPv4 or by IPv6 is not the name's to say. Addresses that this machine
    /// has not, such as ::1 without IPv6, are left out where another one is bound.
    ///
    /// - Parameters:
    ///   - host: a name or an address.
    ///   - port: the port; 0: the system chooses one, the same for all.
    ///   - most: how many addresses at most.
    /// - Returns: a socket for each, all at one port.
    /// - Throws: ``SocketError`` naming the address.
    package static func all(
        host: String,
        port: Int,
        most: Int = 8
    ) throws(SocketError) -> [ListeningSocket] {
        let name = "\(host):\(port)"
        guard (0...65_535).contains(port) else {
            throw SocketError("cannot listen on \(name): a port is 0 to 65535")
        }
        var hints = unsafe addrinfo()
        unsafe hints.ai_flags = AI_PASSIVE
        unsafe hints.ai_socktype = ListeningSocket.stream
        var list: UnsafeMutablePointer<addrinfo>?
        guard unsafe getaddrinfo(host, nil, &hints, &list) == 0, let first = unsafe list
        else { throw SocketError("cannot listen on \(name): the host is not known") }
        defer { unsafe freeaddrinfo(first) }
        var bound: [ListeningSocket] = []
        var missing: SocketError?
        var seen: Set<[UInt8]> = []
        var chosen = port
        var next: UnsafeMutablePointer<addrinfo>? = unsafe first
        while let entry = unsafe next, bound.count < most {
            unsafe next = entry.pointee.ai_next
            let address = unsafe UnsafeRawBufferPointer(
                start: entry.pointee.ai_addr,
                count: Int(entry.pointee.ai_addrlen)
            )
            // /etc/hosts may name one address twice.
            guard unsafe seen.insert(Array(address)).inserted else { continue }
            do {
                let socket = try unsafe ListeningSocket(
                    Array(address),
                    family: entry.pointee.ai_family,
                    port: chosen,
                    isOneOfMany: !bound.isEmpty || next != nil,
                    name: name
                )
                bound.append(socket)
                chosen = socket.port
            } catch {
                guard error.isForeign else {
                    for socket in bound { close(socket.descriptor) }
                    throw error
                }
                missing = missing ?? error
            }
        }
        if bound.isEmpty { throw missing ?? SocketError("cannot listen on \(name)") }
        return bound
    }

    /// Binds one address of a family, as the system writes it, at `port`.
    private init(
        _ address: [UInt8],
        family: CInt,
        port: Int,
        isOneOfMany: Bool,
        name: String
    ) throws(SocketError) {
        var address = address
        // Of both families the port stands behind the family.
        address[2] = UInt8(truncatingIfNeeded: port >> 8)
        address[3] = UInt8(truncatingIfNeeded: port)
        descriptor = try Self.open(family: family, name: name)
        var on: CInt = 1
        let size = socklen_t(MemoryLayout<CInt>.size)
        unsafe setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, size)
        if isOneOfMany, family == AF_INET6 {
            // Else the address of all would take the port of both families.
            unsafe setsockopt(descriptor, CInt(IPPROTO_IPV6), IPV6_V6ONLY, &on, size)
        }
        let result = unsafe address.withUnsafeBytes { bytes in
            guard let start = bytes.baseAddress else { return CInt(-1) }
            let pointer = unsafe start.assumingMemoryBound(to: sockaddr.self)
            return unsafe bind(descriptor, pointer, socklen_t(bytes.count))
        }
        guard result == 0, listen(descriptor, Self.backlog) == 0 else {
            throw Self.failure(descriptor, name: name)
        }
    }

    /// The port that it is bound to; 0 where it has none.
    private var port: Int {
        var address = sockaddr_storage()
        var size = socklen_t(MemoryLayout<sockaddr_storage>.size)
        return unsafe withUnsafeMutableBytes(of: &address) { bytes in
            guard let start = bytes.baseAddress else { return 0 }
            let pointer = unsafe start.assumingMemoryBound(to: sockaddr.self)
            guard unsafe getsockname(descriptor, pointer, &size) == 0 else { return 0 }
            return unsafe Int(bytes[2]) << 8 | Int(bytes[3])
        }
    }

    /// Binds a Unix-domain path that only this user may use, in place of a stale socket.
    ///
    /// - Throws: ``SocketError`` naming the path.
    package init(path: String) throws(SocketError) {
        guard path.utf8.count < Self.pathBytes else {
            throw SocketError(
                "cannot listen on \(path): a socket path has at most \(Self.pathBytes - 1) bytes,"
                    + " this one has \(path.utf8.count)"
            )
        }
        descriptor = try Self.open(family: AF_UNIX, name: path)
        Self.removePath(path)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { bytes in
            unsafe bytes.copyBytes(from: path.utf8)
        }
        let bound = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard bound == 0, unsafe chmod(path, 0o600) == 0, listen(descriptor, Self.backlog) == 0
        else { throw Self.failure(descriptor, name: path) }
    }

    /// Removes the path of a Unix-domain socket; nothing happens where there is none.
    package static func removePath(_ path: String) {
        unsafe unlink(path)
    }

    private static var stream: CInt {
        #if canImport(Glibc)
        CInt(SOCK_STREAM.rawValue)
        #else
        SOCK_STREAM
        #endif
    }

    private static func open(family: CInt, name: String) throws(SocketError) -> CInt {
        let descriptor = socket(family, stream, 0)
        guard descriptor >= 0 else { throw failure(-1, name: name) }
        let flags = fcntl(descriptor, F_GETFL)
        guard fcntl(descriptor, F_SETFD, FD_CLOEXEC) == 0,
            fcntl(descriptor, F_SETFL, flags | O_NONBLOCK) == 0
        else { throw failure(descriptor, name: name) }
        return descriptor
    }

    private static func failure(_ descriptor: CInt, name: String) -> SocketError {
        let code = errno
        if descriptor >= 0 { close(descriptor) }
        return SocketError(
            "cannot listen on \(name): \(SocketError.text(code))",
            isForeign: code == EADDRNOTAVAIL || code == EAFNOSUPPORT
        )
    }
}

/// Why a socket cannot be had.
package struct SocketError: Error, Hashable, Sendable, CustomStringConvertible {
    /// A sentence that names the address.
    package let description: String
    /// Whether the address is none of this machine's.
    let isForeign: Bool

    init(_ description: String, isForeign: Bool = false) {
        self.description = description
        self.isForeign = isForeign
    }

    /// Whether an error number says that the process or the machine is short of what a connection takes.
    package static func isShortage(_ code: CInt) -> Bool {
        [EMFILE, ENFILE, ENOBUFS, ENOMEM].contains(code)
    }

    /// What the system says of an error number, such as `Connection refused`.
    package static func text(_ code: CInt) -> String { unsafe String(cString: strerror(code)) }
}
