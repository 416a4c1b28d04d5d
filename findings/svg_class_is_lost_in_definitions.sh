#!/usr/bin/env bash
# Software: svglib 2.3.2 (reportlab 5.1.0, drawn with pypdfium2 5.15.2).
# Expected: A rule of a style element colours the shapes of its class wherever they stand (the library brings
#   cssselect2 for it): a charge that stands once in defs and is drawn by use has its colour (SVG 1.1, 5.6: the copy
#   has the properties that the rules give the original).
# Seen: A class on a shape in defs is not seen: the charge is black. The same shape outside defs, and with the colour
#   as an attribute, is drawn right, also through use. Nothing is logged. Drawing programs export both together,
#   classes for the tinctures and defs for what is repeated. Printed is the colour of the charge, each way.
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


RULE = "<style>.gules{fill:#f00}</style>"
USE = '<use xlink:href="#lily" x="25" y="25"/>'
print("class in defs:", middle(RULE + '<defs><rect id="lily" class="gules" width="50" height="50"/></defs>' + USE))
print("attribute in defs:", middle('<defs><rect id="lily" fill="#f00" width="50" height="50"/></defs>' + USE))
print("class outside:", middle(RULE + '<rect id="lily" class="gules" width="50" height="50"/>' + USE))
PYTHON

cd "$folder"
seen=$("$folder/venv/bin/python" -W ignore "$folder/see.py")
echo "$seen"
expected='class in defs: #000000
attribute in defs: #ff0000
class outside: #ff0000'
if [ "$seen" != "$expected" ]; then
    echo "This changed: classes are seen in definitions now." >&2
    exit 1
fi
