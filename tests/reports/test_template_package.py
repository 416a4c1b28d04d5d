"""Templates as offices have them: whatever saved them, they are filled once, or the reason is said."""

from io import BytesIO
from pathlib import Path

import docx
import pypdf
import pytest
from docx.enum.section import WD_ORIENT, WD_SECTION

from reports.own_template import check_template, fill_template
from reports.sample_template import sample_template
from reports.template_errors import OwnTemplateError
from sketches.outline import load_outline
from tests.reports import factories
from tests.reports.office import converted, needs_office
from tests.reports.test_own_template import text_of
from tests.reports.word_files import (
    PROGRAMS,
    WML,
    document,
    dotx,
    element,
    packed,
    parts_of,
    replaced,
    saved,
    with_part,
)

OUTLINE = load_outline()
REPORT = factories.report()
TITLE = REPORT.content.title
NAMES = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
PARAGRAPH = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"


@pytest.mark.parametrize("program", PROGRAMS)
def test_what_any_program_saved_is_checked_and_filled(program: str) -> None:
    template = PROGRAMS[program](sample_template(OUTLINE, "de"))
    assert check_template(template, OUTLINE).unknown == ()
    filled = fill_template(template, REPORT)
    assert TITLE in text_of(filled)
    assert [name for name in parts_of(filled) if "core" in name] == ["docProps/core.xml"]


@needs_office
def test_a_template_that_libreoffice_saved_itself_gives_a_file_that_it_opens(tmp_path: Path) -> None:
    template = converted("sample.docx", sample_template(OUTLINE, "de"), tmp_path, "docx")
    filled = fill_template(template, REPORT)
    parts_of(filled)
    pages = pypdf.PdfReader(BytesIO(converted("filled.docx", filled, tmp_path))).pages
    assert TITLE.split()[0] in "".join(page.extract_text() for page in pages)


def test_the_finished_file_bears_the_sketch_s_properties_only() -> None:
    made = document("{{ title }}")
    core = made.core_properties
    core.title, core.author, core.last_modified_by = "Muster einer Skizze", "Frau Amt", "Herr Amt"
    core.comments, core.keywords, core.subject = (
        "{{ summary }}",
        "{{ municipality }}; R&D",
        "{{ title }} & mehr",
    )
    filled = docx.Document(BytesIO(fill_template(saved(made), REPORT))).core_properties
    assert (filled.title, filled.author) == (TITLE, REPORT.author)
    assert (filled.last_modified_by, filled.language) == (REPORT.author, "de-DE")
    assert filled.created is not None
    assert filled.created.date() == REPORT.date
    assert filled.keywords == "Eichenzell; R&D"
    assert filled.subject == f"{TITLE} & mehr"
    assert len(filled.comments) <= 255


@pytest.mark.parametrize("binding", ['<w:dataBinding w:xpath="/x" w:storeItemID="{1}"/>', ""])
def test_a_content_control_shows_what_was_put_in_bound_or_not(binding: str) -> None:
    made = document()
    content = f"<w:sdtContent>{PARAGRAPH.format('{{ title }}')}</w:sdtContent>"
    control = f"<w:sdt><w:sdtPr>{binding}<w:text/></w:sdtPr>{content}</w:sdt>"
    made.element.body.insert(0, element(control))
    assert check_template(saved(made), OUTLINE).bound == bool(binding)
    main = parts_of(fill_template(saved(made), REPORT))["word/document.xml"].decode()
    assert TITLE in main
    assert "dataBinding" not in main


