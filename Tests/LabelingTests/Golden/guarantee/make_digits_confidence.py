#!/usr/bin/env python3
"""Confidences of five real models on the digits, for the repetitions of the guarantee.
usage: make_digits_confidence.py digits.csv > digits_confidence.json   (numpy)

Softmax regression over random Fourier features, trained on 40, 60, 100, 160 and 300 labels; the
population is the 1,497 images that no model saw. `confidence` is the largest softmax value."""
import json, sys
import numpy as np


def main(path):
    r = np.random.default_rng(7)
    rows = np.loadtxt(path, delimiter=",")
    x, y = rows[:, :64] / 16, rows[:, 64].astype(int)
    order = r.permutation(len(x))
    x, y = x[order], y[order]
    w, b = r.normal(0, 0.35, (64, 1000)), r.uniform(0, 2 * np.pi, 1000)
    z = np.cos(x @ w + b) * np.sqrt(2 / 1000)
    models = []
    for labels in (40, 60, 100, 160, 300):
        zt, target = z[:labels], np.eye(10)[y[:labels]]
        a = np.zeros((1000, 10))
        for _ in range(3000):
            s = zt @ a
            p = np.exp(s - s.max(1, keepdims=True))
            p /= p.sum(1, keepdims=True)
            a -= 2.0 * (zt.T @ (p - target) / labels * 10 + 1e-3 * a)
        s = z[300:] @ a
        p = np.exp(s - s.max(1, keepdims=True))
        p /= p.sum(1, keepdims=True)
        ok = p.argmax(1) == y[300:]
        print(labels, ok.mean(), file=sys.stderr)
        models.append({"labels": labels, "confidence": np.round(p.max(1), 4).tolist(), "correct": "".join("01"[int(v)] for v in ok)})
    json.dump({"models": models}, sys.stdout)


main(sys.argv[1])
