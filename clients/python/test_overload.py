"""A full queue refuses at once, names its flag, and says when to try again."""

import array
import struct

import grpc
import pytest

import conftest
import stubs

common, _ = stubs.load("tutelage/v1/common")
projects, projects_grpc = stubs.load("tutelage/v1/projects")
prediction, prediction_grpc = stubs.load("tutelage/v1/prediction")
models, models_grpc = stubs.load("tutelage/v1/models")

DIMENSION, CLASSES, ROWS = 1024, 100, 8


@pytest.fixture(scope="module")
def busy(tmp_path_factory):
    """A channel to a server whose queue is full with one request of eight rows."""
    running = conftest.Server(
        tmp_path_factory.mktemp("busy"), "--max-queue", str(ROWS), "--threads", "1"
    )
    with grpc.insecure_channel(running.address) as channel:
        request = projects.CreateProjectRequest(
            name="busy", classes=[f"c{number}" for number in range(CLASSES)]
        )
        request.input.vector.dimension = DIMENSION
        projects_grpc.ProjectsStub(channel).CreateProject(request)
        weights = DIMENSION * CLASSES * 4
        header = (
            '{"classifier.weight":{"dtype":"F32","shape":[%d,%d],"data_offsets":[0,%d]},'
            '"classifier.bias":{"dtype":"F32","shape":[%d],"data_offsets":[%d,%d]}}'
            % (CLASSES, DIMENSION, weights, CLASSES, weights, weights + 4 * CLASSES)
        ).encode()
        numbers = array.array("f", [0.001] * (DIMENSION * CLASSES + CLASSES)).tobytes()
        start = models.ImportModelHeader(project="busy")
        start.network.linear.SetInParent()
        parts = [
            models.ImportModelRequest(header=start),
            models.ImportModelRequest(chunk=struct.pack("<Q", len(header)) + header + numbers),
        ]
        stub = models_grpc.ModelsStub(channel)
        version = stub.ImportModel(iter(parts)).version
        assert stub.Promote(models.PromoteRequest(project="busy", model_version=version)).promoted
        yield channel
    assert running.stop() == 0


def test_refusals_carry_the_time_to_retry(busy):
    tensor = common.Tensor(
        data_type=common.DATA_TYPE_FLOAT32,
        shape=[ROWS, DIMENSION],
        data=array.array("f", [1.0] * (ROWS * DIMENSION)).tobytes(),
    )
    request = prediction.PredictRequest(project="busy", inputs=tensor)
    stub = prediction_grpc.PredictionStub(busy)
    refused = []
    for _ in range(50):
        calls = [stub.Predict.future(request, timeout=60) for _ in range(50)]
        errors = [call.exception() for call in calls]
        refused += [error for error in errors if error is not None]
        if refused:
            break
    assert refused, "fifty calls at once never filled a queue of one"
    for error in refused:
        assert error.code() == grpc.StatusCode.RESOURCE_EXHAUSTED, error.details()
        assert "--max-queue" in error.details()
        trailers = dict(error.trailing_metadata())
        assert 1 <= int(trailers["grpc-retry-pushback-ms"]) <= 10_000
        assert b"type.googleapis.com/google.rpc.RetryInfo" in trailers["grpc-status-details-bin"]
