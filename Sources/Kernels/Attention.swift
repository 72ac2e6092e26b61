internal import CKernels

/// Some columns of rows in a ``Buffer``: those of one head among the items of a value.
package struct Columns: Sendable {
    /// The rows, `stride` floats from one to the next.
    package let region: Region
    /// The floats from one row to the next.
    package let stride: Int
    /// The first column.
    package let first: Int

    /// Creates columns.
    package init(of region: Region, stride: Int, first: Int) {
        precondition(first >= 0 && first < stride, "column \(first) of \(stride)")
        self.region = region
        self.stride = stride
        self.first = first
    }

    /// The region that begins with the first column of the first row, of `rows` rows, `width` columns each.
    fileprivate func part(rows: Int, width: Int) -> Region {
        precondition(first + width <= stride && rows > 0, "\(width) columns from \(first)")
        return region.part(first, (rows - 1) * stride + width)
    }
}

/// One head of self-attention over the items of one row.
package struct AttentionHead: Sendable {
    /// The number of items, at least 1.
    package var items: Int
    /// The columns of each of query, key and value.
    package var width: Int
    /// What attends.
    package var query: Columns
    /// What is attended to.
    package var key: Columns
    /// What is taken of it.
    package var value: Columns

    /// Creates a head.
    package init(items: Int, width: Int, query: Columns, key: Columns, value: Columns) {
        self.items = items
        self.width = width
        self.query = query
        self.key = key
        self.value = value
    }

    /// The floats of scratch that heads of `width` over up to `items` items need, in either direction.
    package static func scratchCount(items: Int, width: Int) -> Int {
        tk_attention_scratch(items, width)
    }
}

extension Buffer {
    private func pointer(
        _ columns: Columns,
        _ head: AttentionHead
    ) -> UnsafeMutablePointer<Float> {
        let part = columns.part(rows: head.items, width: head.width)
        return unsafe pointer(part, atLeast: part.count)
    }

    private func c(_ head: AttentionHead) -> tk_attention {
        unsafe tk_attention(
            q: pointer(head.query, head),
            k: pointer(head.key, head),
            v: pointer(head.value, head),
            q_stride: head.query.stride,
            k_stride: head.key.stride,
            v_stride: head.value.stride,
            items: head.items,
            width: head.width,
            factor: 1 / Float(head.width).squareRoot()
        )
    }

    /// `softmax(q k^T / sqrt(width)) v`, by tiles of the products.
    ///
    /// - Parameters:
    ///   - head: where query, key and value are.
    ///   - output: where the result goes.
    ///   - logarithms: set to the logarithm of the sum of each item's exponentials, `[items]`, which the
    ///     backward pass needs.
    ///   - scratch: ``AttentionHead/scratchCount(items:width:)`` floats.
    package func attend(
        _ head: AttentionHead,
        output: Columns,
        logarithms: Region?,
        scratch: Region
    ) {
        var c = unsafe c(head)
        let y = unsafe pointer(output, head)
        let l = unsafe logarithms.map { unsafe pointer($0, atLeast: head.items) }
        let count = AttentionHead.scratchCount(items: head.items, width: head.width)
        let s = unsafe pointer(scratch, atLeast: count)
        unsafe tk_attention_forward(isa, &c, y, output.stride, l, 1, s)
    }

    /// What a head yielded, and the gradient with respect to it.
    package struct AttentionResult: Sendable {
        /// What it yielded.
        package var output: Columns
        /// The gradient with respect to that.
        package var outputDelta: Columns
        /// What ``attend(_:output:logarithms:scratch:)`` set.
        package var logarithms: Region

        /// Creates a result.
        package init(output: Columns, outputDelta: Columns, logarithms: Region) {
            self.output = output
            self.outputDelta = outputDelta
            self.logarithms = logarithms
        }
    }

    /// Overwrites `query`, `key` and `value` with the gradients with respect to a head's.
    package func attendBack(
        _ head: AttentionHead,
        _ result: AttentionResult,
        query: Columns,
        key: Columns,
        value: Columns,
        scratch: Region
    ) {
        precondition(result.output.stride == result.outputDelta.stride)
        var c = unsafe c(head)
        var back = unsafe tk_attention_back(
            y: pointer(result.output, head),
            dy: pointer(result.outputDelta, head),
            logsums: pointer(result.logarithms, atLeast: head.items),
            dq: pointer(query, head),
            dk: pointer(key, head),
            dv: pointer(value, head),
            y_stride: result.output.stride,
            logsum_stride: 1,
            q_stride: query.stride,
            k_stride: key.stride,
            v_stride: value.stride
        )
        let count = AttentionHead.scratchCount(items: head.items, width: head.width)
        let s = unsafe pointer(scratch, atLeast: count)
        unsafe tk_attention_back_pass(isa, &c, &back, s)
    }
}
