"""Wrong input gets the right status and a sentence; the server stays up and loses nothing."""

import struct
import subprocess
import threading
import uuid

import grpc
import pytest

import conftest
import stubs

common, _ = stubs.load("tutelage/v1/common")
projects, projects_grpc = stubs.load("tutelage/v1/projects")
labeling, labeling_grpc = stubs.load("tutelage/v1/labeling")
training, training_grpc = stubs.load("tutelage/v1/training")
prediction, prediction_grpc = stubs.load("tutelage/v1/prediction")
models, models_grpc = stubs.load("tutelage/v1/models")

DIMENSION = 4


def vector(*values):
    return struct.pack(f"<{len(values)}f", *values)


@pytest.fixture(scope="module")
def project(channel):
    name = "wrong-input"
    request = projects.CreateProjectRequest(name=name, classes=["no", "yes"])
    request.input.vector.dimension = DIMENSION
    projects_grpc.ProjectsStub(channel).CreateProject(request)
    return name


@pytest.fixture(autouse=True)
def server_stays_up(server, channel):
    yield
    assert server.process.poll() is None
    projects_grpc.ProjectsStub(channel).ListProjects(projects.ListProjectsRequest(), timeout=10)


def refused(call, code, *words):
    with pytest.raises(grpc.RpcError) as caught:
        call()
    assert caught.value.code() == code, caught.value.details()
    for word in words:
        assert word in caught.value.details(), caught.value.details()
    return caught.value


def item(values=(0, 0, 0, 0), id="", label=None, split=0):
    made = labeling.IngestItem(example_id=id, input=common.Tensor(data=vector(*values)), split=split)
    if label is not None:
        made.label.class_reference.index = label
    return made


def ingest(channel, project, *items):
    request = labeling.IngestRequest(project=project, items=items)
    replies = list(labeling_grpc.LabelingStub(channel).Ingest(iter([request]), timeout=30))
    return replies[-1].durable_count, [entry for reply in replies for entry in reply.refused]


def test_unknown_project(channel):
    stub = projects_grpc.ProjectsStub(channel)
    call = lambda: stub.GetProject(projects.GetProjectRequest(project="nowhere"))
    refused(call, grpc.StatusCode.NOT_FOUND, "nowhere")
    tensor = common.Tensor(data_type=common.DATA_TYPE_FLOAT32, shape=[1, 4], data=vector(0, 0, 0, 0))
    request = prediction.PredictRequest(project="nowhere", inputs=tensor)
    call = lambda: prediction_grpc.PredictionStub(channel).Predict(request)
    refused(call, grpc.StatusCode.NOT_FOUND, "nowhere")


def test_bad_project_name(channel):
    request = projects.CreateProjectRequest(name="Not A Name", classes=["a", "b"])
    request.input.vector.dimension = 2
    call = lambda: projects_grpc.ProjectsStub(channel).CreateProject(request)
    error = refused(call, grpc.StatusCode.INVALID_ARGUMENT, "Not A Name", "a-z")
    trailers = {entry.key: entry.value for entry in error.trailing_metadata()}
    assert b"BadRequest" in trailers["grpc-status-details-bin"]


def test_no_model_yet(channel, project):
    tensor = common.Tensor(data_type=common.DATA_TYPE_FLOAT32, shape=[1, 4], data=vector(0, 0, 0, 0))
    request = prediction.PredictRequest(project=project, inputs=tensor)
    call = lambda: prediction_grpc.PredictionStub(channel).Predict(request)
    refused(call, grpc.StatusCode.FAILED_PRECONDITION, project)


def test_wrong_shape_nan_and_class_are_refused_item_by_item(channel, project):
    durable, refusals = ingest(
        channel,
        project,
        item(id="good"),
        item(values=(1, 2, 3)),
        item(values=(0, float("nan"), 0, 0)),
        item(label=7),
        item(id="x" * 129),
        item(id="also-good", values=(1, 1, 1, 1)),
    )
    assert durable == 6
    assert [entry.index for entry in refusals] == [1, 2, 3, 4]
    assert all(entry.code == grpc.StatusCode.INVALID_ARGUMENT.value[0] for entry in refusals)
    texts = [entry.message for entry in refusals]
    assert "16 bytes" in texts[0] and "12" in texts[0]
    assert "nan" in texts[1] and "finite" in texts[1]
    assert "7" in texts[2]
    assert "128" in texts[3] and "129" in texts[3]


def test_duplicate_id_with_other_content(channel, project):
    assert ingest(channel, project, item(id="twice", values=(1, 2, 3, 4)))[1] == []
    assert ingest(channel, project, item(id="twice", values=(1, 2, 3, 4)))[1] == []
    _, refusals = ingest(channel, project, item(id="twice", values=(4, 3, 2, 1)))
    assert [entry.code for entry in refusals] == [grpc.StatusCode.ALREADY_EXISTS.value[0]]
    assert "twice" in refusals[0].message


