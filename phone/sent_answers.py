"""What the script of a phone sends: answers and remarks, each stored or refused by itself."""

from collections import Counter
from typing import Any

from translations import _
from workshops.actors import Actor
from workshops.errors import WorkshopError
from workshops.live import answers
from workshops.live.ratings import Answer, Gone, Paused

_LARGEST_COUNTER = 2_000_000_000
_LONGEST_KEY = 64


def save_entries(session: Any, actor: Actor, entries: list[Any]) -> list[dict[str, Any]]:
    """Store answers and remarks one by one and return what became of each, in their order."""
    results = [_save_entry(session, actor, entry) for entry in entries]
    taken = [
        (entry["round"], result) for entry, result in zip(entries, results, strict=True) if _took(result)
    ]
    for round_id, number in Counter(round_id for round_id, _result in taken).items():
        if answers.finish_if_complete(session, actor, round_id, number):
            for _round, result in (each for each in taken if each[0] == round_id):
                result["done"] = True
    return results


def _took(result: dict[str, Any]) -> bool:
    return bool(result.get("stored")) and "value" in result


def _save_entry(session: Any, actor: Actor, entry: Any) -> dict[str, Any]:
    """Store one answer or remark; what was wrong with it is a sentence for the screen."""
    try:
        round_id, item_id, counter = _key(entry["round"]), _key(entry["item"]), entry["counter"]
        if type(counter) is not int or not 0 <= counter < _LARGEST_COUNTER:
            raise ValueError(counter)
        if "comment" in entry:
            return answers.comment(
                session, actor, round_id, item_id, _text(entry["comment"]), counter
            ).model_dump()
        answer = Answer(round_id, item_id, _key(entry["criterion"]), entry["value"], counter)
        return _save_answer(session, actor, answer)
    except Paused as error:
        return {"refused": f"{error.message} {error.hint}", "paused": True}
    except WorkshopError as error:
        return {"refused": f"{error.message} {error.hint}"}
    except (KeyError, TypeError, ValueError):
        return {"refused": _("This request is not possible here.")}


def _save_answer(session: Any, actor: Actor, answer: Answer) -> dict[str, Any]:
    """Store an answer; with a refusal goes what is stored, so that the phone shows nothing else."""
    try:
        return answers.save(session, actor, answer).model_dump()
    except Gone as error:
        held = answers.stored(session, actor, answer)
        return {"refused": f"{error.message} {error.hint}", "held": held.model_dump() if held else None}


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _key(value: Any) -> str:
    """Return an id that a database may be asked for."""
    if not isinstance(value, str) or not value.isalnum() or len(value) > _LONGEST_KEY:
        raise ValueError(value)
    return value
