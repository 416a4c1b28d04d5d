#!/usr/bin/env bash
# Software: mammoth 1.13.0 (python-docx 1.2.0 writes the document).
# Expected: extract_raw_text() gives the text without its formatting, each paragraph followed by two newlines, as the
#   readme says. A line break within a paragraph (Shift+Enter), which ends a word, is white space there;
#   convert_to_html() of the same package writes br for it, and a tab stays a tab.
# Seen: The break leaves nothing behind: an address or a list of figures written as lines of one paragraph becomes one
#   word, 12 and 2027 become 122027. A ticked box (a content control) is gone from the raw text as well. Printed is
#   the text by extract_raw_text and by convert_to_html.
# Here: Templates in Word are filled in their XML (reports/word_template.py), text is not read out of them.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check mammoth==1.13.0 python-docx==1.2.0

cat >"$folder/see.py" <<'PYTHON'
import mammoth
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls


def document(*paragraphs):
    made = Document()
    for content in paragraphs:
        paragraph = made.add_paragraph()
        for each in parse_xml(f"<w:p {nsdecls('w')}>{content}</w:p>"):
            paragraph._p.append(each)
    made.save("made.docx")
    return "made.docx"


path = document(
    "<w:r><w:t>Marktplatz 12</w:t><w:br/><w:t>63450 Hanau</w:t></w:r>",
    "<w:r><w:t>12</w:t><w:br/><w:t>2027</w:t></w:r>",
)
print("raw:", *mammoth.extract_raw_text(path).value.split("\n\n"))
print("html:", mammoth.convert_to_html(path).value)
PYTHON

cd "$folder"
seen=$("$folder/venv/bin/python" -W ignore "$folder/see.py")
echo "$seen"
expected='raw: Marktplatz 1263450 Hanau 122027 
html: <p>Marktplatz 12<br />63450 Hanau</p><p>12<br />2027</p>'
if [ "$seen" != "$expected" ]; then
    echo "This changed: lines are kept apart now." >&2
    exit 1
fi
