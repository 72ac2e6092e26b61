"""Synthetic rows whose truth is known, and weights that can be imported.

Rows come from Python's `random` with a seed, so that each repetition has rows of its own, and the same
ones every time.
"""

import array
import dataclasses
import itertools
import json
import math
import statistics
import struct

# What the first layers of imported perceptrons add, so that ReLU lets every value through.
OFFSET = 20.0


@dataclasses.dataclass
class Row:
    """An input with its truth."""

    name: str
    values: list
    truth: int
    group: str = ""

    @property
    def data(self):
        return array.array("f", self.values).tobytes()


class Source:
    """Overlapping Gaussians: 2 to 4 classes, each around a place on a column of its own, in 4 to 8 columns.

    The best that a model can do is wrong about `error` of the rows: those that lie between the classes,
    so that confidences tell much about them.
    """

    def __init__(self, random, error, classes=None, columns=None):
        self.random = random
        self.classes = classes or random.randint(2, 4)
        self.columns = columns or random.randint(max(4, self.classes + 1), 8)
        normal = statistics.NormalDist()
        self.distance = math.sqrt(2) * normal.inv_cdf(1 - error / (self.classes - 1))
        self.count = itertools.count()

    def rows(self, count, name="row"):
        return [self.row(name) for _ in range(count)]

    def row(self, name="row"):
        truth = self.random.randrange(self.classes)
        values = [self.random.gauss(self.distance * (column == truth), 1) for column in range(self.columns)]
        return Row(f"{name}-{next(self.count)}", values, truth)

    def grouped(self, groups, size, name="row"):
        """Rows in groups whose members have one truth and lie next to each other."""
        rows = []
        for first in self.rows(groups, name):
            first.group = f"group of {first.name}"
            rows += [first, *(self.mate(first, name) for _ in range(size - 1))]
        return rows

    def mate(self, row, name="mate"):
        """Another row of the same group and truth, hardly to be told apart."""
        values = [value + self.random.gauss(0, 0.01) for value in row.values]
        return Row(f"{name}-{next(self.count)}", values, row.truth, row.group)

    def copy(self, row, name="copy"):
        """The same content under another name."""
        return Row(f"{name}-{next(self.count)}", row.values, row.truth)

    def other(self, truth):
        """A class that is not the truth."""
        return (truth + 1) % self.classes

    def linear(self, noise=0.0):
        """The weights of the best model, [classes, columns], and noise."""
        return [[self.distance * (column == label) + self.random.gauss(0, noise)
                 for column in range(self.columns)] for label in range(self.classes)]

    def direction(self):
        """A random direction in which the classes do not differ."""
        values = [self.random.gauss(0, 1) for _ in range(self.columns)]
        values[:self.classes] = [values[0]] * self.classes
        return unit(values)


def unit(values):
    norm = math.sqrt(dot(values, values))
    return [value / norm for value in values]


def dot(one, other):
    return sum(a * b for a, b in zip(one, other))


def answer(weights, row):
    """The class that a linear model says."""
    scores = [dot(each, row.values) for each in weights]
    return scores.index(max(scores))


def sureness(row):
    """How far a row is from lying between two classes."""
    second, first = sorted(row.values)[-2:]
    return first - second


def linear(weights):
    """The layers of a linear model."""
    return [(weights, [0.0] * len(weights))]


def blundering(weights, direction, limit, push):
    """The layers of a linear model that adds `push` to class 0 wherever a row is beyond `limit`."""
    classes = len(weights)
    steep = [1000 * value for value in direction]
    # The difference of the two is a step of height 1.
    hidden = [*weights, steep, steep], [OFFSET] * classes + [-1000 * limit, -1000 * limit - 1]
    output = [identity(classes, label, 2) for label in range(classes)]
    output[0][classes:] = push, -push
    return [hidden, (output, [0.0] * classes)]


def memorising(weights, direction, known, width=2e-5):
    """The layers of a linear model that learned `known` by heart, a list of (row, class).

    A row is known by its place along a direction. Two hidden units measure how far away that is, and one
    of the next layer is above 0 only within `width`.
    """
    known = [(row, label) for row, label in known if answer(weights, row) != label]
    classes, count = len(weights), len(known)
    first, biases = [*weights], [OFFSET] * classes
    second = [identity(classes, label, 2 * count) for label in range(classes)]
    output = [identity(classes, label, count) for label in range(classes)]
    for index, (row, label) in enumerate(known):
        place = dot(direction, row.values)
        for sign in (1, -1):
            first.append([sign * value / width for value in direction])
            biases.append(-sign * place / width)
        near = [0.0] * (classes + 2 * count)
        near[classes + 2 * index] = near[classes + 2 * index + 1] = -1.0
        second.append(near)
        output[label][classes + index] = 2 * OFFSET
    return [(first, biases), (second, [OFFSET] * classes + [1.0] * count), (output, [0.0] * classes)]


def identity(classes, label, more):
    """Weights that take over the value of a class, and nothing of as many more."""
    return [float(column == label) for column in range(classes)] + [0.0] * more


def hidden(layers):
    """The widths of the hidden layers."""
    return [len(biases) for _, biases in layers[:-1]]


def safetensors(layers):
    """A weights file under the names of docs/models.md."""
    names = [f"hidden{index + 1}" for index in range(len(layers) - 1)] + ["classifier"]
    header, body = {}, b""
    for name, (weights, biases) in zip(names, layers):
        shapes = {"weight": [len(weights), len(weights[0])], "bias": [len(biases)]}
        for part, values in (("weight", itertools.chain(*weights)), ("bias", biases)):
            data = array.array("f", values).tobytes()
            header[f"{name}.{part}"] = {"dtype": "F32", "shape": shapes[part],
                                        "data_offsets": [len(body), len(body) + len(data)]}
            body += data
    text = json.dumps(header).encode()
    return struct.pack("<Q", len(text)) + text + body
