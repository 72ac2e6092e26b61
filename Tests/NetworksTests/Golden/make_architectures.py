#!/usr/bin/env python3
"""The vectors of `architectures/`: what PyTorch makes of the residual networks.

    python3 -m venv venv && venv/bin/pip install torch numpy safetensors
    venv/bin/python make_architectures.py                     # writes architectures/*.json
    venv/bin/python make_architectures.py --save CASE FILE    # the state_dict of a case, as safetensors
    venv/bin/python make_architectures.py --load CASE FILE    # loads FILE with strict=True, and compares

Weights, inputs and the loss's coefficients come from a formula that the tests compute too (`units`), so that
a file holds results only. All is computed in double precision from single-precision numbers.

A file has the case, the logits in evaluation and in training, and a line for each tensor of the state_dict,
or a hash of their names and sides. A line has the sides; then, of a parameter, the norm of its gradient (null:
it has none; 0: none but rounding) and some entries, in ten-thousandths of its root mean square; of a running
statistic, the norm of how it moved in the training pass.

The networks were compared with their authors' code in double precision. Wide ResNets and USB's, ResNet-18 and
-50 and torchvision's, ResNet-18-D and timm's gave the same bits of logits, gradients and statistics; SimCLRv2's
two and google-research/simclr's, of even and odd images, gave logits within 2e-14.
"""

import argparse
import json
import pathlib

import numpy
import torch
from torch import nn
from torch.nn import functional as F

FOLDER = pathlib.Path(__file__).parent / "architectures"

# ---- the formula


def fnv(text):
    """The FNV-1a hash of 64 bits."""
    state = 0xCBF29CE484222325
    for byte in text.encode():
        state = (state ^ byte) * 0x100000001B3 % 2**64
    return state


def units(name, count):
    """Numbers in -1...1 of 24 bits: SplitMix64 from the hash of a name."""
    with numpy.errstate(over="ignore"):
        steps = numpy.arange(1, count + 1, dtype=numpy.uint64)
        z = numpy.uint64(fnv(name)) + steps * numpy.uint64(0x9E3779B97F4A7C15)
        z = (z ^ (z >> numpy.uint64(30))) * numpy.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> numpy.uint64(27))) * numpy.uint64(0x94D049BB133111EB)
        z = z ^ (z >> numpy.uint64(31))
    return (z >> numpy.uint64(40)).astype(numpy.float64) / 2**23 - 1


def single(values):
    return torch.from_numpy(values.astype(numpy.float32).astype(numpy.float64))


def value(name, shape):
    """A tensor of a state_dict."""
    if name.endswith("num_batches_tracked"):
        return torch.tensor(0)
    count = int(numpy.prod(shape))
    if len(shape) > 1:
        values = numpy.sqrt(3 / (count / shape[0])) * units(name, count)
    elif name.endswith("running_var"):
        # About the variance there is: what tells rows apart neither fades nor grows.
        values = 0.05 + 0.0125 * units(name, count)
    elif name.endswith("weight"):
        # Shifts above scales: a deep network does not blow up what is rounded.
        values = 0.25 + 0.125 * units(name, count)
    elif name.endswith("bias"):
        values = units(name, count)
    else:
        values = 0.25 * units(name, count)
    return single(values).reshape(shape)


# ---- the networks

# How near to their kink the inputs of rectifiers are.
margins = []


def rectified(x, slope=0):
    margins.append(x.detach().abs().min().item())
    return F.leaky_relu(x, slope)


class Rectifier(nn.Module):
    def forward(self, x):
        return rectified(x)


def conv(inputs, outputs, kernel, stride=1, bias=False):
    return nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, bias=bias)


class WideUnit(nn.Module):
    def __init__(self, inputs, outputs, stride, activates_first):
        super().__init__()
        self.activates_first = activates_first
        self.bn1 = nn.BatchNorm2d(inputs, momentum=0.001)
        self.conv1 = conv(inputs, outputs, 3, stride)
        self.bn2 = nn.BatchNorm2d(outputs, momentum=0.001)
        self.conv2 = conv(outputs, outputs, 3)
        if inputs != outputs:
            self.convShortcut = conv(inputs, outputs, 1, stride)

    def forward(self, x):
        active = rectified(self.bn1(x), 0.1)
        if hasattr(self, "convShortcut"):
            active = x = active if self.activates_first else x
        branch = self.conv2(rectified(self.bn2(self.conv1(active)), 0.1))
        return branch + (self.convShortcut(x) if hasattr(self, "convShortcut") else x)


