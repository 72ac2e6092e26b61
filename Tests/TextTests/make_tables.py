"""Writes Sources/Text/Generated/ScalarFacts.swift: what the package `tokenizers` does with each scalar.

    pip install tokenizers==0.23.3 && python3 make_tables.py

Each fact is asked of the package itself, scalar by scalar, so that the tables are its own, whatever editions
of Unicode its parts were made from. It takes about a minute. New tables are another edition of
`TextNormalization`: models hold the ids that the old ones gave.
"""

import pathlib

import tokenizers
from tokenizers import normalizers, pre_tokenizers

TARGET = pathlib.Path(__file__).resolve().parents[2] / "Sources/Text/Generated/ScalarFacts.swift"
SCALARS = [value for value in range(0x110000) if not 0xD800 <= value < 0xE000]
HANGUL = range(0xAC00, 0xD7A4)


def bert(**chosen):
    options = dict(clean_text=False, handle_chinese_chars=False, strip_accents=False, lowercase=False)
    return normalizers.BertNormalizer(**(options | chosen)).normalize_str


CLEAN = bert(clean_text=True)
SPACE_IDEOGRAPHS = bert(handle_chinese_chars=True)
STRIP = bert(strip_accents=True)
LOWER = bert(lowercase=True)
NFD = normalizers.NFD().normalize_str
SPLIT = pre_tokenizers.BertPreTokenizer().pre_tokenize_str


def runs(values, step=lambda value: 1):
    """Ranges of successive values that agree in `step`: `[first, last, step]`."""
    found = []
    for value in values:
        if found and found[-1][1] == value - 1 and found[-1][2] == step(value):
            found[-1][1] = value
        else:
            found.append([value, value, step(value)])
    return found


def ranges(values):
    return [number for first, last, _ in runs(values) for number in (first, last)]


def between(change):
    return {value: change("a" + chr(value) + "b") for value in SCALARS}


def cleaning():
    cleaned = between(CLEAN)
    removed = [value for value, text in cleaned.items() if text == "ab"]
    spaced = {value for value, text in cleaned.items() if text == "a b"}
    assert all(cleaned[v] == f"a{chr(v)}b" for v in set(SCALARS) - spaced - set(removed))
    return removed, spaced


def splitting(spaced, removed):
    pieces = between(lambda text: [piece for piece, _ in SPLIT(text)])
    spaces = [value for value, split in pieces.items() if split == ["a", "b"]]
    marks = [value for value, split in pieces.items() if split == ["a", chr(value), "b"]]
    assert all(pieces[v] == [f"a{chr(v)}b"] for v in set(SCALARS) - set(spaces) - set(marks))
    assert spaced == set(spaces) - set(removed)
    return spaces, marks


def ideographs():
    spaced = between(SPACE_IDEOGRAPHS)
    found = [value for value, text in spaced.items() if text != f"a{chr(value)}b"]
    assert all(spaced[value] == f"a {chr(value)} b" for value in found)
    return found


