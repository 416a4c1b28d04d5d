"""The log in words: every kind of line has a sentence in both languages, or is left out on purpose."""

import ast
from pathlib import Path

import pytest

from scoring.criteria import load_criteria
from storage.database import Database
from tests.workshops.room import ADVISOR, Room
from tests.workshops.whole_series import whole_series
from translations import language
from ui.documents.events import event_sentence, worded_kinds
from ui.labels import role_words
from workshops import journal
from workshops.handing_over.minutes import LEFT_OUT
from workshops.weighing import weights

WORKSHOPS = Path(__file__).parents[3] / "workshops"
RECORDERS = {"record", "_record", "_changed", "_move", "_stored"}


def kinds_in_code() -> set[str]:
    """Return every kind of line that a service writes, wherever its name is passed on."""
    found = set()
    for file in WORKSHOPS.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _name(node.func) in RECORDERS:
                found |= {text for text in _texts(node) if "_" in text or text == "picked"}
            elif isinstance(node, ast.Assign) and [_name(target) for target in node.targets] == ["kind"]:
                found |= {text for text in _texts(node) if "_" in text}
    return found


def _name(node: ast.AST) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _texts(node: ast.AST) -> set[str]:
    positional = node.args if isinstance(node, ast.Call) else [node.value]  # type: ignore[attr-defined]
    return {
        each.value
        for part in positional
        for each in ast.walk(part)
        if isinstance(each, ast.Constant) and isinstance(each.value, str)
    }


def test_every_kind_has_a_sentence_or_is_left_out():
    kinds = kinds_in_code()
    assert {"picked", "round_revealed", "weights_changed", "series_imported", "idea_promoted"} <= kinds
    assert kinds - worded_kinds() - LEFT_OUT == set()
    assert worded_kinds() & LEFT_OUT == set()
    assert worded_kinds() - kinds == set()


@pytest.mark.parametrize("code", ["de", "en"])
def test_a_whole_series_can_be_told(new_sqlite: Database, code: str):
    room = whole_series(new_sqlite)
    with language(code):
        sentences = [
            event_sentence(event.kind, event.payload, {room.items[0]: "Pegel"})
            for event in journal.events(new_sqlite, ADVISOR, room.id)
            if event.kind not in LEFT_OUT
        ]
    assert all(sentence and "{" not in sentence for sentence in sentences)
    answered = {
        "de": "Die Frage „Rechtlich zulässig“ wurde mit „ja“",
        "en": "“Legally permissible” was answered with “yes”",
    }[code]
    assert any(answered in (sentence or "") for sentence in sentences)


def test_what_is_missing_in_an_old_line_stands_as_a_dash():
    with language("en"):
        closed = event_sentence("round_closed", {"round": 1}, {})
        assert closed == "Round 1 was closed; – of – people were done."
        assert event_sentence("gate_answered", {"title": "A", "gate": "K9", "answer": "perhaps"}, {}) == (
            "“A”: the question “K9” was answered with “perhaps”."
        )
        assert event_sentence("weights_changed", {"dimensions": None}, {})
        assert event_sentence("weights_changed", {"dimensions": {"benefit": 1e308}}, {})


def test_agreed_weights_are_told_with_all_their_figures(new_sqlite: Database):
    room = Room(new_sqlite)
    given = {"benefit": 50, "feasibility": 30}
    weights.save_agreed(new_sqlite, ADVISOR, room.id, method="points", dimensions=given, criteria={})
    weights.save_level(
        new_sqlite, ADVISOR, room.id, "feasibility", method="points", given={"F1": 60, "F3": 30, "F4": 10}
    )
    with language("en"):
        told = [event_sentence(e.kind, e.payload, {}) for e in journal.events(new_sqlite, ADVISOR, room.id)]
        names = [load_criteria().criterion(key).name("en") for key in ("F1", "F3", "F4")]
    assert told[-2] == "Weights were agreed: Benefit 50.0 and Feasibility 30.0; criteria: all the same."
    assert str(told[-1]).startswith("Weights were agreed: Benefit 50.0, Transferability 100.0 and Feas")
    assert str(told[-1]).endswith(f"{names[0]} 60.0, {names[1]} 30.0 and {names[2]} 10.0.")


def test_titles_with_braces_stay_as_they_are():
    with language("en"):
        sentence = event_sentence("item_added", {"title": "{gate} {0} %s"}, {})
    assert sentence == "“{gate} {0} %s” was put on the shortlist."


@pytest.mark.parametrize(
    ("first", "told"),
    [("1", "Ballots 1 to 3 on paper were entered"), ("3", "Ballot 3 on paper was entered")],
)
def test_sheets_typed_in_one_after_the_other_are_one_sentence(first: str, told: str):
    with language("en"):
        sentence = event_sentence("paper_entered", {"round": 2, "ballot": "3", "first": first}, {})
    assert sentence == f"{told} for round 2."


def test_an_unknown_kind_has_no_sentence():
    assert event_sentence("invented", {}, {}) is None
    assert role_words("invented") == "invented"
