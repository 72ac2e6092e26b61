// Generated from Protos/tutelage/v1/labeling.proto by Scripts/generate. Do not edit.
// swift-format-ignore-file

import CMessages

extension Wire {

    /// What a person is asked.
    package enum Question: OpenEnum {
        /// Nothing: the label was given unasked.
        case unspecified
        /// What a drawn example is, without the model's guess.
        case sample
        /// What one of the examples is that the champion is least sure of.
        case review
        case unrecognized(Int32)

        package static let known: [Question] = [.unspecified, .sample, .review]

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
    package struct LabelRequest: TableMessage {
        package static let fullName = "tutelage.v1.LabelRequest"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_LabelRequest_table()) }

        /// The project.
        package var project: String

        /// `[rows, ...]` of the project's input: UINT8 for images, FLOAT32 for vectors; `rows` of texts and clips.
        package var inputs: Tensor?

        /// What each row belongs to, such as a patient; empty: to nothing. One per row, or none at all. A row
        /// of a group of which the champion has seen an example is not accepted.
        package var groups: [String]

        package init() { self.init(project: "") }

        package init(
            project: String = "",
            inputs: Tensor? = nil,
            groups: [String] = []
        ) {
            self.project = project
            self.inputs = inputs
            self.groups = groups
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                project: try source.value(1),
                inputs: try source.optional(2),
                groups: try source.list(3)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, project)
            sink.optional(2, inputs)
            sink.list(3, groups)
        }
    }

    /// One decision per row.
    package struct LabelReply: TableMessage {
        package static let fullName = "tutelage.v1.LabelReply"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_LabelReply_table()) }

        /// The model version that decided; 0: the project has no champion.
        package var modelVersion: Int64

        /// The decisions, in the order of the rows.
        package var rows: [LabelDecision]

        package init() { self.init(modelVersion: 0) }

        package init(
            modelVersion: Int64 = 0,
            rows: [LabelDecision] = []
        ) {
            self.modelVersion = modelVersion
            self.rows = rows
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                modelVersion: try source.value(1),
                rows: try source.list(2)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, modelVersion)
            sink.list(2, rows)
        }
    }

    /// A label that comes with an example.
    package struct ExampleLabel: TableMessage {
        package static let fullName = "tutelage.v1.ExampleLabel"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_ExampleLabel_table()) }

        /// The class; required.
        package var classReference: ClassReference?

        /// Who gave it; empty: unknown. At most 128 bytes.
        package var annotator: String

        package init() { self.init(classReference: nil) }

        package init(
            classReference: ClassReference? = nil,
            annotator: String = ""
        ) {
            self.classReference = classReference
            self.annotator = annotator
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                classReference: try source.optional(1),
                annotator: try source.value(2)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.optional(1, classReference)
            sink.value(2, annotator)
        }
    }

    /// One example on its way in.
    package struct IngestItem: TableMessage {
        package static let fullName = "tutelage.v1.IngestItem"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_IngestItem_table()) }

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

        package init() { self.init(exampleID: "") }

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

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                exampleID: try source.value(1),
                input: try source.optional(2),
                split: try source.value(3),
                label: try source.optional(4),
                group: try source.value(5),
                place: try source.value(6)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, exampleID)
            sink.optional(2, input)
            sink.value(3, split)
            sink.optional(4, label)
            sink.value(5, group)
            sink.value(6, place)
        }
    }

    /// Examples to store. Items are counted from 0 over the whole stream.
    package struct IngestRequest: TableMessage {
        package static let fullName = "tutelage.v1.IngestRequest"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_IngestRequest_table()) }

        /// The project; required in the first message, and then the same or empty.
        package var project: String

        /// 1 to 10,000 items.
        package var items: [IngestItem]

        package init() { self.init(project: "") }

        package init(
            project: String = "",
            items: [IngestItem] = []
        ) {
            self.project = project
            self.items = items
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                project: try source.value(1),
                items: try source.list(2)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, project)
            sink.list(2, items)
        }
    }

    /// The id that the server made for an item without one.
    package struct MadeID: TableMessage {
        package static let fullName = "tutelage.v1.MadeID"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_MadeID_table()) }

        /// The item's position in the stream, from 0.
        package var index: UInt64

        /// The id.
        package var exampleID: String

        package init() { self.init(index: 0) }

        package init(
            index: UInt64 = 0,
            exampleID: String = ""
        ) {
            self.index = index
            self.exampleID = exampleID
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                index: try source.value(1),
                exampleID: try source.value(2)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, index)
            sink.value(2, exampleID)
        }
    }

    /// Everything up to an item is durable or refused.
    package struct IngestReply: TableMessage {
        package static let fullName = "tutelage.v1.IngestReply"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_IngestReply_table()) }

        /// The first `durable_count` items of the stream are stored, or named in `refused` here or before.
        package var durableCount: UInt64

        /// The ids that the server made since the last reply.
        package var madeIDs: [MadeID]

        /// The items refused since the last reply.
        package var refused: [RefusedItem]

        package init() { self.init(durableCount: 0) }

        package init(
            durableCount: UInt64 = 0,
            madeIDs: [MadeID] = [],
            refused: [RefusedItem] = []
        ) {
            self.durableCount = durableCount
            self.madeIDs = madeIDs
            self.refused = refused
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                durableCount: try source.value(1),
                madeIDs: try source.list(2),
                refused: try source.list(3)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, durableCount)
            sink.list(2, madeIDs)
            sink.list(3, refused)
        }
    }

    /// Examples to store and label. Items are counted from 0 over the whole stream.
    package struct LabelStreamRequest: TableMessage {
        package static let fullName = "tutelage.v1.LabelStreamRequest"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_LabelStreamRequest_table()) }

        /// The project; required in the first message, and then the same or empty.
        package var project: String

        /// 1 to 10,000 items, usually without labels.
        package var items: [IngestItem]

        package init() { self.init(project: "") }

        package init(
            project: String = "",
            items: [IngestItem] = []
        ) {
            self.project = project
            self.items = items
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                project: try source.value(1),
                items: try source.list(2)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, project)
            sink.list(2, items)
        }
    }

    /// Everything up to an item is durable or refused, and this is what was decided.
    package struct LabelStreamReply: TableMessage {
        package static let fullName = "tutelage.v1.LabelStreamReply"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_LabelStreamReply_table()) }

        /// The first `durable_count` items of the stream are stored, or named in `refused` here or before.
        package var durableCount: UInt64

        /// The ids that the server made since the last reply.
        package var madeIDs: [MadeID]

        /// The items refused since the last reply.
        package var refused: [RefusedItem]

        /// The decisions about the stored items since the last reply, in the order of the items.
        package var decisions: [ItemDecision]

        package init() { self.init(durableCount: 0) }

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

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                durableCount: try source.value(1),
                madeIDs: try source.list(2),
                refused: try source.list(3),
                decisions: try source.list(4)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, durableCount)
            sink.list(2, madeIDs)
            sink.list(3, refused)
            sink.list(4, decisions)
        }
    }

    /// The decision about one item of a stream.
    package struct ItemDecision: TableMessage {
        package static let fullName = "tutelage.v1.ItemDecision"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_ItemDecision_table()) }

        /// The item's position in the stream, from 0.
        package var index: UInt64

        /// The example's id, the caller's or ours.
        package var exampleID: String

        /// The decision; unset for an item that came with a label.
        package var decision: LabelDecision?

        package init() { self.init(index: 0) }

        package init(
            index: UInt64 = 0,
            exampleID: String = "",
            decision: LabelDecision? = nil
        ) {
            self.index = index
            self.exampleID = exampleID
            self.decision = decision
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                index: try source.value(1),
                exampleID: try source.value(2),
                decision: try source.optional(3)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, index)
            sink.value(2, exampleID)
            sink.optional(3, decision)
        }
    }

    /// Asks for a draw.
    package struct DrawSampleRequest: TableMessage {
        package static let fullName = "tutelage.v1.DrawSampleRequest"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_DrawSampleRequest_table()) }

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

        package init() { self.init(project: "") }

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

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                project: try source.value(1),
                split: try source.value(2),
                count: try source.value(3),
                pool: try source.value(4),
                seed: try source.optional(5),
                requestID: try source.value(6)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, project)
            sink.value(2, split)
            sink.value(3, count)
            sink.value(4, pool)
            sink.optional(5, seed)
            sink.value(6, requestID)
        }
    }

    /// Examples that were drawn by lot.
    package struct Draw: TableMessage {
        package static let fullName = "tutelage.v1.Draw"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_Draw_table()) }

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

        package init() { self.init(id: 0) }

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

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                id: try source.value(1),
                split: try source.value(2),
                pool: try source.value(3),
                firstSequence: try source.value(4),
                lastSequence: try source.value(5),
                seed: try source.value(6),
                count: try source.value(7),
                population: try source.value(8),
                open: try source.value(9),
                createdAt: try source.optional(10)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, id)
            sink.value(2, split)
            sink.value(3, pool)
            sink.value(4, firstSequence)
            sink.value(5, lastSequence)
            sink.value(6, seed)
            sink.value(7, count)
            sink.value(8, population)
            sink.value(9, open)
            sink.optional(10, createdAt)
        }
    }

    /// Asks for the draws.
    package struct ListDrawsRequest: TableMessage {
        package static let fullName = "tutelage.v1.ListDrawsRequest"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_ListDrawsRequest_table()) }

        /// The project.
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

    /// The draws.
    package struct ListDrawsReply: TableMessage {
        package static let fullName = "tutelage.v1.ListDrawsReply"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_ListDrawsReply_table()) }

        /// Oldest first.
        package var draws: [Draw]

        package init() { self.init(draws: []) }

        package init(
            draws: [Draw] = []
        ) {
            self.draws = draws
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                draws: try source.list(1)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.list(1, draws)
        }
    }

    /// Asks to decide anew.
    package struct StartRelabelRequest: TableMessage {
        package static let fullName = "tutelage.v1.StartRelabelRequest"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_StartRelabelRequest_table()) }

        /// The project.
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

    /// Asks for examples that wait for a person.
    package struct ListReviewRequest: TableMessage {
        package static let fullName = "tutelage.v1.ListReviewRequest"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_ListReviewRequest_table()) }

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

        package init() { self.init(project: "") }

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

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                project: try source.value(1),
                pageSize: try source.value(2),
                pageToken: try source.value(3),
                questions: try source.list(4),
                annotator: try source.value(5),
                claimSeconds: try source.value(6)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, project)
            sink.value(2, pageSize)
            sink.value(3, pageToken)
            sink.list(4, questions)
            sink.value(5, annotator)
            sink.value(6, claimSeconds)
        }
    }

    /// A page of examples that wait for a person.
    package struct ListReviewReply: TableMessage {
        package static let fullName = "tutelage.v1.ListReviewReply"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_ListReviewReply_table()) }

        /// The examples: samples in the order of their lots, then the least sure, at most as many of those as
        /// the review policy lets wait.
        package var items: [ReviewItem]

        /// The next page; empty: there is none.
        package var nextPageToken: String

        package init() { self.init(items: []) }

        package init(
            items: [ReviewItem] = [],
            nextPageToken: String = ""
        ) {
            self.items = items
            self.nextPageToken = nextPageToken
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                items: try source.list(1),
                nextPageToken: try source.value(2)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.list(1, items)
            sink.value(2, nextPageToken)
        }
    }

    /// An example that waits for a person.
    package struct ReviewItem: TableMessage {
        package static let fullName = "tutelage.v1.ReviewItem"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_ReviewItem_table()) }

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

        package init() { self.init(exampleID: "") }

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

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                exampleID: try source.value(1),
                input: try source.optional(2),
                decision: try source.optional(3),
                createdAt: try source.optional(4),
                question: try source.value(5),
                drawID: try source.value(6)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, exampleID)
            sink.optional(2, input)
            sink.optional(3, decision)
            sink.optional(4, createdAt)
            sink.value(5, question)
            sink.value(6, drawID)
        }
    }

    /// A person's answer about one example.
    package struct SubmittedLabel: TableMessage {
        package static let fullName = "tutelage.v1.SubmittedLabel"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_SubmittedLabel_table()) }

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

        package init() { self.init(exampleID: "") }

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

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                exampleID: try source.value(1),
                classReference: try source.optional(2),
                labelID: try source.value(3),
                annotator: try source.value(4),
                question: try source.value(5),
                skipReason: try source.value(6)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, exampleID)
            sink.optional(2, classReference)
            sink.value(3, labelID)
            sink.value(4, annotator)
            sink.value(5, question)
            sink.value(6, skipReason)
        }
    }

    /// Answers to store.
    package struct SubmitLabelsRequest: TableMessage {
        package static let fullName = "tutelage.v1.SubmitLabelsRequest"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_SubmitLabelsRequest_table()) }

        /// The project.
        package var project: String

        /// 1 to 10,000 answers.
        package var labels: [SubmittedLabel]

        /// Makes a retry safe: see common.proto.
        package var requestID: String

        package init() { self.init(project: "") }

        package init(
            project: String = "",
            labels: [SubmittedLabel] = [],
            requestID: String = ""
        ) {
            self.project = project
            self.labels = labels
            self.requestID = requestID
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                project: try source.value(1),
                labels: try source.list(2),
                requestID: try source.value(3)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, project)
            sink.list(2, labels)
            sink.value(3, requestID)
        }
    }

    /// The answers are durable.
    package struct SubmitLabelsReply: TableMessage {
        package static let fullName = "tutelage.v1.SubmitLabelsReply"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_SubmitLabelsReply_table()) }

        /// One for each answer, in their order.
        package var results: [SubmittedLabelResult]

        package init() { self.init(results: []) }

        package init(
            results: [SubmittedLabelResult] = []
        ) {
            self.results = results
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                results: try source.list(1)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.list(1, results)
        }
    }

    /// What became of one answer.
    package struct SubmittedLabelResult: TableMessage {
        package static let fullName = "tutelage.v1.SubmittedLabelResult"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_SubmittedLabelResult_table()) }

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

        package init() { self.init(labelID: "") }

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

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                labelID: try source.value(1),
                supersedes: try source.value(2),
                source: try source.value(3),
                sequence: try source.value(4),
                disagrees: try source.value(5),
                voidedCertificates: try source.list(6)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, labelID)
            sink.value(2, supersedes)
            sink.value(3, source)
            sink.value(4, sequence)
            sink.value(5, disagrees)
            sink.list(6, voidedCertificates)
        }
    }

    /// Asks for labels.
    package struct ExportLabelsRequest: TableMessage {
        package static let fullName = "tutelage.v1.ExportLabelsRequest"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_ExportLabelsRequest_table()) }

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

        package init() { self.init(project: "") }

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

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                project: try source.value(1),
                afterSequence: try source.value(2),
                sources: try source.list(3),
                includeSuperseded: try source.value(4),
                includeUndecided: try source.value(5)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, project)
            sink.value(2, afterSequence)
            sink.list(3, sources)
            sink.value(4, includeSuperseded)
            sink.value(5, includeUndecided)
        }
    }

    /// Some labels.
    package struct ExportLabelsReply: TableMessage {
        package static let fullName = "tutelage.v1.ExportLabelsReply"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_ExportLabelsReply_table()) }

        /// The labels, in the order of `sequence`.
        package var records: [LabelRecord]

        package init() { self.init(records: []) }

        package init(
            records: [LabelRecord] = []
        ) {
            self.records = records
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                records: try source.list(1)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.list(1, records)
        }
    }

    /// A label with its provenance; append-only.
    package struct LabelRecord: TableMessage {
        package static let fullName = "tutelage.v1.LabelRecord"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_LabelRecord_table()) }

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

        package init() { self.init(labelID: "") }

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

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                labelID: try source.value(1),
                exampleID: try source.value(2),
                inputSHA256: try source.value(3),
                classIndex: try source.optional(4),
                className: try source.value(5),
                source: try source.value(6),
                decision: try source.optional(7),
                probabilities: try source.list(8),
                weightsSHA256: try source.value(9),
                annotator: try source.value(10),
                supersedes: try source.value(11),
                split: try source.value(12),
                createdAt: try source.optional(14),
                sequence: try source.value(15),
                certificateVoid: try source.value(16),
                question: try source.value(17),
                disagrees: try source.value(18),
                place: try source.value(19)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, labelID)
            sink.value(2, exampleID)
            sink.value(3, inputSHA256)
            sink.optional(4, classIndex)
            sink.value(5, className)
            sink.value(6, source)
            sink.optional(7, decision)
            sink.list(8, probabilities)
            sink.value(9, weightsSHA256)
            sink.value(10, annotator)
            sink.value(11, supersedes)
            sink.value(12, split)
            sink.optional(14, createdAt)
            sink.value(15, sequence)
            sink.value(16, certificateVoid)
            sink.value(17, question)
            sink.value(18, disagrees)
            sink.value(19, place)
        }
    }

    /// The rules of a project; changed as a whole, numbered by version.
    package struct Policies: TableMessage {
        package static let fullName = "tutelage.v1.Policies"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_Policies_table()) }

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

        /// What the views of inputs are drawn from in training; unset: the defaults for the project's inputs. A run
        /// has what is in force when its job is queued.
        package var augmentation: AugmentationPolicy?

        package init() { self.init(version: 0) }

        package init(
            version: Int64 = 0,
            autoLabel: AutoLabelPolicy? = nil,
            review: ReviewPolicy? = nil,
            retrain: RetrainPolicy? = nil,
            gate: GatePolicy? = nil,
            holdOut: Double = 0,
            looks: [Look] = [],
            augmentation: AugmentationPolicy? = nil
        ) {
            self.version = version
            self.autoLabel = autoLabel
            self.review = review
            self.retrain = retrain
            self.gate = gate
            self.holdOut = holdOut
            self.looks = looks
            self.augmentation = augmentation
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                version: try source.value(1),
                autoLabel: try source.optional(2),
                review: try source.optional(3),
                retrain: try source.optional(4),
                gate: try source.optional(5),
                holdOut: try source.value(6),
                looks: try source.list(7),
                augmentation: try source.optional(8)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, version)
            sink.optional(2, autoLabel)
            sink.optional(3, review)
            sink.optional(4, retrain)
            sink.optional(5, gate)
            sink.value(6, holdOut)
            sink.list(7, looks)
            sink.optional(8, augmentation)
        }
    }

    /// What the views of inputs are drawn from in training: how an input may be changed and still has its class.
    package struct AugmentationPolicy: TableMessage {
        package static let fullName = "tutelage.v1.AugmentationPolicy"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_AugmentationPolicy_table()) }

        /// Of the project's kind of inputs; must be set.
        package var inputs: Inputs?

        package init() { self.init(inputs: nil) }

        package init(
            inputs: Inputs? = nil
        ) {
            self.inputs = inputs
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                inputs: try Inputs(from: &source)
            )
        }

        package func write(to sink: inout FieldSink) {
            inputs?.write(to: &sink)
        }

        /// Which one of the fields is set.
        package enum Inputs: Sendable, Hashable {
            /// Of images.
            case image(ImageViews)
            /// Of vectors.
            case vector(VectorViews)
            /// Of texts.
            case text(TextViews)
            /// Of clips.
            case sound(SoundViews)

            init?(from source: inout any FieldSource) throws(MessageError) {
                switch source.choice(among: [1, 2, 3, 4]) {
                case 1: self = .image(try source.value(1))
                case 2: self = .vector(try source.value(2))
                case 3: self = .text(try source.value(3))
                case 4: self = .sound(try source.value(4))
                default: return nil
                }
            }

            func write(to sink: inout FieldSink) {
                switch self {
                case .image(let value): sink.set(1, value)
                case .vector(let value): sink.set(2, value)
                case .text(let value): sink.set(3, value)
                case .sound(let value): sink.set(4, value)
                }
            }
        }
    }

    /// What the views of texts are drawn from.
    package struct TextViews: TableMessage {
        package static let fullName = "tutelage.v1.TextViews"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_TextViews_table()) }

        /// Weak views; unset: the text.
        package var weak: TextViews.Changes?

        /// Strong views; unset: another wording where there is one, else 0.3 of the words replaced.
        package var strong: TextViews.Changes?

        package init() { self.init(weak: nil) }

        package init(
            weak: TextViews.Changes? = nil,
            strong: TextViews.Changes? = nil
        ) {
            self.weak = weak
            self.strong = strong
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                weak: try source.optional(1),
                strong: try source.optional(2)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.optional(1, weak)
            sink.optional(2, strong)
        }

        /// How the words of a text are changed: replaced, then swapped, dropped and masked.
        package struct Changes: TableMessage {
            package static let fullName = "tutelage.v1.TextViews.Changes"
            package static var table: MessageTable { unsafe MessageTable(tutelage_v1_TextViews_Changes_table()) }

            /// How often a view is one of the other wordings that the text was given, 0 to 1.
            package var paraphrase: Double

            /// The share of the words that is replaced by words that say little, https://arxiv.org/abs/1904.12848; 0 to 1.
            package var replacement: Double

            /// How many words change places with another, a share of the words, https://arxiv.org/abs/1901.11196; 0 to 1.
            package var swap: Double

            /// How often a word is dropped, 0 to 0.95.
            package var dropout: Double

            /// The share of the words that is masked in spans, 0 to 0.95; where the tokenizer has no mask they are dropped.
            package var mask: Double

            /// The longest span of masked words, 1 to 64; 0: 3.
            package var span: UInt32

            package init() { self.init(paraphrase: 0) }

            package init(
                paraphrase: Double = 0,
                replacement: Double = 0,
                swap: Double = 0,
                dropout: Double = 0,
                mask: Double = 0,
                span: UInt32 = 0
            ) {
                self.paraphrase = paraphrase
                self.replacement = replacement
                self.swap = swap
                self.dropout = dropout
                self.mask = mask
                self.span = span
            }

            package init(from source: inout any FieldSource) throws(MessageError) {
                self.init(
                    paraphrase: try source.value(1),
                    replacement: try source.value(2),
                    swap: try source.value(3),
                    dropout: try source.value(4),
                    mask: try source.value(5),
                    span: try source.value(6)
                )
            }

            package func write(to sink: inout FieldSink) {
                sink.value(1, paraphrase)
                sink.value(2, replacement)
                sink.value(3, swap)
                sink.value(4, dropout)
                sink.value(5, mask)
                sink.value(6, span)
            }
        }
    }

    /// What the views of clips are drawn from: of the bands of frequencies that a model hears. Weak views are shifted in time;
    /// this is about strong ones, and default is what is not set.
    package struct SoundViews: TableMessage {
        package static let fullName = "tutelage.v1.SoundViews"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_SoundViews_table()) }

        /// The longest shift, a share of the clip, for weak views too; default 0.1.
        ///
        /// 0 to 1.
        package var shift: Double?

        /// How far the speed goes, default 1.3.
        ///
        /// 1 to 4: from one part of this to this.
        package var speed: Double?

        /// How far the pitch goes, default 0.1.
        ///
        /// 0 to 0.75: bands are stretched by up to this, and shifted by up to 0.6 of this.
        package var pitch: Double?

        /// How much louder or softer, default 9.
        ///
        /// Decibels, 0 to 60.
        package var gain: Double?

        /// How much the range between soft and loud changes, default 0.3.
        ///
        /// 0 to 1: from 1 less this to 1 and this.
        package var contrast: Double?

        /// The most noise, default 6.
        ///
        /// Decibels of its deviation, 0 to 60.
        package var noise: Double?

        /// SpecAugment, https://arxiv.org/abs/1904.08779: how many spans of time and as many of frequencies are masked, 0 to 16;
        /// default 2.
        ///
        /// Of each.
        package var masks: UInt32?

        /// The longest mask, a share of the clip and of the bands; default 0.16.
        ///
        /// 0 to 1.
        package var mask: Double?

        package init() { self.init(shift: nil) }

        package init(
            shift: Double? = nil,
            speed: Double? = nil,
            pitch: Double? = nil,
            gain: Double? = nil,
            contrast: Double? = nil,
            noise: Double? = nil,
            masks: UInt32? = nil,
            mask: Double? = nil
        ) {
            self.shift = shift
            self.speed = speed
            self.pitch = pitch
            self.gain = gain
            self.contrast = contrast
            self.noise = noise
            self.masks = masks
            self.mask = mask
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                shift: try source.optional(1),
                speed: try source.optional(2),
                pitch: try source.optional(3),
                gain: try source.optional(4),
                contrast: try source.optional(5),
                noise: try source.optional(6),
                masks: try source.optional(7),
                mask: try source.optional(8)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.optional(1, shift)
            sink.optional(2, speed)
            sink.optional(3, pitch)
            sink.optional(4, gain)
            sink.optional(5, contrast)
            sink.optional(6, noise)
            sink.optional(7, masks)
            sink.optional(8, mask)
        }
    }

    /// What the views of images are drawn from. Weak views are shifted, and flipped where the project allows it;
    /// this is about strong ones. Operations work on bytes: the range of the training data goes to 0 to 255 and back.
    package struct ImageViews: TableMessage {
        package static let fullName = "tutelage.v1.ImageViews"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_ImageViews_table()) }

        /// What strong views are drawn from; unset: affine.
        package var strong: Strong?

        /// The square that is painted last; unset: 3/8 for affine, 1/2 for ct_augment and USB's lists, else none.
        ///
        /// The longest side of the square, a share of the image's side: 0 (none) to 1. The side of ct_augment's is always
        /// that, others are drawn.
        package var cutout: Double?

        package init() { self.init(strong: nil) }

        package init(
            strong: Strong? = nil,
            cutout: Double? = nil
        ) {
            self.strong = strong
            self.cutout = cutout
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                strong: try Strong(from: &source),
                cutout: try source.optional(5)
            )
        }

        package func write(to sink: inout FieldSink) {
            strong?.write(to: &sink)
            sink.optional(5, cutout)
        }

        /// Which one of the fields is set.
        package enum Strong: Sendable, Hashable {
            /// Affine map, contrast, brightness and noise.
            case affine(ImageViews.Affine)
            /// A weak view, then operations drawn from a list.
            case randAugment(ImageViews.RandAugment)
            /// A weak view, then operations at levels that the model learns to see through.
            case ctAugment(ImageViews.CTAugment)
            /// A part of the image, then other colours, gray, blur and solarization, as in SimCLR.
            case color(ImageViews.Color)

            init?(from source: inout any FieldSource) throws(MessageError) {
                switch source.choice(among: [1, 2, 3, 4]) {
                case 1: self = .affine(try source.value(1))
                case 2: self = .randAugment(try source.value(2))
                case 3: self = .ctAugment(try source.value(3))
                case 4: self = .color(try source.value(4))
                default: return nil
                }
            }

            func write(to sink: inout FieldSink) {
                switch self {
                case .affine(let value): sink.set(1, value)
                case .randAugment(let value): sink.set(2, value)
                case .ctAugment(let value): sink.set(3, value)
                case .color(let value): sink.set(4, value)
                }
            }
        }

        /// The strong view `affine`; it has no parameters.
        package struct Affine: TableMessage {
            package static let fullName = "tutelage.v1.ImageViews.Affine"
            package static var table: MessageTable { unsafe MessageTable(tutelage_v1_ImageViews_Affine_table()) }

            package init() {}

            package init(from _: inout any FieldSource) throws(MessageError) {}

            package func write(to _: inout FieldSink) {}
        }

        /// RandAugment, https://arxiv.org/abs/1909.13719.
        package struct RandAugment: TableMessage {
            package static let fullName = "tutelage.v1.ImageViews.RandAugment"
            package static var table: MessageTable { unsafe MessageTable(tutelage_v1_ImageViews_RandAugment_table()) }

            /// The operations.
            package var list: ImageViews.RandAugment.List

            /// How many operations an image gets, 1 to 16; 0: 3 of USB's, 2 of the paper's.
            package var operations: UInt32

            /// How much each operation of the paper's does; default 9. USB's have levels that are drawn, and none may be set.
            ///
            /// 0 to 10.
            package var magnitude: Double?

            package init() { self.init(list: .unspecified) }

            package init(
                list: ImageViews.RandAugment.List = .unspecified,
                operations: UInt32 = 0,
                magnitude: Double? = nil
            ) {
                self.list = list
                self.operations = operations
                self.magnitude = magnitude
            }

            package init(from source: inout any FieldSource) throws(MessageError) {
                self.init(
                    list: try source.value(1),
                    operations: try source.value(2),
                    magnitude: try source.optional(3)
                )
            }

            package func write(to sink: inout FieldSink) {
                sink.value(1, list)
                sink.value(2, operations)
                sink.optional(3, magnitude)
            }

            /// What operations are drawn from.
            package enum List: OpenEnum {
                /// USB's.
                case unspecified
                /// The fourteen operations of USB, https://arxiv.org/abs/2208.07204.
                case usb
                /// The nine of them that leave colours as they are.
                case usbWithoutColor
                /// The fourteen operations of the paper.
                case paper
                case unrecognized(Int32)

                package static let known: [List] = [.unspecified, .usb, .usbWithoutColor, .paper]

                package var rawValue: Int32 {
                    switch self {
                    case .unspecified: 0
                    case .usb: 1
                    case .usbWithoutColor: 2
                    case .paper: 3
                    case .unrecognized(let number): number
                    }
                }
            }
        }

        /// CTAugment, https://arxiv.org/abs/1911.09785: each step, labelled images changed at uniform levels are shown to the
        /// averaged model, and levels through which it still sees their class are drawn more often.
        package struct CTAugment: TableMessage {
            package static let fullName = "tutelage.v1.ImageViews.CTAugment"
            package static var table: MessageTable { unsafe MessageTable(tutelage_v1_ImageViews_CTAugment_table()) }

            /// How many operations an image gets, 1 to 16; 0: 2.
            package var operations: UInt32

            /// Which levels are drawn; default 0.8.
            ///
            /// Those whose rate is at least this share of the best one's: 0 to 1.
            package var threshold: Double?

            /// How much of a rate stays when a probe is scored; default 0.99.
            ///
            /// 0 to 0.9999.
            package var decay: Double?

            package init() { self.init(operations: 0) }

            package init(
                operations: UInt32 = 0,
                threshold: Double? = nil,
                decay: Double? = nil
            ) {
                self.operations = operations
                self.threshold = threshold
                self.decay = decay
            }

            package init(from source: inout any FieldSource) throws(MessageError) {
                self.init(
                    operations: try source.value(1),
                    threshold: try source.optional(2),
                    decay: try source.optional(3)
                )
            }

            package func write(to sink: inout FieldSink) {
                sink.value(1, operations)
                sink.optional(2, threshold)
                sink.optional(3, decay)
            }
        }

        /// The views of SimCLR, https://arxiv.org/abs/2002.05709.
        package struct Color: TableMessage {
            package static let fullName = "tutelage.v1.ImageViews.Color"
            package static var table: MessageTable { unsafe MessageTable(tutelage_v1_ImageViews_Color_table()) }

            /// How far colours go; default 1.
            ///
            /// 0 to 2: brightness, contrast and saturation by up to 0.8 times this, hue by up to 0.2 times.
            package var strength: Double?

            /// How often a view is gray; default 0.2.
            ///
            /// 0 to 1.
            package var grayscale: Double?

            /// How often a view is blurred; default 0.5.
            ///
            /// 0 to 1.
            package var blur: Double?

            /// How often the bright values of a view are inverted, 0 to 1; default 0.
            package var solarize: Double

            /// The least area of the part that is shown; default 0.08.
            ///
            /// 0.01 to 1, a share of that of the image.
            package var leastArea: Double?

            package init() { self.init(strength: nil) }

            package init(
                strength: Double? = nil,
                grayscale: Double? = nil,
                blur: Double? = nil,
                solarize: Double = 0,
                leastArea: Double? = nil
            ) {
                self.strength = strength
                self.grayscale = grayscale
                self.blur = blur
                self.solarize = solarize
                self.leastArea = leastArea
            }

            package init(from source: inout any FieldSource) throws(MessageError) {
                self.init(
                    strength: try source.optional(1),
                    grayscale: try source.optional(2),
                    blur: try source.optional(3),
                    solarize: try source.value(4),
                    leastArea: try source.optional(5)
                )
            }

            package func write(to sink: inout FieldSink) {
                sink.optional(1, strength)
                sink.optional(2, grayscale)
                sink.optional(3, blur)
                sink.value(4, solarize)
                sink.optional(5, leastArea)
            }
        }
    }

    /// What the views of vectors are drawn from. Noise is in standard deviations: each column's own where the network
    /// standardises its input, else that of all values.
    package struct VectorViews: TableMessage {
        package static let fullName = "tutelage.v1.VectorViews"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_VectorViews_table()) }

        /// The noise of a weak view, 0 to 10; default 0.
        package var weakNoise: Double

        /// The noise of a strong view; default 0.1.
        ///
        /// 0 to 10.
        package var strongNoise: Double?

        /// How often a strong view drops a feature, which then has its column's mean or is 0; default 0.2.
        ///
        /// 0 to 0.95.
        package var featureDropout: Double?

        /// How often a strong view takes a feature of another row of the batch, 0 to 0.95; default 0.
        package var swapNoise: Double

        package init() { self.init(weakNoise: 0) }

        package init(
            weakNoise: Double = 0,
            strongNoise: Double? = nil,
            featureDropout: Double? = nil,
            swapNoise: Double = 0
        ) {
            self.weakNoise = weakNoise
            self.strongNoise = strongNoise
            self.featureDropout = featureDropout
            self.swapNoise = swapNoise
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                weakNoise: try source.value(1),
                strongNoise: try source.optional(2),
                featureDropout: try source.optional(3),
                swapNoise: try source.value(4)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, weakNoise)
            sink.optional(2, strongNoise)
            sink.optional(3, featureDropout)
            sink.value(4, swapNoise)
        }
    }

    /// When a label is accepted without a person.
    package struct AutoLabelPolicy: TableMessage {
        package static let fullName = "tutelage.v1.AutoLabelPolicy"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_AutoLabelPolicy_table()) }

        /// The rule; unset: guarantee with its defaults.
        package var rule: Rule?

        /// How many weakly augmented views of an input are averaged for its confidence: 1 or 9; 0: 1. Nine
        /// rank errors better, at nine times the cost.
        package var views: UInt32

        /// Whether a promotion starts no `relabel` by itself.
        package var relabelByHand: Bool

        package init() { self.init(rule: nil) }

        package init(
            rule: Rule? = nil,
            views: UInt32 = 0,
            relabelByHand: Bool = false
        ) {
            self.rule = rule
            self.views = views
            self.relabelByHand = relabelByHand
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                rule: try Rule(from: &source),
                views: try source.value(4),
                relabelByHand: try source.value(5)
            )
        }

        package func write(to sink: inout FieldSink) {
            rule?.write(to: &sink)
            sink.value(4, views)
            sink.value(5, relabelByHand)
        }

        /// Which one of the fields is set.
        package enum Rule: Sendable, Hashable {
            /// A promised error rate.
            case guarantee(AutoLabelPolicy.Guarantee)
            /// A threshold without a promise.
            case fixed(AutoLabelPolicy.Fixed)
            /// Nothing is accepted.
            case off(AutoLabelPolicy.Off)

            init?(from source: inout any FieldSource) throws(MessageError) {
                switch source.choice(among: [1, 2, 3]) {
                case 1: self = .guarantee(try source.value(1))
                case 2: self = .fixed(try source.value(2))
                case 3: self = .off(try source.value(3))
                default: return nil
                }
            }

            func write(to sink: inout FieldSink) {
                switch self {
                case .guarantee(let value): sink.set(1, value)
                case .fixed(let value): sink.set(2, value)
                case .off(let value): sink.set(3, value)
                }
            }
        }

        /// The rate of wrong labels among accepted ones is at most `epsilon`, with confidence 1 - `delta`,
        /// for new data from the same source as the certify split.
        package struct Guarantee: TableMessage {
            package static let fullName = "tutelage.v1.AutoLabelPolicy.Guarantee"
            package static var table: MessageTable { unsafe MessageTable(tutelage_v1_AutoLabelPolicy_Guarantee_table()) }

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

            package init() { self.init(epsilon: nil) }

            package init(
                epsilon: Double? = nil,
                delta: Double? = nil,
                perClass: Bool = false
            ) {
                self.epsilon = epsilon
                self.delta = delta
                self.perClass = perClass
            }

            package init(from source: inout any FieldSource) throws(MessageError) {
                self.init(
                    epsilon: try source.optional(1),
                    delta: try source.optional(2),
                    perClass: try source.value(3)
                )
            }

            package func write(to sink: inout FieldSink) {
                sink.optional(1, epsilon)
                sink.optional(2, delta)
                sink.value(3, perClass)
            }
        }

        /// Accepted at or above a threshold; nothing is promised, and every label says so.
        package struct Fixed: TableMessage {
            package static let fullName = "tutelage.v1.AutoLabelPolicy.Fixed"
            package static var table: MessageTable { unsafe MessageTable(tutelage_v1_AutoLabelPolicy_Fixed_table()) }

            /// 0 to 1.
            package var threshold: Float

            package init() { self.init(threshold: 0) }

            package init(
                threshold: Float = 0
            ) {
                self.threshold = threshold
            }

            package init(from source: inout any FieldSource) throws(MessageError) {
                self.init(
                    threshold: try source.value(1)
                )
            }

            package func write(to sink: inout FieldSink) {
                sink.value(1, threshold)
            }
        }

        /// The rule `off`; it has no parameters.
        package struct Off: TableMessage {
            package static let fullName = "tutelage.v1.AutoLabelPolicy.Off"
            package static var table: MessageTable { unsafe MessageTable(tutelage_v1_AutoLabelPolicy_Off_table()) }

            package init() {}

            package init(from _: inout any FieldSource) throws(MessageError) {}

            package func write(to _: inout FieldSink) {}
        }
    }

    /// What people are asked: the least sure of the examples that were not accepted.
    package struct ReviewPolicy: TableMessage {
        package static let fullName = "tutelage.v1.ReviewPolicy"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_ReviewPolicy_table()) }

        /// The most of the champion's least sure that wait at a time; samples wait beside them. Default 1,000.
        ///
        /// 0 to 1,000,000; 0: nobody is asked.
        package var queueLimit: UInt32?

        package init() { self.init(queueLimit: nil) }

        package init(
            queueLimit: UInt32? = nil
        ) {
            self.queueLimit = queueLimit
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                queueLimit: try source.optional(1)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.optional(1, queueLimit)
        }
    }

    /// When training starts by itself. A trigger of 0 is off; the first that is due starts a run. One
    /// run at a time per project.
    package struct RetrainPolicy: TableMessage {
        package static let fullName = "tutelage.v1.RetrainPolicy"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_RetrainPolicy_table()) }

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

        package init() { self.init(intervalSeconds: 0) }

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

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                intervalSeconds: try source.value(1),
                newLabels: try source.value(2),
                newExamples: try source.value(3),
                run: try Run(from: &source),
                gate: try source.optional(6)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, intervalSeconds)
            sink.value(2, newLabels)
            sink.value(3, newExamples)
            run?.write(to: &sink)
            sink.optional(6, gate)
        }

        /// Which one of the fields is set.
        package enum Run: Sendable, Hashable {
            /// One training run.
            case training(TrainingRun)
            /// Rounds of teacher and student.
            case selfTraining(SelfTrainingRun)

            init?(from source: inout any FieldSource) throws(MessageError) {
                switch source.choice(among: [4, 5]) {
                case 4: self = .training(try source.value(4))
                case 5: self = .selfTraining(try source.value(5))
                default: return nil
                }
            }

            func write(to sink: inout FieldSink) {
                switch self {
                case .training(let value): sink.set(4, value)
                case .selfTraining(let value): sink.set(5, value)
                }
            }
        }
    }

    /// Asks for the policies in force.
    package struct GetPoliciesRequest: TableMessage {
        package static let fullName = "tutelage.v1.GetPoliciesRequest"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_GetPoliciesRequest_table()) }

        /// The project.
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

    /// New policies.
    package struct SetPoliciesRequest: TableMessage {
        package static let fullName = "tutelage.v1.SetPoliciesRequest"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_SetPoliciesRequest_table()) }

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

        package init() { self.init(project: "") }

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

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                project: try source.value(1),
                policies: try source.optional(2),
                expectedVersion: try source.value(3),
                requestID: try source.value(4),
                dryRun: try source.value(5)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, project)
            sink.optional(2, policies)
            sink.value(3, expectedVersion)
            sink.value(4, requestID)
            sink.value(5, dryRun)
        }
    }

    /// Asks for a report.
    package struct LabelReportRequest: TableMessage {
        package static let fullName = "tutelage.v1.LabelReportRequest"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_LabelReportRequest_table()) }

        /// The project.
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

    /// How much was labelled, by whom, and how right it is.
    package struct LabelReportReply: TableMessage {
        package static let fullName = "tutelage.v1.LabelReportReply"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_LabelReportReply_table()) }

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

        /// How many of the examples that came without a label are of none of the classes, as the model says.
        package var outOfDistribution: UInt64

        package init() { self.init(unlabeledExamples: 0) }

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
            relabel: UnfinishedRelabel? = nil,
            outOfDistribution: UInt64 = 0
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
            self.outOfDistribution = outOfDistribution
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                unlabeledExamples: try source.value(1),
                accepted: try source.value(2),
                abstained: try source.value(3),
                review: try source.value(4),
                coverage: try source.value(5),
                humanLabels: try source.value(6),
                importedLabels: try source.value(7),
                release: try source.optional(8),
                perClass: try source.list(10),
                corrections: try source.optional(11),
                looks: try source.value(12),
                reasons: try source.list(13),
                certified: try source.list(14),
                openSamples: try source.value(15),
                relabel: try source.optional(16),
                outOfDistribution: try source.value(17)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, unlabeledExamples)
            sink.value(2, accepted)
            sink.value(3, abstained)
            sink.value(4, review)
            sink.value(5, coverage)
            sink.value(6, humanLabels)
            sink.value(7, importedLabels)
            sink.optional(8, release)
            sink.list(10, perClass)
            sink.optional(11, corrections)
            sink.value(12, looks)
            sink.list(13, reasons)
            sink.list(14, certified)
            sink.value(15, openSamples)
            sink.optional(16, relabel)
            sink.value(17, outOfDistribution)
        }
    }

    /// A `relabel` that runs, waits, failed or was cancelled.
    package struct UnfinishedRelabel: TableMessage {
        package static let fullName = "tutelage.v1.UnfinishedRelabel"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_UnfinishedRelabel_table()) }

        /// Its job.
        package var jobID: Int64

        /// Its state.
        package var state: JobState

        /// The examples that it has decided about.
        package var done: UInt64

        /// The examples that there were at its start; 0: it has not begun.
        package var total: UInt64

        package init() { self.init(jobID: 0) }

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

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                jobID: try source.value(1),
                state: try source.value(2),
                done: try source.value(3),
                total: try source.value(4)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, jobID)
            sink.value(2, state)
            sink.value(3, done)
            sink.value(4, total)
        }
    }

    /// The accepted labels in force under one certificate.
    package struct CertifiedLabels: TableMessage {
        package static let fullName = "tutelage.v1.CertifiedLabels"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_CertifiedLabels_table()) }

        /// The certificate.
        package var certificate: Certificate?

        /// The labels.
        package var accepted: UInt64

        /// Whether the certificate holds no longer; `relabel` decides about its labels again.
        package var voided: Bool

        package init() { self.init(certificate: nil) }

        package init(
            certificate: Certificate? = nil,
            accepted: UInt64 = 0,
            voided: Bool = false
        ) {
            self.certificate = certificate
            self.accepted = accepted
            self.voided = voided
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                certificate: try source.optional(1),
                accepted: try source.value(2),
                voided: try source.value(3)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.optional(1, certificate)
            sink.value(2, accepted)
            sink.value(3, voided)
        }
    }

    /// The labels of one class.
    package struct ClassReport: TableMessage {
        package static let fullName = "tutelage.v1.ClassReport"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_ClassReport_table()) }

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

        package init() { self.init(classIndex: 0) }

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

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                classIndex: try source.value(1),
                className: try source.value(2),
                accepted: try source.value(3),
                given: try source.value(4),
                checked: try source.value(5),
                wrong: try source.value(6)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, classIndex)
            sink.value(2, className)
            sink.value(3, accepted)
            sink.value(4, given)
            sink.value(5, checked)
            sink.value(6, wrong)
        }
    }

    /// Automatic labels that a person chose to look at later.
    package struct CorrectionReport: TableMessage {
        package static let fullName = "tutelage.v1.CorrectionReport"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_CorrectionReport_table()) }

        /// Automatic labels that a person checked.
        package var checked: UInt64

        /// How many of those were wrong.
        package var wrong: UInt64

        package init() { self.init(checked: 0) }

        package init(
            checked: UInt64 = 0,
            wrong: UInt64 = 0
        ) {
            self.checked = checked
            self.wrong = wrong
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                checked: try source.value(1),
                wrong: try source.value(2)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, checked)
            sink.value(2, wrong)
        }
    }

    /// How often a reason was given.
    package struct ReasonCount: TableMessage {
        package static let fullName = "tutelage.v1.ReasonCount"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_ReasonCount_table()) }

        /// The reason.
        package var reason: DecisionReason

        /// Decisions in force with this reason.
        package var count: UInt64

        package init() { self.init(reason: .unspecified) }

        package init(
            reason: DecisionReason = .unspecified,
            count: UInt64 = 0
        ) {
            self.reason = reason
            self.count = count
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                reason: try source.value(1),
                count: try source.value(2)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, reason)
            sink.value(2, count)
        }
    }

    /// Examples to delete.
    package struct DeleteExamplesRequest: TableMessage {
        package static let fullName = "tutelage.v1.DeleteExamplesRequest"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_DeleteExamplesRequest_table()) }

        /// The project.
        package var project: String

        /// Their ids, 1 to 10,000.
        package var exampleIDs: [String]

        /// Sent again, the first reply comes again; empty: none. At most 128 bytes.
        package var requestID: String

        package init() { self.init(project: "") }

        package init(
            project: String = "",
            exampleIDs: [String] = [],
            requestID: String = ""
        ) {
            self.project = project
            self.exampleIDs = exampleIDs
            self.requestID = requestID
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                project: try source.value(1),
                exampleIDs: try source.list(2),
                requestID: try source.value(3)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, project)
            sink.list(2, exampleIDs)
            sink.value(3, requestID)
        }
    }

    /// What was deleted; durable.
    package struct DeleteExamplesReply: TableMessage {
        package static let fullName = "tutelage.v1.DeleteExamplesReply"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_DeleteExamplesReply_table()) }

        /// How many.
        package var deleted: UInt64

        /// Those of which there were none, by their place in the request.
        package var refused: [RefusedItem]

        package init() { self.init(deleted: 0) }

        package init(
            deleted: UInt64 = 0,
            refused: [RefusedItem] = []
        ) {
            self.deleted = deleted
            self.refused = refused
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                deleted: try source.value(1),
                refused: try source.list(2)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, deleted)
            sink.list(2, refused)
        }
    }

    /// Asks for one example.
    package struct GetExampleRequest: TableMessage {
        package static let fullName = "tutelage.v1.GetExampleRequest"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_GetExampleRequest_table()) }

        /// The project.
        package var project: String

        /// The example's id.
        package var exampleID: String

        package init() { self.init(project: "") }

        package init(
            project: String = "",
            exampleID: String = ""
        ) {
            self.project = project
            self.exampleID = exampleID
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                project: try source.value(1),
                exampleID: try source.value(2)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, project)
            sink.value(2, exampleID)
        }
    }

    /// An example and its history.
    package struct Example: TableMessage {
        package static let fullName = "tutelage.v1.Example"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_Example_table()) }

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

        package init() { self.init(exampleID: "") }

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

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                exampleID: try source.value(1),
                sequence: try source.value(2),
                createdAt: try source.optional(3),
                split: try source.value(4),
                group: try source.value(5),
                input: try source.optional(6),
                inputSHA256: try source.value(7),
                records: try source.list(8),
                championVersion: try source.value(9),
                seenByChampion: try source.value(10)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, exampleID)
            sink.value(2, sequence)
            sink.optional(3, createdAt)
            sink.value(4, split)
            sink.value(5, group)
            sink.optional(6, input)
            sink.value(7, inputSHA256)
            sink.list(8, records)
            sink.value(9, championVersion)
            sink.value(10, seenByChampion)
        }
    }
}
