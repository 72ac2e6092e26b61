"""Promotions and rollbacks under load, then loads and unloads: what fails, what grows.

The swaps come in passes, with a while without any before, between and after them under the same load:
the p99 of calls that run in a swap's window is compared with that of the quiet phases on both sides of
the pass. Between two swaps of a pass nothing is quiet: what a swap delays may still be waiting.
"""

import pathlib
import statistics
import sys
import tempfile
import time

import numpy

import harness
import wire

PROCESSES, RATE, PAUSE, AFTERMATH = 3, 700, 0.04, 0.01
# Seconds of a quiet phase, and after the last swap until it begins. At the rate 16,800 calls: 168 past the p99.
QUIET, SETTLE = 8, 1
CONTROL_CALLS = 100
PASSES, SWAPS_FOR_PASSES = 3, 300


def percentile(values, share):
    return int(numpy.sort(values)[min(len(values) - 1, int(share * len(values)))]) if len(values) else 0


def start_clients(server, folder):
    """Clients that name no version; each reply must be that of version 1 or 2 as a whole."""
    rows = numpy.random.default_rng(5).standard_normal((2, 784)).astype("float32")
    paths = []
    for version in (0, 1, 2):
        paths.append(folder / f"request{version}")
        message = harness.predict_request("swap", rows, version=version, logits=True)
        paths[-1].write_bytes(message.SerializeToString())
    request = ":".join(map(str, paths))
    return [
        harness.start_load(
            server.binary, server.address, "--request", request, "--rate", RATE, "--connections", 2,
            "--seconds", 86_400, "--seed", seed, "--stop-file", folder / "stop",
            "--samples", folder / f"samples{seed}")
        for seed in range(PROCESSES)]


def quiet():
    """A while without swaps: when it began and ended."""
    begin = time.monotonic_ns()
    time.sleep(QUIET)
    return begin, time.monotonic_ns()


def phase(act, numbers):
    """Acts at the pace of the swaps; the windows, each until a moment after the reply."""
    windows = []
    for number in numbers:
        begin = time.monotonic_ns()
        act(number)
        windows.append((begin, time.monotonic_ns() + int(AFTERMATH * 1e9)))
        time.sleep(PAUSE)
    time.sleep(SETTLE)
    return windows


def swap(server, folder, swaps, bars):
    """Swaps in passes between quiet phases, under one load; then calls that swap nothing, to compare."""
    def alternate(number):
        server.promote("swap", 2) if number % 2 == 0 else server.rollback("swap")

    running = start_clients(server, folder)
    time.sleep(1)
    # A few calls from here, while nothing is swapped, already double the others' p99.
    harness.yield_to_calls()
    passes = PASSES if swaps >= SWAPS_FOR_PASSES else 1
    bounds = [swaps * number // passes for number in range(passes + 1)]
    rests, phases = [quiet()], []
    for numbers in map(range, bounds, bounds[1:]):
        phases.append(phase(alternate, numbers))
        rests.append(quiet())
    phases.append(phase(lambda _: server.is_live(), range(CONTROL_CALLS)))
    rests.append(quiet())
    (folder / "stop").write_text("")
    ends = harness.total([harness.finish_load(process) for process in running])
    print(", ".join(f"{name}: {number}" for name, number in sorted(ends.items())))
    failed = sum(number for name, number in ends.items() if name != "OK")
    bars.must(f"failed or wrong calls of {sum(ends.values())} with {swaps} swaps", 0, failed, failed == 0)
    judge(*samples(folder), phases, rests, bars)


def judge(starts, latencies, phases, rests, bars):
    ratios = []
    print("p99 in us (calls): quiet before; quiet after; in windows; the whole phase; "
          "windows / mean of quiet")
    for number, (windows, before, after) in enumerate(zip(phases, rests, rests[1:])):
        spans = [begun(starts, *before), begun(starts, *after), touching(starts, latencies, windows),
                 begun(starts, windows[0][0], windows[-1][1])]
        first, last, within, _ = p99s = [percentile(latencies[span], 0.99) for span in spans]
        ratios.append(within / max(1, (first + last) / 2))
        name = f"pass {number + 1}" if number < len(phases) - 1 else "calls that swap nothing"
        print(f"{name}: " + "; ".join(f"{p99} ({span.sum()})" for p99, span in zip(p99s, spans))
              + f"; {ratios[-1]:.2f}")
        if number < len(phases) - 1:
            bars.must(f"{name}: calls in swap windows", "some", spans[2].sum(), spans[2].any())
    *ratios, control = ratios
    ratio = statistics.median(ratios)
    bars.figure(f"p99 in swap windows / quiet, median of {len(ratios)}", "<= 1.5", f"{ratio:.2f}",
                ratio <= 1.5)
    bars.figure("the same in windows of calls that swap nothing", "", f"{control:.2f}")


def samples(folder):
    """When the answered calls of all clients began, in ns, and how long they took, in us."""
    lines = [line.split(" ", 2) for seed in range(PROCESSES)
             for line in (folder / f"samples{seed}").read_text().splitlines()]
    answered = [(int(start), int(latency)) for start, latency, outcome in lines if outcome == "OK"]
    return tuple(numpy.array(answered, dtype="int64").reshape(-1, 2).T)


def begun(starts, begin, end):
    return (starts >= begin) & (starts < end)


def touching(starts, latencies, windows):
    """Which calls ran at some time of a window: those that began before it, a swap may delay as well."""
    # The last window that begins before the call's end.
    last = numpy.searchsorted([begin for begin, _ in windows], starts + latencies * 1000) - 1
    ends = numpy.array([end for _, end in windows])
    return (last >= 0) & (starts <= ends[last])


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
            # What a load took for a moment goes back to the system within a second.
            time.sleep(2)
            sizes[number] = server.resident_kib()
    print("RSS KiB after cycles: " + ", ".join(f"{at}: {size}" for at, size in sizes.items()))
    bars.must(f"replies with other bits in {cycles} load/unload cycles", 0, wrong, wrong == 0)
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
