"""A training step of ours beside PyTorch's, each in processes of its own, in turn."""

import glob
import json
import os
import statistics
import subprocess
import sys
import time

ROUNDS, STEPS, THREADS = (int(os.environ.get(name, standard))
                          for name, standard in (("ROUNDS", 3), ("STEPS", 3), ("THREADS", 2)))
LIMIT = float(os.environ.get("LIMIT", "1.2"))
LABELED = int(os.environ.get("LABELED", "64"))
RATIO, SIDE, CLASSES = 7, 32, 10
# Freed memory is kept: PyTorch would touch new pages in every step.
KEPT = {"MALLOC_MMAP_THRESHOLD_": str(1 << 32), "MALLOC_TRIM_THRESHOLD_": str(1 << 40),
        "MALLOC_TOP_PAD_": str(1 << 28)}
# How PyTorch is run: arguments and environment.
WAYS = {
    "channels_last": (["channels_last"], {}),
    "NCHW, malloc tuned": ([], KEPT),
    "channels_last, malloc tuned": (["channels_last"], KEPT),
    "channels_last, malloc tuned, large pages": (
        ["channels_last"], KEPT | {"GLIBC_TUNABLES": "glibc.malloc.hugetlb=1"}),
    "channels_last, malloc tuned, large pages, compiled": (
        ["channels_last", "compiled"], KEPT | {"GLIBC_TUNABLES": "glibc.malloc.hugetlb=1"}),
}
for library in ("tcmalloc_minimal", "jemalloc"):
    for path in sorted(glob.glob(f"/usr/lib/*/lib{library}.so.*"))[:1]:
        settings = {"LD_PRELOAD": path, "TCMALLOC_RELEASE_RATE": "0",
                    "MALLOC_CONF": "metadata_thp:auto,thp:always,dirty_decay_ms:-1,muzzy_decay_ms:-1"}
        WAYS[f"channels_last, {library}"] = (["channels_last"], settings)


def torch_steps(arguments):
    """Runs in a process of its own: prints the wall and CPU seconds of each step but the first ones."""
    import torch
    from torch import nn
    from torch.nn import functional

    def convolution(inputs, outputs, kernel, stride=1, bias=False):
        return nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, bias=bias)

    def rectified(x):
        return functional.leaky_relu(x, 0.1, inplace=True)

    class Unit(nn.Module):
        def __init__(self, inputs, outputs, stride, activates_first):
            super().__init__()
            self.activates_first = activates_first
            self.bn1 = nn.BatchNorm2d(inputs, momentum=0.001)
            self.conv1 = convolution(inputs, outputs, 3, stride)
            self.bn2 = nn.BatchNorm2d(outputs, momentum=0.001)
            self.conv2 = convolution(outputs, outputs, 3)
            self.shortcut = convolution(inputs, outputs, 1, stride) if inputs != outputs else None

        def forward(self, x):
            active = self.bn1(x)
            if self.shortcut is None:
                active = rectified(active)
            else:
                active = x = rectified(active) if self.activates_first else x
            branch = self.conv2(rectified(self.bn2(self.conv1(active))))
            return branch + (x if self.shortcut is None else self.shortcut(x))

    class Network(nn.Module):
        def __init__(self):
            super().__init__()
            inputs, layers = 16, [convolution(3, 16, 3, bias=True)]
            for group, outputs in enumerate((32, 64, 128)):
                for unit in range(4):
                    stride = 2 if group > 0 and unit == 0 else 1
                    layers.append(Unit(inputs, outputs, stride, group == 0))
                    inputs = outputs
            self.layers = nn.Sequential(*layers)
            self.bn = nn.BatchNorm2d(inputs, eps=0.001, momentum=0.001)
            self.classifier = nn.Linear(inputs, CLASSES)

        def forward(self, x):
            return self.classifier(rectified(self.bn(self.layers(x))).mean((2, 3)))

    torch.set_num_threads(THREADS)
    torch.manual_seed(1)
    model = Network().train()
    layout = torch.channels_last if "channels_last" in arguments else torch.contiguous_format
    model = model.to(memory_format=layout)
    forward = torch.compile(model) if "compiled" in arguments else model
    average = [parameter.detach().clone() for parameter in model.parameters()]
    decaying = [parameter for parameter in model.parameters() if parameter.dim() > 1]
    others = [parameter for parameter in model.parameters() if parameter.dim() == 1]
    optimizer = torch.optim.SGD(
        [{"params": decaying, "weight_decay": 5e-4}, {"params": others, "weight_decay": 0}],
        lr=0.03, momentum=0.9, nesterov=True, fused=True)
    unlabeled = LABELED * RATIO
    rows = torch.rand(LABELED + 2 * unlabeled, 3, SIDE, SIDE).to(memory_format=layout)
    labels = torch.arange(LABELED) % CLASSES

    def step():
        logits = forward(rows)
        labeled, weak, strong = logits.split([LABELED, unlabeled, unlabeled])
        with torch.no_grad():
            confidence, targets = weak.softmax(1).max(1)
            mask = (confidence >= 0.95).float()
        loss = functional.cross_entropy(labeled, labels)
        loss = loss + (functional.cross_entropy(strong, targets, reduction="none") * mask).mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        with torch.no_grad():
            torch._foreach_lerp_(average, list(model.parameters()), 0.01)

    # The first one compiles, or primes memory; another follows until times are those of the long run.
    for _ in range(2):
        step()
    times = []
    for _ in range(STEPS):
        wall, cpu = time.perf_counter(), time.process_time()
        step()
        times.append((time.perf_counter() - wall, time.process_time() - cpu))
    print(json.dumps(times))


