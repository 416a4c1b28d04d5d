#!/usr/bin/env bash
# Software: pyshacl 0.40.1, rdflib 7.6.0.
# Expected: sh:datatype refuses a literal whose text is not one of its datatype: SHACL (4.1.2) asks for it where
#   SPARQL knows the datatype, as xsd:dateTime and xsd:decimal, and pySHACL does so for xsd:date as well: 31.12.2026
#   is refused, and 1250,50 as a decimal.
# Seen: A day without a time conforms as xsd:dateTime, a moment as xsd:date, NaN and 1e3 as xsd:decimal, and every
#   text whatever as xsd:gYear and xsd:gYearMonth, which DCAT-AP names for dates of issue: zweitausend is a year. A
#   catalogue that passes here is refused by a harvester whose validator reads the texts. Printed is whether each
#   literal conforms.
# Here: usecases/dcat.py writes its dates with isoformat(), and tests compare the very text, beside the shapes
#   (decision 0022).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check pyshacl==0.40.1 rdflib==7.6.0

cat >"$folder/see.py" <<'PYTHON'
import logging

import pyshacl
from rdflib import Graph

logging.disable(logging.CRITICAL)
HEAD = "@prefix ex: <urn:x:> . @prefix sh: <http://www.w3.org/ns/shacl#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> ."
SHAPE = HEAD + "ex:S a sh:NodeShape ; sh:targetClass ex:Dataset ; sh:property [ sh:path ex:issued ; sh:datatype xsd:{} ] ."
DATA = HEAD + 'ex:a a ex:Dataset ; ex:issued "{}"^^xsd:{} .'
for text, kind in (
    ("31.12.2026", "date"), ("2026-05-01T10:00:00", "date"), ("2026-05-01", "dateTime"), ("zweitausend", "gYear"),
    ("2026-13", "gYearMonth"), ("1250,50", "decimal"), ("NaN", "decimal"), ("1e3", "decimal"),
):
    data, shape = Graph().parse(data=DATA.format(text, kind)), Graph().parse(data=SHAPE.format(kind))
    print(f"{text} as {kind}: {pyshacl.validate(data, shacl_graph=shape)[0]}")
PYTHON

cd "$folder"
seen=$("$folder/venv/bin/python" -W ignore "$folder/see.py")
echo "$seen"
expected='31.12.2026 as date: False
2026-05-01T10:00:00 as date: True
2026-05-01 as dateTime: True
zweitausend as gYear: True
2026-13 as gYearMonth: True
1250,50 as decimal: False
NaN as decimal: True
1e3 as decimal: True'
if [ "$seen" != "$expected" ]; then
    echo "This changed: ill-formed literals are refused now." >&2
    exit 1
fi
