// Generated from Protos/tutelage/v1/projects.proto by Scripts/generate. Do not edit.
// swift-format-ignore-file

import CMessages

/// One classification problem; examples, labels, models, jobs and policies belong to it.
package struct Project: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.Project"

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

    /// Creates a message whose fields all have their default values.
    package init() { self.init(name: "") }

    /// Creates a message of the given fields; the others have their default values.
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

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__project__unpack,
            convert: { message throws(MessageError) in try unsafe Project(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__Project>) throws(MessageError) {
        let name = try unsafe Unpacking.string(c.pointee.name, "tutelage.v1.Project", "name")
        var classes: [String] = []
        if unsafe c.pointee.n_classes > 0 {
            classes.reserveCapacity(unsafe c.pointee.n_classes)
            for index in 0..<(unsafe c.pointee.n_classes) {
                classes.append(try unsafe Unpacking.string(c.pointee.classes[index], "tutelage.v1.Project", "classes"))
            }
        }
        let input: InputSpecification?
        if let found = unsafe c.pointee.input {
            input = try unsafe InputSpecification(unpacked: found)
        } else {
            input = nil
        }
        let policies: Policies?
        if let found = unsafe c.pointee.policies {
            policies = try unsafe Policies(unpacked: found)
        } else {
            policies = nil
        }
        let createdAt: Timestamp?
        if let found = unsafe c.pointee.created_at {
            createdAt = try unsafe Timestamp(unpacked: found)
        } else {
            createdAt = nil
        }
        let championVersion = unsafe c.pointee.champion_version
        let counts: ProjectCounts?
        if let found = unsafe c.pointee.counts {
            counts = try unsafe ProjectCounts(unpacked: found)
        } else {
            counts = nil
        }
        self.init(
            name: name,
            classes: classes,
            input: input,
            policies: policies,
            createdAt: createdAt,
            championVersion: championVersion,
            counts: counts
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if !name.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(name.utf8.count)
        }
        for item in classes { size += 1 + Packing.lengthDelimitedSize(item.utf8.count) }
        if let value = input {
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        }
        if let value = policies {
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        }
        if let value = createdAt {
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        }
        if championVersion != 0 {
            size += 1 + Packing.varintSize(championVersion)
        }
        if let value = counts {
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if !name.isEmpty {
            buffer.append(0x0a)
            Packing.string(name, &buffer)
        }
        for item in classes {
            buffer.append(0x12)
            Packing.string(item, &buffer)
        }
        if let value = input {
            buffer.append(0x1a)
            Packing.message(value, &buffer)
        }
        if let value = policies {
            buffer.append(0x22)
            Packing.message(value, &buffer)
        }
        if let value = createdAt {
            buffer.append(0x2a)
            Packing.message(value, &buffer)
        }
        if championVersion != 0 {
            buffer.append(0x30)
            Packing.varint(championVersion, &buffer)
        }
        if let value = counts {
            buffer.append(0x3a)
            Packing.message(value, &buffer)
        }
    }
}

/// How much a project holds.
package struct ProjectCounts: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.ProjectCounts"

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

    /// Creates a message whose fields all have their default values.
    package init() { self.init(examples: 0) }

    /// Creates a message of the given fields; the others have their default values.
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

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__project_counts__unpack,
            convert: { message throws(MessageError) in try unsafe ProjectCounts(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__ProjectCounts>) throws(MessageError) {
        let examples = unsafe c.pointee.examples
        let unlabeled = unsafe c.pointee.unlabeled
        let train = unsafe c.pointee.train
        let gate = unsafe c.pointee.gate
        let certify = unsafe c.pointee.certify
        let test = unsafe c.pointee.test
        let review = unsafe c.pointee.review
        self.init(
            examples: examples,
            unlabeled: unlabeled,
            train: train,
            gate: gate,
            certify: certify,
            test: test,
            review: review
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if examples != 0 {
            size += 1 + Packing.varintSize(examples)
        }
        if unlabeled != 0 {
            size += 1 + Packing.varintSize(unlabeled)
        }
        if train != 0 {
            size += 1 + Packing.varintSize(train)
        }
        if gate != 0 {
            size += 1 + Packing.varintSize(gate)
        }
        if certify != 0 {
            size += 1 + Packing.varintSize(certify)
        }
        if test != 0 {
            size += 1 + Packing.varintSize(test)
        }
        if review != 0 {
            size += 1 + Packing.varintSize(review)
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if examples != 0 {
            buffer.append(0x08)
            Packing.varint(examples, &buffer)
        }
        if unlabeled != 0 {
            buffer.append(0x10)
            Packing.varint(unlabeled, &buffer)
        }
        if train != 0 {
            buffer.append(0x18)
            Packing.varint(train, &buffer)
        }
        if gate != 0 {
            buffer.append(0x20)
            Packing.varint(gate, &buffer)
        }
        if certify != 0 {
            buffer.append(0x28)
            Packing.varint(certify, &buffer)
        }
        if test != 0 {
            buffer.append(0x30)
            Packing.varint(test, &buffer)
        }
        if review != 0 {
            buffer.append(0x38)
            Packing.varint(review, &buffer)
        }
    }
}

/// Asks for a new project.
package struct CreateProjectRequest: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.CreateProjectRequest"

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

    /// Creates a message whose fields all have their default values.
    package init() { self.init(name: "") }

    /// Creates a message of the given fields; the others have their default values.
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

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__create_project_request__unpack,
            convert: { message throws(MessageError) in try unsafe CreateProjectRequest(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__CreateProjectRequest>) throws(MessageError) {
        let name = try unsafe Unpacking.string(c.pointee.name, "tutelage.v1.CreateProjectRequest", "name")
        var classes: [String] = []
        if unsafe c.pointee.n_classes > 0 {
            classes.reserveCapacity(unsafe c.pointee.n_classes)
            for index in 0..<(unsafe c.pointee.n_classes) {
                classes.append(try unsafe Unpacking.string(c.pointee.classes[index], "tutelage.v1.CreateProjectRequest", "classes"))
            }
        }
        let input: InputSpecification?
        if let found = unsafe c.pointee.input {
            input = try unsafe InputSpecification(unpacked: found)
        } else {
            input = nil
        }
        let policies: Policies?
        if let found = unsafe c.pointee.policies {
            policies = try unsafe Policies(unpacked: found)
        } else {
            policies = nil
        }
        let requestID = try unsafe Unpacking.string(c.pointee.request_id, "tutelage.v1.CreateProjectRequest", "request_id")
        self.init(
            name: name,
            classes: classes,
            input: input,
            policies: policies,
            requestID: requestID
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if !name.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(name.utf8.count)
        }
        for item in classes { size += 1 + Packing.lengthDelimitedSize(item.utf8.count) }
        if let value = input {
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        }
        if let value = policies {
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        }
        if !requestID.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(requestID.utf8.count)
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if !name.isEmpty {
            buffer.append(0x0a)
            Packing.string(name, &buffer)
        }
        for item in classes {
            buffer.append(0x12)
            Packing.string(item, &buffer)
        }
        if let value = input {
            buffer.append(0x1a)
            Packing.message(value, &buffer)
        }
        if let value = policies {
            buffer.append(0x22)
            Packing.message(value, &buffer)
        }
        if !requestID.isEmpty {
            buffer.append(0x2a)
            Packing.string(requestID, &buffer)
        }
    }
}

/// Asks for one project.
package struct GetProjectRequest: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.GetProjectRequest"

    /// The project's name.
    package var project: String

    /// Creates a message whose fields all have their default values.
    package init() { self.init(project: "") }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        project: String = ""
    ) {
        self.project = project
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__get_project_request__unpack,
            convert: { message throws(MessageError) in try unsafe GetProjectRequest(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__GetProjectRequest>) throws(MessageError) {
        let project = try unsafe Unpacking.string(c.pointee.project, "tutelage.v1.GetProjectRequest", "project")
        self.init(
            project: project
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if !project.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(project.utf8.count)
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if !project.isEmpty {
            buffer.append(0x0a)
            Packing.string(project, &buffer)
        }
    }
}

/// Asks for a page of projects.
package struct ListProjectsRequest: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.ListProjectsRequest"

    /// The most projects in a page: see common.proto.
    package var pageSize: UInt32

    /// The page: see common.proto.
    package var pageToken: String

    /// Creates a message whose fields all have their default values.
    package init() { self.init(pageSize: 0) }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        pageSize: UInt32 = 0,
        pageToken: String = ""
    ) {
        self.pageSize = pageSize
        self.pageToken = pageToken
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__list_projects_request__unpack,
            convert: { message throws(MessageError) in try unsafe ListProjectsRequest(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__ListProjectsRequest>) throws(MessageError) {
        let pageSize = unsafe c.pointee.page_size
        let pageToken = try unsafe Unpacking.string(c.pointee.page_token, "tutelage.v1.ListProjectsRequest", "page_token")
        self.init(
            pageSize: pageSize,
            pageToken: pageToken
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if pageSize != 0 {
            size += 1 + Packing.varintSize(UInt64(pageSize))
        }
        if !pageToken.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(pageToken.utf8.count)
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if pageSize != 0 {
            buffer.append(0x08)
            Packing.varint(UInt64(pageSize), &buffer)
        }
        if !pageToken.isEmpty {
            buffer.append(0x12)
            Packing.string(pageToken, &buffer)
        }
    }
}

/// A page of projects.
package struct ListProjectsReply: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.ListProjectsReply"

    /// The projects, ordered by name.
    package var projects: [Project]

    /// The next page; empty: there is none.
    package var nextPageToken: String

    /// Creates a message whose fields all have their default values.
    package init() { self.init(projects: []) }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        projects: [Project] = [],
        nextPageToken: String = ""
    ) {
        self.projects = projects
        self.nextPageToken = nextPageToken
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__list_projects_reply__unpack,
            convert: { message throws(MessageError) in try unsafe ListProjectsReply(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__ListProjectsReply>) throws(MessageError) {
        var projects: [Project] = []
        if unsafe c.pointee.n_projects > 0 {
            projects.reserveCapacity(unsafe c.pointee.n_projects)
            for index in 0..<(unsafe c.pointee.n_projects) {
                guard let item = unsafe c.pointee.projects[index] else { continue }
                projects.append(try unsafe Project(unpacked: item))
            }
        }
        let nextPageToken = try unsafe Unpacking.string(c.pointee.next_page_token, "tutelage.v1.ListProjectsReply", "next_page_token")
        self.init(
            projects: projects,
            nextPageToken: nextPageToken
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        for place in projects.indices { size += 1 + Packing.lengthDelimitedSize(projects.span[place].encodedSize) }
        if !nextPageToken.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(nextPageToken.utf8.count)
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        for place in projects.indices {
            buffer.append(0x0a)
            Packing.message(projects.span[place], &buffer)
        }
        if !nextPageToken.isEmpty {
            buffer.append(0x12)
            Packing.string(nextPageToken, &buffer)
        }
    }
}

/// Asks to delete a project.
package struct DeleteProjectRequest: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.DeleteProjectRequest"

    /// The project's name.
    package var project: String

    /// Makes a retry safe: see common.proto.
    package var requestID: String

    /// Creates a message whose fields all have their default values.
    package init() { self.init(project: "") }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        project: String = "",
        requestID: String = ""
    ) {
        self.project = project
        self.requestID = requestID
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__delete_project_request__unpack,
            convert: { message throws(MessageError) in try unsafe DeleteProjectRequest(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__DeleteProjectRequest>) throws(MessageError) {
        let project = try unsafe Unpacking.string(c.pointee.project, "tutelage.v1.DeleteProjectRequest", "project")
        let requestID = try unsafe Unpacking.string(c.pointee.request_id, "tutelage.v1.DeleteProjectRequest", "request_id")
        self.init(
            project: project,
            requestID: requestID
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if !project.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(project.utf8.count)
        }
        if !requestID.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(requestID.utf8.count)
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if !project.isEmpty {
            buffer.append(0x0a)
            Packing.string(project, &buffer)
        }
        if !requestID.isEmpty {
            buffer.append(0x12)
            Packing.string(requestID, &buffer)
        }
    }
}

/// The project is gone.
package struct DeleteProjectReply: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.DeleteProjectReply"

    /// Creates a message whose fields all have their default values.
    package init() {}

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__delete_project_reply__unpack,
            convert: { message throws(MessageError) in try unsafe DeleteProjectReply(unpacked: message) }
        )
    }

    init(unpacked _: UnsafePointer<Tutelage__V1__DeleteProjectReply>) throws(MessageError) {}

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        0
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
    }
}