@pytest.mark.parametrize("statement", ["endfor", "endif"])
@pytest.mark.parametrize("what", ["section", "page break"])
def test_sections_and_page_breaks_at_the_end_of_a_loop_survive(statement: str, what: str) -> None:
    made = document("{%p for entry in voices %}" if statement == "endfor" else "{%p if title %}", "Text")
    end = made.add_paragraph("{%p " + statement + " %}")
    if what == "section":
        made.add_section(WD_SECTION.NEW_PAGE).orientation = WD_ORIENT.LANDSCAPE
        made.sections[0].header.paragraphs[0].text = "Erster Teil"
        made.sections[1].header.is_linked_to_previous = False
        made.sections[1].header.paragraphs[0].text = "Zweiter Teil"
        closing = made.element.body.findall(".//{*}sectPr")[0].getparent().getparent()
        end._p.get_or_add_pPr().append(closing.pPr.find("{*}sectPr"))
        closing.getparent().remove(closing)
    else:
        end.add_run().add_break(docx.enum.text.WD_BREAK.PAGE)
    made.add_paragraph("Danach")
    filled = docx.Document(BytesIO(fill_template(saved(made), REPORT)))
    if what == "section":
        headers = [section.header.paragraphs[0].text for section in filled.sections]
        assert headers == ["Erster Teil", "Zweiter Teil"]
        assert filled.sections[1].orientation == WD_ORIENT.LANDSCAPE
    else:
        assert filled.element.xml.count('w:type="page"') == 1
    assert "Danach" in text_of(saved(filled))


def test_quotation_marks_as_word_sets_them_are_understood() -> None:
    text = "{{ contact|default(„unbekannt“) }} {% if title == ‚x‘ %}nein{% endif %} {{ title|default(»?«) }}"
    assert TITLE in text_of(fill_template(saved(document(text)), REPORT))
    assert check_template(saved(document(text)), OUTLINE).unknown == ()


def row_of(made: docx.document.Document, *texts: str) -> None:
    cells = made.tables[0].add_row().cells
    for cell, text in zip(cells, texts, strict=True):
        cell.text = text


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (("{%tr for c in costs %}", "{{ c.label }} {%tr endfor %}"), "einer Tabellenzeile"),
        (("{% for c in costs %}{{ c.label }}", "{{ c.amount }}{% endfor %}"), "einer Tabellenzelle"),
    ],
)
def test_loops_that_cannot_work_are_refused_with_what_to_do(cells: tuple[str, str], said: str) -> None:
    made = document()
    made.add_table(rows=0, cols=2)
    row_of(made, *cells)
    with pytest.raises(OwnTemplateError, match=said) as refused:
        check_template(saved(made), OUTLINE)
    assert "eigene" in str(refused.value)


def test_what_was_deleted_with_change_tracking_is_not_obeyed() -> None:
    made = document("Anfang {{ title }}")
    made.paragraphs[0]._p.append(
        element('<w:del w:id="1" w:author="Amt"><w:r><w:delText>{{ weg }}</w:delText></w:r></w:del>')
    )
    made.paragraphs[0]._p.append(
        element('<w:del w:id="2" w:author="Amt"><w:r><w:t>{% for c in costs %}</w:t></w:r></w:del>')
    )
    made.paragraphs[0]._p.append(
        element('<w:ins w:id="3" w:author="Amt"><w:r><w:t>{{ municipality }}</w:t></w:r></w:ins>')
    )
    found = check_template(saved(made), OUTLINE)
    assert (found.unknown, found.changes) == ((), 3)
    filled = parts_of(fill_template(saved(made), REPORT))["word/document.xml"].decode()
    assert "Eichenzell" in filled
    assert "Amt" not in filled


def test_comments_and_their_authors_do_not_go_into_the_sketch() -> None:
    made = document("{{ title }}")
    made.paragraphs[0]._p.append(element('<w:r><w:commentReference w:id="0"/></w:r>'))
    said = f'<w:comment w:id="0" w:author="Frau Amt">{PARAGRAPH.format("{{ titel }}")}</w:comment>'
    comments = f"<w:comments {NAMES}>{said}</w:comments>"
    template = with_part(saved(made), "word/comments.xml", "comments", comments, f"{WML}.comments+xml")
    found = check_template(template, OUTLINE)
    assert (found.unknown, found.places, found.comments) == ((), (), 1)
    filled = parts_of(fill_template(template, REPORT))
    assert "word/comments.xml" not in filled
    assert b"Frau Amt" not in b"".join(filled.values())


