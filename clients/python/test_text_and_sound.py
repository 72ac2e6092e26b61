"""Projects of texts and of sound, end to end: ingest, train, predict, label, review, export, and Open Inference V2."""

import json
import math
import random
import struct
import subprocess
import wave

import grpc
import numpy as np
import pytest
import tritonclient.grpc as triton
from tritonclient.utils import InferenceServerException

import conftest
import stubs

common, _ = stubs.load("tutelage/v1/common")
projects, projects_grpc = stubs.load("tutelage/v1/projects")
prediction, prediction_grpc = stubs.load("tutelage/v1/prediction")
labeling, labeling_grpc = stubs.load("tutelage/v1/labeling")

WORDS = {
    "weather": ["rain", "storm", "cloud", "sunny"],
    "money": ["bank", "loan", "credit", "account"],
    "music": ["song", "band", "tune", "guitar"],
}
FILL = [f"word{number}" for number in range(300)]
TONES = {"low": 300, "middle": 800, "high": 1900}


def texts(count, seed):
    """Return texts with their classes."""
    chance = random.Random(seed)
    found = []
    for number in range(count):
        label = list(WORDS)[number % 3]
        words = [chance.choice(FILL) for _ in range(chance.randint(3, 8))]
        words.insert(chance.randrange(len(words)), chance.choice(WORDS[label]))
        found.append((" ".join(words) + f" {number}", label))
    return found


def clips(count, seed):
    """Return clips of 16-bit samples at 8,000 a second with their classes."""
    chance = np.random.default_rng(seed)
    found = []
    for number in range(count):
        label = list(TONES)[number % 3]
        times = np.arange(chance.integers(1200, 2000)) / 8000
        tone = np.sin(2 * math.pi * (TONES[label] + chance.integers(60)) * times)
        samples = chance.integers(300, 8000) * tone + 20 * chance.normal(size=times.size)
        found.append((samples.astype("<i2").tobytes(), label))
    return found


def run(server, *arguments, check=True):
    """Run a command of the command line against the server."""
    done = subprocess.run(
        [conftest.binary(), *arguments, "--server", server.address], capture_output=True, text=True, timeout=300
    )
    assert not check or done.returncode == 0, done.stderr + done.stdout
    return done


def write_lines(path, rows, **more):
    path.write_text("".join(json.dumps({"text": text, "label": label, **more}) + "\n" for text, label in rows))
    return str(path)


@pytest.fixture(scope="module")
def text_project(server, tmp_path_factory):
    """A project of texts with a champion and a certificate."""
    folder = tmp_path_factory.mktemp("texts")
    run(server, "project", "create", "notes", "--classes", ",".join(WORDS), "--text", "32")
    run(server, "policies", "set", "notes", "--auto-label", "guarantee:0.2,0.1")
    run(server, "ingest", "notes", write_lines(folder / "train.jsonl", texts(30, 1)))
    run(server, "ingest", "notes", write_lines(folder / "gate.jsonl", texts(60, 2)), "--split", "gate")
    run(server, "ingest", "notes", write_lines(folder / "certify.jsonl", texts(210, 3)), "--split", "certify")
    unlabeled = folder / "more.txt"
    unlabeled.write_text("".join(text + "\n" for text, _ in texts(90, 4)))
    run(server, "ingest", "notes", str(unlabeled))
    run(server, "train", "notes", "--algorithm", "supervised", "--steps", "300")
    run(server, "models", "certify", "notes")
    return "notes"


def test_text_predictions(channel, text_project):
    stub = prediction_grpc.PredictionStub(channel)
    fresh = texts(60, 7)
    rows = common.Tensor(data_type=common.DATA_TYPE_UTF8, rows=[text.encode() for text, _ in fresh])
    reply = stub.Predict(prediction.PredictRequest(project=text_project, inputs=rows))
    right = sum(row.class_name == label for row, (_, label) in zip(reply.rows, fresh))
    assert right >= 48
    # A row's answer has the same bits whatever the batch around it.
    for number in (0, 17, 59):
        alone = common.Tensor(rows=[fresh[number][0].encode()])
        single = stub.Predict(prediction.PredictRequest(project=text_project, inputs=alone))
        assert single.rows[0].confidence == reply.rows[number].confidence


