"""Ten times the calls that the server can answer: what it still answers, and how fast it refuses.

Two clients see the refusals. The flood has as many connections as it takes never to have more calls on one
than the server's --max-streams: a call past them waits in the client, whatever the server does. It is one
busy thread that shares the machine's cores with the server, so its times hold its own delays too. The
bystander is a process of its own that makes a hundredth of the calls: its times are those of the server,
from the socket back to the socket, and of a client that has the time to look.
"""

import pathlib
import sys
import tempfile

import numpy

import harness

# Streams per connection below the server's limit of 128; all together more than fit its queue of 4,096.
CONNECTIONS, STREAMS = 48, 120
BYSTANDER_SHARE = 0.01


def main():
    binary, seconds = sys.argv[1], float((sys.argv[2:] or ["60"])[0])
    bars = harness.Bars()
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        # One thread and a model of 17 million weights: the model is the bottleneck, not the client.
        server = harness.Server(binary, folder / "data", "--threads", 1)
        try:
            server.create_project("heavy", 64)
            version = server.import_model("heavy", harness.weights((64, 4096, 4096, 10), 1))
            server.promote("heavy", version)
            rows = numpy.random.default_rng(1).standard_normal((1, 64)).astype("float32")
            request = folder / "request"
            request.write_bytes(harness.predict_request("heavy", rows).SerializeToString())
            common = ("--request", request, "--check")
            peak = harness.load(
                binary, server.address, *common, "--concurrency", 256, "--connections", 8,
                "--warmup", 1, "--seconds", max(2, min(10, seconds / 4)))
            rate = 10 * peak["goodput"]
            before = server.cpu_seconds()
            warmup = min(5, seconds / 4)
            during = ("--warmup", warmup, "--seconds", seconds, "--streams", STREAMS)
            flood = harness.start_load(
                binary, server.address, *common, *during, "--rate", rate, "--connections", CONNECTIONS)
            bystander = harness.start_load(
                binary, server.address, *common, *during, "--rate", rate * BYSTANDER_SHARE,
                "--connections", 8)
            over, aside = harness.finish_load(flood), harness.finish_load(bystander)
            cpu = server.cpu_seconds() - before
            after = harness.load(
                binary, server.address, *common, "--concurrency", 1, "--seconds", 1)
            code = server.stop()
        finally:
            server.kill()
    ends = harness.total([over, aside])
    print(", ".join(f"{name}: {number}" for name, number in sorted(ends.items())))
    print(f"peak {peak['goodput']:.0f}/s, asked {rate:.0f}/s for {seconds:.0f} s; server CPU "
          f"{cpu:.1f} s, client CPU {over['client_cpu_seconds']:.1f} s")
    other = sum(number for name, number in ends.items()
                if name not in ("OK", "RESOURCE_EXHAUSTED", "not sent"))
    bars.must("ends that are neither OK nor RESOURCE_EXHAUSTED", 0, other, other == 0)
    unsent = ends.get("not sent", 0)
    bars.figure("calls that the client could not send", 0, unsent, unsent == 0)
    bars.must("calls after the overload that fail", 0, sum(
        figures["count"] for name, figures in after["outcomes"].items() if name != "OK"),
        set(after["outcomes"]) == {"OK"})
    bars.must("the server's exit code", 0, code, code == 0)
    share = (over["goodput"] + aside["goodput"]) / peak["goodput"]
    bars.figure("goodput / peak", ">= 90 %", f"{100 * share:.1f} %", share >= 0.9)
    for who, report in (("the bystander's", aside), ("the flood's", over)):
        refused = report["outcomes"].get("RESOURCE_EXHAUSTED")
        bars.must(f"{who} rejections", "some", refused["count"] if refused else 0, refused is not None)
        for name in ("p50_us", "p99_us") if refused else ():
            bars.figure(f"{who} rejections, {name[:3]}", "< 5 ms", f"{refused[name] / 1000:.2f} ms",
                        refused[name] < 5000)
    bars.finish()


main()
