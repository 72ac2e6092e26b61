"""Writes the image files and Pillow's pixels of them that ImagesTests compare with.

    python3 generate.py      with Pillow 11 or later, in this folder
"""

import base64
import io
import json
import pathlib
import struct
import zlib

from PIL import Image, ImageOps

HERE = pathlib.Path(__file__).parent
cases = []


def scene(width, height, mode="RGB"):
    """A smooth picture without symmetry, so that each turn of it is another."""
    image = Image.new("RGB", (width, height))
    for y in range(height):
        for x in range(width):
            image.putpixel((x, y), (
                255 * x // max(1, width - 1), 255 * y // max(1, height - 1),
                (40 + 13 * x * (y + 1)) % 200))
    return image.convert(mode)


def chunk(kind, content):
    body = kind + content
    return struct.pack(">I", len(content)) + body + struct.pack(">I", zlib.crc32(body))


def png16(width, height, color, values):
    """A PNG of 16 bits a value; Pillow does not write it."""
    rows = b""
    count = {0: 1, 2: 3, 4: 2, 6: 4}[color]
    for y in range(height):
        row = values[y * width * count:(y + 1) * width * count]
        rows += b"\0" + struct.pack(f">{len(row)}H", *row)
    header = struct.pack(">IIBBBBB", width, height, 16, color, 0, 0, 0)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows))
            + chunk(b"IEND", b""))


def adam7(image):
    """An interlaced PNG of an RGB image; Pillow does not write it."""
    width, height = image.size
    rows = b""
    for x0, y0, dx, dy in [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4),
                           (1, 0, 2, 2), (0, 1, 1, 2)]:
        for y in range(y0, height, dy):
            row = b"".join(bytes(image.getpixel((x, y))) for x in range(x0, width, dx))
            if row:
                rows += b"\0" + row
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 1)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows))
            + chunk(b"IEND", b""))


def saved(image, kind, **options):
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def exif(orientation):
    block = Image.Exif()
    block[0x0112] = orientation
    return block


def case(name, file, tolerance=0, expected=None):
    """A file, and what it is upright with the channels that Pillow finds."""
    if expected is None:
        expected = ImageOps.exif_transpose(Image.open(io.BytesIO(file)))
    if expected.mode in ("P", "CMYK", "1"):
        expected = expected.convert("RGBA" if "transparency" in expected.info else
                                    "RGB" if expected.mode != "1" else "L")
    cases.append({
        "name": name, "file": base64.b64encode(file).decode(), "tolerance": tolerance,
        "width": expected.width, "height": expected.height,
        "channels": len(expected.getbands()),
        "pixels": base64.b64encode(expected.tobytes()).decode()})


def main():
    color = scene(11, 7)
    case("png rgb", saved(color, "PNG"))
    case("png gray", saved(scene(11, 7, "L"), "PNG"))
    case("png one bit", saved(scene(11, 7, "1"), "PNG"))
    alpha = color.copy()
    alpha.putalpha(Image.linear_gradient("L").resize((11, 7)))
    case("png rgba", saved(alpha, "PNG"))
    case("png gray and alpha", saved(alpha.convert("LA"), "PNG"))
    case("png palette", saved(color.quantize(16), "PNG"))
    see_through = color.quantize(8)
    case("png palette with transparency", saved(see_through, "PNG", transparency=3))
    case("png interlaced", adam7(color))
    values = [(x * 257) for x in color.tobytes()]
    case("png 16 bit rgb", png16(11, 7, 2, values), 0, color)
    case("png 16 bit gray", png16(11, 7, 0, [v * 257 for v in scene(11, 7, "L").tobytes()]), 0,
         scene(11, 7, "L"))
    case("png 16 bit rgba", png16(11, 7, 6, [v * 257 for v in alpha.tobytes()]), 0, alpha)
    case("png turned", saved(color, "PNG", exif=exif(6)))
    for name, options in [
        ("jpeg", {"quality": 90}), ("jpeg 4:4:4", {"quality": 95, "subsampling": 0}),
        ("jpeg 4:2:2", {"quality": 80, "subsampling": 1}),
        ("jpeg progressive", {"quality": 85, "progressive": True}),
    ]:
        case(name, saved(scene(19, 13), "JPEG", **options), 2)
    case("jpeg gray", saved(scene(19, 13, "L"), "JPEG"), 2)
    case("jpeg cmyk", saved(scene(19, 13, "CMYK"), "JPEG", quality=95), 2)
    for orientation in range(1, 9):
        case(f"jpeg turned {orientation}",
             saved(scene(12, 8), "JPEG", quality=92, subsampling=0, exif=exif(orientation)), 2)
    resized = []
    for width, height, to in [(40, 30, (8, 8)), (13, 29, (8, 8)), (5, 3, (16, 12)), (64, 9, (9, 9)),
                              (60, 9, (4, 6)), (1, 1, (5, 4)), (7, 7, (7, 8))]:
        image = scene(width, height)
        made = {
            "fit": ImageOps.pad(image, to, Image.Resampling.BILINEAR),
            "crop": ImageOps.fit(image, to, Image.Resampling.BILINEAR),
            "stretch": image.resize(to, Image.Resampling.BILINEAR),
        }
        for mode, result in made.items():
            resized.append({
                "mode": mode, "width": width, "height": height, "toWidth": to[0], "toHeight": to[1],
                "pixels": base64.b64encode(image.tobytes()).decode(),
                "result": base64.b64encode(result.tobytes()).decode()})
    text = json.dumps({"files": cases, "resized": resized}, indent=0)
    (HERE / "pillow.json").write_text(text + "\n")


if __name__ == "__main__":
    main()
