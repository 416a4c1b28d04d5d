"""The links that are given out: to a municipality and to the wall."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from light.cookies import keep
from light.guessing import GuessLimit, slow_down
from light.house import House
from light.pages import message
from translations import _
from workshops.access.admission import RESULT_COOKIE, WALL_COOKIE, link_holder
from workshops.actors import Role

_HALF_A_YEAR = 180 * 24 * 3600
_LINKS = {
    "results": (Role.MUNICIPALITY, RESULT_COOKIE),
    "wall": (Role.WALL, WALL_COOKIE),
}

_PAGES = {"results": "/results", "wall": "/wand"}


class Links:
    """The routes /results/{token} and /wall/{token}."""

    def __init__(self, house: House, limit: GuessLimit) -> None:
        self._house = house
        self._limit = limit

    async def open(self, request: Request) -> Response:
        """Remember a valid link on this device and show its page; the address bar keeps no secret."""
        place = request.url.path.split("/")[1]
        role, cookie = _LINKS[place]
        token = request.path_params["token"]
        address = request.client.host if request.client else ""
        if seconds := self._limit.wait(address):
            return slow_down(request, seconds)
        holder = await run_in_threadpool(link_holder, self._house.database, token)
        if holder is None or holder.role is not role:
            return _not_valid(request)
        self._limit.forget(address)
        answer = RedirectResponse(_PAGES[place], status_code=303)
        keep(request, answer, cookie, token, _HALF_A_YEAR)
        return answer


def _not_valid(request: Request) -> Response:
    return message(
        request,
        _("This link is not valid"),
        [
            _("The link has expired, was withdrawn, or is not complete."),
            _("Please copy the whole link, or ask your advisor for a new one."),
        ],
        404,
    )
