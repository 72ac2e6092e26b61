"""A scripted run of a server whose disk fails at one call: what was acknowledged stays, what was refused is not there.

`python faults.py` runs it at every call index for each kind of fault; tests run it at a few.
"""

import argparse
import contextlib
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import threading
import time

import grpc

import conftest
from stubs import load

HERE = pathlib.Path(__file__).resolve().parent
KINDS = ("enospc", "erofs", "eio", "fsync")

common, _ = load("tutelage/v1/common")
projects, projects_grpc = load("tutelage/v1/projects")
prediction, prediction_grpc = load("tutelage/v1/prediction")
labeling, labeling_grpc = load("tutelage/v1/labeling")
training, training_grpc = load("tutelage/v1/training")
models, models_grpc = load("tutelage/v1/models")


class Finding(AssertionError):
    """What must not happen."""


def build(folder):
    """Compile the library that makes calls fail."""
    library = folder / "faults.so"
    subprocess.run(["cc", "-O1", "-shared", "-fPIC", "-o", library, HERE / "faults.c", "-ldl"], check=True)
    return library


class Run:
    """One server, its faults, and a model of what it must hold."""

    def __init__(self, folder, library, kind, index):
        self.folder, self.index, self.kind = folder, index, kind
        self.data = folder / "data"
        self.healed = folder / "healed"
        self.environment = {
            "LD_PRELOAD": str(library),
            "FAULT_PATH": str(self.data),
            "FAULT_KIND": kind,
            "FAULT_INDEX": str(index),
            "FAULT_HEALED": str(self.healed),
            "FAULT_LOG": str(folder / "log"),
        }
        # A failed fsync comes once: what was written may be lost although the next one succeeds.
        if kind == "fsync":
            self.environment["FAULT_ONCE"] = "1"
        self.server = self.channel = None
        self.examples = {}
        self.maybe = {}
        self.deleted = set()
        self.projects = set()
        self.gone = set()
        self.predicted = None
        self.refusals = []

    @property
    def failed_calls(self):
        """Return the calls that were made to fail."""
        log = self.folder / "log"
        return log.read_text().splitlines() if log.exists() else []

    def heal(self):
        self.healed.touch()

    def start(self):
        """Start the server; refused for its disk it says so, and starts when that is mended."""
        for _ in range(2):
            try:
                with changed_environment(self.environment):
                    self.server = conftest.Server(self.data)
                break
            except RuntimeError as refused:
                if not re.search(r"error: .+", str(refused)) or "Fatal error" in str(refused):
                    raise Finding(f"it does not start and does not say why: {refused}") from refused
                self.refusals.append(str(refused))
                self.heal()
        else:
            raise Finding(f"it does not start on a disk that is mended: {self.refusals[-1]}")
        self.channel = grpc.insecure_channel(self.server.address)

    def stop(self):
        self.channel.close()
        if self.server.process.poll() is not None:
            raise Finding(f"the server has ended with {self.server.process.returncode}: {self.log()}")
        code = self.server.stop()
        if code not in (0, 1):
            raise Finding(f"the server ended with {code}: {self.log()}")

    def log(self):
        self.server.log.seek(0)
        return self.server.log.read()[-2000:]

    def attempt(self, call, unsure=lambda: None):
        """Call until it is acknowledged; the disk is mended at the first refusal."""
        end = time.monotonic() + 30
        while True:
            try:
                return call()
            except grpc.RpcError as refused:
                code = refused.code()
                if self.server.process.poll() is not None:
                    raise Finding(f"the server ended with {self.server.process.returncode}: {self.log()}") from refused
                if code not in (grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.DATA_LOSS, grpc.StatusCode.ABORTED):
                    raise Finding(f"{code}: {refused.details()}: {self.log()}") from refused
                self.refusals.append(f"{code}: {refused.details()}")
                unsure()
                self.heal()
                if time.monotonic() > end:
                    raise Finding(f"not recovered in 30 s: {refused.details()}") from refused
                time.sleep(0.05)

    def create(self, name):
        def call():
            projects_grpc.ProjectsStub(self.channel).CreateProject(
                projects.CreateProjectRequest(
                    name=name,
                    classes=["a", "b"],
                    input=common.InputSpecification(vector=common.VectorInput(dimension=4)),
                    request_id=f"create-{name}",
                )
            )

        self.attempt(call)
        self.projects.add(name)

    def ingest(self, project, ids, split=None):
        items = []
        for number in ids:
            item = labeling.IngestItem(example_id=f"{project}-{number}", input=common.Tensor(data=content(number)))
            if split is not None:
                item.split = split
                item.label.class_reference.index = number % 2
            items.append(item)
        request = labeling.IngestRequest(project=project, items=items)

        def call():
            replies = list(labeling_grpc.LabelingStub(self.channel).Ingest(iter([request])))
            if not replies or replies[-1].durable_count != len(items) or replies[-1].refused:
                raise Finding(f"an ingest that ended well acknowledged {replies}")

        self.attempt(call)
        for number in ids:
            self.examples[f"{project}-{number}"] = "ab"[number % 2] if split is not None else None

    def train(self):
        stub = training_grpc.TrainingStub(self.channel)
        for round in range(6):
            request = training.StartTrainingRequest(project="p", request_id=f"train-{round}")
            request.run.algorithm.name = "supervised"
            request.run.steps = 2
            job = self.attempt(lambda request=request: stub.StartTraining(request))

            # A job waits for a disk that is full, and so must not we for the job.
            mended = threading.Timer(1, self.heal)
            mended.start()

            def watch(job=job):
                for update in stub.WatchJob(training.WatchJobRequest(job_id=job.id)):
                    job = update.job
                return job

            job = self.attempt(watch)
            mended.cancel()
            if job.state == training.JOB_STATE_SUCCEEDED:
                return
            self.refusals.append(f"job: {job.failure}")
            self.heal()
        raise Finding(f"no training succeeds: {job.failure}")

    def predict(self):
        request = prediction.PredictRequest(project="p")
        request.inputs.CopyFrom(
            common.Tensor(
                data_type=common.DATA_TYPE_FLOAT32, shape=[8, 4], data=b"".join(content(n) for n in range(8))
            )
        )
        request.options.probabilities = True
        reply = self.attempt(lambda: prediction_grpc.PredictionStub(self.channel).Predict(request))
        bits = [list(row.probabilities) for row in reply.rows]
        if self.predicted not in (None, (reply.model_version, bits)):
            raise Finding("a version answers otherwise than before")
        self.predicted = (reply.model_version, bits)

    def answer(self, number):
        label = labeling.SubmittedLabel(example_id=f"p-{number}")
        label.class_reference.index = 1
        request = labeling.SubmitLabelsRequest(project="p", labels=[label], request_id=f"answer-{number}")
        self.attempt(lambda: labeling_grpc.LabelingStub(self.channel).SubmitLabels(request))
        self.examples[f"p-{number}"] = "b"

    def delete_example(self, number):
        request = labeling.DeleteExamplesRequest(
            project="p", example_ids=[f"p-{number}"], request_id=f"delete-{number}"
        )
        self.attempt(lambda: labeling_grpc.LabelingStub(self.channel).DeleteExamples(request))
        del self.examples[f"p-{number}"]
        self.deleted.add(f"p-{number}")

    def delete_project(self, name):
        def call():
            try:
                projects_grpc.ProjectsStub(self.channel).DeleteProject(
                    projects.DeleteProjectRequest(project=name, request_id=f"delete-{name}")
                )
            except grpc.RpcError as refused:
                if refused.code() != grpc.StatusCode.NOT_FOUND or not self.refusals:
                    raise
                raise Finding(f"project {name} is gone though its deletion was refused: {self.refusals}") from refused

        self.attempt(call)
        self.projects.discard(name)
        self.gone.add(name)
        self.examples = {key: value for key, value in self.examples.items() if not key.startswith(f"{name}-")}

    def check(self):
        """Compare all that can be read with the model."""
        names = {project.name for project in projects_grpc.ProjectsStub(self.channel).ListProjects(
            projects.ListProjectsRequest()
        ).projects}
        if names != self.projects:
            raise Finding(f"there are the projects {names} and not {self.projects}")
        stub = labeling_grpc.LabelingStub(self.channel)
        labels = {}
        for name in self.projects:
            for reply in stub.ExportLabels(labeling.ExportLabelsRequest(project=name)):
                for label in reply.records:
                    if label.source != common.LABEL_SOURCE_AUTO:
                        labels[label.example_id] = label.class_name
        expected = {key: value for key, value in self.examples.items() if value}
        if labels != expected:
            differ = {key for key in labels.keys() | expected.keys() if labels.get(key) != expected.get(key)}
            raise Finding(f"labels differ: {[(key, labels.get(key), expected.get(key)) for key in sorted(differ)]}")
        for key in self.examples:
            request = labeling.GetExampleRequest(project=key.split("-")[0], example_id=key)
            example = stub.GetExample(request)
            if not example.example_id:
                raise Finding(f"{key} is not there")
        for key in self.deleted:
            try:
                stub.GetExample(labeling.GetExampleRequest(project="p", example_id=key))
            except grpc.RpcError as refused:
                if refused.code() == grpc.StatusCode.NOT_FOUND:
                    continue
                raise
            raise Finding(f"{key} is still there")
        self.predict()

    def script(self):
        self.start()
        self.create("p")
        self.create("q")
        self.ingest("p", range(0, 20), common.SPLIT_TRAIN)
        self.ingest("p", range(20, 40), common.SPLIT_GATE)
        self.ingest("p", range(40, 60))
        self.ingest("q", range(60, 65))
        self.train()
        self.predict()
        self.answer(40)
        self.answer(41)
        self.delete_example(42)
        self.delete_project("q")
        self.check()
        self.stop()
        self.heal()
        self.start()
        self.check()
        # It takes everything again.
        self.ingest("p", range(70, 72), common.SPLIT_TRAIN)
        self.check()
        self.stop()


