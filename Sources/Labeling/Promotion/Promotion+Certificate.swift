internal import Domain
internal import Store

extension Promotion {
    /// Tries for the certificate that `policy` asks for; spends a look only if there are enough
    /// labels to make it worth its price.
    func certify(
        _ model: any LoadedModel,
        _ policy: AutoLabelPolicy
    ) async throws -> CertificateAttempt {
        guard case .guarantee(let epsilon, let delta) = policy.rule else {
            return .none("the auto-label policy promises nothing, so there is no certificate")
        }
        let project = model.project
        let (looks, stamp) = try await store.read { reader in
            (try reader.looks(project), try reader.stamp(project, .certify))
        }
        let gate = try await predictions(of: model, on: .gate, views: policy.views)
        guard gate.count > 0 else {
            return .none(
                "no certificate: its thresholds come from the gate split, which has no labels"
            )
        }
        // Durable before a label is used: a crash in between costs a look, and promises nothing.
        @Sendable func takeLook() async throws -> Int {
            try await store.write { try $0.takeLook(project, version: model.version) }
        }
        let result: Certification
        if policy.perClass {
            let names = try await store.read { try $0.project(project).classes }
            // How many are predicted as each class needs inputs only, so it may be known before.
            let examples = try await predictions(of: model, on: .certify, views: policy.views)
            let classes = ClassExamples.all(names, gate: gate, certify: examples)
            func certifier(_ look: Int) -> Certifier {
                Certifier(epsilon: epsilon, delta: delta, look: look, classCount: names.count)
            }
            if let refusal = certifier(looks + 1).refusal(classes) {
                return CertificateAttempt(certification: refusal, reason: refusal.reason)
            }
            result = certifier(try await takeLook()).certify(classes)
        } else {
            let next = Certifier(epsilon: epsilon, delta: delta, look: looks + 1)
            if let refusal = next.refusal(certifyCount: Int(stamp.count)) {
                return CertificateAttempt(certification: refusal, reason: refusal.reason)
            }
            let look = try await takeLook()
            let examples = try await predictions(of: model, on: .certify, views: policy.views)
            result = Certifier(epsilon: epsilon, delta: delta, look: look)
                .certify(gateConfidences: gate.confidences, examples: examples.scored)
        }
        return CertificateAttempt(
            certificate: result.certificate(
                modelVersion: model.version,
                delta: delta,
                views: policy.views
            ),
            certification: result,
            reason: result.reason,
            stamp: stamp
        )
    }

    /// Stores a release of `model` with what `attempt` gave it, then lets it serve.
    func publish(
        _ model: any LoadedModel,
        _ attempt: CertificateAttempt,
        also: @escaping @Sendable (StoreWriter, Release) throws -> Void = { _, _ in }
    ) async throws -> Release {
        let project = model.project
        let (row, release) = try await store.write { writer in
            let row = try writer.reader.project(project)
            var certificate = attempt.certificate
            var reason = attempt.reason
            if let stamp = attempt.stamp, certificate != nil,
                try writer.reader.stamp(project, .certify) != stamp
            {
                certificate = nil
                reason =
                    "no certificate: the certify split changed while it was being read; promote "
                    + "version \(model.version) once more to try again"
            }
            if let made = certificate, made.id == 0 {
                certificate = try writer.addCertificate(project, made)
            }
            let release = try writer.release(
                project,
                version: model.version,
                threshold: Self.threshold(certificate, row.policies.autoLabel),
                certificate: certificate?.id,
                reason: reason
            )
            try also(writer, release)
            return (row, release)
        }
        await host.publish(model, under: Self.terms(release, row))
        return release
    }

    func rollbackTarget(_ project: ProjectName, _ number: SequenceNumber?) async throws -> Release {
        try await store.read { reader in
            guard let current = try reader.currentRelease(project) else {
                throw Failure.precondition("project \(project) has no release to go back from")
            }
            if let number {
                guard number != current.sequence, let target = try reader.release(project, number)
                else {
                    throw Failure.precondition(
                        number == current.sequence
                            ? "release \(number) of project \(project) serves already"
                            : "project \(project) has no older release \(number)"
                    )
                }
                return target
            }
            guard let target = try reader.lastRelease(project, otherThan: current.version) else {
                throw Failure.precondition(
                    "project \(project) has no older release of another model version than "
                        + "\(current.version)"
                )
            }
            return target
        }
    }

    func bringUpToDate(_ project: ProjectName) async throws -> Release? {
        let (row, current) = try await store.read { reader in
            (try reader.project(project), try reader.currentRelease(project))
        }
        guard let current else { return nil }
        let old = try await store.read {
            try $0.policies(project, version: current.policyVersion).policies.autoLabel
        }
        let policy = row.policies.autoLabel
        let model = try await host.load(current.version, of: project)
        if let certificate = current.certificate, !current.certificateIsVoid,
            certificate.covers(policy)
        {
            guard row.policyVersion != current.policyVersion else { return current }
            let kept = CertificateAttempt(certificate: certificate, reason: current.reason)
            return try await publish(model, kept)
        }
        if policy != old, case .guarantee = policy.rule {
            // What was promised before is not what is asked for now: nothing is accepted until
            // there is a certificate, also where trying for it fails.
            let waiting =
                "the auto-label policy promises something else than before, and no certificate for "
                + "that was had yet; promote version \(current.version) once more to try for one"
            _ = try await publish(model, .none(waiting))
            return try await publish(model, try await certify(model, policy))
        }
        if let certificate = current.certificate, current.certificateIsVoid {
            return try await publish(
                model,
                .none(
                    "certificate \(certificate.id) is void, because a certify label under it "
                        + "changed; promote version \(current.version) once more to try for another"
                )
            )
        }
        guard row.policyVersion != current.policyVersion else { return current }
        let kept = CertificateAttempt(certificate: current.certificate, reason: current.reason)
        return try await publish(model, kept)
    }

    static func terms(_ release: Release, _ project: Project) -> ReleaseTerms {
        ReleaseTerms(
            certificate: release.certificateIsVoid ? nil : release.certificate,
            autoLabel: project.policies.autoLabel,
            policyVersion: project.policyVersion
        )
    }

    private static func threshold(_ certificate: Certificate?, _ policy: AutoLabelPolicy) -> Float?
    {
        switch policy.rule {
        case .guarantee: certificate.flatMap { $0.covers(policy) ? $0.threshold : nil }
        case .fixed(let threshold): threshold
        case .off: nil
        }
    }

    private func predictions(
        of model: any LoadedModel,
        on split: Split,
        views: Int
    ) async throws -> SplitPredictions {
        try await evaluator.predictions(of: [model], on: split, views: views)[0]
    }
}
