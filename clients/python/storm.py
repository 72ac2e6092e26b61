"""kill -9 at random moments under writers that do everything which the API can write.

`python storm.py --kills 200 --writers 20 --seed 1` records what each write was answered, and after each start compares
all that can be read with what storm_model says may be there.

Written are: CreateProject, DeleteProject; Ingest, LabelStream, DrawSample, ListReview (claims), SubmitLabels (answers,
corrections, skips), DeleteExamples, SetPolicies, StartRelabel; StartTraining, StartSelfTraining, StartDistillation,
StartComparison, CancelJob; ImportModel, DeleteModel, Promote, Rollback, Certify, CompareModels (it counts), SetTraffic; CreateToken and
RevokeToken, on the socket in the data directory. Left out is what stores nothing:
Predict, PredictStream, Embed, Label, SoftLabels, GetProject, ListProjects, ListDraws, ExportLabels, GetPolicies,
LabelReport, GetExample, GetJob, ListJobs, WatchJob, ListAlgorithms, ListNetworks, ListModels, GetModel, ExportModel,
GetTraffic, ListReleases and ListTokens, by most of which the store is read here; the dry runs of SetPolicies, Promote and Certify; the loads and
unloads of the inference protocol, which a restart forgets; and the calls of workers, which the server's own make here.
"""

import argparse
import collections
import contextlib
import json
import pathlib
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time

import grpc

import conftest

from faults import Finding, training, training_grpc
from storm_model import ACKNOWLEDGED, Model, Operation
from storm_reader import FINAL, Reader, paged
from storm_writer import WEIGHTS, Shared, Writer

WHOLE_EVERY = 10
DATABASE = "tutelage.sqlite"
WRONG = re.compile(r"Fatal|[Cc]rashed|Z (error|critical) |data loss|damaged")
# A writer may delete a version before a job comes to compare with it, and a project before its worker has ended or
# while examples of it are erased.
EXPECTED = re.compile(
    r"(failed|cancelled): the weights of model version \d+ were deleted|cannot take back job \d+: there is no job"
    r"|not yet out of the files: (the snapshot \S+ is missing|cannot open \S+\.snapshot: No such file)"
)
TABLES = (
    "policy", "tally", "example", "label", "review", "claim", "shown", "skip", "sample", "draw", "pool",
    "deleted_example", "model", "model_event", "evaluation", "certificate", "look", "gate_decision", "release", "job",
    "snapshot", "traffic", "example_group", "example_place", "release_certificate",
)


def check_database(path):
    with contextlib.closing(sqlite3.connect(path)) as database:
        damage = [row[0] for row in database.execute("PRAGMA integrity_check")]
    if damage != ["ok"]:
        raise Finding(f"the database is damaged: {'; '.join(damage[:20])}")


