internal import CKernels

/// Loops over flat arrays: optimisers, averages, norms.
package enum VectorKernels {
    private static var isa: Int32 { InstructionSet.best.number }

    private static func check(_ range: Range<Int>, _ counts: Int...) {
        for count in counts {
            precondition(
                range.lowerBound >= 0 && range.upperBound <= count,
                "\(range) of \(count)"
            )
        }
    }

    /// One step of stochastic gradient descent over `range`.
    ///
    /// With `d = g + weightDecay * p` and `v = momentum * v + d`: `p -= rate * (d + momentum * v)`
    /// with Nesterov's look-ahead, else `p -= rate * v`.
    package static func descend(
        _ parameters: inout [Float],
        gradients: [Float],
        velocity: inout [Float],
        range: Range<Int>,
        rate: Float,
        momentum: Float,
        weightDecay: Float,
        nesterov: Bool
    ) {
        check(range, parameters.count, gradients.count, velocity.count)
        let start = range.lowerBound
        unsafe parameters.withUnsafeMutableBufferPointer { p in
            unsafe velocity.withUnsafeMutableBufferPointer { v in
                unsafe gradients.withUnsafeBufferPointer { g in
                    guard let p = p.baseAddress, let v = v.baseAddress, let g = g.baseAddress else {
                        return
                    }
                    unsafe tk_sgd(
                        isa,
                        p + start,
                        g + start,
                        v + start,
                        range.count,
                        rate,
                        momentum,
                        weightDecay,
                        nesterov ? 1 : 0
                    )
                }
            }
        }
    }

    /// The constants of one step of Adam.
    package struct AdamStep: Sendable {
        /// Decay of the first moment.
        package var beta1: Float
        /// Decay of the second moment.
        package var beta2: Float
        /// Added to the root of the second moment.
        package var epsilon: Float
        /// `rate / (1 - beta1^t)`.
        package var firstScale: Float
        /// `1 / sqrt(1 - beta2^t)`.
        package var secondScale: Float
        /// `1 - rate * weightDecay`.
        package var keep: Float

        /// Creates the constants.
        package init(
            beta1: Float,
            beta2: Float,
            epsilon: Float,
            firstScale: Float,
            secondScale: Float,
            keep: Float
        ) {
            self.beta1 = beta1
            self.beta2 = beta2
            self.epsilon = epsilon
            self.firstScale = firstScale
            self.secondScale = secondScale
            self.keep = keep
        }
    }

    /// One step of Adam with decoupled weight decay over `range`.
    package static func adapt(
        _ parameters: inout [Float],
        gradients: [Float],
        first: inout [Float],
        second: inout [Float],
        range: Range<Int>,
        _ step: AdamStep
    ) {
        check(range, parameters.count, gradients.count, first.count, second.count)
        let start = range.lowerBound
        unsafe parameters.withUnsafeMutableBufferPointer { p in
            unsafe first.withUnsafeMutableBufferPointer { m in
                unsafe second.withUnsafeMutableBufferPointer { v in
                    unsafe gradients.withUnsafeBufferPointer { g in
                        guard let p = p.baseAddress, let m = m.baseAddress, let v = v.baseAddress,
                            let g = g.baseAddress
                        else { return }
                        unsafe tk_adamw(
                            isa,
                            p + start,
                            g + start,
                            m + start,
                            v + start,
                            range.count,
                            step.beta1,
                            step.beta2,
                            step.epsilon,
                            step.firstScale,
                            step.secondScale,
                            step.keep
                        )
                    }
                }
            }
        }
    }

    /// `shadow = decay * shadow + (1 - decay) * values`.
    package static func average(_ shadow: inout [Float], toward values: [Float], decay: Float) {
        precondition(shadow.count == values.count, "\(shadow.count) != \(values.count)")
        unsafe shadow.withUnsafeMutableBufferPointer { s in
            unsafe values.withUnsafeBufferPointer { x in
                guard let s = s.baseAddress, let x = x.baseAddress else { return }
                unsafe tk_average(isa, x, values.count, decay, s)
            }
        }
    }

    /// Multiplies each value by `factor`.
    package static func scale(_ values: inout [Float], by factor: Float) {
        unsafe values.withUnsafeMutableBufferPointer { x in
            guard let start = x.baseAddress else { return }
            unsafe tk_scale(isa, start, x.count, factor)
        }
    }

    /// The sum of squares in double precision, added in a fixed order; of a range, or of all.
    package static func sumOfSquares(_ values: [Float], _ range: Range<Int>? = nil) -> Double {
        let range = range ?? values.indices
        check(range, values.count)
        return unsafe values.withUnsafeBufferPointer { x in
            guard let x = x.baseAddress else { return 0 }
            return unsafe tk_sum_squares(isa, x + range.lowerBound, range.count)
        }
    }

    /// The sum of the squares of `values + decay * weights` over a range, as ``sumOfSquares(_:_:)`` of these.
    package static func sumOfSquares(
        _ values: [Float],
        decay: Float,
        weights: [Float],
        _ range: Range<Int>
    ) -> Double {
        check(range, values.count, weights.count)
        let start = range.lowerBound
        return unsafe values.withUnsafeBufferPointer { x in
            unsafe weights.withUnsafeBufferPointer { w in
                guard let x = x.baseAddress, let w = w.baseAddress else { return 0 }
                return unsafe tk_sum_squares_decayed(isa, x + start, w + start, decay, range.count)
            }
        }
    }
}
