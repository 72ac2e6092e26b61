"""The pace of a relabel over many stored examples, and what it does to calls of Predict meanwhile.

    relabel.py TUTELAGE EXAMPLES
"""

import json
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

import numpy

import harness
import stubs

DIMENSION = 64
LAYERS = (DIMENSION, 128, harness.CLASSES)
PAIRS = 5
SECONDS = 8
BATCH = 5000
# Of the calls that one connection's closed loop makes.
SHARE = 0.3


def main(binary, examples):
    bars = harness.Bars()
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        server = harness.Server(binary, folder / "data")
        try:
            measure(server, folder, examples, bars)
            server.stop()
        finally:
            server.kill()
    bars.finish()


def measure(server, folder, examples, bars):
    server.create_project("relabel", DIMENSION)
    tool(server, "policies", "set", "relabel", "--auto-label", "fixed:0.3", "--relabel", "by-hand")
    layers = harness.weights(LAYERS, 1)
    server.promote("relabel", server.import_model("relabel", layers))
    begin = time.monotonic()
    ingest(server, examples)
    print(f"{examples} examples stored in {time.monotonic() - begin:.0f} s", flush=True)
    # Another model, so that each decision is a new one.
    server.promote("relabel", server.import_model("relabel", harness.weights(LAYERS, 2)))
    begin = time.monotonic()
    job = tool(server, "relabel", "relabel")
    seconds = time.monotonic() - begin
    bars.must("examples decided about anew", examples, job["step"], job["step"] == examples)
    bars.figure("examples a second", "", f"{examples / seconds:,.0f}")
    pairs(server, folder, bars)


def pairs(server, folder, bars):
    rows = numpy.random.default_rng(3).standard_normal((1, DIMENSION)).astype("float32")
    request = folder / "request"
    request.write_bytes(harness.predict_request("relabel", rows).SerializeToString())
    closed = harness.load(server.binary, server.address, "--request", request, "--concurrency", 16,
                          "--connections", 4, "--seconds", 4, "--warmup", 1)
    rate = int(SHARE * harness.count(closed, "OK") / 4)
    ratios = []
    for pair in range(PAIRS):
        p99s = {}
        for busy in (False, True) if pair % 2 == 0 else (True, False):
            job = tool(server, "relabel", "relabel", "--detach") if busy else None
            p99s[busy] = p99(server, folder, request, rate)
            if job:
                finish(server, job["id"])
        ratios.append(p99s[True] / p99s[False])
        print(f"p99 {p99s[False]} us alone, {p99s[True]} us with a relabel", flush=True)
    ratio = statistics.median(ratios)
    bars.figure(f"p99 with / without, open loop at {rate} calls/s, median of {PAIRS}", "<= 1.25",
                f"{ratio:.2f}", ratio <= 1.25)


def p99(server, folder, request, rate):
    samples = folder / "samples"
    harness.load(server.binary, server.address, "--request", request, "--rate", rate,
                 "--connections", 2, "--seconds", SECONDS, "--warmup", 1, "--samples", samples)
    latencies = sorted(int(line.split()[1]) for line in samples.read_text().splitlines()
                       if line.split()[2] == "OK")
    return latencies[int(0.99 * len(latencies))]


def finish(server, job):
    """Cancels a relabel, which must have been running until now."""
    state = tool(server, "jobs", "list", "relabel")[0]["state"]
    if state != "running":
        sys.exit(f"the relabel was {state} before the calls were over: take more examples")
    tool(server, "jobs", "cancel", str(job))
    while tool(server, "jobs", "list", "relabel")[0]["state"] == "running":
        time.sleep(0.05)


def tool(server, *words):
    done = subprocess.run([server.binary, *words, "--server", server.address, "--json"],
                          capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{' '.join(words)}: {done.stderr}")
    return json.loads(done.stdout)


def ingest(server, examples):
    labeling, _ = stubs.load("tutelage/v1/labeling")
    random = numpy.random.default_rng(4)

    def messages():
        for start in range(0, examples, BATCH):
            message = labeling.IngestRequest(project="relabel")
            values = random.standard_normal((min(BATCH, examples - start), DIMENSION)).astype("float32")
            for row in values:
                message.items.add().input.data = row.tobytes()
            yield message

    for reply in server.stub("labeling", "Labeling").Ingest(messages()):
        if reply.refused:
            sys.exit(f"refused: {reply.refused[0]}")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
