"""What a running server tells its operator: on a server's log one JSON line per event, without any secret.

Nothing here names people or devices: no address, no code, no cookie, no token.
"""

import json
import logging
import re
from typing import Any, TextIO

_OF_LINKS = re.compile(r"/(sign-in|results|wall|tablet|fernbedienung|join)/[^\s\"'<>?#/\\]+")
_log = logging.getLogger("werkstatt.events")


def happened(event: str, **fields: str | int) -> None:
    """Tell that something has happened; on a terminal nobody is told, there it would only be noise."""
    _log.info(event, extra=fields)


def without_secrets(text: str) -> str:
    """Take out what links end with: a library that reports an address knows nothing of it."""
    return _OF_LINKS.sub(r"/\1/…", text)


def write_lines(stream: TextIO) -> logging.Handler:
    """Write every log of this process to `stream`, a JSON object each; return what does it."""
    from pythonjsonlogger.json import JsonFormatter  # a laptop does without

    handler = logging.StreamHandler(stream)
    handler.setFormatter(
        JsonFormatter(
            "%(levelname)s %(name)s %(message)s",
            timestamp="time",
            rename_fields={"levelname": "level", "name": "logger"},
            json_serializer=_line,
        )
    )
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    logging.captureWarnings(True)
    _log.setLevel(logging.INFO)
    return handler


def _line(record: Any, **how: Any) -> str:
    return without_secrets(json.dumps(record, **(how | {"ensure_ascii": False})))
