"""Everything that serve.py puts around Streamlit: routes, middleware and what refusals look like."""

from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import Any

from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import BaseRoute, Mount, Route

from cowriting.routes import cowriting_routes
from light.guessing import Guesses
from light.house import House
from light.pages import KeptFiles, static
from phone.contributing import Contributing
from phone.following import Following
from phone.joining import Joining
from phone.live_room import LiveRoom
from phone.question import Questions
from phone.rating import Rating
from stage.routes import stage_routes
from web import open_data
from web.door import Door
from web.errors import UnexpectedErrors, explained, refused
from web.headers import SecurityHeaders
from web.health import Health
from web.language import VisitLanguage, switch_language
from web.limits import SmallBodies
from web.links import Links
from web.origin import OwnOriginOnly
from web.sign_in import SignIn
from web.statements import ACCESSIBILITY, PRIVACY, Statements
from web.streamlit_files import CompressedFiles, LocalizedIndex
from workshops.access import guessing
from workshops.errors import WorkshopError

exception_handlers: dict[Any, Any] = {HTTPException: refused, WorkshopError: explained}


def routes(house: House) -> list[BaseRoute]:
    """Return the addresses that are answered without Streamlit; they are open to everybody."""
    link_guesses = Guesses(house, guessing.LINKS)
    sign_in = SignIn(house, Guesses(house, guessing.PASSWORDS), link_guesses)
    links = Links(house, link_guesses)
    statements, health = Statements(house), Health(house)
    data = open_data.OpenData(house)
    return [
        *_live_routes(house),
        *stage_routes(house),
        *cowriting_routes(house),
        *(Route(address, health.ready) for address in ("/readyz", "/healthz")),
        Route("/livez", health.alive),
        Route("/sign-in", sign_in.form),
        Route("/sign-in", sign_in.submit, methods=["POST"]),
        Route("/sign-in/{token}", sign_in.link),
        Route("/sign-out", sign_in.leaving),
        Route("/sign-out", sign_in.leave, methods=["POST"]),
        Route("/results/{token}", links.open),
        Route("/mitschreiben/{token}", links.open),
        Route("/wall/{token}", links.open),
        Route("/language/{code}", switch_language),
        Route(ACCESSIBILITY, statements.accessibility),
        Route(PRIVACY, statements.privacy),
        *(Route(address, data.overview) for address in (open_data.ADDRESS, f"{open_data.ADDRESS}/")),
        Route(f"{open_data.ADDRESS}/{{name}}", data.file),
        *(
            Mount(f"/{package}", KeptFiles(directory=static(package)))
            for package in ("light", "phone", "cowriting")
        ),
    ]


def _live_routes(house: House) -> list[BaseRoute]:
    """Return the addresses of those who take part in a workshop."""
    room = LiveRoom(house)
    joining = Joining(room, Guesses(house, guessing.CODES), Guesses(house, guessing.LINKS))
    rating, following, contributing = Rating(room), Following(room), Contributing(room)
    questions = Questions(room, rating)
    pages = {
        # First, because the routes are tried in their order and these two are asked for the most.
        "/live/answers": (None, rating.save_answers),
        "/live/state": (following.state, None),
        "/join": (joining.form, joining.submit),
        "/join/{code}": (joining.invite, joining.join),
        "/join/{code}/{item}": (joining.invite, joining.join),
        "/rejoin": (joining.rejoin_form, joining.rejoin),
        "/tablet/{token}": (joining.make_tablet, None),
        "/live": (following.home, None),
        "/live/code": (following.code, None),
        "/live/watch": (None, following.watch),
        "/live/group": (None, following.choose_group),
        "/live/leave": (None, joining.leave),
        "/live/next-person": (joining.next_person_form, joining.next_person),
        "/live/hand-over": (None, joining.hand_over),
        "/live/rate": (rating.begin, None),
        "/live/rate/{item}": (rating.item, rating.save_item),
        "/live/question": (questions.begin, None),
        "/live/question/{place}": (questions.show, questions.answer),
        "/live/sheet/{round}": (rating.sheet, None),
        "/live/overview": (rating.overview, None),
        "/live/finish": (None, rating.finish),
        "/live/result": (following.result, None),
        "/live/ideas": (contributing.ideas, contributing.send_idea),
        "/live/dots": (contributing.dots, contributing.give_dots),
        "/live/points": (contributing.points, contributing.give_points),
    }
    return [
        Route(path, endpoint, methods=[method])
        for path, endpoints in pages.items()
        for method, endpoint in zip(("GET", "POST"), endpoints, strict=True)
        if endpoint is not None
    ]


def middleware(
    house: House,
    own_routes: Sequence[BaseRoute],
    streamlit_files: Path,
    pages: Collection[str],
    holders: Callable[[str], Collection[str]],
) -> list[Middleware]:
    """Return the layers around all routes, outermost first.

    `streamlit_files` is Streamlit's own folder, `pages` the addresses of the pages beside the first;
    `holders` says to whom a page's document belongs, see `Door`.
    """
    return [
        Middleware(SecurityHeaders),
        Middleware(VisitLanguage),
        Middleware(UnexpectedErrors, house=house),
        Middleware(OwnOriginOnly),
        Middleware(SmallBodies),
        Middleware(Door, house=house, routes=own_routes, holders=holders),
        Middleware(CompressedFiles, folder=streamlit_files),
        Middleware(GZipMiddleware, minimum_size=500, compresslevel=6),
        Middleware(LocalizedIndex, folder=streamlit_files, pages=pages),
    ]
