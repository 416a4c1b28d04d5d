"""Every output of a series as somebody outside has it: what a server sends, and documents read back."""

import io
import re
import time
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import closing
from html import unescape

import httpx
import openpyxl
import pypdf
import pypdfium2  # type: ignore[import-untyped]

from reports.docx import sketch_docx
from reports.minutes import minutes_json
from reports.minutes_document import minutes_docx, minutes_pdf
from reports.pdf import sketch_pdf
from reports.pptx import council_pptx
from reports.xlsx import results_xlsx
from tests.serve.websocket import visit
from tests.workshops.room import ADVISOR, Room
from ui import navigation, services
from ui.documents import series as gathered
from workshops import journal, series
from workshops.access import admission
from workshops.actors import Actor
from workshops.evaluation import kept
from workshops.wall import steering

PAGES = ("auswertung", "entscheidung", "skizzen", "gewichte", "moderation", "mitnehmen", "ergebnis")
"""The advisor's pages that show or hand on what was rated."""
PATIENCE = 20.0
STALE_SECONDS = 3.0
"""What a phone is told may be so old."""
NOISE = re.compile(
    r"[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{12,}|(nanos|seconds|\w+_time|timestamp\w*): [\d.e-]+"
    r"|\d\d:\d\d(:\d\d[\d.+:]*)?|data-(mark|version|person)=\"[^\"]*\"|\d+ % aller"
)
"""What differs from look to look, whatever was answered."""


def documents(room: Room, actor: Actor = ADVISOR, *, pdfs: bool = True) -> dict[str, str]:
    """Return what stands in the files that this actor may download, read by other libraries than ours."""
    services.forget_evaluations()
    kept.forget()
    gathered.forget()
    found = gathered.gather(actor, series.get(room.database, ADVISOR, room.id), "de")
    made = {
        "minutes.json": minutes_json(found.minutes).decode(),
        "minutes.docx": _office(minutes_docx(found.minutes)),
    }
    if pdfs:
        made["minutes.pdf"] = _pdf(minutes_pdf(found.minutes))
    for sketch in found.sketch_reports:
        made["sketch.docx"] = _office(sketch_docx(sketch))
        if pdfs:
            made["sketch.pdf"] = _pdf(sketch_pdf(sketch))
    if found.council and found.ratings:
        made["slides.pptx"] = _office(council_pptx(found.council))
        made["workbook.xlsx"] = _sheets(results_xlsx(found.ratings))
    return made


def _pdf(content: bytes) -> str:
    """Return what a reader sees, and the alternative texts of the pictures.

    PDFium reads the pages fifty times as fast as pypdf, which took half of these tests.
    """
    reader = pypdf.PdfReader(io.BytesIO(content))
    told = [str(each["/Alt"]) for each in _objects(reader) if isinstance(each, dict) and "/Alt" in each]
    with closing(pypdfium2.PdfDocument(content)) as seen:
        pages = [page.get_textpage().get_text_bounded() for page in seen]
    assert len(pages) == len(reader.pages)
    assert all(page.strip() for page in pages), "a page without text"
    return "\n".join([*pages, *told])


def _objects(reader: pypdf.PdfReader) -> Iterator[object]:
    for number in range(1, int(reader.trailer["/Size"])):
        yield reader.get_object(pypdf.generic.IndirectObject(number, 0, reader))


def _office(content: bytes) -> str:
    """Return the texts of an Office file, one paragraph or row of a table a line, and descriptions."""
    said = []
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        for name in sorted(file.namelist()):
            if name.endswith(".xlsx"):
                said.append(_sheets(file.read(name)))
            elif re.search(r"(document|slide\d+|chart\d+|header\d*|footer\d*|notesSlide\d+)\.xml$", name):
                said.append(_words(file.read(name).decode()))
    return "\n".join(said)


def _words(xml: str) -> str:
    told = "\n".join(re.findall(r'descr="([^"]*)"', xml))
    lines = re.sub(r"</(w:tr|a:tr|c:pt)>", "\n", re.sub(r"</(w:p|a:p)>", "\x1f", xml))
    lines = re.sub(r"\x1f(?=\s*</(w|a):(tc|txBody)>)", " ", lines).replace("\x1f", "\n")
    return unescape(re.sub(r"<[^>]+>", "", lines) + "\n" + told)


def _sheets(content: bytes) -> str:
    return "\n".join(
        " | ".join(f"{cell:.12f}" if isinstance(cell, float) else str(cell) for cell in row)
        for sheet in openpyxl.load_workbook(io.BytesIO(content))
        for row in sheet.iter_rows(values_only=True)
    )


class Screens:
    """What a running server sends for one series: advisor, municipality, a phone, each scene of the wall."""

    def __init__(self, url: str, room: Room, phone: str) -> None:
        self.url, self.room = url, room
        database = room.database
        advisor = admission.sign_in(database, admission.sign_in_link_token(database))
        self.advisor = {admission.ADVISOR_COOKIE: advisor}
        self.municipality = {
            admission.RESULT_COOKIE: admission.create_link(database, ADVISOR, room.id, "municipality")
        }
        self.wall = {admission.WALL_COOKIE: admission.create_link(database, ADVISOR, room.id, "wall")}
        self.phone = {admission.PARTICIPANT_COOKIE: phone}

    def pages(self) -> dict[str, str]:
        """Return all that the pages are sent, charts and alternative texts among it."""
        seen = {page: visit(self.url, page, self.advisor, query=f"reihe={self.room.id}") for page in PAGES}
        seen["results"] = visit(self.url, navigation.RESULTS.address, self.municipality)
        return seen

    def light(self) -> dict[str, str]:
        """Return what a phone and the wall are sent, each scene with all its steps."""
        seen, began = {}, time.monotonic()
        database, series_id = self.room.database, self.room.id
        for stop in steering.standing(database, ADVISOR, series_id).stops:
            for step in range(stop.steps):
                standing = steering.go(database, ADVISOR, series_id, stop.scene, stop.subject, step=step)
                mark = f"{standing.position.mark}~{journal.revision(database, series_id)}~"
                seen[f"wall {stop.scene} {stop.subject} {step}"] = self._wall_at(mark)
        time.sleep(max(0.0, began + STALE_SECONDS - time.monotonic()))
        return seen | {f"phone {path}": self._get(path, self.phone) for path in ("/live", "/live/result")}

    def _wall_at(self, mark: str) -> str:
        """Return the wall once it has followed."""
        ends = time.monotonic() + PATIENCE
        while mark not in unescape(text := self._get("/wand", self.wall)):
            assert time.monotonic() < ends, mark
            time.sleep(0.1)
        return text

    def _get(self, path: str, cookies: Mapping[str, str]) -> str:
        answer = httpx.get(self.url + path, cookies=dict(cookies), timeout=60, follow_redirects=True)
        assert answer.status_code == 200, (path, answer.status_code)
        return answer.text


def plain(seen: Mapping[str, str]) -> dict[str, str]:
    """Return the texts without what differs from look to look."""
    return {name: NOISE.sub("#", text) for name, text in seen.items()}
