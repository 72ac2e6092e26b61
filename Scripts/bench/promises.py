"""Tries to break the promises of certificates through the public API, with rows whose truth is known.

    promises.py TUTELAGE REPETITIONS [SCENARIO ...]

Each repetition is a project of its own with rows of its own. Models are imported where training is not
what is tried, and trained by the server where it is. A certificate is broken when more is wrong than it
promises:

- one for new data by a stream of 4,000 further rows that `Label` decides about, and up to 16,000 more
  where that is too near to tell; of each predicted class where classes have thresholds of their own;
- one of a pool exactly, by all rows that it accepts: the labels that ExportLabels gives, and what the
  model says of the rows that people checked.

Delta is spent on one set of certify labels with all looks at it, so the repetitions count, not the
certificates: those with a broken one are at most the 95 % quantile of Bin(repetitions, delta). What is
promised without a probability is checked in each repetition; `FAILED` says what did not hold.
"""

import math
import pathlib
import random
import sys
import tempfile
import time
import zlib

import harness
import promises_fresh
import promises_pool
import synthetic
from trial import Trial, common, must

DELTA = 0.05
STREAM = 4000
STREAMS = 5
HEAD = "scenario         repetitions  with certificate  certificates  broken  at most     time"


class Repetition:
    """One try of a scenario."""

    def __init__(self, server, scenario, number):
        self.server, self.name, self.number = server, scenario.replace("_", "-"), number
        self.random = random.Random(zlib.crc32(scenario.encode()) + number)
        # Whether each certificate that was had is broken, by its id.
        self.broken = {}

    def trial(self, error=0.06, classes=None, columns=None, **policies):
        source = synthetic.Source(self.random, error, classes, columns)
        return Trial(self.server, f"{self.name}-{self.number}", source, **policies)

    def fresh(self, trial):
        """Takes a look for new data and holds what comes of it against the truth.

        Returns the certificate or None, and the sentence about the look.
        """
        certificate, reason = trial.certificate()
        if certificate:
            errors = fresh_errors(trial, certificate)
            self.broken[certificate.id] = any(error > certificate.epsilon for error in errors)
        return certificate, reason

    def pools(self, trial):
        """Takes a look at each pool and holds what comes of it against the truth.

        Returns the certificates, by the numbers of their pools.
        """
        certificates = trial.certify().pool_certificates
        trial.relabel()
        for certificate in certificates:
            wrong = pool_wrong(trial, certificate)
            self.broken[certificate.id] = wrong > certificate.epsilon * certificate.pool_accepted
        return {certificate.pool: certificate for certificate in certificates}


def fresh_errors(trial, certificate):
    """The error rate of what the certificate accepts, or that of each class with a threshold."""
    counts = {}
    for _ in range(STREAMS):
        rows = trial.source.rows(STREAM)
        for row, decision in zip(rows, trial.decide(rows)):
            if decision.decision == common.DECISION_ACCEPTED:
                must(decision.certificate_id == certificate.id, "accepted under another certificate")
                label = decision.class_index if certificate.per_class else None
                accepted, wrong = counts.get(label, (0, 0))
                counts[label] = accepted + 1, wrong + (decision.class_index != row.truth)
        if not any(is_near(*count, certificate.epsilon) for count in counts.values()):
            break
    return [wrong / accepted for accepted, wrong in counts.values()]


def is_near(accepted, wrong, epsilon):
    """Whether a rate is within three standard deviations of epsilon."""
    return abs(wrong / accepted - epsilon) < 3 * math.sqrt(epsilon * (1 - epsilon) / accepted)


def pool_wrong(trial, certificate):
    """How many of the rows that a pool's certificate accepts are wrong."""
    records = trial.records()
    said = {name: record.class_index for name, record in records.items()
            if record.decision.certificate_id == certificate.id}
    # The label in force of a checked row is a person's.
    checked = [name for name, pool in trial.pools.items() if pool == certificate.pool and name in records
               and records[name].split == common.SPLIT_CERTIFY_POOL and name not in said]
    for name, decision in zip(checked, trial.decide([trial.rows[name] for name in checked])):
        if decision.confidence >= certificate.threshold:
            said[name] = decision.class_index
    must(len(said) == certificate.pool_accepted,
         f"{len(said)} rows are accepted, and the certificate says {certificate.pool_accepted}")
    return sum(label != trial.rows[name].truth for name, label in said.items())


def quantile(count):
    """The 95 % quantile of Bin(count, delta)."""
    total, successes = 0.0, -1
    while total < 0.95:
        successes += 1
        total += math.comb(count, successes) * DELTA ** successes * (1 - DELTA) ** (count - successes)
    return successes


def measure(server, scenario, repetitions):
    """Runs a scenario; returns what its promises came to in each repetition, and whether all held."""
    begin, runs, failures = time.monotonic(), [], []
    for number in range(repetitions):
        run = Repetition(server, scenario.__name__, number)
        try:
            scenario(run)
        except AssertionError as unmet:
            failures.append(f"in repetition {number}: {unmet}")
        runs.append(list(run.broken.values()))
    holds = report(scenario.__name__, runs, time.monotonic() - begin)
    if failures:
        print(f"    FAILED in {len(failures)} of them, {failures[0]}", flush=True)
    return runs, holds and not failures


def report(name, runs, seconds):
    certified, broken, limit = sum(map(bool, runs)), sum(map(any, runs)), quantile(len(runs))
    verdict = "ok" if broken <= limit else "BROKEN"
    print(f"{name:16} {len(runs):11}  {certified:16}  {sum(map(len, runs)):12}  {broken:6}  {limit:7}  "
          f"{seconds:5.0f} s  {verdict}", flush=True)
    return broken <= limit


def main(binary, repetitions, names):
    scenarios = [scenario for scenario in promises_fresh.SCENARIOS + promises_pool.SCENARIOS
                 if not names or scenario.__name__ in names]
    begin, runs, holds = time.monotonic(), [], True
    print(HEAD, flush=True)
    with tempfile.TemporaryDirectory() as folder:
        server = harness.Server(binary, pathlib.Path(folder) / "data")
        try:
            for scenario in scenarios:
                tried, held = measure(server, scenario, repetitions)
                runs += tried
                holds &= held
            server.stop()
        finally:
            server.kill()
    holds &= report("all", runs, time.monotonic() - begin)
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2]), sys.argv[3:]))
