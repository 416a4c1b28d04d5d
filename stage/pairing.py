"""The page of a screen that is not yet a wall: a code, large, until the advisor has confirmed it."""

from starlette.requests import Request
from starlette.responses import Response

from design.mark import mark_svg
from light.cookies import keep
from light.guessing import address, slow_down
from light.house import House
from light.pages import page
from stage.files import addresses
from workshops import codes
from workshops.access import guessing
from workshops.access.admission import WALL_COOKIE
from workshops.wall import pairing

_KEEP_SECONDS = 7 * 24 * 3600


class Pairing:
    """Shows the code; the wall's own route notices that it was confirmed."""

    def __init__(self, house: House) -> None:
        self._house = house

    async def page(self, request: Request) -> Response:
        """Show the code that this screen waits with, a new one when it has none."""
        token = request.cookies.get(WALL_COOKIE, "")
        code = await self._house.read(pairing.waiting_code, token)
        made = None
        if code is None:
            if seconds := await self._house.write(guessing.count, guessing.SCREENS, address(request)):
                return slow_down(request, seconds)
            made = await self._house.read(pairing.begin)
            code = made.code
        answer = page(request, "pairing.html", code=codes.spaced(code), logo=mark_svg(), files=addresses())
        if made is not None:
            keep(request, answer, WALL_COOKIE, made.token, _KEEP_SECONDS)
        return answer