class Storm:
    """One data directory, its servers one after the other, the writers, and the history of what they wrote."""

    def __init__(self, folder, writers, seed, left_out=()):
        self.data = pathlib.Path(folder) / "data"
        self.dice = random.Random(seed)
        self.model, self.reader = Model(), Reader()
        self.history, self.applied = [], 0
        self.lock = threading.Lock()
        self.turn = threading.Condition()
        self.round, self.parked, self.is_over = 0, 0, False
        self.is_killed = threading.Event()
        self.channels = []
        self.kills_at_start = 0
        self.shared = Shared()
        self.weights = {kind: weight for kind, weight in WEIGHTS.items() if kind not in left_out}
        self.writers = [Writer(number, seed, self) for number in range(writers)]
        self.server = None

    # For the writers.

    def record(self, writer, kind, project, begin, outcome, effects, code="", first=0):
        """Append to the history, in the order of the ends."""
        with self.lock:
            end = time.monotonic()
            self.history.append(Operation(writer, kind, project, begin, end, outcome, effects, code, first))

    def wait_for_turn(self, writer):
        """Wait for the next server; return whether there is one."""
        with self.turn:
            seen = self.round
            self.parked += 1
            self.turn.notify_all()
            self.turn.wait_for(lambda: self.round != seen or self.is_over)
            return not self.is_over

    def leave(self):
        with self.turn:
            self.parked += 1
            self.turn.notify_all()

    def connect(self):
        """Return a channel of the caller's own, and one to the socket in the data directory."""
        pair = self.channel(), grpc.insecure_channel(f"unix:{self.data}/worker.sock")
        with self.lock:
            self.channels += pair
        return pair

    # The servers.

    def channel(self):
        options = [("grpc.use_local_subchannel_pool", 1), ("grpc.max_receive_message_length", -1)]
        return grpc.insecure_channel(self.server.address, options=options)

    def start(self):
        """Start the server; now and then an earlier one is killed while it starts."""
        while self.dice.random() < 0.15:
            self.kills_at_start += 1
            arguments = ["serve", "--data-dir", str(self.data), "--listen", "127.0.0.1:0"]
            with tempfile.TemporaryFile("w+") as log:
                process = subprocess.Popen([conftest.binary(), *arguments], stdout=log, stderr=log)
                time.sleep(self.dice.uniform(0, 0.4))
                process.kill()
                process.wait()
                self.check_log(log)
        self.server = conftest.Server(self.data)

    def kill(self):
        self.is_killed.set()
        if self.server.process.poll() is not None:
            self.check_log(self.server.log)
            raise Finding(f"the server has ended with {self.server.process.returncode}")
        self.server.process.kill()
        self.server.process.wait()
        with self.turn:
            if not self.turn.wait_for(lambda: self.parked >= len(self.writers), timeout=120):
                raise Finding(f"{len(self.writers) - self.parked} writers do not hear that the server is gone")
        for channel in self.channels:
            channel.close()
        self.channels = []
        self.check_log(self.server.log)
        for writer in self.writers:
            if writer.error:
                raise writer.error

    def check_log(self, log):
        log.seek(0)
        for line in log:
            if WRONG.search(line) and not EXPECTED.search(line):
                raise Finding(f"the server logs: {line.strip()}")

    def let_write(self, seconds, least):
        self.is_killed.clear()
        with self.turn:
            self.parked = 0
            self.round += 1
            self.turn.notify_all()
        # A writer that finds something ends the round.
        end = time.monotonic() + 30
        while not self.is_killed.wait(seconds) and len(self.history) - self.applied < least and time.monotonic() < end:
            pass

    # The checks.

    def check(self, is_whole):
        """Compare what can be read with the history so far; nobody writes but the server's own jobs."""
        for operation in self.history[self.applied:]:
            self.model.apply(operation)
        self.applied = len(self.history)
        with self.channel() as channel, grpc.insecure_channel(f"unix:{self.data}/worker.sock") as local:
            now = time.monotonic()
            seen = self.reader.read(channel, local, is_whole)
            self.model.check(seen, now, self.reader.is_truncated)
        return seen

    def wait_for_jobs(self):
        """Each job ends."""
        end = time.monotonic() + 240
        with self.channel() as channel:
            stub = training_grpc.TrainingStub(channel)
            while True:
                jobs = list(paged(stub.ListJobs, training.ListJobsRequest(), "jobs"))
                unfinished = [job for job in jobs if job.state not in FINAL]
                if not unfinished:
                    return collections.Counter((job.kind, job.state) for job in jobs)
                if time.monotonic() > end:
                    raise Finding(f"{len(unfinished)} jobs do not end, such as {unfinished[-1]}")
                time.sleep(0.2)

    def check_directory(self):
        """Of what is deleted neither rows nor files are left, and each file that a row names is there."""
        check_database(self.data / DATABASE)
        with contextlib.closing(sqlite3.connect(self.data / DATABASE)) as database:
            def rows(query):
                return [row[0] for row in database.execute(query)]

            for table in TABLES:
                left = rows(f"SELECT COUNT(*) FROM {table} WHERE project NOT IN (SELECT key FROM project)")
                if left != [0]:
                    raise Finding(f"{left} rows of deleted projects are left in {table}")
            if rows("SELECT COUNT(*) FROM project WHERE name IS NULL") != [0]:
                raise Finding("a deleted project is left")
            named = set(rows("SELECT file FROM snapshot"))
            # The state 6 is that of a version whose weights were deleted.
            gone = "SELECT 1 FROM model_event AS e WHERE e.project = m.project AND e.version = m.version AND state = 6"
            weights = set(rows(f"SELECT file FROM model AS m WHERE NOT EXISTS ({gone})"))
        for folder, names in (("models", weights), ("snapshots", named)):
            found = {path.name for path in (self.data / folder).iterdir() if path.is_file()}
            if found != names:
                raise Finding(f"{folder}: {found - names} are left, {names - found} are missing")
        self.check_segments(named)

    def check_killed_database(self):
        """What a kill leaves, the log with it, is whole: looked at in a copy, so that the next server finds it as it was."""
        with tempfile.TemporaryDirectory(dir=self.data.parent) as folder:
            for name in (DATABASE, f"{DATABASE}-wal"):
                if (self.data / name).exists():
                    shutil.copyfile(self.data / name, pathlib.Path(folder) / name)
            check_database(pathlib.Path(folder) / DATABASE)

    def check_segments(self, snapshots):
        """What a snapshot is made of is there; the rows themselves only while somebody may learn from them."""
        folder = self.data / "snapshots"
        for name in snapshots:
            manifest = json.loads((folder / name).read_bytes()[len("TUTSNAP2"):])
            parts = [part["index"] + ".index" for part in manifest["segments"]] + [manifest["selection"] + ".selection"]
            missing = [part for part in parts if not (folder / "segments" / part).exists()]
            if missing:
                raise Finding(f"the snapshot {name} lacks {missing}")

    def play(self, kills, least=0):
        """Kill after `least` writes or later and check, then stop, start and check all of it."""
        for writer in self.writers:
            writer.start()
        with self.turn:
            self.turn.wait_for(lambda: self.parked == len(self.writers))
        try:
            self.start()
            for number in range(1, kills + 1):
                self.let_write(self.dice.uniform(0.05, 1.6), least)
                self.kill()
                if number % WHOLE_EVERY == 0:
                    self.check_killed_database()
                self.start()
                self.check(number % WHOLE_EVERY == 0 or number == kills)
                if number % WHOLE_EVERY == 0:
                    print(f"{number} kills, {len(self.history)} writes", flush=True)
            jobs = self.wait_for_jobs()
            for _ in range(2):
                seen = self.check(True)
                if self.server.stop() != 0:
                    raise Finding(f"the server ended with {self.server.process.returncode}")
                self.check_log(self.server.log)
                self.server = conftest.Server(self.data)
            self.server.stop()
            self.check_directory()
            return seen, jobs
        finally:
            self.is_over = True
            self.is_killed.set()
            with self.turn:
                self.turn.notify_all()
            if self.server and self.server.process.poll() is None:
                self.server.process.kill()
                self.server.process.wait()

    def summary(self):
        """Return a line for each kind of write: acknowledged, refused by code, unknown."""
        table = collections.defaultdict(collections.Counter)
        for operation in self.history:
            outcome = operation.outcome
            table[operation.kind][f"{outcome} {operation.code}".strip() if outcome == "refused" else outcome] += 1
        lines = [f"{kind:20} {', '.join(f'{count} {said}' for said, count in sorted(counts.items()))}"
                 for kind, counts in sorted(table.items())]
        return "\n".join(lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--writers", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", help="keep the data in this folder")
    parser.add_argument("--leave-out", default="", help=f"kinds, to narrow a finding down: some of {','.join(WEIGHTS)}")
    options = parser.parse_args()
    with contextlib.ExitStack() as stack:
        folder = options.keep or stack.enter_context(tempfile.TemporaryDirectory())
        storm = Storm(folder, options.writers, options.seed, options.leave_out.split(","))
        begin = time.monotonic()
        try:
            seen, jobs = storm.play(options.kills)
        except Finding as finding:
            print(storm.summary())
            print(f"FOUND {finding}")
            sys.exit(1)
        print(storm.summary())
        unknown = sum(operation.outcome == "unknown" for operation in storm.history)
        done = sum(operation.outcome == ACKNOWLEDGED for operation in storm.history)
        twice = sum(len(values) > 1 for entity, values in seen.items() if entity[0] == "gate")
        ends = [
            f"{count} {training.JobKind.Name(kind)[9:]} {training.JobState.Name(state)[10:]}".lower()
            for (kind, state), count in sorted(jobs.items())
        ]
        print(f"jobs of the projects at the end: {', '.join(ends)}")
        print(f"comparisons of cut-short promotions that were counted again: {twice} of those listed at the end")
        print(
            f"{options.kills} kills under {options.writers} writers and {storm.kills_at_start} during a start in "
            f"{time.monotonic() - begin:.0f} s: {done} writes acknowledged, {unknown} unknown, {len(seen)} entities at "
            f"the end: 0 lost, doubled or half done"
        )


if __name__ == "__main__":
    main()
