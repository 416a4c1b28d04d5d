"""Addresses that people in the room can reach, and their QR codes."""

import io
import socket
from functools import lru_cache
from urllib.parse import urlsplit

import segno
import streamlit as st
from streamlit import config

from design.palette import PAPER
from settings import settings
from translations import _

_ONLY_HERE = ("localhost", "127.0.0.1", "::1")


def address(path: str) -> str:
    """Return a path as an address at `PUBLIC_URL`, else at the host by which this browser came here."""
    if public := settings().public_url:
        return public + path
    host = st.context.headers.get("host", "localhost:8501")
    encrypted = (st.context.url or "").startswith("https")
    return f"{'https' if encrypted else 'http'}://{host}{path}"


def room_address(path: str) -> str:
    """Return a path as an address for phones: "localhost" is replaced by this computer's own address."""
    own = urlsplit(address(path))
    if own.hostname not in _ONLY_HERE:
        return own.geturl()
    found = _network_address()
    return own._replace(netloc=f"{found}:{own.port or 80}").geturl() if found else own.geturl()


def warn_if_unreachable() -> None:
    """Say so when the server listens to this computer only, so that no phone could come in."""
    if config.get_option("server.address") in _ONLY_HERE and urlsplit(address("/")).hostname in _ONLY_HERE:
        st.warning(
            _(
                "Phones cannot reach this computer yet: the tool listens to this computer only. Please start "
                "it again with HOST=0.0.0.0 and sign in at the address that the terminal then shows."
            )
        )


def warn_if_only_here(target: str) -> None:
    """Say so when an address to hand on opens nothing but on this computer."""
    if urlsplit(target).hostname in _ONLY_HERE:
        st.warning(
            _(
                "This link opens on this computer only. For others, take the series to a server that they "
                "reach (page “Take a series along”) and make the link there, or hand on the documents."
            )
        )


@lru_cache(maxsize=64)
def qr_code(target: str) -> str:
    """Return a QR code as SVG, dark on white with the margin that cameras need."""
    file = io.BytesIO()
    segno.make(target, error="m", micro=False).save(file, kind="svg", scale=10, border=4, light=PAPER.card)
    return file.getvalue().decode()


def _network_address() -> str | None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            # Sends nothing: the system only picks the network card it would use.
            probe.connect(("10.255.255.255", 1))
        except OSError:
            return None
        return str(probe.getsockname()[0])
