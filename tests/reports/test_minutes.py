import json
import re
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pikepdf
import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from reports.__main__ import main
from reports.checksum import NotSealedError, canonical, checksum, sealed, verify
from reports.document import Heading, Paragraph, Table
from reports.minutes import Decision, GateAnswer, Minutes, minutes_json
from reports.minutes_document import minutes_document, minutes_docx, minutes_pdf
from tests.reports import factories, hostile

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.text(max_size=4), values, max_size=4))
def test_the_checksum_does_not_depend_on_the_order_of_keys(data: dict[str, Any]) -> None:
    turned = dict(reversed(list(data.items())))
    assert checksum(data) == checksum(turned)
    assert checksum(json.loads(canonical(data))) == checksum(data)
    assert verify(sealed(data)).valid


def test_canonical_json_is_what_it_says() -> None:
    assert canonical({"b": [1, 2.5], "a": "ü"}) == '{"a":"ü","b":[1,2.5]}'.encode()
    assert checksum({}) == "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"


@pytest.mark.parametrize("field", ["series_title", "picks", "rounds"])
def test_any_change_of_the_export_is_noticed(field: str, tmp_path: Path, capsys: Any) -> None:
    path = tmp_path / "minutes.json"
    path.write_bytes(minutes_json(factories.minutes()))
    assert main(["verify", str(path)]) == 0
    assert "ist unverändert" in capsys.readouterr().out
    content = json.loads(path.read_bytes())
    content["data"][field] = content["data"][field][:-1]
    path.write_text(json.dumps(content), encoding="utf-8")
    assert main(["verify", str(path)]) == 1
    assert "VERÄNDERT" in capsys.readouterr().out


def stating(data: str) -> str:
    return '{"data": ' + data + f', "sha256": "{checksum({})}"}}'


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        '{"data": 1}',
        "\xff",
        '{"data": {}, "sha256": 1}',
        stating('{"x": NaN}'),
        stating('{"x": 1e999}'),
        stating('{"x": "\\ud800"}'),
        stating("9" * 5_000),
        stating("[" * 100_000 + "]" * 100_000),
        stating('{"forged": 1}, "data": {}'),
        stating('{"x": {"y": 1, "y": 2}}'),
    ],
    ids=lambda text: text[:30],
)
def test_what_is_no_export_is_named_as_such(text: str, tmp_path: Path, capsys: Any) -> None:
    path = tmp_path / "other.json"
    path.write_bytes(text.encode("latin-1"))
    with pytest.raises(NotSealedError):
        verify(path.read_bytes())
    assert main(["verify", str(path)]) == 2
    assert main(["verify", str(tmp_path / "absent.json")]) == 2
    assert "lässt sich nicht prüfen" in capsys.readouterr().err


def test_minutes_come_back_from_their_export() -> None:
    minutes = factories.minutes()
    content = json.loads(minutes_json(minutes))
    assert Minutes.model_validate(content["data"]) == minutes
    assert content["sha256"] == minutes.checksum
    with pytest.raises(ValidationError):
        Minutes.model_validate(content["data"] | {"schema_version": 2})
    with pytest.raises(ValidationError):
        Decision.model_validate({"title": "x", "reason": "y", "at": "2026-11-03T10:00:00"})


def squeezed(text: str) -> str:
    return "".join(text.replace("\u200b", "").split()).replace("-", "")


@pytest.mark.parametrize("language", ["de", "en"])
def test_both_formats_say_what_the_data_say(language: str) -> None:
    minutes = factories.minutes(language)
    pdf = minutes_pdf(minutes)
    pages = squeezed("".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(pdf)).pages))
    word = docx.Document(BytesIO(minutes_docx(minutes)))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    written = squeezed("".join([*(p.text for p in word.paragraphs), *cells]))
    (held,) = minutes.rounds
    expected = [minutes.checksum, held.formula, str(held.seed), held.verdict, "Änderung 59", "Mitfahrbank"]
    expected += [item.title for item in held.ranking] + [pick.reason for pick in minutes.picks]
    expected += [weight.name for weight in held.criteria] + list(minutes.groups)
    for text in expected:
        assert squeezed(text) in pages
        assert squeezed(text) in written
    with pikepdf.open(BytesIO(pdf)) as opened, opened.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"


def test_excluded_entries_and_withdrawn_picks_are_named() -> None:
    pick = factories.minutes().picks[0].model_copy(update={"title": "Zurückgezogener Eintrag"})
    minutes = factories.minutes(withdrawn=(pick,))
    word = docx.Document(BytesIO(minutes_docx(minutes)))
    texts = [p.text for p in word.paragraphs]
    assert texts[texts.index("Durch ein „Nein“ ausgeschlossen:") + 1] == minutes.shortlist[7]
    assert any(text.startswith("Zurückgenommen am 03.11.2026, 18:30 Uhr") for text in texts)


def written(minutes: Minutes) -> str:
    word = docx.Document(BytesIO(minutes_docx(minutes)))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(p.text for p in word.paragraphs), *cells])


