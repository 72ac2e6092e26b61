/// Which examples a promise is about.
package enum CertificateKind: String, Hashable, Sendable, Codable, CaseIterable {
    /// Examples that the model had not seen when it decided.
    case fresh
    /// The examples of a pool, which the model saw unlabelled.
    case pool
}

/// What a certificate promises about the labels accepted at `threshold`.
///
/// `fresh`: their error rate is at most `epsilon`, with confidence `1 - delta`, for new data from the
/// source of the certify split. With thresholds of single classes the error rate is at most `epsilon`
/// among the accepted labels of each predicted class, for all of them together with confidence
/// `1 - delta`. `pool`: at most `epsilon` of the accepted examples of one finished pool are wrong.
package struct Certificate: Hashable, Sendable, Codable {
    /// What is promised something, where that is a pool.
    package struct Pool: Hashable, Sendable, Codable {
        /// Its number in the project, from 1.
        package var number: Int64
        /// The examples that the promise is about.
        package var count: Int
        /// How many of those are at or above the threshold.
        package var accepted: Int

        /// Describes a pool.
        package init(number: Int64, count: Int, accepted: Int) {
            self.number = number
            self.count = count
            self.accepted = accepted
        }
    }

    /// The number of the certificate; 0 until it is stored.
    package var id: Int64
    /// The model version whose confidences were certified.
    package var modelVersion: ModelVersion
    /// The least confidence that is accepted; with thresholds of single classes the lowest of them.
    package var threshold: Float
    /// The least confidence that is accepted for each predicted class, `[C]`, nil where labels of
    /// the class are never accepted; empty: `threshold` holds for all.
    package var perClass: [Float?] = []
    /// The promised error rate.
    package var epsilon: Double
    /// The probability that the promise fails, over all looks at the same certify examples.
    package var delta: Double
    /// Which look at these certify labels this was, from 1.
    package var look: Int
    /// `delta / (look * (look + 1))`; classes with thresholds of their own share it in equal parts.
    package var level: Double
    /// The number of views whose softmax was averaged.
    package var views: Int
    /// The certify examples there were.
    package var certifyCount: Int
    /// The certify examples at or above the threshold, that of their class where classes have one.
    package var accepted: Int
    /// How many of those were wrong.
    package var wrong: Int
    /// The pool that the promise is about; nil: it is about new data.
    package var pool: Pool?
    /// What importers of the model or of its ancestors attested, on which the promise rests.
    package var attestations: [String] = []

    package init(
        id: Int64 = 0,
        modelVersion: ModelVersion,
        threshold: Float,
        perClass: [Float?] = [],
        epsilon: Double,
        delta: Double,
        look: Int,
        level: Double,
        views: Int,
        certifyCount: Int,
        accepted: Int,
        wrong: Int,
        pool: Pool? = nil
    ) {
        self.id = id
        self.modelVersion = modelVersion
        self.threshold = threshold
        self.perClass = perClass
        self.epsilon = epsilon
        self.delta = delta
        self.look = look
        self.level = level
        self.views = views
        self.certifyCount = certifyCount
        self.accepted = accepted
        self.wrong = wrong
        self.pool = pool
    }

    /// Which examples the promise is about.
    package var kind: CertificateKind { pool == nil ? .fresh : .pool }

    /// The promise in one sentence, with what it rests on.
    package var promise: String {
        let rests = attestations.map { "; it rests on the attestation \(quoted($0))" }.joined()
        return (pool.map(promise(of:)) ?? freshPromise) + rests
    }

    /// Whether some classes have a threshold and others have none.
    package var leavesClassesOut: Bool { perClass.contains(nil) }

    private var freshPromise: String {
        let subject =
            perClass.isEmpty
            ? "the error rate of labels accepted under this certificate"
            : "for each predicted class with a threshold, the error rate of its labels accepted "
                + "under this certificate"
        let confidence =
            "confidence \(1 - delta)\(perClass.isEmpty ? "" : " for all classes together")"
        return
            "\(subject) is at most \(epsilon), with \(confidence), as long as new data come from "
            + "the same source as the certify split"
    }

    private func promise(of pool: Pool) -> String {
        let most = Int((epsilon * Double(pool.accepted) + 1e-9).rounded(.down))
        let left = pool.accepted - accepted
        let own = left > 0 ? "\(max(0, most - wrong)) of \(left)" : "none"
        return
            "at most \(epsilon) of the \(pool.accepted) accepted examples of pool \(pool.number) are "
            + "wrong, the \(accepted) checked ones included, with confidence \(1 - delta); of the "
            + "machine's own at most \(own)"
    }

    /// Reads a certificate, also one that was stored before it could have what is optional here.
    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        id = try values.decode(Int64.self, forKey: .id)
        modelVersion = try values.decode(ModelVersion.self, forKey: .modelVersion)
        threshold = try values.decode(Float.self, forKey: .threshold)
        perClass = try values.decodeIfPresent([Float?].self, forKey: .perClass) ?? []
        epsilon = try values.decode(Double.self, forKey: .epsilon)
        delta = try values.decode(Double.self, forKey: .delta)
        look = try values.decode(Int.self, forKey: .look)
        level = try values.decode(Double.self, forKey: .level)
        views = try values.decode(Int.self, forKey: .views)
        certifyCount = try values.decode(Int.self, forKey: .certifyCount)
        accepted = try values.decode(Int.self, forKey: .accepted)
        wrong = try values.decode(Int.self, forKey: .wrong)
        pool = try values.decodeIfPresent(Pool.self, forKey: .pool)
        attestations = try values.decodeIfPresent([String].self, forKey: .attestations) ?? []
    }
}
