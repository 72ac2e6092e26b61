import Domain
import Labeling
import Testing

@Suite("A decision follows from policy, release and confidence, and says why")
struct LabelDeciderTests {
    private let certificate = Certificate(
        id: 9,
        modelVersion: 4,
        threshold: 0.9,
        epsilon: 0.05,
        delta: 0.05,
        look: 1,
        level: 0.025,
        views: 1,
        certifyCount: 300,
        accepted: 250,
        wrong: 3
    )

    private func decider(
        _ rule: AutoLabelPolicy.Rule = .guarantee(epsilon: 0.05, delta: 0.05),
        views: Int = 1,
        champion: ModelVersion? = 4,
        certificate: Certificate?
    ) -> LabelDecider {
        var policy = AutoLabelPolicy()
        policy.rule = rule
        policy.views = views
        return LabelDecider(
            policy: policy,
            policyVersion: 2,
            champion: champion,
            certificate: certificate
        )
    }

    private func decide(
        _ decider: LabelDecider,
        _ confidence: Float = 0.95,
        seen: Bool = false
    ) -> LabelDecision {
        let prediction = LabelPrediction(label: 7, confidence: confidence)
        return decider.decide(prediction, seen ? .seen : .fresh)
    }

    @Test("At the certified threshold a label is accepted, with all that is behind it")
    func accepted() {
        let decision = decide(decider(certificate: certificate), 0.9)
        let expected = LabelDecision(
            decision: .accepted,
            reason: .aboveThreshold,
            label: 7,
            confidence: 0.9,
            threshold: 0.9,
            certificate: 9,
            kind: .fresh,
            policyVersion: 2,
            modelVersion: 4
        )
        #expect(decision == expected)
    }

    @Test("An example of a pool is decided by the certificate of that pool alone")
    func pools() {
        var pool = certificate
        pool.id = 10
        pool.threshold = 0.5
        pool.pool = Certificate.Pool(number: 2, count: 100, accepted: 90)
        let decider = LabelDecider(
            policy: AutoLabelPolicy(),
            policyVersion: 2,
            champion: 4,
            certificate: certificate,
            pools: [pool]
        )
        func decide(_ confidence: Float, _ standing: ExampleStanding) -> LabelDecision {
            decider.decide(LabelPrediction(label: 7, confidence: confidence), standing)
        }
        let accepted = decide(0.5, .pool(2))
        #expect(accepted.decision == .accepted && accepted.kind == .pool)
        #expect(accepted.certificate == 10 && accepted.threshold == 0.5)
        #expect(decide(0.49, .pool(2)).reason == .belowThreshold)
        #expect(decide(1, .pool(1)).reason == .seenInTraining)
        #expect(decide(1, .seen).reason == .seenInTraining)
        #expect(decide(0.5, .fresh).reason == .belowThreshold)
        let without = LabelDecider(
            policy: AutoLabelPolicy(),
            policyVersion: 2,
            champion: 4,
            certificate: nil,
            pools: [pool]
        )
        let fresh = without.decide(LabelPrediction(label: 7, confidence: 1), .fresh)
        #expect(fresh.reason == .noCertificate && fresh.kind == nil)
    }

