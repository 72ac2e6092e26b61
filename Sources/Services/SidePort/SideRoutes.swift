/// What the side port answers to a request.
struct SideReply: Hashable, Sendable {
    var status = 200
    var mediaType = "text/plain; charset=utf-8"
    var body: String
}

/// The pages of the side port, all of them to be read only.
struct SideRoutes: Sendable {
    let readiness: Readiness
    let loops: LoopCheck
    let metrics: MetricsPage

    /// How long an event loop may take to answer before the process counts as hung.
    private static let patience = Duration.seconds(2)

    /// The page at `path`; nil: there is none.
    func page(at path: String) async -> SideReply? {
        switch path {
        case "/metrics":
            return SideReply(mediaType: MetricsText.mediaType, body: await metrics.text())
        case "/livez": return await live()
        case "/readyz":
            if let refusal = readiness.reason ?? readiness.refusedWrites {
                return SideReply(status: 503, body: "not ready: \(refusal)\n")
            }
            return SideReply(body: "ready\n")
        case "/readyz/predict":
            // Predictions do not write: a full disk does not keep them from being served.
            guard let reason = readiness.reason else { return SideReply(body: "ready\n") }
            return SideReply(status: 503, body: "not ready: \(reason)\n")
        default: return nil
        }
    }

    private func live() async -> SideReply {
        let silent = await loops.silent(after: Self.patience)
        guard !silent.isEmpty else { return SideReply(body: "live\n") }
        let names = silent.map(String.init).joined(separator: ", ")
        return SideReply(
            status: 503,
            body: "event loop \(names) has not answered for \(Self.patience.components.seconds) s\n"
        )
    }

    static let unknown = SideReply(
        status: 404,
        body: "there is no such page; there are /metrics, /livez, /readyz and /readyz/predict\n"
    )
    static let readOnly = SideReply(status: 405, body: "the methods are GET and HEAD\n")
    static let withBody = SideReply(status: 413, body: "a request has no body here\n")
}