def test_places_that_are_not_filled_are_named() -> None:
    said = f"<w:endnote w:id='1'>{PARAGRAPH.format('{{ title }}')}</w:endnote>"
    note = f"<w:endnotes {NAMES}>{said}</w:endnotes>"
    template = with_part(
        saved(document("{{ title }}")), "word/endnotes.xml", "endnotes", note, f"{WML}.endnotes+xml"
    )
    chart = "<c:x xmlns:c='urn:c'>{{ title }}</c:x>"
    template = with_part(template, "word/charts/chart1.xml", "chart", chart, "application/xml")
    template = with_part(template, "word/diagrams/data1.xml", "diagramData", chart, "application/xml")
    assert check_template(template, OUTLINE).places == ("Diagramme", "Endnoten", "SmartArt")


def test_footnotes_are_filled_once_and_what_is_put_in_is_never_read_as_template() -> None:
    said = f"<w:footnote w:id='1'>{PARAGRAPH.format('Note {{ title }}')}</w:footnote>"
    note = f"<w:footnotes {NAMES}>{said}</w:footnotes>"
    made = document("Text")
    made.add_section()
    template = with_part(saved(made), "word/footnotes.xml", "footnotes", note, f"{WML}.footnotes+xml")
    found = check_template(template, OUTLINE)
    assert "title" not in found.unused
    hostile = REPORT.content.model_copy(update={"title": "A {{ contact }} B {{ 7*7"})
    filled = parts_of(fill_template(template, factories.report(content=hostile)))
    assert "Note A {{ contact }} B {{ 7*7" in filled["word/footnotes.xml"].decode()


def test_headers_text_boxes_and_descriptions_are_filled() -> None:
    made = document()
    made.sections[0].header.paragraphs[0].text = "{{ municipality }}"
    made.sections[0].footer.paragraphs[0].text = "{{ title }}"
    inner = f"<w:txbxContent>{PARAGRAPH.format('{{ date }}')}</w:txbxContent>"
    names = 'xmlns:v="urn:schemas-microsoft-com:vml"'
    shape = f'<v:shape {names} alt="{{{{ title }}}}"><v:textbox>{inner}</v:textbox></v:shape>'
    box = f"<w:p><w:r><w:pict>{shape}</w:pict></w:r></w:p>"
    made.element.body.insert(0, element(box))
    filled = fill_template(saved(made), REPORT)
    section = docx.Document(BytesIO(filled)).sections[0]
    assert section.header.paragraphs[0].text == "Eichenzell"
    assert section.footer.paragraphs[0].text == TITLE
    main = parts_of(filled)["word/document.xml"].decode()
    assert f'alt="{TITLE}"' in main
    assert "{{" not in main


def test_a_template_without_placeholders_says_so() -> None:
    made = document("Sehr geehrte Damen und Herren")
    made.paragraphs[0]._p.append(
        element('<w:fldSimple w:instr=" MERGEFIELD title "><w:r><w:t>«title»</w:t></w:r></w:fldSimple>')
    )
    found = check_template(saved(made), OUTLINE)
    assert (found.used, found.mail_merge) == (0, True)
    assert check_template(saved(document("{{ title }} {{ date }}")), OUTLINE).used == 2


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"x" * 600, "Kennwort"),
        (
            packed({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b""}),
            "OpenDocument",
        ),
        (
            replaced(
                saved(document("x")),
                b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument",
                b"http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument",
                "_rels/.rels",
            ),
            "Strict Open XML",
        ),
        (packed({**parts_of(saved(document("x"))), "word/vbaProject.bin": b"x"}), "Makros"),
        (
            replaced(
                saved(document("x")),
                b"openxmlformats-officedocument.wordprocessingml.document.main",
                b"ms-word.document.macroEnabled.main",
                "[Content_Types].xml",
            ),
            "Makros",
        ),
        (packed({"readme.txt": b"x"}), "kein Word-Dokument"),
    ],
    ids=["password", "odt", "strict", "macros", "macro type", "zip"],
)
def test_other_formats_are_called_by_their_names(file: bytes, said: str) -> None:
    with pytest.raises(OwnTemplateError, match=said):
        check_template(file, OUTLINE)
    with pytest.raises(OwnTemplateError, match=said):
        fill_template(file, REPORT)


def test_a_dotx_becomes_a_document() -> None:
    filled = fill_template(dotx(saved(document("{{ title }}"))), REPORT)
    assert b"template.main" not in parts_of(filled)["[Content_Types].xml"]
