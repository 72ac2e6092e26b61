"""Python's tritonclient drives the server: every method of InferenceServerClient."""

import json
import queue
import struct

import grpc
import ml_dtypes
import numpy as np
import pytest
import tritonclient.grpc as triton
from google.protobuf import json_format
from tritonclient.grpc import model_config_pb2, service_pb2
from tritonclient.utils import InferenceServerException

import stubs

projects, projects_grpc = stubs.load("tutelage/v1/projects")
models, models_grpc = stubs.load("tutelage/v1/models")

CLASSES = ["zero", "one", "two"]
# Small whole numbers: every sum is exact, whatever its order.
WEIGHTS = np.arange(12, dtype=np.float32).reshape(3, 4) - 5
BIAS = np.array([1, -2, 3], dtype=np.float32)
ROWS = np.array([[1, 2, 3, 4], [4, 3, 2, 1], [0, 1, 0, 1]], dtype=np.float32)
DTYPES = [
    np.uint8, np.uint16, np.uint32, np.uint64, np.int8, np.int16, np.int32, np.int64,
    np.float16, np.float32, np.float64, ml_dtypes.bfloat16,
]  # fmt: skip


def weights_file(weights, bias):
    header = (
        b'{"classifier.weight":{"dtype":"F32","shape":[3,4],"data_offsets":[0,48]},'
        b'"classifier.bias":{"dtype":"F32","shape":[3],"data_offsets":[48,60]}}'
    )
    return struct.pack("<Q", len(header)) + header + weights.tobytes() + bias.tobytes()


def import_model(channel, project, scale=1):
    start = models.ImportModelHeader(project=project)
    start.network.linear.SetInParent()
    content = weights_file(WEIGHTS * np.float32(scale), BIAS)
    parts = [models.ImportModelRequest(header=start), models.ImportModelRequest(chunk=content)]
    return models_grpc.ModelsStub(channel).ImportModel(iter(parts)).version


@pytest.fixture(scope="module")
def versions(channel):
    """A project of vectors with a champion and two more versions, and one of images."""
    request = projects.CreateProjectRequest(name="vectors", classes=CLASSES)
    request.input.vector.dimension = 4
    projects_grpc.ProjectsStub(channel).CreateProject(request)
    request = projects.CreateProjectRequest(name="images", classes=CLASSES)
    request.input.image.height = request.input.image.width = 2
    request.input.image.channels = request.input.image.scale = 1
    projects_grpc.ProjectsStub(channel).CreateProject(request)
    numbers = [import_model(channel, "vectors", scale) for scale in (1, 2, 3)]
    images = import_model(channel, "images")
    for project, version in (("vectors", numbers[0]), ("images", images)):
        stub = models_grpc.ModelsStub(channel)
        reply = stub.Promote(models.PromoteRequest(project=project, model_version=version))
        assert reply.promoted
    return numbers


@pytest.fixture(scope="module")
def client(server, versions):
    with triton.InferenceServerClient(server.address) as client:
        yield client


def inputs(rows=ROWS, datatype=None):
    kinds = {np.dtype(ml_dtypes.bfloat16): "BF16", np.dtype(np.float16): "FP16",
             np.dtype(np.float32): "FP32", np.dtype(np.float64): "FP64"}  # fmt: skip
    datatype = datatype or kinds.get(rows.dtype, rows.dtype.name.upper())
    tensor = triton.InferInput("input", list(rows.shape), datatype)
    return [tensor.set_data_from_numpy(rows)]


def logits(rows=ROWS, scale=1):
    return rows.reshape(-1, 4).astype(np.float32) @ (WEIGHTS * scale).T + BIAS


def refused(call, code, *words):
    with pytest.raises(InferenceServerException) as caught:
        call()
    assert caught.value.status() == f"StatusCode.{code}", caught.value
    for word in words:
        assert word in caught.value.message(), caught.value
    return caught.value


def test_server(client):
    assert client.is_server_live()
    assert client.is_server_ready()
    metadata = client.get_server_metadata()
    assert metadata.name == "tutelage"
    assert metadata.version
    assert {"classification", "model_repository", "statistics"} <= set(metadata.extensions)


