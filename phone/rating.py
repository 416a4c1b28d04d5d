"""The overview, and all questions about an item on one page: each click saved at once, or plain forms."""

import gzip
from collections.abc import Hashable, Mapping, Sequence
from hashlib import sha256
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from light import forms, tally
from light.pages import page, render
from phone.live_room import LiveRoom, mark
from phone.sent_answers import save_entries
from translations import _, current_language
from workshops.actors import Actor
from workshops.errors import Refused
from workshops.evaluation import comparison
from workshops.live import answers, asking, not_asked
from workshops.live.answers import OwnAnswers
from workshops.live.ballot import Ballot
from workshops.live.ballot import ballot as the_ballot
from workshops.live.rounds import RoundView

CANNOT_JUDGE = "none"
MOST_AT_ONCE = 200
_BALLOT_SECONDS = 30.0
_SPREAD_SECONDS = 600.0
Spreads = Mapping[tuple[str, str], tuple[int, ...] | None]


class Rating:
    """The routes /live/rate, /live/overview, /live/finish, /live/answers and /live/sheet."""

    def __init__(self, room: LiveRoom) -> None:
        self._room = room

    async def begin(self, request: Request) -> Response:
        """Lead to the questions, one after the other."""
        actor, round_ = await self.rater(request)
        if actor is None or round_ is None:
            return elsewhere(actor)
        return RedirectResponse("/live/question", status_code=303)

    async def item(self, request: Request) -> Response:
        """Show one item with its questions and this person's answers."""
        actor, round_ = await self.rater(request)
        if actor is None or round_ is None:
            return elsewhere(actor)
        return await self._item_page(request, actor, round_)

    async def save_item(self, request: Request) -> Response:
        """Store a form sent without the script, then go where its button leads."""
        actor, round_ = await self.rater(request, even_closed=True)
        if actor is None or round_ is None:
            return elsewhere(actor)
        sent, item_id = await forms.fields(request), request.path_params["item"]
        asked = await self.own_ballot(actor, round_)
        chosen = _changed(sent, asked)
        try:
            require_same(round_, sent)
            await self._room.house.write(_save_form, actor, round_.id, item_id, chosen, sent)
        except Refused as refused:
            tally.answered(refused=len(chosen))
            return await self._item_page(request, actor, round_, f"{refused.message} {refused.hint}", 409)
        tally.answered(stored=len(chosen))
        return RedirectResponse(_destination(asked, item_id, sent.get("go", "")), status_code=303)

    async def save_answers(self, request: Request) -> Response:
        """Store what the script sends; every entry gets an answer of its own, and only after the commit."""
        actor = await self._room.person(request)
        if actor is None:
            return JSONResponse({"error": _("You have not joined yet.")}, 401)
        entries = (await forms.json_object(request)).get("answers")
        if not isinstance(entries, list) or len(entries) > MOST_AT_ONCE:
            return JSONResponse({"error": _("This request is not possible here.")}, 400)
        results = await self._room.house.write(save_entries, actor, entries)
        stored = sum(bool(result.get("stored")) for result in results)
        tally.answered(stored=stored, refused=len(results) - stored)
        return JSONResponse({"results": results}, headers={"Cache-Control": "no-store"})

    async def overview(self, request: Request) -> Response:
        """List all items with what is still open, and let people say that they are done."""
        actor, round_ = await self.rater(request)
        if actor is None or round_ is None:
            return elsewhere(actor)
        asked, own = await self.own_ballot(actor, round_), await self.own(actor, round_)
        queue = await self._room.house.read(asking.queue, actor, round_.id) if round_.short else []
        return page(
            request, "overview.html", ballot=asked, own=own, round=round_, person=mark(actor), queue=queue
        )

    async def finish(self, request: Request) -> Response:
        """Remember that this person is done."""
        actor, round_ = await self.rater(request)
        if actor is None or round_ is None:
            return elsewhere(actor)
        if (await forms.fields(request)).get("round", round_.id) != round_.id:
            return elsewhere(actor)
        await self._room.house.write(answers.finish, actor, round_.id)
        self._room.changed(actor)
        return RedirectResponse("/live", status_code=303)

    async def sheet(self, request: Request) -> Response:
        """Return all items of a round for the script, which then needs no network to go on."""
        actor, round_ = await self.rater(request)
        if actor is None or round_ is None or round_.id != request.path_params["round"]:
            return Response(status_code=404)
        out = await self.not_asked(actor, round_)
        asked, spreads = await self.own_ballot(actor, round_), await self.spreads(actor, round_)

        async def packed() -> bytes:
            html = render("sheet.html", ballot=asked, own=_NOTHING_YET, spreads=spreads)
            return gzip.compress(html.encode(), compresslevel=6)

        key = (await self._key("sheet", actor, round_), tuple(out))
        body = await self._room.shared.get(key, _BALLOT_SECONDS, packed)
        headers = {
            "Content-Encoding": "gzip",
            "Vary": "Accept-Encoding, Cookie",
            "Cache-Control": "private, no-cache",
            "ETag": f'"{sha256(body).hexdigest()[:20]}"',
        }
        if request.headers.get("if-none-match") == headers["ETag"]:
            return Response(status_code=304, headers=headers)
        return Response(body, media_type="text/html; charset=utf-8", headers=headers)

    async def rater(
        self, request: Request, *, even_closed: bool = False
    ) -> tuple[Actor | None, RoundView | None]:
        """Return who asks and the round that takes this person's answers; None for what there is not."""
        actor = await self._room.person(request)
        if actor is None or actor.watching:
            return actor, None
        state = await self._room.state(actor)
        is_open = state.round is not None and (state.round.takes_ratings or even_closed)
        return actor, state.round if is_open else None

    async def ballot(self, actor: Actor, round_: RoundView) -> Ballot:
        """Return what a round asks, the same for everybody."""
        return await self._room.shared.get(
            await self._key("ballot", actor, round_),
            _BALLOT_SECONDS,
            lambda: self._room.house.read(the_ballot, actor, round_.id),
        )

    async def own_ballot(self, actor: Actor, round_: RoundView) -> Ballot:
        """Return what a round asks of this person's group."""
        return (await self.ballot(actor, round_)).without(await self.not_asked(actor, round_))

    async def not_asked(self, actor: Actor, round_: RoundView) -> Sequence[str]:
        """Return what this person's group is left out of; it is settled when the first question is shown."""
        if not round_.left_out:
            return ()
        found = await self._room.house.read(not_asked.own, actor, round_.id)
        if found is None and round_.takes_ratings:
            found = await self._room.house.write(not_asked.settle, actor, round_.id)
        return found or ()

    async def _key(self, kind: str, actor: Actor, round_: RoundView) -> Hashable:
        """A new name is seen with the next page; a revision would change with everybody who joins."""
        names = (await self._room.state(actor)).names
        return kind, round_.id, round_.item_ids, names, current_language()

    async def spreads(self, actor: Actor, round_: RoundView) -> Spreads:
        """Return how often the room gave each rating before, by entry and criterion; from five people on."""

        async def counted() -> Spreads:
            means = await self._room.house.read(comparison.group_means, actor, round_.series_id)
            return {(item, mean.criterion_id): mean.counts for item, own in means.items() for mean in own}

        key = ("spreads", round_.id)
        return await self._room.shared.get(key, _SPREAD_SECONDS, counted) if round_.from_before else {}

    async def own(self, actor: Actor, round_: RoundView) -> OwnAnswers:
        """Return what this person has answered."""
        return await self._room.house.read(answers.own, actor, round_.id)

    async def _item_page(
        self, request: Request, actor: Actor, round_: RoundView, error: str = "", status: int = 200
    ) -> Response:
        asked, own = await self.own_ballot(actor, round_), await self.own(actor, round_)
        places = {item.id: place for place, item in enumerate(asked.items)}
        if request.path_params["item"] not in places:
            return RedirectResponse("/live/rate", status_code=303)
        place = places[request.path_params["item"]]
        spreads = await self.spreads(actor, round_)
        kept = [[*key, value, own.counters[key]] for key, value in own.values.items()]
        before = [[*key, value] for key, value in own.before.items()]
        return page(
            request,
            "rate.html",
            status,
            ballot=asked,
            own=own,
            round=round_,
            place=place,
            item=asked.items[place],
            person=mark(actor),
            kept={"answers": kept, "comments": own.remarks, "before": before},
            spreads=spreads,
            items=[[each.id, each.title] for each in asked.items],
            error=error,
        )


