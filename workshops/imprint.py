"""Who answers for this installation: what its accessibility statement and its privacy page name."""

import json
import re
from datetime import date

from pydantic import BaseModel, ConfigDict, ValidationError
from sqlmodel import Session

from storage import queries
from storage.database import Database
from storage.tables import SettingRow
from translations import _
from translations.formats import today
from workshops.actors import Actor, Role, require
from workshops.errors import InvalidInput
from workshops.validation import line, paragraphs

_KEY = "imprint"
_LINE = 200
# It becomes a link on a public page: of all kinds of address only these open a page.
_WEB_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
_ADDRESS = 600


class Imprint(BaseModel):
    """The responsible body, how to reach it, and when this was written; empty where nothing is known yet."""

    model_config = ConfigDict(frozen=True)

    body: str = ""
    address: str = ""
    contact: str = ""
    privacy_officer: str = ""
    feedback: str = ""
    operator: str = ""
    stated_on: date | None = None

    @property
    def missing(self) -> tuple[str, ...]:
        """Names of the fields without which the public pages are not complete."""
        required = ("body", "address", "contact", "privacy_officer", "feedback")
        return tuple(name for name in required if not getattr(self, name))


def imprint(database: Database) -> Imprint:
    """Return what is kept; it is public, so everybody may ask."""
    with database.read() as session:
        return _kept(session)


def _kept(session: Session) -> Imprint:
    row = queries.one(session, SettingRow, key=_KEY)
    try:
        return Imprint.model_validate_json(row.value) if row else Imprint()
    except ValidationError:  # written by a later version: empty is better than no page
        return Imprint()


def save(
    database: Database,
    actor: Actor,
    *,
    body: str,
    address: str,
    contact: str,
    privacy_officer: str,
    feedback: str,
    operator: str,
) -> Imprint:
    """Keep who is responsible, with today as the date of the statement; fields may stay empty."""
    require(actor, Role.ADVISOR)
    written = Imprint(
        body=line(body, label=_("Responsible body"), limit=_LINE, required=False),
        address=paragraphs(address, label=_("Postal address"), limit=_ADDRESS),
        contact=_reachable(line(contact, label=_("Contact"), limit=_LINE, required=False), _("Contact")),
        privacy_officer=paragraphs(privacy_officer, label=_("Data protection officer"), limit=_ADDRESS),
        feedback=_reachable(
            line(feedback, label=_("Feedback address"), limit=_LINE, required=False), _("Feedback address")
        ),
        operator=paragraphs(operator, label=_("Operator of the server"), limit=_ADDRESS),
        stated_on=today(),
    )
    with database.write() as session:
        queries.remove(session, SettingRow, key=_KEY)
        value = json.dumps(written.model_dump(mode="json"), ensure_ascii=False)
        queries.add(session, SettingRow(key=_KEY, value=value))
    return written


def _reachable(text: str, label: str) -> str:
    """Return a way to reach somebody: an e-mail or web address, or a telephone number."""
    if "://" in text:
        known = _WEB_ADDRESS.fullmatch(text) is not None
    else:
        known = "@" in text or any(character.isdigit() for character in text)
    if text and not known:
        raise InvalidInput(
            _("“{label}” is neither an e-mail address nor a telephone number nor a web address.").format(
                label=label
            ),
            _("Please enter a way in which people can reach somebody."),
            field=label,
        )
    return text
