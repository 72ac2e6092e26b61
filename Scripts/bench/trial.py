"""The calls of one project whose rows' truth is known."""

import grpc

import stubs
import synthetic

common, _ = stubs.load("tutelage/v1/common")
distillation, _ = stubs.load("tutelage/v1/distillation")
labeling, _ = stubs.load("tutelage/v1/labeling")
models, _ = stubs.load("tutelage/v1/models")
projects, _ = stubs.load("tutelage/v1/projects")
training, _ = stubs.load("tutelage/v1/training")

EPSILON = 0.05
# Rows of one message.
BATCH = 1000
STUBS = [("distillation", "Distillation"), ("labeling", "Labeling"), ("models", "Models"),
         ("projects", "Projects"), ("training", "Training")]


def must(holds, what):
    """For what holds always, and not with a confidence only."""
    if not holds:
        raise AssertionError(what)


def is_refused(call, *arguments):
    """Whether a call meets a state that forbids it."""
    try:
        call(*arguments)
    except grpc.RpcError as refused:
        must(refused.code() == grpc.StatusCode.FAILED_PRECONDITION, refused.details())
        return True
    return False


class Trial:
    """A project, and the rows that it was given."""

    def __init__(self, server, name, source, per_class=False, relabels=False):
        self.name, self.source = name, source
        self.rows = {}
        # The pools of rows that were drawn from one.
        self.pools = {}
        for file, service in STUBS:
            setattr(self, file, server.stub(file, service))
        create = projects.CreateProjectRequest(
            name=name, classes=[f"class {label}" for label in range(source.classes)])
        create.input.vector.dimension = source.columns
        policies = create.policies
        policies.auto_label.guarantee.epsilon = EPSILON
        policies.auto_label.guarantee.per_class = per_class
        policies.auto_label.relabel_by_hand = not relabels
        policies.gate.always.SetInParent()
        policies.review.queue_limit = 100_000
        self.projects.CreateProject(create)

    def add(self, rows, split=None):
        """Ingests rows, with their truth where there is a split; returns the names of refused ones."""
        refused = set()
        for start in range(0, len(rows), BATCH):
            part = rows[start:start + BATCH]
            request = labeling.IngestRequest(project=self.name, items=[item(row, split) for row in part])
            for reply in self.labeling.Ingest(iter([request])):
                refused |= {part[refusal.index].name for refusal in reply.refused}
        self.rows |= {row.name: row for row in rows if row.name not in refused}
        return refused

    def protect(self, gate=128, certify=500):
        """A gate split and a certify split, both random."""
        refused = self.add(self.source.rows(gate, "gate"), common.SPLIT_GATE)
        refused |= self.add(self.source.rows(certify, "certify"), common.SPLIT_CERTIFY)
        must(not refused, "rows of the protected splits were refused")

    def import_model(self, layers, attest=""):
        header = models.ImportModelHeader(project=self.name, attest_unseen=attest)
        widths = synthetic.hidden(layers)
        if widths:
            header.network.perceptron.hidden.extend(widths)
        else:
            header.network.linear.SetInParent()
        chunk = synthetic.safetensors(layers)
        parts = [models.ImportModelRequest(header=header), models.ImportModelRequest(chunk=chunk)]
        return self.models.ImportModel(iter(parts)).version

    def train(self, hidden=(16,), steps=150, seed=0, threshold=0.95):
        """Trains a version on the project as it is, with its own labels of what has none; it serves."""
        return self.run(hidden, steps, seed, threshold).model_version

    def go_on(self, version, layers):
        """Trains a version that starts from another and hardly leaves it, on the project as it is."""
        start = training.TrainingRun(initial_version=version)
        start.optimizer.sgd.learning_rate, start.optimizer.gradient_norm_limit = 1e-8, 1e-8
        start.ema_decay = 0
        return self.run(synthetic.hidden(layers), steps=1, start=start).model_version

    def run(self, hidden, steps, seed=0, threshold=0.95, start=None):
        request = training.StartTrainingRequest(project=self.name, run=start)
        request.run.algorithm.name = "pseudo_label"
        request.run.algorithm.hyper_parameters["threshold"].number = threshold
        request.run.network.perceptron.hidden.extend(hidden)
        request.run.steps, request.run.seed = steps, seed
        return self.finish(self.training.StartTraining(request))

    def distil(self, teacher, seed):
        request = distillation.StartDistillationRequest(project=self.name)
        request.run.teacher_version = teacher
        student = request.run.student
        student.network.perceptron.hidden.append(16)
        student.steps, student.seed = 150, seed
        return self.finish(self.distillation.StartDistillation(request)).model_version

    def finish(self, job):
        for update in self.training.WatchJob(training.WatchJobRequest(job_id=job.id)):
            job = update.job
        must(job.state == training.JOB_STATE_SUCCEEDED, f"{training.JobKind.Name(job.kind)}: "
             f"{training.JobState.Name(job.state)} {job.failure}")
        return job

    def serve(self, version):
        reply = self.models.Promote(models.PromoteRequest(project=self.name, model_version=version))
        must(reply.promoted, f"version {version} was not promoted: {reply.gate.reason}")

    def certify(self):
        """Takes looks for the certificates that the champion has not; returns the release."""
        return self.models.Certify(models.CertifyRequest(project=self.name)).release

    def certificate(self):
        """Takes a look for new data; returns the certificate or None, and the sentence about the look."""
        reply = self.models.Certify(models.CertifyRequest(project=self.name))
        has = reply.release.HasField("certificate")
        return reply.release.certificate if has else None, reply.looks[0].reason

    def relabel(self):
        self.finish(self.labeling.StartRelabel(labeling.StartRelabelRequest(project=self.name)))

    def wait(self):
        """Waits for what is queued or runs."""
        request = training.ListJobsRequest(
            project=self.name, states=[training.JOB_STATE_QUEUED, training.JOB_STATE_RUNNING])
        for job in self.training.ListJobs(request).jobs:
            for _ in self.training.WatchJob(training.WatchJobRequest(job_id=job.id)):
                pass

    def decide(self, rows):
        """The champion's decisions about rows; nothing is stored."""
        decisions = []
        for start in range(0, len(rows), BATCH):
            part = rows[start:start + BATCH]
            tensor = common.Tensor(data_type=common.DATA_TYPE_FLOAT32, shape=[len(part), self.source.columns],
                                   data=b"".join(row.data for row in part))
            decisions += self.labeling.Label(labeling.LabelRequest(project=self.name, inputs=tensor)).rows
        return decisions

    def records(self):
        """The labels in force, by the names of their rows."""
        request = labeling.ExportLabelsRequest(project=self.name)
        return {record.example_id: record
                for reply in self.labeling.ExportLabels(request) for record in reply.records}

    def accepted(self):
        """The labels in force that no person gave."""
        return {name: record for name, record in self.records().items()
                if record.source == common.LABEL_SOURCE_AUTO}

    def draw(self, split, count, seed):
        request = labeling.DrawSampleRequest(project=self.name, split=split, count=count, seed=seed)
        return self.labeling.DrawSample(request)

    def listed(self, question, limit=100_000):
        """What waits for a person: samples as they were drawn, the others least sure first."""
        items, token = [], ""
        while True:
            request = labeling.ListReviewRequest(project=self.name, questions=[question], page_token=token,
                                                 page_size=min(BATCH, limit - len(items)))
            reply = self.labeling.ListReview(request)
            items += reply.items
            token = reply.next_page_token
            if not token or len(items) == limit:
                return items

    def submit(self, names, question=labeling.QUESTION_UNSPECIFIED, skips=(), wrong=False):
        """People say the truth about rows, something else, or that they cannot tell."""
        answers = []
        for name in names:
            answer = labeling.SubmittedLabel(example_id=name, question=question)
            truth = self.rows[name].truth
            if name in skips:
                answer.skip_reason = "not to be told"
            else:
                answer.class_reference.index = self.source.other(truth) if wrong else truth
            answers.append(answer)
        return self.labeling.SubmitLabels(labeling.SubmitLabelsRequest(project=self.name, labels=answers))

    def answer_sample(self, skips=()):
        """Answers what was drawn, but for skips; returns the names."""
        pools = {draw.id: draw.pool for draw in
                 self.labeling.ListDraws(labeling.ListDrawsRequest(project=self.name)).draws}
        drawn = {item.example_id: pools[item.draw_id] for item in self.listed(labeling.QUESTION_SAMPLE)}
        self.pools |= drawn
        self.submit(drawn, labeling.QUESTION_SAMPLE, skips)
        return list(drawn)


def item(row, split):
    item = labeling.IngestItem(example_id=row.name, group=row.group)
    item.input.data = row.data
    if split is not None:
        item.split = split
        item.label.class_reference.index = row.truth
    return item
