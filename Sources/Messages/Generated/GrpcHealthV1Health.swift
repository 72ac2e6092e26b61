// Generated from Protos/grpc/health/v1/health.proto by Scripts/generate. Do not edit.
// swift-format-ignore-file

import CMessages

extension Wire {

    /// Asks for the health of one service.
    package struct HealthCheckRequest: TableMessage {
        package static let fullName = "grpc.health.v1.HealthCheckRequest"
        package static var table: MessageTable { unsafe MessageTable(grpc_health_v1_HealthCheckRequest_table()) }

        /// A service's full name, such as `tutelage.v1.Prediction`; or a project's name, for the model that
        /// answers for it; or `PROJECT/VERSION`, for one version of its model; empty: the whole server.
        package var service: String

        package init() { self.init(service: "") }

        package init(
            service: String = ""
        ) {
            self.service = service
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                service: try source.value(1)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, service)
        }
    }

    /// The health of one service.
    package struct HealthCheckResponse: TableMessage {
        package static let fullName = "grpc.health.v1.HealthCheckResponse"
        package static var table: MessageTable { unsafe MessageTable(grpc_health_v1_HealthCheckResponse_table()) }

        /// The status now.
        package var status: HealthCheckResponse.ServingStatus

        package init() { self.init(status: .unknown) }

        package init(
            status: HealthCheckResponse.ServingStatus = .unknown
        ) {
            self.status = status
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                status: try source.value(1)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, status)
        }

        /// Whether calls are served.
        package enum ServingStatus: OpenEnum {
            /// Not known.
            case unknown
            /// Calls are served.
            case serving
            /// Calls are refused: the server drains, or the project has no model that can answer.
            case notServing
            /// Only for `Watch`: there is no such service.
            case serviceUnknown
            case unrecognized(Int32)

            package static let known: [ServingStatus] = [.unknown, .serving, .notServing, .serviceUnknown]

            package var rawValue: Int32 {
                switch self {
                case .unknown: 0
                case .serving: 1
                case .notServing: 2
                case .serviceUnknown: 3
                case .unrecognized(let number): number
                }
            }
        }
    }
}
