"""One MLP behind four servers: the same weights, the same client, one compute thread each.

MLServer and TorchServe wait for company (here 1 ms) or make no batches, so each is measured both ways, and
at each concurrency the better of its figures stands in the table: they may be of different settings.
"""

import json
import os
import pathlib
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time

import grpc
import numpy

import harness
import wire

CONCURRENCIES = (1, 2, 4, 8, 16, 32, 64)
PASSES = 3
WIDTHS = (784, 512, 512, 10)
INFER = "/inference.GRPCInferenceService/ModelInfer"
ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}

MODEL = '''
import numpy

file = numpy.load({weights!r})
layers = [(file[f"w{{i}}"].T.copy(), file[f"b{{i}}"]) for i in range(3)]


def forward(x):
    for index, (weight, bias) in enumerate(layers):
        x = x @ weight + bias
        if index < 2:
            x = numpy.maximum(x, 0)
    return x
'''

TRITON_MODEL = '''
import triton_python_backend_utils as utils


class TritonPythonModel:
    def execute(self, requests):
        arrays = [utils.get_input_tensor_by_name(r, "input").as_numpy() for r in requests]
        results = forward(numpy.concatenate(arrays))
        replies, start = [], 0
        for array in arrays:
            part = results[start:start + len(array)]
            start += len(array)
            replies.append(utils.InferenceResponse([utils.Tensor("logits", part)]))
        return replies
'''

TRITON_CONFIG = '''
name: "mlp"
backend: "python"
max_batch_size: 64
input [{ name: "input" data_type: TYPE_FP32 dims: [784] }]
output [{ name: "logits" data_type: TYPE_FP32 dims: [10] }]
dynamic_batching { }
instance_group [{ count: 1 kind: KIND_CPU }]
'''

MLSERVER_MODEL = '''
from mlserver import MLModel
from mlserver.codecs import NumpyCodec
from mlserver.types import InferenceResponse


class MLP(MLModel):
    async def load(self):
        return True

    async def predict(self, payload):
        x = NumpyCodec.decode_input(payload.inputs[0])
        output = NumpyCodec.encode_output("logits", forward(x))
        return InferenceResponse(model_name=self.name, id=payload.id, outputs=[output])
'''

TORCHSERVE_HANDLER = '''
import torch

torch.set_num_threads(1)
module = [(torch.from_numpy(w.T.copy()), torch.from_numpy(b)) for w, b in layers]


def handle(data, context):
    if not data:
        return None
    rows = [numpy.frombuffer(bytes(item["data"]), "float32") for item in data]
    with torch.inference_mode():
        x = torch.from_numpy(numpy.stack(rows))
        for index, (weight, bias) in enumerate(module):
            x = torch.nn.functional.linear(x, weight, bias)
            if index < 2:
                x = torch.relu(x)
    return [bytes(row.tobytes()) for row in x.numpy()]
'''


