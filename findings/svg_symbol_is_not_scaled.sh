#!/usr/bin/env bash
# Software: svglib 2.3.2 (reportlab 5.1.0, drawn with pypdfium2 5.15.2).
# Expected: A symbol is drawn where use places it, scaled by its viewBox to the width and height of the use: this is
#   what symbol has over a group (SVG 1.1, 5.5), and collections of icons and of heraldic charges are made of it. A
#   nested svg element with the same attributes gives the same.
# Seen: Width and height of the use are ignored: a charge with a viewBox of 10 that is to fill half of the shield
#   stands in a tenth of it. A nested svg fills three quarters of its place. Only a group with transform is right.
#   Nothing is logged. Printed is the part of the width that is painted, which is a half in each case.
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


def painted(shapes):
    drawing = svg2rlg(io.StringIO(HEAD % 'viewBox="0 0 100 100"' + shapes + "</svg>"))
    page = pypdfium2.PdfDocument(renderPDF.drawToString(drawing))[0]
    picture = page.render(scale=4).to_pil().convert("L").point(lambda light: 255 * (light < 200))
    left, _top, right, _bottom = picture.getbbox()
    return f"{(right - left) / picture.width:.0%}"


SHAPE = '<rect width="10" height="10" fill="#f00"/>'
PLACE = 'x="25" y="25" width="50" height="50"'
print("group:", painted(f'<g transform="translate(25 25) scale(5)">{SHAPE}</g>'))
print("symbol:", painted(f'<symbol id="lily" viewBox="0 0 10 10">{SHAPE}</symbol><use xlink:href="#lily" {PLACE}/>'))
print("nested svg:", painted(f'<svg {PLACE} viewBox="0 0 10 10">{SHAPE}</svg>'))
PYTHON

cd "$folder"
seen=$("$folder/venv/bin/python" -W ignore "$folder/see.py")
echo "$seen"
expected='group: 50%
symbol: 10%
nested svg: 38%'
if [ "$seen" != "$expected" ]; then
    echo "This changed: symbols are scaled now." >&2
    exit 1
fi
