"""How advisors come in and go: with the link from the terminal, or with the password."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from light import events
from light.cookies import keep
from light.guessing import Guesses
from light.house import House
from light.pages import page
from light.paths import local_path
from translations import _
from workshops.access import admission, known_devices

_A_MONTH = 30 * 24 * 3600
_A_YEAR = 365 * 24 * 3600


class SignIn:
    """The routes /sign-in, /sign-in/{token} and /sign-out; only wrong secrets are slowed down."""

    def __init__(self, house: House, passwords: Guesses, links: Guesses) -> None:
        self._house = house
        self._passwords = passwords
        self._links = links

    async def form(self, request: Request) -> Response:
        """Show the form."""
        return _form(request, local_path(request.query_params.get("to", "/")))

    async def submit(self, request: Request) -> Response:
        """Check what was typed into the form."""
        async with request.form(max_files=0, max_fields=5) as form:
            secret, to = (str(form.get(name, "")) for name in ("secret", "to"))
        return await self._enter(request, self._passwords, secret, local_path(to))

    async def link(self, request: Request) -> Response:
        """Open the link that the terminal shows."""
        token = request.path_params["token"]
        # With a password set, this is only another place to guess it.
        guesses = self._passwords if admission.has_password() else self._links
        return await self._enter(request, guesses, token, "/")

    async def leaving(self, request: Request) -> Response:
        """Ask before signing out: a mere link must not do it."""
        return page(request, "sign_out.html")

    async def leave(self, request: Request) -> Response:
        """Sign out on this device."""
        token = request.cookies.get(admission.ADVISOR_COOKIE, "")
        await run_in_threadpool(admission.sign_out, self._house.database, token)
        events.happened("advisor signed out")
        answer = RedirectResponse("/sign-in", status_code=303)
        answer.delete_cookie(admission.ADVISOR_COOKIE, path="/", httponly=True, samesite="lax")
        return answer

    async def _enter(self, request: Request, guesses: Guesses, secret: str, to: str) -> Response:
        brought = request.cookies.get(known_devices.KNOWN_COOKIE, "")
        known = await self._house.read(known_devices.recognised, brought) if brought else ""
        guess = await guesses.look(request, lambda: self._house.read(admission.sign_in, secret), known=known)
        if guess.found is None:
            if guess.seconds or guess.denied is None:
                return _slow_down(request, to, guess.seconds)
            return _form(request, to, 403, error=f"{guess.denied.message} {guess.denied.hint}")
        session = guess.found
        events.happened("advisor signed in")
        answer = RedirectResponse(to, status_code=303)
        keep(request, answer, admission.ADVISOR_COOKIE, session, _A_MONTH)
        mark = brought if known else await self._house.write(known_devices.mark)
        keep(request, answer, known_devices.KNOWN_COOKIE, mark, _A_YEAR)
        return answer


def _form(request: Request, to: str, status: int = 200, error: str = "") -> Response:
    return page(request, "sign_in.html", status, to=to, error=error)


def _slow_down(request: Request, to: str, seconds: int) -> Response:
    error = _("Too many attempts. Please wait {seconds} seconds and try again.").format(seconds=seconds)
    answer = _form(request, to, 429, error)
    answer.headers["Retry-After"] = str(seconds)
    return answer
