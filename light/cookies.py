"""Cookies of one device: never readable by scripts, never sent along by other sites."""

from starlette.requests import HTTPConnection
from starlette.responses import Response


def keep(visit: HTTPConnection, answer: Response, name: str, value: str, seconds: int) -> None:
    """Set a cookie on `answer`."""
    answer.set_cookie(
        name, value, max_age=seconds, path="/", httponly=True, samesite="lax", secure=is_encrypted(visit)
    )


def is_encrypted(visit: HTTPConnection) -> bool:
    """Return whether the visitor's browser speaks HTTPS, also when a proxy in front of us does.

    Of several proxies the outermost names itself first.
    """
    spoken = visit.headers.get("x-forwarded-proto", "").split(",")[0]
    return visit.url.scheme in ("https", "wss") or spoken.strip().casefold() in ("https", "wss")
