import json
from dataclasses import replace

import pytest

from scoring.criteria import CRITERIA_FILE, GATE_ANSWERS, LANGUAGES, SCALE, load_criteria


def test_twelve_criteria_nine_in_the_short_set_two_gates():
    criteria = load_criteria()
    assert criteria.ids == ("N1", "N2", "N3", "N4", "T1", "T2", "T3", "T4", "F1", "F2", "F3", "F4")
    assert criteria.short().ids == ("N1", "N2", "N4", "T1", "T2", "T3", "F1", "F3", "F4")
    assert [dimension.id for dimension in criteria.dimensions] == [
        "benefit",
        "transferability",
        "feasibility",
    ]
    assert [gate.id for gate in criteria.gates] == ["K1", "K2"]


def test_every_text_is_there_in_both_languages():
    criteria = load_criteria()
    for language in LANGUAGES:
        asked = [*criteria.criteria, *criteria.overall().criteria]
        texts = [criterion.name(language) for criterion in asked]
        texts += [criterion.question(language) for criterion in asked]
        texts += [criterion.anchor(rating, language) for criterion in asked for rating in SCALE]
        texts += [dimension.name(language) for dimension in criteria.dimensions]
        for gate in criteria.gates:
            texts += [gate.name(language), gate.question(language), gate.reason(language)]
            texts += [gate.answer(answer, language) for answer in GATE_ANSWERS]
        assert all(text == text.strip() != "" for text in texts)
    questions = [(c.question("de"), c.question("en")) for c in [*criteria.criteria, *criteria.gates]]
    assert all(question.endswith("?") for pair in questions for question in pair)
    assert all(german != english for german, english in questions)


def test_every_source_that_is_named_is_known():
    criteria = load_criteria()
    assert {key for c in criteria.criteria for key in c.sources} <= set(criteria.sources)


def test_parts_are_found_by_id():
    criteria = load_criteria()
    assert criteria.criterion("N1").anchor(3, "de") == "stützt ein beschlossenes Ziel mittelbar"
    assert criteria.gate("K2").answer("conditions", "de") == "knapp"
    assert criteria.dimension("benefit").name("de") == "Nutzen"
    assert [c.id for c in criteria.short().of_dimension("feasibility")] == ["F1", "F3", "F4"]
    assert criteria.only(("F1", "N1")).ids == ("N1", "F1")
    with pytest.raises(KeyError):
        criteria.only(["X9"])


def test_the_first_stage_asks_one_question_per_dimension():
    overall = load_criteria().overall()
    assert overall.ids == ("benefit", "transferability", "feasibility")
    assert [criterion.dimension for criterion in overall.criteria] == list(overall.ids)


def change(data, path, value):
    *parents, last = path
    for key in parents:
        data = data[key]
    if value is None:
        del data[last]
    else:
        data[last] = value


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        (("criteria", 0, "anchors_en", "4"), None, "'4' is missing"),
        (("criteria", 0, "question_de"), None, "'question_de' is missing"),
        (("criteria", 0, "dimension"), "luck", "unknown dimension luck"),
        (("criteria", 1, "id"), "N1", "share an id"),
        (("gates", 0, "answers_de", "no"), None, "'no' is missing"),
    ],
)
def test_an_own_file_with_a_fault_is_refused_by_name(tmp_path, path, value, words):
    data = json.loads(CRITERIA_FILE.read_text(encoding="utf-8"))
    change(data, path, value)
    own = tmp_path / "own.json"
    own.write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(ValueError, match=rf"own\.json.*{words}"):
        load_criteria(own)


def bare(tmp_path, **changes):
    """A file of the research's form: no dimensions, gates with a German question and one reason."""
    data = json.loads(CRITERIA_FILE.read_text(encoding="utf-8"))
    del data["dimensions"]
    gate = {
        "id": "K2",
        "name_de": "Im Zeitrahmen",
        "name_en": "In time",
        "question_de": "Bald?",
        "why": "Zeit",
    }
    own = tmp_path / "bare.json"
    own.write_text(json.dumps({**data, "gates": [gate], **changes}), encoding="utf-8")
    return own


def test_a_file_without_dimensions_takes_the_texts_of_the_tool(tmp_path):
    own, tools = load_criteria(bare(tmp_path)), load_criteria()
    assert (own.criteria, own.dimensions) == (tools.criteria, tools.dimensions)
    assert own.gate("K2") == replace(
        tools.gate("K2"),
        names={"de": "Im Zeitrahmen", "en": "In time"},
        questions={"de": "Bald?", "en": tools.gate("K2").question("en")},
    )


def test_a_file_without_dimensions_has_those_of_its_criteria(tmp_path):
    data = json.loads(CRITERIA_FILE.read_text(encoding="utf-8"))
    own = load_criteria(bare(tmp_path, criteria=data["criteria"][-4:]))
    assert [dimension.id for dimension in own.dimensions] == ["feasibility"]


def test_a_file_without_dimensions_cannot_borrow_what_the_tool_does_not_have(tmp_path):
    data = json.loads(CRITERIA_FILE.read_text(encoding="utf-8"))
    with pytest.raises(ValueError, match=r"bare\.json.*unknown dimension luck"):
        load_criteria(bare(tmp_path, criteria=[{**data["criteria"][0], "dimension": "luck"}]))
    with pytest.raises(ValueError, match=r"bare\.json.*'question_en' is missing"):
        load_criteria(
            bare(tmp_path, gates=[{"id": "K9", "name_de": "A", "name_en": "A", "question_de": "A?"}])
        )


def test_a_file_that_is_no_json_is_refused_by_name(tmp_path):
    own = tmp_path / "own.json"
    own.write_text("{", encoding="utf-8")
    with pytest.raises(ValueError, match=r"own\.json"):
        load_criteria(str(own))
