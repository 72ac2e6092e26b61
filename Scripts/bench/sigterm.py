"""SIGTERM again and again under load from clients that open a lost connection again."""

import pathlib
import sys
import tempfile
import time

import numpy

import harness

PROCESSES, GRACE = 2, 5


def main():
    binary, rounds = sys.argv[1], int((sys.argv[2:] or ["200"])[0])
    bars = harness.Bars()
    random = numpy.random.default_rng(3)
    codes, ends = [], []
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        port = harness.free_port()

        def start():
            return harness.Server(binary, folder / "data", "--grace-seconds", GRACE, port=port)

        server = start()
        try:
            server.create_project("term", 64)
            server.promote("term", server.import_model("term", harness.weights((64, 256, 10), 1)))
            rows = random.standard_normal((4, 64)).astype("float32")
            request = folder / "request"
            request.write_bytes(harness.predict_request("term", rows).SerializeToString())
            running = [
                harness.start_load(
                    binary, server.address, "--request", request, "--check", "--concurrency", 32,
                    "--connections", 4, "--seconds", 86_400,
                    "--reconnect", "--seed", seed, "--stop-file", folder / "stop")
                for seed in range(PROCESSES)]
            for _ in range(rounds):
                time.sleep(0.2 + random.uniform(0, 0.3))
                begin = time.monotonic()
                codes.append(server.stop(limit=GRACE + 30))
                ends.append(time.monotonic() - begin)
                server = start()
            time.sleep(0.5)
            (folder / "stop").write_text("")
            reports = [harness.finish_load(process) for process in running]
            codes.append(server.stop())
        finally:
            server.kill()
    outcomes = harness.total(reports)
    print(", ".join(f"{name}: {number}" for name, number in sorted(outcomes.items())))
    recoverable = ("OK", "UNAVAILABLE", "REFUSED")
    lost = sum(number for name, number in outcomes.items() if name not in recoverable)
    bars.must("calls that no retry recovers", 0, lost, lost == 0)
    bars.must("answered calls", "some", outcomes.get("OK", 0), outcomes.get("OK", 0) > rounds)
    reconnections = sum(report["reconnections"] for report in reports)
    bars.must("connections opened again", f">= {rounds}", reconnections, reconnections >= rounds)
    bars.must("exit codes that are not 0", 0, sum(code != 0 for code in codes), not any(codes))
    bars.must("exits past the grace period", 0, sum(end > GRACE + 1 for end in ends),
              all(end <= GRACE + 1 for end in ends))
    bars.figure("longest exit", f"{GRACE} s", f"{max(ends):.2f} s")
    bars.finish()


main()