@contextlib.contextmanager
def changed_environment(values):
    before = dict(os.environ)
    os.environ.update(values)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def content(number):
    return bytes([number, 0, 0, 63]) * 4


def calls(library, kind):
    """Return how many calls the server makes that could fail."""
    with tempfile.TemporaryDirectory() as folder:
        run = Run(pathlib.Path(folder), library, kind, -1)
        run.script()
        process = str(run.failed_calls[0].split()[0])
        return sum(line.split()[0] == process for line in run.failed_calls)


def play(library, kind, index):
    """Play the script with a fault; return what was refused, and what failed."""
    with tempfile.TemporaryDirectory() as folder:
        run = Run(pathlib.Path(folder), library, kind, index)
        try:
            run.script()
        except Finding as finding:
            raise Finding(f"{kind} at {index} ({run.failed_calls[:1]}): {finding}") from finding
        except grpc.RpcError as refused:
            raise Finding(f"{kind} at {index} ({run.failed_calls[:1]}): {refused.details()}") from refused
        finally:
            if run.server and run.server.process.poll() is None:
                run.server.process.kill()
                run.server.process.wait()
        return run.refusals, run.failed_calls


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stride", type=int, default=1, help="play every so many-th index")
    parser.add_argument("--kinds", default=",".join(KINDS))
    options = parser.parse_args()
    findings = 0
    with tempfile.TemporaryDirectory() as folder:
        library = build(pathlib.Path(folder))
        for kind in options.kinds.split(","):
            count = calls(library, kind)
            refused = struck = played = 0
            for index in range(0, count, options.stride):
                try:
                    refusals, failed = play(library, kind, index)
                except Finding as finding:
                    findings += 1
                    print(f"FOUND {finding}", flush=True)
                    continue
                played += 1
                struck += bool(failed)
                refused += bool(refusals)
            print(f"{kind}: {count} calls, {played} played well, {struck} met their fault, {refused} refused", flush=True)
    sys.exit(1 if findings else 0)


if __name__ == "__main__":
    main()
