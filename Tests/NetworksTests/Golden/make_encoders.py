#!/usr/bin/env python3
"""The vectors of `encoders/`: what transformers and timm make of small random encoders.

    python3 -m venv venv && venv/bin/pip install torch transformers timm torchvision numpy safetensors
    venv/bin/python make_encoders.py                     # writes encoders/*.json
    venv/bin/python make_encoders.py --save CASE FILE    # the state_dict of a case, as safetensors
    venv/bin/python make_encoders.py --load CASE FILE    # loads FILE with strict=True, and compares

Weights, inputs and the loss's coefficients come from a formula that the tests compute too (`value`, and `units` of
make_architectures.py), so that a file holds results only; the model's own code computes them, in double precision from single-precision
numbers. Rows that are sequences go through it one by one, so that no padding is anywhere; a dense layer `classifier`
comes after an encoder that has no classes of its own.

A file has the case, the logits, and a line for each tensor of the state_dict: the sides, the norm of its gradient
(null: it has none; 0: none but rounding) and some entries, in ten-thousandths of its root mean square.
"""

import argparse
import json
import pathlib

import numpy
import torch
from make_architectures import matrix, recorded_gradient, single, tensor, text, units
from torch import nn

FOLDER = pathlib.Path(__file__).parent / "encoders"


class Classified(nn.Module):
    """An encoder, what is made of the items of a row, and a dense layer; the encoder's names have no prefix."""

    def __init__(self, encoder, width, classes, features):
        super().__init__()
        self.encoder, self.features = encoder, features
        self.classifier = nn.Linear(width, classes)

    def state_dict(self, *args, **options):
        state = super().state_dict(*args, **options)
        return {name.removeprefix("encoder."): value for name, value in state.items()}

    def load_state_dict(self, state, **options):
        own = {("" if name.startswith("classifier.") else "encoder.") + name: value for name, value in state.items()}
        super().load_state_dict(own, **options)

    def named_parameters(self, *args, **options):
        for name, parameter in super().named_parameters(*args, **options):
            yield name.removeprefix("encoder."), parameter

    def forward(self, row):
        return self.classifier(self.features(self.encoder, row))


def mean(items):
    return items.mean(1)


def unit(items):
    return nn.functional.normalize(items.mean(1), eps=1e-12)


def value(name, shape):
    """A tensor of a state_dict."""
    if name.endswith("num_batches_tracked"):
        return torch.tensor(0)
    count = int(numpy.prod(shape))
    values = units(name, count)
    if len(shape) > 1:
        values = numpy.sqrt(3 / (count / shape[0])) * values
    elif name.endswith(("weight", "running_var")):
        values = 1 + 0.25 * values
    else:
        values = 0.25 * values
    return single(values).reshape(shape)


def fill(net):
    net.load_state_dict({name: value(name, tuple(old.shape)) for name, old in net.state_dict().items()}, strict=True)
    return net


# ---- the models


def bert(case):
    from transformers import BertConfig, BertModel

    sizes = case["settings"]
    config = BertConfig(
        vocab_size=int(sizes["vocabulary"]), hidden_size=int(sizes["width"]), num_hidden_layers=int(sizes["layers"]),
        num_attention_heads=int(sizes["heads"]), intermediate_size=int(sizes["intermediate"]),
        max_position_embeddings=int(sizes["positions"]), attn_implementation="eager", hidden_dropout_prob=0,
        attention_probs_dropout_prob=0,
    )  # fmt: skip
    net = BertModel(config, add_pooling_layer=False)
    pool = unit if sizes["features"] == "normalized" else mean
    return Classified(net, config.hidden_size, case["classes"], lambda net, row: pool(net(row).last_hidden_state))


def vit(case):
    from timm.models.vision_transformer import VisionTransformer

    sizes, shape = case["settings"], case["input"]
    return VisionTransformer(
        img_size=(shape["height"], shape["width"]), patch_size=int(sizes["patch"]), in_chans=shape["channels"],
        num_classes=case["classes"], embed_dim=int(sizes["width"]), depth=int(sizes["layers"]),
        num_heads=int(sizes["heads"]),
    )  # fmt: skip


