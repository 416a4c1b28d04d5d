"""The remote: the keys of an afternoon on the advisor's own phone, for one series, until it is revoked."""

from collections.abc import Callable
from datetime import timedelta

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from light.cookies import keep
from light.forms import fields, whole
from light.guessing import Guesses, slow_down
from light.house import House
from light.pages import message, page
from stage.files import addresses
from stage.watch import Watch
from translations import _
from workshops import series
from workshops.access import admission
from workshops.actors import Actor, Role
from workshops.errors import WorkshopError
from workshops.live.objections import PeopleMissing
from workshops.live.rounds import State
from workshops.wall import known, naming, remote, steering
from workshops.wall.scenes import Ground

_KEEP_SECONDS = 24 * 3600
_NOT_KEPT = {"Cache-Control": "no-store"}
_HERE = "/fernbedienung"


class Remote:
    """The routes under /fernbedienung."""

    def __init__(self, house: House, watch: Watch, guesses: Guesses) -> None:
        self._house = house
        self._watch = watch
        self._guesses = guesses

    async def open(self, request: Request) -> Response:
        """Make this phone the remote that the link was made for; the address bar keeps no secret."""
        token = request.path_params["token"]

        async def check() -> Actor | None:
            holder = await self._house.read(admission.link_holder, token)
            return holder if holder and holder.role is Role.REMOTE else None

        guess = await self._guesses.look(request, check)
        if guess.found is None:
            return slow_down(request, guess.seconds) if guess.seconds else _not_paired(request)
        answer = RedirectResponse(_HERE, status_code=303)
        keep(request, answer, admission.REMOTE_COOKIE, token, _KEEP_SECONDS)
        return answer

    async def page(self, request: Request) -> Response:
        """Show the keys."""
        actor = await self._actor(request)
        return await self._keys(request, actor) if actor else _not_paired(request)

    async def state(self, request: Request) -> Response:
        """Tell the script what is on the wall now."""
        actor = await self._actor(request)
        if actor is None:
            return JSONResponse({}, 403, headers=_NOT_KEPT)
        pulse = await self._watch.pulse(actor.series_id or "")
        return JSONResponse({"mark": pulse.mark}, headers=_NOT_KEPT)

    async def press(self, request: Request) -> Response:
        """Do what a key says, and show the keys again."""
        actor = await self._actor(request)
        if actor is None:
            return _not_paired(request)
        given = await fields(request)
        try:
            await self._do(actor, given)
        except PeopleMissing as missing:
            return await self._keys(request, actor, missing=missing)
        except WorkshopError as error:
            return await self._keys(request, actor, refusal=error)
        self._watch.changed(actor.series_id or "")
        if request.headers.get("accept") == "text/html;fragment":
            return await self._keys(request, actor)
        return RedirectResponse(_HERE, status_code=303)

    async def _do(self, actor: Actor, given: dict[str, str]) -> None:
        series_id, seen, key = actor.series_id or "", given.get("seen", ""), given.get("key", "")
        minutes = whole(given.get("minutes"))
        length = timedelta(minutes=minutes) if minutes else None
        keys: dict[str, Callable[[], object]] = {
            "on": lambda: steering.forward(self._house.database, actor, series_id, seen=seen),
            "back": lambda: steering.back(self._house.database, actor, series_id, seen=seen),
            "talk": lambda: steering.talk(self._house.database, actor, series_id, length),
            "clock": lambda: remote.clock(self._house.database, actor, series_id, length),
            "ground": lambda: steering.set_ground(
                self._house.database,
                actor,
                series_id,
                Ground.PAPER if given.get("ground") == "paper" else Ground.DEEP,
            ),
            "reveal": lambda: remote.reveal(
                self._house.database, actor, series_id, confirmed_missing=whole(given.get("missing"))
            ),
        }
        if key in keys:
            await self._house.read(lambda _database: keys[key]())

    async def _actor(self, request: Request) -> Actor | None:
        token = request.cookies.get(admission.REMOTE_COOKIE, "")
        holder = await self._house.read(admission.link_holder, token)
        return holder if holder is not None and holder.role is Role.REMOTE else None

    async def _keys(
        self,
        request: Request,
        actor: Actor,
        *,
        missing: PeopleMissing | None = None,
        refusal: WorkshopError | None = None,
    ) -> Response:
        series_id = actor.series_id or ""
        self._watch.changed(series_id)
        pulse = await self._watch.pulse(series_id)
        standing = pulse.standing
        shown = await self._house.read(series.get, known.eyes(series_id), series_id)
        now = await self._house.read(naming.name, standing, standing.position)
        following = (
            await self._house.read(naming.name, standing, standing.following) if standing.following else ""
        )
        round_ = standing.live.round
        return page(
            request,
            "remote.html",
            place=shown.municipality_name,
            now=now,
            following=following,
            standing=standing,
            mark=pulse.mark,
            open=round_ is not None and round_.state is State.OPEN,
            closed=round_ is not None and round_.state is State.CLOSED,
            missing=missing,
            refusal=refusal,
            files=addresses(),
        )


def _not_paired(request: Request) -> Response:
    return message(
        request,
        _("This remote is not connected"),
        [
            _("The link has expired, was withdrawn, or belongs to another phone."),
            _("Please scan the QR code of the remote in the cockpit again."),
        ],
        403,
    )
