"""Weights that were written elsewhere, under the names of docs/models.md, and written here for others."""

import json
import re
import struct

import grpc
import numpy
import pytest

import stubs
from conftest import ROOT

common, _ = stubs.load("tutelage/v1/common")
models, models_grpc = stubs.load("tutelage/v1/models")
prediction, prediction_grpc = stubs.load("tutelage/v1/prediction")
projects, projects_grpc = stubs.load("tutelage/v1/projects")
training, _ = stubs.load("tutelage/v1/training")

COLUMNS, HIDDEN, CLASSES = 5, 7, 3


def safetensors(tensors):
    """The bytes of a file, as the `safetensors` package writes them."""
    header, body = {}, b""
    for name, values in tensors.items():
        end = len(body) + values.nbytes
        header[name] = {"dtype": "F32", "shape": list(values.shape), "data_offsets": [len(body), end]}
        body += values.tobytes()
    text = json.dumps(header).encode()
    return struct.pack("<Q", len(text)) + text + body


def read(file):
    """The tensors of the bytes of a file."""
    length = struct.unpack("<Q", file[:8])[0]
    tensors = {}
    for name, entry in json.loads(file[8:8 + length]).items():
        if entry.get("dtype") == "F32":
            begin, end = (8 + length + offset for offset in entry["data_offsets"])
            tensors[name] = numpy.frombuffer(file[begin:end], "float32").reshape(entry["shape"])
    return tensors


def forward(tensors, rows):
    """The module of docs/models.md in double precision, after its float32 first step."""
    x = (rows - tensors["standardization.mean"]) / tensors["standardization.std"]
    hidden = x.astype("float64") @ tensors["hidden1.weight"].T + tensors["hidden1.bias"]
    return numpy.maximum(hidden, 0) @ tensors["classifier.weight"].T + tensors["classifier.bias"]


@pytest.fixture
def weights():
    random = numpy.random.default_rng(1)
    shapes = {
        "standardization.mean": (COLUMNS,), "standardization.std": (COLUMNS,),
        "hidden1.weight": (HIDDEN, COLUMNS), "hidden1.bias": (HIDDEN,),
        "classifier.weight": (CLASSES, HIDDEN), "classifier.bias": (CLASSES,),
    }
    tensors = {name: random.standard_normal(shape).astype("float32") for name, shape in shapes.items()}
    tensors["standardization.mean"] *= numpy.float32([1e6, 1, 1000, 1e-3, 0])
    tensors["standardization.std"] = numpy.abs(tensors["standardization.std"]) + numpy.float32(0.5)
    return tensors


def import_model(channel, tensors):
    header = models.ImportModelHeader(project="columns")
    header.network.perceptron.hidden.append(HIDDEN)
    parts = [models.ImportModelRequest(header=header), models.ImportModelRequest(chunk=safetensors(tensors))]
    return models_grpc.ModelsStub(channel).ImportModel(iter(parts))


def test_weights_from_numpy(server, weights):
    with grpc.insecure_channel(server.address) as channel:
        create = projects.CreateProjectRequest(name="columns", classes=["a", "b", "c"])
        create.input.vector.dimension = COLUMNS
        projects_grpc.ProjectsStub(channel).CreateProject(create)
        model = import_model(channel, weights)
        assert model.network.standardization == training.STANDARDIZATION_COLUMNS

        random = numpy.random.default_rng(2)
        rows = weights["standardization.mean"] + random.standard_normal((40, COLUMNS)).astype("float32")
        tensor = common.Tensor(
            data_type=common.DATA_TYPE_FLOAT32, shape=[40, COLUMNS], data=rows.tobytes())
        request = prediction.PredictRequest(
            project="columns", model_version=model.version, inputs=tensor)
        request.options.logits = True
        reply = prediction_grpc.PredictionStub(channel).Predict(request)
        logits = numpy.array([row.logits for row in reply.rows])
        numpy.testing.assert_allclose(logits, forward(weights, rows), rtol=1e-4, atol=1e-5)

        exported = models_grpc.ModelsStub(channel).ExportModel(
            models.ExportModelRequest(project="columns", model_version=model.version))
        back = read(b"".join(part.chunk for part in exported if part.WhichOneof("part") == "chunk"))
        assert back.keys() == weights.keys()
        for name, values in weights.items():
            assert numpy.array_equal(back[name], values), name


def test_a_deviation_of_zero_is_refused(server, weights):
    weights["standardization.std"][2] = 0
    with grpc.insecure_channel(server.address) as channel:
        with pytest.raises(grpc.RpcError) as refused:
            import_model(channel, weights)
    assert refused.value.code() == grpc.StatusCode.INVALID_ARGUMENT
    assert "standardization.std" in refused.value.details()


def test_the_documented_module_has_these_names(weights):
    text = (ROOT / "docs" / "models.md").read_text()
    code = re.search(r"```python\n(.*?)```", text, re.DOTALL).group(1)
    compile(code, "docs/models.md", "exec")
    for name in weights:
        owner, _, part = name.partition(".")
        assert f"self.{owner} = " in code, owner
        assert part in ("weight", "bias") or f'register_buffer("{part}"' in code, part
