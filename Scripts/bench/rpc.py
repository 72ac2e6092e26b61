"""Compares the server CPU of Predict and ModelInfer with nghttpd and a small file, and with gRPC C++.

A call counts when it is answered as it was alone: after each phase the bytes of all replies are compared
with those of one reply, and for our server also the calls that /metrics has as ended with OK.
"""

import pathlib
import re
import statistics
import struct
import subprocess
import sys
import tempfile
import time

import grpc

import dynamic
import harness
import stubs

CONNECTIONS, STREAMS = 8, 16
NGHTTPD, ASYNC = "nghttpd", "gRPC C++ async Predict"
# Which way a request goes: small ones are computed on the event loop, where --inline-multiply-adds is not 0.
HERE, INFER_HERE = "Predict (default: on the event loop)", "ModelInfer (default: on the event loop)"
TOKENS, BATCHER = "Predict with --require-tokens", "Predict through the batcher"
# h2load never lets a token be remembered by HPACK: whoever is sent one decodes it with each call.
NGHTTPD_TOKEN, ASYNC_TOKEN = f"{NGHTTPD}, sent a token", f"{ASYNC}, sent a token"
FILE = b"x" * 60
PREDICT = "tutelage.v1.Prediction/Predict"
INFER = "inference.GRPCInferenceService/ModelInfer"


