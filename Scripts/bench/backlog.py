"""A backlog of 1,357 digits beside 40 labels: what a pool's certificate accepts, and its true error.

    backlog.py TUTELAGE DIGITS.CSV PROTOCOL.JSON SEEDS
"""

import json
import pathlib
import statistics
import subprocess
import sys
import tempfile

from cli import served

DRAWN = 150


def main(binary, digits, protocol, seeds):
    rows = pathlib.Path(digits).read_text().split()
    splits = json.loads(pathlib.Path(protocol).read_text())["seeds"]
    shares, errors = [], []
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        with served(binary, folder / "data") as (call, address):
            for seed in range(seeds):
                split = splits[str(seed % len(splits))]
                share, error, reason = one(call, binary, address, folder, rows, split, seed)
                shares.append(share)
                errors.append(error)
                print(f"seed {seed:2}: {share:6.1%} of the pool accepted, true error {error:.2%}"
                      f"{'' if share else '; ' + reason}", flush=True)
    median = statistics.median(shares)
    broken = sum(error > 0.05 for error in errors)
    print(f"median share accepted {median:.1%} (at least 85 %), median true error "
          f"{statistics.median(errors):.2%}, {broken} of {seeds} certificates broken")
    return 0 if median >= 0.85 else 1


def one(call, binary, address, folder, rows, split, seed):
    """The share of the pool that is accepted, machine's labels and checked rows, and its true error."""
    project = f"backlog-{seed}"
    call("project", "create", project, "--classes", "0,1,2,3,4,5,6,7,8,9", "--image", "8x8x1",
         "--scale", "0.0625")
    call("policies", "set", project, "--views", "9")
    truth = {f"d{number}": rows[number].rsplit(",", 1)[1] for number in split["unlabeled"]}
    for name, numbers, label in (("labeled", split["labeled"], True),
                                 ("unlabeled", split["unlabeled"], False)):
        path = folder / f"{project}-{name}.csv"
        lines = []
        for number in numbers:
            pixels, digit = rows[number].rsplit(",", 1)
            lines.append(f"d{number},{pixels}" + (f",{digit}" if label else ""))
        path.write_text("\n".join(lines) + "\n")
        words = ["ingest", project, str(path), "--no-header", "--id-column", "1"]
        call(*words, *(["--label-column", "66"] if label else []))
    # The grid of thresholds is the pool's own; the gate is not needed for a first model.
    draw = call("sample", project, "--for", "certify-pool", "--count", str(DRAWN), "--seed", str(seed))
    asked = [item["id"] for item in call("review", "list", project, "--samples", "--limit", "0")]
    call("review", "answer", project, *(f"{name}={truth[name]}" for name in asked))
    call("train", project, "--algorithm", "fix_match", "--seed", str(seed))
    looks = call("models", "certify", project)
    call("relabel", project)
    export = subprocess.run([binary, "export", project, "--source", "auto", "--server", address],
                            capture_output=True, text=True, check=True).stdout.splitlines()
    records = [record for record in map(json.loads, export) if record["kind"] == "pool"]
    wrong = sum(record["label"] != truth[record["id"]] for record in records)
    certificates = looks["release"]["pool_certificates"]
    if not certificates:
        return 0.0, 0.0, looks["looks"][-1]["reason"]
    accepted = certificates[0]["pool_accepted"]
    checked = certificates[0]
    assert len(records) == accepted - checked["accepted"], (len(records), checked)
    return accepted / draw["population"], (wrong + checked["wrong"]) / accepted, ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])))
