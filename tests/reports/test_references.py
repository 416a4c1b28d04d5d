"""What a Word file would fetch when it is opened is taken out, and nothing else is."""

import zipfile
from io import BytesIO

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from reports.references import without_references
from reports.sample_template import sample_template
from sketches.outline import load_outline

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
ATTACHED_TEMPLATE = f"{OFFICE}attachedTemplate"
HOST = "https://other.example/"


def saved(document: docx.document.Document) -> bytes:
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def texts(content: bytes) -> str:
    return "\n".join(paragraph.text for paragraph in docx.Document(BytesIO(content)).paragraphs)


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(content)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def element(name: str, **attributes: str) -> object:
    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def with_field(instruction: list[str], shown: str) -> bytes:
    """Return a document with one field whose instruction is spread over several runs, as Word does it."""
    document = docx.Document()
    paragraph = document.add_paragraph("before ")
    paragraph.add_run()._r.append(element("w:fldChar", fldCharType="begin"))
    for piece in instruction:
        code = OxmlElement("w:instrText")
        code.text = piece
        paragraph.add_run()._r.append(code)
    paragraph.add_run()._r.append(element("w:fldChar", fldCharType="separate"))
    paragraph.add_run(shown)
    paragraph.add_run()._r.append(element("w:fldChar", fldCharType="end"))
    paragraph.add_run(" after")
    return saved(document)


def test_a_template_on_another_host_is_forgotten() -> None:
    document = docx.Document()
    settings = document.settings
    key = document.part.part_related_by(RELATIONSHIP_TYPE.SETTINGS).relate_to(
        HOST,
        ATTACHED_TEMPLATE,
        is_external=True,
    )
    reference = OxmlElement("w:attachedTemplate")
    reference.set(qn("r:id"), key)
    settings.element.insert(0, reference)
    cleaned, taken = without_references(saved(document))
    assert taken == ("attachedTemplate",)
    assert not any(b"other.example" in content for content in parts(cleaned).values())
    assert b"attachedTemplate" not in parts(cleaned)["word/settings.xml"]
    docx.Document(BytesIO(cleaned))


def test_a_picture_that_lies_elsewhere_is_not_fetched() -> None:
    document = docx.Document()
    key = document.part.relate_to(f"{HOST}p.png", RELATIONSHIP_TYPE.IMAGE, is_external=True)
    blip = OxmlElement("a:blip")
    blip.set(qn("r:link"), key)
    document.add_paragraph("with picture").add_run()._r.append(blip)
    cleaned, taken = without_references(saved(document))
    assert taken == ("image",)
    assert not any(b"other.example" in content for content in parts(cleaned).values())
    assert texts(cleaned).endswith("with picture")


def test_links_to_be_clicked_stay() -> None:
    document = docx.Document()
    document.part.relate_to(HOST, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    original = saved(document)
    assert without_references(original) == (original, ())


@pytest.mark.parametrize(
    "instruction",
    [[" DDE", "AUTO example topic item "], ['INCLUDETEXT "', HOST, '"'], ["includepicture x"]],
)
def test_a_field_that_fetches_becomes_the_text_it_shows(instruction: list[str]) -> None:
    cleaned, taken = without_references(with_field(instruction, "shown now"))
    assert taken == ("".join(instruction).split()[0].upper(),)
    assert texts(cleaned).endswith("before shown now after")
    assert b"instrText" not in parts(cleaned)["word/document.xml"]


def test_a_short_field_likewise() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("before ")
    field = element("w:fldSimple", instr="DDE example topic item")
    field.append(paragraph.add_run("shown")._r)
    paragraph._p.append(field)
    cleaned, taken = without_references(saved(document))
    assert taken == ("DDE",)
    assert b"fldSimple" not in parts(cleaned)["word/document.xml"]
    assert texts(cleaned).endswith("before shown")


def test_page_numbers_and_our_sample_stay_as_they_are() -> None:
    numbered = with_field([" PAGE "], "7")
    assert without_references(numbered) == (numbered, ())
    sample = sample_template(load_outline(), "de")
    assert without_references(sample) == (sample, ())