class Group(nn.Module):
    def __init__(self, units):
        super().__init__()
        self.layer = nn.Sequential(*units)

    def forward(self, x):
        return self.layer(x)


class WideResNet(nn.Module):
    def __init__(self, classes, width, groups, units, first_stride):
        super().__init__()
        self.conv1 = conv(3, 16, 3, bias=True)
        inputs = 16
        for group in range(groups):
            outputs, members = 16 * width << group, []
            for unit in range(units):
                stride = (2 if group else first_stride) if unit == 0 else 1
                members.append(WideUnit(inputs, outputs, stride, group == 0))
                inputs = outputs
            setattr(self, f"block{group + 1}", Group(members))
        self.groups = groups
        self.bn1 = nn.BatchNorm2d(inputs, eps=0.001, momentum=0.001)
        self.classifier = nn.Linear(inputs, classes)

    def forward(self, x):
        x = self.conv1(x)
        for group in range(self.groups):
            x = getattr(self, f"block{group + 1}")(x)
        return self.classifier(rectified(self.bn1(x), 0.1).mean((2, 3)))


class Attention(nn.Module):
    def __init__(self, channels):
        super().__init__()
        hidden = max(channels // 16, 32)
        self.fc_reduce = conv(channels, hidden, 1)
        self.bn = nn.BatchNorm2d(hidden)
        self.fc_select = conv(hidden, 2 * channels, 1)

    def forward(self, x):
        return self.fc_select(rectified(self.bn(self.fc_reduce(x.mean((2, 3), keepdim=True)))))


class SelectiveKernel(nn.Module):
    def __init__(self, inputs, channels, stride):
        super().__init__()
        self.conv = conv(inputs, 2 * channels, 3, stride)
        self.bn = nn.BatchNorm2d(2 * channels)
        self.attn = Attention(channels)

    def forward(self, x):
        branches = torch.stack(rectified(self.bn(self.conv(x))).chunk(2, 1))
        weights = torch.stack(self.attn(branches.sum(0)).chunk(2, 1)).softmax(0)
        return (branches * weights).sum(0)


class Mean(nn.Module):
    """A ResNet-D's 2 x 2 mean; SimCLRv2's counts zeros beyond an odd side, and is there at stride 1."""

    def __init__(self, stride, is_simclr):
        super().__init__()
        self.stride, self.is_simclr = stride, is_simclr

    def forward(self, x):
        if self.stride == 1 and not self.is_simclr:
            return x
        padding = (0, 1, 0, 1)
        sums = F.avg_pool2d(F.pad(x, padding), 2, self.stride)
        if self.stride > 1 and self.is_simclr:
            return sums
        return sums / F.avg_pool2d(F.pad(torch.ones_like(x), padding), 2, self.stride)


class Block(nn.Module):
    def __init__(self, net, inputs, channels, stride, projects):
        super().__init__()
        outputs = channels if net["depth"] == 18 else 4 * channels
        sides = [(3, stride), (3, 1)] if net["depth"] == 18 else [(1, 1), (3, stride), (1, 1)]
        self.count = len(sides)
        wide = inputs
        for index, (kernel, step) in enumerate(sides, 1):
            narrow = outputs if index == self.count else channels
            if net["selective_kernels"] and index == 2 and self.count == 3:
                self.conv2 = SelectiveKernel(wide, narrow, step)
            else:
                setattr(self, f"conv{index}", conv(wide, narrow, kernel, step))
                setattr(self, f"bn{index}", nn.BatchNorm2d(narrow))
            wide = narrow
        if projects and net["d"]:
            mean = Mean(stride, net["origin"] == "simclrv2")
            self.downsample = nn.Sequential(mean, conv(inputs, outputs, 1), nn.BatchNorm2d(outputs))
        elif projects:
            self.downsample = nn.Sequential(conv(inputs, outputs, 1, stride), nn.BatchNorm2d(outputs))

    def forward(self, x):
        branch = x
        for index in range(1, self.count + 1):
            branch = getattr(self, f"conv{index}")(branch)
            if hasattr(self, f"bn{index}"):
                branch = getattr(self, f"bn{index}")(branch)
                branch = branch if index == self.count else rectified(branch)
        return rectified(branch + (self.downsample(x) if hasattr(self, "downsample") else x))


class ResNet(nn.Module):
    def __init__(self, classes, **net):
        super().__init__()
        self.net = net
        channels = 64 * net["width"]
        if net["small"]:
            self.conv1 = conv(3, channels, 3)
        elif net["d"]:
            half = channels // 2
            self.conv1 = nn.Sequential(
                conv(3, half, 3, 2), nn.BatchNorm2d(half), Rectifier(),
                conv(half, half, 3), nn.BatchNorm2d(half), Rectifier(), conv(half, channels, 3),
            )  # fmt: skip
        else:
            self.conv1 = conv(3, channels, 7, 2)
        self.bn1 = nn.BatchNorm2d(channels)
        inputs = channels
        for group, blocks in enumerate([2, 2, 2, 2] if net["depth"] == 18 else [3, 4, 6, 3]):
            members = []
            for block in range(blocks):
                changes = group > 0 or net["depth"] == 50 or net["origin"] == "simclrv2"
                stride = 2 if group and block == 0 else 1
                members.append(Block(net, inputs, channels << group, stride, block == 0 and changes))
                inputs = (channels << group) * (1 if net["depth"] == 18 else 4)
            setattr(self, f"layer{group + 1}", nn.Sequential(*members))
        self.fc = nn.Linear(inputs, classes)

    def maximum(self, x):
        """TensorFlow's padding is nothing before an even side."""
        if self.net["origin"] == "torchvision":
            return F.max_pool2d(x, 3, 2, 1)
        before = x.shape[2] % 2
        return F.max_pool2d(F.pad(x, (before, 1, before, 1), value=-torch.inf), 3, 2)

    def forward(self, x):
        x = rectified(self.bn1(self.conv1(x)))
        x = x if self.net["small"] else self.maximum(x)
        for group in range(1, 5):
            x = getattr(self, f"layer{group}")(x)
        return self.fc(x.mean((2, 3)))


# ---- the cases


def wide(width, groups=3, first_stride=1):
    return {
        "architecture": "wide_resnet", "width": width, "groups": groups, "units": 4,
        "first_stride": first_stride,
    }  # fmt: skip


def residual(depth, width=1, origin="torchvision", small=False, d=False, selective_kernels=False):
    return {
        "architecture": "resnet", "depth": depth, "width": width, "origin": origin, "small": small,
        "d": d, "selective_kernels": selective_kernels,
    }  # fmt: skip


def case(network, side, rows=4, seed=0, entries=16):
    """`entries`: how many of each gradient are recorded; None: no gradients. Of no rows there are no logits.

    Seeds are such that no input of a rectifier is near its kink: rounding would turn its gradient on or off.
    """
    return {
        "network": network, "rows": rows, "height": side, "width": side, "channels": 3, "classes": 10,
        "seed": seed, "entries": entries,
    }  # fmt: skip


CASES = {
    "wrn_28_2": case(wide(2), 16, seed=44),
    "wrn_28_8": case(wide(8), 8, rows=3, seed=51, entries=0),
    "wrn_var_37_2": case(wide(2, groups=4, first_stride=2), 16, seed=43),
    "resnet18": case(residual(18), 32, seed=26),
    "resnet18_2x_small": case(residual(18, width=2, small=True), 8, seed=5, entries=0),
    "resnet18_d": case(residual(18, d=True), 33, entries=None),
    "resnet18_simclrv2_small": case(
        residual(18, origin="simclrv2", small=True, d=True), 9, seed=23, entries=0
    ),
    "resnet50": case(residual(50), 33, rows=3, seed=0),
    "resnet50_2x": case(residual(50, width=2), 24, rows=0, entries=None),
    "resnet50_simclrv2": case(
        residual(50, origin="simclrv2", d=True, selective_kernels=True), 40, rows=6, seed=63
    ),
}  # fmt: skip


def module(case):
    network = dict(case["network"])
    kind = {"wide_resnet": WideResNet, "resnet": ResNet}[network.pop("architecture")]
    with torch.device("meta"):
        net = kind(case["classes"], **network)
    return net.to_empty(device="cpu").double()


def fill(net):
    state = {name: value(name, tuple(old.shape)) for name, old in net.state_dict().items()}
    net.load_state_dict(state, strict=True)
    return net


def tensor(name, *shape):
    return single(units(name, int(numpy.prod(shape)))).reshape(shape)


def inputs(case):
    rows = tensor(f"input {case['seed']}", *(case[side] for side in ("rows", "height", "width", "channels")))
    return rows.permute(0, 3, 1, 2).contiguous()


# ---- the recording


def short(number, digits=6):
    """A number of so many significant digits."""
    return float(f"{float(number):.{digits - 1}e}")


def matrix(values):
    return [[short(x, digits=7) for x in row] for row in values.tolist()]


def entries(name, gradient, count):
    """Some values of a gradient, in ten-thousandths of the tensor's root mean square."""
    flat = gradient.reshape(-1).numpy()
    scale = numpy.sqrt((flat**2).mean())
    places = [int(p * 2**23 + 2**23) % len(flat) for p in units("places of " + name, count)]
    return [round(float(x / scale) * 10_000) for x in flat[places]]


def digest(tensors):
    """FNV-1a of the names and sides, where a file of them would be long."""
    lines = (f"{name} {' '.join(map(str, row[0]))}\n" for name, row in sorted(tensors.items()))
    return f"{fnv(''.join(lines)):016x}"


def recorded_gradient(name, gradient, count):
    """What a parameter's line has beside the sides."""
    if gradient is None:
        return [None]
    if gradient.norm() < 1e-10:
        return [0]
    return [short(gradient.norm())] + ([entries(name, gradient, count)] if count else [])


def record(case):
    net = module(case)
    tensors = {name: [list(old.shape)] for name, old in net.state_dict().items()}
    if case["rows"] == 0:
        return {"case": case, "names": digest(tensors)}
    fill(net)
    x, coefficients = inputs(case), tensor("coefficients", case["rows"], case["classes"])
    with torch.no_grad():
        evaluated = net.eval()(x)
    assert evaluated.std(0).mean() > 0.02, "rows are hardly told apart"
    before = {name: old.clone() for name, old in net.named_buffers()}
    margins.clear()
    trained = net.train()(x)
    (trained * coefficients).sum().backward()
    logits = {"evaluated": matrix(evaluated), "trained": matrix(trained.detach())}
    if case["entries"] is None:
        return {"case": case, **logits, "names": digest(tensors)}
    for name, parameter in net.named_parameters():
        tensors[name] += recorded_gradient(name, parameter.grad, case["entries"])
    for name, buffer in net.named_buffers():
        if "running" in name:
            tensors[name].append(short((buffer - before[name]).norm()))
    return {"case": case, **logits, "tensors": tensors}


def text(recording):
    """JSON, a line for each tensor."""
    tensors = recording.pop("tensors", {})
    parts = [f'"{key}": {json.dumps(part)}' for key, part in recording.items()]
    lines = [f'"{name}":{json.dumps(row, separators=(",", ":"))}' for name, row in tensors.items()]
    parts += ['"tensors": {\n' + ",\n".join(lines) + "\n}"] if lines else []
    return "{\n" + ",\n".join(parts) + "\n}\n"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--save", nargs=2, metavar=("CASE", "FILE"))
    parser.add_argument("--load", nargs=2, metavar=("CASE", "FILE"))
    arguments = parser.parse_args()
    if arguments.save or arguments.load:
        from safetensors.torch import load_file, save_file

        name, path = arguments.save or arguments.load
        net = fill(module(CASES[name])).float()
        if arguments.save:
            return save_file(net.state_dict(), path)
        expected = {key: tensor.clone() for key, tensor in net.state_dict().items()}
        net.load_state_dict(load_file(path), strict=True)
        for key, tensor in net.state_dict().items():
            assert torch.equal(tensor, expected[key]), f"{key} has other values"
        return print(f"{name}: {len(expected)} tensors loaded")
    FOLDER.mkdir(exist_ok=True)
    for name, case in CASES.items():
        margins.clear()
        recording = record(case)
        (FOLDER / f"{name}.json").write_text(text(recording))
        print(f"{name}: written, margin {min(margins, default=0):.1e}")


if __name__ == "__main__":
    main()
