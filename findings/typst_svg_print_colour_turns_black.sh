#!/usr/bin/env bash
# Software: typst 0.15.2 (the Python package), CairoSVG 2.9.1 beside it.
# Expected: In an SVG 1.1 file a colour may carry a second one for print: fill="#f00 icc-color(arms, 0, 1, 1, 0)". A
#   program without colour management takes the first, which the specification puts there for it (SVG 1.1, 11.2: the
#   sRGB value is the fallback).
# Seen: The image() of typst draws such a shape in black, and compile_with_warnings() returns no warning: a red shield
#   of a file prepared for print is black in the PDF. CairoSVG takes the first colour. Printed are the colours of
#   both, with and without the second colour, and the number of warnings.
# Here: Documents hold pictures that the tool drew itself and emblems as PNG (workshops/emblem.py), no SVG of others.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check typst==0.15.2 pypdfium2==5.15.2 pillow==13.0.0 CairoSVG==2.9.1

cat >"$folder/see.py" <<'PYTHON'
import io
from pathlib import Path

import cairosvg
import pypdfium2
import typst
from PIL import Image

SHIELD = '<svg xmlns="http://www.w3.org/2000/svg" width="100" height="100"><rect width="100" height="100" fill="{}"/></svg>'
source = Path("page.typ")
source.write_text('#set page(width: 100pt, height: 100pt, margin: 0pt)\n#image("shield.svg", width: 100pt)', "utf-8")


def middle(picture):
    return "#%02x%02x%02x" % picture.convert("RGB").getpixel((50, 50))


for colour in ("#f00", "#f00 icc-color(arms, 0, 1, 1, 0)"):
    Path("shield.svg").write_text(SHIELD.format(colour), "utf-8")
    made, warnings = typst.compile_with_warnings(str(source))
    by_typst = middle(pypdfium2.PdfDocument(made)[0].render(scale=1).to_pil())
    by_cairo = middle(Image.open(io.BytesIO(cairosvg.svg2png(url="shield.svg"))))
    print(f"{colour}: typst {by_typst}, warnings {len(warnings)}; CairoSVG {by_cairo}")
PYTHON

cd "$folder"
seen=$("$folder/venv/bin/python" -W ignore "$folder/see.py")
echo "$seen"
expected='#f00: typst #ff0000, warnings 0; CairoSVG #ff0000
#f00 icc-color(arms, 0, 1, 1, 0): typst #000000, warnings 0; CairoSVG #ff0000'
if [ "$seen" != "$expected" ]; then
    echo "This changed: the first colour is taken, or a warning given." >&2
    exit 1
fi
