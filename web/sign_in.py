"""How advisors come in and go: with the link from the terminal, or with the password."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from light.cookies import keep
from light.guessing import GuessLimit
from light.house import House
from light.pages import page
from light.paths import local_path
from translations import _
from workshops.access import admission
from workshops.errors import AccessDenied

_A_MONTH = 30 * 24 * 3600


class SignIn:
    """The routes /sign-in, /sign-in/{token} and /sign-out; guesses are limited per network address."""

    def __init__(self, house: House, limit: GuessLimit) -> None:
        self._house = house
        self._limit = limit

    async def form(self, request: Request) -> Response:
        """Show the form."""
        return _form(request, local_path(request.query_params.get("to", "/")))

    async def submit(self, request: Request) -> Response:
        """Check what was typed into the form."""
        async with request.form(max_files=0, max_fields=5) as form:
            secret, to = (str(form.get(name, "")) for name in ("secret", "to"))
        return await self._enter(request, secret, local_path(to))

    async def link(self, request: Request) -> Response:
        """Open the link that the terminal shows."""
        return await self._enter(request, request.path_params["token"], "/")

    async def leaving(self, request: Request) -> Response:
        """Ask before signing out: a mere link must not do it."""
        return page(request, "sign_out.html")

    async def leave(self, request: Request) -> Response:
        """Sign out on this device."""
        token = request.cookies.get(admission.ADVISOR_COOKIE, "")
        await run_in_threadpool(admission.sign_out, self._house.database, token)
        answer = RedirectResponse("/sign-in", status_code=303)
        answer.delete_cookie(admission.ADVISOR_COOKIE, path="/", httponly=True, samesite="lax")
        return answer

    async def _enter(self, request: Request, secret: str, to: str) -> Response:
        address = request.client.host if request.client else ""
        if seconds := self._limit.wait(address):
            return _slow_down(request, to, seconds)
        try:
            session = await run_in_threadpool(admission.sign_in, self._house.database, secret)
        except AccessDenied as denied:
            return _form(request, to, 403, error=f"{denied.message} {denied.hint}")
        self._limit.forget(address)
        answer = RedirectResponse(to, status_code=303)
        keep(request, answer, admission.ADVISOR_COOKIE, session, _A_MONTH)
        return answer


def _form(request: Request, to: str, status: int = 200, error: str = "") -> Response:
    return page(request, "sign_in.html", status, to=to, error=error)


def _slow_down(request: Request, to: str, seconds: int) -> Response:
    error = _("Too many attempts. Please wait {seconds} seconds and try again.").format(seconds=seconds)
    answer = _form(request, to, 429, error)
    answer.headers["Retry-After"] = str(seconds)
    return answer
