internal import Domain
internal import GRPC
internal import Messages
internal import Store

extension StoredBatch {
    /// Everything up to this item of the stream is durable or refused.
    var durableCount: UInt64 { batch.first + UInt64(batch.count) }

    /// The ids that were made for items of this message and are stored.
    var madeIDs: [Wire.MadeID] {
        guard !batch.madeIDs.isEmpty else { return [] }
        var made: [Wire.MadeID] = []
        made.reserveCapacity(batch.madeIDs.count)
        for (item, result) in zip(batch.items, results) where batch.madeIDs.contains(item) {
            guard case .success(let stored) = result else { continue }
            made.append(Wire.MadeID(index: position(item), exampleID: stored.id.text))
        }
        return made
    }

    /// The items of this message that were refused, in order.
    var refused: [Wire.RefusedItem] {
        var refused = batch.refused.map { refusal($0.item, $0.failure) }
        for (item, result) in zip(batch.items, results) {
            guard case .failure(let failure) = result else { continue }
            refused.append(refusal(item, failure))
        }
        return refused.sorted { $0.index < $1.index }
    }

    /// The decisions that stand for the stored items of this message, in order.
    var decisions: [Wire.ItemDecision] {
        zip(batch.items, results).compactMap { item, result in
            guard case .success(let stored) = result else { return nil }
            return Wire.ItemDecision(
                index: position(item),
                exampleID: stored.id.text,
                decision: stored.record?.labelDecision.map {
                    Wire.LabelDecision($0, classes: classes)
                }
            )
        }
    }

    private func position(_ item: Int) -> UInt64 { batch.first + UInt64(item) }

    private func refusal(_ item: Int, _ failure: Failure) -> Wire.RefusedItem {
        Wire.RefusedItem(
            index: position(item),
            code: Int32(StatusMapping.code(of: failure.kind).rawValue),
            message: failure.message,
            field: Self.field(failure.field)
        )
    }

    /// The store's name of a field as the caller's.
    private static func field(_ field: String) -> String {
        guard let end = field.firstIndex(of: "]"), field.hasPrefix("examples[") else {
            return field
        }
        return switch field[field.index(after: end)...] {
        case ".id": "example_id"
        case ".content": "input.data"
        case ".label": "label.class_reference"
        case ".split": "split"
        case ".group": "group"
        case ".input": "input"
        default: ""
        }
    }
}
