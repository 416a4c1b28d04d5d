"""Templates from outside: measured first, worked on in a process of their own, kept without references."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest

from isolation.limits import Limits
from isolation.process import JobStoppedError
from reports import uploaded_template
from reports.sample_template import sample_template
from reports.template_errors import OwnTemplateError
from reports.uploaded_template import examined, filled
from sketches.outline import load_outline
from tests.isolation import jobs
from tests.reports import factories
from tests.reports.test_own_template import template, text_of
from translations import language

OUTLINE = load_outline()


def test_the_sample_is_examined_and_filled_elsewhere_as_here() -> None:
    found = examined(sample_template(OUTLINE, "de"), OUTLINE)
    assert (found.check.unknown, found.check.unused, found.taken_out) == ((), (), ())
    report = factories.report()
    assert report.content.title in text_of(filled(found.file, report))


def test_what_is_refused_elsewhere_is_said_here_in_the_reader_s_language() -> None:
    with language("en"), pytest.raises(OwnTemplateError, match="The template does more than insert"):
        examined(template("{{ title | reverse }}", "{% set a = 1 %}{{ a }}"), OUTLINE)


@pytest.mark.parametrize(
    "paragraphs",
    [
        ["x" * (uploaded_template.LONGEST_TEXT + 1)],
        ["{{ title }}"] * (uploaded_template.MOST_PLACEHOLDERS + 1),
    ],
    ids=["one long text", "many placeholders"],
)
def test_what_no_office_writes_is_refused_before_a_library_reads_it(
    paragraphs: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploaded_template, "check_template", lambda *_: pytest.fail("read"))
    with pytest.raises(OwnTemplateError):
        uploaded_template.examine(template(*paragraphs), OUTLINE)


def test_a_part_that_unpacks_to_much_is_refused_unread() -> None:
    stream = BytesIO()
    document = docx.Document()
    document.save(stream)
    with ZipFile(stream, "a", ZIP_DEFLATED) as packed:
        packed.writestr("word/more.xml", b" " * (uploaded_template.LARGEST_PART + 1))
    with pytest.raises(OwnTemplateError):
        uploaded_template.measure(stream.getvalue())


@pytest.mark.parametrize("content", [b"", b"no file", b"PK\x03\x04 and nothing more"])
def test_what_is_no_word_file_is_refused(content: bytes) -> None:
    with pytest.raises(OwnTemplateError):
        examined(content, OUTLINE)


def test_a_job_that_passes_its_limits_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(_work: object, *_arguments: object, refusals: object) -> object:
        return real(jobs.sleeping, 30, limits=Limits(seconds=0.5))

    real = uploaded_template.run
    monkeypatch.setattr(uploaded_template, "run", slow)
    with language("en"), pytest.raises(OwnTemplateError, match="more time or memory") as refusal:
        examined(b"PK", OUTLINE)
    assert isinstance(refusal.value.__cause__, JobStoppedError)
