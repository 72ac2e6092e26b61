"""What metrics cost: the counters, as a share of the CPU of Predict calls (with `perf`), and a scrape of
/metrics; and the CPU of a call with and without a scrape each second."""

import pathlib
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import urllib.request

import rpc

SCRAPES = 300
# What runs only so that something is counted; what is inlined elsewhere is a store each.
COUNTING = re.compile(
    r"MethodCounters|LoopCounter|EndedCalls|RunHere|ModelMeter|TransportCounters|"
    r"ServerConnection\.(began|ended|countEnded|countFrames)")


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


def counters(pid, folder, run):
    """The share of the process's CPU that goes into counting during `run`; None without perf."""
    if not shutil.which("perf"):
        return None
    data = folder / "perf.data"
    perf = subprocess.Popen(
        ["perf", "record", "-q", "-e", "cpu-clock", "-F", "2000", "-o", data, "-p", str(pid)],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    run()
    perf.send_signal(signal.SIGINT)
    perf.wait()
    report = subprocess.run(
        ["perf", "report", "-i", data, "--no-children", "--sort", "symbol", "--stdio"],
        capture_output=True, text=True).stdout
    names = subprocess.run(
        ["swift", "demangle", "--simplified"], input=report, capture_output=True, text=True).stdout
    shares = [float(line.split("%")[0]) for line in names.splitlines() if COUNTING.search(line)]
    return sum(shares)


def main():
    binary, rounds, calls = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        server = subprocess.Popen(
            [binary, "serve", "--data-dir", str(folder / "data"), "--listen", "127.0.0.1:0"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        try:
            ready = re.match(r"ready grpc=(\S+) http=(\S+)", server.stdout.readline())
            address, page = ready.group(1), f"http://{ready.group(2)}/metrics"
            (folder / "request").write_bytes(rpc.prepare(address)[0])
            url = f"http://{address}/tutelage.v1.Prediction/Predict"
            call = ["-d", str(folder / "request")]
            call += ["-H", "content-type: application/grpc", "-H", "te: trailers"]
            alone, scraped, scrapes = [], [], 0
            for _ in range(rounds):
                alone.append(rpc.measure(server.pid, url, calls, *call))
                scraper = Scraper(page)
                scraper.start()
                scraped.append(rpc.measure(server.pid, url, calls, *call))
                scraper.stop()
                scrapes += scraper.count
            share = counters(
                server.pid, folder, lambda: rpc.measure(server.pid, url, 5 * calls, *call))
            before = rpc.cpu_seconds(server.pid)
            for _ in range(SCRAPES):
                size = len(urllib.request.urlopen(page).read())
            scrape = (rpc.cpu_seconds(server.pid) - before) / SCRAPES
        finally:
            server.terminate()
            server.wait()
    print(f"{calls} calls, {rounds} rounds, {scrapes} scrapes meanwhile")
    print("            CPU us a call (min, median, max)    calls/s (median)")
    for name, figures in (("alone", alone), ("scraped", scraped)):
        cpu = sorted(figure[0] for figure in figures)
        rate = statistics.median(figure[1] for figure in figures)
        print(f"{name:<11} {cpu[0]:8.2f} {statistics.median(cpu):8.2f} {cpu[-1]:8.2f} {rate:16.0f}")
    pairs = sorted(theirs[0] / ours[0] for ours, theirs in zip(alone, scraped))
    print(f"ratio, pair by pair: {pairs[0]:.3f} {statistics.median(pairs):.3f} {pairs[-1]:.3f}")
    told = "perf is not here" if share is None else f"{share:.2f} % of the CPU of Predict calls"
    print(f"counters: {told}")
    print(f"one scrape: {scrape * 1000:.2f} ms of CPU, {size} bytes; each second: {100 * scrape:.2f} % of a core")


main()