_NOTHING_YET = OwnAnswers(values={}, counters={}, remarks={}, finished=False)


def elsewhere(actor: Actor | None) -> Response:
    """Lead who has not joined to the code, and the others to what is going on."""
    return RedirectResponse("/live" if actor else "/join", status_code=303)


def require_same(round_: RoundView, sent: dict[str, str]) -> None:
    """Refuse a form of an earlier round."""
    if sent.get("round", round_.id) != round_.id:
        raise Refused(
            _("This page came from an earlier round, and its answers were not saved."),
            _("Below are the questions that are asked now."),
        )


def _destination(asked: Ballot, item_id: str, wanted: str) -> str:
    ids = [item.id for item in asked.items]
    step = {"next": 1, "previous": -1}.get(wanted)
    if step is None or item_id not in ids:
        return "/live/overview"
    place = ids.index(item_id) + step
    return f"/live/rate/{ids[place]}" if 0 <= place < len(ids) else "/live/overview"


def _changed(sent: dict[str, str], asked: Ballot) -> dict[str, int | None]:
    """Return what a form says now and did not say when it was shown: another tab may know better."""
    found: dict[str, int | None] = {}
    for question in asked.questions:
        chosen = sent.get(f"c_{question.criterion_id}")
        if chosen is not None and chosen != sent.get(f"was_{question.criterion_id}"):
            found[question.criterion_id] = None if chosen == CANNOT_JUDGE else (forms.whole(chosen) or 0)
    return found


def _save_form(
    session: Any,
    actor: Actor,
    round_id: str,
    item_id: str,
    chosen: dict[str, int | None],
    sent: dict[str, str],
) -> None:
    answers.save_form(session, actor, round_id, item_id, chosen)
    if "comment" in sent and sent["comment"] != sent.get("was_comment", ""):
        answers.comment(session, actor, round_id, item_id, sent["comment"])
