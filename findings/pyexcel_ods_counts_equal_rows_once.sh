#!/usr/bin/env bash
# Software: pyexcel-ods 0.6.0 (odfpy 1.4.1), beside pyexcel-ods3 0.6.1 and python-calamine 0.9.1.
# Expected: Equal rows that follow one another are so many rows, however the file packs them: ODF lets a writer say
#   table:number-rows-repeated, spreadsheet programs do, and the package expands the same for cells
#   (number-columns-repeated).
# Seen: A repeated row is returned once. Five ballots for A and two for B, each answered alike, are read as one each:
#   a tie. Its sibling pyexcel-ods3 returns seven. With both installed, pyexcel_ods3.get_data() is answered by
#   pyexcel-ods and loses them too. Printed is the number of ballots by each, and by pyexcel_ods3 with both installed.
# Here: ODS is read by odfdo, which expands repeated rows (usecases/ods_file.py, decision 0021).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check pyexcel-ods3==0.6.1 python-calamine==0.9.1

cat >"$folder/see.py" <<'PYTHON'
import zipfile

NAMES = " ".join(f'xmlns:{each}="urn:oasis:names:tc:opendocument:xmlns:{each}:1.0"' for each in ("office", "table", "text"))
KIND = "application/vnd.oasis.opendocument.spreadsheet"


def write(name, rows):
    content = f'<office:document-content {NAMES} xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.3">'
    content += f'<office:body><office:spreadsheet><table:table table:name="Liste">{rows}</table:table>'
    entries = "".join(
        f'<m:file-entry m:full-path="{path}" m:media-type="{kind}"/>'
        for path, kind in (("/", KIND), ("content.xml", "text/xml"))
    )
    with zipfile.ZipFile(name, "w") as file:
        file.writestr("mimetype", KIND)
        file.writestr("content.xml", content + "</office:spreadsheet></office:body></office:document-content>")
        file.writestr(
            "META-INF/manifest.xml",
            f'<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" m:version="1.3">{entries}</m:manifest>',
        )


def cell(shown, value='office:value-type="string"'):
    return f"<table:table-cell {value}><text:p>{shown}</text:p></table:table-cell>"


def row(*cells):
    return "<table:table-row>" + "".join(each if each[:1] == "<" else cell(each) for each in cells) + "</table:table-row>"


import sys
from collections import Counter

import pyexcel_ods3
import python_calamine

again = "<table:table-row table:number-rows-repeated={0}>{1}</table:table-row>".format
write("ballots.ods", again('"5"', cell("A")) + again('"2"', cell("B")))


def counted(rows):
    return dict(Counter(each[0] for each in rows))


if len(sys.argv) == 1:
    print("pyexcel-ods3 alone:", counted(pyexcel_ods3.get_data("ballots.ods")["Liste"]))
    print("calamine:", counted(python_calamine.load_workbook("ballots.ods").get_sheet_by_index(0).to_python()))
else:
    import pyexcel_ods

    print("pyexcel-ods:", counted(pyexcel_ods.get_data("ballots.ods")["Liste"]))
    print("pyexcel-ods3 beside it:", counted(pyexcel_ods3.get_data("ballots.ods")["Liste"]))
PYTHON

cd "$folder"
seen=$("$folder/venv/bin/python" -W ignore "$folder/see.py")
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check pyexcel-ods==0.6.0
seen+=$'\n'$("$folder/venv/bin/python" -W ignore "$folder/see.py" both)
echo "$seen"
expected="pyexcel-ods3 alone: {'A': 5, 'B': 2}
calamine: {'A': 5, 'B': 2}
pyexcel-ods: {'A': 1, 'B': 1}
pyexcel-ods3 beside it: {'A': 1, 'B': 1}"
if [ "$seen" != "$expected" ]; then
    echo "This changed: equal rows are counted as they are now." >&2
    exit 1
fi