@pytest.mark.parametrize(
    "tensor, words",
    [
        (common.Tensor(), "at least one row"),
        (common.Tensor(rows=[b""]), "at least 1 byte"),
        (common.Tensor(rows=[b" \n"]), "at least one word"),
        (common.Tensor(rows=[b"good", b"\xff\xfe"]), "UTF-8"),
        (common.Tensor(data_type=common.DATA_TYPE_FLOAT32, rows=[b"abcd"]), "UTF8"),
        (common.Tensor(rows=[b"a"], data=b"b", shape=[1]), "got both"),
        (common.Tensor(rows=[b"a"], sample_rate=8000), "no sample rate"),
        (common.Tensor(rows=[b"a" * (1 << 20) + b"b"]), "at most"),
    ],
)
def test_text_refusals(channel, text_project, tensor, words):
    with pytest.raises(grpc.RpcError) as failure:
        prediction_grpc.PredictionStub(channel).Predict(
            prediction.PredictRequest(project=text_project, inputs=tensor)
        )
    assert failure.value.code() == grpc.StatusCode.INVALID_ARGUMENT
    assert words in failure.value.details()


def test_text_open_inference(server, text_project):
    fresh = texts(9, 8)
    with triton.InferenceServerClient(server.address) as client:
        meta = client.get_model_metadata(text_project)
        assert (meta.inputs[0].datatype, list(meta.inputs[0].shape)) == ("BYTES", [-1, 1])
        for shape in ([9], [9, 1]):
            rows = np.array([text.encode() for text, _ in fresh], dtype=np.object_).reshape(shape)
            tensor = triton.InferInput("input", shape, "BYTES")
            tensor.set_data_from_numpy(rows)
            reply = client.infer(text_project, [tensor])
            assert reply.as_numpy("label").shape[0] == 9
        tensor = triton.InferInput("input", [1], "BYTES")
        tensor.set_data_from_numpy(np.array([b"\xff"], dtype=np.object_))
        with pytest.raises(InferenceServerException, match="UTF-8"):
            client.infer(text_project, [tensor])


def test_text_labels(server, channel, text_project, tmp_path):
    """A certificate, decisions, the queue as people read it, answers, an export and a retrain."""
    shown = json.loads(run(server, "models", "list", text_project, "--json").stdout)
    assert shown
    stub = labeling_grpc.LabelingStub(channel)
    fresh = texts(60, 11)
    rows = common.Tensor(rows=[text.encode() for text, _ in fresh])
    reply = stub.Label(labeling.LabelRequest(project=text_project, inputs=rows))
    decided = [row.decision for row in reply.rows]
    assert common.DECISION_ACCEPTED in decided
    path = tmp_path / "fresh.jsonl"
    path.write_text("".join(json.dumps({"id": f"fresh-{n}", "text": t}) + "\n" for n, (t, _) in enumerate(fresh)))
    run(server, "label", text_project, str(path), "--store")
    # The same text again, with a paraphrase, is the same content.
    again = tmp_path / "again.jsonl"
    again.write_text(json.dumps({"id": "fresh-0", "text": fresh[0][0], "aug_0": "in other words"}) + "\n")
    assert "0 refused" in run(server, "ingest", text_project, str(again)).stdout
    queue = run(server, "review", "list", text_project).stdout
    assert any(word in queue for words in WORDS.values() for word in words)
    exported = run(server, "export", text_project).stdout.splitlines()
    assert any(json.loads(line)["id"] == "fresh-0" for line in exported)
    run(server, "train", text_project, "--algorithm", "fix_match", "--steps", "60")


