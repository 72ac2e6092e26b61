import ArgumentParser
import Domain
import InputFiles

/// Which rows of a labelled data set keep their labels, as benchmarks of semi-supervised learning have it.
struct LabelDealOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Keep the labels of so many rows of each class; the other rows go in without.",
            discussion: """
                The files are read twice. Which rows they are comes from --split-seed: those of each class are \
                shuffled, the first keep their labels and those that follow have none, the rule of USB. Rows \
                without a label stay so.
                """,
            valueName: "rows"
        )
    ) var labelsPerClass: Int?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Keep fewer labels from class to class, the first with so many times those of the last.",
            discussion: """
                Class c of C keeps --labels-per-class * ratio^(-c / (C - 1)), rounded down. Below 0 the last \
                class is the largest.
                """,
            valueName: "ratio"
        )
    ) var longTail: Int?

    @Option(
        help: ArgumentHelp(
            "At most so many rows without labels of each class; others are left out.",
            valueName: "rows"
        )
    ) var unlabeledPerClass: Int?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("The same as --long-tail for those.", valueName: "ratio")
    ) var unlabeledLongTail: Int?

    @Flag(
        help: ArgumentHelp(
            "Rows that keep their labels go in once more without (include_lb_to_ulb of USB).",
            discussion: "Their ids, where they have any, end in :pool."
        )
    ) var labeledInPool = false

    /// Refuses what does not go together.
    func validate(with input: InputFileOptions, hasShares: Bool) throws {
        for (name, value) in [
            ("--labels-per-class", labelsPerClass), ("--unlabeled-per-class", unlabeledPerClass),
        ] {
            guard let value, !(0...1_000_000_000).contains(value) else { continue }
            throw ValidationError("\(name) is 0 to 1000000000; got \(value)")
        }
        for (name, value) in [
            ("--long-tail", longTail), ("--unlabeled-long-tail", unlabeledLongTail),
        ] {
            guard let value, value == 0 || value.magnitude > 1_000_000 else { continue }
            throw ValidationError("\(name) is 1 to 1000000, or below 0 the same; got \(value)")
        }
        guard labelsPerClass != nil else {
            let others = [
                ("--long-tail", longTail != nil),
                ("--unlabeled-per-class", unlabeledPerClass != nil),
                ("--unlabeled-long-tail", unlabeledLongTail != nil),
                ("--labeled-in-pool", labeledInPool),
            ]
            guard let other = others.first(where: \.1) else { return }
            throw ValidationError("\(other.0) goes with --labels-per-class")
        }
        guard unlabeledLongTail == nil || unlabeledPerClass != nil else {
            throw ValidationError("--unlabeled-long-tail goes with --unlabeled-per-class")
        }
        guard !hasShares else {
            throw ValidationError("give either --labels-per-class or --split-shares")
        }
        guard !input.files.contains("-") else {
            throw ValidationError("--labels-per-class reads files twice, and standard input once")
        }
        guard input.mayHaveLabels else {
            throw ValidationError(
                "--labels-per-class is for labelled rows; \(InputFileOptions.whereLabelsAre)"
            )
        }
    }

    /// Reads all rows once and deals them; nil: every row keeps its label.
    ///
    /// - Throws: ``Failure`` where a file cannot be read, or a class has too few rows.
    func deal(
        of input: InputFileOptions,
        _ specification: InputSpecification,
        _ classes: [String],
        _ seed: UInt64
    ) async throws -> LabelDeal? {
        guard let labelsPerClass else { return nil }
        var rule = LabelDeal.Rule(labeled: labelsPerClass)
        rule.ratio = longTail ?? 1
        rule.unlabeled = unlabeledPerClass
        rule.unlabeledRatio = unlabeledLongTail ?? 1
        var counts: [String: Int] = [:]
        // What cannot be read is told when it is read again.
        _ = try await input.forEachRow(
            of: specification,
            classes: classes,
            into: Refusals(isQuiet: true)
        ) { row in
            if !row.label.isEmpty { counts[row.label, default: 0] += 1 }
        }
        return try LabelDeal(rows: counts, classes: classes, rule: rule, seed: seed)
    }

    /// What a row goes in as: itself, without its label, both, or not at all.
    func rows(of row: InputRow, _ deal: inout LabelDeal?) -> [InputRow] {
        guard let part = deal?.next(of: row.label) else { return [row] }
        var unlabeled = row
        unlabeled.label = ""
        switch part {
        case .leftOut: return []
        case .unlabeled: return [unlabeled]
        case .labeled:
            guard labeledInPool else { return [row] }
            if !unlabeled.id.isEmpty { unlabeled.id += ":pool" }
            return [row, unlabeled]
        }
    }

    /// Checks that the rows which were counted have all come again.
    ///
    /// - Throws: ``Failure``: the files have changed meanwhile.
    func check(_ deal: LabelDeal?) throws(Failure) {
        guard let rows = deal?.remaining, rows > 0 else { return }
        throw .precondition(
            "\(rows) rows came when the files were read first and not again: with --labels-per-class they "
                + "must stay as they are, and be no pipes"
        )
    }
}
