"""How the questions of a round with short ballots were given out: seed, counts, and a sentence on it."""

from collections import Counter

from pydantic import BaseModel, ConfigDict
from sqlmodel import Session

from storage import asked
from storage.tables import RoundRow
from translations import _, ngettext
from translations.formats import number
from workshops.live import asking


class GivenOut(BaseModel):
    """What was asked in a round with short ballots, counted; nothing of it belongs to a person.

    `first` questions for each at the beginning, drawn from `seed`; up to `further` more were allowed to each
    in `passes`. `people` were asked `questions` in all, each `fewest` to `most` of `full`; each of the `full`
    questions was asked of `of_fewest` to `of_most` people.
    """

    model_config = ConfigDict(frozen=True)

    number: int
    seed: int
    first: int
    further: int
    passes: int
    people: int
    questions: int
    fewest: int
    most: int
    full: int
    of_fewest: int
    of_most: int


def given_out(session: Session, row: RoundRow) -> GivenOut | None:
    """Return how the questions of a round were given out; None where everybody was asked everything."""
    drawn = asking.allocation_of(session, row.id)
    if drawn is None:
        return None
    rows = asked.questions(session, row.id)
    by_person = Counter(person for person, _item, _criterion in rows).values()
    by_question = Counter((item, criterion) for _person, item, criterion in rows)
    full = len(row.item_ids) * len(row.criterion_ids)
    times = [by_question[item, criterion] for item in row.item_ids for criterion in row.criterion_ids]
    return GivenOut(
        number=row.number,
        seed=drawn.seed,
        first=drawn.first,
        further=drawn.further,
        passes=drawn.passes,
        people=len(by_person),
        questions=len(rows),
        fewest=min(by_person, default=0),
        most=max(by_person, default=0),
        full=full,
        of_fewest=min(times, default=0),
        of_most=max(times, default=0),
    )


def sentence(found: GivenOut) -> str:
    """Return in words how questions were given out, with all that is needed to compute it again."""
    people = ngettext("{n} person", "{n} people", found.people).format(n=number(found.people))
    first = _(
        "Round {number} asked in part, drawn by plan: {questions} questions to {people}, {each} of {full} to "
        "each; the same question to {times} people."
    ).format(
        number=found.number,
        people=people,
        questions=number(found.questions),
        each=_span(found.fewest, found.most),
        full=number(found.full),
        times=_span(found.of_fewest, found.of_most),
    )
    drawn = _("Drawn with seed {seed}, {first} questions each at first.").format(
        seed=found.seed, first=number(found.first)
    )
    if not found.passes:
        return f"{first} {drawn}"
    on = ngettext(
        "It was asked on once, up to {further} more for each.",
        "It was asked on {n} times, up to {further} more for each.",
        found.passes,
    ).format(n=number(found.passes), further=number(found.further))
    return f"{first} {drawn} {on}"


def _span(low: int, high: int) -> str:
    if low == high:
        return number(low)
    return _("{low} to {high}").format(low=number(low), high=number(high))
