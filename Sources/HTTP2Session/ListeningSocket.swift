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

    /// Binds a TCP address; port 0 lets the system choose.
    ///
    /// - Throws: ``SocketError`` naming the address.
    package init(host: String, port: Int) throws(SocketError) {
        let name = "\(host):\(port)"
        guard (0...65_535).contains(port) else {
            throw SocketError("cannot listen on \(name): a port is 0 to 65535")
        }
        var hints = unsafe addrinfo()
        unsafe hints.ai_flags = AI_PASSIVE
        unsafe hints.ai_socktype = ListeningSocket.stream
        var list: UnsafeMutablePointer<addrinfo>?
        guard unsafe getaddrinfo(host, String(port), &hints, &list) == 0, let first = unsafe list
        else { throw SocketError("cannot listen on \(name): the host is not known") }
        defer { unsafe freeaddrinfo(first) }
        descriptor = try Self.open(family: unsafe first.pointee.ai_family, name: name)
        var reuse: CInt = 1
        let size = socklen_t(MemoryLayout<CInt>.size)
        unsafe setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &reuse, size)
        guard unsafe bind(descriptor, first.pointee.ai_addr, first.pointee.ai_addrlen) == 0,
            listen(descriptor, Self.backlog) == 0
        else { throw Self.failure(descriptor, name: name) }
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
        let text = SocketError.text(errno)
        if descriptor >= 0 { close(descriptor) }
        return SocketError("cannot listen on \(name): \(text)")
    }
}

/// Why a socket cannot be had.
package struct SocketError: Error, Hashable, Sendable, CustomStringConvertible {
    /// A sentence that names the address.
    package let description: String

    init(_ description: String) { self.description = description }

    /// Whether an error number says that the process or the machine is short of what a connection takes.
    package static func isShortage(_ code: CInt) -> Bool {
        [EMFILE, ENFILE, ENOBUFS, ENOMEM].contains(code)
    }

    /// What the system says of an error number, such as `Connection refused`.
    package static func text(_ code: CInt) -> String { unsafe String(cString: strerror(code)) }
}
