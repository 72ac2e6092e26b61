"""Writes a few rows in the layout of USB's text data sets, and what is in them.

    python3 generate.py

The files are written as preprocess/preprocess_aclimdb.py of
<https://github.com/microsoft/Semi-supervised-learning> writes them, by json.dump with an indent, and the rows of
expected.json are what semilearn/datasets/nlp_datasets/json_data.py reads: of train.json the text and two
paraphrases, of dev.json and of test.json, which is left out here, the text. The texts are made up.
"""

import json
import pathlib

HERE = pathlib.Path(__file__).resolve().parent
SETS = {
    "ag_news": [
        ("Oil falls as \"stocks\" rise\\ London (Reuters) - Prices fell 3%.", "Oil drops while stocks grow.",
         "Oil price down, stocks up", 2),
        ("Team wins 3-2 after extra time", "The team won after overtime.", "After overtime, a 3-2 win", 1),
    ],
    "amazon_review": [
        ("Great charger!Works with café Wi‑Fi 📶 …", "A great charger.", "The charger is great 👍", 4),
        ("broke after\ttwo days", "It broke in two days", "After two days it was broken", 0),
    ],
    "yahoo_answers": [
        ("why is the sky blue?\\nI always wondered", "Why is the sky blue?", "What makes the sky blue?", 1),
        ("北京有多少人？", "北京的人口是多少？", "多少人住在北京？", 9),
    ],
    "yelp_review": [
        ("Food was OK, service slow.", "The food was fine, the service was slow.", "OK food; slow service", 2),
        ("Best tacos in town!!!", "The best tacos of the city!", "Best tacos", 4),
    ],
    "aclImdb": [
        ("I loved this film. It's a gem.", "I loved this movie, it is a gem.", "This film is a gem", 0),
        ("Two hours I won't get back...", "I will not get those two hours back", "Two lost hours", 1),
    ],
}


def member(text, paraphrases, label):
    made = {"ori": text}
    made.update({f"aug_{number}": each for number, each in enumerate(paraphrases)})
    return {**made, "label": str(label)}


def main():
    expected = {}
    for name, rows in SETS.items():
        folder = HERE / name
        folder.mkdir(exist_ok=True)
        for part, count in [("train", 2), ("dev", 0)]:
            data = {str(number): member(row[0], row[1:1 + count], row[3]) for number, row in enumerate(rows)}
            with open(folder / f"{part}.json", "w") as file:
                json.dump(data, file, indent=4)
            with open(folder / f"{part}.json") as file:
                read = json.load(file)
            expected[f"{name}/{part}.json"] = [
                {"texts": [read[key][field] for field in ["ori", "aug_0", "aug_1"][:1 + count]],
                 "label": int(read[key]["label"])} for key in read
            ]
    (HERE / "expected.json").write_text(json.dumps(expected, indent=1) + "\n")


main()
