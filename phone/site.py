"""Everything that serve.py puts around Streamlit: routes, middleware and what refusals look like."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import BaseRoute, Mount, Route

from phone.door import Door
from phone.errors import UnexpectedErrors, explained, refused
from phone.guessing import GuessLimit
from phone.headers import SecurityHeaders
from phone.health import Health
from phone.house import House
from phone.language import VisitLanguage, switch_language
from phone.links import Links
from phone.origin import OwnOriginOnly
from phone.pages import STATIC, KeptFiles
from phone.sign_in import SignIn
from phone.streamlit_files import CompressedFiles, LocalizedIndex
from workshops.errors import WorkshopError

exception_handlers: dict[Any, Any] = {HTTPException: refused, WorkshopError: explained}


def routes(house: House) -> list[BaseRoute]:
    """Return the addresses that are answered without Streamlit; they are open to everybody."""
    sign_in = SignIn(house, GuessLimit(attempts=10, window=300))
    links = Links(house, GuessLimit(attempts=60, window=60))
    return [
        Route("/healthz", Health(house).check),
        Route("/sign-in", sign_in.form),
        Route("/sign-in", sign_in.submit, methods=["POST"]),
        Route("/sign-in/{token}", sign_in.link),
        Route("/sign-out", sign_in.leaving),
        Route("/sign-out", sign_in.leave, methods=["POST"]),
        Route("/results/{token}", links.open),
        Route("/wall/{token}", links.open),
        Route("/join/{code}", links.join),
        Route("/language/{code}", switch_language),
        Mount("/phone", KeptFiles(directory=STATIC)),
    ]


def middleware(house: House, own_routes: Sequence[BaseRoute], streamlit_files: Path) -> list[Middleware]:
    """Return the layers around all routes, outermost first; `streamlit_files` is Streamlit's own folder."""
    return [
        Middleware(SecurityHeaders),
        Middleware(VisitLanguage),
        Middleware(UnexpectedErrors, house=house),
        Middleware(OwnOriginOnly),
        Middleware(Door, house=house, routes=own_routes),
        Middleware(CompressedFiles, folder=streamlit_files),
        Middleware(GZipMiddleware, minimum_size=500, compresslevel=6),
        Middleware(LocalizedIndex, folder=streamlit_files),
    ]
