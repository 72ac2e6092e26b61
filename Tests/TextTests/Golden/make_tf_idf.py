"""Writes tf_idf.json: TF-IDF word replacement of UDA, computed as its code has it.

    pip install numpy && python3 make_tf_idf.py

The formulas are those of appendix B of <https://arxiv.org/abs/1904.12848> and of `get_data_stats` and `TfIdfWordRep`
in text/augmentation/word_level_augment.py of <https://github.com/google-research/uda>, written anew; words are what
BERT's tokenizer makes of these texts.
"""

import collections
import json
import math
import pathlib
import random
import re

import numpy as np

HERE = pathlib.Path(__file__).resolve().parent
SYLLABLES = "ka lo mi ne ru ta so vi pe du".split()


def words_of(text):
    """Runs of letters and digits, and punctuation marks each for itself, in lower case."""
    return re.findall(r"[^\W_]+|[^\w\s]|_", text.lower())


def corpus(seed, texts, vocabulary, longest):
    """Texts of made-up words, the first ones common and the last ones rare."""
    source = random.Random(seed)
    words = [a + b for a in SYLLABLES for b in SYLLABLES][:vocabulary]
    weights = [1 / (rank + 1) for rank in range(vocabulary)]
    made = []
    for _ in range(texts):
        chosen = source.choices(words, weights, k=source.randint(1, longest))
        text = ""
        for word in chosen:
            text += source.choice([word, word, word.upper(), word.title()])
            text += source.choice([" ", " ", ", ", "-", "!\n", " (", ". "])
        made.append(text.strip() if source.random() < 0.5 else text)
    return made


def statistics(texts):
    """The inverse document frequency of each word, and its score in the corpus."""
    frequency = collections.Counter(word for text in texts for word in set(words_of(text)))
    idf = {word: math.log(len(texts) / count) for word, count in frequency.items()}
    score = collections.defaultdict(float)
    for text in texts:
        words = words_of(text)
        for word in words:
            score[word] += 1 / len(words) * idf[word]
    return frequency, idf, score


def drawing(score, order):
    """The probability that a replacement is each word."""
    values = np.array([score[word] for word in order])
    values = values.max() - values
    return (values / values.sum()).tolist()


def replacing(words, idf, rate):
    """The probability that each word of a text is replaced."""
    scores = collections.defaultdict(float)
    for word in words:
        scores[word] += 1 / len(words) * idf[word]
    values = np.array([scores[word] for word in words])
    values = values.max() - values
    if values.sum() == 0:
        # There the code divides by 0, and replaces nothing.
        return [0.0] * len(words)
    # What is over 1 is as probable as 1.
    return np.minimum(values / values.sum() * rate * len(words), 1).tolist()


def main():
    cases = []
    for number, (texts, vocabulary, longest) in enumerate([(3, 6, 4), (12, 20, 9), (60, 80, 30)]):
        made = corpus(number, texts, vocabulary, longest)
        frequency, idf, score = statistics(made)
        order = sorted(frequency, key=lambda word: (-frequency[word], word.encode()))
        asked = made if texts <= 12 else made[:12]
        cases.append({
            "texts": made,
            "words": order,
            "drawing": drawing(score, order),
            "replacing": [
                {"text": text, "rate": rate, "probabilities": replacing(words_of(text), idf, rate)}
                for text in asked for rate in (0.1, 0.3, 0.9)
            ],
        })
    text = json.dumps({"cases": cases}, indent=0)
    (HERE / "tf_idf.json").write_text(text + "\n")


main()
