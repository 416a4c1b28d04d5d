#!/usr/bin/env bash
# Software: resvg_py 0.5.0 (pillow 13.0.0 reads the result).
# Expected: An SVG of width 100mm has a size: a millimetre is 96/25.4 pixels (CSS; SVG 2, 8.9), resvg itself computes
#   with 96 dots per inch unless told otherwise, and Inkscape writes the size of a page in millimetres.
# Seen: The binding hands on a resolution of 0 unless one is given, so that every absolute unit is nothing: a picture
#   with its size in mm, cm, in or pt is refused with ValueError (invalid size), and shapes measured in them vanish
#   from a picture whose size is in pixels. With dpi=96 all is well. Printed is the size by unit, and whether the
#   middle of a picture is painted by a shape in mm.
# Here: workshops/emblem.py takes coats of arms as pictures (PNG, JPEG, WebP, GIF) and draws no SVG of others.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check resvg_py==0.5.0 pillow==13.0.0

cat >"$folder/see.py" <<'PYTHON'
import io

import resvg_py
from PIL import Image

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="{0}" height="{0}"><rect width="{1}" height="{1}" fill="#f00"/></svg>'


def drawn(size, shape, **more):
    made = resvg_py.svg_to_bytes(svg_string=SVG.format(size, shape), **more)
    return Image.open(io.BytesIO(bytes(made))).convert("RGBA")


for more in ({}, {"dpi": 96}):
    for size in ("100px", "100mm"):
        try:
            print(f"{more or 'no dpi'}, size {size}: {drawn(size, size, **more).size}")
        except ValueError as error:
            print(f"{more or 'no dpi'}, size {size}: ValueError, {error}")
    print(f"{more or 'no dpi'}, shape of 20mm: {drawn('60px', '20mm', **more).getpixel((30, 30))}")
PYTHON

cd "$folder"
seen=$("$folder/venv/bin/python" -W ignore "$folder/see.py")
echo "$seen"
expected="no dpi, size 100px: (100, 100)
no dpi, size 100mm: ValueError, SVG has an invalid size
no dpi, shape of 20mm: (0, 0, 0, 0)
{'dpi': 96}, size 100px: (100, 100)
{'dpi': 96}, size 100mm: (378, 378)
{'dpi': 96}, shape of 20mm: (255, 0, 0, 255)"
if [ "$seen" != "$expected" ]; then
    echo "This changed: millimetres are drawn without a resolution now." >&2
    exit 1
fi
