// Generated from Protos/tutelage/v1/labeling.proto by Scripts/generate. Do not edit.
// swift-format-ignore-file

import CMessages

/// What a person is asked.
package enum Question: Sendable, Hashable {
    /// Nothing: the label was given unasked.
    case unspecified
    /// What a drawn example is, without the model's guess.
    case sample
    /// What one of the examples is that the champion is least sure of.
    case review
    /// A number that this version does not know.
    case unrecognized(Int32)

    /// Every value that this version knows, in the order of the proto.
    package static let known: [Question] = [.unspecified, .sample, .review]

    /// Creates the value of a number.
    package init(rawValue: Int32) {
        switch rawValue {
        case 0: self = .unspecified
        case 1: self = .sample
        case 2: self = .review
        default: self = .unrecognized(rawValue)
        }
    }

    /// The value's number.
    package var rawValue: Int32 {
        switch self {
        case .unspecified: 0
        case .sample: 1
        case .review: 2
        case .unrecognized(let number): number
        }
    }
}

/// Rows to decide about.
package struct LabelRequest: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.LabelRequest"

    /// The project.
    package var project: String

    /// `[rows, ...]` of the project's input: UINT8 for images, FLOAT32 for vectors.
    package var inputs: Tensor?

    /// What each row belongs to, such as a patient; empty: to nothing. One per row, or none at all. A row
    /// of a group of which the champion has seen an example is not accepted.
    package var groups: [String]

    /// Creates a message whose fields all have their default values.
    package init() { self.init(project: "") }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        project: String = "",
        inputs: Tensor? = nil,
        groups: [String] = []
    ) {
        self.project = project
        self.inputs = inputs
        self.groups = groups
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__label_request__unpack,
            convert: { message throws(MessageError) in try unsafe LabelRequest(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__LabelRequest>) throws(MessageError) {
        let project = try unsafe Unpacking.string(c.pointee.project, "tutelage.v1.LabelRequest", "project")
        let inputs: Tensor?
        if let found = unsafe c.pointee.inputs {
            inputs = try unsafe Tensor(unpacked: found)
        } else {
            inputs = nil
        }
        var groups: [String] = []
        if unsafe c.pointee.n_groups > 0 {
            groups.reserveCapacity(unsafe c.pointee.n_groups)
            for index in 0..<(unsafe c.pointee.n_groups) {
                groups.append(try unsafe Unpacking.string(c.pointee.groups[index], "tutelage.v1.LabelRequest", "groups"))
            }
        }
        self.init(
            project: project,
            inputs: inputs,
            groups: groups
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if !project.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(project.utf8.count)
        }
        if let value = inputs {
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        }
        for item in groups { size += 1 + Packing.lengthDelimitedSize(item.utf8.count) }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if !project.isEmpty {
            buffer.append(0x0a)
            Packing.string(project, &buffer)
        }
        if let value = inputs {
            buffer.append(0x12)
            Packing.message(value, &buffer)
        }
        for item in groups {
            buffer.append(0x1a)
            Packing.string(item, &buffer)
        }
    }
}

/// One decision per row.
package struct LabelReply: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.LabelReply"

    /// The model version that decided; 0: the project has no champion.
    package var modelVersion: Int64

    /// The decisions, in the order of the rows.
    package var rows: [LabelDecision]

    /// Creates a message whose fields all have their default values.
    package init() { self.init(modelVersion: 0) }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        modelVersion: Int64 = 0,
        rows: [LabelDecision] = []
    ) {
        self.modelVersion = modelVersion
        self.rows = rows
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__label_reply__unpack,
            convert: { message throws(MessageError) in try unsafe LabelReply(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__LabelReply>) throws(MessageError) {
        let modelVersion = unsafe c.pointee.model_version
        var rows: [LabelDecision] = []
        if unsafe c.pointee.n_rows > 0 {
            rows.reserveCapacity(unsafe c.pointee.n_rows)
            for index in 0..<(unsafe c.pointee.n_rows) {
                guard let item = unsafe c.pointee.rows[index] else { continue }
                rows.append(try unsafe LabelDecision(unpacked: item))
            }
        }
        self.init(
            modelVersion: modelVersion,
            rows: rows
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if modelVersion != 0 {
            size += 1 + Packing.varintSize(modelVersion)
        }
        for place in rows.indices { size += 1 + Packing.lengthDelimitedSize(rows.span[place].encodedSize) }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if modelVersion != 0 {
            buffer.append(0x08)
            Packing.varint(modelVersion, &buffer)
        }
        for place in rows.indices {
            buffer.append(0x12)
            Packing.message(rows.span[place], &buffer)
        }
    }
}

/// A label that comes with an example.
package struct ExampleLabel: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.ExampleLabel"

    /// The class; required.
    package var classReference: ClassReference?

    /// Who gave it; empty: unknown. At most 128 bytes.
    package var annotator: String

    /// Creates a message whose fields all have their default values.
    package init() { self.init(classReference: nil) }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        classReference: ClassReference? = nil,
        annotator: String = ""
    ) {
        self.classReference = classReference
        self.annotator = annotator
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__example_label__unpack,
            convert: { message throws(MessageError) in try unsafe ExampleLabel(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__ExampleLabel>) throws(MessageError) {
        let classReference: ClassReference?
        if let found = unsafe c.pointee.class_reference {
            classReference = try unsafe ClassReference(unpacked: found)
        } else {
            classReference = nil
        }
        let annotator = try unsafe Unpacking.string(c.pointee.annotator, "tutelage.v1.ExampleLabel", "annotator")
        self.init(
            classReference: classReference,
            annotator: annotator
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if let value = classReference {
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        }
        if !annotator.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(annotator.utf8.count)
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if let value = classReference {
            buffer.append(0x0a)
            Packing.message(value, &buffer)
        }
        if !annotator.isEmpty {
            buffer.append(0x12)
            Packing.string(annotator, &buffer)
        }
    }
}

/// One example on its way in.
package struct IngestItem: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.IngestItem"

    /// Unique in the project, at most 128 bytes; empty: the server makes a UUIDv7. The same id with the
    /// same content is acknowledged again and not stored twice; with another content, label or split
    /// it is refused with ALREADY_EXISTS.
    package var exampleID: String

    /// One input of the project. `shape` may be empty, else it is the shape of one input without a
    /// dimension for rows; `data_type` may be unspecified, else it is the project's.
    package var input: Tensor?

    /// What a labelled example is used for; unset: `train`. Content that is in gate, certify or test is
    /// never learned from, and content that was learned from is refused there. One content stands at
    /// most once in the three together: ALREADY_EXISTS names the first one's id.
    package var split: Split

    /// The label; unset: the example is unlabelled and of the train split.
    package var label: ExampleLabel?

    /// What the example belongs to, such as a patient, a document or a video, at most 128 bytes; empty:
    /// nothing. One group stands in one split: FAILED_PRECONDITION for another.
    package var group: String

    /// Where the caller has it, such as `rows.csv:12`, at most 1,024 bytes; empty: not said. Exports tell
    /// it, so that labels join back.
    package var place: String

    /// Creates a message whose fields all have their default values.
    package init() { self.init(exampleID: "") }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        exampleID: String = "",
        input: Tensor? = nil,
        split: Split = .unspecified,
        label: ExampleLabel? = nil,
        group: String = "",
        place: String = ""
    ) {
        self.exampleID = exampleID
        self.input = input
        self.split = split
        self.label = label
        self.group = group
        self.place = place
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__ingest_item__unpack,
            convert: { message throws(MessageError) in try unsafe IngestItem(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__IngestItem>) throws(MessageError) {
        let exampleID = try unsafe Unpacking.string(c.pointee.example_id, "tutelage.v1.IngestItem", "example_id")
        let input: Tensor?
        if let found = unsafe c.pointee.input {
            input = try unsafe Tensor(unpacked: found)
        } else {
            input = nil
        }
        let split = Split(rawValue: Int32(truncatingIfNeeded: unsafe c.pointee.split.rawValue))
        let label: ExampleLabel?
        if let found = unsafe c.pointee.label {
            label = try unsafe ExampleLabel(unpacked: found)
        } else {
            label = nil
        }
        let group = try unsafe Unpacking.string(c.pointee.group, "tutelage.v1.IngestItem", "group")
        let place = try unsafe Unpacking.string(c.pointee.place, "tutelage.v1.IngestItem", "place")
        self.init(
            exampleID: exampleID,
            input: input,
            split: split,
            label: label,
            group: group,
            place: place
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if !exampleID.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(exampleID.utf8.count)
        }
        if let value = input {
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        }
        if split.rawValue != 0 {
            size += 1 + Packing.varintSize(Int64(split.rawValue))
        }
        if let value = label {
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        }
        if !group.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(group.utf8.count)
        }
        if !place.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(place.utf8.count)
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if !exampleID.isEmpty {
            buffer.append(0x0a)
            Packing.string(exampleID, &buffer)
        }
        if let value = input {
            buffer.append(0x12)
            Packing.message(value, &buffer)
        }
        if split.rawValue != 0 {
            buffer.append(0x18)
            Packing.varint(Int64(split.rawValue), &buffer)
        }
        if let value = label {
            buffer.append(0x22)
            Packing.message(value, &buffer)
        }
        if !group.isEmpty {
            buffer.append(0x2a)
            Packing.string(group, &buffer)
        }
        if !place.isEmpty {
            buffer.append(0x32)
            Packing.string(place, &buffer)
        }
    }
}

/// Examples to store. Items are counted from 0 over the whole stream.
package struct IngestRequest: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.IngestRequest"

    /// The project; required in the first message, and then the same or empty.
    package var project: String

    /// 1 to 10,000 items.
    package var items: [IngestItem]

    /// Creates a message whose fields all have their default values.
    package init() { self.init(project: "") }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        project: String = "",
        items: [IngestItem] = []
    ) {
        self.project = project
        self.items = items
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__ingest_request__unpack,
            convert: { message throws(MessageError) in try unsafe IngestRequest(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__IngestRequest>) throws(MessageError) {
        let project = try unsafe Unpacking.string(c.pointee.project, "tutelage.v1.IngestRequest", "project")
        var items: [IngestItem] = []
        if unsafe c.pointee.n_items > 0 {
            items.reserveCapacity(unsafe c.pointee.n_items)
            for index in 0..<(unsafe c.pointee.n_items) {
                guard let item = unsafe c.pointee.items[index] else { continue }
                items.append(try unsafe IngestItem(unpacked: item))
            }
        }
        self.init(
            project: project,
            items: items
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if !project.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(project.utf8.count)
        }
        for place in items.indices { size += 1 + Packing.lengthDelimitedSize(items.span[place].encodedSize) }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if !project.isEmpty {
            buffer.append(0x0a)
            Packing.string(project, &buffer)
        }
        for place in items.indices {
            buffer.append(0x12)
            Packing.message(items.span[place], &buffer)
        }
    }
}

/// The id that the server made for an item without one.
package struct MadeID: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.MadeID"

    /// The item's position in the stream, from 0.
    package var index: UInt64

    /// The id.
    package var exampleID: String

    /// Creates a message whose fields all have their default values.
    package init() { self.init(index: 0) }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        index: UInt64 = 0,
        exampleID: String = ""
    ) {
        self.index = index
        self.exampleID = exampleID
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__made_id__unpack,
            convert: { message throws(MessageError) in try unsafe MadeID(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__MadeID>) throws(MessageError) {
        let index = unsafe c.pointee.index
        let exampleID = try unsafe Unpacking.string(c.pointee.example_id, "tutelage.v1.MadeID", "example_id")
        self.init(
            index: index,
            exampleID: exampleID
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if index != 0 {
            size += 1 + Packing.varintSize(index)
        }
        if !exampleID.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(exampleID.utf8.count)
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if index != 0 {
            buffer.append(0x08)
            Packing.varint(index, &buffer)
        }
        if !exampleID.isEmpty {
            buffer.append(0x12)
            Packing.string(exampleID, &buffer)
        }
    }
}

/// Everything up to an item is durable or refused.
package struct IngestReply: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.IngestReply"

    /// The first `durable_count` items of the stream are stored, or named in `refused` here or before.
    package var durableCount: UInt64

    /// The ids that the server made since the last reply.
    package var madeIDs: [MadeID]

    /// The items refused since the last reply.
    package var refused: [RefusedItem]

    /// Creates a message whose fields all have their default values.
    package init() { self.init(durableCount: 0) }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        durableCount: UInt64 = 0,
        madeIDs: [MadeID] = [],
        refused: [RefusedItem] = []
    ) {
        self.durableCount = durableCount
        self.madeIDs = madeIDs
        self.refused = refused
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__ingest_reply__unpack,
            convert: { message throws(MessageError) in try unsafe IngestReply(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__IngestReply>) throws(MessageError) {
        let durableCount = unsafe c.pointee.durable_count
        var madeIDs: [MadeID] = []
        if unsafe c.pointee.n_made_ids > 0 {
            madeIDs.reserveCapacity(unsafe c.pointee.n_made_ids)
            for index in 0..<(unsafe c.pointee.n_made_ids) {
                guard let item = unsafe c.pointee.made_ids[index] else { continue }
                madeIDs.append(try unsafe MadeID(unpacked: item))
            }
        }
        var refused: [RefusedItem] = []
        if unsafe c.pointee.n_refused > 0 {
            refused.reserveCapacity(unsafe c.pointee.n_refused)
            for index in 0..<(unsafe c.pointee.n_refused) {
                guard let item = unsafe c.pointee.refused[index] else { continue }
                refused.append(try unsafe RefusedItem(unpacked: item))
            }
        }
        self.init(
            durableCount: durableCount,
            madeIDs: madeIDs,
            refused: refused
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if durableCount != 0 {
            size += 1 + Packing.varintSize(durableCount)
        }
        for place in madeIDs.indices { size += 1 + Packing.lengthDelimitedSize(madeIDs.span[place].encodedSize) }
        for place in refused.indices { size += 1 + Packing.lengthDelimitedSize(refused.span[place].encodedSize) }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if durableCount != 0 {
            buffer.append(0x08)
            Packing.varint(durableCount, &buffer)
        }
        for place in madeIDs.indices {
            buffer.append(0x12)
            Packing.message(madeIDs.span[place], &buffer)
        }
        for place in refused.indices {
            buffer.append(0x1a)
            Packing.message(refused.span[place], &buffer)
        }
    }
}

/// Examples to store and label. Items are counted from 0 over the whole stream.
package struct LabelStreamRequest: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.LabelStreamRequest"

    /// The project; required in the first message, and then the same or empty.
    package var project: String

    /// 1 to 10,000 items, usually without labels.
    package var items: [IngestItem]

    /// Creates a message whose fields all have their default values.
    package init() { self.init(project: "") }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        project: String = "",
        items: [IngestItem] = []
    ) {
        self.project = project
        self.items = items
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__label_stream_request__unpack,
            convert: { message throws(MessageError) in try unsafe LabelStreamRequest(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__LabelStreamRequest>) throws(MessageError) {
        let project = try unsafe Unpacking.string(c.pointee.project, "tutelage.v1.LabelStreamRequest", "project")
        var items: [IngestItem] = []
        if unsafe c.pointee.n_items > 0 {
            items.reserveCapacity(unsafe c.pointee.n_items)
            for index in 0..<(unsafe c.pointee.n_items) {
                guard let item = unsafe c.pointee.items[index] else { continue }
                items.append(try unsafe IngestItem(unpacked: item))
            }
        }
        self.init(
            project: project,
            items: items
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if !project.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(project.utf8.count)
        }
        for place in items.indices { size += 1 + Packing.lengthDelimitedSize(items.span[place].encodedSize) }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if !project.isEmpty {
            buffer.append(0x0a)
            Packing.string(project, &buffer)
        }
        for place in items.indices {
            buffer.append(0x12)
            Packing.message(items.span[place], &buffer)
        }
    }
}

/// Everything up to an item is durable or refused, and this is what was decided.
package struct LabelStreamReply: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.LabelStreamReply"

    /// The first `durable_count` items of the stream are stored, or named in `refused` here or before.
    package var durableCount: UInt64

    /// The ids that the server made since the last reply.
    package var madeIDs: [MadeID]

    /// The items refused since the last reply.
    package var refused: [RefusedItem]

    /// The decisions about the stored items since the last reply, in the order of the items.
    package var decisions: [ItemDecision]

    /// Creates a message whose fields all have their default values.
    package init() { self.init(durableCount: 0) }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        durableCount: UInt64 = 0,
        madeIDs: [MadeID] = [],
        refused: [RefusedItem] = [],
        decisions: [ItemDecision] = []
    ) {
        self.durableCount = durableCount
        self.madeIDs = madeIDs
        self.refused = refused
        self.decisions = decisions
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__label_stream_reply__unpack,
            convert: { message throws(MessageError) in try unsafe LabelStreamReply(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__LabelStreamReply>) throws(MessageError) {
        let durableCount = unsafe c.pointee.durable_count
        var madeIDs: [MadeID] = []
        if unsafe c.pointee.n_made_ids > 0 {
            madeIDs.reserveCapacity(unsafe c.pointee.n_made_ids)
            for index in 0..<(unsafe c.pointee.n_made_ids) {
                guard let item = unsafe c.pointee.made_ids[index] else { continue }
                madeIDs.append(try unsafe MadeID(unpacked: item))
            }
        }
        var refused: [RefusedItem] = []
        if unsafe c.pointee.n_refused > 0 {
            refused.reserveCapacity(unsafe c.pointee.n_refused)
            for index in 0..<(unsafe c.pointee.n_refused) {
                guard let item = unsafe c.pointee.refused[index] else { continue }
                refused.append(try unsafe RefusedItem(unpacked: item))
            }
        }
        var decisions: [ItemDecision] = []
        if unsafe c.pointee.n_decisions > 0 {
            decisions.reserveCapacity(unsafe c.pointee.n_decisions)
            for index in 0..<(unsafe c.pointee.n_decisions) {
                guard let item = unsafe c.pointee.decisions[index] else { continue }
                decisions.append(try unsafe ItemDecision(unpacked: item))
            }
        }
        self.init(
            durableCount: durableCount,
            madeIDs: madeIDs,
            refused: refused,
            decisions: decisions
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if durableCount != 0 {
            size += 1 + Packing.varintSize(durableCount)
        }
        for place in madeIDs.indices { size += 1 + Packing.lengthDelimitedSize(madeIDs.span[place].encodedSize) }
        for place in refused.indices { size += 1 + Packing.lengthDelimitedSize(refused.span[place].encodedSize) }
        for place in decisions.indices { size += 1 + Packing.lengthDelimitedSize(decisions.span[place].encodedSize) }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if durableCount != 0 {
            buffer.append(0x08)
            Packing.varint(durableCount, &buffer)
        }
        for place in madeIDs.indices {
            buffer.append(0x12)
            Packing.message(madeIDs.span[place], &buffer)
        }
        for place in refused.indices {
            buffer.append(0x1a)
            Packing.message(refused.span[place], &buffer)
        }
        for place in decisions.indices {
            buffer.append(0x22)
            Packing.message(decisions.span[place], &buffer)
        }
    }
}

/// The decision about one item of a stream.
package struct ItemDecision: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.ItemDecision"

    /// The item's position in the stream, from 0.
    package var index: UInt64

    /// The example's id, the caller's or ours.
    package var exampleID: String

    /// The decision; unset for an item that came with a label.
    package var decision: LabelDecision?

    /// Creates a message whose fields all have their default values.
    package init() { self.init(index: 0) }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        index: UInt64 = 0,
        exampleID: String = "",
        decision: LabelDecision? = nil
    ) {
        self.index = index
        self.exampleID = exampleID
        self.decision = decision
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__item_decision__unpack,
            convert: { message throws(MessageError) in try unsafe ItemDecision(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__ItemDecision>) throws(MessageError) {
        let index = unsafe c.pointee.index
        let exampleID = try unsafe Unpacking.string(c.pointee.example_id, "tutelage.v1.ItemDecision", "example_id")
        let decision: LabelDecision?
        if let found = unsafe c.pointee.decision {
            decision = try unsafe LabelDecision(unpacked: found)
        } else {
            decision = nil
        }
        self.init(
            index: index,
            exampleID: exampleID,
            decision: decision
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if index != 0 {
            size += 1 + Packing.varintSize(index)
        }
        if !exampleID.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(exampleID.utf8.count)
        }
        if let value = decision {
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if index != 0 {
            buffer.append(0x08)
            Packing.varint(index, &buffer)
        }
        if !exampleID.isEmpty {
            buffer.append(0x12)
            Packing.string(exampleID, &buffer)
        }
        if let value = decision {
            buffer.append(0x1a)
            Packing.message(value, &buffer)
        }
    }
}

/// Asks for a draw.
package struct DrawSampleRequest: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.DrawSampleRequest"

    /// The project.
    package var project: String

    /// What the drawn examples are for: certify_pool, gate, certify or test.
    package var split: Split

    /// How many; 1 to 1,000,000.
    package var count: UInt32

    /// The pool to draw more of; 0: a new one.
    package var pool: Int64

    /// The seed of the lot; unset: the server makes one.
    ///
    /// Any number.
    package var seed: UInt64?

    /// Makes a retry safe: see common.proto.
    package var requestID: String

    /// Creates a message whose fields all have their default values.
    package init() { self.init(project: "") }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        project: String = "",
        split: Split = .unspecified,
        count: UInt32 = 0,
        pool: Int64 = 0,
        seed: UInt64? = nil,
        requestID: String = ""
    ) {
        self.project = project
        self.split = split
        self.count = count
        self.pool = pool
        self.seed = seed
        self.requestID = requestID
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__draw_sample_request__unpack,
            convert: { message throws(MessageError) in try unsafe DrawSampleRequest(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__DrawSampleRequest>) throws(MessageError) {
        let project = try unsafe Unpacking.string(c.pointee.project, "tutelage.v1.DrawSampleRequest", "project")
        let split = Split(rawValue: Int32(truncatingIfNeeded: unsafe c.pointee.split.rawValue))
        let count = unsafe c.pointee.count
        let pool = unsafe c.pointee.pool
        let seed: UInt64?
        if unsafe c.pointee.optional_seed_case.rawValue == 5 {
            seed = unsafe c.pointee.seed
        } else {
            seed = nil
        }
        let requestID = try unsafe Unpacking.string(c.pointee.request_id, "tutelage.v1.DrawSampleRequest", "request_id")
        self.init(
            project: project,
            split: split,
            count: count,
            pool: pool,
            seed: seed,
            requestID: requestID
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if !project.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(project.utf8.count)
        }
        if split.rawValue != 0 {
            size += 1 + Packing.varintSize(Int64(split.rawValue))
        }
        if count != 0 {
            size += 1 + Packing.varintSize(UInt64(count))
        }
        if pool != 0 {
            size += 1 + Packing.varintSize(pool)
        }
        if let value = seed {
            size += 1 + Packing.varintSize(value)
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
        if split.rawValue != 0 {
            buffer.append(0x10)
            Packing.varint(Int64(split.rawValue), &buffer)
        }
        if count != 0 {
            buffer.append(0x18)
            Packing.varint(UInt64(count), &buffer)
        }
        if pool != 0 {
            buffer.append(0x20)
            Packing.varint(pool, &buffer)
        }
        if let value = seed {
            buffer.append(0x28)
            Packing.varint(value, &buffer)
        }
        if !requestID.isEmpty {
            buffer.append(0x32)
            Packing.string(requestID, &buffer)
        }
    }
}

/// Examples that were drawn by lot.
package struct Draw: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.Draw"

    /// The draw's number.
    package var id: Int64

    /// What the drawn examples are for.
    package var split: Split

    /// The pool that they were drawn from; 0: a window.
    package var pool: Int64

    /// They were drawn from examples that came after this position in the project's history.
    package var firstSequence: Int64

    /// And up to this.
    package var lastSequence: Int64

    /// The seed of the lot.
    package var seed: UInt64

    /// How many were drawn.
    package var count: UInt32

    /// How many could have been drawn: unlabelled, and one of each content and group.
    package var population: UInt64

    /// How many are not answered yet; the sample counts when there are none.
    package var open: UInt32

    /// When they were drawn.
    package var createdAt: Timestamp?

    /// Creates a message whose fields all have their default values.
    package init() { self.init(id: 0) }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        id: Int64 = 0,
        split: Split = .unspecified,
        pool: Int64 = 0,
        firstSequence: Int64 = 0,
        lastSequence: Int64 = 0,
        seed: UInt64 = 0,
        count: UInt32 = 0,
        population: UInt64 = 0,
        open: UInt32 = 0,
        createdAt: Timestamp? = nil
    ) {
        self.id = id
        self.split = split
        self.pool = pool
        self.firstSequence = firstSequence
        self.lastSequence = lastSequence
        self.seed = seed
        self.count = count
        self.population = population
        self.open = open
        self.createdAt = createdAt
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__draw__unpack,
            convert: { message throws(MessageError) in try unsafe Draw(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__Draw>) throws(MessageError) {
        let id = unsafe c.pointee.id
        let split = Split(rawValue: Int32(truncatingIfNeeded: unsafe c.pointee.split.rawValue))
        let pool = unsafe c.pointee.pool
        let firstSequence = unsafe c.pointee.first_sequence
        let lastSequence = unsafe c.pointee.last_sequence
        let seed = unsafe c.pointee.seed
        let count = unsafe c.pointee.count
        let population = unsafe c.pointee.population
        let open = unsafe c.pointee.open
        let createdAt: Timestamp?
        if let found = unsafe c.pointee.created_at {
            createdAt = try unsafe Timestamp(unpacked: found)
        } else {
            createdAt = nil
        }
        self.init(
            id: id,
            split: split,
            pool: pool,
            firstSequence: firstSequence,
            lastSequence: lastSequence,
            seed: seed,
            count: count,
            population: population,
            open: open,
            createdAt: createdAt
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if id != 0 {
            size += 1 + Packing.varintSize(id)
        }
        if split.rawValue != 0 {
            size += 1 + Packing.varintSize(Int64(split.rawValue))
        }
        if pool != 0 {
            size += 1 + Packing.varintSize(pool)
        }
        if firstSequence != 0 {
            size += 1 + Packing.varintSize(firstSequence)
        }
        if lastSequence != 0 {
            size += 1 + Packing.varintSize(lastSequence)
        }
        if seed != 0 {
            size += 1 + Packing.varintSize(seed)
        }
        if count != 0 {
            size += 1 + Packing.varintSize(UInt64(count))
        }
        if population != 0 {
            size += 1 + Packing.varintSize(population)
        }
        if open != 0 {
            size += 1 + Packing.varintSize(UInt64(open))
        }
        if let value = createdAt {
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if id != 0 {
            buffer.append(0x08)
            Packing.varint(id, &buffer)
        }
        if split.rawValue != 0 {
            buffer.append(0x10)
            Packing.varint(Int64(split.rawValue), &buffer)
        }
        if pool != 0 {
            buffer.append(0x18)
            Packing.varint(pool, &buffer)
        }
        if firstSequence != 0 {
            buffer.append(0x20)
            Packing.varint(firstSequence, &buffer)
        }
        if lastSequence != 0 {
            buffer.append(0x28)
            Packing.varint(lastSequence, &buffer)
        }
        if seed != 0 {
            buffer.append(0x30)
            Packing.varint(seed, &buffer)
        }
        if count != 0 {
            buffer.append(0x38)
            Packing.varint(UInt64(count), &buffer)
        }
        if population != 0 {
            buffer.append(0x40)
            Packing.varint(population, &buffer)
        }
        if open != 0 {
            buffer.append(0x48)
            Packing.varint(UInt64(open), &buffer)
        }
        if let value = createdAt {
            buffer.append(0x52)
            Packing.message(value, &buffer)
        }
    }
}

/// Asks for the draws.
package struct ListDrawsRequest: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.ListDrawsRequest"

    /// The project.
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
            unpack: tutelage__v1__list_draws_request__unpack,
            convert: { message throws(MessageError) in try unsafe ListDrawsRequest(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__ListDrawsRequest>) throws(MessageError) {
        let project = try unsafe Unpacking.string(c.pointee.project, "tutelage.v1.ListDrawsRequest", "project")
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

/// The draws.
package struct ListDrawsReply: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.ListDrawsReply"

    /// Oldest first.
    package var draws: [Draw]

    /// Creates a message whose fields all have their default values.
    package init() { self.init(draws: []) }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        draws: [Draw] = []
    ) {
        self.draws = draws
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__list_draws_reply__unpack,
            convert: { message throws(MessageError) in try unsafe ListDrawsReply(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__ListDrawsReply>) throws(MessageError) {
        var draws: [Draw] = []
        if unsafe c.pointee.n_draws > 0 {
            draws.reserveCapacity(unsafe c.pointee.n_draws)
            for index in 0..<(unsafe c.pointee.n_draws) {
                guard let item = unsafe c.pointee.draws[index] else { continue }
                draws.append(try unsafe Draw(unpacked: item))
            }
        }
        self.init(
            draws: draws
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        for place in draws.indices { size += 1 + Packing.lengthDelimitedSize(draws.span[place].encodedSize) }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        for place in draws.indices {
            buffer.append(0x0a)
            Packing.message(draws.span[place], &buffer)
        }
    }
}

/// Asks to decide anew.
package struct StartRelabelRequest: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.StartRelabelRequest"

    /// The project.
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
            unpack: tutelage__v1__start_relabel_request__unpack,
            convert: { message throws(MessageError) in try unsafe StartRelabelRequest(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__StartRelabelRequest>) throws(MessageError) {
        let project = try unsafe Unpacking.string(c.pointee.project, "tutelage.v1.StartRelabelRequest", "project")
        let requestID = try unsafe Unpacking.string(c.pointee.request_id, "tutelage.v1.StartRelabelRequest", "request_id")
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

/// Asks for examples that wait for a person.
package struct ListReviewRequest: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.ListReviewRequest"

    /// The project.
    package var project: String

    /// The most items in a page: see common.proto.
    package var pageSize: UInt32

    /// The page: see common.proto.
    package var pageToken: String

    /// Only these; empty: all.
    package var questions: [Question]

    /// Who is going to answer, at most 128 bytes; with it, what others have claimed is left out.
    package var annotator: String

    /// Claims the items for the annotator for so long, so that nobody else answers them unseen; at most
    /// 86,400; 0: no claim.
    package var claimSeconds: UInt32

    /// Creates a message whose fields all have their default values.
    package init() { self.init(project: "") }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        project: String = "",
        pageSize: UInt32 = 0,
        pageToken: String = "",
        questions: [Question] = [],
        annotator: String = "",
        claimSeconds: UInt32 = 0
    ) {
        self.project = project
        self.pageSize = pageSize
        self.pageToken = pageToken
        self.questions = questions
        self.annotator = annotator
        self.claimSeconds = claimSeconds
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__list_review_request__unpack,
            convert: { message throws(MessageError) in try unsafe ListReviewRequest(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__ListReviewRequest>) throws(MessageError) {
        let project = try unsafe Unpacking.string(c.pointee.project, "tutelage.v1.ListReviewRequest", "project")
        let pageSize = unsafe c.pointee.page_size
        let pageToken = try unsafe Unpacking.string(c.pointee.page_token, "tutelage.v1.ListReviewRequest", "page_token")
        var questions: [Question] = []
        if unsafe c.pointee.n_questions > 0 {
            questions.reserveCapacity(unsafe c.pointee.n_questions)
            for index in 0..<(unsafe c.pointee.n_questions) {
                questions.append(Question(rawValue: Int32(truncatingIfNeeded: unsafe c.pointee.questions[index].rawValue)))
            }
        }
        let annotator = try unsafe Unpacking.string(c.pointee.annotator, "tutelage.v1.ListReviewRequest", "annotator")
        let claimSeconds = unsafe c.pointee.claim_seconds
        self.init(
            project: project,
            pageSize: pageSize,
            pageToken: pageToken,
            questions: questions,
            annotator: annotator,
            claimSeconds: claimSeconds
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if !project.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(project.utf8.count)
        }
        if pageSize != 0 {
            size += 1 + Packing.varintSize(UInt64(pageSize))
        }
        if !pageToken.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(pageToken.utf8.count)
        }
        if !questions.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(questions.reduce(0) { $0 + Packing.varintSize(Int64($1.rawValue)) })
        }
        if !annotator.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(annotator.utf8.count)
        }
        if claimSeconds != 0 {
            size += 1 + Packing.varintSize(UInt64(claimSeconds))
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if !project.isEmpty {
            buffer.append(0x0a)
            Packing.string(project, &buffer)
        }
        if pageSize != 0 {
            buffer.append(0x10)
            Packing.varint(UInt64(pageSize), &buffer)
        }
        if !pageToken.isEmpty {
            buffer.append(0x1a)
            Packing.string(pageToken, &buffer)
        }
        if !questions.isEmpty {
            buffer.append(0x22)
            Packing.varint(UInt64(questions.reduce(0) { $0 + Packing.varintSize(Int64($1.rawValue)) }), &buffer)
            for item in questions { Packing.varint(Int64(item.rawValue), &buffer) }
        }
        if !annotator.isEmpty {
            buffer.append(0x2a)
            Packing.string(annotator, &buffer)
        }
        if claimSeconds != 0 {
            buffer.append(0x30)
            Packing.varint(UInt64(claimSeconds), &buffer)
        }
    }
}

/// A page of examples that wait for a person.
package struct ListReviewReply: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.ListReviewReply"

    /// The examples: samples in the order of their lots, then the least sure, at most as many of those as
    /// the review policy lets wait.
    package var items: [ReviewItem]

    /// The next page; empty: there is none.
    package var nextPageToken: String

    /// Creates a message whose fields all have their default values.
    package init() { self.init(items: []) }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        items: [ReviewItem] = [],
        nextPageToken: String = ""
    ) {
        self.items = items
        self.nextPageToken = nextPageToken
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__list_review_reply__unpack,
            convert: { message throws(MessageError) in try unsafe ListReviewReply(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__ListReviewReply>) throws(MessageError) {
        var items: [ReviewItem] = []
        if unsafe c.pointee.n_items > 0 {
            items.reserveCapacity(unsafe c.pointee.n_items)
            for index in 0..<(unsafe c.pointee.n_items) {
                guard let item = unsafe c.pointee.items[index] else { continue }
                items.append(try unsafe ReviewItem(unpacked: item))
            }
        }
        let nextPageToken = try unsafe Unpacking.string(c.pointee.next_page_token, "tutelage.v1.ListReviewReply", "next_page_token")
        self.init(
            items: items,
            nextPageToken: nextPageToken
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        for place in items.indices { size += 1 + Packing.lengthDelimitedSize(items.span[place].encodedSize) }
        if !nextPageToken.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(nextPageToken.utf8.count)
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        for place in items.indices {
            buffer.append(0x0a)
            Packing.message(items.span[place], &buffer)
        }
        if !nextPageToken.isEmpty {
            buffer.append(0x12)
            Packing.string(nextPageToken, &buffer)
        }
    }
}

/// An example that waits for a person.
package struct ReviewItem: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.ReviewItem"

    /// The example's id.
    package var exampleID: String

    /// The input, with the shape of one input.
    package var input: Tensor?

    /// What the model says and why a person is asked; unset for a sample, which is asked blind.
    package var decision: LabelDecision?

    /// When the question was put.
    package var createdAt: Timestamp?

    /// What is asked; the answer names it.
    package var question: Question

    /// The draw of a sample; 0: none.
    package var drawID: Int64

    /// Creates a message whose fields all have their default values.
    package init() { self.init(exampleID: "") }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        exampleID: String = "",
        input: Tensor? = nil,
        decision: LabelDecision? = nil,
        createdAt: Timestamp? = nil,
        question: Question = .unspecified,
        drawID: Int64 = 0
    ) {
        self.exampleID = exampleID
        self.input = input
        self.decision = decision
        self.createdAt = createdAt
        self.question = question
        self.drawID = drawID
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__review_item__unpack,
            convert: { message throws(MessageError) in try unsafe ReviewItem(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__ReviewItem>) throws(MessageError) {
        let exampleID = try unsafe Unpacking.string(c.pointee.example_id, "tutelage.v1.ReviewItem", "example_id")
        let input: Tensor?
        if let found = unsafe c.pointee.input {
            input = try unsafe Tensor(unpacked: found)
        } else {
            input = nil
        }
        let decision: LabelDecision?
        if let found = unsafe c.pointee.decision {
            decision = try unsafe LabelDecision(unpacked: found)
        } else {
            decision = nil
        }
        let createdAt: Timestamp?
        if let found = unsafe c.pointee.created_at {
            createdAt = try unsafe Timestamp(unpacked: found)
        } else {
            createdAt = nil
        }
        let question = Question(rawValue: Int32(truncatingIfNeeded: unsafe c.pointee.question.rawValue))
        let drawID = unsafe c.pointee.draw_id
        self.init(
            exampleID: exampleID,
            input: input,
            decision: decision,
            createdAt: createdAt,
            question: question,
            drawID: drawID
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if !exampleID.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(exampleID.utf8.count)
        }
        if let value = input {
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        }
        if let value = decision {
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        }
        if let value = createdAt {
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        }
        if question.rawValue != 0 {
            size += 1 + Packing.varintSize(Int64(question.rawValue))
        }
        if drawID != 0 {
            size += 1 + Packing.varintSize(drawID)
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if !exampleID.isEmpty {
            buffer.append(0x0a)
            Packing.string(exampleID, &buffer)
        }
        if let value = input {
            buffer.append(0x12)
            Packing.message(value, &buffer)
        }
        if let value = decision {
            buffer.append(0x1a)
            Packing.message(value, &buffer)
        }
        if let value = createdAt {
            buffer.append(0x22)
            Packing.message(value, &buffer)
        }
        if question.rawValue != 0 {
            buffer.append(0x28)
            Packing.varint(Int64(question.rawValue), &buffer)
        }
        if drawID != 0 {
            buffer.append(0x30)
            Packing.varint(drawID, &buffer)
        }
    }
}

/// A person's answer about one example.
package struct SubmittedLabel: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.SubmittedLabel"

    /// The example's id.
    package var exampleID: String

    /// The class; required, unless the example is skipped.
    package var classReference: ClassReference?

    /// The caller's key of this answer, unique in the project, at most 128 bytes; empty: the server
    /// makes one. The same key again with the same answer changes nothing.
    package var labelID: String

    /// Who answered; empty: unknown. At most 128 bytes.
    package var annotator: String

    /// What was asked, from ReviewItem; unspecified: nobody asked. The label of a drawn example answers
    /// its sample and is never trained on, unless it answers QUESTION_REVIEW: then the example leaves
    /// the sample.
    package var question: Question

    /// Instead of a class: why the person cannot say, at most 1,024 bytes. The example is not asked about
    /// again; one of a sample counts as wrong.
    package var skipReason: String

    /// Creates a message whose fields all have their default values.
    package init() { self.init(exampleID: "") }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        exampleID: String = "",
        classReference: ClassReference? = nil,
        labelID: String = "",
        annotator: String = "",
        question: Question = .unspecified,
        skipReason: String = ""
    ) {
        self.exampleID = exampleID
        self.classReference = classReference
        self.labelID = labelID
        self.annotator = annotator
        self.question = question
        self.skipReason = skipReason
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__submitted_label__unpack,
            convert: { message throws(MessageError) in try unsafe SubmittedLabel(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__SubmittedLabel>) throws(MessageError) {
        let exampleID = try unsafe Unpacking.string(c.pointee.example_id, "tutelage.v1.SubmittedLabel", "example_id")
        let classReference: ClassReference?
        if let found = unsafe c.pointee.class_reference {
            classReference = try unsafe ClassReference(unpacked: found)
        } else {
            classReference = nil
        }
        let labelID = try unsafe Unpacking.string(c.pointee.label_id, "tutelage.v1.SubmittedLabel", "label_id")
        let annotator = try unsafe Unpacking.string(c.pointee.annotator, "tutelage.v1.SubmittedLabel", "annotator")
        let question = Question(rawValue: Int32(truncatingIfNeeded: unsafe c.pointee.question.rawValue))
        let skipReason = try unsafe Unpacking.string(c.pointee.skip_reason, "tutelage.v1.SubmittedLabel", "skip_reason")
        self.init(
            exampleID: exampleID,
            classReference: classReference,
            labelID: labelID,
            annotator: annotator,
            question: question,
            skipReason: skipReason
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if !exampleID.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(exampleID.utf8.count)
        }
        if let value = classReference {
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        }
        if !labelID.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(labelID.utf8.count)
        }
        if !annotator.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(annotator.utf8.count)
        }
        if question.rawValue != 0 {
            size += 1 + Packing.varintSize(Int64(question.rawValue))
        }
        if !skipReason.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(skipReason.utf8.count)
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if !exampleID.isEmpty {
            buffer.append(0x0a)
            Packing.string(exampleID, &buffer)
        }
        if let value = classReference {
            buffer.append(0x12)
            Packing.message(value, &buffer)
        }
        if !labelID.isEmpty {
            buffer.append(0x1a)
            Packing.string(labelID, &buffer)
        }
        if !annotator.isEmpty {
            buffer.append(0x22)
            Packing.string(annotator, &buffer)
        }
        if question.rawValue != 0 {
            buffer.append(0x28)
            Packing.varint(Int64(question.rawValue), &buffer)
        }
        if !skipReason.isEmpty {
            buffer.append(0x32)
            Packing.string(skipReason, &buffer)
        }
    }
}

/// Answers to store.
package struct SubmitLabelsRequest: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.SubmitLabelsRequest"

    /// The project.
    package var project: String

    /// 1 to 10,000 answers.
    package var labels: [SubmittedLabel]

    /// Makes a retry safe: see common.proto.
    package var requestID: String

    /// Creates a message whose fields all have their default values.
    package init() { self.init(project: "") }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        project: String = "",
        labels: [SubmittedLabel] = [],
        requestID: String = ""
    ) {
        self.project = project
        self.labels = labels
        self.requestID = requestID
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__submit_labels_request__unpack,
            convert: { message throws(MessageError) in try unsafe SubmitLabelsRequest(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__SubmitLabelsRequest>) throws(MessageError) {
        let project = try unsafe Unpacking.string(c.pointee.project, "tutelage.v1.SubmitLabelsRequest", "project")
        var labels: [SubmittedLabel] = []
        if unsafe c.pointee.n_labels > 0 {
            labels.reserveCapacity(unsafe c.pointee.n_labels)
            for index in 0..<(unsafe c.pointee.n_labels) {
                guard let item = unsafe c.pointee.labels[index] else { continue }
                labels.append(try unsafe SubmittedLabel(unpacked: item))
            }
        }
        let requestID = try unsafe Unpacking.string(c.pointee.request_id, "tutelage.v1.SubmitLabelsRequest", "request_id")
        self.init(
            project: project,
            labels: labels,
            requestID: requestID
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if !project.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(project.utf8.count)
        }
        for place in labels.indices { size += 1 + Packing.lengthDelimitedSize(labels.span[place].encodedSize) }
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
        for place in labels.indices {
            buffer.append(0x12)
            Packing.message(labels.span[place], &buffer)
        }
        if !requestID.isEmpty {
            buffer.append(0x1a)
            Packing.string(requestID, &buffer)
        }
    }
}

/// The answers are durable.
package struct SubmitLabelsReply: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.SubmitLabelsReply"

    /// One for each answer, in their order.
    package var results: [SubmittedLabelResult]

    /// Creates a message whose fields all have their default values.
    package init() { self.init(results: []) }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        results: [SubmittedLabelResult] = []
    ) {
        self.results = results
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__submit_labels_reply__unpack,
            convert: { message throws(MessageError) in try unsafe SubmitLabelsReply(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__SubmitLabelsReply>) throws(MessageError) {
        var results: [SubmittedLabelResult] = []
        if unsafe c.pointee.n_results > 0 {
            results.reserveCapacity(unsafe c.pointee.n_results)
            for index in 0..<(unsafe c.pointee.n_results) {
                guard let item = unsafe c.pointee.results[index] else { continue }
                results.append(try unsafe SubmittedLabelResult(unpacked: item))
            }
        }
        self.init(
            results: results
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        for place in results.indices { size += 1 + Packing.lengthDelimitedSize(results.span[place].encodedSize) }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        for place in results.indices {
            buffer.append(0x0a)
            Packing.message(results.span[place], &buffer)
        }
    }
}

/// What became of one answer.
package struct SubmittedLabelResult: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.SubmittedLabelResult"

    /// The label's id, the caller's or ours; empty: the example was skipped.
    package var labelID: String

    /// The id of the label that it supersedes; empty: none.
    package var supersedes: String

    /// `human`, or `corrected` where it supersedes another label.
    package var source: LabelSource

    /// The label's position in the project's history.
    package var sequence: Int64

    /// Whether a person had named another class before; both are kept.
    package var disagrees: Bool

    /// Certificates that hold no longer, because a label under them changed.
    package var voidedCertificates: [Int64]

    /// Creates a message whose fields all have their default values.
    package init() { self.init(labelID: "") }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        labelID: String = "",
        supersedes: String = "",
        source: LabelSource = .unspecified,
        sequence: Int64 = 0,
        disagrees: Bool = false,
        voidedCertificates: [Int64] = []
    ) {
        self.labelID = labelID
        self.supersedes = supersedes
        self.source = source
        self.sequence = sequence
        self.disagrees = disagrees
        self.voidedCertificates = voidedCertificates
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__submitted_label_result__unpack,
            convert: { message throws(MessageError) in try unsafe SubmittedLabelResult(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__SubmittedLabelResult>) throws(MessageError) {
        let labelID = try unsafe Unpacking.string(c.pointee.label_id, "tutelage.v1.SubmittedLabelResult", "label_id")
        let supersedes = try unsafe Unpacking.string(c.pointee.supersedes, "tutelage.v1.SubmittedLabelResult", "supersedes")
        let source = LabelSource(rawValue: Int32(truncatingIfNeeded: unsafe c.pointee.source.rawValue))
        let sequence = unsafe c.pointee.sequence
        let disagrees = unsafe c.pointee.disagrees != 0
        let voidedCertificates = unsafe Unpacking.array(c.pointee.voided_certificates, c.pointee.n_voided_certificates)
        self.init(
            labelID: labelID,
            supersedes: supersedes,
            source: source,
            sequence: sequence,
            disagrees: disagrees,
            voidedCertificates: voidedCertificates
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if !labelID.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(labelID.utf8.count)
        }
        if !supersedes.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(supersedes.utf8.count)
        }
        if source.rawValue != 0 {
            size += 1 + Packing.varintSize(Int64(source.rawValue))
        }
        if sequence != 0 {
            size += 1 + Packing.varintSize(sequence)
        }
        if disagrees {
            size += 1 + 1
        }
        if !voidedCertificates.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(voidedCertificates.reduce(0) { $0 + Packing.varintSize($1) })
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if !labelID.isEmpty {
            buffer.append(0x0a)
            Packing.string(labelID, &buffer)
        }
        if !supersedes.isEmpty {
            buffer.append(0x12)
            Packing.string(supersedes, &buffer)
        }
        if source.rawValue != 0 {
            buffer.append(0x18)
            Packing.varint(Int64(source.rawValue), &buffer)
        }
        if sequence != 0 {
            buffer.append(0x20)
            Packing.varint(sequence, &buffer)
        }
        if disagrees {
            buffer.append(0x28)
            buffer.append(disagrees ? 1 : 0)
        }
        if !voidedCertificates.isEmpty {
            buffer.append(0x32)
            Packing.varint(UInt64(voidedCertificates.reduce(0) { $0 + Packing.varintSize($1) }), &buffer)
            for item in voidedCertificates { Packing.varint(item, &buffer) }
        }
    }
}

/// Asks for labels.
package struct ExportLabelsRequest: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.ExportLabelsRequest"

    /// The project.
    package var project: String

    /// Only records after this position in the project's history; 0: all.
    package var afterSequence: Int64

    /// Only labels from these sources; empty: all.
    package var sources: [LabelSource]

    /// Whether labels that were superseded are listed too, beside those in force.
    package var includeSuperseded: Bool

    /// Whether decisions that gave no label (abstained, review) are listed too.
    package var includeUndecided: Bool

    /// Creates a message whose fields all have their default values.
    package init() { self.init(project: "") }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        project: String = "",
        afterSequence: Int64 = 0,
        sources: [LabelSource] = [],
        includeSuperseded: Bool = false,
        includeUndecided: Bool = false
    ) {
        self.project = project
        self.afterSequence = afterSequence
        self.sources = sources
        self.includeSuperseded = includeSuperseded
        self.includeUndecided = includeUndecided
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__export_labels_request__unpack,
            convert: { message throws(MessageError) in try unsafe ExportLabelsRequest(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__ExportLabelsRequest>) throws(MessageError) {
        let project = try unsafe Unpacking.string(c.pointee.project, "tutelage.v1.ExportLabelsRequest", "project")
        let afterSequence = unsafe c.pointee.after_sequence
        var sources: [LabelSource] = []
        if unsafe c.pointee.n_sources > 0 {
            sources.reserveCapacity(unsafe c.pointee.n_sources)
            for index in 0..<(unsafe c.pointee.n_sources) {
                sources.append(LabelSource(rawValue: Int32(truncatingIfNeeded: unsafe c.pointee.sources[index].rawValue)))
            }
        }
        let includeSuperseded = unsafe c.pointee.include_superseded != 0
        let includeUndecided = unsafe c.pointee.include_undecided != 0
        self.init(
            project: project,
            afterSequence: afterSequence,
            sources: sources,
            includeSuperseded: includeSuperseded,
            includeUndecided: includeUndecided
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if !project.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(project.utf8.count)
        }
        if afterSequence != 0 {
            size += 1 + Packing.varintSize(afterSequence)
        }
        if !sources.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(sources.reduce(0) { $0 + Packing.varintSize(Int64($1.rawValue)) })
        }
        if includeSuperseded {
            size += 1 + 1
        }
        if includeUndecided {
            size += 1 + 1
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if !project.isEmpty {
            buffer.append(0x0a)
            Packing.string(project, &buffer)
        }
        if afterSequence != 0 {
            buffer.append(0x10)
            Packing.varint(afterSequence, &buffer)
        }
        if !sources.isEmpty {
            buffer.append(0x1a)
            Packing.varint(UInt64(sources.reduce(0) { $0 + Packing.varintSize(Int64($1.rawValue)) }), &buffer)
            for item in sources { Packing.varint(Int64(item.rawValue), &buffer) }
        }
        if includeSuperseded {
            buffer.append(0x20)
            buffer.append(includeSuperseded ? 1 : 0)
        }
        if includeUndecided {
            buffer.append(0x28)
            buffer.append(includeUndecided ? 1 : 0)
        }
    }
}

/// Some labels.
package struct ExportLabelsReply: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.ExportLabelsReply"

    /// The labels, in the order of `sequence`.
    package var records: [LabelRecord]

    /// Creates a message whose fields all have their default values.
    package init() { self.init(records: []) }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        records: [LabelRecord] = []
    ) {
        self.records = records
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__export_labels_reply__unpack,
            convert: { message throws(MessageError) in try unsafe ExportLabelsReply(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__ExportLabelsReply>) throws(MessageError) {
        var records: [LabelRecord] = []
        if unsafe c.pointee.n_records > 0 {
            records.reserveCapacity(unsafe c.pointee.n_records)
            for index in 0..<(unsafe c.pointee.n_records) {
                guard let item = unsafe c.pointee.records[index] else { continue }
                records.append(try unsafe LabelRecord(unpacked: item))
            }
        }
        self.init(
            records: records
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        for place in records.indices { size += 1 + Packing.lengthDelimitedSize(records.span[place].encodedSize) }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        for place in records.indices {
            buffer.append(0x0a)
            Packing.message(records.span[place], &buffer)
        }
    }
}

/// A label with its provenance; append-only.
package struct LabelRecord: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.LabelRecord"

    /// The label's id: the caller's key, or ours.
    package var labelID: String

    /// The example's id.
    package var exampleID: String

    /// The SHA-256 of the raw input, 32 bytes.
    package var inputSHA256: [UInt8]

    /// The class; unset where a decision gave none.
    ///
    /// The position in the project's list of classes, from 0.
    package var classIndex: UInt32?

    /// The class's name; empty where a decision gave none.
    package var className: String

    /// Who says so; unspecified where a decision gave no label.
    package var source: LabelSource

    /// The decision behind it, with threshold, certificate, policy and model version; unset for labels
    /// from people and files.
    package var decision: LabelDecision?

    /// The softmax of every class, or of the top ones; empty where it was not stored.
    package var probabilities: [ClassProbability]

    /// The SHA-256 of the weights of the model that decided, 32 bytes; empty where none did.
    package var weightsSHA256: [UInt8]

    /// Who answered; may be empty.
    package var annotator: String

    /// The id of the label that it supersedes; empty: none.
    package var supersedes: String

    /// The example's split.
    package var split: Split

    /// When it was stored.
    package var createdAt: Timestamp?

    /// Its position in the project's history.
    package var sequence: Int64

    /// Whether the certificate that it was accepted under holds no longer.
    package var certificateVoid: Bool

    /// What the person was asked.
    package var question: Question

    /// Whether a person had named another class before.
    package var disagrees: Bool

    /// Where the caller has the example, as ingested; empty: not said.
    package var place: String

    /// Creates a message whose fields all have their default values.
    package init() { self.init(labelID: "") }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        labelID: String = "",
        exampleID: String = "",
        inputSHA256: [UInt8] = [],
        classIndex: UInt32? = nil,
        className: String = "",
        source: LabelSource = .unspecified,
        decision: LabelDecision? = nil,
        probabilities: [ClassProbability] = [],
        weightsSHA256: [UInt8] = [],
        annotator: String = "",
        supersedes: String = "",
        split: Split = .unspecified,
        createdAt: Timestamp? = nil,
        sequence: Int64 = 0,
        certificateVoid: Bool = false,
        question: Question = .unspecified,
        disagrees: Bool = false,
        place: String = ""
    ) {
        self.labelID = labelID
        self.exampleID = exampleID
        self.inputSHA256 = inputSHA256
        self.classIndex = classIndex
        self.className = className
        self.source = source
        self.decision = decision
        self.probabilities = probabilities
        self.weightsSHA256 = weightsSHA256
        self.annotator = annotator
        self.supersedes = supersedes
        self.split = split
        self.createdAt = createdAt
        self.sequence = sequence
        self.certificateVoid = certificateVoid
        self.question = question
        self.disagrees = disagrees
        self.place = place
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__label_record__unpack,
            convert: { message throws(MessageError) in try unsafe LabelRecord(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__LabelRecord>) throws(MessageError) {
        let labelID = try unsafe Unpacking.string(c.pointee.label_id, "tutelage.v1.LabelRecord", "label_id")
        let exampleID = try unsafe Unpacking.string(c.pointee.example_id, "tutelage.v1.LabelRecord", "example_id")
        let inputSHA256 = unsafe Unpacking.bytes(c.pointee.input_sha256)
        let classIndex: UInt32?
        if unsafe c.pointee.optional_class_index_case.rawValue == 4 {
            classIndex = unsafe c.pointee.class_index
        } else {
            classIndex = nil
        }
        let className = try unsafe Unpacking.string(c.pointee.class_name, "tutelage.v1.LabelRecord", "class_name")
        let source = LabelSource(rawValue: Int32(truncatingIfNeeded: unsafe c.pointee.source.rawValue))
        let decision: LabelDecision?
        if let found = unsafe c.pointee.decision {
            decision = try unsafe LabelDecision(unpacked: found)
        } else {
            decision = nil
        }
        var probabilities: [ClassProbability] = []
        if unsafe c.pointee.n_probabilities > 0 {
            probabilities.reserveCapacity(unsafe c.pointee.n_probabilities)
            for index in 0..<(unsafe c.pointee.n_probabilities) {
                guard let item = unsafe c.pointee.probabilities[index] else { continue }
                probabilities.append(try unsafe ClassProbability(unpacked: item))
            }
        }
        let weightsSHA256 = unsafe Unpacking.bytes(c.pointee.weights_sha256)
        let annotator = try unsafe Unpacking.string(c.pointee.annotator, "tutelage.v1.LabelRecord", "annotator")
        let supersedes = try unsafe Unpacking.string(c.pointee.supersedes, "tutelage.v1.LabelRecord", "supersedes")
        let split = Split(rawValue: Int32(truncatingIfNeeded: unsafe c.pointee.split.rawValue))
        let createdAt: Timestamp?
        if let found = unsafe c.pointee.created_at {
            createdAt = try unsafe Timestamp(unpacked: found)
        } else {
            createdAt = nil
        }
        let sequence = unsafe c.pointee.sequence
        let certificateVoid = unsafe c.pointee.certificate_void != 0
        let question = Question(rawValue: Int32(truncatingIfNeeded: unsafe c.pointee.question.rawValue))
        let disagrees = unsafe c.pointee.disagrees != 0
        let place = try unsafe Unpacking.string(c.pointee.place, "tutelage.v1.LabelRecord", "place")
        self.init(
            labelID: labelID,
            exampleID: exampleID,
            inputSHA256: inputSHA256,
            classIndex: classIndex,
            className: className,
            source: source,
            decision: decision,
            probabilities: probabilities,
            weightsSHA256: weightsSHA256,
            annotator: annotator,
            supersedes: supersedes,
            split: split,
            createdAt: createdAt,
            sequence: sequence,
            certificateVoid: certificateVoid,
            question: question,
            disagrees: disagrees,
            place: place
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if !labelID.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(labelID.utf8.count)
        }
        if !exampleID.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(exampleID.utf8.count)
        }
        if !inputSHA256.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(inputSHA256.count)
        }
        if let value = classIndex {
            size += 1 + Packing.varintSize(UInt64(value))
        }
        if !className.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(className.utf8.count)
        }
        if source.rawValue != 0 {
            size += 1 + Packing.varintSize(Int64(source.rawValue))
        }
        if let value = decision {
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        }
        for place in probabilities.indices { size += 1 + Packing.lengthDelimitedSize(probabilities.span[place].encodedSize) }
        if !weightsSHA256.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(weightsSHA256.count)
        }
        if !annotator.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(annotator.utf8.count)
        }
        if !supersedes.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(supersedes.utf8.count)
        }
        if split.rawValue != 0 {
            size += 1 + Packing.varintSize(Int64(split.rawValue))
        }
        if let value = createdAt {
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        }
        if sequence != 0 {
            size += 1 + Packing.varintSize(sequence)
        }
        if certificateVoid {
            size += 2 + 1
        }
        if question.rawValue != 0 {
            size += 2 + Packing.varintSize(Int64(question.rawValue))
        }
        if disagrees {
            size += 2 + 1
        }
        if !place.isEmpty {
            size += 2 + Packing.lengthDelimitedSize(place.utf8.count)
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if !labelID.isEmpty {
            buffer.append(0x0a)
            Packing.string(labelID, &buffer)
        }
        if !exampleID.isEmpty {
            buffer.append(0x12)
            Packing.string(exampleID, &buffer)
        }
        if !inputSHA256.isEmpty {
            buffer.append(0x1a)
            Packing.bytes(inputSHA256, &buffer)
        }
        if let value = classIndex {
            buffer.append(0x20)
            Packing.varint(UInt64(value), &buffer)
        }
        if !className.isEmpty {
            buffer.append(0x2a)
            Packing.string(className, &buffer)
        }
        if source.rawValue != 0 {
            buffer.append(0x30)
            Packing.varint(Int64(source.rawValue), &buffer)
        }
        if let value = decision {
            buffer.append(0x3a)
            Packing.message(value, &buffer)
        }
        for place in probabilities.indices {
            buffer.append(0x42)
            Packing.message(probabilities.span[place], &buffer)
        }
        if !weightsSHA256.isEmpty {
            buffer.append(0x4a)
            Packing.bytes(weightsSHA256, &buffer)
        }
        if !annotator.isEmpty {
            buffer.append(0x52)
            Packing.string(annotator, &buffer)
        }
        if !supersedes.isEmpty {
            buffer.append(0x5a)
            Packing.string(supersedes, &buffer)
        }
        if split.rawValue != 0 {
            buffer.append(0x60)
            Packing.varint(Int64(split.rawValue), &buffer)
        }
        if let value = createdAt {
            buffer.append(0x72)
            Packing.message(value, &buffer)
        }
        if sequence != 0 {
            buffer.append(0x78)
            Packing.varint(sequence, &buffer)
        }
        if certificateVoid {
            buffer.append(0x80)
            buffer.append(0x01)
            buffer.append(certificateVoid ? 1 : 0)
        }
        if question.rawValue != 0 {
            buffer.append(0x88)
            buffer.append(0x01)
            Packing.varint(Int64(question.rawValue), &buffer)
        }
        if disagrees {
            buffer.append(0x90)
            buffer.append(0x01)
            buffer.append(disagrees ? 1 : 0)
        }
        if !place.isEmpty {
            buffer.append(0x9a)
            buffer.append(0x01)
            Packing.string(place, &buffer)
        }
    }
}

/// The rules of a project; changed as a whole, numbered by version.
package struct Policies: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.Policies"

    /// The number of this set of rules; set by the server.
    package var version: Int64

    /// When a label is accepted without a person; unset: guarantee (5 %, 95 %).
    package var autoLabel: AutoLabelPolicy?

    /// What people are asked; unset: see ReviewPolicy.
    package var review: ReviewPolicy?

    /// When training starts by itself; unset: never.
    package var retrain: RetrainPolicy?

    /// When a challenger replaces the champion; unset: `better`.
    package var gate: GatePolicy?

    /// The share of unlabelled examples, chosen at random, that a snapshot leaves out so that they can
    /// be labelled under the guarantee later; 0 to 0.9, default 0.
    package var holdOut: Double

    /// What the looks cost that a change of the promise took; in the reply of SetPolicies only.
    package var looks: [Look]

    /// Creates a message whose fields all have their default values.
    package init() { self.init(version: 0) }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        version: Int64 = 0,
        autoLabel: AutoLabelPolicy? = nil,
        review: ReviewPolicy? = nil,
        retrain: RetrainPolicy? = nil,
        gate: GatePolicy? = nil,
        holdOut: Double = 0,
        looks: [Look] = []
    ) {
        self.version = version
        self.autoLabel = autoLabel
        self.review = review
        self.retrain = retrain
        self.gate = gate
        self.holdOut = holdOut
        self.looks = looks
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__policies__unpack,
            convert: { message throws(MessageError) in try unsafe Policies(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__Policies>) throws(MessageError) {
        let version = unsafe c.pointee.version
        let autoLabel: AutoLabelPolicy?
        if let found = unsafe c.pointee.auto_label {
            autoLabel = try unsafe AutoLabelPolicy(unpacked: found)
        } else {
            autoLabel = nil
        }
        let review: ReviewPolicy?
        if let found = unsafe c.pointee.review {
            review = try unsafe ReviewPolicy(unpacked: found)
        } else {
            review = nil
        }
        let retrain: RetrainPolicy?
        if let found = unsafe c.pointee.retrain {
            retrain = try unsafe RetrainPolicy(unpacked: found)
        } else {
            retrain = nil
        }
        let gate: GatePolicy?
        if let found = unsafe c.pointee.gate {
            gate = try unsafe GatePolicy(unpacked: found)
        } else {
            gate = nil
        }
        let holdOut = unsafe c.pointee.hold_out
        var looks: [Look] = []
        if unsafe c.pointee.n_looks > 0 {
            looks.reserveCapacity(unsafe c.pointee.n_looks)
            for index in 0..<(unsafe c.pointee.n_looks) {
                guard let item = unsafe c.pointee.looks[index] else { continue }
                looks.append(try unsafe Look(unpacked: item))
            }
        }
        self.init(
            version: version,
            autoLabel: autoLabel,
            review: review,
            retrain: retrain,
            gate: gate,
            holdOut: holdOut,
            looks: looks
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if version != 0 {
            size += 1 + Packing.varintSize(version)
        }
        if let value = autoLabel {
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        }
        if let value = review {
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        }
        if let value = retrain {
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        }
        if let value = gate {
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        }
        if holdOut.bitPattern != 0 {
            size += 1 + 8
        }
        for place in looks.indices { size += 1 + Packing.lengthDelimitedSize(looks.span[place].encodedSize) }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if version != 0 {
            buffer.append(0x08)
            Packing.varint(version, &buffer)
        }
        if let value = autoLabel {
            buffer.append(0x12)
            Packing.message(value, &buffer)
        }
        if let value = review {
            buffer.append(0x1a)
            Packing.message(value, &buffer)
        }
        if let value = retrain {
            buffer.append(0x22)
            Packing.message(value, &buffer)
        }
        if let value = gate {
            buffer.append(0x2a)
            Packing.message(value, &buffer)
        }
        if holdOut.bitPattern != 0 {
            buffer.append(0x31)
            Packing.fixed64(holdOut.bitPattern, &buffer)
        }
        for place in looks.indices {
            buffer.append(0x3a)
            Packing.message(looks.span[place], &buffer)
        }
    }
}

/// When a label is accepted without a person.
package struct AutoLabelPolicy: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.AutoLabelPolicy"

    /// The rule; unset: guarantee with its defaults.
    package var rule: Rule?

    /// How many weakly augmented views of an input are averaged for its confidence: 1 or 9; 0: 1. Nine
    /// rank errors better, at nine times the cost.
    package var views: UInt32

    /// Whether a promotion starts no `relabel` by itself.
    package var relabelByHand: Bool

    /// Creates a message whose fields all have their default values.
    package init() { self.init(rule: nil) }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        rule: Rule? = nil,
        views: UInt32 = 0,
        relabelByHand: Bool = false
    ) {
        self.rule = rule
        self.views = views
        self.relabelByHand = relabelByHand
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__auto_label_policy__unpack,
            convert: { message throws(MessageError) in try unsafe AutoLabelPolicy(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__AutoLabelPolicy>) throws(MessageError) {
        let rule: Rule?
        switch unsafe c.pointee.rule_case.rawValue {
        case 1:
            if let found = unsafe c.pointee.guarantee {
                rule = .guarantee(try unsafe AutoLabelPolicy.Guarantee(unpacked: found))
            } else {
                rule = nil
            }
        case 2:
            if let found = unsafe c.pointee.fixed {
                rule = .fixed(try unsafe AutoLabelPolicy.Fixed(unpacked: found))
            } else {
                rule = nil
            }
        case 3:
            if let found = unsafe c.pointee.off {
                rule = .off(try unsafe AutoLabelPolicy.Off(unpacked: found))
            } else {
                rule = nil
            }
        default: rule = nil
        }
        let views = unsafe c.pointee.views
        let relabelByHand = unsafe c.pointee.relabel_by_hand != 0
        self.init(
            rule: rule,
            views: views,
            relabelByHand: relabelByHand
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        switch rule {
        case .guarantee(let value):
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        case .fixed(let value):
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        case .off(let value):
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        case nil: break
        }
        if views != 0 {
            size += 1 + Packing.varintSize(UInt64(views))
        }
        if relabelByHand {
            size += 1 + 1
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        switch rule {
        case .guarantee(let value):
            buffer.append(0x0a)
            Packing.message(value, &buffer)
        case .fixed(let value):
            buffer.append(0x12)
            Packing.message(value, &buffer)
        case .off(let value):
            buffer.append(0x1a)
            Packing.message(value, &buffer)
        case nil: break
        }
        if views != 0 {
            buffer.append(0x20)
            Packing.varint(UInt64(views), &buffer)
        }
        if relabelByHand {
            buffer.append(0x28)
            buffer.append(relabelByHand ? 1 : 0)
        }
    }

    /// Which one of the fields is set.
    package enum Rule: Sendable, Hashable {
        /// A promised error rate.
        case guarantee(AutoLabelPolicy.Guarantee)
        /// A threshold without a promise.
        case fixed(AutoLabelPolicy.Fixed)
        /// Nothing is accepted.
        case off(AutoLabelPolicy.Off)
    }

    /// The rate of wrong labels among accepted ones is at most `epsilon`, with confidence 1 - `delta`,
    /// for new data from the same source as the certify split.
    package struct Guarantee: Message {
        /// The full protobuf name.
        package static let fullName = "tutelage.v1.AutoLabelPolicy.Guarantee"

        /// The promised error rate; default 0.05.
        ///
        /// 0.0001 to 0.5.
        package var epsilon: Double?

        /// The probability that the promise fails; default 0.05.
        ///
        /// 0.0001 to 0.5.
        package var delta: Double?

        /// Whether the promise holds for each predicted class by itself. Every class then has its own
        /// threshold, from the certify examples predicted as it, and that needs many more of them: at 5 %,
        /// 5 % and 10 classes at least 117 accepted ones a class at the first look. Classes with too few
        /// are left out, so that the others share the level: their labels abstain with
        /// DECISION_REASON_NO_CERTIFICATE. Pools are promised one rate over all classes only.
        package var perClass: Bool

        /// Creates a message whose fields all have their default values.
        package init() { self.init(epsilon: nil) }

        /// Creates a message of the given fields; the others have their default values.
        package init(
            epsilon: Double? = nil,
            delta: Double? = nil,
            perClass: Bool = false
        ) {
            self.epsilon = epsilon
            self.delta = delta
            self.perClass = perClass
        }

        /// Reads a message from its wire format.
        ///
        /// - Throws: ``MessageError`` as ``Message`` says.
        package init(decoding bytes: RawSpan) throws(MessageError) {
            self = try unsafe Unpacking.decode(
                bytes,
                as: Self.fullName,
                unpack: tutelage__v1__auto_label_policy__guarantee__unpack,
                convert: { message throws(MessageError) in try unsafe Guarantee(unpacked: message) }
            )
        }

        init(unpacked c: UnsafePointer<Tutelage__V1__AutoLabelPolicy__Guarantee>) throws(MessageError) {
            let epsilon: Double?
            if unsafe c.pointee.optional_epsilon_case.rawValue == 1 {
                epsilon = unsafe c.pointee.epsilon
            } else {
                epsilon = nil
            }
            let delta: Double?
            if unsafe c.pointee.optional_delta_case.rawValue == 2 {
                delta = unsafe c.pointee.delta
            } else {
                delta = nil
            }
            let perClass = unsafe c.pointee.per_class != 0
            self.init(
                epsilon: epsilon,
                delta: delta,
                perClass: perClass
            )
        }

        /// The number of bytes of the wire format.
        package var encodedSize: Int {
            var size = 0
            if let value = epsilon {
                _ = value
                size += 1 + 8
            }
            if let value = delta {
                _ = value
                size += 1 + 8
            }
            if perClass {
                size += 1 + 1
            }
            return size
        }

        /// Appends the wire format to `buffer`, which has room for it.
        package func write(into buffer: inout [UInt8]) {
            if let value = epsilon {
                buffer.append(0x09)
                Packing.fixed64(value.bitPattern, &buffer)
            }
            if let value = delta {
                buffer.append(0x11)
                Packing.fixed64(value.bitPattern, &buffer)
            }
            if perClass {
                buffer.append(0x18)
                buffer.append(perClass ? 1 : 0)
            }
        }
    }

    /// Accepted at or above a threshold; nothing is promised, and every label says so.
    package struct Fixed: Message {
        /// The full protobuf name.
        package static let fullName = "tutelage.v1.AutoLabelPolicy.Fixed"

        /// 0 to 1.
        package var threshold: Float

        /// Creates a message whose fields all have their default values.
        package init() { self.init(threshold: 0) }

        /// Creates a message of the given fields; the others have their default values.
        package init(
            threshold: Float = 0
        ) {
            self.threshold = threshold
        }

        /// Reads a message from its wire format.
        ///
        /// - Throws: ``MessageError`` as ``Message`` says.
        package init(decoding bytes: RawSpan) throws(MessageError) {
            self = try unsafe Unpacking.decode(
                bytes,
                as: Self.fullName,
                unpack: tutelage__v1__auto_label_policy__fixed__unpack,
                convert: { message throws(MessageError) in try unsafe Fixed(unpacked: message) }
            )
        }

        init(unpacked c: UnsafePointer<Tutelage__V1__AutoLabelPolicy__Fixed>) throws(MessageError) {
            let threshold = unsafe c.pointee.threshold
            self.init(
                threshold: threshold
            )
        }

        /// The number of bytes of the wire format.
        package var encodedSize: Int {
            var size = 0
            if threshold.bitPattern != 0 {
                size += 1 + 4
            }
            return size
        }

        /// Appends the wire format to `buffer`, which has room for it.
        package func write(into buffer: inout [UInt8]) {
            if threshold.bitPattern != 0 {
                buffer.append(0x0d)
                Packing.fixed32(threshold.bitPattern, &buffer)
            }
        }
    }

    /// The rule `off`; it has no parameters.
    package struct Off: Message {
        /// The full protobuf name.
        package static let fullName = "tutelage.v1.AutoLabelPolicy.Off"

        /// Creates a message whose fields all have their default values.
        package init() {}

        /// Reads a message from its wire format.
        ///
        /// - Throws: ``MessageError`` as ``Message`` says.
        package init(decoding bytes: RawSpan) throws(MessageError) {
            self = try unsafe Unpacking.decode(
                bytes,
                as: Self.fullName,
                unpack: tutelage__v1__auto_label_policy__off__unpack,
                convert: { message throws(MessageError) in try unsafe Off(unpacked: message) }
            )
        }

        init(unpacked _: UnsafePointer<Tutelage__V1__AutoLabelPolicy__Off>) throws(MessageError) {}

        /// The number of bytes of the wire format.
        package var encodedSize: Int {
            0
        }

        /// Appends the wire format to `buffer`, which has room for it.
        package func write(into buffer: inout [UInt8]) {
        }
    }
}

/// What people are asked: the least sure of the examples that were not accepted.
package struct ReviewPolicy: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.ReviewPolicy"

    /// The most of the champion's least sure that wait at a time; samples wait beside them. Default 1,000.
    ///
    /// 0 to 1,000,000; 0: nobody is asked.
    package var queueLimit: UInt32?

    /// Creates a message whose fields all have their default values.
    package init() { self.init(queueLimit: nil) }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        queueLimit: UInt32? = nil
    ) {
        self.queueLimit = queueLimit
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__review_policy__unpack,
            convert: { message throws(MessageError) in try unsafe ReviewPolicy(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__ReviewPolicy>) throws(MessageError) {
        let queueLimit: UInt32?
        if unsafe c.pointee.optional_queue_limit_case.rawValue == 1 {
            queueLimit = unsafe c.pointee.queue_limit
        } else {
            queueLimit = nil
        }
        self.init(
            queueLimit: queueLimit
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if let value = queueLimit {
            size += 1 + Packing.varintSize(UInt64(value))
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if let value = queueLimit {
            buffer.append(0x08)
            Packing.varint(UInt64(value), &buffer)
        }
    }
}

/// When training starts by itself. A trigger of 0 is off; the first that is due starts a run. One
/// run at a time per project.
package struct RetrainPolicy: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.RetrainPolicy"

    /// Seconds since the last run ended, if anything came in since; at most 31,536,000 (a year).
    package var intervalSeconds: UInt64

    /// New labels of the train split since the last run's snapshot.
    package var newLabels: UInt64

    /// New examples since the last run's snapshot.
    package var newExamples: UInt64

    /// What is run; unset: self-training with its defaults.
    package var run: Run?

    /// The gate for what it makes; unset: the project's gate.
    package var gate: GatePolicy?

    /// Creates a message whose fields all have their default values.
    package init() { self.init(intervalSeconds: 0) }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        intervalSeconds: UInt64 = 0,
        newLabels: UInt64 = 0,
        newExamples: UInt64 = 0,
        run: Run? = nil,
        gate: GatePolicy? = nil
    ) {
        self.intervalSeconds = intervalSeconds
        self.newLabels = newLabels
        self.newExamples = newExamples
        self.run = run
        self.gate = gate
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__retrain_policy__unpack,
            convert: { message throws(MessageError) in try unsafe RetrainPolicy(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__RetrainPolicy>) throws(MessageError) {
        let intervalSeconds = unsafe c.pointee.interval_seconds
        let newLabels = unsafe c.pointee.new_labels
        let newExamples = unsafe c.pointee.new_examples
        let run: Run?
        switch unsafe c.pointee.run_case.rawValue {
        case 4:
            if let found = unsafe c.pointee.training {
                run = .training(try unsafe TrainingRun(unpacked: found))
            } else {
                run = nil
            }
        case 5:
            if let found = unsafe c.pointee.self_training {
                run = .selfTraining(try unsafe SelfTrainingRun(unpacked: found))
            } else {
                run = nil
            }
        default: run = nil
        }
        let gate: GatePolicy?
        if let found = unsafe c.pointee.gate {
            gate = try unsafe GatePolicy(unpacked: found)
        } else {
            gate = nil
        }
        self.init(
            intervalSeconds: intervalSeconds,
            newLabels: newLabels,
            newExamples: newExamples,
            run: run,
            gate: gate
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if intervalSeconds != 0 {
            size += 1 + Packing.varintSize(intervalSeconds)
        }
        if newLabels != 0 {
            size += 1 + Packing.varintSize(newLabels)
        }
        if newExamples != 0 {
            size += 1 + Packing.varintSize(newExamples)
        }
        switch run {
        case .training(let value):
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        case .selfTraining(let value):
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        case nil: break
        }
        if let value = gate {
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if intervalSeconds != 0 {
            buffer.append(0x08)
            Packing.varint(intervalSeconds, &buffer)
        }
        if newLabels != 0 {
            buffer.append(0x10)
            Packing.varint(newLabels, &buffer)
        }
        if newExamples != 0 {
            buffer.append(0x18)
            Packing.varint(newExamples, &buffer)
        }
        switch run {
        case .training(let value):
            buffer.append(0x22)
            Packing.message(value, &buffer)
        case .selfTraining(let value):
            buffer.append(0x2a)
            Packing.message(value, &buffer)
        case nil: break
        }
        if let value = gate {
            buffer.append(0x32)
            Packing.message(value, &buffer)
        }
    }

    /// Which one of the fields is set.
    package enum Run: Sendable, Hashable {
        /// One training run.
        case training(TrainingRun)
        /// Rounds of teacher and student.
        case selfTraining(SelfTrainingRun)
    }
}

/// Asks for the policies in force.
package struct GetPoliciesRequest: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.GetPoliciesRequest"

    /// The project.
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
            unpack: tutelage__v1__get_policies_request__unpack,
            convert: { message throws(MessageError) in try unsafe GetPoliciesRequest(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__GetPoliciesRequest>) throws(MessageError) {
        let project = try unsafe Unpacking.string(c.pointee.project, "tutelage.v1.GetPoliciesRequest", "project")
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

/// New policies.
package struct SetPoliciesRequest: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.SetPoliciesRequest"

    /// The project.
    package var project: String

    /// All the policies; what is unset gets its default, not what was in force. `version` is ignored.
    package var policies: Policies?

    /// The version that the caller has read; 0: replace whatever is in force.
    package var expectedVersion: Int64

    /// Makes a retry safe: see common.proto.
    package var requestID: String

    /// Changes nothing, and says in `looks` what the change would cost.
    package var dryRun: Bool

    /// Creates a message whose fields all have their default values.
    package init() { self.init(project: "") }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        project: String = "",
        policies: Policies? = nil,
        expectedVersion: Int64 = 0,
        requestID: String = "",
        dryRun: Bool = false
    ) {
        self.project = project
        self.policies = policies
        self.expectedVersion = expectedVersion
        self.requestID = requestID
        self.dryRun = dryRun
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__set_policies_request__unpack,
            convert: { message throws(MessageError) in try unsafe SetPoliciesRequest(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__SetPoliciesRequest>) throws(MessageError) {
        let project = try unsafe Unpacking.string(c.pointee.project, "tutelage.v1.SetPoliciesRequest", "project")
        let policies: Policies?
        if let found = unsafe c.pointee.policies {
            policies = try unsafe Policies(unpacked: found)
        } else {
            policies = nil
        }
        let expectedVersion = unsafe c.pointee.expected_version
        let requestID = try unsafe Unpacking.string(c.pointee.request_id, "tutelage.v1.SetPoliciesRequest", "request_id")
        let dryRun = unsafe c.pointee.dry_run != 0
        self.init(
            project: project,
            policies: policies,
            expectedVersion: expectedVersion,
            requestID: requestID,
            dryRun: dryRun
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if !project.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(project.utf8.count)
        }
        if let value = policies {
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        }
        if expectedVersion != 0 {
            size += 1 + Packing.varintSize(expectedVersion)
        }
        if !requestID.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(requestID.utf8.count)
        }
        if dryRun {
            size += 1 + 1
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if !project.isEmpty {
            buffer.append(0x0a)
            Packing.string(project, &buffer)
        }
        if let value = policies {
            buffer.append(0x12)
            Packing.message(value, &buffer)
        }
        if expectedVersion != 0 {
            buffer.append(0x18)
            Packing.varint(expectedVersion, &buffer)
        }
        if !requestID.isEmpty {
            buffer.append(0x22)
            Packing.string(requestID, &buffer)
        }
        if dryRun {
            buffer.append(0x28)
            buffer.append(dryRun ? 1 : 0)
        }
    }
}

/// Asks for a report.
package struct LabelReportRequest: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.LabelReportRequest"

    /// The project.
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
            unpack: tutelage__v1__label_report_request__unpack,
            convert: { message throws(MessageError) in try unsafe LabelReportRequest(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__LabelReportRequest>) throws(MessageError) {
        let project = try unsafe Unpacking.string(c.pointee.project, "tutelage.v1.LabelReportRequest", "project")
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

/// How much was labelled, by whom, and how right it is.
package struct LabelReportReply: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.LabelReportReply"

    /// Examples that came without a label.
    package var unlabeledExamples: UInt64

    /// How many of those have an automatic label in force.
    package var accepted: UInt64

    /// How many of those were abstained from.
    package var abstained: UInt64

    /// How many of those people are asked about, because the champion is least sure of them.
    package var review: UInt64

    /// accepted / unlabeled_examples, 0 to 1; 0 without examples.
    package var coverage: Double

    /// Labels in force from people.
    package var humanLabels: UInt64

    /// Labels in force that came with their examples.
    package var importedLabels: UInt64

    /// The release in service; unset: none.
    package var release: Release?

    /// One entry per class, in the project's order.
    package var perClass: [ClassReport]

    /// What people found about automatic labels that they chose to look at. They are no random sample:
    /// the promise is the certificate's.
    package var corrections: CorrectionReport?

    /// How many looks at the labels of the certify split were spent.
    package var looks: UInt32

    /// How often each reason was given for decisions in force.
    package var reasons: [ReasonCount]

    /// Accepted labels in force by the certificate that they were accepted under, those of certificates
    /// that hold no longer included.
    package var certified: [CertifiedLabels]

    /// Drawn examples that wait for an answer.
    package var openSamples: UInt64

    /// The last `relabel`, where it has not come to its end. Until one has, only some of the labels that
    /// the certificates stand for are there, and a pool's promise is about all of them together.
    package var relabel: UnfinishedRelabel?

    /// Creates a message whose fields all have their default values.
    package init() { self.init(unlabeledExamples: 0) }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        unlabeledExamples: UInt64 = 0,
        accepted: UInt64 = 0,
        abstained: UInt64 = 0,
        review: UInt64 = 0,
        coverage: Double = 0,
        humanLabels: UInt64 = 0,
        importedLabels: UInt64 = 0,
        release: Release? = nil,
        perClass: [ClassReport] = [],
        corrections: CorrectionReport? = nil,
        looks: UInt32 = 0,
        reasons: [ReasonCount] = [],
        certified: [CertifiedLabels] = [],
        openSamples: UInt64 = 0,
        relabel: UnfinishedRelabel? = nil
    ) {
        self.unlabeledExamples = unlabeledExamples
        self.accepted = accepted
        self.abstained = abstained
        self.review = review
        self.coverage = coverage
        self.humanLabels = humanLabels
        self.importedLabels = importedLabels
        self.release = release
        self.perClass = perClass
        self.corrections = corrections
        self.looks = looks
        self.reasons = reasons
        self.certified = certified
        self.openSamples = openSamples
        self.relabel = relabel
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__label_report_reply__unpack,
            convert: { message throws(MessageError) in try unsafe LabelReportReply(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__LabelReportReply>) throws(MessageError) {
        let unlabeledExamples = unsafe c.pointee.unlabeled_examples
        let accepted = unsafe c.pointee.accepted
        let abstained = unsafe c.pointee.abstained
        let review = unsafe c.pointee.review
        let coverage = unsafe c.pointee.coverage
        let humanLabels = unsafe c.pointee.human_labels
        let importedLabels = unsafe c.pointee.imported_labels
        let release: Release?
        if let found = unsafe c.pointee.release {
            release = try unsafe Release(unpacked: found)
        } else {
            release = nil
        }
        var perClass: [ClassReport] = []
        if unsafe c.pointee.n_per_class > 0 {
            perClass.reserveCapacity(unsafe c.pointee.n_per_class)
            for index in 0..<(unsafe c.pointee.n_per_class) {
                guard let item = unsafe c.pointee.per_class[index] else { continue }
                perClass.append(try unsafe ClassReport(unpacked: item))
            }
        }
        let corrections: CorrectionReport?
        if let found = unsafe c.pointee.corrections {
            corrections = try unsafe CorrectionReport(unpacked: found)
        } else {
            corrections = nil
        }
        let looks = unsafe c.pointee.looks
        var reasons: [ReasonCount] = []
        if unsafe c.pointee.n_reasons > 0 {
            reasons.reserveCapacity(unsafe c.pointee.n_reasons)
            for index in 0..<(unsafe c.pointee.n_reasons) {
                guard let item = unsafe c.pointee.reasons[index] else { continue }
                reasons.append(try unsafe ReasonCount(unpacked: item))
            }
        }
        var certified: [CertifiedLabels] = []
        if unsafe c.pointee.n_certified > 0 {
            certified.reserveCapacity(unsafe c.pointee.n_certified)
            for index in 0..<(unsafe c.pointee.n_certified) {
                guard let item = unsafe c.pointee.certified[index] else { continue }
                certified.append(try unsafe CertifiedLabels(unpacked: item))
            }
        }
        let openSamples = unsafe c.pointee.open_samples
        let relabel: UnfinishedRelabel?
        if let found = unsafe c.pointee.relabel {
            relabel = try unsafe UnfinishedRelabel(unpacked: found)
        } else {
            relabel = nil
        }
        self.init(
            unlabeledExamples: unlabeledExamples,
            accepted: accepted,
            abstained: abstained,
            review: review,
            coverage: coverage,
            humanLabels: humanLabels,
            importedLabels: importedLabels,
            release: release,
            perClass: perClass,
            corrections: corrections,
            looks: looks,
            reasons: reasons,
            certified: certified,
            openSamples: openSamples,
            relabel: relabel
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if unlabeledExamples != 0 {
            size += 1 + Packing.varintSize(unlabeledExamples)
        }
        if accepted != 0 {
            size += 1 + Packing.varintSize(accepted)
        }
        if abstained != 0 {
            size += 1 + Packing.varintSize(abstained)
        }
        if review != 0 {
            size += 1 + Packing.varintSize(review)
        }
        if coverage.bitPattern != 0 {
            size += 1 + 8
        }
        if humanLabels != 0 {
            size += 1 + Packing.varintSize(humanLabels)
        }
        if importedLabels != 0 {
            size += 1 + Packing.varintSize(importedLabels)
        }
        if let value = release {
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        }
        for place in perClass.indices { size += 1 + Packing.lengthDelimitedSize(perClass.span[place].encodedSize) }
        if let value = corrections {
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        }
        if looks != 0 {
            size += 1 + Packing.varintSize(UInt64(looks))
        }
        for place in reasons.indices { size += 1 + Packing.lengthDelimitedSize(reasons.span[place].encodedSize) }
        for place in certified.indices { size += 1 + Packing.lengthDelimitedSize(certified.span[place].encodedSize) }
        if openSamples != 0 {
            size += 1 + Packing.varintSize(openSamples)
        }
        if let value = relabel {
            size += 2 + Packing.lengthDelimitedSize(value.encodedSize)
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if unlabeledExamples != 0 {
            buffer.append(0x08)
            Packing.varint(unlabeledExamples, &buffer)
        }
        if accepted != 0 {
            buffer.append(0x10)
            Packing.varint(accepted, &buffer)
        }
        if abstained != 0 {
            buffer.append(0x18)
            Packing.varint(abstained, &buffer)
        }
        if review != 0 {
            buffer.append(0x20)
            Packing.varint(review, &buffer)
        }
        if coverage.bitPattern != 0 {
            buffer.append(0x29)
            Packing.fixed64(coverage.bitPattern, &buffer)
        }
        if humanLabels != 0 {
            buffer.append(0x30)
            Packing.varint(humanLabels, &buffer)
        }
        if importedLabels != 0 {
            buffer.append(0x38)
            Packing.varint(importedLabels, &buffer)
        }
        if let value = release {
            buffer.append(0x42)
            Packing.message(value, &buffer)
        }
        for place in perClass.indices {
            buffer.append(0x52)
            Packing.message(perClass.span[place], &buffer)
        }
        if let value = corrections {
            buffer.append(0x5a)
            Packing.message(value, &buffer)
        }
        if looks != 0 {
            buffer.append(0x60)
            Packing.varint(UInt64(looks), &buffer)
        }
        for place in reasons.indices {
            buffer.append(0x6a)
            Packing.message(reasons.span[place], &buffer)
        }
        for place in certified.indices {
            buffer.append(0x72)
            Packing.message(certified.span[place], &buffer)
        }
        if openSamples != 0 {
            buffer.append(0x78)
            Packing.varint(openSamples, &buffer)
        }
        if let value = relabel {
            buffer.append(0x82)
            buffer.append(0x01)
            Packing.message(value, &buffer)
        }
    }
}

/// A `relabel` that runs, waits, failed or was cancelled.
package struct UnfinishedRelabel: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.UnfinishedRelabel"

    /// Its job.
    package var jobID: Int64

    /// Its state.
    package var state: JobState

    /// The examples that it has decided about.
    package var done: UInt64

    /// The examples that there were at its start; 0: it has not begun.
    package var total: UInt64

    /// Creates a message whose fields all have their default values.
    package init() { self.init(jobID: 0) }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        jobID: Int64 = 0,
        state: JobState = .unspecified,
        done: UInt64 = 0,
        total: UInt64 = 0
    ) {
        self.jobID = jobID
        self.state = state
        self.done = done
        self.total = total
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__unfinished_relabel__unpack,
            convert: { message throws(MessageError) in try unsafe UnfinishedRelabel(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__UnfinishedRelabel>) throws(MessageError) {
        let jobID = unsafe c.pointee.job_id
        let state = JobState(rawValue: Int32(truncatingIfNeeded: unsafe c.pointee.state.rawValue))
        let done = unsafe c.pointee.done
        let total = unsafe c.pointee.total
        self.init(
            jobID: jobID,
            state: state,
            done: done,
            total: total
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if jobID != 0 {
            size += 1 + Packing.varintSize(jobID)
        }
        if state.rawValue != 0 {
            size += 1 + Packing.varintSize(Int64(state.rawValue))
        }
        if done != 0 {
            size += 1 + Packing.varintSize(done)
        }
        if total != 0 {
            size += 1 + Packing.varintSize(total)
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if jobID != 0 {
            buffer.append(0x08)
            Packing.varint(jobID, &buffer)
        }
        if state.rawValue != 0 {
            buffer.append(0x10)
            Packing.varint(Int64(state.rawValue), &buffer)
        }
        if done != 0 {
            buffer.append(0x18)
            Packing.varint(done, &buffer)
        }
        if total != 0 {
            buffer.append(0x20)
            Packing.varint(total, &buffer)
        }
    }
}

/// The accepted labels in force under one certificate.
package struct CertifiedLabels: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.CertifiedLabels"

    /// The certificate.
    package var certificate: Certificate?

    /// The labels.
    package var accepted: UInt64

    /// Whether the certificate holds no longer; `relabel` decides about its labels again.
    package var voided: Bool

    /// Creates a message whose fields all have their default values.
    package init() { self.init(certificate: nil) }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        certificate: Certificate? = nil,
        accepted: UInt64 = 0,
        voided: Bool = false
    ) {
        self.certificate = certificate
        self.accepted = accepted
        self.voided = voided
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__certified_labels__unpack,
            convert: { message throws(MessageError) in try unsafe CertifiedLabels(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__CertifiedLabels>) throws(MessageError) {
        let certificate: Certificate?
        if let found = unsafe c.pointee.certificate {
            certificate = try unsafe Certificate(unpacked: found)
        } else {
            certificate = nil
        }
        let accepted = unsafe c.pointee.accepted
        let voided = unsafe c.pointee.voided != 0
        self.init(
            certificate: certificate,
            accepted: accepted,
            voided: voided
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if let value = certificate {
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        }
        if accepted != 0 {
            size += 1 + Packing.varintSize(accepted)
        }
        if voided {
            size += 1 + 1
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if let value = certificate {
            buffer.append(0x0a)
            Packing.message(value, &buffer)
        }
        if accepted != 0 {
            buffer.append(0x10)
            Packing.varint(accepted, &buffer)
        }
        if voided {
            buffer.append(0x18)
            buffer.append(voided ? 1 : 0)
        }
    }
}

/// The labels of one class.
package struct ClassReport: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.ClassReport"

    /// The class.
    package var classIndex: UInt32

    /// Its name.
    package var className: String

    /// Automatic labels in force.
    package var accepted: UInt64

    /// Labels in force from people and files.
    package var given: UInt64

    /// Automatic labels that a person checked.
    package var checked: UInt64

    /// How many of those were wrong.
    package var wrong: UInt64

    /// Creates a message whose fields all have their default values.
    package init() { self.init(classIndex: 0) }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        classIndex: UInt32 = 0,
        className: String = "",
        accepted: UInt64 = 0,
        given: UInt64 = 0,
        checked: UInt64 = 0,
        wrong: UInt64 = 0
    ) {
        self.classIndex = classIndex
        self.className = className
        self.accepted = accepted
        self.given = given
        self.checked = checked
        self.wrong = wrong
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__class_report__unpack,
            convert: { message throws(MessageError) in try unsafe ClassReport(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__ClassReport>) throws(MessageError) {
        let classIndex = unsafe c.pointee.class_index
        let className = try unsafe Unpacking.string(c.pointee.class_name, "tutelage.v1.ClassReport", "class_name")
        let accepted = unsafe c.pointee.accepted
        let given = unsafe c.pointee.given
        let checked = unsafe c.pointee.checked
        let wrong = unsafe c.pointee.wrong
        self.init(
            classIndex: classIndex,
            className: className,
            accepted: accepted,
            given: given,
            checked: checked,
            wrong: wrong
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if classIndex != 0 {
            size += 1 + Packing.varintSize(UInt64(classIndex))
        }
        if !className.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(className.utf8.count)
        }
        if accepted != 0 {
            size += 1 + Packing.varintSize(accepted)
        }
        if given != 0 {
            size += 1 + Packing.varintSize(given)
        }
        if checked != 0 {
            size += 1 + Packing.varintSize(checked)
        }
        if wrong != 0 {
            size += 1 + Packing.varintSize(wrong)
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if classIndex != 0 {
            buffer.append(0x08)
            Packing.varint(UInt64(classIndex), &buffer)
        }
        if !className.isEmpty {
            buffer.append(0x12)
            Packing.string(className, &buffer)
        }
        if accepted != 0 {
            buffer.append(0x18)
            Packing.varint(accepted, &buffer)
        }
        if given != 0 {
            buffer.append(0x20)
            Packing.varint(given, &buffer)
        }
        if checked != 0 {
            buffer.append(0x28)
            Packing.varint(checked, &buffer)
        }
        if wrong != 0 {
            buffer.append(0x30)
            Packing.varint(wrong, &buffer)
        }
    }
}

/// Automatic labels that a person chose to look at later.
package struct CorrectionReport: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.CorrectionReport"

    /// Automatic labels that a person checked.
    package var checked: UInt64

    /// How many of those were wrong.
    package var wrong: UInt64

    /// Creates a message whose fields all have their default values.
    package init() { self.init(checked: 0) }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        checked: UInt64 = 0,
        wrong: UInt64 = 0
    ) {
        self.checked = checked
        self.wrong = wrong
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__correction_report__unpack,
            convert: { message throws(MessageError) in try unsafe CorrectionReport(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__CorrectionReport>) throws(MessageError) {
        let checked = unsafe c.pointee.checked
        let wrong = unsafe c.pointee.wrong
        self.init(
            checked: checked,
            wrong: wrong
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if checked != 0 {
            size += 1 + Packing.varintSize(checked)
        }
        if wrong != 0 {
            size += 1 + Packing.varintSize(wrong)
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if checked != 0 {
            buffer.append(0x08)
            Packing.varint(checked, &buffer)
        }
        if wrong != 0 {
            buffer.append(0x10)
            Packing.varint(wrong, &buffer)
        }
    }
}

/// How often a reason was given.
package struct ReasonCount: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.ReasonCount"

    /// The reason.
    package var reason: DecisionReason

    /// Decisions in force with this reason.
    package var count: UInt64

    /// Creates a message whose fields all have their default values.
    package init() { self.init(reason: .unspecified) }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        reason: DecisionReason = .unspecified,
        count: UInt64 = 0
    ) {
        self.reason = reason
        self.count = count
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__reason_count__unpack,
            convert: { message throws(MessageError) in try unsafe ReasonCount(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__ReasonCount>) throws(MessageError) {
        let reason = DecisionReason(rawValue: Int32(truncatingIfNeeded: unsafe c.pointee.reason.rawValue))
        let count = unsafe c.pointee.count
        self.init(
            reason: reason,
            count: count
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if reason.rawValue != 0 {
            size += 1 + Packing.varintSize(Int64(reason.rawValue))
        }
        if count != 0 {
            size += 1 + Packing.varintSize(count)
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if reason.rawValue != 0 {
            buffer.append(0x08)
            Packing.varint(Int64(reason.rawValue), &buffer)
        }
        if count != 0 {
            buffer.append(0x10)
            Packing.varint(count, &buffer)
        }
    }
}

/// Examples to delete.
package struct DeleteExamplesRequest: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.DeleteExamplesRequest"

    /// The project.
    package var project: String

    /// Their ids, 1 to 10,000.
    package var exampleIDs: [String]

    /// Sent again, the first reply comes again; empty: none. At most 128 bytes.
    package var requestID: String

    /// Creates a message whose fields all have their default values.
    package init() { self.init(project: "") }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        project: String = "",
        exampleIDs: [String] = [],
        requestID: String = ""
    ) {
        self.project = project
        self.exampleIDs = exampleIDs
        self.requestID = requestID
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__delete_examples_request__unpack,
            convert: { message throws(MessageError) in try unsafe DeleteExamplesRequest(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__DeleteExamplesRequest>) throws(MessageError) {
        let project = try unsafe Unpacking.string(c.pointee.project, "tutelage.v1.DeleteExamplesRequest", "project")
        var exampleIDs: [String] = []
        if unsafe c.pointee.n_example_ids > 0 {
            exampleIDs.reserveCapacity(unsafe c.pointee.n_example_ids)
            for index in 0..<(unsafe c.pointee.n_example_ids) {
                exampleIDs.append(try unsafe Unpacking.string(c.pointee.example_ids[index], "tutelage.v1.DeleteExamplesRequest", "example_ids"))
            }
        }
        let requestID = try unsafe Unpacking.string(c.pointee.request_id, "tutelage.v1.DeleteExamplesRequest", "request_id")
        self.init(
            project: project,
            exampleIDs: exampleIDs,
            requestID: requestID
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if !project.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(project.utf8.count)
        }
        for item in exampleIDs { size += 1 + Packing.lengthDelimitedSize(item.utf8.count) }
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
        for item in exampleIDs {
            buffer.append(0x12)
            Packing.string(item, &buffer)
        }
        if !requestID.isEmpty {
            buffer.append(0x1a)
            Packing.string(requestID, &buffer)
        }
    }
}

/// What was deleted; durable.
package struct DeleteExamplesReply: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.DeleteExamplesReply"

    /// How many.
    package var deleted: UInt64

    /// Those of which there were none, by their place in the request.
    package var refused: [RefusedItem]

    /// Creates a message whose fields all have their default values.
    package init() { self.init(deleted: 0) }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        deleted: UInt64 = 0,
        refused: [RefusedItem] = []
    ) {
        self.deleted = deleted
        self.refused = refused
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__delete_examples_reply__unpack,
            convert: { message throws(MessageError) in try unsafe DeleteExamplesReply(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__DeleteExamplesReply>) throws(MessageError) {
        let deleted = unsafe c.pointee.deleted
        var refused: [RefusedItem] = []
        if unsafe c.pointee.n_refused > 0 {
            refused.reserveCapacity(unsafe c.pointee.n_refused)
            for index in 0..<(unsafe c.pointee.n_refused) {
                guard let item = unsafe c.pointee.refused[index] else { continue }
                refused.append(try unsafe RefusedItem(unpacked: item))
            }
        }
        self.init(
            deleted: deleted,
            refused: refused
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if deleted != 0 {
            size += 1 + Packing.varintSize(deleted)
        }
        for place in refused.indices { size += 1 + Packing.lengthDelimitedSize(refused.span[place].encodedSize) }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if deleted != 0 {
            buffer.append(0x08)
            Packing.varint(deleted, &buffer)
        }
        for place in refused.indices {
            buffer.append(0x12)
            Packing.message(refused.span[place], &buffer)
        }
    }
}

/// Asks for one example.
package struct GetExampleRequest: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.GetExampleRequest"

    /// The project.
    package var project: String

    /// The example's id.
    package var exampleID: String

    /// Creates a message whose fields all have their default values.
    package init() { self.init(project: "") }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        project: String = "",
        exampleID: String = ""
    ) {
        self.project = project
        self.exampleID = exampleID
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__get_example_request__unpack,
            convert: { message throws(MessageError) in try unsafe GetExampleRequest(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__GetExampleRequest>) throws(MessageError) {
        let project = try unsafe Unpacking.string(c.pointee.project, "tutelage.v1.GetExampleRequest", "project")
        let exampleID = try unsafe Unpacking.string(c.pointee.example_id, "tutelage.v1.GetExampleRequest", "example_id")
        self.init(
            project: project,
            exampleID: exampleID
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if !project.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(project.utf8.count)
        }
        if !exampleID.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(exampleID.utf8.count)
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if !project.isEmpty {
            buffer.append(0x0a)
            Packing.string(project, &buffer)
        }
        if !exampleID.isEmpty {
            buffer.append(0x12)
            Packing.string(exampleID, &buffer)
        }
    }
}

/// An example and its history.
package struct Example: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.Example"

    /// The example's id.
    package var exampleID: String

    /// Its position in the project's history.
    package var sequence: Int64

    /// When it came.
    package var createdAt: Timestamp?

    /// What it is used for; unset while it has no person's label.
    package var split: Split

    /// What it belongs to; empty: nothing.
    package var group: String

    /// The input, with the shape of one input; unset where it has more than 2 MiB.
    package var input: Tensor?

    /// The SHA-256 of the raw input, 32 bytes.
    package var inputSHA256: [UInt8]

    /// What people, files and models said, oldest first; the last stands. At most 1 MiB, the latest. Of an example that compares,
    /// certifies or tests, or that was drawn to, no model's guess is told: neither its class nor its
    /// confidence.
    package var records: [LabelRecord]

    /// The champion; 0: there is none.
    package var championVersion: Int64

    /// Whether the champion or an ancestor of it may have learned from the example, its content or its group.
    package var seenByChampion: Bool

    /// Creates a message whose fields all have their default values.
    package init() { self.init(exampleID: "") }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        exampleID: String = "",
        sequence: Int64 = 0,
        createdAt: Timestamp? = nil,
        split: Split = .unspecified,
        group: String = "",
        input: Tensor? = nil,
        inputSHA256: [UInt8] = [],
        records: [LabelRecord] = [],
        championVersion: Int64 = 0,
        seenByChampion: Bool = false
    ) {
        self.exampleID = exampleID
        self.sequence = sequence
        self.createdAt = createdAt
        self.split = split
        self.group = group
        self.input = input
        self.inputSHA256 = inputSHA256
        self.records = records
        self.championVersion = championVersion
        self.seenByChampion = seenByChampion
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__example__unpack,
            convert: { message throws(MessageError) in try unsafe Example(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__Example>) throws(MessageError) {
        let exampleID = try unsafe Unpacking.string(c.pointee.example_id, "tutelage.v1.Example", "example_id")
        let sequence = unsafe c.pointee.sequence
        let createdAt: Timestamp?
        if let found = unsafe c.pointee.created_at {
            createdAt = try unsafe Timestamp(unpacked: found)
        } else {
            createdAt = nil
        }
        let split = Split(rawValue: Int32(truncatingIfNeeded: unsafe c.pointee.split.rawValue))
        let group = try unsafe Unpacking.string(c.pointee.group, "tutelage.v1.Example", "group")
        let input: Tensor?
        if let found = unsafe c.pointee.input {
            input = try unsafe Tensor(unpacked: found)
        } else {
            input = nil
        }
        let inputSHA256 = unsafe Unpacking.bytes(c.pointee.input_sha256)
        var records: [LabelRecord] = []
        if unsafe c.pointee.n_records > 0 {
            records.reserveCapacity(unsafe c.pointee.n_records)
            for index in 0..<(unsafe c.pointee.n_records) {
                guard let item = unsafe c.pointee.records[index] else { continue }
                records.append(try unsafe LabelRecord(unpacked: item))
            }
        }
        let championVersion = unsafe c.pointee.champion_version
        let seenByChampion = unsafe c.pointee.seen_by_champion != 0
        self.init(
            exampleID: exampleID,
            sequence: sequence,
            createdAt: createdAt,
            split: split,
            group: group,
            input: input,
            inputSHA256: inputSHA256,
            records: records,
            championVersion: championVersion,
            seenByChampion: seenByChampion
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if !exampleID.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(exampleID.utf8.count)
        }
        if sequence != 0 {
            size += 1 + Packing.varintSize(sequence)
        }
        if let value = createdAt {
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        }
        if split.rawValue != 0 {
            size += 1 + Packing.varintSize(Int64(split.rawValue))
        }
        if !group.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(group.utf8.count)
        }
        if let value = input {
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        }
        if !inputSHA256.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(inputSHA256.count)
        }
        for place in records.indices { size += 1 + Packing.lengthDelimitedSize(records.span[place].encodedSize) }
        if championVersion != 0 {
            size += 1 + Packing.varintSize(championVersion)
        }
        if seenByChampion {
            size += 1 + 1
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if !exampleID.isEmpty {
            buffer.append(0x0a)
            Packing.string(exampleID, &buffer)
        }
        if sequence != 0 {
            buffer.append(0x10)
            Packing.varint(sequence, &buffer)
        }
        if let value = createdAt {
            buffer.append(0x1a)
            Packing.message(value, &buffer)
        }
        if split.rawValue != 0 {
            buffer.append(0x20)
            Packing.varint(Int64(split.rawValue), &buffer)
        }
        if !group.isEmpty {
            buffer.append(0x2a)
            Packing.string(group, &buffer)
        }
        if let value = input {
            buffer.append(0x32)
            Packing.message(value, &buffer)
        }
        if !inputSHA256.isEmpty {
            buffer.append(0x3a)
            Packing.bytes(inputSHA256, &buffer)
        }
        for place in records.indices {
            buffer.append(0x42)
            Packing.message(records.span[place], &buffer)
        }
        if championVersion != 0 {
            buffer.append(0x48)
            Packing.varint(championVersion, &buffer)
        }
        if seenByChampion {
            buffer.append(0x50)
            buffer.append(seenByChampion ? 1 : 0)
        }
    }
}
