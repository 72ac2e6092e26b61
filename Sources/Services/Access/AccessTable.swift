internal import Domain
package import GRPC
internal import Messages

/// What a method asks of its callers, for all methods in one place; one that is not here is refused
/// to everybody.
package enum AccessTable {
    /// The methods that have a rule.
    package static var paths: Set<MethodPath> { Set(rules.keys) }

    /// The requests that the rule of a method reads; nil: there is no rule, or it reads none.
    package static func request(of path: MethodPath) -> String? { rules[path]?.request }

    static let rules: [MethodPath: any AccessRule] = {
        let lists = [
            projects, prediction, labeling, training, models, inference, tokens, infrastructure,
            interop,
        ]
        let all = lists.flatMap(\.self)
        return Dictionary(uniqueKeysWithValues: all.map { ($0.path, $0) })
    }()

    /// Which project a request is about.
    enum Subject<Request: Message>: Sendable {
        /// None.
        case nothing
        /// The whole server: only for tokens of all projects.
        case server
        /// None by itself: the method shows no more than the caller's projects.
        case shown
        /// The one that it names.
        case project(@Sendable (Request) -> String)
        /// The one that it names; where it names none, as ``shown``.
        case projectOrShown(@Sendable (Request) -> String)
        /// The one that it names, or nothing and then the one that was named before in the stream.
        case stream(@Sendable (Request) -> String)
        /// That of the job that it names.
        case job(@Sendable (Request) -> JobID)
    }

    private static let projects: [any AccessRule] = [
        rule(.createProject, .admin, .project { $0.name }),
        rule(.getProject, nil, .project { $0.project }),
        rule(.listProjects, nil, .shown),
        rule(.deleteProject, .admin, .project { $0.project }),
    ]

    private static let prediction: [any AccessRule] = [
        rule(.predict, .predict, .project { $0.project }),
        rule(.predictStream, .predict, .stream { $0.project }),
        rule(.embed, .predict, .project { $0.project }),
    ]

    private static let labeling: [any AccessRule] = [
        rule(.label, .label, .project { $0.project }),
        rule(.labelStream, .label, .stream { $0.project }),
        rule(.ingest, .label, .stream { $0.project }),
        rule(.drawSample, .admin, .project { $0.project }),
        rule(.listDraws, nil, .project { $0.project }),
        rule(.startRelabel, .admin, .project { $0.project }),
        rule(.listReview, .label, .project { $0.project }),
        rule(.submitLabels, .label, .project { $0.project }),
        rule(.exportLabels, .label, .project { $0.project }),
        rule(.getExample, .label, .project { $0.project }),
        rule(.getPolicies, nil, .project { $0.project }),
        rule(.setPolicies, .admin, .project { $0.project }),
        rule(.labelReport, nil, .project { $0.project }),
        rule(.deleteExamples, .admin, .project { $0.project }),
        rule(.softLabels, .predict, .project { $0.project }),
    ]

    private static let training: [any AccessRule] = [
        rule(.startTraining, .train, .project { $0.project }),
        rule(.startSelfTraining, .train, .project { $0.project }),
        rule(.startComparison, .train, .project { $0.project }),
        rule(.startDistillation, .train, .project { $0.project }),
        rule(.getJob, nil, .job { $0.jobID }),
        rule(.watchJob, nil, .job { $0.jobID }),
        rule(.cancelJob, .train, .job { $0.jobID }),
        // Without a project it lists the jobs of all.
        rule(.listJobs, nil, .project { $0.project }),
        rule(.listAlgorithms, nil, .nothing),
        rule(.listNetworks, nil, .nothing),
    ]

    private static let models: [any AccessRule] = [
        rule(.listModels, nil, .project { $0.project }),
        rule(.getModel, nil, .project { $0.project }),
        rule(
            .importModel,
            .admin,
            .stream { if case .header(let header) = $0.part { header.project } else { "" } }
        ),
        rule(.exportModel, .train, .project { $0.project }),
        rule(.promote, .admin, .project { $0.project }),
        rule(.certify, .admin, .project { $0.project }),
        rule(.rollback, .admin, .project { $0.project }),
        rule(.setTraffic, .admin, .project { $0.project }),
        rule(.getTraffic, nil, .project { $0.project }),
        rule(.deleteModel, .admin, .project { $0.project }),
        rule(.compareModels, .train, .project { $0.project }),
        rule(.listReleases, nil, .project { $0.project }),
    ]

    /// The Open Inference Protocol, whose models are projects.
    private static let inference: [any AccessRule] = [
        OpenRule(path: RPC.serverLive.path),
        OpenRule(path: RPC.serverReady.path),
        rule(.serverMetadata, nil, .nothing),
        rule(.modelReady, nil, .project { $0.name }),
        rule(.modelMetadata, nil, .project { $0.name }),
        rule(.modelConfig, nil, .project { $0.name }),
        rule(.modelStatistics, nil, .projectOrShown { $0.name }),
        rule(.modelInfer, .predict, .project { $0.modelName }),
        rule(.modelStreamInfer, .predict, .stream { $0.modelName }),
        rule(.repositoryIndex, nil, .shown),
        rule(.repositoryModelLoad, .admin, .project { $0.modelName }),
        rule(.repositoryModelUnload, .admin, .project { $0.modelName }),
        rule(unsupported: SystemSharedMemoryStatus.self),
        rule(unsupported: SystemSharedMemoryRegister.self),
        rule(unsupported: SystemSharedMemoryUnregister.self),
        rule(unsupported: CudaSharedMemoryStatus.self),
        rule(unsupported: CudaSharedMemoryRegister.self),
        rule(unsupported: CudaSharedMemoryUnregister.self),
        rule(unsupported: TraceSetting.self),
        rule(unsupported: LogSettings.self),
    ]

    /// A rule for what only explains itself.
    private static func rule<Kind: Unsupported>(unsupported: Kind.Type) -> any AccessRule {
        Rule<Kind.Request>(path: UnsupportedMethod<Kind>.path, scope: nil, subject: .nothing)
    }

    private static let tokens: [any AccessRule] = [
        rule(.createToken, .admin, .server),
        rule(.listTokens, .admin, .server),
        rule(.revokeToken, .admin, .server),
    ]

    private static let infrastructure: [any AccessRule] = [
        OpenRule(path: HealthCheckMethod.path),
        OpenRule(path: HealthWatchMethod.path),
        Rule<Wire.ServerReflectionRequest>(
            path: ReflectionMethod.path,
            scope: nil,
            subject: .nothing
        ),
        Rule<Wire.ServerReflectionRequest>(
            path: ReflectionAlphaMethod.path,
            scope: nil,
            subject: .nothing
        ),
    ]

    /// gRPC's interoperability tests, which hold nothing.
    private static let interop: [any AccessRule] = [
        Rule<Wire.Empty>(path: EmptyCallMethod.path, scope: nil, subject: .nothing),
        Rule<Wire.SimpleRequest>(path: UnaryCallMethod.path, scope: nil, subject: .nothing),
        Rule<Wire.SimpleRequest>(
            path: CacheableUnaryCallMethod.path,
            scope: nil,
            subject: .nothing
        ),
        Rule<Wire.StreamingOutputCallRequest>(
            path: StreamingOutputCallMethod.path,
            scope: nil,
            subject: .nothing
        ),
        Rule<Wire.StreamingInputCallRequest>(
            path: StreamingInputCallMethod.path,
            scope: nil,
            subject: .nothing
        ),
        Rule<Wire.StreamingOutputCallRequest>(
            path: FullDuplexCallMethod.path,
            scope: nil,
            subject: .nothing
        ),
        Rule<Wire.StreamingOutputCallRequest>(
            path: HalfDuplexCallMethod.path,
            scope: nil,
            subject: .nothing
        ),
    ]

    /// A rule for callers with a token that has `scope`, or any where that is nil.
    private static func rule<Request, Response>(
        _ rpc: RPC<Request, Response>,
        _ scope: Scope?,
        _ subject: Subject<Request>
    ) -> any AccessRule {
        Rule(path: rpc.path, scope: scope, subject: subject)
    }

    /// A rule for callers with a token.
    struct Rule<Request: Message>: AccessRule {
        let path: MethodPath
        let scope: Scope?
        let subject: Subject<Request>
        var isOpen: Bool { false }
        var request: String? { Request.fullName }
        var reach: AccessReach {
            switch subject {
            case .server: .server
            case .project: .project
            case .nothing, .shown, .projectOrShown, .stream, .job: .elsewhere
            }
        }
    }

    /// A rule for everybody.
    private struct OpenRule: AccessRule {
        let path: MethodPath
        var scope: Scope? { nil }
        var isOpen: Bool { true }
        var request: String? { nil }
        var reach: AccessReach { .elsewhere }
    }
}

/// What the one request of a call reaches, as far as its method says.
enum AccessReach: Sendable {
    /// The whole server.
    case server
    /// The project that the request names.
    case project
    /// Nothing, or what only shows as the call goes on.
    case elsewhere
}

/// What one method asks of its callers.
protocol AccessRule: Sendable {
    var path: MethodPath { get }
    /// What a caller's token must have; nil: any will do.
    var scope: Scope? { get }
    /// Whether no token is asked for.
    var isOpen: Bool { get }
    /// The full name of the requests that it reads.
    var request: String? { get }
    var reach: AccessReach { get }
}