def with_round(**changes: Any) -> Minutes:
    (held,) = factories.minutes().rounds
    return factories.minutes(rounds=(held.model_copy(update=changes),))


def test_weights_agreed_after_the_reveal_are_said_to_be_later_ones() -> None:
    later = datetime(2026, 11, 4, 8, 15, tzinfo=UTC)
    sentence = "den Gewichten berechnet, die am 04.11.2026, 09:15 Uhr vereinbart wurden, nachdem diese Runde"
    assert sentence in written(with_round(weights_agreed_at=later))
    assert "nachdem diese Runde" not in written(factories.minutes())


def test_a_rating_agreed_in_the_room_is_not_told_as_that_of_one_person() -> None:
    agreed = written(with_round(agreed=True, participants=1))
    assert "der Raum gemeinsam, mit einer vereinbarten Bewertung" in agreed
    assert "Rang\nEintrag\nPunkte" in agreed
    assert "Rang\nEintrag\nn\nPunkte" in written(with_round(participants=1))


def test_a_round_in_ones_own_time_says_so_and_only_where_it_was_so() -> None:
    sentence = "Runde 1 konnte bis Freitag in eigener Zeit beantwortet werden."
    assert "In eigener Zeit" in written(with_round(handed_out=sentence))
    assert "bis Freitag" in written(with_round(handed_out=sentence))
    assert "In eigener Zeit" not in written(with_round())


def test_how_the_questions_of_a_round_were_given_out_stands_there_and_only_where_it_was_so() -> None:
    assert "Wie gefragt wurde" in written(with_round(given_out="Verteilt mit der Startzahl 4711."))
    assert "Startzahl 4711" in written(with_round(given_out="Verteilt mit der Startzahl 4711."))
    assert "Wie gefragt wurde" not in written(with_round())


@pytest.mark.parametrize("method", ["mean", "rater_adjusted", "median", "trimmed_mean"])
def test_the_method_is_told_in_words_of_the_language(method: str) -> None:
    cells = written(with_round(method=method)).split("\n")
    told = cells[cells.index("Zusammenfassung der Bewertungen") + 1]
    assert told.startswith(("Mittelwert", "Median"))
    assert method not in cells


def test_a_long_label_does_not_touch_its_value() -> None:
    page = pypdf.PdfReader(BytesIO(minutes_pdf(factories.minutes()))).pages[0]
    assert re.search("Gruppen der Teilnehmenden +Verwaltung", page.extract_text(extraction_mode="layout"))


def test_rounds_that_are_left_out_are_counted() -> None:
    assert "2 Runden sind noch nicht aufgedeckt und fehlen hier." in written(factories.minutes(unfinished=2))
    assert "nicht aufgedeckt" not in written(factories.minutes())


def test_an_export_from_before_a_field_was_added_still_reads_and_verifies() -> None:
    data = factories.minutes().data
    del data["unfinished"], data["rounds"][0]["agreed"], data["rounds"][0]["weights_agreed_at"]
    assert verify(sealed(data)).valid
    assert Minutes.model_validate(data) == factories.minutes()


def test_ranks_that_are_shared_are_marked_as_such() -> None:
    first, second, *others = factories.minutes().rounds[0].ranking
    tied = (first, second.model_copy(update={"rank": 1}), *others)
    assert "Punkte\n1=\n" in written(with_round(ranking=tied))
    assert "Punkte\n1\n" in written(factories.minutes())


def test_empty_and_hostile_minutes_are_documents_too() -> None:
    nothing: dict[str, Any] = dict.fromkeys(
        ("groups", "promises", "shortlist", "gates", "rounds", "picks", "ideas", "changes"), ()
    )
    assert minutes_pdf(factories.minutes(**nothing)).startswith(b"%PDF")
    texts = factories.minutes(
        series_title=hostile.MARKUP, municipality=hostile.SCRIPTS, shortlist=hostile.ALL
    )
    assert minutes_pdf(texts).startswith(b"%PDF")
    assert minutes_docx(texts).startswith(b"PK")


def test_answers_to_all_exclusion_questions_stand_in_one_row_for_each_entry() -> None:
    answers = (
        GateAnswer(title="Bus", gate="Recht", answer="ja"),
        GateAnswer(title="Bank", gate="Recht", answer="nein", note="Vergabe", excluded=True),
        GateAnswer(title="Bus", gate="Geld", answer="ja"),
    )
    document = minutes_document(factories.minutes(gates=answers))
    (found,) = [b for b in document.blocks if isinstance(b, Table) and "Ausschlussfragen" in b.caption]
    assert found.header == ("Eintrag", "Recht", "Geld", "Anmerkung")
    assert found.rows == (("Bus", "ja", "ja", ""), ("Bank", "nein", "–", "Vergabe"))


def test_the_checksum_has_no_page_of_its_own() -> None:
    made = factories.minutes()
    document = minutes_document(made)
    assert not any(isinstance(block, Heading) and "Prüfsumme" in block.text for block in document.blocks)
    assert any(isinstance(block, Paragraph) and made.checksum in block.text for block in document.blocks)
