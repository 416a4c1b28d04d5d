"""Where the workshop stands, for the phone in one's hand: waiting room, state, own code, and the result."""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from light import forms
from light.pages import page
from phone.live_room import LiveRoom, mark
from translations import current_language
from workshops import codes, series
from workshops.access.admission import PARTICIPANT_COOKIE
from workshops.actors import Actor
from workshops.evaluation import comparison
from workshops.evaluation import outcome as evaluation
from workshops.evaluation.comparison import GroupMean, Movement
from workshops.evaluation.outcome import RoundEvaluation
from workshops.live import announcing, answers, given_out, participants, taking_part
from workshops.live.activities import Activity, Phase
from workshops.live.ballot import Ballot, result_ballot
from workshops.live.rounds import RoundView, State
from workshops.live.steering import LiveState
from workshops.live.tablets import TABLET_COOKIE

_RESULT_SECONDS = 600.0
_POLL_SECONDS = ((150, 3), (500, 5))
_SLOWEST_POLL = 8
# Who looks at a result sees what becomes of it within two seconds; in a large hall a second later.
_RESULT_POLL_SECONDS = ((300, 1),)
_SLOWEST_RESULT_POLL = 2


@dataclass(frozen=True, slots=True)
class Outcome:
    """What everybody sees after a reveal."""

    ballot: Ballot
    evaluation: RoundEvaluation
    means: Mapping[str, tuple[GroupMean, ...]]
    movement: tuple[Movement, ...]


class Following:
    """The routes /live, /live/state, /live/result, /live/code, /live/watch and /live/group."""

    def __init__(self, room: LiveRoom) -> None:
        self._room = room

    async def home(self, request: Request) -> Response:
        """Lead to the questions of an open round, else show where things stand."""
        actor = await self._room.person(request)
        if actor is None:
            return RedirectResponse("/join", status_code=303)
        state = await self._room.state(actor)
        round_, done, stored = state.round, False, False
        if not actor.watching and round_ is not None and round_.state in (State.OPEN, State.CLOSED):
            own = await self._room.house.read(answers.own, actor, round_.id)
            done, stored = own.finished and round_.takes_ratings, bool(own.values)
            if round_.takes_ratings and not done:
                return RedirectResponse("/live/rate", status_code=303)
        shown = await self._room.house.read(series.get, actor, actor.series_id or "")
        part = await self._room.house.read(taking_part.own, actor)
        return page(
            request,
            "waiting.html",
            part=part,
            state=state,
            version=version(state),
            round=round_,
            done=done,
            stored=stored,
            series=shown,
            shared=TABLET_COOKIE in request.cookies,
            person=mark(actor),
        )

    async def state(self, request: Request) -> Response:
        """Tell the script what has changed: 304 while nothing has; never a rating."""
        actor = await self._room.person(request)
        if actor is None:
            return JSONResponse({}, 401, headers={"Cache-Control": "no-store"})
        state = await self._room.state(actor)
        facts = _facts(state) | {"version": version(state)}
        etag = f'"{_digest(facts)}"'
        headers = {"ETag": etag, "Cache-Control": "no-cache"}
        if request.headers.get("if-none-match") == etag:
            return Response(status_code=304, headers=headers)
        return JSONResponse(facts, headers=headers)

    async def code(self, request: Request) -> Response:
        """Show the personal code of this device and how to go on elsewhere."""
        actor = await self._room.person(request)
        if actor is None:
            return RedirectResponse("/join", status_code=303)
        shown = await self._room.house.read(series.get, actor, actor.series_id or "")
        part = await self._room.house.read(taking_part.own, actor)
        personal = codes.spaced(participants.personal_code(request.cookies[PARTICIPANT_COOKIE]))
        code = codes.spaced(shown.join_code)
        return page(
            request, "code.html", personal=personal, code=code, part=part, round=None, person=mark(actor)
        )

    async def watch(self, request: Request) -> Response:
        """Only watch from now on, or take part after all."""
        watching = (await forms.fields(request)).get("watching") == "1"
        return await self._changed(request, partial(taking_part.watch, watching=watching))

    async def choose_group(self, request: Request) -> Response:
        """Correct one's own group."""
        group = (await forms.fields(request)).get("group") or None
        return await self._changed(request, partial(taking_part.choose_group, group=group))

    async def _changed(self, request: Request, change: Callable[[Any, Actor], None]) -> Response:
        actor = await self._room.person(request)
        if actor is None:
            return RedirectResponse("/join", status_code=303)
        await self._room.house.write(change, actor)
        self._room.forget_device(request.cookies[PARTICIPANT_COOKIE])
        self._room.changed(actor)
        return RedirectResponse("/live", status_code=303)

    async def result(self, request: Request) -> Response:
        """Show what the room knows: what the group said, and what I said."""
        actor = await self._room.person(request)
        if actor is None:
            return RedirectResponse("/join", status_code=303)
        state = await self._room.state(actor)
        key = ("outcome", actor.series_id, state.revision, current_language())
        outcome = await self._room.shared.get(key, _RESULT_SECONDS, lambda: self._outcome(actor))
        if outcome is None:
            return RedirectResponse("/live", status_code=303)
        own = await self._room.house.read(answers.newest, actor)
        return page(
            request,
            "result.html",
            outcome=outcome,
            given_out=[given_out.sentence(each) for each in outcome.evaluation.given_out],
            own=own,
            state=state,
            version=version(state),
            round=outcome.evaluation.round,
            person=mark(actor),
        )

    async def _outcome(self, actor: Actor) -> Outcome | None:
        read, series_id = self._room.house.read, actor.series_id or ""
        found = await read(evaluation.current, actor, series_id)
        if found is None:
            return None
        return Outcome(
            ballot=await read(result_ballot, actor, found.round, tuple(found.titles), found.criteria),
            evaluation=found,
            means=await read(comparison.group_means, actor, series_id),
            movement=await read(comparison.movement, actor, series_id),
        )


