"""A data directory of the version before networks were graphs opens, and its models answer the same bits."""

import json
import pathlib
import shutil
import struct

import grpc
import pytest

import conftest
from stubs import load

OLD = pathlib.Path(__file__).resolve().parent.parent.parent / "Tests/Data/version11"
common, _ = load("tutelage/v1/common")
models, models_grpc = load("tutelage/v1/models")
prediction, prediction_grpc = load("tutelage/v1/prediction")


@pytest.fixture(scope="module")
def channel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("old") / "data"
    shutil.copytree(OLD, folder)
    (folder / "answers.json").unlink()
    server = conftest.Server(folder)
    with grpc.insecure_channel(server.address) as channel:
        yield channel
    server.stop()


def bits(values):
    return [struct.unpack("<I", struct.pack("<f", value))[0] for value in values]


def number(bits):
    return struct.unpack("<f", struct.pack("<I", bits))[0]


def has_avx512():
    """Whether the machine has the instructions that the answers were recorded with."""
    flags = pathlib.Path("/proc/cpuinfo").read_text().split("flags", 1)[-1].split("\n", 1)[0].split()
    return {"avx512f", "avx512vl", "avx512bw", "avx512dq"} <= set(flags)


@pytest.mark.parametrize("answer", json.loads((OLD / "answers.json").read_text()), ids=lambda a: f"{a['project']}-{a['version']}")
def test_answers(channel, answer):
    rows = answer["inputs"]
    if answer["project"] == "images":
        data = bytes(int(value) for row in rows for value in row)
        tensor = common.Tensor(data_type=common.DATA_TYPE_UINT8, shape=[len(rows), len(rows[0])], data=data)
    else:
        data = b"".join(struct.pack("<f", value) for row in rows for value in row)
        tensor = common.Tensor(data_type=common.DATA_TYPE_FLOAT32, shape=[len(rows), len(rows[0])], data=data)
    request = prediction.PredictRequest(project=answer["project"], inputs=tensor, model_version=answer["version"])
    request.options.logits = request.options.embedding = True
    reply = prediction_grpc.PredictionStub(channel).Predict(request)
    assert len(reply.rows) == len(rows)
    for row, logits, embedding in zip(reply.rows, answer["logits"], answer["embedding"]):
        if has_avx512():
            assert bits(row.logits) == logits and bits(row.embedding) == embedding
        else:
            assert list(row.logits) == pytest.approx([number(b) for b in logits], abs=1e-5)


def test_architectures(channel):
    """What was trained is told as before."""
    stub = models_grpc.ModelsStub(channel)
    told = {
        (project, model.version): model.network.WhichOneof("architecture")
        for project in ("images", "vectors")
        for model in stub.ListModels(models.ListModelsRequest(project=project)).models
    }
    assert told == {
        ("images", 1): "small_convolutional", ("vectors", 1): "perceptron", ("vectors", 2): "linear",
    }
