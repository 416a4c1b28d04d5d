#!/usr/bin/env bash
# Software: pyexcel-ods3 0.6.1 and pyexcel-ods 0.6.0 (pyexcel-io 0.6.8).
# Expected: A cell with a time is read as a time or a duration, whatever its length, or the reader says that it
#   cannot: 36:15 hours are a timedelta, and so should be minus two hours (a balance) and one and a half seconds (a
#   measurement).
# Seen: A negative time and one with decimals of a second are None, the value of an empty cell, without a word. Both
#   are valid durations of ODF (XML Schema) and written by LibreOffice. Printed is each value as written in the file
#   and as read; python-calamine gives no empty cell for any. At the end of a row such a cell is missing altogether.
# Here: ODS is read by odfdo, and of a time what the cell shows is taken (usecases/ods_file.py).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check pyexcel-ods3==0.6.1 pyexcel-io==0.6.8 python-calamine==0.9.1

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


import pyexcel_ods3
import python_calamine

times = ("PT36H15M00S", "-PT02H00M00S", "PT00H00M01.5S")
write("time.ods", row(*(cell("x", f'office:value-type="time" office:time-value="{each}"') for each in times), "|"))
read = pyexcel_ods3.get_data("time.ods")["Liste"][0]
other = python_calamine.load_workbook("time.ods").get_sheet_by_index(0).to_python()[0]
for written, seen, by_other in zip(times, read, other):
    print(f"{written}: {seen} (calamine: {by_other})")
PYTHON

cd "$folder"
seen=$("$folder/venv/bin/python" -W ignore "$folder/see.py")
echo "$seen"
expected='PT36H15M00S: 1 day, 12:15:00 (calamine: PT36H15M00S)
-PT02H00M00S: None (calamine: -PT02H00M00S)
PT00H00M01.5S: None (calamine: 00:00:01.500000)'
if [ "$seen" != "$expected" ]; then
    echo "This changed: negative times and decimals of seconds are read now." >&2
    exit 1
fi
