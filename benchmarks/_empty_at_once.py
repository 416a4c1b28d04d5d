"""Streamlit alone with a script, like `streamlit run`, but sending at once, as the tool does.

Streamlit leaves Nagle's algorithm on (findings/socket_without_nodelay.sh): whether an answer of an empty page
then takes 2 or 44 milliseconds depends on the pause before it, and a ratio to it says nothing.
"""

import socket
import sys
from typing import Any

from streamlit.web import cli
from streamlit.web.server.starlette import starlette_server

_bind = starlette_server._bind_socket


def bind(*place: Any) -> socket.socket:
    """Listen as Streamlit does; connections take the option over from the listening socket."""
    listening = _bind(*place)
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listening


if __name__ == "__main__":
    starlette_server._bind_socket = bind
    sys.argv = ["streamlit", "run", *sys.argv[1:]]
    cli.main()
