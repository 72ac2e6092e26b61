"""What a comparison of six algorithms chooses with 40 labelled digits, and how good that is on the test images.

    compare.py TUTELAGE DIGITS.CSV PROTOCOL.JSON RESULTS.JSONL SPLITS MINUTES

The accuracies on the test images are those of the results file, of the same splits and of trainings with all labels.
"""

import json
import pathlib
import sys
import tempfile

from cli import served

ALGORITHMS = ["fix_match", "supervised_strong", "mean_teacher", "pseudo_label", "flex_match", "label_spreading"]


def main(binary, digits, protocol, results, splits, minutes):
    rows = pathlib.Path(digits).read_text().split()
    seeds = json.loads(pathlib.Path(protocol).read_text())["seeds"]
    tested = {}
    for line in pathlib.Path(results).read_text().splitlines():
        result = json.loads(line)
        if result["problem"] == "digits" and result["run"]["initialisation"] == 0:
            tested[result["algorithm"], result["run"]["seed"]] = result["run"]["accuracy"]
    worst = 0.0
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        with served(binary, folder / "data") as (call, _):
            for seed in range(splits):
                report = one(call, folder, rows, seeds[str(seed)], seed, minutes)
                choice = report["recommended"]
                spent = sum(each["cpu_seconds"] for each in report["algorithms"]) / 60
                lost = tested["fix_match", seed] - tested[choice, seed]
                worst = max(worst, lost)
                shares = ", ".join(f"{each['name']} {each['accuracy']:.1%}" for each in report["algorithms"])
                print(f"split {seed}: {choice}, {'better' if report['distinguishable'] else 'not distinguishable'}, "
                      f"{report['splits']} of {report['planned_splits']} parts in {spent:.1f} CPU minutes; test images "
                      f"{tested[choice, seed]:.2f} % (fix_match {tested['fix_match', seed]:.2f}); tested parts: "
                      f"{shares}", flush=True)
    print(f"a choice is at most {worst:.2f} points below FixMatch (2 at most)")
    return 0 if worst <= 2 else 1


def one(call, folder, rows, split, seed, minutes):
    """The report of a comparison with the labels of one split."""
    project = f"compare-{seed}"
    call("project", "create", project, "--classes", "0,1,2,3,4,5,6,7,8,9", "--image", "8x8x1",
         "--scale", "0.0625")
    for name in ("labeled", "unlabeled"):
        path = folder / f"{project}-{name}.csv"
        lines = []
        for number in split[name]:
            pixels, digit = rows[number].rsplit(",", 1)
            lines.append(f"d{number},{pixels}" + (f",{digit}" if name == "labeled" else ""))
        path.write_text("\n".join(lines) + "\n")
        words = ["ingest", project, str(path), "--no-header", "--id-column", "1"]
        call(*words, *(["--label-column", "66"] if name == "labeled" else []))
    job = call("compare", project, "--algorithms", ",".join(ALGORITHMS), "--folds", "3",
               "--seed", str(seed), "--cpu-minutes", str(minutes))
    return job["comparison"]


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:5], int(sys.argv[5]), float(sys.argv[6])))
