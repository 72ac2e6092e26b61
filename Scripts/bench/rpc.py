"""Compares the server CPU of Predict and ModelInfer with nghttpd and a small file, and with gRPC C++."""

import os
import pathlib
import re
import socket
import statistics
import struct
import subprocess
import sys
import tempfile
import time

import grpc

import dynamic
import stubs

CONNECTIONS, STREAMS = 8, 16


def cpu_seconds(pid):
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def h2load(url, calls, *arguments):
    command = ["h2load", "-n", str(calls), "-c", str(CONNECTIONS), "-m", str(STREAMS), *arguments, url]
    output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    done = int(re.search(r"(\d+) succeeded", output).group(1))
    if done != calls:
        raise RuntimeError(output)
    return float(re.search(r"([\d.]+) req/s", output).group(1))


def measure(pid, url, calls, *arguments):
    h2load(url, calls // 10, *arguments)
    before = cpu_seconds(pid)
    rate = h2load(url, calls, *arguments)
    return 1e6 * (cpu_seconds(pid) - before) / calls, rate


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def linear_weights():
    header = b'{"classifier.weight":{"dtype":"F32","shape":[10,64],"data_offsets":[0,2560]},'
    header += b'"classifier.bias":{"dtype":"F32","shape":[10],"data_offsets":[2560,2600]}}'
    values = [((index * 37) % 101) / 101 - 0.5 for index in range(650)]
    return struct.pack("<Q", len(header)) + header + struct.pack("<650f", *values)


def prepare(address):
    """Create the project, import and promote the model; return the framed requests."""
    common, _ = stubs.load("tutelage/v1/common")
    projects, projects_grpc = stubs.load("tutelage/v1/projects")
    models, models_grpc = stubs.load("tutelage/v1/models")
    prediction, _ = stubs.load("tutelage/v1/prediction")
    with grpc.insecure_channel(address) as channel:
        create = projects.CreateProjectRequest(name="bench", classes=[str(n) for n in range(10)])
        create.input.vector.dimension = 64
        projects_grpc.ProjectsStub(channel).CreateProject(create)

        def parts():
            header = models.ImportModelHeader(project="bench")
            header.network.linear.SetInParent()
            yield models.ImportModelRequest(header=header)
            yield models.ImportModelRequest(chunk=linear_weights())

        stub = models_grpc.ModelsStub(channel)
        version = stub.ImportModel(parts()).version
        promote = models.PromoteRequest(project="bench", model_version=version)
        promote.gate.always.SetInParent()
        assert stub.Promote(promote).promoted
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
    messages = [request.SerializeToString() for request in (predict, infer)]
    return [struct.pack(">BI", 0, len(message)) + message for message in messages]


def start(command, **streams):
    """Start a server that prints its address; return its process and the address."""
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, **streams)
    return server, re.search(r"grpc=(\S+)", server.stdout.readline()).group(1)


def row(name, figures):
    cpu = sorted(figure[0] for figure in figures)
    rate = statistics.median(figure[1] for figure in figures)
    return f"{name:<19} {cpu[0]:8.2f} {statistics.median(cpu):8.2f} {cpu[-1]:8.2f} {rate:16.0f}"


def ratios(name, those, these):
    pairs = sorted(that[0] / this[0] for that, this in zip(those, these))
    return f"{name}: {pairs[0]:.2f} {statistics.median(pairs):.2f} {pairs[-1]:.2f}"


def main():
    binary, peer, rounds, calls = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    servers = []
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        (folder / "small").write_text("x" * 60)
        port = free_port()
        try:
            files = subprocess.Popen(
                ["nghttpd", "--no-tls", "-a", "127.0.0.1", "-d", str(folder), str(port)],
                stdout=subprocess.DEVNULL,
            )
            servers.append(files)
            ours, address = start(
                [binary, "serve", "--data-dir", str(folder / "data"), "--listen", "127.0.0.1:0"],
                stderr=subprocess.DEVNULL,
            )
            servers.append(ours)
            async_cpp, async_address = start([peer])
            servers.append(async_cpp)
            head = ["-H", "content-type: application/grpc", "-H", "te: trailers",
                    "-H", "grpc-timeout: 10S"]
            calls_of = {}
            for name, request in zip(("predict", "infer"), prepare(address)):
                (folder / name).write_bytes(request)
                calls_of[name] = ["-d", str(folder / name), *head]
            time.sleep(0.2)
            method, call = "tutelage.v1.Prediction/Predict", calls_of["predict"]
            infer = f"http://{address}/inference.GRPCInferenceService/ModelInfer"
            runs = {
                "nghttpd": (files.pid, f"http://127.0.0.1:{port}/small", []),
                "tutelage Predict": (ours.pid, f"http://{address}/{method}", call),
                "tutelage ModelInfer": (ours.pid, infer, calls_of["infer"]),
                "gRPC C++ async": (async_cpp.pid, f"http://{async_address}/{method}", call),
            }
            figures = {name: [] for name in runs}
            for _ in range(rounds):
                for name, (pid, url, arguments) in runs.items():
                    figures[name].append(measure(pid, url, calls, *arguments))
        finally:
            for server in servers:
                server.terminate()
            for server in servers:
                server.wait()
    print(f"{CONNECTIONS} connections x {STREAMS} streams, {calls} calls, {rounds} rounds")
    print("                    CPU us a call (min, median, max)    calls/s (median)")
    for name in figures:
        print(row(name, figures[name]))
    predict = figures["tutelage Predict"]
    print("pair by pair (min, median, max):")
    print(ratios("Predict / nghttpd", predict, figures["nghttpd"]))
    print(ratios("ModelInfer / Predict", figures["tutelage ModelInfer"], predict))
    print(ratios("gRPC C++ async / Predict", figures["gRPC C++ async"], predict))


if __name__ == "__main__":
    main()
