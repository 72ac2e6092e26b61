"""Attacks on a server that an innocent client calls meanwhile: outcome, memory, and the innocent's times.

clients/python/test_attacks.py asserts what is counted here: frames, statuses, bytes. Each attack is made
again and again for a second, on a new connection each time; each row is the median of its rounds.
"""

import multiprocessing
import pathlib
import statistics
import sys
import tempfile
import time

import grpc

import frames
import harness
import hostile

SECONDS = 1.0
ASKED = 2.0


def probe(address, results, is_over):
    """Calls once in a millisecond, in a process of its own; sends when each began and how long it took."""
    times, failures = [], 0
    with grpc.insecure_channel(address) as channel:
        call = channel.unary_unary(hostile.EMPTY_CALL)
        for _ in range(300):
            call(b"")
        results.put("ready")
        while not is_over.wait(0.001):
            began = time.monotonic()
            try:
                call(b"", timeout=30)
                times.append((began, time.monotonic() - began))
            except grpc.RpcError:
                failures += 1
    results.put((times, failures))


def cut_off(attacker):
    if attacker.is_closed:
        done = "" if attacker.acted_on is None else f" at stream {attacker.acted_on}"
        return f"GOAWAY {attacker.code}{done}: {attacker.text}"
    reply = attacker.replies.get(1)
    if not reply:
        return "nothing"
    return f"status {reply.status}: {reply.text[:60]}" if reply.ended else f"RST_STREAM {reply.reset}"


def refused(attacker):
    return f"{attacker.resets[frames.REFUSED_STREAM]} REFUSED_STREAM, the connection goes on"


def parked(attacker):
    statuses = [reply.status for reply in attacker.replies.values()]
    return f"{statuses.count(8)} RESOURCE_EXHAUSTED, {statuses.count(None)} wait; {cut_off(attacker)}"


def slow(attacker):
    return f"status {attacker.replies[1].status} after {attacker.replies[1].seconds:.3f} s"


def closed(outcome):
    return f"{outcome[0]} closed, the last after {outcome[1]:.1f} s"


def stay(seconds):
    return lambda: time.sleep(seconds)


def rows(bomb):
    """Name, attack, and what to say of its outcome."""
    made_you_reset, zero_window = hostile.made_you_reset, hostile.zero_window
    return [
        ("rapid reset x 20,000", hostile.rapid_reset, cut_off),
        ("MadeYouReset x 5,000", made_you_reset, cut_off),
        ("MadeYouReset, ping by ping", lambda server: made_you_reset(server, pace=10), cut_off),
        ("CONTINUATION, 64 MiB", hostile.continuation_flood, cut_off),
        ("empty CONTINUATION x 200,000", hostile.empty_continuations, cut_off),
        ("HPACK bomb, 19 KB to 57 MB", hostile.hpack_bomb, cut_off),
        ("SETTINGS x 100,000, unread", hostile.settings_flood, cut_off),
        ("PING x 100,000, unread", hostile.ping_flood, cut_off),
        ("empty DATA x 200,000", hostile.empty_data, cut_off),
        ("200 half prefaces", hostile.half_prefaces, closed),
        ("a byte per 100 ms, timeout 1S", hostile.slow_bytes, slow),
        ("100 calls, zero window", zero_window, parked),
        ("100 streams, zero window", lambda server: zero_window(server, hostile.STREAMING_OUTPUT), parked),
        ("length prefix 4 GiB - 1", hostile.length_prefix, cut_off),
        ("gzip, 1 MiB to 1 GiB", lambda server: hostile.gzip_bomb(server, bomb), cut_off),
        ("1,000 open streams", lambda server: hostile.open_streams(server, while_open=stay(SECONDS)), refused),
        ("truncated", hostile.truncated, cut_off),
        ("malformed", hostile.malformed, cut_off),
        ("flag = 2", hostile.unknown_flag, cut_off),
        ("path of 7,000 bytes", hostile.long_path, cut_off),
    ]


