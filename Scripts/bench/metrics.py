"""What metrics cost: the counters, as a share of the CPU of Predict calls (with `perf`), and a scrape of
/metrics; and the CPU of a call with and without a scrape each second.

A counter that was renamed would cost nothing here: the binary must have each name that is looked for.
"""

import pathlib
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import urllib.request

import harness
import rpc

SCRAPES = 300
BAR = 2.0
# What runs only so that something is counted; what is inlined elsewhere is a store each.
COUNTING = (
    "MethodCounters", "LoopCounter", "EndedCalls", "RunHere", "ModelMeter", "TransportCounters",
    "ServerConnection.began(", "ServerConnection.ended(", "ServerConnection.countEnded(",
    "ServerConnection.countFrames(")


class Scraper(threading.Thread):
    """Reads a page each second until it is stopped."""

    def __init__(self, url):
        super().__init__(daemon=True)
        self.url, self.over, self.count = url, threading.Event(), 0

    def run(self):
        while not self.over.wait(1):
            urllib.request.urlopen(self.url, timeout=10).read()
            self.count += 1

    def stop(self):
        self.over.set()
        self.join()


def missing(binary):
    """The names that no symbol of the binary has."""
    symbols = subprocess.run(["nm", binary], capture_output=True, text=True, check=True).stdout
    names = demangled(symbols)
    return [name for name in COUNTING if name not in names]


def demangled(text):
    return subprocess.run(["swift", "demangle", "--simplified"], input=text, capture_output=True,
                          text=True, check=True).stdout


def counters(target, folder, calls):
    """What counting takes of the process's CPU meanwhile: percents by symbol; None without perf."""
    if not shutil.which("perf"):
        return None
    data = folder / "perf.data"
    perf = subprocess.Popen(
        ["perf", "record", "-q", "-e", "cpu-clock", "-F", "2000", "-o", data, "-p", str(target.pid)],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    target.measure(calls)
    perf.send_signal(signal.SIGINT)
    perf.wait()
    report = subprocess.run(
        ["perf", "report", "-i", data, "--no-children", "--sort", "symbol", "--stdio"],
        capture_output=True, text=True).stdout
    shares = {}
    for line in demangled(report).splitlines():
        if any(name in line for name in COUNTING):
            share, _, symbol = line.partition("%")
            symbol = symbol.rstrip(" -").strip()
            shares[symbol] = shares.get(symbol, 0) + float(share)
    return shares


def main():
    binary, rounds, calls = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    bars = harness.Bars()
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        server = harness.Server(binary, folder / "data")
        try:
            page = f"http://{server.http}/metrics"
            (folder / "request").write_bytes(rpc.prepare(server.address)[0])
            target = rpc.OurMethod(server, rpc.PREDICT, folder / "request")
            alone, scraped, scrapes = [], [], 0
            for _ in range(rounds):
                alone.append(target.measure(calls))
                scraper = Scraper(page)
                scraper.start()
                scraped.append(target.measure(calls))
                scraper.stop()
                scrapes += scraper.count
            shares = counters(target, folder, 5 * calls)
            before = server.cpu_seconds()
            for _ in range(SCRAPES):
                size = len(urllib.request.urlopen(page).read())
            scrape = (server.cpu_seconds() - before) / SCRAPES
            code = server.stop()
        finally:
            server.kill()
    print(f"{calls} calls, {rounds} rounds")
    print("CPU us a call (min, median, max); calls/s (median):")
    print(rpc.row("alone", alone))
    print(rpc.row("scraped each second", scraped))
    pairs = sorted(theirs[0] / ours[0] for ours, theirs in zip(alone, scraped))
    print(f"ratio, pair by pair: {pairs[0]:.3f} {statistics.median(pairs):.3f} {pairs[-1]:.3f}")
    for symbol, percent in sorted((shares or {}).items(), key=lambda item: -item[1]):
        print(f"{percent:6.2f} %  {symbol}")
    bars.must("scrapes beside calls", "some", scrapes, scrapes > 0)
    judge(bars, binary, shares, scrape)
    bars.figure("one scrape", "", f"{scrape * 1000:.2f} ms of CPU, {size} bytes")
    bars.must("the server's exit code", 0, code, code == 0)
    bars.finish()


def judge(bars, binary, shares, scrape):
    gone = missing(binary)
    bars.must("names of counters that the binary lacks", "none", ", ".join(gone) or "none", not gone)
    if shares is None:
        bars.must("counters, of the CPU of Predict calls", f"<= {BAR} %", "perf is not here", False)
        return
    share = sum(shares.values())
    bars.must("symbols of counters that perf found", "some", len(shares), len(shares) > 0)
    bars.must("counters, of the CPU of Predict calls", f"<= {BAR} %", f"{share:.2f} %", share <= BAR)
    total = share + 100 * scrape
    bars.must("with a scrape each second, of a core", f"<= {BAR} %", f"{total:.2f} %", total <= BAR)


main()
