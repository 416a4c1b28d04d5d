#!/usr/bin/env bash
# Software: typst 0.15.2 (the Python package), pikepdf 10.18.0.
# Expected: With pdf_standards=ua-1 the compiler refuses what a reading device could not use: an image without
#   alternative text, a heading that skips a level. A data table without any header cell is such a thing (ISO 14289-1,
#   7.5).
# Seen: A table without table.header is accepted without a warning and tagged with data cells only; the same table
#   with table.header has header cells with their scope. Printed are the tags of cells in both files, and the warnings.
# Here: reports/templates/ write every table with table.header, and tests read the tags back.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check typst==0.15.2 pikepdf==10.18.0

cat >"$folder/see.py" <<'PYTHON'
import io
import tempfile
from collections import Counter
from pathlib import Path

import pikepdf
import typst

source = Path(tempfile.mkdtemp(), "page.typ")
for name, head in {"without": "[Year][Cost]", "with": "table.header([Year][Cost]),"}.items():
    cells = "[2026], [10]"
    head = "[Year], [Cost]," if name == "without" else "table.header([Year], [Cost]),"
    source.write_text(f'#set document(title: "T")\n= Heading\n#table(columns: 2, {head} {cells})', "utf-8")
    made, warnings = typst.compile_with_warnings(str(source), pdf_standards="ua-1")
    with pikepdf.open(io.BytesIO(made)) as pdf:
        tags = Counter(str(o.get("/S")) for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/S" in o)
    print(f"{name} table.header: TH {tags['/TH']}, TD {tags['/TD']}, warnings {len(warnings)}")
PYTHON

seen=$("$folder/venv/bin/python" -W ignore "$folder/see.py")
echo "$seen"
expected='without table.header: TH 0, TD 4, warnings 0
with table.header: TH 2, TD 2, warnings 0'
if [ "$seen" != "$expected" ]; then
    echo "This changed: a table without header is refused or tagged otherwise now." >&2
    exit 1
fi
