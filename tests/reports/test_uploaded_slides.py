"""Slides in an office's own template: layouts by name, logo, colours, typefaces kept; checked on upload."""

import zipfile
from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pptx
import pytest
from pptx.util import Cm

from reports import uploaded_slides
from reports.content import CouncilReport
from reports.template_errors import OwnTemplateError
from reports.uploaded_slides import examined, fill, filled
from tests.reports import factories, hostile
from tests.reports.office import converted, needs_office
from tests.reports.slide_files import as_template, office_template, repacked


def hostile_council() -> CouncilReport:
    return factories.council(sketches=(hostile.report(), hostile.empty_report()))


SIZES = [(Cm(33.867), Cm(19.05)), (Cm(25.4), Cm(19.05)), (Cm(25.4), Cm(14.29))]


def opened(file: bytes) -> Any:
    return pptx.Presentation(BytesIO(file))


def test_the_check_says_what_it_saw_and_what_it_leaves_out() -> None:
    check = examined(as_template(office_template())).check
    assert (check.title_layout, check.content_layout) == ("Titelfolie", "Nur Titel")
    assert check.colours[0] == "#7A1F3D"
    assert check.typefaces == ("Fira Sans",)
    assert (check.pictures, check.slides, check.proportions) == (1, 2, (33.9, 19.1))
    assert check.made == 9  # one of each kind


def test_layouts_logo_and_colours_stay_and_the_examples_of_the_template_go() -> None:
    report = factories.council()
    deck = opened(filled(office_template(), report))
    names = [slide.slide_layout.name for slide in deck.slides]
    assert names == ["Titelfolie", *["Nur Titel"] * (len(names) - 1)]
    assert any(shape.shape_type == 13 for shape in deck.slide_master.shapes)
    texts = [shape.text_frame.text for slide in deck.slides for shape in slide.shapes if shape.has_text_frame]
    assert not any("Musterfolie" in text for text in texts)
    assert len(deck.slides) == len(opened(fill(office_template(), report)).slides)
    runs = [
        run
        for slide in deck.slides
        for shape in slide.shapes
        if shape.has_text_frame
        for paragraph in shape.text_frame.paragraphs
        for run in paragraph.runs
    ]
    assert {run.font.name for run in runs} == {None}  # the theme's
    (bars, *_points) = [shape.chart for slide in deck.slides for shape in slide.shapes if shape.has_chart]
    fills = [series.format.fill.fore_color.theme_color for series in bars.plots[0].series]
    assert len(set(fills)) == 3


def test_the_file_bears_title_author_and_date_and_nothing_of_the_template_s() -> None:
    report = factories.council()
    core = opened(fill(office_template(), report)).core_properties
    assert (core.title, core.subject) == (report.series_title, report.municipality)
    assert core.author == core.last_modified_by == "Digitalisierungsberatung"
    assert core.created == core.modified == datetime(2026, 11, 23)
    assert core.comments == core.keywords == ""


@pytest.mark.parametrize("size", SIZES, ids=["16 by 9", "4 by 3", "small 16 by 9"])
@pytest.mark.parametrize("made", [factories.council, hostile_council], ids=["usual", "hostile"])
def test_all_lies_on_the_slide_below_its_title_and_nothing_on_another(
    size: tuple[int, int], made: Callable[[], Any]
) -> None:
    deck = opened(fill(office_template(*size), made()))
    for slide in list(deck.slides)[1:]:
        shapes = sorted((shape.top, shape.top + shape.height, shape) for shape in slide.shapes)
        for top, bottom, shape in shapes:
            assert shape.left >= 0
            assert shape.left + shape.width <= size[0]
            assert top >= 0
            assert bottom <= size[1]
        ends = [(top, bottom) for top, bottom, _shape in shapes]
        assert all(later[0] >= earlier[1] - Cm(0.6) for earlier, later in pairwise(ends))


def test_a_template_without_names_is_known_by_the_kinds_of_its_layouts() -> None:
    def unnamed(deck: Any) -> None:
        for number, layout in enumerate(deck.slide_layouts):
            layout._element.cSld.set("name", f"Gemeinde {number}")

    check = examined(office_template(change=unnamed)).check
    assert (check.title_layout, check.content_layout) == ("Gemeinde 0", "Gemeinde 5")


def bare(deck: Any) -> None:
    for layout in deck.slide_layouts:
        for shape in list(layout.placeholders):
            shape._element.getparent().remove(shape._element)


def crowded(deck: Any) -> None:
    for layout in deck.slide_layouts:
        for shape in layout.placeholders:
            if shape.placeholder_format.idx == 0:
                shape.left, shape.top, shape.width, shape.height = 0, 0, deck.slide_width, int(Cm(17))
            elif shape.placeholder_format.idx < 10:
                shape._element.getparent().remove(shape._element)


def with_part(file: bytes, name: str, content: bytes = b"x") -> bytes:
    stream = BytesIO(file)
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(name, content)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (lambda: b"no file at all", "keine PowerPoint-Präsentation"),
        (lambda: bytes.fromhex("d0cf11e0") + b"x", "Kennwort"),
        (lambda: with_part(office_template(), "ppt/vbaProject.bin"), "Makros"),
        (lambda: with_part(office_template(), "ppt/more.xml", b" " * (20 * 1024 * 1024 + 1)), "beschädigt"),
        (lambda: office_template()[:-2000], "keine PowerPoint-Präsentation"),
        (lambda: office_template(change=bare), "kein Layout mit einem Titel"),
        (lambda: office_template(change=crowded), "zu wenig Platz"),
        (
            lambda: repacked(
                office_template(), lambda name, each: b"<p" if name.endswith("slideMaster1.xml") else each
            ),
            "beschädigt",
        ),
    ],
    ids=["no file", "password", "macros", "large part", "cut off", "no layout", "no room", "broken"],
)
def test_what_cannot_be_used_is_refused_with_what_to_do(file: Callable[[], bytes], said: str) -> None:
    with pytest.raises(OwnTemplateError, match=said):
        uploaded_slides.examine(file())


def test_it_is_refused_in_a_process_of_its_own_too() -> None:
    with pytest.raises(OwnTemplateError, match="Makros"):
        examined(with_part(office_template(), "ppt/vbaProject.bin"))


def test_what_a_template_would_fetch_from_elsewhere_is_taken_out() -> None:
    def linked(name: str, content: bytes) -> bytes:
        if name != "ppt/slideMasters/_rels/slideMaster1.xml.rels":
            return content
        kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
        entry = b'<Relationship Id="rId99" Type="%s" Target="http://example.org/" TargetMode="External"/>'
        return content.replace(b"</Relationships>", entry % kind + b"</Relationships>")

    found = examined(repacked(office_template(), linked))
    assert found.taken_out == ("image",)
    assert b"example.org" not in found.file


@needs_office
def test_libreoffice_opens_the_slides(tmp_path: Path) -> None:
    made = fill(as_template(office_template(*SIZES[1])), factories.council())
    assert converted("slides.pptx", made, tmp_path).startswith(b"%PDF")
