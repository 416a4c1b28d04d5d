from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pypdf
import pytest

from reports import own_template
from reports.own_template import check_template, fill_template
from reports.placeholders import names
from reports.sample_template import sample_template
from reports.template_errors import OwnTemplateError
from sketches.outline import load_outline
from tests.reports import factories, hostile
from tests.reports.office import converted, needs_office

OUTLINE = load_outline()


def template(*paragraphs: str) -> bytes:
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def text_of(content: bytes) -> str:
    document = docx.Document(BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_sample_uses_every_placeholder_and_no_other(language: str) -> None:
    code = "en" if language == "en" else "de"
    found = check_template(sample_template(OUTLINE, code), OUTLINE)
    assert (found.unknown, found.unused) == ((), ())


def test_the_sample_filled_says_what_the_sketch_says() -> None:
    report = factories.report()
    text = text_of(fill_template(sample_template(OUTLINE, "de"), report))
    for expected in (
        report.content.title,
        "Eichenzell, Hauptamt, Schlossgasse 4, 36124 Eichenzell",
        "173.867,84\xa0€",
        "156.481,05\xa0€",
        "Sensoren beschaffen und montieren",
        "61.999,99\xa0€",
        "Fehlalarme untergraben das Vertrauen",
        "„Bei Starkregen sind wir heute zu spät dran.“",
        "Der Abschnitt „Betrieb nach der Förderung“ ist noch leer.",
    ):
        assert expected in text
    assert "{{" not in text
    assert "{%" not in text


def test_unknown_and_unused_placeholders_are_listed() -> None:
    found = check_template(
        template(
            "{{ title }} {{ titel }}",
            "{%p for c in costs %}",
            "{{ c.betrag }} {{ c.label }}",
            "{%p endfor %}",
        ),
        OUTLINE,
    )
    assert found.unknown == ("betrag", "titel")
    assert set(found.unused) == set(names(OUTLINE)) - {"title", "costs"}


def test_an_unknown_placeholder_stays_visible_in_the_document() -> None:
    text = text_of(fill_template(template("{{ titel }} / {{ title }}"), factories.report()))
    assert text == f"{{{{titel}}}} / {factories.report().content.title}"


def test_texts_with_markup_arrive_as_they_were_typed() -> None:
    text = text_of(fill_template(template("{{ section_problem }}", "{{ applicant }}"), hostile.report()))
    for expected in (hostile.MARKUP, hostile.FORMULA, hostile.SCRIPTS):
        assert expected in text
    assert "49" not in text.replace(hostile.ENDLESS, "")


def test_missing_everything_gives_an_empty_form() -> None:
    text = text_of(fill_template(sample_template(OUTLINE, "de"), hostile.empty_report()))
    assert "{{" not in text
    assert "None" not in text


@pytest.mark.parametrize(
    "attack",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ title.format(1) }}",
        "{{ 'x' * 999999999 }}",
        "{{ 9 ** 9 ** 9 }}",
        "{{ range(999999999) }}",
        "{{ 'x' ~ 'y' }}",
        "{% set a = title %}{{ a }}",
        "{% macro m() %}{% endmacro %}",
        "{% include '/etc/passwd' %}",
        "{% import 'os' as os %}",
        "{{ '%999999999d'|format(1) }}",
        "{{ title|replace('a', 'aaaa') }}",
        "{{ title|attr('__class__') }}",
        "{% for a in costs %}{% for b in costs %}{% for c in costs %}x{% endfor %}{% endfor %}{% endfor %}",
        "{% for a in costs %}{% for b in costs %}{{ section_problem }}{% endfor %}{% endfor %}",
        "{% for c in section_problem %}{{ c }}{% endfor %}",
        "{% for voices in voices %}{% for c in voices %}{{ section_problem }}{% endfor %}{% endfor %}",
    ],
)
def test_a_template_can_do_nothing_but_insert_and_repeat(attack: str) -> None:
    with pytest.raises(OwnTemplateError):
        check_template(template(attack), OUTLINE)
    with pytest.raises(OwnTemplateError):
        fill_template(template(attack), factories.report())


