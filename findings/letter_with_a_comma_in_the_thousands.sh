#!/usr/bin/env bash
# Software: docx-mailmerge2 1.0.3, python-docx 1.2.0.
# Expected: A number picture in a merge field is obeyed, or left alone with a warning: the readme says that the
#   formatting of fields is respected when compatible. Word in German writes the picture with the German signs,
#   #.##0,00, because it takes them from the system.
# Seen: The point is read as the decimal sign whatever the picture is: 1250.5 is printed as 1,250.50000, with the
#   signs of English and three places too many, and with 0,00 as 1,250, which in a German letter is one euro and a
#   quarter. No warning. An English picture is right. Printed is the text of the field by picture.
# Here: Templates are filled by docxtpl with texts that are formatted already (reports/placeholders.py).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check docx-mailmerge2==1.0.3 python-docx==1.2.0

cat >"$folder/see.py" <<'PYTHON'
import warnings

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from mailmerge import MailMerge

FIELD = "<w:p {}><w:fldSimple w:instr=' MERGEFIELD Betrag \\# \"{}\" '><w:r><w:t>x</w:t></w:r></w:fldSimple></w:p>"
for picture in ("#,##0.00", "#.##0,00", "0,00"):
    document = Document()
    document.element.body.insert(0, parse_xml(FIELD.format(nsdecls("w"), picture)))
    document.save("letter.docx")
    with warnings.catch_warnings(record=True) as told, MailMerge("letter.docx") as letter:
        warnings.simplefilter("always")
        letter.merge(Betrag=1250.5)
        letter.write("filled.docx")
    told = [each for each in told if issubclass(each.category, UserWarning)]
    print(f"{picture}: {Document('filled.docx').paragraphs[0].text}, warnings {len(told)}")
PYTHON

cd "$folder"
seen=$("$folder/venv/bin/python" -W ignore "$folder/see.py")
echo "$seen"
expected='#,##0.00: 1,250.50, warnings 0
#.##0,00: 1,250.50000, warnings 0
0,00: 1,250, warnings 0'
if [ "$seen" != "$expected" ]; then
    echo "This changed: German pictures are understood, or warned of." >&2
    exit 1
fi
