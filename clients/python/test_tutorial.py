"""docs/tutorial.md is run as a reader runs it and prints what it says; so are the Python snippets of both READMEs.

Blocks of `sh` are run in order, and the block behind each is what it prints. Words are compared one by one, so that the
document may wrap long lines. These vary from run to run and are matched by a rule:

- seconds: the number between `after` and `s`;
- dates with their time of day, and ports;
- numbers of records, which are the whole numbers of four or more digits: where two are the same in the document, they
  are the same in the run, and where they differ, they differ;
- `...` stands for any words.

Everything else is compared exactly where the models were made with the instructions that the document's were
(`MADE_ON`). With others the last bits of weights differ, and with them figures: numbers are not compared there.
"""

import json
import os
import random
import re
import subprocess
import sys

import pytest

import conftest

ROOT = conftest.ROOT
TUTORIAL = ROOT / "docs" / "tutorial.md"
MADE_ON = "avx512"
MOST_COMMANDS = 20

VARYING = {
    "SECONDS": r"(?<=after )[0-9.]+(?= s\b)",
    "DATE": r"\b\d{4}-\d\d-\d\d \d\d:\d\d\b",
    "PORT": r"(?<=127\.0\.0\.1:)\d+",
}
RECORD = re.compile(r"(?<![\w.-])\d{4,}(?![\w.-])")


