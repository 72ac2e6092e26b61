"""Ways in which the promise about new data could be broken; see promises.py."""

import re

import synthetic
from trial import common, is_refused, labeling, must


def import_linear(trial, noise=0.0):
    return trial.import_model(synthetic.linear(trial.source.linear(noise)))


def improving(run):
    """Five versions, each better, on one certify split."""
    trial = run.trial(error=0.04)
    versions = [import_linear(trial, noise) for noise in (1, 0.7, 0.5, 0.3, 0.1)]
    trial.protect()
    for version in versions:
        trial.serve(version)
        run.fresh(trial)


def saboteur(run):
    """Versions that are all a little worse than the promise, each made from what looks said of those
    before, then a good one."""
    trial = run.trial(error=0.01)
    trial.protect()
    weights, sample = trial.source.linear(), trial.source.rows(4000)
    best = 1, trial.source.direction()
    for attempt in range(5):
        step = trial.source.direction()
        direction = synthetic.unit([a + 0.5 * attempt * b for a, b in zip(step, best[1])])
        layers = synthetic.blundering(
            weights, direction, blunder_limit(sample, direction), 2 * trial.source.distance ** 2)
        trial.serve(trial.import_model(layers, attest="made from what looks say"))
        certificate, reason = run.fresh(trial)
        if certificate:
            return
        accepted, wrong = map(int, re.search(r"the (\d+) most confident .* (\d+) are wrong", reason).groups())
        best = min(best, (wrong / accepted, direction))
    trial.serve(trial.import_model(synthetic.linear(weights), attest="made elsewhere"))
    run.fresh(trial)


def blunder_limit(rows, direction):
    """From where on a model must blunder to be wrong about 5.6 % of the rows, as sure as of others."""
    places = sorted((synthetic.dot(direction, row.values) for row in rows if row.truth != 0), reverse=True)
    return places[round(0.056 * len(rows))]


def imports(run, descend=lambda *ancestor: None):
    """Weights that were trained elsewhere on the exported gate and certify labels."""
    trial = run.trial(error=0.08)
    trial.add(trial.source.rows(40, "train"), common.SPLIT_TRAIN)
    trial.add(trial.source.rows(40, "stored"))
    trial.protect()
    rows = [trial.rows[name] for name, record in trial.records().items()
            if record.split in (common.SPLIT_GATE, common.SPLIT_CERTIFY)]
    layers = learned_by_heart(trial, rows)
    version = trial.import_model(layers)
    trial.serve(version)
    must_know(trial, rows)
    descend(run, trial, version, layers, rows)
    must(not trial.certify().HasField("certificate"), "certified by what it may have seen")
    # What comes in from now on may certify it.
    trial.protect()
    run.fresh(trial)


def learned_by_heart(trial, rows):
    known = [(row, row.truth) for row in rows]
    return synthetic.memorising(trial.source.linear(), trial.source.direction(), known)


def ancestors(run):
    """A version that starts from such weights, or a student of them."""
    imports(run, descend)


def descend(run, trial, version, layers, rows):
    if run.number % 2:
        trial.distil(version, run.number)
    else:
        trial.go_on(version, layers)
        must_know(trial, rows)


def must_know(trial, rows):
    right = sum(decision.class_index == row.truth for row, decision in zip(rows, trial.decide(rows)))
    must(right > 0.99 * len(rows), "the weights do not know what they were made from")


def old_rows(run):
    """Weights of unknown history that learned a backlog by heart, a third of it wrong."""
    trial = run.trial()
    backlog = trial.source.rows(500, "old")
    trial.add(backlog)
    known = [(row, trial.source.other(row.truth)) for row in backlog[::3]]
    layers = synthetic.memorising(trial.source.linear(), trial.source.direction(), known)
    trial.serve(trial.import_model(layers))
    trial.protect()
    trial.add([trial.source.copy(row) for row in backlog])
    trial.add(trial.source.rows(200, "new"))
    certificate, _ = run.fresh(trial)
    trial.relabel()
    accepted = trial.accepted()
    must(all(name.startswith("new") for name in accepted), "what is older than the import was labelled")
    must(bool(accepted) == bool(certificate), "what is newer than the import was not labelled")
    must(all(decision.decision != common.DECISION_ACCEPTED for decision in trial.decide(backlog)),
         "what is older than the import would be labelled")


