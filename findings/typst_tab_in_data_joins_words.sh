#!/usr/bin/env bash
# Software: typst 0.15.2 (the Python package), pypdf 7.1.0.
# Expected: A tab is white space: between two words it separates them, wherever the text comes from.
# Seen: In markup a tab is a space. In text that arrives as data (sys.inputs, and strings in general) it leaves
#   nothing behind: the words on both sides are joined, figures of a pasted table become one number. No warning. Printed
#   is the text read back for each way.
# Here: reports/prose.py turns tabs and vertical tabs into blanks before text reaches a template.
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
for name, markup in {"markup": "12\t2027", "data": "#sys.inputs.text"}.items():
    source.write_text(markup, "utf-8")
    made, warnings = typst.compile_with_warnings(str(source), sys_inputs={"text": "12\t2027"})
    print(f"{name}: {pypdf.PdfReader(io.BytesIO(made)).pages[0].extract_text().strip()}, warnings {len(warnings)}")
PYTHON

seen=$("$folder/venv/bin/python" -W ignore "$folder/see.py")
echo "$seen"
expected='markup: 12 2027, warnings 0
data: 122027, warnings 0'
if [ "$seen" != "$expected" ]; then
    echo "This changed: tabs in data separate now." >&2
    exit 1
fi
