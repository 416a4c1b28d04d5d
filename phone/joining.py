"""How people come in: with the code on the wall, again with their personal code, or on a shared tablet."""

import re
import secrets
from collections.abc import Awaitable

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from light import forms
from light.cookies import keep
from light.guessing import Guesses, address, slow_down
from light.pages import message, page
from phone.live_room import LiveRoom
from translations import _, current_language
from workshops import codes
from workshops.access.admission import PARTICIPANT_COOKIE
from workshops.errors import AccessDenied
from workshops.live import announcing, participants, tablets
from workshops.live.participants import Invitation
from workshops.live.tablets import TABLET_COOKIE

JOINING_COOKIE = "werkstatt_joining"
_A_DAY = 24 * 3600
_HALF_A_YEAR = 180 * _A_DAY
_INVITATION_SECONDS = 3.0
_MARK_LENGTH = 32
_KEY = re.compile("[0-9a-f]{16}")


class Joining:
    """The routes /join, /join/{code}, /rejoin, /tablet/{token}; under /live: next-person, hand-over, leave.

    A ballot's code leads to /join/{code}/{item}, and from there to the entry on that ballot.

    Wrong codes are counted, right ones are not: a whole room comes from one address, and nobody in it waits
    because somebody else there guesses. New records are counted, too: no device makes a crowd of its own.
    """

    def __init__(self, room: LiveRoom, codes_: Guesses, links: Guesses) -> None:
        self._room = room
        self._codes = codes_
        self._links = links

    async def form(self, request: Request) -> Response:
        """Ask for the code."""
        return page(request, "join_code.html", error="", code="")

    async def submit(self, request: Request) -> Response:
        """Go on with the code that was typed."""
        typed = (await forms.fields(request)).get("code", "")
        return RedirectResponse(f"/join/{codes.normalized(typed) or 'X'}", status_code=303)

    async def invite(self, request: Request) -> Response:
        """Show what one joins; who has joined already goes on where they were, or to the entry scanned."""
        invitation = await self._invitation(request)
        if isinstance(invitation, Response):
            return invitation
        person = await self._room.person(request)
        if person and person.series_id == invitation.series_id:
            return RedirectResponse(_first_page(request), status_code=303)
        if invitation.closed:
            raise participants.joining_closed()
        times = await self._room.house.read(announcing.for_newcomers, invitation.series_id)
        answer = page(request, "join.html", invitation=invitation, mark="", item=_item(request), times=times)
        if len(request.cookies.get(JOINING_COOKIE, "")) < _MARK_LENGTH:
            keep(request, answer, JOINING_COOKIE, secrets.token_urlsafe(24), _A_DAY)
        return answer

    async def join(self, request: Request) -> Response:
        """Make a record for this person; the form sent twice makes one."""
        invitation = await self._invitation(request)
        if isinstance(invitation, Response):
            return invitation
        token = request.cookies.get(JOINING_COOKIE, "")
        if len(token) < _MARK_LENGTH:
            known = await self._room.person(request)
            is_here = known is not None and known.series_id == invitation.series_id
            return (
                RedirectResponse(_first_page(request), status_code=303) if is_here else _no_cookies(request)
            )
        sent = await forms.fields(request)
        await self._room.house.write(
            participants.join,
            invitation.series_id,
            token,
            group=sent.get("group") or None,
            place=address(request),
            watching="watching" in sent,
        )
        return self._welcome(request, token)

    async def rejoin_form(self, request: Request) -> Response:
        """Ask for the personal code of somebody who was here with another device."""
        return _rejoin(request)

    async def rejoin(self, request: Request) -> Response:
        """Bind this device to the person who owns the personal code."""
        fields = await forms.fields(request)
        guess = await self._codes.look(request, lambda: self._token_of(fields), _device(request))
        if guess.found is not None:
            return self._welcome(request, guess.found)
        if guess.seconds:
            return slow_down(request, guess.seconds)
        error = f"{guess.denied.message} {guess.denied.hint}".strip() if guess.denied else ""
        return _rejoin(request, error, fields)

    async def make_tablet(self, request: Request) -> Response:
        """Make this device a tablet that several people share."""
        token = request.path_params["token"]
        guess = await self._links.look(request, lambda: self._room.house.read(tablets.invitation, token))
        if guess.found is None:
            return slow_down(request, guess.seconds) if guess.seconds else _no_tablet(request)
        answer = RedirectResponse("/live/next-person", status_code=303)
        keep(request, answer, TABLET_COOKIE, token, _A_DAY)
        return answer

    async def next_person_form(self, request: Request) -> Response:
        """Invite the next person at a shared tablet."""
        invitation = await self._room.house.read(tablets.invitation, request.cookies.get(TABLET_COOKIE, ""))
        if invitation is None:
            return _no_tablet(request)
        # The form carries the new record's token: a double tap does not make two people.
        mark = secrets.token_urlsafe(24)
        times = await self._room.house.read(announcing.for_newcomers, invitation.series_id)
        return page(request, "join.html", invitation=invitation, mark=mark, item="", times=times)

    async def next_person(self, request: Request) -> Response:
        """Start a record for the next person at this tablet."""
        fields = await forms.fields(request)
        token = fields.get("mark", "")
        if len(token) < _MARK_LENGTH:
            return RedirectResponse("/live/next-person", status_code=303)
        shared = request.cookies.get(TABLET_COOKIE, "")
        group = fields.get("group") or None
        await self._room.house.write(tablets.next_person, shared, token, group=group, place=address(request))
        return self._welcome(request, token)

    async def hand_over(self, request: Request) -> Response:
        """End a person's record on a shared tablet and invite the next one; the answers stay."""
        answer = await self.leave(request)
        if TABLET_COOKIE in request.cookies:
            answer.headers["location"] = "/live/next-person"
        return answer

    async def leave(self, request: Request) -> Response:
        """Forget the person on this device; what they answered stays."""
        token = request.cookies.get(PARTICIPANT_COOKIE, "")
        await self._room.house.write(participants.leave, token)
        self._room.forget_device(token)
        answer = RedirectResponse("/join", status_code=303)
        answer.delete_cookie(PARTICIPANT_COOKIE, path="/", httponly=True, samesite="lax")
        return answer

    async def _invitation(self, request: Request) -> Invitation | Response:
        code = codes.normalized(request.path_params["code"])

        def check() -> Awaitable[Invitation | None]:
            return self._room.shared.get(
                ("invitation", code, current_language()),
                _INVITATION_SECONDS,
                lambda: self._room.house.read(participants.invitation, code),
            )

        # Who is in the room already scans the code on the wall again, and waits for nobody.
        if await self._room.person(request) and (known := await check()):
            return known
        guess = await self._codes.look(request, check, _device(request))
        if guess.found is not None:
            return guess.found
        if guess.seconds:
            return slow_down(request, guess.seconds)
        error = _("There is no open workshop with this code. Please compare it with the one on the wall.")
        return page(request, "join_code.html", 404, error=error, code=request.path_params["code"])

    async def _token_of(self, fields: dict[str, str]) -> str:
        """Return a new device's token for the person whose personal code was typed, or raise AccessDenied."""
        house = self._room.house
        found = await house.read(participants.invitation, fields.get("code", ""))
        if found is None:
            raise AccessDenied(_("There is no open workshop with this code."))
        token = secrets.token_urlsafe(24)
        await house.write(participants.rejoin, found.series_id, fields.get("personal", ""), token)
        return token

    def _welcome(self, request: Request, token: str) -> Response:
        self._room.forget_device(token)
        answer = RedirectResponse(_first_page(request), status_code=303)
        keep(request, answer, PARTICIPANT_COOKIE, token, _HALF_A_YEAR)
        answer.delete_cookie(JOINING_COOKIE, path="/", httponly=True, samesite="lax")
        return answer