class Peer(harness.Process):
    """Another server, in a session of its own so that its children end with it."""

    def __init__(self, name, command, folder, environment):
        self.name = name
        self.log = folder / f"{name}.log"
        with self.log.open("w") as log:
            super().__init__(subprocess.Popen(
                list(map(str, command)), cwd=folder, stdout=log, stderr=log,
                env={**os.environ, **ONE_THREAD, **environment}, start_new_session=True))

    def kill(self):
        try:
            os.killpg(self.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        self.process.wait()


def environment_of(cache, name, *packages):
    """The folder of a virtual environment with the packages, made on first use."""
    folder = cache / name
    if not (folder / "installed").exists():
        print(f"installing {' '.join(packages)}", flush=True)
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        for package in packages:
            subprocess.run([folder / "bin/pip", "install", "-q", *package.split()], check=True)
        (folder / "installed").write_text("")
    return folder


def site_packages(environment):
    return next((environment / "lib").glob("python3*/site-packages"))


def start_tutelage(binary, cache, folder, layers, weights, port):
    server = harness.Server(binary, folder / "data", "--threads", 1, port=port)
    server.create_project("mlp", WIDTHS[0])
    server.promote("mlp", server.import_model("mlp", layers))
    return server


def start_triton(binary, cache, folder, layers, weights, port):
    environment = environment_of(cache, "triton", "nvidia-pytriton", "numpy<2")
    packages = site_packages(environment)
    home = packages / "pytriton/tritonserver"
    version = folder / "models/mlp/1"
    version.mkdir(parents=True)
    # The backend's interpreter is the system's: the environment's packages come by path.
    path = f"import sys\n\nsys.path.insert(0, {str(packages)!r})\n"
    (version / "model.py").write_text(path + MODEL.format(weights=str(weights)) + TRITON_MODEL)
    (version.parent / "config.pbtxt").write_text(TRITON_CONFIG)
    minor = f"3.{sys.version_info.minor}"
    backend = shutil.copytree(home / "backends/python", folder / "backends/python")
    stub = shutil.copy(home / "python_backend_stubs" / minor / "triton_python_backend_stub", backend)
    os.chmod(stub, 0o755)
    libraries = ":".join(map(str, [home / "external_libs", packages / "nvidia_pytriton.libs"]))
    return Peer("triton", [
        home / "bin/tritonserver", "--model-repository", folder / "models",
        "--backend-directory", folder / "backends", "--allow-http", "false",
        "--allow-metrics", "false", "--grpc-address", "127.0.0.1", "--grpc-port", port,
    ], folder, {"LD_LIBRARY_PATH": libraries})


def start_mlserver(binary, cache, folder, layers, weights, port, batches):
    environment = environment_of(cache, "mlserver", "mlserver")
    model = folder / "mlserver"
    model.mkdir()
    (model / "mlp.py").write_text(MODEL.format(weights=str(weights)) + MLSERVER_MODEL)
    # Without a time to wait its adaptive batching is off.
    batching = {"max_batch_size": 64, "max_batch_time": 0.001} if batches else {}
    (model / "model-settings.json").write_text(json.dumps(
        {"name": "mlp", "implementation": "mlp.MLP", **batching, "inputs": [
            {"name": "input", "datatype": "FP32", "shape": [-1, 784]}]}))
    (model / "settings.json").write_text(json.dumps(
        {"host": "127.0.0.1", "grpc_port": port, "http_port": harness.free_port(),
         "metrics_port": harness.free_port(), "parallel_workers": 0, "debug": False}))
    return Peer("mlserver", [environment / "bin/mlserver", "start", model], folder,
                {"PATH": f"{environment / 'bin'}:{os.environ['PATH']}"})


def start_torchserve(binary, cache, folder, layers, weights, port, batches):
    # The CPU build of torch where an index offers one: the plain one brings gigabytes of CUDA.
    cpu = os.environ.get("TORCH", "torch")
    environment = environment_of(
        cache, "torchserve", cpu, "numpy", "torchserve torch-model-archiver pyyaml packaging setuptools<80")
    handler = folder / "handler.py"
    handler.write_text(MODEL.format(weights=str(weights)) + TORCHSERVE_HANDLER)
    store = folder / "store"
    store.mkdir()
    subprocess.run([
        environment / "bin/torch-model-archiver", "--model-name", "mlp", "--version", "1",
        "--handler", handler, "--export-path", store], check=True)
    ports = [harness.free_port() for _ in range(4)]
    snapshot = {"name": "mlp", "modelCount": 1, "models": {"mlp": {"1": {
        "defaultVersion": True, "marName": "mlp.mar", "minWorkers": 1, "maxWorkers": 1,
        # The least delay that it takes, in ms; a batch of one never waits.
        "batchSize": 64 if batches else 1, "maxBatchDelay": 1, "responseTimeout": 60}}}}
    (folder / "torchserve.properties").write_text("\n".join([
        f"inference_address=http://127.0.0.1:{ports[0]}",
        f"management_address=http://127.0.0.1:{ports[1]}",
        f"metrics_address=http://127.0.0.1:{ports[2]}",
        f"grpc_inference_port={port}", f"grpc_management_port={ports[3]}",
        f"model_snapshot={json.dumps(snapshot)}", "disable_token_authorization=true",
        f"model_store={store}", "number_of_gpu=0"]))
    return Peer("torchserve", [
        environment / "bin/torchserve", "--start", "--foreground", "--disable-token-auth",
        "--ts-config", folder / "torchserve.properties", "--model-store", store,
    ], folder, {"PATH": f"{environment / 'bin'}:{os.environ['PATH']}"})


PREDICTIONS = "/org.pytorch.serve.grpc.inference.InferenceAPIsService/Predictions"
ON, OFF = {"batching on": {"batches": True}}, {"batching off": {"batches": False}}
# How each starts, its method, and the settings it is measured in.
PEERS = {
    "tutelage": (start_tutelage, INFER, {"": {}}),
    "triton": (start_triton, INFER, {"": {}}),
    "mlserver": (start_mlserver, INFER, ON | OFF),
    "torchserve": (start_torchserve, PREDICTIONS, ON | OFF),
}


def request_of(path, row):
    if path == INFER:
        return wire.infer_request("mlp", row)
    return wire.field(1, "mlp") + wire.field(3, wire.field(1, "data") + wire.field(2, row.tobytes()))


def await_reply(server, address, path, message, limit=120):
    """Calls until the server answers; returns the reply."""
    with grpc.insecure_channel(address) as channel:
        end = time.monotonic() + limit
        while True:
            try:
                return channel.unary_unary(path)(message, timeout=5)
            except grpc.RpcError as error:
                if time.monotonic() > end or server.process.poll() is not None:
                    words = server.log.read_text()[-6000:]
                    raise RuntimeError(f"no answer ({error.code()}); its last words:\n{words}")
                time.sleep(0.5)


def logits_of(path, reply):
    if path == INFER:
        return numpy.array(wire.raw_floats(reply, 6), "float32")
    return numpy.frombuffer(next(value for key, value in wire.fields(reply) if key == 1), "float32")


def middle(reports):
    """The medians of some passes: calls a second, p50 and p99 in us; and how many calls failed."""
    answered = [report["outcomes"].get("OK", {"p50_us": 0, "p99_us": 0}) for report in reports]
    failed = sum(figures["count"] for report in reports
                 for outcome, figures in report["outcomes"].items() if outcome != "OK")
    return {"goodput": statistics.median(report["goodput"] for report in reports), "failed": failed,
            **{key: statistics.median(ok[key] for ok in answered) for key in ("p50_us", "p99_us")}}


def better(settings):
    """The better of each figure over the settings of a server, by concurrency."""
    result = {}
    for concurrency in CONCURRENCIES:
        reports = [reports[concurrency] for reports in settings.values()]
        # A setting without an answered call has no latency to be the better one.
        answered = [report for report in reports if report["goodput"] > 0] or reports
        result[concurrency] = {
            "goodput": max(report["goodput"] for report in reports),
            **{key: min(report[key] for report in answered) for key in ("p50_us", "p99_us")}}
    return result


def measure(name, setting, binary, cache, seconds, layers):
    """Medians by concurrency, and how far the reply is from numpy's."""
    start, path, settings = PEERS[name]
    row = numpy.random.default_rng(2).standard_normal((1, WIDTHS[0])).astype("float32")
    expected = row
    for index, (weight, bias) in enumerate(layers):
        expected = expected @ weight.T + bias
        expected = numpy.maximum(expected, 0) if index < len(layers) - 1 else expected
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        weights = folder / "weights.npz"
        numpy.savez(weights, **{f"{part}{index}": values for index, layer in enumerate(layers)
                                for part, values in zip("wb", layer)})
        port = harness.free_port()
        server = start(binary, cache, folder, layers, weights, port, **settings[setting])
        try:
            address, message = f"127.0.0.1:{port}", request_of(path, row)
            reply = await_reply(server, address, path, message)
            distance = float(numpy.abs(logits_of(path, reply) - expected[0]).max())
            (folder / "request").write_bytes(message)
            reports = {}
            for concurrency in CONCURRENCIES:
                reports[concurrency] = middle([
                    harness.load(
                        binary, address, "--path", path, "--request", folder / "request",
                        "--concurrency", concurrency, "--connections", min(4, concurrency),
                        "--warmup", min(1, seconds / 4), "--seconds", seconds)
                    for _ in range(PASSES)])
            return reports, distance
        finally:
            server.kill()


def measure_all(names, binary, seconds, bars):
    """The figures of each server that runs, by setting and concurrency."""
    cache = pathlib.Path(os.environ.get("SERVERS_CACHE", pathlib.Path(tempfile.gettempdir()) / "servers"))
    layers = harness.weights(WIDTHS, 1)
    results = {}
    for name, setting in ((name, setting) for name in names for setting in PEERS[name][2]):
        told = f"{name} {setting}".strip()
        try:
            reports, distance = measure(name, setting, binary, cache, seconds, layers)
        except (RuntimeError, OSError, subprocess.CalledProcessError) as error:
            bars.must(f"{told} runs", "yes", "no", False)
            print(f"{told} does not run: {error}")
            continue
        results.setdefault(name, {})[setting] = reports
        failed = sum(report["failed"] for report in reports.values())
        bars.must(f"{told}: calls that fail", 0, failed, failed == 0)
        bars.must(f"{told}: logits away from numpy's", "<= 1e-4", f"{distance:.1e}", distance <= 1e-4)
    return results


def show(columns):
    width = max(28, *(len(name) for name in columns))
    print("concurrency  " + "  ".join(f"{name:>{width}}" for name in columns))
    for concurrency in CONCURRENCIES:
        cells = []
        for reports in columns.values():
            report = reports[concurrency]
            cells.append(
                f"{report['goodput']:10.0f} {report['p50_us']:8.0f} {report['p99_us']:8.0f}".rjust(width))
        print(f"{concurrency:>11}  " + "  ".join(cells))


def main():
    binary = sys.argv[1]
    seconds = float((sys.argv[2:] or ["2"])[0])
    bars = harness.Bars()
    results = measure_all(sys.argv[3:] or list(PEERS), binary, seconds, bars)
    if not results:
        bars.finish()
    print(f"MLP {'-'.join(map(str, WIDTHS))}, one row a call, medians of {PASSES} x {seconds:g} s; "
          "calls/s, p50 and p99 in us")
    best = {name: better(settings) for name, settings in results.items()}
    show({name + (" (better of each)" if len(results[name]) > 1 else ""): reports
          for name, reports in best.items()})
    single = {f"{name} {setting}": reports for name, settings in results.items()
              for setting, reports in settings.items() if setting}
    if single:
        print("The settings by themselves:")
        show(single)
    for name, reports in best.items():
        for concurrency in CONCURRENCIES if name != "tutelage" and "tutelage" in best else ():
            ours, theirs = best["tutelage"][concurrency], reports[concurrency]
            ratio = ours["goodput"] / max(1e-9, theirs["goodput"])
            bars.figure(f"calls/s at {concurrency} / {name}'s", "> 1", f"{ratio:.1f}", ratio > 1)
            ratio = ours["p99_us"] / max(1e-9, theirs["p99_us"])
            bars.figure(f"p99 at {concurrency} / {name}'s", "< 1", f"{ratio:.2f}", ratio < 1)
    bars.finish()


main()
