#!/usr/bin/env bash
# Software: typst 0.15.2 (the Python package), pypdf 7.1.0.
# Expected: A PDF that is asked for as PDF/UA-1 is refused when its text cannot be drawn, as it is refused for a
#   single missing character; at least the caller is told.
# Seen: With a font family that is not there and fallback: false, compile() returns a PDF without a word; it declares
#   PDF/UA-1, and its page has no text, heading included. Only compile_with_warnings() tells of the unknown family.
#   Printed are the length of the text read back, whether the file declares PDF/UA, and the warning.
# Here: reports/typesetting.py compiles with warnings and treats one as an error, and reads the text back before a
#   document is handed out.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check typst==0.15.2 pypdf==7.1.0

cat >"$folder/see.py" <<'PYTHON'
import io
import tempfile
from pathlib import Path

import pypdf
import typst

source = Path(tempfile.mkdtemp(), "page.typ")
source.write_text('#set document(title: "T")\n#set text(font: "No Such Family", fallback: false)\n= Heading\nText', "utf-8")
made = typst.compile(str(source), pdf_standards="ua-1")
text = pypdf.PdfReader(io.BytesIO(made)).pages[0].extract_text()
_, warnings = typst.compile_with_warnings(str(source), pdf_standards="ua-1")
print(f"characters: {len(text.strip())}; declares PDF/UA: {b'pdfuaid' in made}; warnings asked for: {len(warnings)}")
PYTHON

seen=$("$folder/venv/bin/python" -W ignore "$folder/see.py")
echo "$seen"
expected='characters: 0; declares PDF/UA: True; warnings asked for: 1'
if [ "$seen" != "$expected" ]; then
    echo "This changed: an unknown family is told or refused now." >&2
    exit 1
fi
