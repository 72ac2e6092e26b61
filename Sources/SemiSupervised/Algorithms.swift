package import Domain

/// Every algorithm, in the order of the README's table.
package enum Algorithms {
    /// Every algorithm once.
    package static let all: [any Algorithm.Type] = [
        Supervised.self,
        SupervisedStrong.self,
        EntropyMinimization.self,
        PseudoLabel2013.self,
        PseudoLabel.self,
        PiModel.self,
        TemporalEnsembling.self,
        MeanTeacher.self,
        VAT.self,
        MixMatch.self,
        ReMixMatch.self,
        UDA.self,
        FixMatch.self,
        FlexMatch.self,
        FlexUDA.self,
        FlexPseudoLabel.self,
        AdaMatch.self,
        DeFixMatch.self,
        FreeMatch.self,
        SoftMatch.self,
        ReFixMatch.self,
        CRMatch.self,
        SequenceMatch.self,
        MultiMatch.self,
        Dash.self,
        CoMatch.self,
        SimMatch.self,
        CoSSL.self,
        ABC.self,
        ADSH.self,
        CReST.self,
        CReSTPlus.self,
        DARP.self,
        DASO.self,
        DebiasPL.self,
        SAW.self,
        TRAS.self,
        OpenMatch.self,
        SimCLR.self,
        SuNCEt.self,
        BYOL.self,
        SwAV.self,
        SimCLRv2.self,
        PAWS.self,
        S3VM.self,
        SelfTraining.self,
        CoTraining.self,
        LabelPropagation.self,
        LabelSpreading.self,
        NoisyStudent.self,
        Distillation.self,
    ]

    /// What a training runs that names no algorithm.
    package static func standard(hasUnlabeled: Bool) -> any Algorithm.Type {
        hasUnlabeled ? FixMatch.self : SupervisedStrong.self
    }

    /// Those that a decoration may change, by name.
    package static var bases: [any BaseAlgorithm.Type] {
        all.compactMap { $0 as? any BaseAlgorithm.Type }
    }

    /// What is known of every algorithm.
    package static var cards: [AlgorithmCard] { all.map { $0.card } }

    /// The algorithm of a name as people write it: `FixMatch`, `fixmatch` and `fix-match` are all
    /// `fix_match`.
    ///
    /// - Throws: ``Failure`` (invalid argument) that lists the names.
    package static func named(_ text: String) throws(Failure) -> any Algorithm.Type {
        func key(_ text: some StringProtocol) -> String {
            String(text.prefix(64).lowercased().filter { $0.isLetter || $0.isNumber })
        }
        let wanted = key(text)
        guard let found = all.first(where: { key($0.card.name) == wanted }) else {
            let names = cards.map(\.name)
            throw .invalid(
                "expected an algorithm of \(names.joined(separator: ", ")); got \(quoted(text))"
                    + suggestion(for: text, in: names),
                field: "algorithm"
            )
        }
        return found
    }
}
