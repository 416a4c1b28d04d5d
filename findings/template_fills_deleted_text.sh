#!/usr/bin/env bash
# Software: docxtpl 0.20.2, python-docx 1.2.0.
# Expected: Text that was struck out with change tracking is no longer part of a Word template: a placeholder in it
#   asks for nothing, and a condition in it is not obeyed.
# Seen: The template engine reads the XML as text and sees no difference: a deleted placeholder is filled and counted
#   among the wanted variables, and a deleted condition takes the living text between its ends out of the document.
#   Printed are the variables that the library finds, and the document's living text, once with and once without the
#   struck-out part.
# Here: reports/template_package.py takes deleted text out of a template before it is checked and filled.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check docxtpl==0.20.2 python-docx==1.2.0

cat >"$folder/see.py" <<'PYTHON'
import io

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docxtpl import DocxTemplate


def deleted(text):
    return parse_xml(
        f'<w:del {nsdecls("w")} w:id="1" w:author="A" w:date="2026-01-01T00:00:00Z"><w:r><w:delText>{text}</w:delText></w:r></w:del>'
    )


for struck in (False, True):
    document = Document()
    paragraph = document.add_paragraph("Project: {{ title }}. ")
    if struck:
        paragraph._p.append(deleted("{{ budget }} {% if approved %}"))
        paragraph.add_run("It begins in May.")
        paragraph._p.append(deleted("{% endif %}"))
    else:
        paragraph.add_run("It begins in May.")
    file = io.BytesIO()
    document.save(file)
    template = DocxTemplate(io.BytesIO(file.getvalue()))
    wanted = ", ".join(sorted(template.get_undeclared_template_variables()))
    template.render({"title": "Sensors", "budget": 1, "approved": False})
    filled = io.BytesIO()
    template.save(filled)
    print(f"struck out: {struck}; wanted: {wanted}; text: [{Document(filled).paragraphs[0].text}]")
PYTHON

seen=$("$folder/venv/bin/python" -W ignore "$folder/see.py")
echo "$seen"
expected='struck out: False; wanted: title; text: [Project: Sensors. It begins in May.]
struck out: True; wanted: approved, budget, title; text: [Project: Sensors. ]'
if [ "$seen" != "$expected" ]; then
    echo "This changed: deleted text is left alone now." >&2
    exit 1
fi
