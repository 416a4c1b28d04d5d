"""The addresses of wall and remote."""

from starlette.routing import BaseRoute, Route

from light.guessing import Guesses
from light.house import House
from stage import files
from stage.pairing import Pairing
from stage.remote import Remote
from stage.wall import Wall
from stage.watch import Watch
from workshops.access import guessing


def stage_routes(house: House) -> list[BaseRoute]:
    """Return the routes; what each shows it decides itself, by the cookie that comes with the request."""
    watch = Watch(house)
    wall = Wall(house, watch, Pairing(house))
    remote = Remote(house, watch, Guesses(house, guessing.LINKS))
    return [
        Route("/wand/szene", wall.scene),
        Route("/wand", wall.page),
        Route("/wand/weiter", wall.lead, methods=["POST"]),
        Route("/wand/wappen", wall.emblem),
        Route("/wall", wall.old_address),
        Route("/fernbedienung", remote.page),
        Route("/fernbedienung", remote.press, methods=["POST"]),
        Route("/fernbedienung/stand", remote.state),
        Route("/fernbedienung/{token}", remote.open),
        Route("/stage/{name}", files.file),
    ]