def old_contents(run):
    """Weights of unknown history, and a certify split of rows that were stored before they came."""
    trial = run.trial(error=0.08)
    backlog = trial.source.rows(500, "old")
    trial.add(backlog, common.SPLIT_TRAIN if run.number % 2 else None)
    trial.serve(trial.import_model(learned_by_heart(trial, backlog)))
    trial.protect(certify=0)
    # Refused, or not counted.
    trial.add([trial.source.copy(row) for row in backlog], common.SPLIT_CERTIFY)
    if run.fresh(trial)[0] is None:
        trial.protect(gate=0)
        run.fresh(trial)


def duplicates(run):
    """The certify split sent five times under other ids."""
    trial = run.trial(error=0.08)
    trial.serve(import_linear(trial))
    trial.protect(certify=0)
    rows = trial.source.rows(500)
    trial.add(rows, common.SPLIT_CERTIFY)
    for _ in range(4):
        copies = [trial.source.copy(row) for row in rows]
        must(len(trial.add(copies, common.SPLIT_CERTIFY)) == len(rows), "copies of certify rows were taken")
    certificate, _ = run.fresh(trial)
    must(not certificate or certificate.certify_count == 500, "copies of certify rows count")


def groups(run):
    """A certify split of groups of four rows that share their fate."""
    trial = run.trial(error=0.08)
    trial.serve(import_linear(trial))
    trial.add(trial.source.grouped(128, 4), common.SPLIT_GATE)
    trial.add(trial.source.grouped(500, 4), common.SPLIT_CERTIFY)
    certificate, _ = run.fresh(trial)
    must(not certificate or certificate.certify_count == 500, "of a group more than one row counts")


def per_class(run):
    """Thresholds of single classes."""
    trial = run.trial(per_class=True)
    trial.serve(import_linear(trial, 0.3))
    trial.protect(gate=100 * trial.source.classes, certify=300 * trial.source.classes)
    run.fresh(trial)


def relabel(run):
    """Five promotions with their relabels over stored rows."""
    trial = run.trial(error=0.05, relabels=True)
    versions = [import_linear(trial, noise) for noise in (0.8, 0.3, 0.6, 0.4, 0.1)]
    trial.protect()
    rows = trial.source.rows(500)
    trial.add(rows)
    for version in versions:
        trial.serve(version)
        certificate, _ = run.fresh(trial)
        trial.wait()
        # Labels that an earlier certificate left over would be another source.
        accepted = {name: record.decision.certificate_id for name, record in trial.accepted().items()}
        wanted = {row.name: certificate.id for row, decision in zip(rows, trial.decide(rows))
                  if decision.decision == common.DECISION_ACCEPTED}
        must(accepted == wanted, f"of {len(rows)} rows {len(accepted)} are labelled, under the certificates "
             f"{sorted(set(accepted.values()))}; the champion accepts {len(wanted)}")


def after_review(run):
    """A certify sample that is drawn after people answered what the champion is least sure of."""
    trial = run.trial()
    trial.serve(import_linear(trial))
    trial.protect(certify=0)
    trial.add(trial.source.rows(800))
    shown = trial.listed(labeling.QUESTION_REVIEW, limit=120)
    trial.submit([item.example_id for item in shown], labeling.QUESTION_REVIEW)
    must(is_refused(trial.draw, common.SPLIT_CERTIFY, 500, run.number), "drawn from what people have seen")
    trial.add(trial.source.rows(800))
    trial.draw(common.SPLIT_CERTIFY, 500, run.number)
    trial.answer_sample()
    run.fresh(trial)


SCENARIOS = [improving, saboteur, imports, ancestors, old_rows, old_contents, duplicates, groups, per_class,
             relabel, after_review]