    @Test("An outlier is never accepted, however sure the model is and whatever the policy")
    func outliers() {
        let outlier = LabelPrediction(label: 7, confidence: 1, isOutlier: true)
        var fixed = AutoLabelPolicy()
        fixed.rule = .fixed(threshold: 0.1)
        var off = AutoLabelPolicy()
        off.rule = .off
        for policy in [AutoLabelPolicy(), fixed, off] {
            let decider = LabelDecider(
                policy: policy,
                policyVersion: 2,
                champion: 4,
                certificate: certificate
            )
            for standing in [ExampleStanding.fresh, .pool(1), .seen] {
                let decision = decider.decide(outlier, standing)
                #expect(
                    decision.decision == (policy.rule == .off ? .abstained : .outOfDistribution)
                )
                #expect(decision.reason == (policy.rule == .off ? .suspended : .outlier))
                #expect(
                    decision.label == 7 && decision.confidence == 1 && decision.threshold == nil
                )
                #expect(decision.certificate == nil && decision.kind == nil)
            }
        }
        #expect(outlier.score < 0 && LabelPrediction(label: 7, confidence: 0.5).score == 0.5)
    }

    @Test("Below the threshold it abstains")
    func below() {
        let decision = decide(decider(certificate: certificate), Float(0.9).nextDown)
        #expect(decision.decision == .abstained)
        #expect(decision.reason == .belowThreshold)
    }

    @Test("What the model has seen is never accepted under a guarantee")
    func seen() {
        let decision = decide(decider(certificate: certificate), 1, seen: true)
        #expect(decision.decision == .abstained)
        #expect(decision.reason == .seenInTraining)
    }

    @Test("Without a certificate that covers this policy and model, nothing is accepted")
    func noCertificate() {
        var other = certificate
        other.modelVersion = 3
        var weaker = certificate
        weaker.epsilon = 0.06
        var views = certificate
        views.views = 9
        for candidate in [nil, other, weaker, views] {
            let decision = decide(decider(certificate: candidate), 1)
            #expect(decision.decision == .abstained)
            #expect(decision.reason == .noCertificate)
            #expect(decision.certificate == nil)
            #expect(decision.threshold == nil)
        }
    }

    @Test("A class has its own threshold, and one without abstains")
    func perClass() {
        var own = certificate
        own.perClass = [0.9, nil, 0.9, 0.9, 0.9, 0.9, 0.9, 0.97]
        #expect(decide(decider(certificate: own), 0.96).reason == .belowThreshold)
        let above = decide(decider(certificate: own), 0.97)
        #expect(above.reason == .aboveThreshold && above.threshold == 0.97)
        own.perClass[7] = nil
        for thresholds in [own.perClass, Array(own.perClass.prefix(7))] {
            own.perClass = thresholds
            let without = decide(decider(certificate: own), 1)
            #expect(without.decision == .abstained && without.reason == .noCertificate)
            #expect(without.threshold == nil && without.certificate == nil)
        }
    }

    @Test("A certificate for all classes together promises nothing for each; the reverse it does")
    func coverage() {
        var policy = AutoLabelPolicy()
        #expect(certificate.covers(policy))
        var own = certificate
        own.perClass = [0.9, nil]
        #expect(own.covers(policy))
        policy.perClass = true
        #expect(!certificate.covers(policy) && own.covers(policy))
    }

    @Test("A stricter certificate also keeps a weaker promise")
    func stricter() {
        let decision = decide(
            decider(.guarantee(epsilon: 0.1, delta: 0.05), certificate: certificate)
        )
        #expect(decision.decision == .accepted)
    }

    @Test("A fixed threshold accepts without a promise and says so")
    func fixed() {
        let fixed = decider(.fixed(threshold: 0.5), certificate: certificate)
        let above = decide(fixed, 0.5, seen: true)
        #expect(above.decision == .accepted)
        #expect(above.reason == .fixedThreshold)
        #expect(above.certificate == nil)
        #expect(decide(fixed, 0.4).reason == .belowThreshold)
    }

    @Test("Off, nothing is accepted")
    func off() {
        for decider in [
            decider(.off, certificate: certificate)
        ] {
            let decision = decide(decider, 1)
            #expect(decision.decision == .abstained)
            #expect(decision.reason == .suspended)
        }
    }

    @Test("Without a champion there is no label")
    func noChampion() {
        let decider = decider(champion: nil, certificate: nil)
        let decision = decider.decide(nil, .fresh)
        #expect(decision.reason == .noChampion)
        #expect(decision.label == nil)
        #expect(decision.modelVersion == nil)
    }
}