# ---- the cases


def sequence(width, most):
    return {"height": 1, "width": 1, "channels": width, "mostItems": most}


def image(height, width, channels=3):
    return {"height": height, "width": width, "channels": channels}


def case(preset, settings, input, lengths=None, rows=3, seed=0):
    """`lengths`: the items of each row, of sequences."""
    return {
        "preset": preset, "settings": {key: str(value) for key, value in settings.items()}, "input": input,
        "rows": len(lengths) if lengths else rows, "lengths": lengths, "classes": 5, "seed": seed,
    }  # fmt: skip


def bert_case(features, lengths, **sizes):
    settings = {"layers": 2, "width": 24, "heads": 3, "intermediate": 40, "vocabulary": 50, "positions": 160}
    return case("bert", settings | sizes | {"features": features}, sequence(1, 150), lengths)


CASES = {
    "bert": bert_case("mean", [5, 1, 17, 150]),
    "minilm": bert_case("normalized", [9, 130, 2], layers=3, width=32, heads=1),
    "vit_patch2": case("vit", {"patch": 2, "layers": 2, "width": 24, "heads": 3}, image(8, 12)),
    "vit_patch16": case("vit", {"patch": 16, "layers": 3, "width": 32, "heads": 2}, image(48, 32)),
}
BUILDERS = {"bert": bert, "vit": vit}


def module(case):
    return BUILDERS[case["preset"]](case).double().train()


def inputs(case):
    """The rows, one by one."""
    shape, name = case["input"], f"input {case['seed']}"
    if case["lengths"] is None:
        sides = (shape["height"], shape["width"], shape["channels"])
        return tensor(name, case["rows"], *sides).permute(0, 3, 1, 2).contiguous().split(1)
    count, width = sum(case["lengths"]), shape["channels"]
    if case["preset"] == "bert":
        vocabulary = int(case["settings"]["vocabulary"])
        numbers = torch.from_numpy(numpy.floor((units(name, count) + 1) / 2 * vocabulary).astype(numpy.int64))
        return [row[None] for row in numbers.split(case["lengths"])]
    return [row[None] for row in tensor(name, count, width).split(case["lengths"])]


# ---- the recording


def record(case):
    net = fill(module(case))
    tensors = {name: [list(value.shape)] for name, value in net.state_dict().items()}
    logits = torch.cat([net(row) for row in inputs(case)])
    assert logits.std(0).mean() > 0.02, "rows are hardly told apart"
    (logits * tensor("coefficients", case["rows"], case["classes"])).sum().backward()
    for name, parameter in net.named_parameters():
        tensors[name] += recorded_gradient(name, parameter.grad, 16)
    return {"case": case, "logits": matrix(logits.detach()), "tensors": tensors}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--save", nargs=2, metavar=("CASE", "FILE"))
    parser.add_argument("--load", nargs=2, metavar=("CASE", "FILE"))
    arguments = parser.parse_args()
    if arguments.save or arguments.load:
        from safetensors.torch import load_file, save_file

        name, path = arguments.save or arguments.load
        net = fill(module(CASES[name])).float()
        if arguments.save:
            return save_file({key: value.contiguous() for key, value in net.state_dict().items()}, path)
        expected = {key: value.clone() for key, value in net.state_dict().items()}
        net.load_state_dict(load_file(path), strict=True)
        for key, value in net.state_dict().items():
            assert torch.equal(value, expected[key]), f"{key} has other values"
        return print(f"{name}: {len(expected)} tensors loaded")
    FOLDER.mkdir(exist_ok=True)
    for name, case in CASES.items():
        (FOLDER / f"{name}.json").write_text(text(record(case)))
        print(f"{name}: written")


if __name__ == "__main__":
    main()
