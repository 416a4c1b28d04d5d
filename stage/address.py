"""The address at which phones in the room reach this server."""

import socket
from functools import lru_cache
from urllib.parse import urlsplit

from starlette.requests import Request

from settings import settings

_ONLY_HERE = ("localhost", "127.0.0.1", "::1")


def reachable(request: Request) -> str:
    """Return `PUBLIC_URL`, else scheme, host and port by which the visitor came.

    "localhost" is replaced by this computer's own address.
    """
    if public := settings().public_url:
        return public
    here = urlsplit(str(request.base_url))
    if here.hostname in _ONLY_HERE and (found := _network_address()):
        here = here._replace(netloc=f"{found}:{here.port}" if here.port else found)
    return f"{here.scheme}://{here.netloc}"


@lru_cache(maxsize=1)
def _network_address() -> str | None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            # Sends nothing: the system only picks the network card it would use.
            probe.connect(("10.255.255.255", 1))
        except OSError:
            return None
        return str(probe.getsockname()[0])
