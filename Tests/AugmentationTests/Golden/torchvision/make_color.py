#!/usr/bin/env python3
"""Writes color.json beside it: the operations of SimCLR's views, by torchvision on Pillow images.

    python3 make_color.py        needs torch, torchvision, pillow and numpy
"""

import json
import pathlib

import numpy
import PIL
import torch
import torchvision
from PIL import Image
from torchvision.transforms import InterpolationMode
from torchvision.transforms import functional as F


def noise(generator, height, width, channels):
    """An image of noise over a slope, with some gray, dark and bright pixels."""
    slope = numpy.linspace(0, 160, width)[None, :, None]
    image = slope + generator.normal(40, 40, (height, width, channels))
    image[0, : width // 2] = image[0, : width // 2, :1]
    image[1, : width // 2] = 0
    image[1, width // 2 :] = 255
    return numpy.clip(image, 0, 255).astype(numpy.uint8)


def corners(generator):
    """All pairs of values where hues change, beside all others."""
    values = numpy.array([0, 1, 127, 128, 254, 255])
    grid = numpy.stack(numpy.meshgrid(values, values, values), -1).reshape(18, 12, 3)
    free = generator.integers(0, 256, (18, 12, 3))
    return numpy.concatenate([grid, free], 1).astype(numpy.uint8)


def tensor(image):
    array = numpy.asarray(image)
    array = array.reshape(*array.shape[:2], -1)
    return {"shape": list(array.shape), "dtype": "u8", "data": array.reshape(-1).tolist()}


def crop(image, top, left, height, width):
    return F.resized_crop(image, top, left, height, width, [image.height, image.width],
                          InterpolationMode.BILINEAR)


def main():
    generator = numpy.random.default_rng(7)
    images = {
        "color": noise(generator, 24, 20, 3),
        "hues": corners(generator),
        "gray": noise(generator, 19, 23, 1),
    }
    cases = []

    def add(name, source, operation, params, function):
        array = images[source]
        image = Image.fromarray(array if array.shape[2] == 3 else array[:, :, 0])
        cases.append({
            "name": name,
            "params": {"operation": operation, **params},
            "inputs": {"image": source},
            "outputs": {"image": tensor(function(image))},
        })

    for source in images:
        for factor in (0.2, 0.9, 1.8):
            add(f"brightness of {source}", source, "brightness", {"value": factor},
                lambda image: F.adjust_brightness(image, factor))
            add(f"contrast of {source}", source, "contrast", {"value": factor},
                lambda image: F.adjust_contrast(image, factor))
            add(f"saturation of {source}", source, "saturation", {"value": factor},
                lambda image: F.adjust_saturation(image, factor))
        for shift in (-0.5, -0.2, -0.001, 0.0, 0.003, 0.1, 0.5):
            add(f"hue of {source}", source, "hue", {"value": shift},
                lambda image: F.adjust_hue(image, shift))
        channels = images[source].shape[2]
        add(f"grayscale of {source}", source, "grayscale", {},
            lambda image: F.to_grayscale(image, num_output_channels=channels))
        add(f"solarize of {source}", source, "solarize", {"value": 128},
            lambda image: F.solarize(image, 128))
        for radius, deviation in ((1, 0.1), (1, 0.7), (1, 2.0), (2, 1.3), (5, 2.0)):
            add(f"blur of {source}", source, "blur", {"radius": radius, "value": deviation},
                lambda image: F.gaussian_blur(image, [2 * radius + 1] * 2, [deviation] * 2))
        height, width = images[source].shape[:2]
        for box in ((0, 0, height, width), (3, 2, 7, 5), (1, 4, height - 1, 9),
                    (0, 0, 1, 1), (height - 6, width - 3, 6, 3), (2, 0, 11, width)):
            add(f"crop of {source}", source, "crop", {"top_left_height_width": list(box)},
                lambda image: crop(image, *box))
    path = pathlib.Path(__file__).with_name("color.json")
    source = {
        "how": "executed",
        "what": f"torchvision {torchvision.__version__.split('+')[0]} with Pillow {PIL.__version__} "
                f"and torch {torch.__version__.split('+')[0]}",
    }
    path.write_text(json.dumps({
        "schema": "ssl2-golden/1", "name": "torchvision_color", "source": [source],
        "images": {name: tensor(array) for name, array in images.items()}, "cases": cases,
    }, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
