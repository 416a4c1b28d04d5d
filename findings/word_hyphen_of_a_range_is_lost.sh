#!/usr/bin/env bash
# Software: docx2txt 0.9, docx2python 3.7.1 (python-docx 1.2.0 and mammoth 1.13.0 beside them).
# Expected: The hyphen that does not break a line (Ctrl+Shift+Hyphen in Word, w:noBreakHyphen in the file) is a
#   character of the text, as tabs and breaks are, which both packages return.
# Seen: Both leave it out and join what stands on its two sides: 10-20 percent are read as 1020 percent, Smart-Region
#   as SmartRegion. Offices type it in ranges, dates and names to keep them on one line. mammoth and python-docx
#   return it. Printed is the text by each package.
# Here: Templates in Word are filled in their XML (reports/word_template.py), text is not read out of them.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check docx2txt==0.9 docx2python==3.7.1 mammoth==1.13.0 python-docx==1.2.0

cat >"$folder/see.py" <<'PYTHON'
import docx2txt
import mammoth
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx2python import docx2python


def document(*paragraphs):
    made = Document()
    for content in paragraphs:
        paragraph = made.add_paragraph()
        for each in parse_xml(f"<w:p {nsdecls('w')}>{content}</w:p>"):
            paragraph._p.append(each)
    made.save("made.docx")
    return "made.docx"


path = document("<w:r><w:t>10</w:t><w:noBreakHyphen/><w:t>20 Prozent</w:t></w:r>")
print("docx2txt:", docx2txt.process(path).strip())
print("docx2python:", docx2python(path).text.strip())
print("python-docx:", Document(path).paragraphs[0].text)
print("mammoth:", mammoth.extract_raw_text(path).value.strip().replace("\u2011", "-"))
PYTHON

cd "$folder"
seen=$("$folder/venv/bin/python" -W ignore "$folder/see.py")
echo "$seen"
expected='docx2txt: 1020 Prozent
docx2python: 1020 Prozent
python-docx: 10-20 Prozent
mammoth: 10-20 Prozent'
if [ "$seen" != "$expected" ]; then
    echo "This changed: the hyphen is kept now." >&2
    exit 1
fi
