"""Doors by which what a model learned from could come back as proof of how good it is."""

import json
import struct

import numpy
import pytest

import stubs

common, _ = stubs.load("tutelage/v1/common")
distillation, distillation_grpc = stubs.load("tutelage/v1/distillation")
labeling, labeling_grpc = stubs.load("tutelage/v1/labeling")
models, models_grpc = stubs.load("tutelage/v1/models")
projects, projects_grpc = stubs.load("tutelage/v1/projects")
training, training_grpc = stubs.load("tutelage/v1/training")

COLUMNS, STEPS = 4, 60
LABELED, BACKLOG, PROTECTED, DRAWN = 40, 300, 200, 120


class Project:
    """A project with labels, a backlog, a gate and a certify split, and one version trained on those."""

    def __init__(self, channel, name):
        self.name = name
        self.random = numpy.random.default_rng(len(name))
        self.distillation = distillation_grpc.DistillationStub(channel)
        self.labeling = labeling_grpc.LabelingStub(channel)
        self.models = models_grpc.ModelsStub(channel)
        self.training = training_grpc.TrainingStub(channel)
        create = projects.CreateProjectRequest(name=name, classes=["low", "high"])
        create.input.vector.dimension = COLUMNS
        create.policies.auto_label.relabel_by_hand = True
        create.policies.gate.always.SetInParent()
        projects_grpc.ProjectsStub(channel).CreateProject(create)
        self.ingest("train", self.rows(LABELED), common.SPLIT_TRAIN)
        self.backlog = self.rows(BACKLOG)
        self.ingest("backlog", self.backlog)
        self.certify_rows = self.rows(PROTECTED)
        self.ingest("gate", self.rows(PROTECTED), common.SPLIT_GATE)
        self.ingest("certify", self.certify_rows, common.SPLIT_CERTIFY)

    def rows(self, count):
        """Rows of two classes far apart: the first column tells, by its sign."""
        rows = self.random.standard_normal((count, COLUMNS)).astype("float32")
        rows[:, 0] += numpy.where(rows[:, 1] > 0, 4, -4)
        return rows

    def ingest(self, name, rows, split=None):
        request = labeling.IngestRequest(project=self.name)
        for number, row in enumerate(rows):
            item = request.items.add(example_id=f"{name}-{number}")
            item.input.data = row.tobytes()
            if split is not None:
                item.split = split
                item.label.class_reference.index = int(row[0] > 0)
        replies = list(self.labeling.Ingest(iter([request])))
        assert not replies[-1].refused

    def answer_draw(self):
        """Draws a sample of the backlog, and says what it is."""
        self.labeling.DrawSample(labeling.DrawSampleRequest(
            project=self.name, split=common.SPLIT_CERTIFY_POOL, count=DRAWN))
        waiting = self.labeling.ListReview(labeling.ListReviewRequest(
            project=self.name, page_size=DRAWN, questions=[labeling.QUESTION_SAMPLE])).items
        request = labeling.SubmitLabelsRequest(project=self.name)
        for item in waiting:
            answer = request.labels.add(example_id=item.example_id, question=labeling.QUESTION_SAMPLE)
            answer.class_reference.index = int(numpy.frombuffer(item.input.data, "float32")[0] > 0)
        assert len(self.labeling.SubmitLabels(request).results) == DRAWN

    def train(self, algorithm="pseudo_label", initial_version=0):
        request = training.StartTrainingRequest(project=self.name)
        request.run.algorithm.name = algorithm
        self.network(request.run).initial_version = initial_version
        return self.finish(self.training.StartTraining(request))

    @staticmethod
    def network(run):
        run.network.perceptron.hidden.append(8)
        run.steps = STEPS
        return run

    def finish(self, job):
        for update in self.training.WatchJob(training.WatchJobRequest(job_id=job.id)):
            job = update.job
        assert job.state == training.JOB_STATE_SUCCEEDED, job.failure
        return job

    def certify(self, version):
        self.models.Promote(models.PromoteRequest(project=self.name, model_version=version))
        reply = self.models.Certify(models.CertifyRequest(project=self.name))
        self.finish(self.labeling.StartRelabel(labeling.StartRelabelRequest(project=self.name)))
        return reply

    def accepted(self):
        """The names of the rows whose label in force is the machine's, with the kinds of certificates."""
        request = labeling.ExportLabelsRequest(project=self.name, sources=[common.LABEL_SOURCE_AUTO])
        return {record.example_id: record.decision.kind
                for reply in self.labeling.ExportLabels(request) for record in reply.records}

    def decide(self, rows):
        tensor = common.Tensor(data_type=common.DATA_TYPE_FLOAT32, shape=rows.shape, data=rows.tobytes())
        return self.labeling.Label(labeling.LabelRequest(project=self.name, inputs=tensor)).rows

    def must_know_the_backlog(self, version):
        """The version has a certificate for new rows, and the backlog is none of those."""
        reply = self.certify(version)
        assert reply.release.model_version == version
        assert reply.release.HasField("certificate"), reply.looks
        fresh = self.decide(self.rows(100))
        assert sum(row.decision == common.DECISION_ACCEPTED for row in fresh) > 50
        assert {row.reason for row in self.decide(self.backlog)} == {common.DECISION_REASON_SEEN_IN_TRAINING}
        assert not self.accepted()

    def export(self, version):
        parts = self.models.ExportModel(models.ExportModelRequest(project=self.name, model_version=version))
        return b"".join(part.chunk for part in parts if part.WhichOneof("part") == "chunk")

    def import_model(self, tensors):
        """Imports tensors under names in another order, and as doubles."""
        header, body = {"__metadata__": {"made": "elsewhere"}}, b""
        for name, values in reversed(list(tensors.items())):
            data = values.astype("float64").tobytes()
            header[name] = {"dtype": "F64", "shape": values.shape,
                            "data_offsets": [len(body), len(body) + len(data)]}
            body += data
        text = json.dumps(header).encode()
        start = models.ImportModelHeader(project=self.name)
        start.network.perceptron.hidden.append(8)
        chunk = struct.pack("<Q", len(text)) + text + body
        return self.models.ImportModel(iter([
            models.ImportModelRequest(header=start), models.ImportModelRequest(chunk=chunk)]))


