"""What the scripts of this folder share: a server of their own, models, the load generator, bars."""

import contextlib
import json
import os
import pathlib
import re
import signal
import socket
import struct
import subprocess
import sys
import urllib.request

import grpc

import dynamic
import stubs

CLASSES = 10


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def yield_to_calls():
    """Lets this process go after those that are measured: on two cores what it does itself would show."""
    for thread in pathlib.Path("/proc/self/task").iterdir():
        with contextlib.suppress(ProcessLookupError):  # It has ended meanwhile.
            os.sched_setscheduler(int(thread.name), os.SCHED_IDLE, os.sched_param(0))


def metrics(address, token=None):
    """The page of metrics of a side port: (name, labels, value) of each line."""
    request = urllib.request.Request(f"http://{address}/metrics")
    if token:
        request.add_header("authorization", f"Bearer {token}")
    with urllib.request.urlopen(request, timeout=10) as page:
        lines = re.findall(r"^(\w+)(?:\{(.*)\})? (\S+)$", page.read().decode(), re.MULTILINE)
    return [(name, dict(re.findall(r'(\w+)="([^"]*)"', labels)), float(value))
            for name, labels, value in lines]


def metric(page, name, **labels):
    """The sum of the values of a metric that have these labels."""
    return sum(value for here, others, value in page
               if here == name and labels.items() <= others.items())


class Process:
    """A process and what it uses."""

    def __init__(self, process):
        self.process = process
        self.pid = process.pid

    def cpu_seconds(self):
        fields = pathlib.Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def resident_kib(self):
        status = pathlib.Path(f"/proc/{self.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+)", status).group(1))


class Server(Process):
    """`tutelage serve` on a folder, and the calls that the scripts make of it."""

    def __init__(self, binary, folder, *flags, port=0):
        self.binary = str(binary)
        command = [self.binary, "serve", "--data-dir", str(folder), *map(str, flags)]
        # Of a port that is ours the next one may be somebody else's.
        command += ["--listen", f"127.0.0.1:{port}", "--http", "127.0.0.1:0"]
        environment = {key: value for key, value in os.environ.items() if key != "OPENBLAS_CORETYPE"}
        self.log = pathlib.Path(str(folder) + ".log")
        with self.log.open("a") as log:
            super().__init__(subprocess.Popen(
                command, stdout=subprocess.PIPE, stderr=log, text=True, env=environment))
        line = self.process.stdout.readline()
        if "grpc=" not in line:
            sys.exit(f"the server did not start: {self.log.read_text()[-2000:]}")
        self.address = re.search(r"grpc=(\S+)", line).group(1)
        self.http = re.search(r"http=(\S+)", line).group(1)
        self.channel = grpc.insecure_channel(self.address)

    def stub(self, file, service):
        _, methods = stubs.load(f"tutelage/v1/{file}")
        return getattr(methods, service + "Stub")(self.channel)

    def create_project(self, name, dimension):
        projects, _ = stubs.load("tutelage/v1/projects")
        create = projects.CreateProjectRequest(name=name, classes=[str(n) for n in range(CLASSES)])
        create.input.vector.dimension = dimension
        self.stub("projects", "Projects").CreateProject(create)

    def import_model(self, project, layers):
        """Imports a perceptron, or a linear model where there is one layer; returns its version."""
        models, _ = stubs.load("tutelage/v1/models")
        header = models.ImportModelHeader(project=project)
        if len(layers) == 1:
            header.network.linear.SetInParent()
        else:
            header.network.perceptron.hidden.extend(layer[0].shape[0] for layer in layers[:-1])
        file = safetensors(layers)

        def parts():
            yield models.ImportModelRequest(header=header)
            for start in range(0, len(file), 1 << 20):
                yield models.ImportModelRequest(chunk=file[start:start + (1 << 20)])

        return self.stub("models", "Models").ImportModel(parts()).version

    def promote(self, project, version):
        models, _ = stubs.load("tutelage/v1/models")
        request = models.PromoteRequest(project=project, model_version=version)
        request.gate.always.SetInParent()
        reply = self.stub("models", "Models").Promote(request)
        if not reply.promoted:
            sys.exit(f"version {version} was not promoted: {reply.gate}")
        return reply

    def rollback(self, project):
        models, _ = stubs.load("tutelage/v1/models")
        return self.stub("models", "Models").Rollback(models.RollbackRequest(project=project))

    def is_live(self):
        """A call that costs the server next to nothing."""
        return dynamic.Stub(self.channel, "inference.GRPCInferenceService").ServerLive(
            dynamic.message("inference.ServerLiveRequest")()).live

    def predict(self, request):
        return self.stub("prediction", "Prediction").Predict(request)

    def stop(self, limit=60):
        """SIGTERM; returns the exit code."""
        self.channel.close()
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=limit)

    def kill(self):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()