def test_the_inside_of_a_value_is_out_of_reach() -> None:
    assert check_template(template("{{ title.__class__ }}"), OUTLINE).unknown == ("__class__",)
    assert "class 'str'" not in text_of(fill_template(template("{{ title.__class__ }}"), factories.report()))


def test_a_method_of_a_value_is_no_placeholder() -> None:
    assert check_template(template("{{ title.upper }}"), OUTLINE).unknown == ("upper",)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("{{ costs }}", "costs"),
        ("{{ voices }}", "voices"),
        ("{{ gaps|lower }}", "gaps"),
        ("{{ costs|first }}", "label, kind, year, amount, source"),
        ("{%p for c in costs %}\n{{ c }}\n{%p endfor %}", "label, kind, year, amount, source"),
    ],
)
def test_a_list_is_not_inserted_as_a_whole(text: str, named: str) -> None:
    file = template(*text.split("\n"))
    for use in (lambda: check_template(file, OUTLINE), lambda: fill_template(file, factories.report())):
        with pytest.raises(OwnTemplateError, match="nicht als Ganzes") as caught:
            use()
        assert named in str(caught.value)


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ("{{ title|trunc }}", "„trunc“"),
        ("{% if title is nice %}x{% endif %}", "„is nice“"),
        ("{% fr x %}", "„fr“"),
        ("{% for c in costs %}", "„endfor“"),
        ("{{ titel.lang }}", "„titel“"),
        ("{{ title; }}", "geschweiften Klammern"),
        ("{{ title } }", "geschweiften Klammern"),
        ("{{ „title“ }}", "Anführungszeichen"),
        ("{% for c costs %}{% endfor %}", "expected token"),
    ],
)
def test_a_mistake_is_told_in_words_and_without_places_in_our_code(broken: str, said: str) -> None:
    with pytest.raises(OwnTemplateError) as caught:
        check_template(template(broken), OUTLINE)
    assert said in str(caught.value)
    assert "File" not in str(caught.value)
    assert len(str(caught.value)) < 250


def test_an_error_of_our_own_is_not_blamed_on_the_template(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_report: object) -> None:
        raise KeyError("ours")

    monkeypatch.setattr(own_template, "values", fail)
    with pytest.raises(KeyError):
        fill_template(template("{{ title }}"), factories.report())


@pytest.mark.parametrize("broken", ["{{ title", "{% for c in costs %}", "{{ title|unknown }}", "{% endif %}"])
def test_a_mistake_in_a_placeholder_gives_a_sentence(broken: str) -> None:
    with pytest.raises(OwnTemplateError, match="Vorlage"):
        check_template(template(broken), OUTLINE)


def zipped(**parts: bytes) -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return stream.getvalue()


@pytest.mark.parametrize(
    "upload",
    [
        b"",
        b"%PDF-1.7",
        zipped(**{"readme.txt": b"x"}),
        zipped(**{"word__document.xml": b"<broken"}),
        zipped(**{"word__document.xml": b"", "word__vbaProject.bin": b"x"}),
        zipped(**{"word__document.xml": b"\0" * (own_template.LARGEST_CONTENT + 1)}),
        b"x" * (own_template.LARGEST_FILE + 1),
    ],
    ids=["empty", "pdf", "zip", "broken", "macros", "bomb", "huge"],
)
def test_what_is_no_word_template_is_refused_with_a_sentence(upload: bytes) -> None:
    with pytest.raises(OwnTemplateError) as error:
        check_template(upload, OUTLINE)
    assert str(error.value).endswith(".")


@needs_office
def test_libreoffice_opens_the_filled_sample(tmp_path: Path) -> None:
    filled = fill_template(sample_template(OUTLINE, "de"), factories.report())
    pdf = converted("filled.docx", filled, tmp_path)
    text = "".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(pdf)).pages)
    assert "Fehlalarme" in text