class Round:
    """One attack for a second or more, after a second without."""

    def __init__(self, server, attack, memory):
        self.idle = (time.monotonic(), time.monotonic() + SECONDS)
        time.sleep(SECONDS)
        memory.mark()
        begin, self.attacks = time.monotonic(), 0
        while self.attacks == 0 or time.monotonic() < begin + SECONDS:
            self.outcome = attack(server.address)
            self.attacks += 1
        self.attacked = (begin, time.monotonic())
        self.growth = memory.growth()


class Crowd:
    """A thousand connections of a kind, and what is left of them ten seconds after they have gone."""

    MOST_MIB = 256

    def __init__(self, server, kind, memory):
        memory.mark()
        held = hostile.crowd(server.address, kind)
        time.sleep(SECONDS)
        self.growth = memory.growth() / 1_024
        for one in held:
            one.close()
        end = time.monotonic() + 10
        while memory.growth_now() > self.growth * 1_024 / 4 and time.monotonic() < end:
            time.sleep(0.1)
        self.kind, self.left = kind, memory.growth_now() / 1_024
        self.back = time.monotonic() - end + 10
        self.holds = self.growth <= self.MOST_MIB

    def __str__(self):
        verdict = "ok" if self.holds else "MISSED"
        return (f"1,000 connections, each with {self.kind:24} +{self.growth:5.0f} MiB of {self.MOST_MIB}"
                f"  +{self.left:5.0f} MiB after {self.back:4.1f} s  {verdict}")


def milliseconds(times, window):
    """The median and the longest of the calls that began in the window."""
    within = [took * 1_000 for began, took in times if window[0] <= began < window[1]]
    return statistics.median(within), max(within)


def print_row(name, rounds, say, times):
    idle = [milliseconds(times, one.idle) for one in rounds]
    attacked = [milliseconds(times, one.attacked) for one in rounds]

    def middle(values):
        return statistics.median(values)

    p50s, longest = [[middle(pair[index] for pair in which) for which in (idle, attacked)] for index in (0, 1)]
    print(
        f"{name:30} {max(one.growth for one in rounds):8} {sum(one.attacks for one in rounds):8}"
        f"  {p50s[0]:6.2f} {p50s[1]:6.2f} {p50s[1] / p50s[0]:5.1f}x"
        f"  {longest[0]:6.1f} {longest[1]:6.1f} {longest[1] / longest[0]:5.1f}x  {say(rounds[-1].outcome)}"
    )
    return longest[1] <= ASKED * longest[0]


def main():
    binary, count = sys.argv[1], int((sys.argv[2:] or ["3"])[0])
    flags = ["--interop", "--preface-timeout-seconds", 2, "--write-timeout-seconds", 3]
    table = rows(hostile.zeros(1024))
    with tempfile.TemporaryDirectory() as folder:
        server = harness.Server(binary, pathlib.Path(folder) / "data", *flags)
        spawning = multiprocessing.get_context("spawn")
        results, is_over = spawning.Queue(), spawning.Event()
        innocent = spawning.Process(target=probe, args=(server.address, results, is_over), daemon=True)
        try:
            innocent.start()
            results.get(timeout=60)
            # It is what the server does about an attack that may cost the innocent time.
            harness.yield_to_calls()
            memory = hostile.Memory(server.pid)
            rounds = [[Round(server, attack, memory) for _ in range(count)] for _, attack, _ in table]
            crowds = [Crowd(server, kind, memory) for kind in hostile.CROWDS]
            is_over.set()
            times, failures = results.get(timeout=120)
            print(f"{'attack':30} {'RSS +KiB':>8} {'attacks':>8}  {'p50 ms: idle, attacked':22}"
                  f"  {'max ms: idle, attacked':22}  what the server did last")
            held = [print_row(name, rounds[index], say, times)
                    for index, (name, _, say) in enumerate(table)]
            print(f"the longest call under attack at most {ASKED:.0f}x idle: {sum(held)} of {len(held)} rows")
            for one in crowds:
                print(one)
            print(f"the innocent's calls: {len(times)} answered, {failures} failed")
        finally:
            server.kill()
    sys.exit(1 if failures or not all(one.holds for one in crowds) else 0)


if __name__ == "__main__":
    main()
