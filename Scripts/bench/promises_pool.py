"""Ways in which the promise about a pool could be broken; see promises.py."""

import collections

import synthetic
from trial import common, is_refused, labeling, must

DRAWN = 300


def backlog(run, error=0.08, count=800, drawn=DRAWN):
    """A project with 60 labels and a pool, of which a sample is drawn; and the rows of the pool."""
    trial = run.trial(error)
    trial.add(trial.source.rows(60, "train"), common.SPLIT_TRAIN)
    rows = trial.source.rows(count, "pool")
    trial.add(rows)
    trial.draw(common.SPLIT_CERTIFY_POOL, drawn, run.number)
    return trial, rows


def whole(certificates, count=DRAWN, pool=1):
    """A certificate, if there is one, counts all that was drawn."""
    must(pool not in certificates or certificates[pool].certify_count == count, "drawn rows left the sample")


def memorised(run):
    """A pool that the model learned by heart: its own labels of it, or some that are wrong."""
    if run.number % 2:
        trial, _ = backlog(run)
        trial.answer_sample()
        trial.train((128, 128), steps=800, seed=run.number, threshold=0)
    else:
        trial = run.trial()
        trial.add(trial.source.rows(60, "train"), common.SPLIT_TRAIN)
        rows = trial.source.rows(900, "pool")
        trial.add(rows)
        known = [(row, trial.source.other(row.truth)) for row in rows[::180]]
        layers = synthetic.memorising(trial.source.linear(), trial.source.direction(), known)
        version = trial.import_model(layers)
        trial.draw(common.SPLIT_CERTIFY_POOL, 300, run.number)
        trial.answer_sample()
        trial.go_on(version, layers)
    run.pools(trial)


def skipped(run):
    """A sample of which people skip half of the rows that the model is wrong about."""
    trial, _ = backlog(run)
    trial.train(seed=run.number)
    names = [item.example_id for item in trial.listed(labeling.QUESTION_SAMPLE)]
    wrong = [name for name, decision in zip(names, trial.decide([trial.rows[name] for name in names]))
             if decision.class_index != trial.rows[name].truth]
    trial.answer_sample(skips=set(wrong[::2]))
    whole(run.pools(trial))


def known_groups(run):
    """Rows of groups that people have labelled, which no draw can choose and the model is bad at."""
    trial = run.trial()
    trial.add(trial.source.rows(60, "train"), common.SPLIT_TRAIN)
    mates = trial.source.grouped(300, 2, "known")
    trial.add(mates[::2], common.SPLIT_TRAIN)
    for row in mates[1::6]:
        row.truth = trial.source.other(row.truth)
    trial.add(mates[1::2])
    trial.add(trial.source.rows(600, "pool"))
    population = trial.draw(common.SPLIT_CERTIFY_POOL, DRAWN, run.number).population
    must(population == 600, f"{population} rows could be drawn")
    trial.answer_sample()
    trial.train(seed=run.number)
    run.pools(trial)
    must(all(name.startswith("pool") for name in trial.accepted()), "what could not be drawn was labelled")


def blind_list(run):
    """People answer what the second model is least sure of, drawn or not."""
    trial, rows = backlog(run)
    drawn = set(trial.answer_sample())
    for steps in (150, 400):
        trial.train(steps=steps, seed=run.number)
        certificates = trial.certify().pool_certificates
        trial.relabel()
    shown = trial.listed(labeling.QUESTION_REVIEW)
    if certificates:
        wanted = [(decision.confidence, row.name) for row, decision in zip(rows, trial.decide(rows))
                  if decision.confidence < certificates[0].threshold]
        must([item.example_id for item in shown] == [name for _, name in sorted(wanted)],
             "review lists other rows than those that the champion is unsure of, or in another order")
    trial.submit([item.example_id for item in shown[:60]], labeling.QUESTION_REVIEW)
    trial.train(seed=run.number + 1)
    run.pools(trial)
    must_not_tell(shown, drawn)


def must_not_tell(shown, drawn):
    """What is said of a row could be said of a drawn one, as far as chance lets that be known."""
    said = collections.Counter()
    for item in shown:
        said[item.example_id in drawn, sentence(item)] += 1
    for (is_drawn, text), count in said.items():
        must(is_drawn or count < 20 or said[True, text], f"{count} rows, none of them drawn, have {text}")


