internal import Domain
internal import Store

// Releases: storing what serves, and finding what served.
extension Promotion {
    /// Stores a release of `model` with what `attempt` gave it, then lets it serve.
    func publish(
        _ model: any LoadedModel,
        _ attempt: CertificateAttempt,
        also: @escaping @Sendable (StoreWriter, Release) throws -> Void = { _, _ in }
    ) async throws -> Release {
        let project = model.project
        let (row, release) = try await store.write { writer in
            let row = try writer.reader.project(project)
            let before = try writer.reader.currentRelease(project)
            var (certificate, reason) = (attempt.certificate, attempt.reason)
            if let stamp = attempt.stamp, certificate?.id == 0,
                try writer.reader.stamp(project, .certify, newerThan: attempt.stampStart) != stamp
            {
                certificate = nil
                reason =
                    "no certificate: the certify split changed while it was being read; promote "
                    + "version \(model.version) once more to try again"
            }
            if let made = certificate, made.id == 0 {
                certificate = try writer.addCertificate(project, made)
            }
            let pools =
                try attempt.pools.compactMap { made in
                    guard made.id == 0 else { return made }
                    // An answer that changed meanwhile found no certificate to void.
                    let number = made.pool?.number ?? 0
                    let stamp = try writer.reader.stamp(project, ofPool: number)
                    guard attempt.poolStamps[number] == stamp else { return nil }
                    return try writer.addCertificate(project, made)
                } as [Certificate]
            let release = try writer.release(
                project,
                version: model.version,
                threshold: Self.threshold(certificate, row.policies.autoLabel),
                certificate: certificate?.id,
                pools: pools.map(\.id),
                policyVersion: attempt.policyVersion,
                reason: reason
            )
            if row.policies.autoLabel.relabels(from: before, to: release),
                try writer.reader.counts(project).count(where: { $0.split == nil }) > 0
            {
                _ = try writer.addRelabel(project, cause: "release")
            }
            try also(writer, release)
            return (row, release)
        }
        await host.publish(model, under: Self.terms(release, row))
        relabels()
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

    func bringUpToDate(
        _ project: ProjectName
    ) async throws -> (release: Release?, looks: [LookReport]) {
        let (row, current) = try await store.read { reader in
            (try reader.project(project), try reader.currentRelease(project))
        }
        guard let current else { return (nil, []) }
        let old = try await store.read {
            try $0.policies(project, version: current.policyVersion).policies.autoLabel
        }
        let policy = row.policies.autoLabel
        let model = try await host.load(current.version, of: project)
        let isVoid = current.certificate != nil && current.certificateIsVoid
        guard isVoid || row.policyVersion != current.policyVersion else {
            // A pool's certificate may have been voided: a release lists those that hold.
            await host.publish(model, under: Self.terms(current, row))
            return (current, [])
        }
        var found = try await certify(model, policy, .find)
        if found.certificate != nil, found.certificate?.id == current.certificate?.id {
            found.reason = current.reason
        }
        let hasAll =
            found.certificate != nil && found.pools.count >= current.pools.count && !isVoid
        let isNewPromise = policy.promise != old.promise && policy.promise != nil
        if isVoid, found.certificate == nil, let certificate = current.certificate {
            found.reason =
                "certificate \(certificate.id) is void, because a certify label under it "
                + "changed; certify version \(current.version) to try for another"
            return (try await publish(model, found), [])
        }
        guard isNewPromise, !hasAll else {
            if found.reason.isEmpty { found.reason = current.reason }
            return (try await publish(model, found), found.looks)
        }
        // What was promised before is not what is asked for now: nothing is accepted until there is
        // a certificate, also where trying for it fails.
        found.reason =
            "the auto-label policy promises something else than before, and no certificate for "
            + "that was had yet; certify version \(current.version) to try for one"
        _ = try await publish(model, found)
        var attempt = try await certify(model, policy, .tryFor)
        attempt.policyVersion = row.policyVersion
        return (try await publish(model, attempt), attempt.looks)
    }

    static func terms(_ release: Release, _ project: Project) -> ReleaseTerms {
        ReleaseTerms(
            certificate: release.certificateIsVoid ? nil : release.certificate,
            pools: release.pools,
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
}

extension AutoLabelPolicy {
    /// Whether what has no person's label is to be decided about anew: by another model, or under
    /// other certificates.
    fileprivate func relabels(from old: Release?, to new: Release) -> Bool {
        guard !relabelsByHand, rule != .off else { return false }
        return old?.version != new.version || old?.certificate?.id != new.certificate?.id
            || old?.certificateIsVoid == true || old?.pools.map(\.id) != new.pools.map(\.id)
    }

    /// What is promised; nil: nothing.
    fileprivate var promise: AutoLabelPolicy? {
        guard case .guarantee = rule else { return nil }
        var promise = self
        promise.relabelsByHand = false
        return promise
    }
}
