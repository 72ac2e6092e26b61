"""Random batch sizes, cancellations and deadlines: every reply has the bits of the reply alone."""

import pathlib
import sys
import tempfile

import numpy

import harness

REQUESTS, PROCESSES, CALLERS = 64, 3, 64


def main():
    binary, calls = sys.argv[1], int((sys.argv[2:] or ["1000000"])[0])
    bars = harness.Bars()
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        # The queue has room for all callers with 64 rows each: a refusal would be no answer to compare.
        server = harness.Server(binary, folder / "data", "--max-queue-delay-ms", 0.2,
                                "--max-queue", PROCESSES * CALLERS * 64)
        try:
            server.create_project("own", 16)
            server.promote("own", server.import_model("own", harness.weights((16, 32, 10), 1)))
            random = numpy.random.default_rng(7)
            flags = []
            for number in range(REQUESTS):
                # 1 to 64 rows, small batches more often; no two callers have a row in common.
                rows = int(2 ** random.uniform(0, 6.01))
                inputs = random.standard_normal((rows, 16)).astype("float32")
                path = folder / f"request{number}"
                path.write_bytes(
                    harness.predict_request("own", inputs, logits=True).SerializeToString())
                flags += ["--request", path]
            flags += ["--check", "--concurrency", CALLERS, "--connections", 4, "--seconds", 3600,
                      "--calls", -(-calls // PROCESSES), "--cancel-share", 0.1,
                      "--deadline-share", 0.2, "--deadline-min", 1, "--deadline-max", 20_000]
            running = [harness.start_load(binary, server.address, *flags, "--seed", seed)
                       for seed in range(PROCESSES)]
            ends = harness.total([harness.finish_load(process) for process in running])
            code = server.stop()
        finally:
            server.kill()
    made = sum(ends.values())
    print(", ".join(f"{name}: {number}" for name, number in sorted(ends.items())))
    bars.must("calls", calls, made, made >= calls)
    bars.must("replies with other bits than alone", 0, ends.get("MISMATCH", 0),
              ends.get("MISMATCH", 0) == 0)
    expected = ("OK", "DEADLINE_EXCEEDED", "cancelled by the caller", "MISMATCH")
    other = sum(number for name, number in ends.items() if name not in expected)
    bars.must("other ends than OK, deadline, cancelled", 0, other, other == 0)
    for name in expected[:3]:
        bars.must(f"ends with {name}", "some", ends.get(name, 0), ends.get(name, 0) > 0)
    bars.must("the server's exit code", 0, code, code == 0)
    bars.finish()


main()
