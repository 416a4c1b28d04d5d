"""A visitor without a browser: speaks Streamlit's websocket protocol and collects what the page sends."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect
from websockets.typing import Subprotocol

SECONDS = 30


def visit(
    address: str,
    page: str = "",
    cookies: Mapping[str, str] | None = None,
    origin: str = "",
    query: str = "",
) -> str:
    """Run the page at the path `page` once and return everything that was sent, as text.

    Raises websockets.exceptions.InvalidStatus when the server refuses the connection.
    """
    headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in (cookies or {}).items())}
    place = urlsplit(address)
    with connect(
        f"ws://{place.netloc}/_stcore/stream",
        origin=origin or address,  # type: ignore[arg-type]
        additional_headers=headers,
        subprotocols=[Subprotocol("streamlit")],
        max_size=None,
        open_timeout=SECONDS,
    ) as socket:
        request = BackMsg()
        request.rerun_script.page_name = page
        request.rerun_script.query_string = query
        socket.send(request.SerializeToString())
        messages: list[ForwardMsg] = []
        while not messages or messages[-1].WhichOneof("type") != "script_finished":
            message = ForwardMsg()
            message.ParseFromString(socket.recv(timeout=SECONDS))  # type: ignore[arg-type]
            messages.append(message)
    return "\n".join(str(message) for message in messages)
