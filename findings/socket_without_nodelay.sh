#!/usr/bin/env bash
# Software: streamlit 1.67.0 (with uvicorn on asyncio's own event loop, CPython 3.11 and later).
# Expected: connections accepted by the server send at once: asyncio switches Nagle's algorithm off (TCP_NODELAY) for
#   every TCP connection, and so it does when it makes the listening socket itself.
# Seen: Streamlit makes the listening socket with `socket.socket(family=…)`, so its protocol number is 0 instead of
#   IPPROTO_TCP. Accepted sockets inherit the number, asyncio does not take them for TCP and leaves Nagle's algorithm
#   on. An answer in two packets then waits for the other side's receipt, 40 ms and more on Linux. Printed are the
#   protocol number and TCP_NODELAY of an accepted connection: 0 and 0 through Streamlit's socket, 6 and 1 through
#   asyncio's own.
# Here: serve.py sets TCP_NODELAY on the listening socket, from which connections take it over.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check streamlit==1.67.0 uvicorn==0.54.0 starlette==1.10.0

cat >"$folder/see.py" <<'PYTHON'
import asyncio
import socket
import sys

from streamlit.web.server.starlette.starlette_server import _bind_socket


async def seen(**place) -> tuple[int, int]:
    accepted = asyncio.get_running_loop().create_future()

    def connected(_reader, writer):
        own = writer.get_extra_info("socket")
        accepted.set_result((own.proto, int(bool(own.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)))))
        writer.close()

    async with await asyncio.start_server(connected, **place) as server:
        _reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
        found = await accepted
        writer.close()
    return found


async def main() -> None:
    for name, place in (
        ("Streamlit's socket", {"sock": _bind_socket("127.0.0.1", 0, 5)}),
        ("asyncio's own", {"host": "127.0.0.1", "port": 0}),
    ):
        protocol, no_delay = await seen(**place)
        print(f"{name}: protocol number {protocol}, TCP_NODELAY {no_delay}")


asyncio.run(main())
PYTHON

seen=$("$folder/venv/bin/python" "$folder/see.py")
echo "$seen"
expected="Streamlit's socket: protocol number 0, TCP_NODELAY 0
asyncio's own: protocol number 6, TCP_NODELAY 1"
if [ "$seen" != "$expected" ]; then
    echo "This changed: the precaution in serve.py may no longer be needed." >&2
    exit 1
fi
