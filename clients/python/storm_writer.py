"""A client that writes everything that the API can write, and says what came of each write."""

import hashlib
import json
import random
import struct
import threading
import time

import grpc

from faults import common, labeling, labeling_grpc, models, models_grpc, projects, projects_grpc
from faults import Finding, training, training_grpc
from stubs import load
from storm_model import ACKNOWLEDGED, REFUSED, UNKNOWN
from storm_reader import is_reviewed, short, tokens, tokens_grpc

distillation, distillation_grpc = load("tutelage/v1/distillation")

SHARED = 5
TIMEOUT = 60
SPLITS = (
    common.SPLIT_TRAIN, common.SPLIT_TRAIN, common.SPLIT_GATE, common.SPLIT_CERTIFY, common.SPLIT_TEST,
)
Code = grpc.StatusCode
# What a server may say that lives; all else is a defect, or the end of it.
REFUSALS = {
    Code.NOT_FOUND, Code.ALREADY_EXISTS, Code.FAILED_PRECONDITION, Code.ABORTED, Code.INVALID_ARGUMENT,
    Code.RESOURCE_EXHAUSTED,
}
# How often each write is chosen.
WEIGHTS = {
    "ingest": 20, "label_stream": 8, "ingest_contested": 5, "ingest_unnamed": 3, "submit": 14, "skip": 4, "claim": 4,
    "delete_examples": 6, "draw": 5, "set_policies": 4, "import_model": 4, "delete_model": 3, "promote": 6,
    "rollback": 4, "certify": 2, "compare": 2, "set_traffic": 4, "start_training": 0.4, "start_self_training": 0.15,
    "start_distillation": 0.15, "start_comparison": 0.15, "cancel_job": 0.3, "start_relabel": 0.5, "create_token": 3, "revoke_token": 2,
    "private": 12, "lifetime": 0.4,
}


class Shared:
    """What writers tell each other of a project: versions, releases and jobs to name; none need be there."""

    def __init__(self):
        self.lock = threading.Lock()
        self.versions, self.releases, self.jobs = {}, {}, {}
        self.generations = {}

    def add(self, table, project, value):
        with self.lock:
            table.setdefault(project, []).append(value)
            del table[project][:-12]

    def pick(self, table, project, dice):
        with self.lock:
            return dice.choice(table.get(project) or [1])

    def take(self, table, project, dice):
        """Take one that nobody else gets."""
        with self.lock:
            found = table.get(project)
            return found.pop(dice.randrange(len(found))) if found else None

    def forget(self, project):
        """A project goes: of one of the same name the numbers say something else."""
        with self.lock:
            self.generations[project] = self.generations.get(project, 0) + 1
            for table in (self.versions, self.releases, self.jobs):
                table.pop(project, None)


