#!/usr/bin/env bash
# Software: python-calamine 0.9.1 (openpyxl 3.1.5 writes the XLSX).
# Expected: White space in a cell is kept or becomes a blank: the same reader returns the tab of an XLSX cell, and in
#   ODS it keeps repeated blanks (text:s) and several lines (text:p).
# Seen: In ODS a tab and a line break within a paragraph (text:tab, text:line-break; the first is what LibreOffice
#   writes of a tab) leave nothing behind: the words on both sides are joined, and 12, tab, 2027 becomes the number
#   122027. Printed is the cell of both files.
# Here: ODS is read by odfdo, which keeps both (usecases/ods_file.py; decision 0021 says why not by calamine).
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


import openpyxl
import python_calamine

write("tab.ods", row("12<text:tab/>2027", "a<text:line-break/>b", "a<text:s text:c=\"3\"/>b"))
book = openpyxl.Workbook()
book.active.append(["12\t2027", "a\nb", "a   b"])
book.save("tab.xlsx")
for name in ("tab.xlsx", "tab.ods"):
    print(f"{name}: {python_calamine.load_workbook(name).get_sheet_by_index(0).to_python()[0]}")
PYTHON

cd "$folder"
seen=$("$folder/venv/bin/python" -W ignore "$folder/see.py")
echo "$seen"
expected="tab.xlsx: ['12\\t2027', 'a\\nb', 'a   b']
tab.ods: ['122027', 'ab', 'a   b']"
if [ "$seen" != "$expected" ]; then
    echo "This changed: tabs and line breaks are kept now." >&2
    exit 1
fi
