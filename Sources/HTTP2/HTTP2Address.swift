/// Where a server listens or a client connects.
package enum HTTP2Address: Hashable, Sendable, CustomStringConvertible {
    /// A TCP address; port 0 lets the system choose one.
    case tcp(host: String, port: Int)
    /// A Unix-domain socket.
    case unix(path: String)

    /// Whether only this machine can reach it.
    package var isLocal: Bool {
        switch self {
        case .tcp(let host, _): host == "localhost" || host == "::1" || host.hasPrefix("127.")
        case .unix: true
        }
    }

    package var description: String {
        switch self {
        case .tcp(let host, let port):
            host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
        case .unix(let path): "unix:\(path)"
        }
    }
}