class Writer(threading.Thread):
    """Writes while it may; a write that had no answer is tried again or left as it is."""

    def __init__(self, number, seed, storm):
        super().__init__(daemon=True)
        self.number, self.storm = number, storm
        self.dice = random.Random(f"{seed}-{number}")
        self.count = self.content = 0
        self.again = None
        self.checks_project = False
        self.pending = None
        self.examples, self.models, self.tokens = {}, {}, []
        self.stage, self.error = 0, None

    def run(self):
        try:
            while self.storm.wait_for_turn(self):
                self.connect()
                while not self.storm.is_killed.is_set():
                    self.step()
                    time.sleep(self.dice.random() * 0.02)
        except BaseException as error:
            self.error = error
            self.storm.is_killed.set()
        finally:
            self.storm.leave()

    def connect(self):
        # A project that was deleted when the server ended is made anew.
        self.checks_project = self.number < SHARED
        channel, local = self.storm.connect()
        self.stubs = {
            "projects": projects_grpc.ProjectsStub(channel), "labeling": labeling_grpc.LabelingStub(channel),
            "training": training_grpc.TrainingStub(channel), "models": models_grpc.ModelsStub(channel),
            "distillation": distillation_grpc.DistillationStub(channel), "tokens": tokens_grpc.TokensStub(local),
        }

    def step(self):
        if self.pending:
            pending, self.pending = self.pending, None
            # Most clients try again; what the others asked for is there or not.
            if self.dice.random() < 0.75:
                self.act(*pending)
                return
        if self.checks_project:
            self.checks_project = False
            self.create_project(f"p{self.number}")
        kind = self.dice.choices(list(self.storm.weights), self.storm.weights.values())[0]
        getattr(self, kind)(f"p{self.number % SHARED}")

    def tag(self):
        """Return a number that no other write of the run has."""
        self.count += 1
        return self.number * 1_000_000 + self.count

    def act(self, method, request, project, effects=(), settle=None, is_repeatable=True, first=0):
        """Call, and record what came of it; `settle` makes the effects of a reply."""
        service, name = method.split(".")
        begin = time.monotonic()
        try:
            call = getattr(self.stubs[service], name)
            reply = call(iter(request) if isinstance(request, list) else request, timeout=TIMEOUT)
        except grpc.RpcError as refused:
            outcome = self.outcome(refused, name, time.monotonic() - begin)
            self.storm.record(self.number, name, project, begin, outcome, effects, refused.code().name, first)
            if outcome == UNKNOWN and is_repeatable:
                self.pending = (method, request, project, effects, settle, True, first or begin)
            return None
        done = effects if settle is None else settle(reply)
        self.storm.record(self.number, name, project, begin, ACKNOWLEDGED, done, "", first)
        return reply

    def outcome(self, refused, name, seconds):
        if refused.code() in REFUSALS:
            return REFUSED
        if not self.storm.is_killed.is_set() or refused.code() == Code.DEADLINE_EXCEEDED:
            raise Finding(f"{name} ended with {refused.code()} after {seconds:.1f} s: {refused.details()}")
        return UNKNOWN

    def own(self, project):
        return self.examples.setdefault(project, [])

    # Examples.

    def item(self, kind="plain", is_labelled=None):
        """Return a new item and the value that it has in the store."""
        id = f"{kind}-{self.tag()}"
        item = labeling.IngestItem(example_id=id, place=f"rows:{id}", group=id if kind == "grouped" else "")
        # Some content comes twice, under two ids; where it compares it is refused.
        if self.dice.random() < 0.9:
            self.content = self.count
        item.input.data = struct.pack("<4f", self.number, self.content // 1000, self.content % 1000, 1)
        name = ""
        if self.dice.random() < 0.4 if is_labelled is None else is_labelled:
            name = self.dice.choice("ab")
            item.label.class_reference.name = name
            item.split = self.dice.choice(SPLITS)
        return item, (short(hashlib.sha256(item.input.data).digest()), item.place, item.split, name, ())

    def stream(self, method, project, items, is_repeatable=True):
        """Send items in two messages; each is for itself, and a reply says how many are durable."""
        half = max(1, len(items) // 2)
        parts = [part for part in (items[:half], items[half:]) if part]
        request = labeling.IngestRequest if method == "Ingest" else labeling.LabelStreamRequest
        requests = [request(project=project, items=[item for item, _ in part]) for part in parts]
        begin = time.monotonic()
        durable, refused, code = 0, {}, ""
        try:
            for reply in getattr(self.stubs["labeling"], method)(iter(requests), timeout=TIMEOUT):
                durable = reply.durable_count
                refused.update({item.index: item.code for item in reply.refused})
            rest = REFUSED
            if durable != len(items):
                raise Finding(f"{method} ended well after {durable} of {len(items)} items")
        except grpc.RpcError as error:
            rest, code = self.outcome(error, method, time.monotonic() - begin), error.code().name
        # A refusal of the whole stream, as where the project goes, leaves what was not acknowledged open.
        rest = UNKNOWN if code else rest
        for index, (item, value) in enumerate(items):
            outcome = REFUSED if index in refused else ACKNOWLEDGED if index < durable else rest
            entity = ("example", project, item.example_id or f"@{item.place}")
            said = str(refused.get(index, code))
            self.storm.record(self.number, method, project, begin, outcome, (("put", entity, value),), said)
        if code and is_repeatable:
            self.again = (project, items)
        return durable > 0

    def ingest(self, project):
        kinds = self.dice.choices(("plain", "grouped"), (9, 1), k=self.dice.randint(1, 8))
        items = [self.item(kind) for kind in kinds]
        if self.again and self.again[0] == project and self.dice.random() < 0.75:
            items = self.again[1]
        self.again = None
        self.stream("Ingest", project, items)
        self.own(project).extend((item.example_id, value[3]) for item, value in items)
        del self.own(project)[:-60]

    def label_stream(self, project):
        items = [self.item(is_labelled=self.dice.random() < 0.1) for _ in range(self.dice.randint(1, 4))]
        self.stream("LabelStream", project, items)
        self.own(project).extend((item.example_id, value[3]) for item, value in items)

    def ingest_contested(self, project):
        """Several want the same id for different contents; one gets it."""
        item, value = self.item()
        item.example_id = f"contested-{int(time.monotonic() * 10)}"
        item.place = f"rows:{item.example_id}"
        self.stream("Ingest", project, [(item, (value[0], item.place, *value[2:]))], is_repeatable=False)

    def ingest_unnamed(self, project):
        """The server makes the id; a retry would be another example, so there is none."""
        item, value = self.item(is_labelled=False)
        item.example_id, item.group = "", ""
        item.place = f"made:{self.tag()}"
        self.stream("Ingest", project, [(item, (value[0], item.place, *value[2:]))], is_repeatable=False)

    def delete_examples(self, project):
        own = self.own(project)
        chosen = [own.pop(self.dice.randrange(len(own))) for _ in range(min(len(own), self.dice.randint(1, 3)))]
        if not chosen:
            return
        ids = [id for id, _ in chosen]
        request = labeling.DeleteExamplesRequest(project=project, example_ids=ids, request_id=f"r{self.tag()}")
        effects = tuple(
            effect
            for id in ids
            for effect in (
                ("remove", ("example", project, id), None),
                ("show", ("claim", project, id), None), ("show", ("waits", project, id), None),
            )
        )
        self.act("labeling.DeleteExamples", request, project, effects)

    # People.

    def answer(self, project, id):
        label = labeling.SubmittedLabel(example_id=id, label_id=f"a{self.tag()}", annotator=f"w{self.number}")
        label.class_reference.name = self.dice.choice("ab")
        effects = (
            ("add", ("example", project, id), (label.label_id, label.class_reference.name)),
            ("show", ("claim", project, id), None), ("show", ("waits", project, id), None),
        )
        return label, effects

    def submit(self, project):
        """All or none of a batch of answers and corrections."""
        own = self.own(project)
        ids = {id for id, _ in self.dice.sample(own, min(len(own), self.dice.randint(1, 5)))}
        if not ids:
            return
        answers = [self.answer(project, id) for id in sorted(ids)]
        # The keys of the answers make a retry safe as well as the request's id.
        request_id = self.dice.choice(["", f"r{self.tag()}"])
        request = labeling.SubmitLabelsRequest(
            project=project, labels=[label for label, _ in answers], request_id=request_id
        )
        self.act("labeling.SubmitLabels", request, project, tuple(effect for _, part in answers for effect in part))

    def skip(self, project):
        ids = [id for id, name in self.own(project) if not name]
        if not ids:
            return
        id = self.dice.choice(ids)
        label = labeling.SubmittedLabel(
            example_id=id, skip_reason="unclear", annotator=f"w{self.number}", question=labeling.QUESTION_REVIEW
        )
        request = labeling.SubmitLabelsRequest(project=project, labels=[label], request_id=f"r{self.tag()}")
        effects = (("show", ("claim", project, id), None), ("hide", ("waits", project, id), None))
        self.act("labeling.SubmitLabels", request, project, effects)

    def claim(self, project):
        if not is_reviewed(project):
            return
        request = labeling.ListReviewRequest(
            project=project, annotator=f"w{self.number}", claim_seconds=86_400, page_size=self.dice.randint(1, 3)
        )
        self.act(
            "labeling.ListReview", request, project,
            settle=lambda reply: tuple(("hide", ("claim", project, item.example_id), None) for item in reply.items),
        )

    def draw(self, project):
        splits = [common.SPLIT_CERTIFY_POOL]
        if not is_reviewed(project):
            splits += [common.SPLIT_GATE, common.SPLIT_CERTIFY, common.SPLIT_TEST]
        request = labeling.DrawSampleRequest(
            project=project, split=self.dice.choice(splits), count=self.dice.randint(1, 3), seed=self.tag(),
            request_id=f"r{self.tag()}",
        )
        effects = (("put", ("draw", project, request.seed), (request.split, request.count)),)
        self.act("labeling.DrawSample", request, project, effects)

    def policies(self):
        """Return policies that no other write has, by their `hold_out`."""
        policies = labeling.Policies(hold_out=self.tag() / 1e8)
        rule = self.dice.randrange(3)
        if rule == 0:
            policies.auto_label.guarantee.epsilon = policies.auto_label.guarantee.delta = 0.5
        elif rule == 1:
            policies.auto_label.fixed.threshold = 0.5
        else:
            policies.auto_label.off.SetInParent()
        policies.auto_label.relabel_by_hand = self.dice.random() < 0.7
        policies.gate.better.SetInParent()
        return policies

    def set_policies(self, project):
        request = labeling.SetPoliciesRequest(project=project, policies=self.policies(), request_id=f"r{self.tag()}")
        if self.dice.random() < 0.3:
            asked = labeling.GetPoliciesRequest(project=project)
            try:
                request.expected_version = self.stubs["labeling"].GetPolicies(asked, timeout=TIMEOUT).version
            except grpc.RpcError:
                return
        effect = ("put", ("policies", project), request.policies.hold_out)
        self.act(
            "labeling.SetPolicies", request, project, (effect,),
            lambda reply: (effect, *self.looks(project, request, reply.looks)),
        )

    def looks(self, project, request, looks):
        """Each look has a number of its own; a kept reply names those of the first time."""
        spent = common.Look
        return tuple(
            ("put", ("look", project, look.kind, look.pool, look.number), request.request_id)
            for look in looks
            if look.result in (spent.RESULT_CERTIFIED, spent.RESULT_REFUSED)
        )

    # Models.

    def import_model(self, project):
        note = f"m{self.tag()}"
        numbers = [self.dice.uniform(-1, 1) for _ in range(15)]
        entries = {
            "classifier.weight": {"dtype": "F32", "shape": [3, 4], "data_offsets": [0, 48]},
            "classifier.bias": {"dtype": "F32", "shape": [3], "data_offsets": [48, 60]},
        }
        text = json.dumps(entries).encode()
        file = struct.pack("<Q", len(text)) + text + struct.pack("<15f", *numbers)
        header = models.ImportModelHeader(project=project, note=note, request_id=f"r{self.tag()}")
        header.network.linear.SetInParent()
        header.attest_unseen = "random numbers" if self.dice.random() < 0.7 else ""
        parts = [models.ImportModelRequest(header=header)]
        parts += [models.ImportModelRequest(chunk=part) for part in (file[:100], file[100:])]
        entity, digest = ("import", project, note), short(hashlib.sha256(file).digest())
        reply = self.act("models.ImportModel", parts, project, (("put", entity, (digest, False)),))
        if reply:
            shared = self.storm.shared
            generation = shared.generations.get(project)
            self.models.setdefault(project, []).append((reply.version, entity, digest, generation))
            shared.add(shared.versions, project, reply.version)

    def delete_model(self, project):
        generation = self.storm.shared.generations.get(project)
        own = self.models[project] = [model for model in self.models.get(project, ()) if model[-1] == generation]
        if not own:
            return
        version, entity, digest, _ = own.pop(self.dice.randrange(len(own)))
        request = models.DeleteModelRequest(project=project, model_version=version, request_id=f"r{self.tag()}")

        def settle(reply):
            found = ("import", project, reply.lineage.note)
            return (("set", found, (short(reply.weights_sha256), True)),) if reply.lineage.note else ()

        self.act("models.DeleteModel", request, project, (("set", entity, (digest, True)),), settle)

    def promote(self, project):
        shared = self.storm.shared
        version = shared.pick(shared.versions, project, self.dice)
        request = models.PromoteRequest(project=project, model_version=version, request_id=f"r{self.tag()}")
        margin = 0.5 - self.tag() / 1e9
        is_tested = self.dice.random() < 0.5
        if is_tested:
            request.gate.non_inferior.margin = margin
        else:
            request.gate.always.SetInParent()
        decision = ("put", ("gate", project, version, margin), True)

        def settle(reply):
            effects = self.looks(project, request, reply.looks)
            if reply.gate.reference_version:
                effects += (("put", ("comparison", project, reply.gate.comparisons), request.request_id),)
            # Of the champion once more nothing is decided.
            if is_tested and (reply.gate.reference_version or reply.gate.standard_version):
                effects += (decision,)
            if reply.promoted:
                effects += (("put", ("release", project, reply.release.number), version),)
                shared.add(shared.releases, project, reply.release.number)
            return effects

        self.act("models.Promote", request, project, (decision,) if is_tested else (), settle)

    def rollback(self, project):
        shared = self.storm.shared
        target = shared.take(shared.releases, project, self.dice)
        if not target:
            return
        request = models.RollbackRequest(project=project, release_number=target, request_id=f"r{self.tag()}")
        made = ("put", ("rollback", project, target), True)

        def settle(reply):
            return (made, ("put", ("release", project, reply.release.number), reply.release.model_version))

        self.act("models.Rollback", request, project, (made,), settle)

    def certify(self, project):
        request = models.CertifyRequest(
            project=project, again=self.dice.random() < 0.5, request_id=f"r{self.tag()}"
        )

        def settle(reply):
            release = ("put", ("release", project, reply.release.number), reply.release.model_version)
            return (release, *self.looks(project, request, reply.looks))

        self.act("models.Certify", request, project, (), settle)

    def compare(self, project):
        shared = self.storm.shared
        first, second = (shared.pick(shared.versions, project, self.dice) for _ in range(2))
        request = models.CompareModelsRequest(
            project=project, first_version=first, second_version=second, split=common.SPLIT_GATE
        )
        tag = f"r{self.tag()}"
        self.act(
            "models.CompareModels", request, project, (),
            lambda reply: (("put", ("comparison", project, reply.comparisons), tag),), is_repeatable=False,
        )

    def set_traffic(self, project):
        version = self.storm.shared.pick(self.storm.shared.versions, project, self.dice)
        percent = (self.tag() * 7919 % 9999 + 1) / 100
        request = models.SetTrafficRequest(project=project, request_id=f"r{self.tag()}")
        request.canaries.add(model_version=version, percent=percent)
        self.act("models.SetTraffic", request, project, (("put", ("traffic", project), (version, percent)),))

    # Jobs.

    def start_run(self, method, request, run, project):
        """Start a run, most often of one step; its seed names it."""
        run.steps = self.dice.choice([1, 1, 3000])
        run.seed = self.tag()
        run.network.linear.SetInParent()
        gate = self.dice.randrange(3)
        if gate and hasattr(request, "gate"):
            request.gate.always.SetInParent()
        kind = method.split(".Start")[1]
        kind = {
            "Training": "training", "SelfTraining": "self_training", "Distillation": "distillation",
            "Comparison": "comparison",
        }[kind]
        reply = self.act(method, request, project, (("put", ("job", project, run.seed), kind),))
        if reply:
            self.storm.shared.add(self.storm.shared.jobs, project, reply.id)
            if self.dice.random() < 0.3:
                self.cancel_job(project)

    def start_training(self, project):
        request = training.StartTrainingRequest(project=project, request_id=f"r{self.tag()}")
        request.run.algorithm.name = "supervised"
        self.start_run("training.StartTraining", request, request.run, project)

    def start_self_training(self, project):
        request = training.StartSelfTrainingRequest(project=project, request_id=f"r{self.tag()}")
        request.run.rounds = 1
        self.start_run("training.StartSelfTraining", request, request.run.student, project)

    def start_distillation(self, project):
        request = distillation.StartDistillationRequest(project=project, request_id=f"r{self.tag()}")
        self.start_run("distillation.StartDistillation", request, request.run.student, project)

    def start_comparison(self, project):
        request = training.StartComparisonRequest(project=project, request_id=f"r{self.tag()}")
        for name in ("supervised", "supervised_strong"):
            request.run.algorithms.add(name=name)
        request.run.folds = 2
        self.start_run("training.StartComparison", request, request.run.run, project)

    def start_relabel(self, project):
        request = labeling.StartRelabelRequest(project=project, request_id=f"r{self.tag()}")
        self.act(
            "labeling.StartRelabel", request, project, (),
            lambda reply: (("put", ("relabel", project, reply.id), True),),
        )

    def cancel_job(self, project):
        id = self.storm.shared.take(self.storm.shared.jobs, project, self.dice)
        if id:
            request = training.CancelJobRequest(job_id=id, request_id=f"r{self.tag()}")
            self.act("training.CancelJob", request, project, (("put", ("cancel", project, id), True),))

    # Tokens have no request id: who tries again is told that there is one.

    def create_token(self, _):
        name = f"t{self.tag()}"
        request = tokens.CreateTokenRequest(name=name, scopes=[tokens.SCOPE_PREDICT])
        self.act("tokens.CreateToken", request, "", (("put", ("token", name), True),))
        self.tokens.append(name)

    def revoke_token(self, _):
        if self.tokens:
            name = self.tokens.pop(0)
            request = tokens.RevokeTokenRequest(token=name)
            self.act("tokens.RevokeToken", request, "", (("remove", ("token", name), None),))

    # Projects.

    def create_project(self, name):
        request = projects.CreateProjectRequest(
            name=name, classes=["a", "b", f"c{self.tag()}"], policies=self.policies(), request_id=f"r{self.tag()}"
        )
        request.input.vector.dimension = 4
        effects = (
            ("put", ("project", name), request.classes[-1]),
            ("put", ("policies", name), request.policies.hold_out),
        )
        return self.act("projects.CreateProject", request, name, effects)

    def delete_project(self, name):
        self.storm.shared.forget(name)
        request = projects.DeleteProjectRequest(project=name, request_id=f"r{self.tag()}")
        return self.act("projects.DeleteProject", request, name, (("remove", ("project", name), None),))

    def private(self, _):
        """The short life of a project of one's own: its name comes again and again."""
        name = f"w{self.number}"
        steps = ("create_project", "ingest", "submit", "import_model", "delete_project")
        step = self.stage
        self.stage = (step + 1) % len(steps)
        if step == 0:
            self.examples.pop(name, None)
            self.models.pop(name, None)
        getattr(self, steps[step])(name)

    def lifetime(self, project):
        """One of the writers of a project deletes it while the others write, and makes it anew."""
        if self.number >= SHARED:
            return
        for _ in range(20):
            if self.storm.is_killed.is_set():
                return
            # A job that runs is cancelled by the first call, and done at one of the next.
            if self.delete_project(project):
                break
            time.sleep(0.05)
        self.create_project(project)
