"""The lines of a series' log as sentences for the minutes."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from scoring.criteria import CriteriaSet, load_criteria
from translations import N_, _, current_language, formats
from translations.quotes import inside_quotes
from ui import labels
from workshops.series import group_name

Payload = Mapping[str, Any]

_SENTENCES: Mapping[str, str] = {
    "appointments_begun": N_("The usual {number} appointments were entered."),
    "appointment_added": N_("The appointment “{title}” was entered."),
    "appointment_changed": N_("The appointment “{title}” was changed."),
    "appointment_removed": N_("The appointment “{title}” was deleted."),
    "series_created": N_("The series was started."),
    "series_changed": N_("Title or groups of the series were changed."),
    "series_archived": N_("The series was put into the archive."),
    "series_restored": N_("The series was taken out of the archive."),
    "series_duplicated": N_("The series was begun as a copy of another one."),
    "series_imported": N_("The series was brought over from another installation."),
    "item_added": N_("“{title}” was put on the shortlist."),
    "item_removed": N_("“{title}” was taken off the shortlist."),
    "item_restored": N_("“{title}” was put back on the shortlist."),
    "item_named": N_("“{before}” is called “{title}” here."),
    "idea_changed": N_("The idea “{title}” was worded anew."),
    "idea_promoted": N_("The idea “{title}” from the room was put on the shortlist."),
    "gate_answered": N_("“{title}”: the question “{gate}” was answered with “{answer}”."),
    "gates_agreed": N_(
        "For {number} entries, the open exclusion questions were answered with “yes” together."
    ),
    "item_moved": N_("“{title}” got another place on the shortlist."),
    "round_created": N_("Round {round} was prepared."),
    "round_discarded": N_("Round {round} was discarded before it was opened."),
    "round_opened": N_("Round {round} was opened."),
    "round_closed": N_("Round {round} was closed; {finished} of {joined} people were done."),
    "asked_on": N_("Up to {questions} further questions were asked of {people} people in round {round}."),
    "counting_chosen": N_("For round {round} it was decided who counts: {counts}."),
    "round_times_set": N_("Round {round} was to be answered from {begins} to {ends}."),
    "round_end_set": N_("Round {round} was to be answered until {ends}."),
    "round_times_withdrawn": N_("The times at which round {round} opens and closes were withdrawn."),
    "round_opened_by_itself": N_("Round {round} opened by itself."),
    "round_closed_by_itself": N_("Round {round} closed by itself; {finished} of {joined} people were done."),
    "round_reopened": N_("Round {round} was opened again."),
    "round_revealed": N_("The result of round {round} was revealed."),
    "criteria_changed": N_("The criteria were changed; {number} are asked."),
    "stage_changed": N_("Round {round} was set to other questions."),
    "weights_changed": N_("Weights were agreed: {dimensions}; criteria: {criteria}."),
    "group_weights_changed": N_(
        "Weights of the group “{group}” were noted: {dimensions}; criteria: {criteria}."
    ),
    "proposal_changed": N_("What a proposed set has to keep to was changed."),
    "picked": N_("“{title}” was chosen for a sketch."),
    "pick_withdrawn": N_("The choice of “{title}” was taken back."),
    "sketch_begun": N_("A sketch was begun: “{title}”."),
    "sketch_saved": N_("A sketch was worked on: “{title}”."),
    "proposal_adopted": N_("“{title}”: a text of the municipality was taken over into the sketch."),
    "sketch_confirmed": N_("“{title}”: the municipality confirmed version {version} of the sketch as final."),
    "confirmation_taken_back": N_("“{title}”: the municipality took back that the sketch is final."),
    "project_state_entered": N_("“{title}”: {became} on {day}."),
    "project_state_taken_back": N_("“{title}”: “{became} on {day}” was taken back."),
    "paper_entered": N_("Ballot {ballot} on paper was entered for round {round}."),
    "paper_withdrawn": N_("Ballot {ballot} on paper was taken out of round {round}."),
    "note_changed": N_("The note on “{title}” was changed."),
    "series_note_changed": N_("The note on the series was changed."),
    "comment_removed": N_("A remark was deleted."),
    "activity_changed": N_("{activity}: {phase}."),
    "joining_closed": N_("Joining was closed."),
    "joining_opened": N_("Joining was opened again."),
    "people_taken_out": N_(
        "Before the reveal of round {round}, {number} records were taken out of the count."
    ),
    "people_put_back": N_(
        "{number} records were put back into the count before the reveal of round {round}."
    ),
    "group_corrected": N_(
        "Round {round}: the group of {number} people was corrected after they had answered."
    ),
    "link_created": N_("A link was given out ({link})."),
    "link_revoked": N_("A link was revoked ({link})."),
    "deletion_date_set": N_("The day on which personal traces are deleted was set to {until}."),
    "personal_data_deleted": N_("All personal traces were deleted; the ratings belong to nobody any more."),
}
_SEVERAL_SHEETS = N_("Ballots {first} to {ballot} on paper were entered for round {round}.")
_WORDS: Mapping[str, str] = {
    "ideas": N_("Sending ideas"),
    "dots": N_("Giving dots"),
    "points": N_("Giving points to the dimensions"),
    "open": N_("open"),
    "shown": N_("result on show"),
    "off": N_("off"),
    "everyone": N_("all who ever answered"),
    "present": N_("only those who were there"),
    "municipality": N_("municipality"),
    "co_writer": N_("municipality, to co-write"),
    "wall": N_("wall"),
    "tablet": N_("shared tablet"),
}


def worded_kinds() -> frozenset[str]:
    """Return the kinds of lines for which there is a sentence."""
    return frozenset(_SENTENCES)


def event_sentence(
    kind: str, payload: Payload, titles: Mapping[str, str], criteria: CriteriaSet | None = None
) -> str | None:
    """Return what happened as a sentence, None for a line that has none; `titles` by item id.

    `criteria`: those of the series, default all of the tool; what it names no more stands by its id.
    """
    if kind not in _SENTENCES:
        return None
    facts = _Facts({name: _fact(name, value) for name, value in payload.items()})
    if isinstance(weighed := payload.get("criteria"), Mapping):
        facts["criteria"] = _criteria(weighed, criteria or load_criteria())
    if "title" not in facts and "item" in payload:
        facts["title"] = titles.get(str(payload["item"]), formats.NO_VALUE)
    facts.update({name: inside_quotes(facts[name]) for name in _QUOTED if name in facts})
    several = kind == "paper_entered" and "first" in facts and facts["first"] != facts["ballot"]
    return _(_SEVERAL_SHEETS if several else _SENTENCES[kind]).format_map(facts)


class _Facts(dict[str, str]):
    """What is missing in an old line stands as a dash instead of breaking the minutes."""

    def __missing__(self, name: str) -> str:
        return formats.NO_VALUE


def _fact(name: str, value: Any) -> str:
    try:
        return _READERS.get(name, _word)(value)
    except (ArithmeticError, AttributeError, KeyError, TypeError, ValueError):
        return str(value)


def _word(value: Any) -> str:
    return _(_WORDS[value]) if isinstance(value, str) and value in _WORDS else str(value)


def _answer(value: Any) -> str:
    return labels.gate_answer(value) if value else _("open")


def _dimensions(value: Any) -> str:
    return _points(value, labels.dimension) or formats.NO_VALUE


def _criteria(value: Mapping[str, Any], criteria: CriteriaSet) -> str:
    names = {each.id: each.name(current_language()) for each in criteria.criteria}
    different = len(set(value.values())) > 1
    return _points(value, lambda key: names.get(key, key)) if different else _("all the same")


def _points(given: Mapping[str, float], name: Callable[[str], str]) -> str:
    return formats.list_([f"{name(key)} {formats.number(float(n), digits=1)}" for key, n in given.items()])


_QUOTED = ("title", "before", "gate", "answer")
"""What the sentences put in quotation marks."""
_READERS: Mapping[str, Callable[[Any], str]] = {
    "title": str,
    "before": str,
    "gate": labels.gate,
    "answer": _answer,
    "group": group_name,
    "dimensions": _dimensions,
    "until": lambda value: formats.date(dt.date.fromisoformat(value)),
    "begins": lambda value: formats.datetime_(dt.datetime.fromisoformat(value)),
    "ends": lambda value: formats.datetime_(dt.datetime.fromisoformat(value)),
    "became": labels.project_state,
    "day": lambda value: formats.date(dt.date.fromisoformat(value)),
}
