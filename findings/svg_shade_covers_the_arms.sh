#!/usr/bin/env bash
# Software: svglib 2.3.2 (reportlab 5.1.0, drawn with pypdfium2 5.15.2).
# Expected: opacity on a shape or a group is obeyed, as fill-opacity and stroke-opacity are, or named among the known
#   limitations in the readme. Coats of arms as SVG have shades and gloss as a half transparent shape over the shield.
# Seen: opacity is ignored on shapes and on groups: a shade of a quarter is drawn in full black and covers what lies
#   below. fill-opacity gives the mixed colour. Nothing is logged. Printed is the colour in the middle of a red shield
#   below a black shade, by attribute.
# Here: workshops/emblem.py takes coats of arms as pictures (PNG, JPEG, WebP, GIF) and draws no SVG of others.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check svglib==2.3.2 reportlab==5.1.0 pypdfium2==5.15.2 pillow==13.0.0

cat >"$folder/see.py" <<'PYTHON'
import io

import pypdfium2
from reportlab.graphics import renderPDF
from svglib.svglib import svg2rlg

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="100" height="100" %s>'


def middle(shapes):
    drawing = svg2rlg(io.StringIO(HEAD % 'viewBox="0 0 100 100"' + shapes + "</svg>"))
    page = pypdfium2.PdfDocument(renderPDF.drawToString(drawing))[0]
    return "#%02x%02x%02x" % page.render(scale=1).to_pil().convert("RGB").getpixel((50, 50))


SHAPE = '<rect width="100" height="100" fill="{}" {}/>'
for attribute in ('fill-opacity="0.25"', 'opacity="0.25"', 'style="opacity:0.25"'):
    print(f"{attribute}: {middle(SHAPE.format('#f00', '') + SHAPE.format('#000', attribute))}")
group = '<g opacity="0.25">' + SHAPE.format("#000", "") + "</g>"
print(f"a group with opacity: {middle(SHAPE.format('#f00', '') + group)}")
PYTHON

cd "$folder"
seen=$("$folder/venv/bin/python" -W ignore "$folder/see.py")
echo "$seen"
expected='fill-opacity="0.25": #c00000
opacity="0.25": #000000
style="opacity:0.25": #000000
a group with opacity: #000000'
if [ "$seen" != "$expected" ]; then
    echo "This changed: opacity is obeyed now." >&2
    exit 1
fi
