"""A visitor without a browser: speaks Streamlit's websocket protocol and collects what the page sends."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

SECONDS = 90


class Visitor:
    """A connected session: what its page shows, and any widget value that it cares to send."""

    def __init__(self, connection: ClientConnection, page: str, query: str) -> None:
        self._connection = connection
        self._query = query
        self.go_to(page)

    def go_to(self, page: str) -> None:
        """Choose the page that the next run shows."""
        self._page, self._hash = page, ""

    def run(self, *widgets: WidgetState) -> list[ForwardMsg]:
        """Run the page with these widget values; return what it sent until the script had finished."""
        request = BackMsg()
        request.rerun_script.page_name = "" if self._hash else self._page
        request.rerun_script.page_script_hash = self._hash
        request.rerun_script.query_string = self._query
        request.rerun_script.widget_states.widgets.extend(widgets)
        self._connection.send(request.SerializeToString())
        messages: list[ForwardMsg] = []
        while not messages or not _is_over(messages[-1]):
            message = ForwardMsg()
            message.ParseFromString(self._connection.recv(timeout=SECONDS))  # type: ignore[arg-type]
            messages.append(message)
            if message.WhichOneof("type") == "navigation":
                self._hash = message.navigation.page_script_hash
        return messages


def _is_over(message: ForwardMsg) -> bool:
    finished = message.WhichOneof("type") == "script_finished"
    return finished and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN


@contextmanager
def visiting(
    address: str,
    page: str = "",
    cookies: Mapping[str, str] | None = None,
    origin: str = "",
    query: str = "",
) -> Iterator[Visitor]:
    """Connect for the page at the path `page`.

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
    ) as connection:
        yield Visitor(connection, page, query)


def visit(
    address: str,
    page: str = "",
    cookies: Mapping[str, str] | None = None,
    origin: str = "",
    query: str = "",
) -> str:
    """Run the page at the path `page` once and return everything that was sent, as text."""
    with visiting(address, page, cookies, origin, query) as visitor:
        return "\n".join(str(message) for message in visitor.run())
