"""Random batch sizes, cancellations and deadlines: every reply has the bits of the reply alone.

Half the calls are of a server that computes small requests where it reads them, as it does by default,
and half of one that hands all to its threads, where many callers share a batch.
"""

import pathlib
import sys
import tempfile

import numpy

import harness

REQUESTS, PROCESSES, CALLERS = 64, 3, 64
# More rows than four requests have on average: 15.
BATCH_ROWS = 256
# The queue has room for all callers with 64 rows each: a refusal would be no answer to compare.
COMMON = ("--max-queue-delay-ms", 0.2, "--max-queue", PROCESSES * CALLERS * 64)
PARTS = {
    "by default": (),
    "batched": ("--inline-multiply-adds", 0, "--max-batch-size", BATCH_ROWS),
}
EXPECTED = ("OK", "DEADLINE_EXCEEDED", "cancelled by the caller", "MISMATCH")


def requests():
    """1 to 64 rows, small batches more often; no two callers have a row in common."""
    random = numpy.random.default_rng(7)
    for _ in range(REQUESTS):
        rows = int(2 ** random.uniform(0, 6.01))
        inputs = random.standard_normal((rows, 16)).astype("float32")
        yield harness.predict_request("own", inputs, logits=True)


def run(binary, folder, flags, calls, seeds):
    """What a part of the run came to: ends by name, requests and batches, replies alone, exit code."""
    server = harness.Server(binary, folder / "data", *COMMON, *flags)
    try:
        server.create_project("own", 16)
        server.promote("own", server.import_model("own", harness.weights((16, 32, 10), 1)))
        load, alone = [], []
        for number, request in enumerate(requests()):
            path = folder / f"request{number}"
            path.write_bytes(request.SerializeToString())
            load += ["--request", path]
            alone.append(server.predict(request).SerializeToString())
        load += ["--check", "--concurrency", CALLERS, "--connections", 4, "--seconds", 3600,
                 "--calls", -(-calls // PROCESSES), "--cancel-share", 0.1,
                 "--deadline-share", 0.2, "--deadline-min", 1, "--deadline-max", 20_000]
        running = [harness.start_load(binary, server.address, *load, "--seed", seed)
                   for seed in seeds]
        ends = harness.total([harness.finish_load(process) for process in running])
        page = harness.metrics(server.http)
        batches = [int(harness.metric(page, name, model="own"))
                   for name in ("nv_inference_request_success", "nv_inference_exec_count")]
        return ends, batches, alone, server.stop()
    finally:
        server.kill()


def main():
    binary, calls = sys.argv[1], int((sys.argv[2:] or ["1000000"])[0])
    bars, replies, made = harness.Bars(), [], 0
    for number, (name, flags) in enumerate(PARTS.items()):
        seeds = range(number * PROCESSES, (number + 1) * PROCESSES)
        with tempfile.TemporaryDirectory() as folder:
            ends, (answered, batches), alone, code = run(
                binary, pathlib.Path(folder), flags, -(-calls // len(PARTS)), seeds)
        replies.append(alone)
        made += sum(ends.values())
        print(f"{name}: " + ", ".join(f"{end}: {count}" for end, count in sorted(ends.items()))
              + f"; {answered} requests were computed in {batches} batches")
        bars.must(f"{name}: replies with other bits than alone", 0, ends.get("MISMATCH", 0),
                  ends.get("MISMATCH", 0) == 0)
        other = sum(count for end, count in ends.items() if end not in EXPECTED)
        bars.must(f"{name}: other ends than OK, deadline, cancelled", 0, other, other == 0)
        for end in EXPECTED[:3]:
            bars.must(f"{name}: ends with {end}", "some", ends.get(end, 0), ends.get(end, 0) > 0)
        ratio = answered / max(1, batches)
        if name == "batched":
            bars.must(f"{name}: requests of a batch", "> 2", f"{ratio:.2f}", ratio > 2)
        else:
            bars.figure(f"{name}: requests of a batch", "", f"{ratio:.2f}")
        bars.must(f"{name}: the server's exit code", 0, code, code == 0)
    bars.must("calls", calls, made, made >= calls)
    differing = sum(first != second for first, second in zip(*replies))
    bars.must(f"of {REQUESTS} requests alone, answered otherwise by the other server", 0, differing,
              differing == 0)
    bars.finish()


main()
