"""What people give besides ratings: ideas, dots, and points for the dimensions."""

from collections.abc import Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from light import forms
from light.pages import page
from phone.live_room import LiveRoom, mark
from translations import _
from workshops.actors import Actor
from workshops.errors import InvalidInput, Refused
from workshops.live import ballot, dots, ideas, points
from workshops.live.activities import Activity
from workshops.live.ideas import new_key
from workshops.live.steering import LiveState


class Contributing:
    """The routes /live/ideas, /live/dots and /live/points.

    A form that was refused comes back as it was filled in, with a sentence.
    """

    def __init__(self, room: LiveRoom) -> None:
        self._room = room

    async def ideas(self, request: Request) -> Response:
        """Show the form for an idea and what this person has sent."""
        return await self._show(request, Activity.IDEAS, self._ideas_page)

    async def send_idea(self, request: Request) -> Response:
        """Take an idea."""

        def work(session: Any, actor: Actor, sent: dict[str, str]) -> None:
            ideas.send(
                session,
                actor,
                idea_id=sent.get("key", ""),
                title=sent.get("title", ""),
                text=sent.get("text", ""),
                area=sent.get("area") or None,
            )

        return await self._take(request, Activity.IDEAS, work, self._ideas_page)

    async def dots(self, request: Request) -> Response:
        """Show areas and ideas with this person's dots, or the sums once they are shown."""
        return await self._show(request, Activity.DOTS, self._dots_page)

    async def give_dots(self, request: Request) -> Response:
        """Take this person's dots."""

        def work(session: Any, actor: Actor, sent: dict[str, str]) -> None:
            dots.give(session, actor, _dots_of(sent))

        return await self._take(request, Activity.DOTS, work, self._dots_page)

    async def points(self, request: Request) -> Response:
        """Show the dimensions with this person's points, or everybody's once they are shown."""
        return await self._show(request, Activity.POINTS, self._points_page)

    async def give_points(self, request: Request) -> Response:
        """Take this person's points."""

        def work(session: Any, actor: Actor, sent: dict[str, str]) -> None:
            given = {name[2:]: forms.whole(value) for name, value in sent.items() if name.startswith("p_")}
            if any(value is None for value in given.values()):
                raise InvalidInput(
                    _("Points are whole numbers from 0 to {most}.").format(most=points.MOST_POINTS),
                    _("Please correct them."),
                )
            points.give(session, actor, {name: value or 0 for name, value in given.items()})

        return await self._take(request, Activity.POINTS, work, self._points_page)

    async def _show(self, request: Request, activity: Activity, show: Callable[..., Any]) -> Response:
        actor = await self._room.person(request)
        if actor is None:
            return RedirectResponse("/join", status_code=303)
        state = await self._room.state(actor)
        is_open = state.offer.is_open(activity) and not actor.watching
        if not (is_open or state.offer.is_shown(activity)):
            return RedirectResponse("/live", status_code=303)
        saved = "saved" in request.query_params
        answer: Response = await show(request, actor, state, saved=saved)
        return answer

    async def _take(
        self, request: Request, activity: Activity, work: Callable[..., None], show: Callable[..., Any]
    ) -> Response:
        actor = await self._room.person(request)
        if actor is None:
            return RedirectResponse("/join", status_code=303)
        sent = await forms.fields(request)
        try:
            await self._room.house.write(work, actor, sent)
        except (InvalidInput, Refused) as refused:
            state = await self._room.state(actor)
            error = f"{refused.message} {refused.hint}"
            answer: Response = await show(request, actor, state, sent=sent, error=error)
            return answer
        return RedirectResponse(f"/live/{activity}?saved=1", status_code=303)

    async def _ideas_page(
        self,
        request: Request,
        actor: Actor,
        state: LiveState,
        *,
        sent: dict[str, str] | None = None,
        error: str = "",
        saved: bool = False,
    ) -> Response:
        read, series_id = self._room.house.read, actor.series_id or ""
        typed = {"key": new_key(), "title": "", "text": "", "area": ""} | (sent or {})
        return page(
            request,
            "ideas.html",
            422 if error else 200,
            own=await read(ideas.own, actor),
            accepted=await read(ideas.accepted, actor, series_id),
            areas=[(area, ballot.area_name(area)) for area in dots.AREAS],
            is_open=state.offer.is_open(Activity.IDEAS),
            typed=typed,
            error=error,
            saved=saved,
            round=state.round,
            person=mark(actor),
        )

    async def _dots_page(
        self,
        request: Request,
        actor: Actor,
        state: LiveState,
        *,
        sent: dict[str, str] | None = None,
        error: str = "",
        saved: bool = False,
    ) -> Response:
        read, series_id = self._room.house.read, actor.series_id or ""
        own = await read(dots.own, actor)
        accepted = await read(ideas.accepted, actor, series_id)
        shown = state.offer.is_shown(Activity.DOTS)
        targets = [("area", area, ballot.area_name(area)) for area in dots.AREAS]
        targets += [("idea", idea.id, idea.title) for idea in accepted]
        typed = {f"{kind}_{target}": str(count) for (kind, target), count in own.items()}
        return page(
            request,
            "dots.html",
            422 if error else 200,
            targets=targets,
            typed=typed | (sent or {}),
            limit=state.offer.dots_per_person,
            sums=await read(dots.result, actor, series_id) if shown else (),
            names={target: name for _kind, target, name in targets},
            is_open=state.offer.is_open(Activity.DOTS),
            error=error,
            saved=saved,
            round=state.round,
            person=mark(actor),
        )

    async def _points_page(
        self,
        request: Request,
        actor: Actor,
        state: LiveState,
        *,
        sent: dict[str, str] | None = None,
        error: str = "",
        saved: bool = False,
    ) -> Response:
        read, series_id = self._room.house.read, actor.series_id or ""
        own = await read(points.own, actor) or {}
        shown = state.offer.is_shown(Activity.POINTS)
        return page(
            request,
            "points.html",
            422 if error else 200,
            dimensions=await read(ballot.dimension_names, actor, series_id),
            typed={f"p_{dimension}": str(value) for dimension, value in own.items()} | (sent or {}),
            own=own,
            groups=await read(points.result, actor, series_id) if shown else (),
            most=points.MOST_POINTS,
            is_open=state.offer.is_open(Activity.POINTS),
            error=error,
            saved=saved,
            round=state.round,
            person=mark(actor),
        )


def _dots_of(sent: dict[str, str]) -> dict[dots.Target, int]:
    """Read the fields of the form, such as "area_mobility" or "idea_4f…"."""
    given: dict[dots.Target, int] = {}
    for name, value in sent.items():
        kind, _line, target = name.partition("_")
        count = forms.whole(value or "0")
        if kind in ("area", "idea") and count is None:
            raise InvalidInput(_("Dots are whole numbers."), _("Please correct them."))
        if kind in ("area", "idea"):
            given[kind, target] = count or 0
    return given