class Target(harness.Process):
    """A URL under h2load, and the process that answers it."""

    def __init__(self, process, url, answer, *arguments):
        super().__init__(process)
        self.url, self.answer, self.arguments = url, answer, arguments

    def run(self, calls):
        """Makes the calls; returns how many a second. Fails where one is not answered as it should be."""
        command = ["h2load", "-n", str(calls), "-c", str(min(CONNECTIONS, calls)), "-m", str(STREAMS)]
        output = subprocess.run(
            [*command, *self.arguments, self.url], capture_output=True, text=True, check=True).stdout
        done = int(re.search(r"(\d+) succeeded", output).group(1))
        # Of a call that ends with an error h2load sees HTTP's 200, and no data.
        size = int(re.search(r"\((\d+)\) data$", output, re.MULTILINE).group(1))
        if done != calls or size != calls * len(self.answer):
            raise RuntimeError(f"asked: {calls} replies of {len(self.answer)} bytes; got:\n{output}")
        return float(re.search(r"([\d.]+) req/s", output).group(1))

    def measure(self, calls):
        """CPU of a call in us, and calls a second."""
        self.run(calls // 10)
        before = self.cpu_seconds()
        rate = self.run(calls)
        return 1e6 * (self.cpu_seconds() - before) / calls, rate


class Method(Target):
    """A unary method, asked alone first: its reply then is what is expected of each call."""

    def __init__(self, process, address, method, request, token=None):
        self.address, self.method, self.token = address, method, token
        self.request = request.read_bytes()
        headers = [*header(token), "-H", "content-type: application/grpc", "-H", "te: trailers",
                   "-H", "grpc-timeout: 10S"]
        super().__init__(process, f"http://{address}/{method}", self.ask(), "-d", request, *headers)

    def ask(self):
        """The framed reply to one call, from another client."""
        with grpc.insecure_channel(self.address) as channel:
            call = channel.unary_unary(f"/{self.method}")
            return framed(call(self.request[5:], timeout=10, metadata=credentials(self.token)))


class OurMethod(Method):
    """A method of a server with metrics."""

    def __init__(self, server, *arguments):
        self.http = server.http
        super().__init__(server.process, server.address, *arguments)

    def handled(self):
        service, _, method = self.method.partition("/")
        return harness.metric(
            harness.metrics(self.http, self.token), "grpc_server_handled_total", grpc_service=service,
            grpc_method=method, grpc_code="OK")

    def batch(self):
        """How many requests a batch had on average."""
        page = harness.metrics(self.http)
        return (harness.metric(page, "nv_inference_request_success")
                / harness.metric(page, "nv_inference_exec_count"))

    def measure(self, calls):
        before, expected = self.handled(), calls + calls // 10
        figures = super().measure(calls)
        end = time.monotonic() + 2
        while (ended := self.handled() - before) < expected and time.monotonic() < end:
            time.sleep(0.05)
        if ended != expected:
            raise RuntimeError(f"{self.method}: {expected} calls, and {ended:.0f} ended with OK")
        return figures


def framed(message):
    return struct.pack(">BI", 0, len(message)) + message


def credentials(token):
    return [("authorization", f"Bearer {token}")] if token else []


def header(token):
    return ["-H", f"authorization: Bearer {token}"] if token else []


def linear_weights():
    header = b'{"classifier.weight":{"dtype":"F32","shape":[10,64],"data_offsets":[0,2560]},'
    header += b'"classifier.bias":{"dtype":"F32","shape":[10],"data_offsets":[2560,2600]}}'
    values = [((index * 37) % 101) / 101 - 0.5 for index in range(650)]
    return struct.pack("<Q", len(header)) + header + struct.pack("<650f", *values)


def prepare(address, token=None):
    """Create the project, import and promote the model; return the framed requests."""
    metadata = credentials(token)
    common, _ = stubs.load("tutelage/v1/common")
    projects, projects_grpc = stubs.load("tutelage/v1/projects")
    models, models_grpc = stubs.load("tutelage/v1/models")
    prediction, _ = stubs.load("tutelage/v1/prediction")
    with grpc.insecure_channel(address) as channel:
        create = projects.CreateProjectRequest(name="bench", classes=[str(n) for n in range(10)])
        create.input.vector.dimension = 64
        projects_grpc.ProjectsStub(channel).CreateProject(create, metadata=metadata)

        def parts():
            header = models.ImportModelHeader(project="bench")
            header.network.linear.SetInParent()
            yield models.ImportModelRequest(header=header)
            yield models.ImportModelRequest(chunk=linear_weights())

        stub = models_grpc.ModelsStub(channel)
        version = stub.ImportModel(parts(), metadata=metadata).version
        promote = models.PromoteRequest(project="bench", model_version=version)
        promote.gate.always.SetInParent()
        assert stub.Promote(promote, metadata=metadata).promoted
    row = struct.pack("<64f", *[index / 64 for index in range(64)])
    tensor = common.Tensor(data_type=common.DATA_TYPE_FLOAT32, shape=[1, 64], data=row)
    infer = dynamic.message("inference.ModelInferRequest")(
        model_name="bench",
        inputs=[{"name": "input", "datatype": "FP32", "shape": [1, 64]}],
        # One output, as the clients of other servers ask for.
        outputs=[{"name": "probabilities"}],
        raw_input_contents=[row],
    )
    predict = prediction.PredictRequest(project="bench", inputs=tensor)
    return [framed(request.SerializeToString()) for request in (predict, infer)]


def new_token(binary, folder, scope, *flags):
    return subprocess.run(
        [binary, "token", "create", scope, "--scope", scope, *flags, "--data-dir", folder],
        capture_output=True, text=True, check=True).stdout.strip()


def start_ours(binary, folder, running, *flags):
    """A server with the model; the files with its requests, and a token that may make them."""
    server = harness.Server(binary, folder / "data", *flags)
    running.append(server)
    needs_token = "--require-tokens" in flags
    admin = new_token(binary, folder / "data", "admin") if needs_token else None
    files = []
    for name, request in zip(("predict", "infer"), prepare(server.address, admin)):
        files.append(folder / name)
        files[-1].write_bytes(request)
    token = new_token(binary, folder / "data", "predict", "--project", "bench") if needs_token else None
    return server, files, token


def start_targets(binary, peer, folder, running):
    """What is measured, by the names of the rows."""
    (folder / "small").write_bytes(FILE)
    port = harness.free_port()
    files = subprocess.Popen(
        ["nghttpd", "--no-tls", "-a", "127.0.0.1", "-d", folder, str(port)],
        stdout=subprocess.DEVNULL)
    running.append(harness.Process(files))
    async_cpp = subprocess.Popen([peer], stdout=subprocess.PIPE, text=True)
    running.append(harness.Process(async_cpp))
    async_address = re.search(r"grpc=(\S+)", async_cpp.stdout.readline()).group(1)
    servers = []
    for name, flags in ((HERE, ()), (TOKENS, ("--require-tokens",)),
                        (BATCHER, ("--inline-multiply-adds", "0"))):
        (folder / name).mkdir()
        servers.append(start_ours(binary, folder / name, running, *flags))
    (here, (predict, infer), _), (guarded, _, token), (batched, _, _) = servers
    time.sleep(0.2)
    return {
        NGHTTPD: Target(files, f"http://127.0.0.1:{port}/small", FILE),
        NGHTTPD_TOKEN: Target(files, f"http://127.0.0.1:{port}/small", FILE, *header(token)),
        HERE: OurMethod(here, PREDICT, predict),
        TOKENS: OurMethod(guarded, PREDICT, predict, token),
        BATCHER: OurMethod(batched, PREDICT, predict),
        INFER_HERE: OurMethod(here, INFER, infer),
        ASYNC: Method(async_cpp, async_address, PREDICT, predict),
        ASYNC_TOKEN: Method(async_cpp, async_address, PREDICT, predict, token),
    }


def check_answers(targets):
    """Fails where a method answers otherwise than before the calls, or Predict otherwise than elsewhere."""
    prediction, _ = stubs.load("tutelage/v1/prediction")
    answers = []
    for name, target in targets.items():
        if not isinstance(target, Method):
            continue
        if target.ask() != target.answer:
            raise RuntimeError(f"{name}: another reply after the calls than before")
        if target.method == PREDICT:
            row = prediction.PredictReply.FromString(target.answer[5:]).rows[0]
            answers.append((row.class_index, row.class_name, round(row.confidence, 4)))
    if len(set(answers)) != 1:
        raise RuntimeError(f"Predict is answered differently: {answers}")


def row(name, figures):
    cpu = sorted(figure[0] for figure in figures)
    rate = statistics.median(figure[1] for figure in figures)
    return f"{name:<40} {cpu[0]:8.2f} {statistics.median(cpu):8.2f} {cpu[-1]:8.2f} {rate:16.0f}"


def ratios(figures, those, these):
    pairs = sorted(that[0] / this[0] for that, this in zip(figures[those], figures[these]))
    return (f"{those + ' / ' + these:<80} {pairs[0]:8.2f} {statistics.median(pairs):8.2f} "
            f"{pairs[-1]:8.2f}")


def main():
    binary, peer, rounds, calls = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    running = []
    with tempfile.TemporaryDirectory() as folder:
        try:
            targets = start_targets(binary, peer, pathlib.Path(folder), running)
            figures = {name: [] for name in targets}
            for _ in range(rounds):
                for name, target in targets.items():
                    figures[name].append(target.measure(calls))
            check_answers(targets)
            batch = targets[BATCHER].batch()
        finally:
            for server in running:
                server.process.terminate()
            for server in running:
                server.process.wait()
    print(f"{CONNECTIONS} connections x {STREAMS} streams, {calls} calls, {rounds} rounds; "
          "every call answered as alone")
    print("CPU us a call (min, median, max); calls/s (median):")
    for name in figures:
        print(row(name, figures[name]))
    print(f"{BATCHER}: {batch:.1f} requests of a batch")
    print("pair by pair (min, median, max):")
    peers = ((HERE, NGHTTPD, ASYNC), (TOKENS, NGHTTPD_TOKEN, ASYNC_TOKEN), (BATCHER, NGHTTPD, ASYNC))
    for name, file, _ in peers:
        print(ratios(figures, name, file))
    print(ratios(figures, INFER_HERE, HERE))
    for name, _, method in peers:
        print(ratios(figures, method, name))


if __name__ == "__main__":
    main()
