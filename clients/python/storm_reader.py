"""All that can be read of a server, as the entities of storm_model."""

import hashlib

from faults import common, labeling, labeling_grpc, models, models_grpc, prediction, prediction_grpc
from faults import Finding, projects, projects_grpc, training, training_grpc
from stubs import load

tokens, tokens_grpc = load("tutelage/v1/tokens")

PEOPLE = (common.LABEL_SOURCE_HUMAN, common.LABEL_SOURCE_CORRECTED)
FINAL = (training.JOB_STATE_SUCCEEDED, training.JOB_STATE_FAILED, training.JOB_STATE_CANCELLED)
DECISIONS_LISTED = 20
STRANGER = "stranger"


def short(digest):
    """Return enough of a digest to tell it from others."""
    return bytes(digest).hex()[:16]


class Reader:
    """Reads one server after the other on the same directory, and remembers what may not change."""

    def __init__(self):
        self.ended, self.answers = {}, {}

    def read(self, channel, local, is_whole):
        """Return the values of each entity; more than one where it is there more than once."""
        self.seen, self.truncated = {}, set()
        self.labeling = labeling_grpc.LabelingStub(channel)
        self.models = models_grpc.ModelsStub(channel)
        self.prediction = prediction_grpc.PredictionStub(channel)
        self.training = training_grpc.TrainingStub(channel)
        self.projects = projects_grpc.ProjectsStub(channel)
        for project in paged(self.projects.ListProjects, projects.ListProjectsRequest(), "projects"):
            self.see("project", project.name, value=project.classes[-1])
            self.read_project(project.name, is_whole)
        for token in tokens_grpc.TokensStub(local).ListTokens(tokens.ListTokensRequest()).tokens:
            self.see("token", token.name, value=True)
        return self.seen

    def see(self, *entity, value):
        self.seen.setdefault(entity, []).append(value)

    def is_truncated(self, entity):
        """Whether only the latest of what the entity belongs to are listed."""
        return entity[0] == "gate" and entity[1:3] in self.truncated

    def read_project(self, name, is_whole):
        jobs = self.read_jobs(name)
        self.read_models(name, jobs, is_whole)
        self.read_policies(name)
        self.read_draws(name)
        examples = self.read_examples(name, is_whole)
        counts = self.projects.GetProject(projects.GetProjectRequest(project=name)).counts
        if counts.examples != len(examples):
            raise Finding(f"{name} counts {counts.examples} examples, and {len(examples)} are exported")
        if is_whole:
            self.read_review(name, examples)
            for id in list(examples)[:20]:
                self.read_example(name, id)

    def read_examples(self, name, is_whole):
        """See each example with its labels by people; its records are a chain."""
        request = labeling.ExportLabelsRequest(project=name, include_superseded=True, include_undecided=True)
        examples = {}
        for reply in self.labeling.ExportLabels(request):
            for record in reply.records:
                examples.setdefault(record.example_id, []).append(record)
        for id, records in examples.items():
            first = records[0]
            is_imported = first.source == common.LABEL_SOURCE_IMPORTED
            answers = tuple((record.label_id, record.class_name) for record in records if record.source in PEOPLE)
            value = (
                short(first.input_sha256),
                first.place,
                first.split if is_imported else 0,
                first.class_name if is_imported else "",
                answers,
            )
            self.see("example", name, id if first.place.endswith(id) else f"@{first.place}", value=value)
        if is_whole:
            self.check_standing(name, examples)
        return examples

    def check_standing(self, name, examples):
        """One record of each example stands, the last one."""
        request = labeling.ExportLabelsRequest(project=name, include_undecided=True)
        standing = [record for reply in self.labeling.ExportLabels(request) for record in reply.records]
        ids = [record.example_id for record in standing]
        if len(ids) != len(set(ids)) or set(ids) < set(examples):
            raise Finding(f"{name}: {len(ids)} records stand, of {len(set(ids))} of {len(examples)} examples")

    def read_example(self, name, id):
        example = self.labeling.GetExample(labeling.GetExampleRequest(project=name, example_id=id))
        if hashlib.sha256(example.input.data).digest() != example.input_sha256:
            raise Finding(f"{name} {id} has another content than its digest")
        wanted = id if id.startswith("grouped-") else ""
        if example.group != wanted:
            raise Finding(f"{name} {id} is of the group {example.group!r}, and not {wanted!r}")

    def read_review(self, name, examples):
        """See what a stranger is shown, which others have not claimed; samples are as many as are open."""
        request = labeling.ListReviewRequest(project=name, questions=[labeling.QUESTION_SAMPLE], page_size=1000)
        samples = [item.draw_id for item in paged(self.labeling.ListReview, request, "items")]
        for draw in self.labeling.ListDraws(labeling.ListDrawsRequest(project=name)).draws:
            if samples.count(draw.id) != draw.open:
                raise Finding(f"{name} draw {draw.id} has {draw.open} open and lists {samples.count(draw.id)}")
        # Who is shown the least sure spoils the windows of draws; only some projects are for that.
        if not is_reviewed(name):
            return
        request = labeling.ListReviewRequest(project=name, annotator=STRANGER, page_size=1000)
        for item in paged(self.labeling.ListReview, request, "items"):
            if item.example_id not in examples:
                raise Finding(f"{name} asks about {item.example_id}, which is not there")
            self.see("claim", name, item.example_id, value=True)
            if item.question == labeling.QUESTION_REVIEW:
                self.see("waits", name, item.example_id, value=True)

    def read_jobs(self, name):
        jobs = {job.id: job for job in paged(self.training.ListJobs, training.ListJobsRequest(project=name), "jobs")}
        for id, job in jobs.items():
            kind = "comparison" if job.HasField("comparison") else job.WhichOneof("run")
            if kind is None:
                self.see("relabel", name, id, value=True)
            else:
                run = getattr(job, kind)
                self.see("job", name, self.run_of(run).seed, value=kind)
            if job.cancel_requested or job.state == training.JOB_STATE_CANCELLED:
                self.see("cancel", name, id, value=True)
            if self.ended.setdefault(id, job.state) in FINAL and self.ended[id] != job.state:
                raise Finding(f"job {id} had ended as {self.ended[id]} and is {job.state}")
            self.ended[id] = job.state
        return jobs

    @staticmethod
    def run_of(run):
        """Return how networks are trained in a run of any kind."""
        names = {"SelfTrainingRun": "student", "DistillationRun": "student", "ComparisonRun": "run"}
        name = names.get(type(run).__name__)
        return getattr(run, name) if name else run

    def read_models(self, name, jobs, is_whole):
        """See models and releases; what is listed answers as it did, and a release names one that is there."""
        for _ in range(5):
            listed = list(paged(self.models.ListModels, models.ListModelsRequest(project=name), "models"))
            releases = list(paged(self.models.ListReleases, models.ListReleasesRequest(project=name), "releases"))
            champions = [model.version for model in listed if model.state == models.MODEL_STATE_CHAMPION]
            if champions == [release.model_version for release in releases[:1]]:
                break
        else:
            raise Finding(f"{name} has the champions {champions}, and its last release is {releases[:1]}")
        for model in listed:
            self.read_model(name, model, is_whole)
        self.check_made(name, listed, jobs)
        versions = {model.version for model in listed}
        rollbacks = {}
        for release in releases:
            self.see("release", name, release.number, value=release.model_version)
            if release.model_version not in versions:
                raise Finding(f"{name} release {release.number} names version {release.model_version}, not there")
            if release.reason.startswith("rolled back to release "):
                target = int(release.reason.split()[4].rstrip(","))
                # New policies repeat the reason of the release before.
                rollbacks.setdefault(target, []).append(release.policy_version)
        for target, policies in rollbacks.items():
            for _ in range(max(policies.count(version) for version in policies)):
                self.see("rollback", name, target, value=True)

    def read_model(self, name, model, is_whole):
        is_deleted = model.state == models.MODEL_STATE_DELETED
        if model.lineage.algorithm == "imported":
            self.see("import", name, model.lineage.note, value=(short(model.weights_sha256), is_deleted))
        for decision in model.gate_decisions:
            if decision.policy.WhichOneof("rule") == "non_inferior":
                self.see("gate", name, model.version, decision.policy.non_inferior.margin, value=True)
        if len(model.gate_decisions) >= DECISIONS_LISTED:
            self.truncated.add((name, model.version))
        is_served = model.state in (models.MODEL_STATE_CHAMPION, models.MODEL_STATE_CANARY, models.MODEL_STATE_SHADOW)
        if not is_deleted and (is_whole or is_served):
            self.predict(name, model)
        if not is_deleted and is_whole:
            request = models.ExportModelRequest(project=name, model_version=model.version)
            weights = b"".join(part.chunk for part in self.models.ExportModel(request))
            if hashlib.sha256(weights).digest() != model.weights_sha256:
                raise Finding(f"{name} version {model.version} has other weights than its digest")

    def predict(self, name, model):
        """A version answers the same bits for ever."""
        request = prediction.PredictRequest(project=name, model_version=model.version)
        rows = hashlib.shake_128(b"rows").digest(32)
        request.inputs.CopyFrom(
            common.Tensor(data_type=common.DATA_TYPE_FLOAT32, shape=[8, 4], data=b"".join(number(row) for row in rows))
        )
        request.options.logits = True
        bits = [tuple(row.logits) for row in self.prediction.Predict(request).rows]
        key = (name, model.version, model.weights_sha256)
        if self.answers.setdefault(key, bits) != bits:
            raise Finding(f"{name} version {model.version} answers otherwise than before")

    def check_made(self, name, listed, jobs):
        """A job that made a version and that version name each other, and no job made two."""
        made = [model.lineage.job_id for model in listed if model.lineage.job_id]
        if len(made) != len(set(made)):
            raise Finding(f"{name} has versions of the same job: {sorted(made)}")
        versions = {model.version: model.lineage.job_id for model in listed}
        for id, job in jobs.items():
            if job.model_version and versions.get(job.model_version) not in (id, None):
                raise Finding(f"job {id} names version {job.model_version}, of job {versions.get(job.model_version)}")
            if job.state == training.JOB_STATE_SUCCEEDED and job.WhichOneof("run") and not job.model_version:
                raise Finding(f"job {id} has succeeded and names no version")

    def read_policies(self, name):
        policies = self.labeling.GetPolicies(labeling.GetPoliciesRequest(project=name))
        self.see("policies", name, value=policies.hold_out)
        plan = self.models.GetTraffic(models.GetTrafficRequest(project=name))
        if plan.not_in_force:
            raise Finding(f"{name} has a plan that is not in force: {plan.not_in_force}")
        shares = [(canary.model_version, canary.percent) for canary in plan.canaries]
        self.see("traffic", name, value=shares[0] if shares else None)

    def read_draws(self, name):
        for draw in self.labeling.ListDraws(labeling.ListDrawsRequest(project=name)).draws:
            self.see("draw", name, draw.seed, value=(draw.split, draw.count))


def is_reviewed(name):
    """Whether the least sure of a project are shown to people."""
    return name[-1] in "02468"


def number(byte):
    """Return the bytes of a small finite Float32."""
    return bytes([0, 0, byte, 63])


def paged(method, request, field):
    """Yield the items of all pages."""
    while True:
        reply = method(request)
        yield from getattr(reply, field)
        if not reply.next_page_token:
            return
        request.page_token = reply.next_page_token
