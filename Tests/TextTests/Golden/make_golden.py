"""Writes vocabulary.txt, wordpiece.jsonl and hashed.jsonl: texts of 12 scripts and what is hard in them.

    pip install tokenizers==0.23.3 && python3 make_golden.py

wordpiece.jsonl has on its first line the settings, then a case a line: the number of its setting, the text, the
most tokens, the ids of the package `tokenizers`. hashed.jsonl is the same for hashed n-grams, whose ids are
computed here from the words that the package makes.
"""

import collections
import json
import pathlib
import random
import struct

from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors

HERE = pathlib.Path(__file__).resolve().parent
SPECIALS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
WORDS = {
    "latin": "the quick brown fox jumps over lazy dogs straße Ægir naïve façade Ångström İstanbul ılık ŒUVRE ǅungla "
    "Zażółć gęślą jaźń Việt Nam người tiếng crème brûlée coöperate ﬁn señor ŉ Ĳssel São Paulo ẞ",
    "cyrillic": "Съешь ещё этих мягких французских булок да выпей чаю Йод Ёлка Україна їжак ґанок Љубљана Ѓорѓи",
    "greek": "Ξεσκεπάζω την ψυχοφθόρα βδελυγμία ΟΔΥΣΣΕΥΣ ΣΊΣΥΦΟΣ λόγος Ἀθῆναι ᾳ ᾼ ὀξεῖα Ϊ ΐ",
    "arabic": "مرحبا بالعالم اللغة العربية مُحَمَّد القرآن الكتاب أهلا إلى آخر پارسی گفتگو ۱۲۳ ١٢٣ ﷺ لا",
    "hebrew": "שלום עולם שָׁלוֹם עִבְרִית בְּרֵאשִׁית בָּרָא ירושלים שּׁ ﬡ",
    "devanagari": "नमस्ते दुनिया हिन्दी क़लम ज़मीन संस्कृतम् विश्वविद्यालय कर्म ॐ श्री १२३",
    "thai": "สวัสดีชาวโลก ภาษาไทย น้ำ กรุงเทพมหานคร เป็นเมืองหลวง ก็ ๑๒๓",
    "chinese": "你好世界 漢字 汉语 中华人民共和国 我爱北京天安门 𠀋 𪚥 豈 更 ，。！？《》",
    "japanese": "こんにちは世界 カタカナ ガギグゲゴ ぱぴぷぺぽ 東京都 日本語のテキスト ﾊﾝｶｸ ヷ々〆〇 ー・「」",
    "korean": "안녕하세요 세계 한국어 대한민국 서울특별시 값 닭 뷁 ㄱㄴㄷ ᄒᆞᆫ",
    "tamil": "வணக்கம் உலகம் தமிழ் மொழி கொடு கோ கௌ ஸ்ரீ ௧௨௩",
    "georgian": "გამარჯობა მსოფლიო საქართველო თბილისი ᲗᲑᲘᲚᲘᲡᲘ Ⴀ ⴀ ქართული ენა",
}
EMOJI = ["😀", "👩‍👩‍👧‍👦", "🏳️‍🌈", "👍🏽", "🇩🇪🇯🇵", "1️⃣", "❤️", "🧑🏿‍🚀", "©️", "☺", "🫠", "🪿"]
ODD = [
    "\0", "\x01", "\x07", "\t", "\n", "\r", "\x0b", "\x0c", "\x1f", "\x7f", "\x85", "\xa0", "\xad", "\u061c",
    "\u1680", "\u180e", "\u2003", "\u200b", "\u200c", "\u200d", "\u200e", "\u2028", "\u2029", "\u202e", "\u2060",
    "\u3000", "\ue000", "\uf8ff", "\ufdd0", "\ufeff", "\ufffd", "\uffff", "\U000e0041", "\U000f0000", "\U0010ffff",
    "\u0378", "\u2fe0", "\U0001d15e", "\U0001d165\U0001d16d", "\u302e", "\u302f\u0334", "\u0344", "\u0345\u0301",
    "\u05b0\u05bc\u05b1", "\u0f71\u0f72", "\u0f73", "\u1e9b\u0323", "\u212b", "\u2126", "\u2adc", "\uff21", "\u1dce",
    "\u1df6\u0315", "\U00010400", "\U0001e921", "\u13a0", "\uab70", "\u03c2", "\u03a3", "\u0130", "\u0131", "\u1e9e",
]
MARKS = ["\u0301", "\u0327", "\u0323", "\u0308", "\u0315", "\u0345", "\u05bc", "\u093c", "\u3099", "\u302e", "\u0f39"]
PUNCTUATION = list("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~") + list("¿¡«»„“”‘’…–—·§¶†‡•‰€£¥°±×÷¬½²、。「」،؛؟।॥๏჻")
TEXTS_WITH_SPECIALS = ["[CLS] a [SEP]", "[MASK]", "x[SEP]y", "[[CLS]]", "[PAD", "[sep] [Unk]", "[UNK][UNK]", "e[MASK]\u0301"]
SETTINGS = [
    {},
    {"lowercase": False},
    {"strip_accents": False},
    {"lowercase": False, "strip_accents": True},
    {"clean_text": False},
    {"handle_chinese_chars": False},
    {"read_specials": False},
    {"clean_text": False, "handle_chinese_chars": False, "lowercase": False, "strip_accents": False},
    {"prefix": "e", "longest_word": 7},
]


