internal import NIOCore

/// Where a server listens or a client connects.
package enum HTTP2Address: Hashable, Sendable, CustomStringConvertible {
    /// A TCP address; port 0 lets the system choose one.
    case tcp(host: String, port: Int)
    /// A Unix-domain socket.
    case unix(path: String)

    /// Whether only this machine can reach it: a Unix socket, `localhost`, `::1`, or a number in
    /// 127.0.0.0/8; a name that merely looks like one is not.
    package var isLocal: Bool {
        switch self {
        case .tcp("localhost", _), .unix: true
        case .tcp(let host, _):
            // The canonical text of an address, so that "127.1" and "127.evil.com" are none.
            (try? SocketAddress(ipAddress: host, port: 0))?.ipAddress.map {
                $0 == "::1" || !$0.contains(":") && $0.hasPrefix("127.")
            } ?? false
        }
    }

    /// Whether `host` is an address and not a name.
    static func isNumeric(_ host: String) -> Bool {
        (try? SocketAddress(ipAddress: host, port: 0)) != nil
    }

    package var description: String {
        switch self {
        case .tcp(let host, let port):
            host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
        case .unix(let path): "unix:\(path)"
        }
    }
}
