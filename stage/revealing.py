"""The reveal: places from the last up, then three, two, one, then how sure that is."""

from collections.abc import Sequence

from stage.room import Room
from stage.scene import Place, Reveal, Scene
from translations import N_, _, current_language, ngettext
from translations.formats import number
from workshops.evaluation.outcome import RoundEvaluation
from workshops.wall import known

SHAPES = ("■", "▲", "●", "◆")
_TWO_COLUMNS = 14
_WORDS = {
    "stable": (N_("stable"), 2, N_("These stay in front, even if weights or a few answers were different.")),
    "close": (N_("close"), 1, N_("These are in front, but not by far.")),
    "fragile": (N_("open"), 4, N_("Who is in front may still change. Let us talk about it first.")),
    "undetermined": (N_("open"), 4, N_("There is not enough to compare yet.")),
}


def reveal(room: Room) -> Scene:
    """Show as many places as have been revealed by now; the others are not even in the page."""
    seen = room.result
    assert seen is not None, "the programme offers this scene only with a result"
    step = room.standing.position.step
    tops = known.top_ranks(seen)
    rest_open = step >= 1 and known.has_rest(seen)
    opened = max(0, step - known.has_rest(seen))
    shown = tops[:opened]
    places = _places(room, seen)
    top = [place for place, rank in places if rank in shown]
    finished = step == known.reveal_steps(seen) - 1
    word, tone, sentence = _WORDS[seen.evaluation.verdict.status]
    content = Reveal(
        title=_("What brings us the most?"),
        top=top,
        waiting=[place.place for place, rank in places if rank <= 3 and rank not in shown],
        rest=[place for place, rank in places if rank > 3] if rest_open else (),
        columns=2 if len(places) > _TWO_COLUMNS else 1,
        unranked=_unranked(room, seen) if rest_open or finished else (),
        word=_(word) if finished else "",
        tone=tone,
        sentence=_(sentence) if finished else _basis(seen),
        is_open=step > 0,
    )
    return Scene(
        f"reveal-{seen.round.id}",
        "reveal",
        content.title if not top else f"{top[0].place}. {top[0].name}",
        content,
        corner=_basis(seen) if step else "",
        legend=legend(seen) if top else (),
    )


def legend(seen: RoundEvaluation) -> list[tuple[str, int, str]]:
    """Return shape, tone and name of each part of a bar."""
    names = [dimension.name(current_language()) for dimension in seen.criteria.dimensions]
    return [(SHAPES[place], place + 1, name) for place, name in enumerate(names)]


def _basis(seen: RoundEvaluation) -> str:
    people = ngettext("{n} person", "{n} people", seen.evaluation.raters).format(
        n=number(seen.evaluation.raters)
    )
    if seen.agreed:
        people = _("agreed in the room")
    entries = len(seen.evaluation.items)
    projects = ngettext("{n} project", "{n} projects", entries).format(n=number(entries))
    return f"{people} · {projects}"


def _places(room: Room, seen: RoundEvaluation) -> list[tuple[Place, int]]:
    ranked = seen.evaluation.ranking
    ranks = [item.rank for item in ranked]
    found = []
    for item in ranked:
        assert item.rank is not None
        assert item.score is not None
        score = item.score
        shares = [dimension.contribution or 0.0 for dimension in item.dimensions]
        whole = sum(shares)
        points = _("{points} of 100 points").format(points=number(score * 100, 0))
        place = Place(
            item=item.item_id,
            place=f"{item.rank}{'=' if ranks.count(item.rank) > 1 else ''}",
            name=room.title(item.item_id),
            points=points,
            # Where the rule of five hides the dimensions, the bar is one undivided part.
            parts=[(100 * share / whole, place) for place, share in enumerate(shares, start=1)]
            if whole
            else [(100.0, 0)],
            width=max(4.0, score * 100),
        )
        found.append((place, item.rank))
    return found


def _unranked(room: Room, seen: RoundEvaluation) -> Sequence[str]:
    return [room.title(item.item_id) for item in seen.evaluation.items if item.rank is None]