def _item(request: Request) -> str:
    """Return the entry whose ballot was scanned, or nothing: only what can be a key goes into an address."""
    item = str(request.path_params.get("item", ""))
    return item if _KEY.fullmatch(item) else ""


def _first_page(request: Request) -> str:
    """Return where to go after joining; the rating page leads on where no round or no such entry is."""
    item = _item(request)
    return f"/live/rate/{item}" if item else "/live"


def _device(request: Request) -> str:
    """Return the secret that this device has brought with it, if it has been here before."""
    return request.cookies.get(PARTICIPANT_COOKIE) or request.cookies.get(JOINING_COOKIE, "")


def _no_tablet(request: Request) -> Response:
    sentences = [
        _("The link for the shared tablet has expired."),
        _("Please ask your advisor for a new one."),
    ]
    return message(request, _("This link is not valid"), sentences, 404)


def _rejoin(request: Request, error: str = "", typed: dict[str, str] | None = None) -> Response:
    kept = {"code": "", "personal": ""} | (typed or {"code": request.query_params.get("code", "")})
    return page(request, "rejoin.html", 403 if error else 200, error=error, typed=kept)


def _no_cookies(request: Request) -> Response:
    return message(
        request,
        _("Your browser keeps no cookies"),
        [
            _("Without one small cookie we could not find your answers again."),
            _("Please allow cookies for this page, then scan the code once more."),
        ],
        400,
    )
