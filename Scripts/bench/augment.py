"""The pace of our views of images beside that of torchvision's transforms, in turn."""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time

import numpy
import torch
from PIL import Image
from torchvision import transforms
from torchvision.transforms import InterpolationMode

ROUNDS = int(os.environ.get("ROUNDS", "3"))
SECONDS = float(os.environ.get("SECONDS_EACH", "1"))
ROWS, SIDE, BATCH = 512, 32, 64


def images():
    """Smooth colours with edges and some noise: operations on noise alone would be those of no photo."""
    generator = numpy.random.default_rng(1)
    y, x = numpy.mgrid[0:SIDE, 0:SIDE] / SIDE
    result = numpy.empty((ROWS, SIDE, SIDE, 3), numpy.uint8)
    for image in result:
        waves = generator.normal(0, 5, (3, 3))
        smooth = numpy.stack([numpy.sin(a * x + b * y + c) for a, b, c in waves], -1)
        edge = (x > generator.random())[:, :, None] * generator.normal(0, 0.5, 3)
        noise = generator.normal(0, 0.1, smooth.shape)
        image[:] = numpy.clip(128 + 90 * (smooth + edge + noise), 0, 255)
    return result


def add_noise(tensor):
    return (tensor + 0.08 * torch.randn_like(tensor)).clamp_(0, 1)


def theirs():
    """Transforms of the same kind as ours; CTAugment is not among torchvision's."""
    weak = [transforms.RandomCrop(SIDE, padding=4), transforms.RandomHorizontalFlip()]
    tensor = transforms.ToTensor()
    color = [
        transforms.RandomResizedCrop(SIDE), transforms.RandomHorizontalFlip(),
        transforms.RandomApply([transforms.ColorJitter(0.8, 0.8, 0.8, 0.2)], 0.8),
        transforms.RandomGrayscale(0.2),
        transforms.RandomApply([transforms.GaussianBlur(3, (0.1, 2.0))], 0.5),
    ]
    affine = [
        transforms.RandomAffine(29, (0.19, 0.19), (0.8, 1.2), 17,
                                interpolation=InterpolationMode.BILINEAR),
        transforms.RandomHorizontalFlip(), transforms.ColorJitter(0.15, 0.5), tensor, add_noise,
        transforms.RandomErasing(1, (0.001, 0.14), (1, 1), 0.3),
    ]
    erasing = transforms.RandomErasing(1, (0.001, 0.25), (1, 1), 0.5)
    return {
        "weak": weak + [tensor],
        "affine": affine,
        "rand_augment:list=paper": weak + [transforms.RandAugment(2, 9), tensor],
        "rand_augment:list=usb": weak + [transforms.RandAugment(3, 9), tensor, erasing],
        "color": color + [tensor],
    }


class Images(torch.utils.data.Dataset):
    """The images, again and again."""

    def __init__(self, pixels, steps):
        self.pixels = [Image.fromarray(image) for image in pixels]
        self.view = transforms.Compose(steps)

    def __len__(self):
        return 1 << 30

    def __getitem__(self, index):
        return self.view(self.pixels[index % len(self.pixels)])


def their_pace(pixels, steps, workers):
    loader = torch.utils.data.DataLoader(Images(pixels, steps), BATCH, num_workers=workers)
    batches = iter(loader)
    for _ in range(4):  # The workers have started by then.
        next(batches)
    start, count = time.perf_counter(), 0
    while time.perf_counter() - start < SECONDS:
        count += len(next(batches))
    return count / (time.perf_counter() - start)


def our_paces(binary, path, threads):
    output = subprocess.run(
        [binary, "bench", "augment", "--images", path, "--side", str(SIDE), "--seconds", str(SECONDS),
         "--threads", str(threads), "--json"], check=True, stdout=subprocess.PIPE, text=True).stdout
    return {line["kind"]: line["rows_per_second"] for line in json.loads(output)["lines"]}


def main(binary):
    torch.set_num_threads(1)
    pixels = images()
    paces = {}

    def add(kind, who, pace):
        paces.setdefault(kind, {}).setdefault(who, []).append(pace)

    with tempfile.NamedTemporaryFile() as file:
        file.write(pixels.tobytes())
        file.flush()
        for _ in range(ROUNDS):
            for threads in (1, 2):
                for kind, pace in our_paces(binary, file.name, threads).items():
                    add(kind, ("ours", threads), pace)
                for kind, steps in theirs().items():
                    # A loader without workers draws in this process.
                    add(kind, ("theirs", threads), their_pace(pixels, steps, 0 if threads == 1 else 2))
    print(f"{'view':<25} {'1 thread':>9} {'2':>9}   {'torchvision, 1':>14} {'2':>9}   {'ratio, 1':>8} {'2':>6}")
    for kind, found in paces.items():
        middle = {who: statistics.median(values) for who, values in found.items()}
        ours = [middle["ours", threads] for threads in (1, 2)]
        line = f"{kind:<25} {ours[0]:>9,.0f} {ours[1]:>9,.0f}"
        if ("theirs", 1) in middle:
            other = [middle["theirs", threads] for threads in (1, 2)]
            line += f"   {other[0]:>14,.0f} {other[1]:>9,.0f}   {ours[0] / other[0]:>8.2f} {ours[1] / other[1]:>6.2f}"
        else:
            line += f"   {'-':>14} {'-':>9}   {'-':>8} {'-':>6}"
        print(line)


if __name__ == "__main__":
    main(sys.argv[1])
