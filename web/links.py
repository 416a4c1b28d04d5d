"""The links that are given out: to a municipality, to read or to co-write, and to the wall."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from light.cookies import keep
from light.guessing import Guesses, slow_down
from light.house import House
from light.pages import message
from translations import _
from workshops.access.admission import CO_WRITING_COOKIE, RESULT_COOKIE, WALL_COOKIE, link_holder
from workshops.actors import Actor, Role

_HALF_A_YEAR = 180 * 24 * 3600
_LINKS = {
    "results": (Role.MUNICIPALITY, RESULT_COOKIE),
    "mitschreiben": (Role.CO_WRITER, CO_WRITING_COOKIE),
    "wall": (Role.WALL, WALL_COOKIE),
}

_PAGES = {"results": "/results", "mitschreiben": "/mitschreiben", "wall": "/wand"}


class Links:
    """The routes /results/{token}, /mitschreiben/{token} and /wall/{token}."""

    def __init__(self, house: House, guesses: Guesses) -> None:
        self._house = house
        self._guesses = guesses

    async def open(self, request: Request) -> Response:
        """Remember a valid link on this device and show its page; the address bar keeps no secret."""
        place = request.url.path.split("/")[1]
        role, cookie = _LINKS[place]
        token = request.path_params["token"]

        async def check() -> Actor | None:
            holder = await self._house.read(link_holder, token)
            return holder if holder and holder.role is role else None

        guess = await self._guesses.look(request, check)
        if guess.found is None:
            return slow_down(request, guess.seconds) if guess.seconds else _not_valid(request)
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
