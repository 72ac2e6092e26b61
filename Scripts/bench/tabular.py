"""Raw columns, defaults: `tutelage train` beside StandardScaler and LogisticRegression.

A draw is a permutation of a data set: a third of the rows (at most 5,000) are tested on; of the rest,
the first ones are labelled, at least one of each class that has enough rows, and the others are
ingested without labels. Where all are labelled there is nothing unlabelled: the server then trains on
labels alone. The regression learns from the labelled rows, as the tutorials do it.
"""

import os
import pathlib
import subprocess
import sys
import tempfile

import numpy
import rdata
from sklearn.datasets import load_breast_cancer, load_wine
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

import harness

SIZES = {
    "wine": [30, 60, None],
    "breast cancer": [20, 100, None],
    "LetterRecognition": [260, 1300, 5200, None],
    "Shuttle": [100, 1000, None],
}
TUNING_DRAWS = 100  # The first seed that hyper-parameters are chosen on.


def mlbench(folder, name, label):
    path = next(pathlib.Path(folder).rglob(f"{name}.rda"))
    frame = rdata.read_rda(path)[name]
    return frame.drop(columns=[label]).to_numpy("float32"), frame[label].astype(str).to_numpy()


def load(name, folder):
    if name in ("wine", "breast cancer"):
        data = (load_wine if name == "wine" else load_breast_cancer)()
        return data.data.astype("float32"), data.target_names[data.target].astype(str)
    return mlbench(folder, name, "lettr" if name == "LetterRecognition" else "Class")


def split(labels, size, draw):
    """Indices of labelled, unlabelled and tested rows."""
    order = numpy.random.default_rng(draw).permutation(len(labels))
    tested, rest = numpy.split(order, [min(len(labels) // 3, 5000)])
    # One row of each class first, so that both sides know all of them.
    first = [numpy.flatnonzero(labels[rest] == name)[:1] for name in numpy.unique(labels)]
    front = rest[numpy.concatenate(first)]
    rest = numpy.concatenate([front, rest[~numpy.isin(rest, front)]])
    labelled, unlabelled = numpy.split(rest, [len(rest) if size is None else size])
    return labelled, unlabelled, tested


def write(path, rows, labels=None):
    with open(path, "w") as file:
        names = [f"column{index}" for index in range(rows.shape[1])]
        print(",".join(names + (["label"] if labels is not None else [])), file=file)
        for index, row in enumerate(rows):
            cells = [repr(float(value)) for value in row]
            print(",".join(cells + ([labels[index]] if labels is not None else [])), file=file)


def ours(server, folder, name, rows, labels, parts, draw):
    def run(*arguments):
        command = [server.binary, *map(str, arguments), "--server", server.address]
        result = subprocess.run(command, capture_output=True, text=True)
        if result.returncode != 0:
            sys.exit(f"{' '.join(command)}: {result.stdout[-500:]} {result.stderr[-2000:]}")

    labelled, unlabelled, tested = parts
    project = f"{name}-{len(labelled)}-{draw}".lower().replace(" ", "-")
    classes = ",".join(numpy.unique(labels))
    run("project", "create", project, "--classes", classes, "--vector", rows.shape[1])
    file = folder / f"{project}.csv"
    write(file, rows[labelled], labels[labelled])
    run("ingest", project, file, "--label-column", "label")
    if len(unlabelled) > 0:
        write(file, rows[unlabelled])
        run("ingest", project, file)
    run("train", project, "--seed", draw, *os.environ.get("TRAIN", "").split())
    said = []
    for start in range(0, len(tested), 1000):
        part = numpy.ascontiguousarray(rows[tested[start:start + 1000]])
        reply = server.predict(harness.predict_request(project, part))
        said += [row.class_name for row in reply.rows]
    file.unlink()
    return numpy.mean(numpy.array(said) == labels[tested])


def regression(rows, labels, parts):
    labelled, _, tested = parts
    model = make_pipeline(StandardScaler(), LogisticRegression(max_iter=10_000))
    model.fit(rows[labelled].astype("float64"), labels[labelled])
    return model.score(rows[tested].astype("float64"), labels[tested])


def main():
    binary, mlbench_folder, *names = sys.argv[1:]
    count = int(os.environ.get("DRAWS", "5"))
    first = TUNING_DRAWS if os.environ.get("TUNING") else 0
    missed = False
    print(f"{'data set':<18} {'labels':>6}  {'ours':>7}  {'logistic regression':>19}  each draw's difference")
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        server = harness.Server(binary, folder / "data")
        try:
            for name in names or SIZES:
                rows, labels = load(name, mlbench_folder)
                for size in SIZES[name]:
                    pairs = []
                    for draw in range(first, first + count):
                        parts = split(labels, size, draw)
                        pairs.append((ours(server, folder, name, rows, labels, parts, draw),
                                      regression(rows, labels, parts)))
                    mine, theirs = 100 * numpy.mean(pairs, axis=0)
                    differences = " ".join(f"{100 * (a - b):+.2f}" for a, b in pairs)
                    below = mine < theirs - 1e-9
                    missed |= below
                    print(f"{name:<18} {len(parts[0]):>6}  {mine:>6.2f}%  {theirs:>18.2f}%  {differences}"
                          f"{'  BELOW' if below else ''}", flush=True)
        finally:
            server.stop()
    sys.exit(1 if missed else 0)


if __name__ == "__main__":
    main()
