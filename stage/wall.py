"""The routes of the wall: its page, what it follows, the keys of the advisor's own window."""

import asyncio
import time
from collections import OrderedDict
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from design.fields import icon_svg
from light.forms import fields
from light.house import House
from light.pages import render
from stage.address import reachable
from stage.drawing import frame_of, scene_of
from stage.files import addresses
from stage.looks import emblem_address, style_of
from stage.pairing import Pairing
from stage.room import LANDSCAPE, Room
from stage.visitors import SERIES_PARAMETER, Visitor, visitor
from stage.watch import Pulse, Watch
from translations import current_language
from workshops import look, series
from workshops.wall import known, steering

_WAIT_SECONDS = 5.0
_MOST_DRAWN = 64
_SHAPES = (0.4, 4.0)
_NOT_KEPT = {"Cache-Control": "no-store"}
_SMALL = "klein"


class Wall:
    """The routes under /wand."""

    def __init__(self, house: House, watch: Watch, pairing: Pairing) -> None:
        self._house = house
        self._watch = watch
        self._pairing = pairing
        self._drawn: OrderedDict[tuple[str, ...], str] = OrderedDict()

    async def page(self, request: Request) -> Response:
        """Show the wall, or the code with which this screen becomes one."""
        who = await self._who(request)
        if who is None:
            return await self._pairing.page(request)
        self._watch.changed(who.series_id)  # who loads the page sees it as it is now
        pulse = await self._watch.pulse(who.series_id)
        return HTMLResponse(await self._html(request, who, pulse, "wall.html"), headers=_NOT_KEPT)

    async def scene(self, request: Request) -> Response:
        """Return the scene once it is another than `seen`; 204 when nothing has changed for a few seconds."""
        who = await self._who(request)
        if who is None:
            return Response(status_code=403, headers=_NOT_KEPT)
        seen, ends = request.query_params.get("seen", ""), time.monotonic() + _WAIT_SECONDS
        while True:
            pulse = await self._watch.pulse(who.series_id)
            if _mark(request, pulse) != seen:
                if await self._who(request) is None:  # the link may have ended while this waited
                    return Response(status_code=403, headers=_NOT_KEPT)
                html = await self._html(request, who, pulse, "scene.html")
                return HTMLResponse(html, headers=_NOT_KEPT)
            if time.monotonic() >= ends or await request.is_disconnected():
                return Response(status_code=204, headers=_NOT_KEPT)
            await asyncio.sleep(self._watch.rest(who.series_id))

    async def lead(self, request: Request) -> Response:
        """Move the wall by a key pressed in the advisor's own window."""
        who = await self._who(request)
        if who is None:
            return Response(status_code=403, headers=_NOT_KEPT)
        given = await fields(request)
        move = steering.back if given.get("way") == "back" else steering.forward
        seen = given.get("seen", "").split("~", 1)[0]
        await self._house.read(move, who.actor, who.series_id, seen=seen)
        self._watch.changed(who.series_id)
        return Response(status_code=204, headers=_NOT_KEPT)

    async def emblem(self, request: Request) -> Response:
        """Return the coat of arms or logo of a series to whoever sees its wall."""
        who = await self._who(request)
        found = (
            await self._house.read(look.of_series, known.eyes(who.series_id), who.series_id) if who else None
        )
        if found is None or found.emblem is None:
            return Response(status_code=404, headers=_NOT_KEPT)
        kept = {"Cache-Control": "private, max-age=31536000, immutable"}
        return Response(found.emblem.content, media_type=found.emblem.media_type, headers=kept)

    async def old_address(self, request: Request) -> Response:  # noqa: ARG002
        """Lead from the address of the first versions to the new one."""
        return RedirectResponse("/wand", status_code=303)

    async def _who(self, request: Request) -> Visitor | None:
        return await self._house.read(lambda _database: visitor(self._house, request))

    async def _html(self, request: Request, who: Visitor, pulse: Pulse, template: str) -> str:
        """Draw the scene once for all who see the same."""
        mark, follow, lead = _mark(request, pulse), _follow(request, who), _lead(request, who)
        address = reachable(request)
        key = (template, who.series_id, mark, follow, lead, address, current_language())
        if key not in self._drawn or pulse.standing.talk_ends_at or _counts_down(pulse):
            self._drawn[key] = await self._house.read(
                lambda database: _draw(
                    database, who, pulse, (template, mark, follow, lead, address, _shape(request))
                )
            )
            while len(self._drawn) > _MOST_DRAWN:
                self._drawn.popitem(last=False)
        return self._drawn[key]


def _counts_down(pulse: Pulse) -> bool:
    round_ = pulse.standing.live.round
    return round_ is not None and round_.timer_ends_at is not None


def _draw(database: object, who: Visitor, pulse: Pulse, wanted: tuple[str, str, str, str, str, float]) -> str:
    template, mark, follow, lead, address, shape = wanted
    eyes = known.eyes(who.series_id)
    shown = series.get(database, eyes, who.series_id)  # type: ignore[arg-type]
    own = look.of_series(database, eyes, who.series_id)  # type: ignore[arg-type]
    room = Room(database, shown, pulse.standing, address, shape, pulse.counted)  # type: ignore[arg-type]
    frame = frame_of(
        room,
        mark=mark,
        follow=follow,
        lead=lead,
        emblem=emblem_address(own, follow),
        style=style_of(own, str(pulse.standing.ground)),
    )
    return render(template, frame=frame, scene=scene_of(room), icon=icon_svg, files=addresses())


def _mark(request: Request, pulse: Pulse) -> str:
    return f"{pulse.mark}~{_shape(request):.2f}"


def _shape(request: Request) -> float:
    """Return the screen's width by its height, as far as it has said so."""
    try:
        said = float(request.query_params.get("shape", LANDSCAPE))
    except ValueError:
        return LANDSCAPE
    return round(min(max(said, _SHAPES[0]), _SHAPES[1]), 1) if said == said else LANDSCAPE


def _follow(request: Request, who: Visitor) -> str:
    return f"/wand/szene?{urlencode(_of(request, who))}"


def _lead(request: Request, who: Visitor) -> str:
    if not who.leads or _SMALL in request.query_params:
        return ""
    return f"/wand/weiter?{urlencode(_of(request, who))}"


def _of(request: Request, who: Visitor) -> dict[str, str]:
    """Return what the address says about which wall this is."""
    said = {SERIES_PARAMETER: who.series_id} if who.leads else {}
    return said | ({_SMALL: ""} if _SMALL in request.query_params else {})
