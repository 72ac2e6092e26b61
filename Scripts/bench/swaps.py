"""Promotions and rollbacks under load, then loads and unloads: what fails, what grows."""

import pathlib
import statistics
import sys
import tempfile
import time

import numpy

import harness
import wire

PROCESSES, RATE, PAUSE, AFTERMATH = 3, 700, 0.04, 0.01


def percentile(values, share):
    return sorted(values)[min(len(values) - 1, int(share * len(values)))] if values else 0


def swap(server, folder, swaps, bars):
    """Alternates two versions while clients name none; each reply names its version."""
    rows = numpy.random.default_rng(5).standard_normal((2, 784)).astype("float32")
    paths = []
    for version in (0, 1, 2):
        paths.append(folder / f"request{version}")
        message = harness.predict_request("swap", rows, version=version, logits=True)
        paths[-1].write_bytes(message.SerializeToString())
    request = ":".join(map(str, paths))
    running = [
        harness.start_load(
            server.binary, server.address, "--request", request, "--rate", RATE, "--connections", 2,
            "--seconds", 86_400, "--seed", seed, "--stop-file", folder / "stop",
            "--samples", folder / f"samples{seed}")
        for seed in range(PROCESSES)]
    time.sleep(1)
    # A few calls from here, while nothing is swapped, already double the others' p99.
    harness.yield_to_calls()
    windows = []
    for number in range(swaps):
        begin = time.monotonic_ns()
        if number % 2 == 0:
            server.promote("swap", 2)
        else:
            server.rollback("swap")
        windows.append((begin, time.monotonic_ns() + int(AFTERMATH * 1e9)))
        time.sleep(PAUSE)
    (folder / "stop").write_text("")
    ends = harness.total([harness.finish_load(process) for process in running])
    print(", ".join(f"{name}: {number}" for name, number in sorted(ends.items())))
    failed = sum(number for name, number in ends.items() if name != "OK")
    bars.must(f"failed or wrong calls of {sum(ends.values())} during {swaps} swaps", 0, failed,
              failed == 0)
    within, steady = split(folder, windows)
    bars.must("calls in swap windows", "some", len(within), len(within) > 0)
    ratio = percentile(within, 0.99) / max(1, percentile(steady, 0.99))
    bars.figure("p99 steady, in swap windows", "", f"{percentile(steady, 0.99)} us, "
                f"{percentile(within, 0.99)} us")
    bars.figure("p99 in swap windows / steady", "<= 1.5", f"{ratio:.2f}", ratio <= 1.5)


def split(folder, windows):
    """The latencies of calls that ran in a window, and of the others."""
    within, steady = [], []
    starts = numpy.array([window[0] for window in windows])
    for seed in range(PROCESSES):
        for line in (folder / f"samples{seed}").read_text().splitlines():
            start, latency, outcome = line.split(" ", 2)
            if outcome != "OK":
                continue
            start, latency = int(start), int(latency)
            # The last window that begins before the call's end.
            index = int(numpy.searchsorted(starts, start + latency * 1000)) - 1
            touches = index >= 0 and start <= windows[index][1]
            (within if touches else steady).append(latency)
    return within, steady


def cycle(server, cycles, bars):
    """Loads a version that is not in service, asks it, unloads it."""
    rows = numpy.random.default_rng(6).standard_normal((1, 784)).astype("float32")
    call = wire.Caller(server.address)
    sizes, expected, wrong = {}, {}, 0
    marks = set(range(max(1, cycles // 10), cycles + 1, max(1, cycles // 10)))
    for number in range(1, cycles + 1):
        version = 3 + number % 3
        parameters = {"version": str(version)}
        call.repository_load("swap", parameters)
        request = harness.predict_request("swap", rows, version=version, logits=True)
        reply = server.predict(request).SerializeToString()
        wrong += expected.setdefault(version, reply) != reply
        call.repository_unload("swap", parameters)
        if number in marks and number <= cycles:
            sizes[number] = server.resident_kib()
    print("RSS KiB after cycles: " + ", ".join(f"{at}: {size}" for at, size in sizes.items()))
    bars.must(f"replies with other bits in {cycles} load/unload cycles", 0, wrong, wrong == 0)
    # Each load takes some ten MiB for a moment: a single figure says when it was taken, not what grows.
    later = [size for at, size in sizes.items() if at > cycles // 2]
    earlier = [size for at, size in sizes.items() if at <= cycles // 2]
    growth = int(statistics.median(later) - statistics.median(earlier))
    bars.must(f"RSS growth between the halves of {cycles} cycles, medians", "<= 4096 KiB",
              f"{growth} KiB", growth <= 4096)


def main():
    binary = sys.argv[1]
    swaps, cycles = (list(map(int, sys.argv[2:])) + [1000, 10_000][len(sys.argv) - 2:])[:2]
    bars = harness.Bars()
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        server = harness.Server(binary, folder / "data")
        try:
            server.create_project("swap", 784)
            for seed in range(5):
                server.import_model("swap", harness.weights((784, 512, 512, 10), seed))
            server.promote("swap", 1)
            swap(server, folder, swaps, bars)
            if cycles > 0:
                cycle(server, cycles, bars)
            code = server.stop()
        finally:
            server.kill()
    bars.must("the server's exit code", 0, code, code == 0)
    bars.finish()


main()