def sentence(item):
    decision = item.decision
    return (f"model {decision.model_version}, policies {decision.policy_version}, "
            f"certificate {decision.certificate_id}, threshold {decision.threshold:.3f}, "
            f"{common.DecisionReason.Name(decision.reason)}, draw {item.draw_id}")


def voided(run):
    """The least sure are listed and answered after a certificate was voided."""
    trial, rows = backlog(run)
    names = trial.answer_sample()
    trial.train(seed=run.number)
    if not trial.certify().pool_certificates:
        return
    trial.relabel()
    reply = trial.submit(names[:1], wrong=True)
    must(reply.results[0].voided_certificates, "a changed answer voids nothing")
    trial.submit(names[:1])
    trial.relabel()
    must(not trial.accepted(), "labels of a void certificate stand")
    shown = [item.example_id for item in trial.listed(labeling.QUESTION_REVIEW)]
    trial.submit(shown[:60], labeling.QUESTION_REVIEW)
    run.pools(trial)
    # The corrected one has a person's answer, which nobody asked for: it waits no more, drawn or not.
    missing = {row.name for row in rows} - set(shown) - set(names[:1])
    must(not missing or missing - set(names),
         f"of {len(rows)} rows that wait {len(missing)} are not listed, and all of those were drawn")


def unshown(run):
    """People say that review asked for rows that are easy to tell, before it has listed any."""
    trial, rows = backlog(run)
    trial.answer_sample()
    for row in sorted(rows, key=synthetic.sureness)[-400:]:
        is_refused(trial.submit, [row.name], labeling.QUESTION_REVIEW)
    trial.train(seed=run.number)
    whole(run.pools(trial))


def copies(run):
    """Labelled copies of drawn rows that are hard to tell, and of others that are easy."""
    trial, rows = backlog(run)
    drawn = set(trial.answer_sample())
    weights = trial.source.linear()
    hard = [row for row in rows if row.name in drawn and synthetic.answer(weights, row) != row.truth]
    easy = [row for row in sorted(rows, key=synthetic.sureness) if row.name not in drawn][-100:]
    trial.add([trial.source.copy(row) for row in hard + easy], common.SPLIT_TRAIN)
    trial.train(seed=run.number)
    whole(run.pools(trial))


def protected_copies(run):
    """Copies of rows that are easy to tell, or rows of their groups, in the test split."""
    trial = run.trial(error=0.08)
    trial.add(trial.source.rows(60, "train"), common.SPLIT_TRAIN)
    rows = trial.source.grouped(800, 1, "pool")
    trial.add(rows)
    trial.draw(common.SPLIT_CERTIFY_POOL, DRAWN, run.number)
    trial.answer_sample()
    make = trial.source.mate if run.number % 2 else trial.source.copy
    trial.add([make(row) for row in sorted(rows, key=synthetic.sureness)[-400:]], common.SPLIT_TEST)
    trial.train(seed=run.number)
    whole(run.pools(trial))


def mates(run):
    """Labelled rows of another class in the groups of rows of the pool, which training learns by heart."""
    trial = run.trial(error=0.003, classes=2, columns=8)
    trial.add(trial.source.rows(300, "train"), common.SPLIT_TRAIN)
    rows = trial.source.grouped(600, 1, "pool")
    trial.add(rows)
    trial.draw(common.SPLIT_CERTIFY_POOL, DRAWN, run.number)
    trial.answer_sample()
    others = [trial.source.mate(row) for row in rows[::9]]
    for row in others:
        row.truth = trial.source.other(row.truth)
    trial.add(others, common.SPLIT_TRAIN)
    trial.train((512,), steps=4000, seed=run.number)
    whole(run.pools(trial))


def pool_imports(run):
    """A version that starts from weights that were trained elsewhere on the exported sample."""
    trial, _ = backlog(run, error=0.1)
    trial.answer_sample()
    known = [(trial.rows[name], record.class_index) for name, record in trial.records().items()
             if record.split == common.SPLIT_CERTIFY_POOL]
    layers = synthetic.memorising(trial.source.linear(), trial.source.direction(), known)
    version = trial.import_model(layers)
    # A pool that is drawn from what comes in from now on may certify it.
    trial.add(trial.source.rows(800, "later"))
    trial.draw(common.SPLIT_CERTIFY_POOL, DRAWN, run.number)
    trial.answer_sample()
    trial.go_on(version, layers)
    run.pools(trial)


SCENARIOS = [memorised, skipped, known_groups, blind_list, voided, unshown, copies, protected_copies, mates,
             pool_imports]