def test_label_of_wrong_shape(channel, project):
    for shape in ([1, 3], [-1, 4], [2**40, 4], [2, 4]):
        tensor = common.Tensor(
            data_type=common.DATA_TYPE_FLOAT32, shape=shape, data=vector(0, 0, 0, 0)
        )
        request = labeling.LabelRequest(project=project, inputs=tensor)
        call = lambda: labeling_grpc.LabelingStub(channel).Label(request)
        refused(call, grpc.StatusCode.INVALID_ARGUMENT)


def test_submit_labels_names_the_item(channel, project):
    ingest(channel, project, item(id="asked", values=(9, 9, 9, 9)))
    request = labeling.SubmitLabelsRequest(project=project)
    request.labels.add(example_id="asked").class_reference.name = "yes"
    request.labels.add(example_id="never-seen").class_reference.name = "no"
    call = lambda: labeling_grpc.LabelingStub(channel).SubmitLabels(request)
    refused(call, grpc.StatusCode.NOT_FOUND, "never-seen")
    request.labels[1].example_id = "asked"
    request.labels[1].class_reference.name = "maybe"
    refused(call, grpc.StatusCode.INVALID_ARGUMENT, "maybe")


def test_request_id_replays_and_refuses_another_body(channel):
    stub = projects_grpc.ProjectsStub(channel)
    request = projects.CreateProjectRequest(
        name="replayed", classes=["a", "b"], request_id=str(uuid.uuid4())
    )
    request.input.vector.dimension = 2
    first = stub.CreateProject(request)
    assert stub.CreateProject(request) == first
    request.classes.append("c")
    refused(lambda: stub.CreateProject(request), grpc.StatusCode.ALREADY_EXISTS)


def test_malformed_protobuf_and_unknown_method(channel):
    raw = channel.unary_unary("/tutelage.v1.Prediction/Predict")
    refused(lambda: raw(b"\xff\xff\xff\xff"), grpc.StatusCode.INVALID_ARGUMENT, "PredictRequest")
    raw = channel.unary_unary("/tutelage.v1.Projects/CreateProject")
    refused(lambda: raw(b"\x0a\xff\x01"), grpc.StatusCode.INVALID_ARGUMENT)
    refused(lambda: raw(b"\x0a\x02\xc3\x28"), grpc.StatusCode.INVALID_ARGUMENT, "name")
    raw = channel.unary_unary("/tutelage.v1.Prediction/Nothing")
    refused(lambda: raw(b""), grpc.StatusCode.UNIMPLEMENTED, "Nothing")


def test_message_over_the_limit(server, project):
    with grpc.insecure_channel(server.address) as channel:
        raw = channel.unary_unary("/tutelage.v1.Labeling/Label")
        call = lambda: raw(b"\x00" * (65 << 20))
        refused(call, grpc.StatusCode.RESOURCE_EXHAUSTED, "max-message-bytes")


def test_deadline(channel, project):
    ended = threading.Event()

    def nothing():
        ended.wait(60)
        yield from ()

    call = lambda: list(labeling_grpc.LabelingStub(channel).Ingest(nothing(), timeout=0.2))
    refused(call, grpc.StatusCode.DEADLINE_EXCEEDED)
    ended.set()


def test_policies_out_of_range(channel, project):
    request = labeling.SetPoliciesRequest(project=project)
    request.policies.auto_label.guarantee.epsilon = 2
    call = lambda: labeling_grpc.LabelingStub(channel).SetPolicies(request)
    refused(call, grpc.StatusCode.INVALID_ARGUMENT, "epsilon", "0.5")


def test_training_without_labels(channel, project):
    request = training.StartTrainingRequest(project=project)
    call = lambda: training_grpc.TrainingStub(channel).StartTraining(request)
    refused(call, grpc.StatusCode.FAILED_PRECONDITION, "label")


def test_truncated_weights_file(channel, project):
    def parts(payload):
        header = models.ImportModelHeader(project=project)
        header.network.linear.SetInParent()
        yield models.ImportModelRequest(header=header)
        yield models.ImportModelRequest(chunk=payload)

    stub = models_grpc.ModelsStub(channel)
    header = b'{"weight":{"dtype":"F32","shape":[2,4],"data_offsets":[0,32]}}'
    whole = struct.pack("<Q", len(header)) + header + vector(*range(8))
    call = lambda: stub.ImportModel(parts(whole[:-4]))
    refused(call, grpc.StatusCode.INVALID_ARGUMENT, "bytes")