def blocks(text):
    """Return (language, content) of each block of code."""
    return re.findall(r"^```(\w*)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def commands(block):
    """Return the commands of a block of sh; a line that ends with a backslash goes on."""
    return re.sub(r"\\\n *", "", block).strip().splitlines()


def section(text, title):
    return text.split(f"\n## {title}\n")[1].split("\n## ")[0]


def plain(text, exact):
    """Return the words of a text, without what varies."""
    text = " ".join(text.split())
    for name, pattern in VARYING.items():
        text = re.sub(pattern, name, text)
    return text if exact else re.sub(r"\d[\d.]*(e-\d+)?", "#", text)


def records_of(said, printed, exact=True):
    """Return (the document's, the run's) numbers of records, or None where a run printed anything else."""
    said, printed = plain(said, exact), plain(printed, exact)
    words = [r"(?:\S+ )*?" if word == "..." else re.escape(RECORD.sub("RECORD", word)) + " " for word in said.split()]
    found = re.fullmatch("".join(words).replace("RECORD", r"(\d{4,})"), printed + " " if printed else "")
    return None if found is None else list(zip(RECORD.findall(said), found.groups()))


def is_one_to_one(pairs):
    return len(dict(pairs)) == len(set(pairs)) == len({run for _, run in pairs})


class Reader:
    """Somebody who types a document's commands in a fresh folder, with the server in another terminal."""

    def __init__(self, folder):
        self.folder = folder
        self.environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
        self.before, self.server, self.address = "set -o pipefail\n", None, None
        (folder / ".build" / "release").mkdir(parents=True)
        (folder / ".build" / "release" / "tutelage").symlink_to(conftest.binary())
        for name in ("Scripts", "Tests", "clients", "Protos"):
            (folder / name).symlink_to(ROOT / name)

    def run(self, command):
        """Run a command of the shell and return what it prints."""
        if command.startswith("export "):
            self.before += command + "\n"
            return ""
        if command.startswith("tutelage serve "):
            return self.serve(command)
        return self.finish(command, ["bash", "-c", self.before + self.addressed(command)])

    def python(self, program):
        """Run a program and return what it prints."""
        return self.finish(program, [sys.executable, "-c", self.addressed(program)])

    def finish(self, what, arguments):
        done = subprocess.run(arguments, cwd=self.folder, env=self.environment, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, text=True, timeout=100)
        assert done.returncode == 0, f"{what}\n{done.stdout}"
        return done.stdout

    def addressed(self, text):
        port = self.address.rpartition(":")[2] if self.address else "8600"
        return re.sub(r"(localhost|127\.0\.0\.1):8600", rf"\1:{port}", text)

    def serve(self, command):
        with open(self.folder / "log", "w") as log:
            self.server = subprocess.Popen(
                ["bash", "-c", f"{self.before}exec {command} --listen 127.0.0.1:0 --http 127.0.0.1:0"],
                cwd=self.folder, stdout=subprocess.PIPE, stderr=log, text=True)
        ready = self.server.stdout.readline()
        assert ready.startswith("ready grpc="), (self.folder / "log").read_text()
        self.address = ready.split()[1].removeprefix("grpc=")
        self.environment["TUTELAGE_SERVER"] = self.address
        return ready

    def stop(self):
        if self.server is None:
            return
        self.server.terminate()
        self.server.communicate(timeout=60)
        assert self.server.returncode == 0, (self.folder / "log").read_text()


@pytest.fixture
def reader(tmp_path):
    someone = Reader(tmp_path)
    yield someone
    someone.stop()


def read(reader, text):
    """Run a document; return (commands, what it says that they print, what they print) of each block of sh."""
    found, result = blocks(text), []
    for index, (language, content) in enumerate(found):
        if language == "python":
            name = re.match(r"# (\S+)\n", content)
            (reader.folder / name[1]).write_text(content)
        elif language == "sh":
            assert found[index + 1][0] == "", f"nothing says what this prints: {content}"
            result.append((commands(content), found[index + 1][1], "".join(map(reader.run, commands(content)))))
    return result


def test_tutorial(reader):
    text = TUTORIAL.read_text()
    done = read(reader, text)
    assert sum(len(lines) for lines, _, _ in done) <= MOST_COMMANDS
    shown = json.loads(reader.run("tutelage models show digits --json"))
    exact = shown["lineage"]["instruction_set"] == MADE_ON
    records = []
    for lines, said, printed in done:
        pairs = records_of(said, printed, exact)
        assert pairs is not None, f"{lines}\nthe document says\n{said}\nand this was printed\n{printed}"
        records += pairs
    assert is_one_to_one(records), records
    assert len(set(records)) == 8
    # The files that the page promises: own rows, each with its label behind it.
    rows = (reader.folder / "first-hour" / "scans-labelled.csv").read_text().splitlines()
    assert len(rows) == 901 and rows[0].startswith("id,digit,p1,") and rows[0].endswith(",label,source,certificate")

    # The README's snippet, with the server and the project that its section has made.
    (program,) = [content for language, content in blocks(section((ROOT / "README.md").read_text(), "Use it"))
                  if language == "python"]
    assert re.fullmatch(r"1 \d 0\.\d+\n", reader.python(program))


def instead(text, column):
    """Return the commands that the last table of the tutorial has in `column`, by the words they replace."""
    rows = [row.strip("| ").split(" | ") for row in section(text, "Your own rows").splitlines()
            if row.startswith("| `")]
    return {row[0].strip("`"): re.findall(r"`(tutelage .*?)`", row[column]) for row in rows}


def test_folder_of_images(reader):
    """The same page, up to its review, with the commands for a folder of images comes to labels of both kinds."""
    text = TUTORIAL.read_text()
    table = instead(text, 2)
    assert len(table) == 3
    lines = [line for language, content in blocks(text) if language == "sh" for line in commands(content)]
    replaced = []
    for line in lines:
        if line.startswith("Scripts/tutorial-data"):
            replaced.append(line + " --png")
        elif not line.startswith("tutelage export"):
            replaced += next((new for old, new in table.items() if line.startswith(f"tutelage {old} ")), [line])
    assert len(replaced) == len(lines)
    for line in replaced[: next(index for index, line in enumerate(replaced) if "review list digits --limit" in line)]:
        reader.run(line)
    truth = dict(line.split("=") for line in (reader.folder / "first-hour" / "people.txt").read_text().split())
    labels = [json.loads(line) for line in reader.run("tutelage export digits --source auto 2>log").splitlines()]
    for kind, folder in (("pool", "scans/"), ("fresh", "stream/")):
        made = [label for label in labels if label["kind"] == kind and label["id"].startswith(folder)]
        wrong = sum(truth[label["id"]] != label["label"] for label in made)
        assert len(made) >= 100 and wrong <= len(made) / 10, (kind, len(made), wrong)


def test_table_of_numbers(reader):
    """178 rows of 13 numbers in three classes, 120 of them with a class, come to certified labels."""
    numbers = random.Random(0)
    rows = []
    for number in range(178):
        values = [numbers.gauss(3 * (number % 3 == column % 3), 1) * 10 ** (column % 4) for column in range(13)]
        rows.append([f"wine-{number}", f"class_{number % 3}", *values])
    header = ["id", "class", *(f"c{column}" for column in range(13))]
    for name, part, left in (("wine.csv", rows[:120], ()), ("rest.csv", rows[120:], (1,))):
        with open(reader.folder / name, "w", newline="") as file:
            for row in [header, *part]:
                print(*(value for column, value in enumerate(row) if column not in left), sep=",", file=file)
    table = instead(TUTORIAL.read_text(), 1)
    reader.run('export PATH="$PWD/.build/release:$PATH"')
    reader.run("tutelage serve --data-dir data")
    for line in (*table["project create"], "tutelage policies set wine --auto-label guarantee:0.1,0.05",
                 *table["ingest"], "tutelage train wine", "tutelage models certify wine", *table["label"]):
        printed = reader.run(line)
    decided = [line.split() for line in printed.splitlines() if line.startswith("wine-")]
    accepted = [(int(line[0].removeprefix("wine-")), line[2]) for line in decided if line[1] == "accepted"]
    assert len(decided) == 58 and len(accepted) >= 40
    assert sum(label != f"class_{number % 3}" for number, label in accepted) <= len(accepted) / 10


def test_client_with_tls_and_a_token(reader):
    text = section((ROOT / "clients" / "python" / "README.md").read_text(), "With TLS and a token")
    found = blocks(text)
    assert [language for language, _ in found] == ["sh", "python", "sh"]
    reader.run('export PATH="$PWD/.build/release:$PATH"')
    for line in commands(found[0][1]):
        reader.run(line)
    del reader.environment["TUTELAGE_SERVER"]
    assert reader.python(found[1][1]) == "[]\n"
    reader.run(found[2][1])
    robot = (reader.folder / "robot.token").read_text()
    reader.run("tutelage token create admin --scope admin --data-dir data > robot.token")
    reader.run(found[2][1].replace("project list", "project create cells --classes a,b --vector 2"))
    assert reader.python(found[1][1]) == "['cells']\n"
    # The program ends with what the server says of a token that is none.
    (reader.folder / "robot.token").write_text(robot.replace("tutelage_", "tutelage_0"))
    with pytest.raises(AssertionError, match="UNAUTHENTICATED: "):
        reader.python(found[1][1])


def test_what_must_not_match():
    said = "certificate 1917: 66 of 148, release 1919, after 1.5 s at 2026-11-29 12:30"
    run = "certificate 2017: 66 of 148, release 2019, after 31 s\n  at 2027-01-01 00:00"
    assert records_of(said, run) == [("1917", "2017"), ("1919", "2019")]
    for wrong in (run.replace("66", "67"), run.replace("release", "version"), run + " more", run.replace("31 s", "s"),
                  run.replace("2017", "201"), "", run[:-6]):
        assert records_of(said, wrong) is None, wrong
    assert records_of("a ... d", "a b c d") == [] and records_of("a ... d", "a b c") is None
    assert records_of("", "") == [] and records_of("", "x") is None and records_of("x", "") is None
    assert records_of("p = 0.5 of 3", "p = 3.1e-05 of 4", exact=False) == []
    assert records_of("p = 0.5 of 3", "q = 3.1e-05 of 4", exact=False) is None
    assert is_one_to_one([("1917", "2017"), ("1919", "2019"), ("1917", "2017")])
    assert not is_one_to_one([("1917", "2017"), ("1917", "2019")])
    assert not is_one_to_one([("1917", "2017"), ("1919", "2017")])
