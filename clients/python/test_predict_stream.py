"""Many predictions on one stream: replies in order, bad requests by themselves, traffic shared."""

import struct
import threading

import grpc
import pytest

import stubs

common, _ = stubs.load("tutelage/v1/common")
projects, projects_grpc = stubs.load("tutelage/v1/projects")
prediction, prediction_grpc = stubs.load("tutelage/v1/prediction")
models, models_grpc = stubs.load("tutelage/v1/models")

DIMENSION = 4


def vector(*values):
    return struct.pack(f"<{len(values)}f", *values)


def import_model(channel, project, scale):
    header = (
        b'{"classifier.weight":{"dtype":"F32","shape":[2,4],"data_offsets":[0,32]},'
        b'"classifier.bias":{"dtype":"F32","shape":[2],"data_offsets":[32,40]}}'
    )
    numbers = [scale * value for value in (1, 2, 3, 4, -1, -2, -3, -4, 0, 0)]
    start = models.ImportModelHeader(project=project)
    start.network.linear.SetInParent()
    weights = struct.pack("<Q", len(header)) + header + vector(*numbers)
    parts = [models.ImportModelRequest(header=start), models.ImportModelRequest(chunk=weights)]
    return models_grpc.ModelsStub(channel).ImportModel(iter(parts)).version


@pytest.fixture(scope="module")
def champion(channel):
    request = projects.CreateProjectRequest(name="streams", classes=["up", "down"])
    request.input.vector.dimension = DIMENSION
    projects_grpc.ProjectsStub(channel).CreateProject(request)
    version = import_model(channel, "streams", 1)
    stub = models_grpc.ModelsStub(channel)
    assert stub.Promote(models.PromoteRequest(project="streams", model_version=version)).promoted
    return version


def request(*values, **fields):
    tensor = common.Tensor(
        data_type=common.DATA_TYPE_FLOAT32, shape=[1, len(values)], data=vector(*values)
    )
    return prediction.PredictRequest(project="streams", inputs=tensor, **fields)


def test_replies_come_in_order_and_bad_requests_are_refused_alone(channel, champion):
    def requests():
        for index in range(1000):
            sign = 1 if index % 3 else -1
            yield request(1, 2) if index % 100 == 50 else request(sign, sign, sign, sign)

    stub = prediction_grpc.PredictionStub(channel)
    replies = list(stub.PredictStream(requests(), timeout=60))
    assert [reply.index for reply in replies] == list(range(1000))
    for index, reply in enumerate(replies):
        if index % 100 == 50:
            assert reply.refused.code == grpc.StatusCode.INVALID_ARGUMENT.value[0]
            assert "[1, 2]" in reply.refused.message
        else:
            assert reply.reply.model_version == champion
            assert reply.reply.rows[0].class_name == ("up" if index % 3 else "down")


def test_a_stream_is_answered_while_it_is_open_and_ends_when_cancelled(channel, champion):
    goes_on = threading.Event()

    def requests():
        yield request(1, 1, 1, 1)
        goes_on.wait(60)

    call = prediction_grpc.PredictionStub(channel).PredictStream(requests(), timeout=60)
    assert next(call).reply.rows[0].class_name == "up"
    call.cancel()
    goes_on.set()
    with pytest.raises(grpc.RpcError) as caught:
        next(call)
    assert caught.value.code() == grpc.StatusCode.CANCELLED


def test_a_canary_answers_its_share_of_the_calls(channel, champion):
    canary = import_model(channel, "streams", 2)
    stub = models_grpc.ModelsStub(channel)
    plan = models.SetTrafficRequest(project="streams")
    plan.canaries.add(model_version=canary, percent=25)
    assert stub.SetTraffic(plan).champion_percent == 75
    requests = (request(1, 1, 1, 1) for _ in range(400))
    replies = prediction_grpc.PredictionStub(channel).PredictStream(requests, timeout=60)
    versions = [reply.reply.model_version for reply in replies]
    assert versions.count(canary) == 100
    assert versions.count(champion) == 300
    (model,) = [
        model
        for model in stub.ListModels(models.ListModelsRequest(project="streams")).models
        if model.version == canary
    ]
    assert model.state == models.MODEL_STATE_CANARY
    assert not stub.SetTraffic(models.SetTrafficRequest(project="streams")).canaries