def version(state: LiveState) -> str:
    """Return a mark that changes when a page without input should be drawn anew."""
    round_ = state.round
    phases = {activity: phase for activity, phase in state.offer.phases.items() if phase is not Phase.OFF}
    held = [round_.id, round_.state, round_.passes] if round_ else None
    coming = state.coming.model_dump(mode="json") if state.coming else None
    return _digest({"round": held, "open": phases, "result": state.result, "coming": coming})


def _facts(state: LiveState) -> dict[str, object]:
    round_ = state.round
    ends = round_.timer_ends_at if round_ and round_.takes_ratings else None
    joined = state.readiness.joined
    return {
        "round": _round_facts(round_) if round_ else None,
        "timer": int(ends.timestamp() * 1000) if ends else None,
        "joined": joined,
        "finished": state.readiness.finished,
        "open": [activity for activity in Activity if state.offer.is_open(activity)],
        "poll": _seconds(_POLL_SECONDS, _SLOWEST_POLL, joined),
        "result_poll": _seconds(_RESULT_POLL_SECONDS, _SLOWEST_RESULT_POLL, joined),
    } | _own_time(round_)


def _own_time(round_: RoundView | None) -> dict[str, object]:
    """Return until when a round is open, or was, and whether it closed by itself; nothing of any other."""
    if round_ is None or not round_.handed_out:
        return {}
    return {"until": announcing.until(round_), "ended": round_.ended}


def _seconds(steps: Iterable[tuple[int, int]], slowest: int, joined: int) -> int:
    return next((seconds for most, seconds in steps if joined < most), slowest)


def _round_facts(round_: RoundView) -> dict[str, object]:
    return {"id": round_.id, "number": round_.number, "state": round_.state, "passes": round_.passes}


def _digest(facts: object) -> str:
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()[:16]
