import Domain
import Networks
import TestSupport
import Testing

@Suite("Schedules, clipping, averages and plain descent follow their formulas")
struct OptimizerTests {
    @Test("The cosine schedule rises, starts at its rate and never turns negative")
    func schedule() {
        let cosine = LearningRateSchedule.cosine(rate: 0.03, steps: 100, warmUp: 10)
        #expect(cosine.rate(at: 0) == 0)
        expectClose(cosine.rate(at: 5), 0.015)
        expectClose(cosine.rate(at: 10), 0.03)
        // cos(7/16 pi)
        expectClose(cosine.rate(at: 100), 0.03 * 0.195_090_32)
        #expect(cosine.rate(at: 1_000_000) >= 0)
        #expect(LearningRateSchedule.cosine(rate: 1, steps: 0, warmUp: 0).rate(at: 0) == 1)
        #expect(LearningRateSchedule.constant(rate: 0.5).rate(at: 77) == 0.5)
    }

    @Test("Clipping scales to the norm, and only down")
    func clipping() {
        var gradients: [Float] = [3, 4] + Array(repeating: 0, count: 20)
        #expect(GradientClipping.clip(&gradients, norm: 10) == 5)
        #expect(gradients[0] == 3)
        #expect(GradientClipping.clip(&gradients, norm: 1) == 5)
        expectClose(gradients[..<2], [0.6, 0.8])
    }

    @Test("An average moves by its decay; statistics are copied or averaged")
    func average() {
        let student = Parameters(values: [1, 2, 3], statistics: [5, 6])
        var teacher = Parameters(values: [0, 0, 0], statistics: [1, 2])
        teacher.follow(student, decay: 0.75)
        expectClose(teacher.values, [0.25, 0.5, 0.75])
        #expect(teacher.statistics == [5, 6])
        teacher.statistics = [1, 2]
        teacher.follow(student, decay: 0, statistics: .averaged)
        #expect(teacher == student)
    }

    @Test("Plain momentum and Nesterov's look-ahead, two steps by hand", arguments: [false, true])
    func descent(nesterov: Bool) throws {
        let network = try Network(
            Graph(
                input: .vector(1),
                layers: [.layer("c", Dense(outputs: 1, bias: false))]
            )
        )
        var parameters = Parameters(values: [2], statistics: [])
        var sgd = SGD(momentum: 0.5, weightDecay: 0.1, nesterov: nesterov)
        var p = 2.0
        var v = 0.0
        for gradient in [1.0, -3.0] {
            sgd.step(
                &parameters,
                gradients: [Float(gradient)],
                layout: network.layout,
                rate: 0.1
            )
            let g = gradient + 0.1 * p
            v = 0.5 * v + g
            p -= 0.1 * (nesterov ? g + 0.5 * v : v)
            expectClose(parameters.values, [Float(p)])
        }
    }
}
