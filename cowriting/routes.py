"""The addresses of those who co-write the sketches of their municipality."""

from starlette.routing import BaseRoute, Route

from cowriting.writing import HERE, CoWriting
from light.house import House


def cowriting_routes(house: House) -> list[BaseRoute]:
    """Return the routes that are open with a link to co-write; the link itself is opened elsewhere."""
    writing = CoWriting(house)
    return [
        Route(HERE, writing.sketches),
        Route(f"{HERE}/skizze/{{sketch}}", writing.sketch),
        Route(f"{HERE}/skizze/{{sketch}}", writing.send, methods=["POST"]),
    ]
