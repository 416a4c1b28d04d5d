"""What phones send: small forms and small JSON."""

import json
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request

_MOST_FIELDS = 400


async def fields(request: Request) -> dict[str, str]:
    """Return the fields of a form."""
    async with request.form(max_files=0, max_fields=_MOST_FIELDS) as form:
        return {name: str(value) for name, value in form.items()}


async def json_object(request: Request) -> dict[str, Any]:
    """Return a JSON object. Raises HTTPException 400 when it is none."""
    try:
        found = json.loads(await request.body())
    except (ValueError, RecursionError) as error:
        raise HTTPException(400) from error
    if not isinstance(found, dict):
        raise HTTPException(400)
    return found


def whole(text: str | None) -> int | None:
    """Return a field's whole number, or None."""
    stripped = (text or "").strip()
    return int(stripped) if stripped.isdecimal() and len(stripped) < 7 else None
