#!/usr/bin/env bash
# Software: odfdo 3.27.3.
# Expected: A time of PT00H00M01.5S is one and a half seconds: the value is a duration of ISO 8601 (XML Schema), whose
#   seconds may have decimals, LibreOffice writes them so, and Duration.decode() promises to read it or to raise
#   ValueError.
# Seen: The point is skipped and the digits run together: 1.5 seconds become 15, and 1.25 become 125; a share of a
#   second makes a measured time ten or a hundred times as long. The same in a cell and in Duration.decode(). Printed
#   are the seconds of both by odfdo and by python-calamine.
# Here: usecases/ods_file.py takes what a cell of a time shows, not odfdo's value of it.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check odfdo==3.27.3 python-calamine==0.9.1

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


import odfdo
import python_calamine
from odfdo.datatype import Duration

times = ("PT00H00M01.5S", "PT00H00M01.25S")
write("time.ods", row(*(cell("1,5", f'office:value-type="time" office:time-value="{each}"') for each in times)))
print("odfdo:", *(each.total_seconds() for each in odfdo.Document("time.ods").body.get_table(0).get_values()[0]))
print("odfdo, Duration.decode:", *(Duration.decode(each).total_seconds() for each in times))
for each in python_calamine.load_workbook("time.ods").get_sheet_by_index(0).to_python()[0]:
    print("calamine:", each.second + each.microsecond / 1e6)
PYTHON

cd "$folder"
seen=$("$folder/venv/bin/python" -W ignore "$folder/see.py")
echo "$seen"
expected='odfdo: 15.0 125.0
odfdo, Duration.decode: 15.0 125.0
calamine: 1.5
calamine: 1.25'
if [ "$seen" != "$expected" ]; then
    echo "This changed: the decimals of a duration are read now; usecases/ods_file.py may take the value." >&2
    exit 1
fi
