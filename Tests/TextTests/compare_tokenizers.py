"""Writes a folder of cases like Golden, by any vocabulary and of any number of lines, and times the package.

    pip install tokenizers==0.23.3
    python3 compare_tokenizers.py --out DIR --lines 20000 [--vocabulary vocab.txt] [--texts FILE.jsonl.gz] [--scalars]
    TUTELAGE_GOLDEN=DIR swift test -c release --skip-build --filter WordPieceGoldenTests

The test then compares each line in each setting. `--texts` are JSON Lines with a `text` each; `--scalars` adds each
scalar of Unicode between letters, and alone. Without a vocabulary each scalar of the texts is a token, so that
nothing hides behind `[UNK]`.
"""

import argparse
import gzip
import json
import os
import pathlib
import random
import sys
import time

os.environ["TOKENIZERS_PARALLELISM"] = "false"
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent / "Golden"))
import make_golden  # noqa: E402


def texts(path):
    opened = gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8")
    with opened as file:
        return [json.loads(text)["text"] for text in file]


def scalars():
    """Each scalar between letters and alone, 200 in a line."""
    values = [value for value in range(0x110000) if not 0xD800 <= value < 0xE000]
    lines = []
    for start in range(0, len(values), 200):
        part = [chr(value) for value in values[start : start + 200]]
        lines += [" ".join(f"a{text}b" for text in part), " ".join(part)]
    return lines


def alphabet(lines):
    """Each scalar of texts as they are, decomposed and in lower case, alone and within a word."""
    normalize = [
        make_golden.normalizers.BertNormalizer(**make_golden.setting(options)).normalize_str
        for options in make_golden.SETTINGS
    ]
    found = set().union(*lines, *(change(text) for change in normalize for text in lines))
    found = sorted(letter for letter in found if letter == letter.rstrip())[:499_990]
    return make_golden.SPECIALS + [prefix + letter for prefix in ("", "##") for letter in found]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--vocabulary", type=pathlib.Path)
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("--lines", type=int, default=20000)
    parser.add_argument("--seed", type=int, default=3)
    parser.add_argument("--texts", type=pathlib.Path)
    parser.add_argument("--scalars", action="store_true")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    source = random.Random(options.seed)
    lines = [make_golden.line(source) for _ in range(options.lines)]
    lines += scalars() if options.scalars else []
    lines += texts(options.texts) if options.texts else []
    if options.vocabulary:
        text = options.vocabulary.read_bytes().decode("utf-8")
    else:
        text = "\n".join(alphabet(lines)) + "\n"
    (options.out / "vocabulary.txt").write_bytes(text.encode("utf-8"))
    vocabulary = [token.rstrip() for token in text.removesuffix("\n").split("\n")]
    # Each line by each setting but the last, which is of the other vocabulary.
    settings = make_golden.SETTINGS[:-1]
    repeated = [text for text in lines for _ in settings]
    make_golden.write_wordpiece(options.out / "wordpiece.jsonl", vocabulary, repeated, settings, [None])
    plain = make_golden.tokenizer(vocabulary, {})
    begun = time.perf_counter()
    count = sum(len(plain.encode(text).ids) for text in lines)
    taken = time.perf_counter() - begun
    print(f"{len(lines)} lines, {count} tokens in {taken:.3f} s: {count / taken / 1e6:.2f} million a second")


if __name__ == "__main__":
    main()
