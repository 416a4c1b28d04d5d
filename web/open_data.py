"""Open data for everybody: a page that lists the files, and the files themselves, also for other sites."""

import hashlib

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from light.house import House
from light.pages import page
from settings import settings
from translations import N_
from workshops.library import open_data

ADDRESS = "/offene-daten"
_KEPT_FOR = "max-age=3600"
_FILES = {
    "usecases.json": (
        "application/json",
        N_("All use cases, with the names of fields, topics and programmes"),
    ),
    "usecases.csv": ("text/csv; charset=utf-8", N_("All use cases as a table, to be opened in Excel")),
    "usecases.schema.json": (
        "application/schema+json",
        N_("What each field means and may hold (JSON Schema)"),
    ),
    open_data.DESCRIPTION_FILE: ("application/ld+json", N_("Description for data portals (DCAT-AP.de 3.0)")),
    "LICENCE.txt": ("text/plain; charset=utf-8", N_("Licence and the names to be given")),
}


class OpenData:
    """The routes /offene-daten/ and those of its files; they hold nothing but the shipped library."""

    def __init__(self, house: House) -> None:
        self._house = house

    async def overview(self, request: Request) -> Response:
        """List the files with what they hold, their size and their licence."""
        contents = {name: await self._content(request, name) for name in _FILES}
        listed = [(name, _FILES[name][1], -(-len(content) // 1024)) for name, content in contents.items()]
        return page(request, "open_data.html", files=listed, count=open_data.count(), data=open_data)

    async def file(self, request: Request) -> Response:
        """Send a file, or say that the visitor has it already."""
        name = request.path_params["name"]
        if name not in _FILES:
            raise HTTPException(404)
        content = await self._content(request, name)
        headers = {
            "ETag": f'"{hashlib.sha256(content).hexdigest()[:32]}"',
            "Cache-Control": _KEPT_FOR,
            # Open data may be read by the scripts of other sites; there is nothing secret in it.
            "Access-Control-Allow-Origin": "*",
        }
        if request.headers.get("if-none-match", "").removeprefix("W/") == headers["ETag"]:
            return Response(status_code=304, headers=headers)
        return Response(content, media_type=_FILES[name][0], headers=headers)

    async def _content(self, request: Request, name: str) -> bytes:
        if name != open_data.DESCRIPTION_FILE:
            return open_data.files()[name]
        return await self._house.read(open_data.description, _base(request))


def _base(request: Request) -> str:
    """Return the address under which the files are offered."""
    return f"{settings().public_url or str(request.base_url).rstrip('/')}{ADDRESS}/"
