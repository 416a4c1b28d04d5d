#!/usr/bin/env bash
# Software: docxtpl 0.20.2, python-docx 1.2.0, jinja2 3.1.6.
# Expected: With autoescape, which text with an ampersand needs in the body, a placeholder in the properties of the
#   file (its title) is filled with the same text as one in the body.
# Seen: Properties are filled through python-docx, which escapes by itself, with a value that is escaped already: the
#   body says Mobility & Transport, the property that file lists and reading devices show says Mobility &amp; Transport.
#   Without autoescape the property is right and the body loses the ampersand. Printed are both, each way.
# Here: reports/own_template.py writes the properties itself after filling.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check docxtpl==0.20.2 python-docx==1.2.0 jinja2==3.1.6

cat >"$folder/see.py" <<'PYTHON'
import io

from docx import Document
from docxtpl import DocxTemplate

document = Document()
document.add_paragraph("{{ title }}")
document.core_properties.title = "{{ title }}"
file = io.BytesIO()
document.save(file)
for autoescape in (True, False):
    template = DocxTemplate(io.BytesIO(file.getvalue()))
    template.render({"title": "Mobility & Transport"}, autoescape=autoescape)
    saved = io.BytesIO()
    template.save(saved)
    filled = Document(saved)
    print(f"autoescape {autoescape}: body [{filled.paragraphs[0].text}], property [{filled.core_properties.title}]")
PYTHON

seen=$("$folder/venv/bin/python" -W ignore "$folder/see.py")
echo "$seen"
expected='autoescape True: body [Mobility & Transport], property [Mobility &amp; Transport]
autoescape False: body [Mobility  Transport], property [Mobility & Transport]'
if [ "$seen" != "$expected" ]; then
    echo "This changed: properties are filled like the body now." >&2
    exit 1
fi