def test_models_are_described(client, versions):
    assert client.is_model_ready("vectors")
    assert client.is_model_ready("vectors", str(versions[0]))
    assert not client.is_model_ready("nowhere")
    assert not client.is_model_ready("vectors", "99")
    refused(lambda: client.is_model_ready("vectors", "abc"), "INVALID_ARGUMENT", "abc")
    metadata = client.get_model_metadata("vectors")
    assert [(t.name, t.datatype, list(t.shape)) for t in metadata.inputs] == [
        ("input", "FP32", [-1, 4])
    ]
    assert [(t.name, t.datatype, list(t.shape)) for t in metadata.outputs] == [
        ("probabilities", "FP32", [-1, 3]),
        ("logits", "FP32", [-1, 3]),
        ("label", "INT64", [-1]),
        ("class_name", "BYTES", [-1]),
        ("confidence", "FP32", [-1]),
    ]
    assert "1" in metadata.versions
    as_json = client.get_model_metadata("images", as_json=True)
    assert as_json["inputs"][0]["datatype"] == "UINT8"
    assert as_json["inputs"][0]["shape"] == ["-1", "2", "2", "1"]
    config = client.get_model_config("images").config
    assert config.name == "images"
    assert config.max_batch_size == 1024
    assert config.input[0].data_type == model_config_pb2.TYPE_UINT8
    assert config.input[0].format == model_config_pb2.ModelInput.FORMAT_NHWC
    assert [output.name for output in config.output][0] == "probabilities"
    assert config.dynamic_batching.default_queue_policy.allow_timeout_override
    assert json.loads(config.parameters["classes"].string_value) == CLASSES
    refused(lambda: client.get_model_metadata("nowhere"), "NOT_FOUND", "nowhere", "vectors")
    refused(lambda: client.get_model_config("vectors", "99"), "NOT_FOUND", "99", "loaded: 1")


def test_the_client_knows_every_field_that_the_server_sends(server, versions):
    """Unknown fields would be numbers that disagree with Triton's protos."""

    def check(message):
        unknown = json_format.MessageToDict(message)
        assert type(message).FromString(message.SerializeToString()) == message
        parsed = type(message)()
        json_format.ParseDict(unknown, parsed)
        assert parsed.SerializeToString(deterministic=True) == message.SerializeToString(
            deterministic=True
        )

    with triton.InferenceServerClient(server.address) as client:
        check(client.get_server_metadata())
        check(client.get_model_config("images"))
        check(client.get_model_repository_index())
        check(client.infer("vectors", inputs()).get_response())
        check(client.get_inference_statistics())


def test_infer(client, versions):
    result = client.infer("vectors", inputs(), request_id="r1")
    response = result.get_response()
    assert (response.model_name, response.model_version, response.id) == ("vectors", "1", "r1")
    expected = logits()
    assert np.array_equal(result.as_numpy("logits"), expected)
    labels = expected.argmax(axis=1)
    assert np.array_equal(result.as_numpy("label"), labels)
    assert [name.decode() for name in result.as_numpy("class_name")] == [
        CLASSES[label] for label in labels
    ]
    softmax = np.exp(expected - expected.max(axis=1, keepdims=True))
    softmax /= softmax.sum(axis=1, keepdims=True)
    assert np.allclose(result.as_numpy("probabilities"), softmax, atol=1e-6)
    assert np.array_equal(result.as_numpy("confidence"), result.as_numpy("probabilities").max(1))
    named = client.infer("vectors", inputs(), model_version=str(versions[1]))
    assert named.get_response().model_version == str(versions[1])
    assert np.array_equal(named.as_numpy("logits"), logits(scale=2))


@pytest.mark.parametrize("dtype", DTYPES, ids=lambda dtype: np.dtype(dtype).name)
def test_every_numpy_dtype(client, dtype):
    result = client.infer("vectors", inputs(ROWS.astype(dtype)))
    assert np.array_equal(result.as_numpy("logits"), logits())
    pixels = np.array([[0, 1, 2, 3], [127, 2, 0, 64]]).astype(dtype)
    for shape in ((2, 2, 2, 1), (2, 4)):
        result = client.infer("images", inputs(pixels.reshape(shape)))
        assert np.array_equal(result.as_numpy("logits"), logits(pixels.astype(np.float32)))


def test_what_is_no_number_is_refused_by_name(client):
    flags = ROWS > 1
    call = lambda: client.infer("vectors", inputs(flags, "BOOL"))
    refused(call, "INVALID_ARGUMENT", '"input"', "BOOL", "FP32")
    texts = np.full((1, 4), b"1", dtype=np.object_)
    call = lambda: client.infer("vectors", inputs(texts, "BYTES"))
    refused(call, "INVALID_ARGUMENT", '"input"', "BYTES")
    call = lambda: client.infer("images", inputs(ROWS / 8))
    refused(call, "INVALID_ARGUMENT", "element 0 of row 0 is 0.125", "0 to 255")


