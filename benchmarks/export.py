"""Documents beside the smallest thing their libraries can do: an empty Typst page, an empty python-docx file.

``python -m benchmarks.export``: best of several runs taken in turns; each run has another title, so that no
page comes from Typst's memory of the run before. The words of the sketch as plain paragraphs say what part of
its time no layout of ours can save. Memory is the process's peak beyond the start.
"""

import io
import json
import resource
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count

import docx
import typst

from design.typeface import FAMILY
from reports.bundle import sketches_zip
from reports.content import SketchReport
from reports.document import Document
from reports.docx import sketch_docx
from reports.minutes_document import minutes_docx, minutes_pdf
from reports.pdf import plain, sketch_pdf
from reports.sketch import sketch_document
from reports.submission import submission_pdf
from reports.typesetting import fonts
from tests.reports import factories

RUNS = 9
PARTICIPANTS = 60
numbers: Iterator[int] = count(1)


def empty_page() -> object:
    source = f'#set document(title: "Empty {next(numbers)}")\n#title()'.encode()
    stamp = datetime(2026, 1, 1, tzinfo=UTC)
    return typst.compile(source, font_paths=fonts(), pdf_standards="ua-1", timestamp=stamp)


def empty_docx() -> object:
    stream = io.BytesIO()
    docx.Document().save(stream)
    return stream.getvalue()


def plain_words(document: Document) -> Callable[[], object]:
    """Return what sets each text of a document as a paragraph, in its type and size, and nothing else."""
    texts = [text for text in _texts(plain(document)) if " " in text]
    template = b"""
        #set text(font: sys.inputs.face, size: 10.5pt, lang: "de")
        #set document(title: sys.inputs.title)
        #for each in json(bytes(sys.inputs.texts)) { par(each) }
    """

    def make() -> object:
        words = json.dumps([f"{texts[0]} {next(numbers)}", *texts[1:]])
        inputs = {"face": FAMILY, "title": f"Words {next(numbers)}", "texts": words}
        stamp = datetime(2026, 1, 1, tzinfo=UTC)
        return typst.compile(
            template, font_paths=fonts(), sys_inputs=inputs, pdf_standards="ua-1", timestamp=stamp
        )

    return make


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _texts(inner)


def renewed(report: SketchReport) -> SketchReport:
    number = next(numbers)
    content = report.content.model_copy(update={"title": f"{report.content.title} {number}"})
    return replace(report, version=number, content=content)


def best(makers: dict[str, Callable[[], object]]) -> dict[str, float]:
    """Return the best time of each in seconds; a busy moment of the machine falls on all of them."""
    found = dict.fromkeys(makers, float("inf"))
    for _ in range(RUNS):
        for name, make in makers.items():
            started = time.perf_counter()
            make()
            found[name] = min(found[name], time.perf_counter() - started)
    return found


def megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    reports = [factories.report(pick=pick) for pick in (0, 1, 2)]
    minutes = factories.minutes(raters=PARTICIPANTS)
    before = megabytes()
    first = time.perf_counter()
    sketch_pdf(reports[0])
    first = time.perf_counter() - first
    times = best(
        {
            "empty Typst page": empty_page,
            "empty python-docx file": empty_docx,
            "its words as plain paragraphs": plain_words(sketch_document(reports[0])),
            "sketch as PDF": lambda: sketch_pdf(renewed(reports[0])),
            "sketch to hand in as PDF": lambda: submission_pdf(renewed(reports[0])),
            "sketch as DOCX": lambda: sketch_docx(renewed(reports[0])),
            "bundle of three sketches": lambda: sketches_zip([renewed(report) for report in reports]),
            f"minutes of {PARTICIPANTS} people, PDF": lambda: minutes_pdf(
                minutes.model_copy(update={"series_title": f"Reihe {next(numbers)}"})
            ),
            f"minutes of {PARTICIPANTS} people, DOCX": lambda: minutes_docx(minutes),
        }
    )
    page, file = times["empty Typst page"], times["empty python-docx file"]
    print(f"first PDF of the process: {first * 1000:.0f} ms (fonts are loaded once)")
    for name, seconds in times.items():
        ratio = seconds / (file if "DOCX" in name else page)
        beside = "python-docx file" if "DOCX" in name else "Typst page"
        print(f"{name:32} {seconds * 1000:8.1f} ms   ratio to an empty {beside}: {ratio:6.1f}")
    print(f"peak memory beyond the start: {megabytes() - before:.0f} MiB")


if __name__ == "__main__":
    main()