def tensors(file):
    length = struct.unpack("<Q", file[:8])[0]
    return {name: numpy.frombuffer(file, "float32", offset=8 + length + entry["data_offsets"][0],
                                   count=int(numpy.prod(entry["shape"]))).reshape(entry["shape"])
            for name, entry in json.loads(file[8:8 + length]).items() if "dtype" in entry}


@pytest.fixture
def project(channel, request):
    return Project(channel, request.node.name.replace("_", "-"))


def test_self_training(project):
    """Neither drawn rows nor what equals a certify row brings its label into a snapshot."""
    project.answer_draw()
    first = project.train()
    assert (first.snapshot.labeled, first.snapshot.unlabeled) == (LABELED, BACKLOG)
    # What the champion says of these would teach the labels of the certify split.
    project.ingest("twin", project.certify_rows)
    reply = project.certify(first.model_version)
    assert reply.release.HasField("certificate") and reply.release.pool_certificates
    kinds = project.accepted()
    assert sum(name.startswith("twin") for name in kinds) > PROTECTED / 2
    assert sum(kind == common.CERTIFICATE_KIND_POOL for kind in kinds.values()) > (BACKLOG - DRAWN) / 2
    request = training.StartSelfTrainingRequest(project=project.name)
    request.run.teacher_version, request.run.rounds = first.model_version, 1
    project.network(request.run.student)
    again = project.finish(project.training.StartSelfTraining(request))
    assert (again.snapshot.labeled, again.snapshot.unlabeled) == (LABELED, BACKLOG)
    assert again.snapshot.reserved == PROTECTED


def test_distillation(project):
    """A student has seen what its teacher has, also what its own snapshot leaves out."""
    teacher = project.train().model_version
    policies = project.labeling.GetPolicies(labeling.GetPoliciesRequest(project=project.name))
    policies.hold_out = 0.9
    project.labeling.SetPolicies(labeling.SetPoliciesRequest(project=project.name, policies=policies))
    request = distillation.StartDistillationRequest(project=project.name)
    request.run.teacher_version = teacher
    project.network(request.run.student)
    job = project.finish(project.distillation.StartDistillation(request))
    assert job.snapshot.held_out > BACKLOG / 2
    project.must_know_the_backlog(job.model_version)


def test_warm_start(project):
    """A version has seen what the version has that it started from."""
    first = project.train().model_version
    job = project.train("supervised", initial_version=first)
    assert job.snapshot.unlabeled == 0
    project.must_know_the_backlog(job.model_version)


def test_import_of_known_weights(project):
    """Weights that left and came back have seen what they had, and nothing is known of others."""
    first = project.train().model_version
    values = tensors(project.export(first))
    back = project.import_model(values)
    assert back.lineage.same_as_version == first
    project.must_know_the_backlog(back.version)

    values["classifier.bias"] = values["classifier.bias"] + numpy.float32(0.001)
    other = project.import_model(values)
    assert other.lineage.same_as_version == 0
    reply = project.certify(other.version)
    assert not reply.release.HasField("certificate")
    assert "ingested after the import" in reply.looks[0].reason
    assert {row.decision for row in project.decide(project.rows(100))} == {common.DECISION_ABSTAINED}