def test_requested_outputs_and_classification(client):
    outputs = [
        triton.InferRequestedOutput("probabilities", class_count=2),
        triton.InferRequestedOutput("label"),
    ]
    result = client.infer("vectors", inputs(), outputs=outputs)
    assert result.as_numpy("logits") is None
    texts = result.as_numpy("probabilities")
    assert texts.shape == (3, 2)
    order = np.argsort(-logits(), axis=1)
    for row in range(3):
        for place in range(2):
            value, index, name = texts[row, place].decode().split(":")
            assert int(index) == order[row, place]
            assert name == CLASSES[int(index)]
            assert 0 <= float(value) <= 1
    outputs = [triton.InferRequestedOutput("scores")]
    call = lambda: client.infer("vectors", inputs(), outputs=outputs)
    refused(call, "INVALID_ARGUMENT", "scores", "probabilities")


def test_typed_contents(server, channel, client):
    request = service_pb2.ModelInferRequest(model_name="vectors", id="typed")
    tensor = request.inputs.add(name="input", datatype="FP32", shape=[3, 4])
    tensor.contents.fp32_contents.extend(ROWS.ravel().tolist())
    infer = channel.unary_unary(
        "/inference.GRPCInferenceService/ModelInfer",
        service_pb2.ModelInferRequest.SerializeToString,
        service_pb2.ModelInferResponse.FromString,
    )
    response = infer(request)
    assert response.id == "typed"
    place = [output.name for output in response.outputs].index("logits")
    raw = response.raw_output_contents[place]
    assert np.array_equal(np.frombuffer(raw, np.float32).reshape(3, 3), logits())
    request.parameters["binary_data_output"].bool_param = False
    typed = infer(request)
    assert not typed.raw_output_contents
    outputs = {output.name: output.contents for output in typed.outputs}
    assert np.array_equal(np.float32(outputs["logits"].fp32_contents).reshape(3, 3), logits())
    labels = list(logits().argmax(axis=1))
    assert list(outputs["label"].int64_contents) == labels
    names = [name.decode() for name in outputs["class_name"].bytes_contents]
    assert names == [CLASSES[label] for label in labels]
    request.raw_input_contents.append(ROWS.tobytes())
    with pytest.raises(grpc.RpcError) as caught:
        infer(request)
    assert caught.value.code() == grpc.StatusCode.INVALID_ARGUMENT
    assert "fp32_contents" in caught.value.details()


def test_async_infer(client):
    answers = queue.Queue()
    for number in range(50):
        rows = ROWS + number
        client.async_infer(
            "vectors", inputs(rows), lambda result, error: answers.put((result, error)),
            request_id=str(number),
        )  # fmt: skip
    for _ in range(50):
        result, error = answers.get(timeout=60)
        assert error is None
        number = int(result.get_response().id)
        assert np.array_equal(result.as_numpy("logits"), logits(ROWS + number))


def test_stream(client):
    answers = queue.Queue()
    client.start_stream(lambda result, error: answers.put((result, error)))
    for number in range(40):
        tensor = inputs(ROWS + number)
        if number % 5 == 2:
            tensor[0].set_shape([3, 5])
        client.async_stream_infer(
            "vectors", tensor, request_id=str(number), enable_empty_final_response=True
        )
    for number in range(40):
        result, error = answers.get(timeout=60)
        if number % 5 == 2:
            assert "INVALID_ARGUMENT" in error.message() and '"input"' in error.message()
            continue
        assert error is None
        response = result.get_response()
        assert response.id == str(number)
        assert response.parameters["triton_final_response"].bool_param
        assert np.array_equal(result.as_numpy("logits"), logits(ROWS + number))
    client.stop_stream()


def test_statuses_of_wrong_requests(client, versions):
    infer = lambda tensors=None, project="vectors", **more: lambda: client.infer(
        project, inputs() if tensors is None else tensors, **more
    )
    refused(infer(project="nowhere"), "NOT_FOUND", "nowhere", "vectors")
    refused(infer(model_version="99"), "NOT_FOUND", "99", "loaded: 1")
    refused(infer(model_version="abc"), "INVALID_ARGUMENT", '"abc"')

    def shaped(*shape):
        tensors = inputs()
        tensors[0].set_shape(shape)
        return tensors

    refused(infer(shaped(-1, 4)), "INVALID_ARGUMENT", '"input"', "negative dimension")
    refused(infer(shaped(2**40, 4)), "INVALID_ARGUMENT", '"input"', "1024")
    refused(infer(shaped(0, 4)), "INVALID_ARGUMENT", '"input"', "no rows")
    refused(infer(shaped(2, 4)), "INVALID_ARGUMENT", '"input"', "32", "48")
    refused(infer(shaped(3, 5)), "INVALID_ARGUMENT", '"input"', "[3, 5]", "[rows, 4]")
    wrong = triton.InferInput("image", [3, 4], "FP32").set_data_from_numpy(ROWS)
    refused(infer([wrong]), "INVALID_ARGUMENT", '"image"', '"input"')
    refused(infer(inputs() + inputs()), "INVALID_ARGUMENT", '"input" came twice')
    many = np.zeros((1025, 4), np.float32)
    refused(infer(inputs(many)), "INVALID_ARGUMENT", "1024", "1025", "max-request-rows")
    shared = triton.InferInput("input", [3, 4], "FP32")
    shared.set_shared_memory("region", 48)
    refused(infer([shared]), "INVALID_ARGUMENT", "shared_memory")
    refused(infer(sequence_id=5), "INVALID_ARGUMENT", "sequence_id")
    # Its own deadline grpcio rounds up to a millisecond, in which the server may answer.
    refused(infer(timeout=1), "DEADLINE_EXCEEDED")
    refused(infer(timeout=-1), "INVALID_ARGUMENT", "timeout")
    assert client.infer("vectors", inputs(), timeout=60_000_000, priority=1) is not None