def word(source):
    """A word of a script, or what is done to words."""
    kind = source.random()
    text = source.choice(WORDS[source.choice(list(WORDS))].split())
    if kind < 0.6:
        return text
    if kind < 0.7:
        return "".join(letter + source.choice(["", "", *MARKS]) for letter in text)
    if kind < 0.75:
        return source.choice([text.upper(), text.lower(), text.title(), text.swapcase()])
    if kind < 0.80:
        return source.choice(EMOJI)
    if kind < 0.86:
        place = source.randrange(len(text) + 1)
        return text[:place] + source.choice(ODD) + text[place:]
    if kind < 0.93:
        return text + "".join(source.choices(PUNCTUATION, k=source.randint(1, 3)))
    if kind < 0.95:
        return str(source.randrange(10 ** source.randint(1, 9)))
    if kind < 0.96:
        return source.choice(TEXTS_WITH_SPECIALS)
    if kind < 0.97:
        return "".join(source.choices(text, k=source.choice([7, 8, 99, 100, 101, 102, 150])))
    # Any scalar: below 3000 (hexadecimal), of the first two planes, of all.
    limit = source.choice([0x3000, 0x20000, 0x110000])
    drawn = [source.randrange(limit) for _ in range(source.randint(1, 6))]
    return "".join(chr(value) for value in drawn if not 0xD800 <= value < 0xE000)


def line(source):
    separators = [" "] * 12 + ["", "  ", "\t", "\u00a0", "\u3000"]
    return "".join(word(source) + source.choice(separators) for _ in range(source.randint(0, 12)))


def setting(options):
    names = ["clean_text", "handle_chinese_chars", "strip_accents", "lowercase"]
    plain = dict(clean_text=True, handle_chinese_chars=True, strip_accents=None, lowercase=True)
    return {name: options.get(name, plain[name]) for name in names}


def tokenizer(vocabulary, options):
    known = {token: index for index, token in enumerate(vocabulary)}
    made = Tokenizer(
        models.WordPiece(
            known,
            unk_token="[UNK]",
            max_input_chars_per_word=options.get("longest_word", 100),
            continuing_subword_prefix=options.get("prefix", "##"),
        )
    )
    made.add_special_tokens([special for special in SPECIALS if special in known])
    made.encode_special_tokens = not options.get("read_specials", True)
    made.normalizer = normalizers.BertNormalizer(**setting(options))
    made.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    made.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=[("[CLS]", known["[CLS]"]), ("[SEP]", known["[SEP]"])]
    )
    return made


def write_cases(path, settings, cases):
    text = [json.dumps({"settings": settings})]
    text += [json.dumps(case, ensure_ascii=False, separators=(",", ":")) for case in cases]
    path.write_text("\n".join(text) + "\n", encoding="utf-8", newline="\n")


def write_wordpiece(path, vocabulary, lines, settings, limits):
    """A case of each line, settings and limits in turn; a limit of nil is more than any line has."""
    made = [tokenizer(vocabulary, options) for options in settings]
    cases = []
    for index, text in enumerate(lines):
        number = index % len(settings)
        limit = limits[index % len(limits)]
        if limit is None:
            made[number].no_truncation()
        else:
            made[number].enable_truncation(limit)
        cases.append({"s": number, "m": limit, "t": text, "i": made[number].encode(text).ids})
    write_cases(path, [setting(o) | o for o in settings], cases)