def decompositions():
    """Of each scalar that has one but the syllables of Hangul, which are arithmetic."""
    found = {value: NFD(chr(value)) for value in SCALARS if NFD(chr(value)) != chr(value)}
    for value in HANGUL:
        index = value - 0xAC00
        parts = [0x1100 + index // 588, 0x1161 + index % 588 // 28, 0x11A7 + index % 28]
        assert found.pop(value) == "".join(map(chr, parts[: 3 if index % 28 else 2]))
    return found


def nonspacing(decomposed):
    found = [v for v in SCALARS if v not in decomposed and v not in HANGUL and STRIP(chr(v)) == ""]
    gone = set(map(chr, found))
    for value in SCALARS:
        assert STRIP(chr(value)) == "".join(part for part in NFD(chr(value)) if part not in gone)
    return found


def combining_classes(decomposed):
    """The class of each scalar that NFD moves, told from what it moves across."""

    def moves(first, second):
        return NFD(first + second) != first + second

    # One of each class that Unicode has, by the numbers of its table.
    known = {
        1: 0x334, 6: 0x16FF0, 7: 0x93C, 8: 0x3099, 9: 0x94D, **{i: 0x5B0 + i - 10 for i in range(10, 20)},
        20: 0x5BB, 21: 0x5BC, 22: 0x5BD, 23: 0x5BF, 24: 0x5C1, 25: 0x5C2, 26: 0xFB1E,
        27: 0x64B, 28: 0x64C, 29: 0x64D, 30: 0x64E, 31: 0x64F, 32: 0x650, 33: 0x651, 34: 0x652, 35: 0x670,
        36: 0x711, 84: 0xC55, 91: 0xC56, 103: 0xE38, 107: 0xE48, 118: 0xEB8, 122: 0xEC8, 129: 0xF71,
        130: 0xF72, 132: 0xF74, 202: 0x321, 214: 0x1DCE, 216: 0x31B, 218: 0x302A, 220: 0x323, 222: 0x59A,
        224: 0x302E, 226: 0x1D16D, 228: 0x5AE, 230: 0x300, 232: 0x315, 233: 0x35C, 234: 0x35D, 240: 0x345,
    }
    # Which of them the package's edition has; the order of the rest must be theirs.
    lowest, highest = chr(known[1]), chr(known[240])
    known = {k: v for k, v in known.items() if k in (1, 240) or moves(chr(v), lowest)}
    numbers = sorted(known)
    for low, high in zip(numbers, numbers[1:]):
        assert moves(chr(known[high]), chr(known[low])) and not moves(chr(known[low]), chr(known[high])), low
    found = {}
    for value in SCALARS:
        text = chr(value)
        if value in decomposed or value in HANGUL or not (moves(text, lowest) or moves(highest, text)):
            continue
        same = [n for n in numbers if not moves(text, chr(known[n])) and not moves(chr(known[n]), text)]
        assert len(same) == 1, (hex(value), same)
        found[value] = same[0]
    return found


def lowercases():
    found = {value: LOWER(chr(value)) for value in SCALARS if LOWER(chr(value)) != chr(value)}
    # The one that becomes two is in code.
    assert found.pop(0x130) == "i\u0307" and all(len(text) == 1 for text in found.values())
    return found


def folded(lower):
    """Runs `first, last, step, lowercase of the first` of scalars whose lowercase is as far off as the first's."""
    found = []
    for value, text in sorted(lower.items()):
        target = ord(text)
        if found:
            first, last, step, start = found[-1]
            if value - last in (1, 2) and step in (0, value - last) and target - start == value - first:
                found[-1] = [first, value, value - last, start]
                continue
        found.append([value, value, 0, target])
    return [number for first, last, step, start in found for number in (first, last, max(step, 1), start)]


def array(name, comment, numbers):
    lines = []
    for number in numbers:
        text = f"0x{number:X},"
        if lines and len(lines[-1]) + len(text) + 1 <= 112:
            lines[-1] += " " + text
        else:
            lines.append("        " + text)
    return f"    /// {comment}\n    static let {name}: [UInt32] = [\n" + "\n".join(lines) + "\n    ]\n"


def main():
    removed, spaced = cleaning()
    spaces, marks = splitting(spaced, removed)
    decomposed = decompositions()
    classes = combining_classes(decomposed)
    parts = [
        array("removed", "Ranges of what cleaning removes: controls, formats, private use.", ranges(removed)),
        array("spaces", "Ranges of white space.", ranges(spaces)),
        array("punctuation", "Ranges of punctuation, each a word of its own.", ranges(marks)),
        array("ideographs", "Ranges of what is set apart by spaces.", ranges(ideographs())),
        array("nonspacing", "Ranges of marks that accent stripping removes.", ranges(nonspacing(decomposed))),
        array(
            "combiningClasses",
            "Ranges `first, last, class` of what canonical order moves.",
            [n for run in runs(sorted(classes), classes.get) for n in run],
        ),
        array(
            "lowercases",
            "Runs `first, last, step, lowercase of the first`, the lowercase of the others as far off.",
            folded(lowercases()),
        ),
        array(
            "decompositions",
            "Canonical decompositions, whole: `count << 24 | scalar`, then so many scalars; without Hangul.",
            [n for v, text in decomposed.items() for n in (len(text) << 24 | v, *map(ord, text))],
        ),
    ]
    TARGET.write_text(
        "// Generated by Tests/TextTests/make_tables.py. Do not edit.\n// swift-format-ignore-file\n\n"
        f"/// What the package `tokenizers` {tokenizers.__version__} (PyPI) does with each scalar, asked of it.\n"
        "enum ScalarFacts {\n" + "\n".join(parts) + "}\n"
    )


if __name__ == "__main__":
    main()
