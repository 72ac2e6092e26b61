// Generated from Protos/tutelage/v1/projects.proto by Scripts/generate. Do not edit.
// swift-format-ignore-file

import CMessages

extension Wire {

    /// One classification problem; examples, labels, models, jobs and policies belong to it.
    package struct Project: TableMessage {
        package static let fullName = "tutelage.v1.Project"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_Project_table()) }

        /// The name, unique in the server.
        package var name: String

        /// The names of the classes; labels and probabilities are in this order.
        package var classes: [String]

        /// What one input is.
        package var input: InputSpecification?

        /// The policies in force.
        package var policies: Policies?

        /// When it was created.
        package var createdAt: Timestamp?

        /// The model version in service; 0: none yet.
        package var championVersion: Int64

        /// How much it holds; set by GetProject only.
        package var counts: ProjectCounts?

        package init() { self.init(name: "") }

        package init(
            name: String = "",
            classes: [String] = [],
            input: InputSpecification? = nil,
            policies: Policies? = nil,
            createdAt: Timestamp? = nil,
            championVersion: Int64 = 0,
            counts: ProjectCounts? = nil
        ) {
            self.name = name
            self.classes = classes
            self.input = input
            self.policies = policies
            self.createdAt = createdAt
            self.championVersion = championVersion
            self.counts = counts
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                name: try source.value(1),
                classes: try source.list(2),
                input: try source.optional(3),
                policies: try source.optional(4),
                createdAt: try source.optional(5),
                championVersion: try source.value(6),
                counts: try source.optional(7)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, name)
            sink.list(2, classes)
            sink.optional(3, input)
            sink.optional(4, policies)
            sink.optional(5, createdAt)
            sink.value(6, championVersion)
            sink.optional(7, counts)
        }
    }

    /// How much a project holds.
    package struct ProjectCounts: TableMessage {
        package static let fullName = "tutelage.v1.ProjectCounts"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_ProjectCounts_table()) }

        /// All examples.
        package var examples: UInt64

        /// Examples without a label in force.
        package var unlabeled: UInt64

        /// Labelled examples of the train split.
        package var train: UInt64

        /// Labelled examples of the gate split.
        package var gate: UInt64

        /// Labelled examples of the certify split.
        package var certify: UInt64

        /// Labelled examples of the test split.
        package var test: UInt64

        /// Examples that wait for a person.
        package var review: UInt64

        package init() { self.init(examples: 0) }

        package init(
            examples: UInt64 = 0,
            unlabeled: UInt64 = 0,
            train: UInt64 = 0,
            gate: UInt64 = 0,
            certify: UInt64 = 0,
            test: UInt64 = 0,
            review: UInt64 = 0
        ) {
            self.examples = examples
            self.unlabeled = unlabeled
            self.train = train
            self.gate = gate
            self.certify = certify
            self.test = test
            self.review = review
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                examples: try source.value(1),
                unlabeled: try source.value(2),
                train: try source.value(3),
                gate: try source.value(4),
                certify: try source.value(5),
                test: try source.value(6),
                review: try source.value(7)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, examples)
            sink.value(2, unlabeled)
            sink.value(3, train)
            sink.value(4, gate)
            sink.value(5, certify)
            sink.value(6, test)
            sink.value(7, review)
        }
    }

    /// Asks for a new project.
    package struct CreateProjectRequest: TableMessage {
        package static let fullName = "tutelage.v1.CreateProjectRequest"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_CreateProjectRequest_table()) }

        /// `[a-z0-9-]{1,63}`, not in use.
        package var name: String

        /// 2 to 10,000 different names of 1 to 128 bytes.
        package var classes: [String]

        /// What one input is; required.
        package var input: InputSpecification?

        /// The first policies; unset: guarantee (5 %, 95 %), training by hand, gate `better`.
        package var policies: Policies?

        /// Makes a retry safe: see common.proto.
        package var requestID: String

        package init() { self.init(name: "") }

        package init(
            name: String = "",
            classes: [String] = [],
            input: InputSpecification? = nil,
            policies: Policies? = nil,
            requestID: String = ""
        ) {
            self.name = name
            self.classes = classes
            self.input = input
            self.policies = policies
            self.requestID = requestID
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                name: try source.value(1),
                classes: try source.list(2),
                input: try source.optional(3),
                policies: try source.optional(4),
                requestID: try source.value(5)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, name)
            sink.list(2, classes)
            sink.optional(3, input)
            sink.optional(4, policies)
            sink.value(5, requestID)
        }
    }

    /// Asks for one project.
    package struct GetProjectRequest: TableMessage {
        package static let fullName = "tutelage.v1.GetProjectRequest"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_GetProjectRequest_table()) }

        /// The project's name.
        package var project: String

        package init() { self.init(project: "") }

        package init(
            project: String = ""
        ) {
            self.project = project
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                project: try source.value(1)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, project)
        }
    }

    /// Asks for a page of projects.
    package struct ListProjectsRequest: TableMessage {
        package static let fullName = "tutelage.v1.ListProjectsRequest"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_ListProjectsRequest_table()) }

        /// The most projects in a page: see common.proto.
        package var pageSize: UInt32

        /// The page: see common.proto.
        package var pageToken: String

        package init() { self.init(pageSize: 0) }

        package init(
            pageSize: UInt32 = 0,
            pageToken: String = ""
        ) {
            self.pageSize = pageSize
            self.pageToken = pageToken
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                pageSize: try source.value(1),
                pageToken: try source.value(2)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, pageSize)
            sink.value(2, pageToken)
        }
    }

    /// A page of projects.
    package struct ListProjectsReply: TableMessage {
        package static let fullName = "tutelage.v1.ListProjectsReply"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_ListProjectsReply_table()) }

        /// The projects, ordered by name.
        package var projects: [Project]

        /// The next page; empty: there is none.
        package var nextPageToken: String

        package init() { self.init(projects: []) }

        package init(
            projects: [Project] = [],
            nextPageToken: String = ""
        ) {
            self.projects = projects
            self.nextPageToken = nextPageToken
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                projects: try source.list(1),
                nextPageToken: try source.value(2)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.list(1, projects)
            sink.value(2, nextPageToken)
        }
    }

    /// Asks to delete a project.
    package struct DeleteProjectRequest: TableMessage {
        package static let fullName = "tutelage.v1.DeleteProjectRequest"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_DeleteProjectRequest_table()) }

        /// The project's name.
        package var project: String

        /// Makes a retry safe: see common.proto.
        package var requestID: String

        package init() { self.init(project: "") }

        package init(
            project: String = "",
            requestID: String = ""
        ) {
            self.project = project
            self.requestID = requestID
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                project: try source.value(1),
                requestID: try source.value(2)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, project)
            sink.value(2, requestID)
        }
    }

    /// The project is gone.
    package struct DeleteProjectReply: TableMessage {
        package static let fullName = "tutelage.v1.DeleteProjectReply"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_DeleteProjectReply_table()) }

        package init() {}

        package init(from _: inout any FieldSource) throws(MessageError) {}

        package func write(to _: inout FieldSink) {}
    }
}