def test_message_over_the_limit(client):
    huge = np.zeros((1, 20 << 20), np.float32)
    refused(
        lambda: client.infer("vectors", inputs(huge)), "RESOURCE_EXHAUSTED", "--max-message-bytes"
    )


def test_compression(client):
    plain = client.infer("vectors", inputs())
    assert np.array_equal(plain.as_numpy("logits"), logits())
    names = [output.name for output in plain.get_response().outputs]
    assert len(names) == 5
    for algorithm in ("gzip", "deflate"):
        result = client.infer("vectors", inputs(), compression_algorithm=algorithm)
        assert [output.name for output in result.get_response().outputs] == names
        for name in names:
            assert np.array_equal(result.as_numpy(name), plain.as_numpy(name)), (algorithm, name)


def test_repository(client, versions):
    champion, other, third = versions
    index = client.get_model_repository_index().models
    states = {(entry.name, entry.version): entry.state for entry in index}
    assert states["vectors", str(champion)] == "READY"
    assert states["images", "1"] == "READY"
    assert all(entry.reason for entry in index if entry.state == "UNAVAILABLE")
    policy = {"version_policy": {"specific": {"versions": [third]}}}
    client.load_model("vectors", config=json.dumps(policy))
    assert client.is_model_ready("vectors", str(third))
    client.load_model("vectors")
    client.unload_model("vectors")
    assert not client.is_model_ready("vectors", str(third))
    assert client.is_model_ready("vectors")
    refused(lambda: client.unload_model("vectors"), "FAILED_PRECONDITION", "champion")
    refused(lambda: client.load_model("nowhere"), "NOT_FOUND", "nowhere")
    policy["version_policy"]["specific"]["versions"] = [99]
    call = lambda: client.load_model("vectors", config=json.dumps(policy))
    refused(call, "NOT_FOUND", "99")
    call = lambda: client.load_model("vectors", config="{}", files={"file:1/model.onnx": b"x"})
    refused(call, "INVALID_ARGUMENT", "file:1/model.onnx")
    call = lambda: client.load_model("vectors", config=json.dumps({"backend": "onnxruntime"}))
    refused(call, "INVALID_ARGUMENT", "version_policy")


def test_statistics(client, versions):
    version = str(versions[0])
    before = client.get_inference_statistics("vectors", version).model_stats[0]
    for _ in range(5):
        client.infer("vectors", inputs())
    after = client.get_inference_statistics("vectors", version).model_stats[0]
    assert after.inference_count - before.inference_count == 15
    assert after.execution_count - before.execution_count == 5
    assert after.last_inference >= before.last_inference > 0
    success = after.inference_stats.success
    assert success.count - before.inference_stats.success.count == 5
    assert success.ns > after.inference_stats.compute_infer.ns > 0
    assert sum(batch.compute_infer.count for batch in after.batch_stats) == after.execution_count
    names = {stats.name for stats in client.get_inference_statistics().model_stats}
    assert {"vectors", "images"} <= names
    refused(lambda: client.get_inference_statistics("nowhere"), "NOT_FOUND", "nowhere")


def test_what_makes_no_sense_here(client):
    for call in (
        lambda: client.get_system_shared_memory_status(),
        lambda: client.register_system_shared_memory("region", "/region", 64),
        lambda: client.unregister_system_shared_memory("region"),
        lambda: client.get_cuda_shared_memory_status(),
        lambda: client.register_cuda_shared_memory("region", b"aGFuZGxl", 0, 64),
        lambda: client.unregister_cuda_shared_memory("region"),
        lambda: client.get_trace_settings(),
        lambda: client.update_trace_settings(settings={"trace_level": ["TIMESTAMPS"]}),
        lambda: client.get_log_settings(),
        lambda: client.update_log_settings({"log_info": False}),
    ):
        refused(call, "UNIMPLEMENTED", "serve")


def test_the_server_keeps_up_after_all_this(client, server):
    assert server.process.poll() is None
    assert np.array_equal(client.infer("vectors", inputs()).as_numpy("logits"), logits())
