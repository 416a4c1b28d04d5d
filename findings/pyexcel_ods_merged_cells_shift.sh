#!/usr/bin/env bash
# Software: pyexcel-ods 0.6.0 (odfpy 1.4.1), beside python-calamine 0.9.1.
# Expected: A cell that lies under a merged one keeps its place: ODF writes it as table:covered-table-cell, so that
#   the cells after it stay in their columns. An office that is merged over the rows of its projects leaves the others
#   empty in that column.
# Seen: Covered cells are dropped: all cells after them move to the left. In the second project of a merged office the
#   title stands in the column of the office and the cost in the column of the title. The sibling pyexcel-ods3 leaves
#   a gap. Printed is that row by each package.
# Here: ODS is read by odfdo, which keeps covered cells (usecases/ods_file.py, decision 0021).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check pyexcel-ods==0.6.0 odfpy==1.4.1 python-calamine==0.9.1

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


import pyexcel_ods
import python_calamine

merged = cell("Bauamt", 'table:number-columns-spanned="1" table:number-rows-spanned="2" office:value-type="string"')
rows = row("Amt", "Vorhaben", "Kosten") + row(merged, "Brunnen", "100")
write("merged.ods", rows + row("<table:covered-table-cell/>", "Radweg", "200"))
print("pyexcel-ods:", pyexcel_ods.get_data("merged.ods")["Liste"][2])
print("calamine:", python_calamine.load_workbook("merged.ods").get_sheet_by_index(0).to_python()[2])
PYTHON

cd "$folder"
seen=$("$folder/venv/bin/python" -W ignore "$folder/see.py")
echo "$seen"
expected="pyexcel-ods: ['Radweg', '200']
calamine: ['', 'Radweg', '200']"
if [ "$seen" != "$expected" ]; then
    echo "This changed: covered cells keep their place now." >&2
    exit 1
fi
