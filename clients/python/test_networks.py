"""Networks by name and as graphs, encoders, and what nodes yield, from another program."""

import json
import subprocess

import grpc
import numpy
import pytest

import stubs
from conftest import binary
from test_models import read, safetensors

common, _ = stubs.load("tutelage/v1/common")
models, models_grpc = stubs.load("tutelage/v1/models")
prediction, prediction_grpc = stubs.load("tutelage/v1/prediction")
projects, projects_grpc = stubs.load("tutelage/v1/projects")
training, training_grpc = stubs.load("tutelage/v1/training")

CLASSES = ["a", "b", "c"]
ROWS = numpy.random.default_rng(3).integers(0, 256, (7, 8, 8, 1), dtype="uint8")


def graph(outputs=len(CLASSES), taken="features"):
    return {
        "input": {"height": 8, "width": 8, "channels": 1},
        "nodes": [
            {"name": "features", "op": "dense", "inputs": ["input"], "outputs": 5, "bias": True},
            {"name": "out", "op": "dense", "inputs": [taken], "outputs": outputs, "bias": True},
        ],
        "heads": {"classifier": "out"},
    }


@pytest.fixture(scope="module")
def project(channel):
    create = projects.CreateProjectRequest(name="shapes", classes=CLASSES)
    create.input.image.height = create.input.image.width = 8
    create.input.image.channels = 1
    projects_grpc.ProjectsStub(channel).CreateProject(create)
    return "shapes"


def weights(names, seed=1):
    random = numpy.random.default_rng(seed)
    return {name: random.standard_normal(shape).astype("float32") for name, shape in names.items()}


def import_model(channel, project, network, tensors):
    header = models.ImportModelHeader(project=project, network=network)
    parts = [models.ImportModelRequest(header=header), models.ImportModelRequest(chunk=safetensors(tensors))]
    return models_grpc.ModelsStub(channel).ImportModel(iter(parts))


def embed(channel, project, version, node=""):
    tensor = common.Tensor(data_type=common.DATA_TYPE_UINT8, shape=ROWS.shape, data=ROWS.tobytes())
    reply = prediction_grpc.PredictionStub(channel).Embed(
        prediction.EmbedRequest(project=project, model_version=version, inputs=tensor, node=node))
    return reply, numpy.frombuffer(reply.values.data, "<f4").reshape(len(ROWS), *reply.shape)


def refused(call, code, words):
    with pytest.raises(grpc.RpcError) as error:
        call()
    assert error.value.code() == code, error.value
    assert words in error.value.details()


def test_a_graph_and_its_encoder(channel, project):
    dense = {"features.weight": (5, 64), "features.bias": (5,)}
    tensors = weights(dense | {"out.weight": (3, 5), "out.bias": (3,)})
    specification = training.NetworkSpecification(graph_json=json.dumps(graph()))
    model = import_model(channel, project, specification, tensors)
    assert not model.network.encoder
    assert json.loads(model.network.graph_json)["heads"] == {"classifier": "out", "embedding": "features"}

    whole, features = embed(channel, project, model.version)
    assert whole.node == "features" and list(whole.shape) == [5]
    x = ROWS.reshape(7, 64).astype("float64") / 255
    expected = x @ tensors["features.weight"].T + tensors["features.bias"]
    numpy.testing.assert_allclose(features, expected, rtol=1e-4, atol=1e-4)
    _, logits = embed(channel, project, model.version, "classifier")
    numpy.testing.assert_allclose(
        logits, expected @ tensors["out.weight"].T + tensors["out.bias"], rtol=1e-4, atol=1e-4)

    cut = graph()
    cut["nodes"].pop()
    cut["heads"] = {"embedding": "features"}
    encoder = import_model(
        channel, project, training.NetworkSpecification(graph_json=json.dumps(cut)),
        {name: tensors[name] for name in dense})
    assert encoder.network.encoder
    assert numpy.array_equal(embed(channel, project, encoder.version)[1], features)
    exported = list(models_grpc.ModelsStub(channel).ExportModel(
        models.ExportModelRequest(project=project, model_version=encoder.version)))
    assert exported[0].model.network == encoder.network
    assert json.loads(exported[0].model.graph_json)["heads"] == {"embedding": "features"}
    assert read(b"".join(part.chunk for part in exported[1:])).keys() == dense.keys()

    promote = models.PromoteRequest(project=project, model_version=encoder.version)
    refused(lambda: models_grpc.ModelsStub(channel).Promote(promote),
            grpc.StatusCode.FAILED_PRECONDITION, "encoder")


def test_presets(channel, project):
    listed = training_grpc.TrainingStub(channel).ListNetworks(training.ListNetworksRequest())
    names = [network.name for network in listed.networks]
    assert "wide_resnet" in names and "resnet" in names
    network = training.NetworkSpecification()
    network.preset.name = "Perceptron"
    network.preset.parameters["hidden"].text = "4,3"
    shapes = {"hidden1.weight": (4, 64), "hidden1.bias": (4,), "hidden2.weight": (3, 4), "hidden2.bias": (3,)}
    model = import_model(
        channel, project, network, weights(shapes | {"classifier.weight": (3, 3), "classifier.bias": (3,)}))
    assert list(model.network.perceptron.hidden) == [4, 3]
    network.encoder = True
    model = import_model(channel, project, network, weights(shapes))
    assert list(model.network.perceptron.hidden) == [4, 3] and model.network.encoder


@pytest.mark.parametrize("made, words", [
    (graph(outputs=4), "node 'out' yields 4 classes"),
    (graph(taken="lost"), "node 'out': takes 'lost'"),
    (graph(outputs=1 << 40), "node 'out'"),
    (graph() | {"input": {"height": 9, "width": 8, "channels": 1}}, "9 x 8 x 1"),
    (graph() | {"heads": {"classifier": "lost"}}, "'lost'"),
    ([], "graph as JSON"),
])
def test_what_does_not_fit_is_refused_by_its_node(channel, project, made, words):
    run = training.TrainingRun(network=training.NetworkSpecification(graph_json=json.dumps(made)))
    request = training.StartTrainingRequest(project=project, run=run)
    refused(lambda: training_grpc.TrainingStub(channel).StartTraining(request),
            grpc.StatusCode.INVALID_ARGUMENT, words)


def test_the_command_line(server, channel, project, tmp_path):
    (tmp_path / "graph.json").write_text(json.dumps(graph()))
    (tmp_path / "weights.safetensors").write_bytes(safetensors(weights({
        "features.weight": (5, 64), "features.bias": (5,), "out.weight": (3, 5), "out.bias": (3,)})))
    numpy.save(tmp_path / "rows.npy", ROWS)

    def run(*arguments):
        command = [binary(), *arguments, "--server", server.address, "--json"]
        done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    made = run("models", "import", project, "weights.safetensors", "--network", "@graph.json")
    version = str(made["version"])
    out = run("embed", project, "rows.npy", "--model-version", version, "--out", "features.npy")
    assert (out["node"], out["shape"], out["rows"]) == ("features", [5], 7)
    assert numpy.array_equal(numpy.load(tmp_path / "features.npy"), embed(channel, project, int(version))[1])
    assert [network["name"] for network in run("networks")][:2] == ["linear", "perceptron"]