# Hashed n-grams, by their description in HashedNGrams.swift.
HASHED = [
    {"buckets": 1000, "words": [1, 1], "characters": None, "seed": 0},
    {"buckets": 2, "words": [1, 2], "characters": [3, 5], "seed": 1},
    {"buckets": 1 << 24, "words": [2, 3], "characters": [1, 2], "seed": (1 << 64) - 1},
    {"buckets": 65537, "words": None, "characters": [2, 16], "seed": 12345678901234567890},
]


def fnv(content, state=0xCBF29CE484222325):
    for byte in content:
        state = (state ^ byte) * 0x100000001B3 % (1 << 64)
    return state


def bucket(value, buckets):
    value = (value ^ value >> 30) * 0xBF58476D1CE4E5B9 % (1 << 64)
    value = (value ^ value >> 27) * 0x94D049BB133111EB % (1 << 64)
    return 1 + ((value ^ value >> 31) * (buckets - 1) >> 64)


def hashed(text, options):
    normal = normalizers.BertNormalizer(**setting({})).normalize_str(text)
    words = [piece for piece, _ in pre_tokenizers.BertPreTokenizer().pre_tokenize_str(normal)]
    words = [piece[start : start + 100] for piece in words for start in range(0, len(piece), 100)]
    basis = fnv(struct.pack("<Q", options["seed"]))
    hashes, ids = [], []
    for text in words:
        hashes.append(fnv(text.encode(), fnv(b"\1", basis)))
        if options["words"]:
            for length in range(options["words"][0], min(options["words"][1], len(hashes)) + 1):
                sequence = b"".join(struct.pack("<Q", value) for value in hashes[-length:])
                value = hashes[-1] if length == 1 else fnv(sequence, fnv(b"\2", basis))
                ids.append(bucket(value, options["buckets"]))
        if options["characters"]:
            whole = f"<{text}>"
            for start in range(len(whole)):
                for length in range(options["characters"][0], options["characters"][1] + 1):
                    part = whole[start : start + length]
                    if len(part) == length and not (length == 1 and start in (0, len(whole) - 1)):
                        ids.append(bucket(fnv(part.encode(), fnv(b"\3", basis)), options["buckets"]))
    return ids or [0]


def write_hashed(path, lines):
    cases = []
    for index, text in enumerate(lines):
        number = index % len(HASHED)
        limit = [None, 1, 20][index % 3]
        cases.append({"s": number, "m": limit, "t": text, "i": hashed(text, HASHED[number])[:limit]})
    write_cases(path, HASHED, cases)


def make_vocabulary():
    """The most frequent letters and parts of words, of texts as they are and as they are normalized."""
    source = random.Random(1)
    lines = [line(source) for _ in range(6000)]
    normalize = normalizers.BertNormalizer().normalize_str
    split = pre_tokenizers.BertPreTokenizer().pre_tokenize_str
    letters, parts = collections.Counter(), collections.Counter()
    for text in lines + [normalize(text) for text in lines]:
        for piece, _ in split(text):
            for start in range(len(piece)):
                prefix = "##" if start else ""
                letters[prefix + piece[start]] += 1
                parts.update(prefix + piece[start:end] for end in range(start + 2, min(start + 9, len(piece) + 1)))
    # Long parts count for more, and ties are broken by the text.
    letters = sorted(letters, key=lambda token: (-letters[token], token))[:1300]
    parts = sorted(parts, key=lambda token: (-parts[token] * len(token), token))[:2200]
    return SPECIALS + [token for token in letters + parts if token == token.rstrip()]


def main():
    vocabulary = make_vocabulary()
    (HERE / "vocabulary.txt").write_text("\n".join(vocabulary) + "\n", encoding="utf-8", newline="\n")
    source = random.Random(2)
    lines = [line(source) for _ in range(540)]
    write_wordpiece(HERE / "wordpiece.jsonl", vocabulary, lines, SETTINGS, [None, None, 16, None, None, 3, None, 2])
    write_hashed(HERE / "hashed.jsonl", [line(source) for _ in range(48)])


if __name__ == "__main__":
    main()