def weights(widths, seed):
    """Layers `(weight [outputs, inputs], bias [outputs])` of a perceptron, float32."""
    import numpy
    random = numpy.random.default_rng(seed)
    return [((random.standard_normal((outputs, inputs)) / inputs ** 0.5).astype("float32"),
             (random.standard_normal(outputs) / 10).astype("float32"))
            for inputs, outputs in zip(widths, widths[1:])]


def safetensors(layers):
    names = [f"hidden{index + 1}" for index in range(len(layers) - 1)] + ["classifier"]
    header, body = {}, b""
    for name, layer in zip(names, layers):
        for part, values in zip(("weight", "bias"), layer):
            end = len(body) + values.nbytes
            header[f"{name}.{part}"] = {
                "dtype": "F32", "shape": list(values.shape), "data_offsets": [len(body), end]}
            body += values.tobytes()
    text = json.dumps(header).encode()
    return struct.pack("<Q", len(text)) + text + body


def predict_request(project, rows, version=0, logits=False):
    """A PredictRequest for a float32 array `[rows, dimension]`."""
    common, _ = stubs.load("tutelage/v1/common")
    prediction, _ = stubs.load("tutelage/v1/prediction")
    tensor = common.Tensor(
        data_type=common.DATA_TYPE_FLOAT32, shape=list(rows.shape), data=rows.tobytes())
    request = prediction.PredictRequest(project=project, model_version=version, inputs=tensor)
    request.options.logits = logits
    return request


def start_load(binary, address, *arguments):
    """Starts `tutelage bench load`; its report is `finish_load`'s."""
    command = [str(binary), "bench", "load", "--server", address, "--json", *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def finish_load(process):
    output, _ = process.communicate()
    if process.returncode != 0:
        sys.exit("the load generator failed")
    return json.loads(output)


def load(binary, address, *arguments):
    return finish_load(start_load(binary, address, *arguments))


def count(report, *outcomes):
    return sum(report["outcomes"].get(outcome, {}).get("count", 0) for outcome in outcomes)


def total(reports):
    """The counts of several reports, added up."""
    result = {}
    for report in reports:
        for outcome, figures in report["outcomes"].items():
            result[outcome] = result.get(outcome, 0) + figures["count"]
    return result


class Bars:
    """What was asked beside what was measured; bars of counts decide the exit code."""

    def __init__(self):
        self.rows, self.missed = [], False

    def must(self, what, asked, measured, holds):
        self.rows.append((what, asked, measured, "ok" if holds else "MISSED"))
        self.missed |= not holds

    def figure(self, what, asked, measured, holds=None):
        """A time or a ratio: it is told, and decides nothing."""
        verdict = "" if holds is None else "ok" if holds else "missed"
        self.rows.append((what, asked, measured, verdict))

    def finish(self):
        table = [("", "asked", "measured", ""), *self.rows]
        widths = [max(len(str(row[column])) for row in table) for column in range(4)]
        for row in table:
            print("  ".join(str(cell).ljust(width) for cell, width in zip(row, widths)).rstrip())
        sys.exit(1 if self.missed else 0)
