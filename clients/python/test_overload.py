"""A full queue refuses at once, names its flag, and says when to try again."""

import array
import json
import urllib.request

import grpc
import pytest
from prometheus_client import parser

import conftest
import linear
import stubs

common, _ = stubs.load("tutelage/v1/common")
prediction, prediction_grpc = stubs.load("tutelage/v1/prediction")

DIMENSION, CLASSES, ROWS = 1024, 100, 8


def create_model(address):
    """Makes a project with a champion that takes its time."""
    linear.create(address, "busy", DIMENSION, CLASSES)


def rows():
    """A request that fills the queue."""
    tensor = common.Tensor(
        data_type=common.DATA_TYPE_FLOAT32,
        shape=[ROWS, DIMENSION],
        data=array.array("f", [1.0] * (ROWS * DIMENSION)).tobytes(),
    )
    return prediction.PredictRequest(project="busy", inputs=tensor)


@pytest.fixture(scope="module")
def busy(tmp_path_factory):
    """A channel to a server whose queue is full with one request of eight rows."""
    running = conftest.Server(
        tmp_path_factory.mktemp("busy"), "--max-queue", str(ROWS), "--threads", "1"
    )
    create_model(running.address)
    with grpc.insecure_channel(running.address) as channel:
        yield channel
    assert running.stop() == 0


def test_refusals_carry_the_time_to_retry(busy):
    request = rows()
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


def test_too_many_rows_name_the_limit_in_force(busy):
    # --max-queue is below the default of --max-request-rows.
    request = rows()
    request.inputs.shape[0] = ROWS + 1
    request.inputs.data += bytes(4 * DIMENSION)
    with pytest.raises(grpc.RpcError) as refusal:
        prediction_grpc.PredictionStub(busy).Predict(request, timeout=60)
    assert refusal.value.code() == grpc.StatusCode.INVALID_ARGUMENT
    assert f"at most {ROWS} rows (--max-queue); got {ROWS + 1}" in refusal.value.details()


def value(server, name, **labels):
    with urllib.request.urlopen(f"http://{server.http}/metrics", timeout=30) as answer:
        page = parser.text_string_to_metric_families(answer.read().decode())
    samples = [sample for family in page for sample in family.samples if sample.name == name]
    return next(sample.value for sample in samples if sample.labels == labels)


def test_grpcio_waits_as_long_as_the_refusal_says(tmp_path):
    # A request waits for company in the queue, which is then full; a server that has computed nothing
    # yet says 100 ms. A policy that kept to its own pace would be at its last attempt after 4 ms.
    flags = ["--max-queue", str(ROWS), "--max-queue-delay-ms", "250", "--max-batch-size", "4096"]
    server = conftest.Server(tmp_path, "--threads", "1", "--inline-multiply-adds", "0", *flags)
    pace = {"initialBackoff": "0.001s", "maxBackoff": "0.001s", "backoffMultiplier": 1}
    policy = {"maxAttempts": 5, "retryableStatusCodes": ["RESOURCE_EXHAUSTED"], **pace}
    config = {"methodConfig": [{"name": [{}], "retryPolicy": policy}]}
    options = [("grpc.service_config", json.dumps(config)), ("grpc.enable_retries", 1)]
    try:
        create_model(server.address)
        with grpc.insecure_channel(server.address) as plain, grpc.insecure_channel(
            server.address, options=options
        ) as retrying:
            first = prediction_grpc.PredictionStub(plain).Predict.future(rows(), timeout=60)
            while value(server, "tutelage_queue_rows") < ROWS and not first.done():
                pass
            second = prediction_grpc.PredictionStub(retrying).Predict(rows(), timeout=60)
            assert len(second.rows) == len(first.result().rows) == ROWS
        refusals = value(server, "tutelage_limit_hits_total", limit="max-queue")
        assert 1 <= refusals <= 4
    finally:
        assert server.stop() == 0