def run(command, environment):
    """What a process prints as its last line, and the most memory that it had."""
    process = subprocess.Popen(command, env=os.environ | environment, stdout=subprocess.PIPE, text=True)
    text = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        return None, 0
    return json.loads(text.splitlines()[-1]), usage.ru_maxrss * 1024


def ours(binary):
    command = [binary, "bench", "engine", "--labeled", LABELED, "--side", SIDE, "--steps", STEPS,
               "--threads", THREADS, "--json"]
    report, peak = run(list(map(str, command)), {})
    if report is None:
        sys.exit("ours failed")
    return list(zip(report["seconds"], report["cpu_seconds"])), peak, report["planned_bytes"]


def main():
    binary, *names = sys.argv[1:]
    ways = {name: WAYS[name] for name in names or WAYS}
    times, peaks = {"ours": []}, {}
    for round in range(ROUNDS):
        mine, peak, planned = ours(binary)
        times["ours"] += mine
        peaks["ours"] = max(peak, peaks.get("ours", 0))
        for name, (arguments, environment) in list(ways.items()):
            command = [sys.executable, __file__, "--torch", *arguments]
            theirs, peak = run(command, environment | {"OMP_NUM_THREADS": str(THREADS)})
            if theirs is None:
                print(f"PyTorch {name}: failed, left out", flush=True)
                del ways[name]
                continue
            times.setdefault(name, []).extend(theirs)
            peaks[name] = max(peak, peaks.get(name, 0))
        print(f"round {round + 1} of {ROUNDS} done", file=sys.stderr, flush=True)
    medians = {name: [statistics.median(column) for column in zip(*pairs)]
               for name, pairs in times.items()}
    best = min((name for name in medians if name != "ours"), key=lambda name: medians[name][0])
    print(f"{'':<52} {'wall s':>7} {'least':>7} {'most':>7} {'CPU s':>7} {'peak MiB':>9} {'ours / it':>9}")
    for name, (wall, cpu) in medians.items():
        walls = [pair[0] for pair in times[name]]
        print(f"{name:<52} {wall:>7.2f} {min(walls):>7.2f} {max(walls):>7.2f} {cpu:>7.2f} "
              f"{peaks[name] >> 20:>9} {medians['ours'][0] / wall:>9.2f}")
    ratio = medians["ours"][0] / medians[best][0]
    print(f"{LABELED} + 2 x {RATIO * LABELED} rows, {THREADS} threads: ours takes {ratio:.2f} times PyTorch's best "
          f"({best}), {medians['ours'][1] / medians[best][1]:.2f} times its CPU; at most {LIMIT} is wanted")
    print(f"planned {planned >> 20} MiB, taken {peaks['ours'] >> 20} MiB")
    failed = ratio > LIMIT or peaks["ours"] > planned
    print("FAILED" if failed else "ok")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    if sys.argv[1] == "--torch":
        torch_steps(sys.argv[2:])
    else:
        main()
