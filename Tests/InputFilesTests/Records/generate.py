#!/usr/bin/env python3
"""Files of data sets as NumPy and SciPy write them, and what is in them: records.json beside this file.

    python3 generate.py                 needs numpy and scipy
"""

import base64
import gzip
import io
import json
import pathlib
import struct

import numpy
import scipy.io

ROWS, HEIGHT, WIDTH, CHANNELS = 5, 4, 3, 3


def text(content):
    return base64.b64encode(content).decode()


def written(write):
    out = io.BytesIO()
    write(out)
    return out.getvalue()


def idx(array):
    kinds = {"uint8": 8, "int8": 9, "int16": 11, "int32": 12, "float32": 13, "float64": 14}
    lengths = struct.pack(f">{array.ndim}I", *array.shape)
    return (bytes([0, 0, kinds[array.dtype.name], array.ndim]) + lengths
            + array.astype(array.dtype.newbyteorder(">")).tobytes())


def main():
    random = numpy.random.default_rng(7)
    images = random.integers(0, 256, (ROWS, HEIGHT, WIDTH, CHANNELS), dtype=numpy.uint8)
    labels = numpy.array([3, 0, 1, 9, 2], dtype=numpy.uint8)
    digits = numpy.where(labels == 0, 10, labels).astype(numpy.uint8)
    last = numpy.ascontiguousarray(images.transpose(1, 2, 3, 0))
    files = []

    def add(name, form, content, labels=None):
        files.append({"name": name, "format": form, "file": text(content),
                      "labels": text(labels) if labels is not None else None})

    for name, array in [("uint8", images), ("int16", images.astype(numpy.int16)),
                        ("float32", images.astype(numpy.float32))]:
        add(f"{name}.idx", "idx", idx(array), idx(labels))
    add("a.idx.gz", "idx", gzip.compress(idx(images), mtime=0), gzip.compress(idx(labels), mtime=0))
    # Two members, as `cat a.gz b.gz` makes them.
    halves = idx(images)[:40], idx(images)[40:]
    add("b.idx.gz", "idx", b"".join(gzip.compress(half, mtime=0) for half in halves), idx(labels))
    for name, save in [("stored", numpy.savez), ("deflated", numpy.savez_compressed)]:
        add(f"{name}.npz", "npz", written(lambda out: save(out, x=images, y=labels)))
        add(f"{name}-other.npz", "npz", written(
            lambda out: save(out, train_labels=labels.astype(numpy.int64)[:, None], other=labels,
                             train_images=images.astype(numpy.float64))))
    add("text.npz", "npz", written(
        lambda out: numpy.savez(out, images=images, labels=labels.astype(str))))
    for is_deflated in (False, True):
        word = "deflated" if is_deflated else "stored"
        for name, y in [("", digits[:, None]), ("-float", digits[:, None].astype(float))]:
            add(f"{word}{name}.mat", "svhn", written(
                lambda out: scipy.io.savemat(out, {"X": last, "y": y}, do_compression=is_deflated)))
    add("other.mat", "svhn", written(
        lambda out: scipy.io.savemat(out, {"note": "words", "y": digits[:, None], "more": [1j], "X": last})))
    result = {"height": HEIGHT, "width": WIDTH, "channels": CHANNELS,
              "images": [text(image.tobytes()) for image in images],
              "labels": [int(label) for label in labels], "files": files}
    place = pathlib.Path(__file__).parent / "records.json"
    place.write_text(json.dumps(result, indent=1) + "\n")
    print(f"{place}: {len(files)} files, {place.stat().st_size} bytes")


if __name__ == "__main__":
    main()
