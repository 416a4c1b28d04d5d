#!/usr/bin/env bash
# Software: docx2txt 0.9, docx2python 3.7.1 (mammoth 1.13.0 beside them).
# Expected: With change tracking, text that was moved stands once, where it was moved to: both packages leave out text
#   that was deleted (w:del), and a move is a deletion here and an insertion there (w:moveFrom, w:moveTo).
# Seen: Moved text is returned at both places: the sentence that a colleague moved is in the text twice, a sum over
#   the lines counts it twice, and a contradiction to the new place stays. mammoth returns it once. Printed are the
#   lines by each package.
# Here: reports/template_package.py takes out what was moved away, like what was deleted, before a template is checked
#   and filled.
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


BY = 'w:author="A" w:date="2026-01-01T00:00:00Z"'
path = document(
    "<w:r><w:t>Ziel</w:t></w:r>",
    f'<w:moveFrom w:id="1" {BY}><w:r><w:t>Kosten: 500</w:t></w:r></w:moveFrom>',
    f'<w:del w:id="2" {BY}><w:r><w:delText>Altes</w:delText></w:r></w:del>',
    "<w:r><w:t>Nutzen</w:t></w:r>",
    f'<w:moveTo w:id="3" {BY}><w:r><w:t>Kosten: 500</w:t></w:r></w:moveTo>',
)
for name, text in (
    ("docx2txt", docx2txt.process(path)),
    ("docx2python", docx2python(path).text),
    ("mammoth", mammoth.extract_raw_text(path).value),
):
    print(f"{name}:", ", ".join(line for line in text.splitlines() if line.strip()))
PYTHON

cd "$folder"
seen=$("$folder/venv/bin/python" -W ignore "$folder/see.py")
echo "$seen"
expected='docx2txt: Ziel, Kosten: 500, Nutzen, Kosten: 500
docx2python: Ziel, Kosten: 500, Nutzen, Kosten: 500
mammoth: Ziel, Nutzen, Kosten: 500'
if [ "$seen" != "$expected" ]; then
    echo "This changed: moved text is read once now." >&2
    exit 1
fi