def test_frozen_encoder(server, text_project):
    """What a version's encoder makes of texts trains a network that takes texts."""
    job = run(server, "train", text_project, "--warm-start", "1", "--regime", "frozen", "--steps", "100", "--json")
    version = json.loads(job.stdout.splitlines()[-1])["model_version"]
    reply = json.loads(run(server, "models", "show", text_project, str(version), "--json").stdout)
    assert reply["version"] == version
    refused = run(server, "train", text_project, "--regime", "frozen", check=False)
    assert refused.returncode == 2 and "--warm-start" in refused.stderr


@pytest.fixture(scope="module")
def sound_project(server, tmp_path_factory):
    """A project of sound, of WAV files in a folder a class."""
    folder = tmp_path_factory.mktemp("sounds")
    run(
        server, "project", "create", "tones", "--classes", ",".join(TONES), "--audio", "8000", "--max-seconds", "0.25"
    )
    for split, count, seed in (("train", 30, 1), ("gate", 45, 2)):
        for number, (samples, label) in enumerate(clips(count, seed)):
            path = folder / split / label / f"{split}-{number}.wav"
            path.parent.mkdir(parents=True, exist_ok=True)
            with wave.open(str(path), "wb") as file:
                file.setnchannels(1)
                file.setsampwidth(2)
                file.setframerate(8000)
                file.writeframes(samples)
        run(server, "ingest", "tones", str(folder / split), "--split", split)
    run(server, "train", "tones", "--algorithm", "supervised_strong", "--steps", "150", "--network",
        "small_convolutional:width=4")
    return "tones"


def test_sound_predictions(server, channel, sound_project):
    stub = prediction_grpc.PredictionStub(channel)
    fresh = clips(30, 5)
    rows = common.Tensor(data_type=common.DATA_TYPE_INT16, rows=[clip for clip, _ in fresh], sample_rate=8000)
    reply = stub.Predict(prediction.PredictRequest(project=sound_project, inputs=rows))
    assert sum(row.class_name == label for row, (_, label) in zip(reply.rows, fresh)) >= 27
    # The same samples as floats from -1 to 1, and as a dense tensor.
    first = np.frombuffer(fresh[0][0], dtype="<i2")
    floats = (first / np.float32(32768)).astype("<f4")
    tensor = common.Tensor(data_type=common.DATA_TYPE_FLOAT32, shape=[1, first.size], data=floats.tobytes())
    single = stub.Predict(prediction.PredictRequest(project=sound_project, inputs=tensor))
    assert single.rows[0].confidence == reply.rows[0].confidence
    with triton.InferenceServerClient(server.address) as client:
        tensor = triton.InferInput("input", [1, first.size], "INT16")
        tensor.set_data_from_numpy(first.reshape(1, -1))
        assert client.infer(sound_project, [tensor]).as_numpy("label").shape[0] == 1


@pytest.mark.parametrize(
    "tensor, words",
    [
        (common.Tensor(rows=[b""]), "at least one sample"),
        (common.Tensor(rows=[b"abc"]), "no half one"),
        (common.Tensor(rows=[bytes(200)]), "silent"),
        (common.Tensor(rows=[b"ab"], sample_rate=16000), "8000 samples a second"),
        (common.Tensor(data_type=common.DATA_TYPE_UTF8, rows=[b"ab"]), "INT16"),
        (common.Tensor(data_type=common.DATA_TYPE_FLOAT32, rows=[struct.pack("<f", math.nan)]), "finite"),
        (common.Tensor(data_type=common.DATA_TYPE_INT16, shape=[2, 3], data=b"abcd"), "samples of 2 bytes"),
    ],
)
def test_sound_refusals(channel, sound_project, tensor, words):
    with pytest.raises(grpc.RpcError) as failure:
        prediction_grpc.PredictionStub(channel).Predict(
            prediction.PredictRequest(project=sound_project, inputs=tensor)
        )
    assert failure.value.code() == grpc.StatusCode.INVALID_ARGUMENT
    assert words in failure.value.details()
