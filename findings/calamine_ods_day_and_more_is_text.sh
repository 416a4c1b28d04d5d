#!/usr/bin/env bash
# Software: python-calamine 0.9.1 (openpyxl 3.1.5 writes the XLSX).
# Expected: A column of hours has one type: the reader documents time and timedelta among what a cell may be, and for
#   XLSX returns a timedelta for 36:15 hours.
# Seen: In ODS hours below a day are a time, and from 24 hours on the cell is the raw text of the file, PT36H15M00S,
#   as is a negative balance of hours. A sum over the column fails or leaves them out. Printed is the same column by
#   both formats.
# Here: ODS is read by odfdo, and of a time what the cell shows is taken (usecases/ods_file.py).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check python-calamine==0.9.1 openpyxl==3.1.5

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


from datetime import timedelta

import openpyxl
import python_calamine

hours = {"PT07H30M00S": timedelta(hours=7.5), "PT36H15M00S": timedelta(hours=36.25)}
write("hours.ods", "".join(row(cell("x", f'office:value-type="time" office:time-value="{each}"')) for each in hours))
book = openpyxl.Workbook()
for number, value in enumerate(hours.values(), start=1):
    book.active.cell(number, 1, value).number_format = "[h]:mm"
book.save("hours.xlsx")
for name in ("hours.xlsx", "hours.ods"):
    read = [each[0] for each in python_calamine.load_workbook(name).get_sheet_by_index(0).to_python()]
    print(f"{name}:", *(f"{type(each).__name__} {each}," for each in read))
PYTHON

cd "$folder"
seen=$("$folder/venv/bin/python" -W ignore "$folder/see.py")
echo "$seen"
expected='hours.xlsx: timedelta 7:30:00, timedelta 1 day, 12:15:00,
hours.ods: time 07:30:00, str PT36H15M00S,'
if [ "$seen" != "$expected" ]; then
    echo "This changed: long times are durations now." >&2
    exit 1
fi
