#!/usr/bin/env python3
"""Writes clips as USB's preprocessing does (preprocess_superb.py, preprocess_urbansound.py), by each protocol of pickle
that it can have used, and what they hold; needs NumPy.

    python3 Tests/InputFilesTests/Sounds/generate.py
"""

import io
import json
import pathlib
import pickle

import numpy as np

HERE = pathlib.Path(__file__).resolve().parent


def array_to_bytes(x):
    np_bytes = io.BytesIO()
    np.save(np_bytes, x, allow_pickle=True)
    return np_bytes.getvalue()


def main():
    (HERE / "usb").mkdir(exist_ok=True)
    random = np.random.default_rng(7)
    expected = {}
    for protocol in (3, 4, 5):
        for name, label in (("int", int), ("numpy", np.int64), ("byte", np.uint8), ("str", str)):
            rows, data = [], {}
            # More than a batch of pickle's, which is 1,000 items, in one of them.
            for number in range(1003 if (protocol, name) == (4, "int") else 4):
                samples = np.round(random.uniform(-1, 1, 3 if number > 3 else 20 + number) * 32768) / 32768
                samples = samples.clip(-1, 32767 / 32768).astype(np.float64 if number % 2 else np.float32)
                data[str(number)] = {}
                data[str(number)]["wav"] = array_to_bytes(samples)
                data[str(number)]["label"] = label(number % 3)
                if number < 4:
                    rows.append({"label": number % 3, "samples": (samples * 32768).astype(int).tolist()})
            path = HERE / "usb" / f"{name}{protocol}.pkl"
            path.write_bytes(pickle.dumps(data, protocol=protocol))
            expected[path.name] = rows
    (HERE / "usb" / "expected.json").write_text(json.dumps(expected, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
