#!/usr/bin/env bash
# Software: docxcompose 2.2.0, python-docx 1.2.0.
# Expected: Two Word documents with a comment each become one with two comments, each beside its words; numbers of
#   footnotes, lists and pictures are given anew when documents are joined. What is not carried over (headers and
#   footers) the readme names.
# Seen: The anchors of the second document are copied with their numbers, its comments are not: the remark of the
#   first document stands beside the words of the second as well, and the second remark is lost. A reviewer is quoted
#   on a text that he never saw. Printed are the comments of the joined file, and the words that each anchor encloses.
# Here: Documents are made from one model (reports/content.py, decision 0010), never joined from files.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check docxcompose==2.2.0 python-docx==1.2.0

cat >"$folder/see.py" <<'PYTHON'
from docx import Document
from docx.oxml.ns import qn
from docxcompose.composer import Composer

for name, words, remark in (("first", "Radweg", "zu teuer"), ("second", "Brunnen", "sehr gut")):
    document = Document()
    document.add_comment(document.add_paragraph(words).runs, text=remark, author=name)
    document.save(f"{name}.docx")
composer = Composer(Document("first.docx"))
composer.append(Document("second.docx"))
composer.save("joined.docx")

joined = Document("joined.docx")
remarks = {comment.comment_id: comment.text for comment in joined.comments}
print("comments:", *remarks.values())
for paragraph in joined.paragraphs:
    for anchor in paragraph._p.iter(qn("w:commentRangeStart")):
        print(f"beside {paragraph.text}: {remarks[int(anchor.get(qn('w:id')))]}")
PYTHON

cd "$folder"
seen=$("$folder/venv/bin/python" -W ignore "$folder/see.py")
echo "$seen"
expected='comments: zu teuer
beside Radweg: zu teuer
beside Brunnen: zu teuer'
if [ "$seen" != "$expected" ]; then
    echo "This changed: comments go with their words now." >&2
    exit 1
fi