def test_champion_whose_weights_were_truncated_on_disk(tmp_path):
    header = (
        b'{"classifier.weight":{"dtype":"F32","shape":[2,4],"data_offsets":[0,32]},'
        b'"classifier.bias":{"dtype":"F32","shape":[2],"data_offsets":[32,40]}}'
    )
    weights = struct.pack("<Q", len(header)) + header + vector(*range(10))
    first = conftest.Server(tmp_path)
    with grpc.insecure_channel(first.address) as channel:
        request = projects.CreateProjectRequest(name="damaged", classes=["no", "yes"])
        request.input.vector.dimension = DIMENSION
        projects_grpc.ProjectsStub(channel).CreateProject(request)
        stub = models_grpc.ModelsStub(channel)
        start = models.ImportModelHeader(project="damaged")
        start.network.linear.SetInParent()
        parts = [models.ImportModelRequest(header=start), models.ImportModelRequest(chunk=weights)]
        version = stub.ImportModel(iter(parts)).version
        assert stub.Promote(models.PromoteRequest(project="damaged", model_version=version)).promoted
    assert first.stop() == 0
    (file,) = (tmp_path / "models").iterdir()
    file.write_bytes(file.read_bytes()[:-4])
    second = conftest.Server(tmp_path)
    with grpc.insecure_channel(second.address) as channel:
        tensor = common.Tensor(
            data_type=common.DATA_TYPE_FLOAT32, shape=[1, 4], data=vector(0, 0, 0, 0)
        )
        request = prediction.PredictRequest(project="damaged", inputs=tensor)
        call = lambda: prediction_grpc.PredictionStub(channel).Predict(request)
        error = refused(call, grpc.StatusCode.DATA_LOSS, "damaged", "roll back")
        assert str(tmp_path) not in error.details()
        # Examples are stored all the same.
        assert ingest(channel, "damaged", item(id="kept")) == (1, [])
    assert second.stop() == 0


def test_second_server_on_the_same_data_directory(tmp_path):
    first = conftest.Server(tmp_path)
    arguments = [conftest.binary(), "serve", "--data-dir", str(tmp_path), "--listen", "127.0.0.1:0"]
    second = subprocess.run(arguments, capture_output=True, text=True, timeout=60)
    assert second.returncode == 1
    assert str(first.process.pid) in second.stderr, second.stderr
    assert first.stop() == 0


def test_refuses_to_listen_beyond_loopback(tmp_path):
    arguments = [conftest.binary(), "serve", "--data-dir", str(tmp_path), "--listen", "0.0.0.0:0"]
    result = subprocess.run(arguments, capture_output=True, text=True, timeout=60)
    assert result.returncode in (1, 2)
    assert "loopback" in result.stderr, result.stderr


@pytest.mark.parametrize("marks", [80, 5_000, 30_000, 500_000])
@pytest.mark.parametrize("text", ["x\u0301", "\u2603", "\u0007", "a"])
def test_a_name_of_any_length_is_refused_at_once_and_shortly(channel, text, marks):
    """Combining marks make one letter of thousands of bytes, which metadata would not carry."""
    name = text[0] + (text[1:] or text) * marks
    stub = projects_grpc.ProjectsStub(channel)
    error = refused(lambda: stub.GetProject(projects.GetProjectRequest(project=name), timeout=10),
                    grpc.StatusCode.INVALID_ARGUMENT, "name")
    assert len(error.details().encode()) <= 1024
    assert "\u0007" not in error.details()
    metadata = sum(len(key) + len(value) for key, value in error.trailing_metadata())
    assert metadata < 6_000


def test_labels_and_ids_of_any_length_are_refused_shortly(channel, project):
    long = "\u0301" * 40_000
    _, refusals = ingest(channel, project, item(id=long))
    assert refusals and all(len(refusal.message.encode()) <= 1024 for refusal in refusals)


@pytest.mark.parametrize("token", [
    f"{question} {rank} {tie} {count}"
    for question in ("sample", "review")
    for rank in (0x7FF8000000000000, 0x7FF0000000000000, 0x7E37E43C8800759C, 0xFFF0000000000000, 0, 2**64 - 1)
    for tie, count in ((0, 0), (2**63 - 1, 2**63 - 1), (-2**63, 2**40))
])
def test_page_tokens_of_review_that_nobody_gave(channel, project, token):
    """Each is refused or a page: no number of a token may end the server."""
    stub = labeling_grpc.LabelingStub(channel)
    request = labeling.ListReviewRequest(project=project, page_token=token.encode().hex())
    try:
        stub.ListReview(request, timeout=10)
    except grpc.RpcError as error:
        assert error.code() == grpc.StatusCode.INVALID_ARGUMENT, error.details()
