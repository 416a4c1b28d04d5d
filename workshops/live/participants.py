"""The people in the room: they join with a code, without a name, and always find back to their one record."""

import hashlib
import hmac
from datetime import timedelta

from pydantic import BaseModel, ConfigDict
from sqlmodel import Session

from settings import settings
from storage import live_queries, queries, voting
from storage.database import Database
from storage.tables import DeviceRow, ParticipantRow, SeriesRow
from storage.types import now
from translations import _
from translations.formats import today
from workshops import codes
from workshops.access import guessing
from workshops.access.admission import hashed
from workshops.actors import Actor, Role
from workshops.errors import AccessDenied, InvalidInput, NotFound, Refused
from workshops.live import activities, anonymity
from workshops.series import group_name


class Invitation(BaseModel):
    """What somebody reads before joining; it holds nothing about anybody."""

    model_config = ConfigDict(frozen=True)

    series_id: str
    code: str
    title: str
    municipality: str
    groups: tuple[tuple[str, str], ...]
    promise: tuple[str, str]
    rehearsal: bool
    closed: bool


def invitation(database: Database, typed_code: str) -> Invitation | None:
    """Return the series that a typed or scanned code opens, or None."""
    with database.read() as session:
        row = queries.one(session, SeriesRow, join_code=codes.normalized(typed_code))
    return invitation_to(row) if row is not None and row.archived_at is None else None


def invitation_to(row: SeriesRow) -> Invitation:
    """Return what somebody reads before joining a series, in the language in use."""
    return Invitation(
        series_id=row.id,
        code=row.join_code,
        title=row.title,
        municipality=row.municipality_name,
        groups=tuple((group, group_name(group)) for group in row.groups),
        promise=anonymity.promise(row),
        rehearsal=row.rehearsal,
        closed=bool(activities.settings(row).get("joining_closed")),
    )


def personal_code(device_token: str) -> str:
    """Return a device's re-entry code: always the same, and useless for finding the token."""
    return codes.code_of(hmac.digest(device_token.encode(), b"re-entry code", hashlib.sha256))


def _code_hash(series_id: str, code: str) -> str:
    """Return the form in which a re-entry code is kept.

    A quick hash will do: whoever holds the database has the ratings anyway, and
    guesses over the network are slowed down at the door.
    """
    return hashed(f"{series_id}:{code}")


def of_device(database: Database, device_token: str) -> Actor | None:
    """Return the participant who uses a device, or None."""
    if not device_token:
        return None
    with database.read() as session:
        person = live_queries.person_of_device(session, hashed(device_token))
    return _actor(person) if person else None


def _actor(person: live_queries.Person) -> Actor:
    return Actor(
        Role.PARTICIPANT, series_id=person.series_id, participant_id=person.id, watching=person.watching
    )


def join(
    session: Session,
    series_id: str,
    device_token: str,
    *,
    group: str | None = None,
    kind: str = "phone",
    place: str = "",
    watching: bool = False,
) -> Actor:
    """Make a record for the person on this device; joining twice with one token stays one record.

    `place` is the network address it comes from: only so many new records come from one within a minute.
    Who is `watching` is not asked and not counted, and sees the result.

    Raises:
        Refused: the series no longer takes participants, or no more from this place right now.
    """
    known = live_queries.person_of_device(session, hashed(device_token))
    if known and known.series_id == series_id:
        return _actor(known)
    if parked := live_queries.person_of_device(session, _parked(device_token, series_id)):
        _bind(session, device_token, parked)
        return _actor(parked)
    series = open_series(session, series_id)
    if group is not None and group not in series.groups:
        raise InvalidInput(_("This group does not exist here."), _("Please choose one from the list."))
    _hold_back(session, place)
    row = ParticipantRow(series_id=series_id, kind=kind, group=group, watching=watching)
    queries.add(session, row)
    person = live_queries.Person(row.id, series_id, kind, group, watching)
    _bind(session, device_token, person)
    queries.next_revision(session, series_id)
    return _actor(person)


def _hold_back(session: Session, place: str) -> None:
    if place and (seconds := guessing.count(session, joining_limit(), place)):
        raise Refused(
            _("Very many people have joined from this network within a minute."),
            _("Please wait {seconds} seconds and try again.").format(seconds=seconds),
        )


def joining_limit() -> guessing.Limit:
    """Return how many people may join from one network address in a minute (`JOINS_PER_MINUTE`).

    A room of a hundred behind one address joins within a minute; a script would bring thousands.
    """
    return guessing.Limit("joining", settings().joins_per_minute, timedelta(minutes=1))


def open_series(session: Session, series_id: str) -> SeriesRow:
    """Return the series if people may still join it."""
    row = queries.one(session, SeriesRow, id=series_id)
    if row is None or row.archived_at is not None:
        raise NotFound(
            _("This workshop does not exist any more."), _("Please ask your advisor for the new code.")
        )
    if row.personal_data_until is not None and row.personal_data_until <= today():
        raise Refused(
            _("This workshop series is over and its personal data have been deleted."),
            _("Please ask your advisor to set a later date, if it goes on."),
        )
    if activities.settings(row).get("joining_closed"):
        raise joining_closed()
    return row


def joining_closed() -> Refused:
    """Return what somebody reads who comes after the advisor has closed the room."""
    return Refused(
        _("Nobody can join this workshop any more."),
        _("Have you been here before? Then go on with your personal code, or ask your advisor."),
    )


def rejoin(session: Session, series_id: str, typed_code: str, device_token: str) -> Actor:
    """Bind another device to the person who owns a re-entry code.

    Raises:
        AccessDenied: nobody in this series owns it.
    """
    code_hash = _code_hash(series_id, codes.normalized(typed_code))
    person = live_queries.person_of_code(session, series_id, code_hash)
    if person is None:
        raise AccessDenied(
            _("This personal code is not known in this workshop."),
            _("You find it on your first device under “My code”. You can also join anew."),
        )
    _bind(session, device_token, person)
    return _actor(person)


def _parked(device_token: str, series_id: str) -> str:
    """Return under which mark a device is kept in a series while it is used in another one."""
    return hashed(f"{device_token} {series_id}")


def _bind(session: Session, device_token: str, person: live_queries.Person) -> None:
    """Let a device be this person's; whom it was in another series it is again when it comes back there."""
    before = live_queries.person_of_device(session, hashed(device_token))
    queries.remove(session, DeviceRow, token_hash=hashed(device_token))
    queries.remove(session, DeviceRow, token_hash=_parked(device_token, person.series_id))
    if before is not None and before.series_id != person.series_id:
        _keep_device(session, device_token, before, _parked(device_token, before.series_id))
    _keep_device(session, device_token, person, hashed(device_token))


def _keep_device(session: Session, device_token: str, person: live_queries.Person, token_hash: str) -> None:
    device = DeviceRow(
        token_hash=token_hash,
        reentry_hash=_code_hash(person.series_id, personal_code(device_token)),
        participant_id=person.id,
    )
    queries.add(session, device)


def leave(session: Session, device_token: str) -> None:
    """Forget a device; the person's answers stay and the other devices go on."""
    queries.remove(session, DeviceRow, token_hash=hashed(device_token))


def seen(session: Session, actor: Actor) -> None:
    """Remember that a participant is in the room; who comes back on another day counts again."""
    if actor.participant_id:
        live_queries.touch(session, actor.participant_id, now())


def require_participant(session: Session, actor: Actor) -> tuple[str, str]:
    """Return the ids of a participant who is still there, and of the series.

    Raises:
        AccessDenied: the record was deleted, or this is nobody who takes part.
    """
    who, series_id = _ids(actor)
    if not live_queries.is_participant(session, who, series_id):
        raise _gone(session, who)
    return who, series_id


def require_voice(session: Session, actor: Actor, round_id: str = "") -> tuple[str, str]:
    """Return the ids of a participant who may answer, and of the series; asked once for a round in a write.

    Raises:
        AccessDenied: the record was deleted, or this is nobody who takes part.
        Refused: this person only watches.
    """
    who, series_id = _ids(actor)
    found = voting.standing(session, round_id, who)
    if found is None or found.series_id != series_id:
        raise _gone(session, who)
    if found.watching:
        raise Refused(
            _("You only watch: nothing of yours counts."),
            _("If you want to answer after all, please choose so on the first page."),
        )
    return who, series_id


def _ids(actor: Actor) -> tuple[str, str]:
    who, series_id = actor.participant_id, actor.series_id
    if actor.role is not Role.PARTICIPANT or not who or not series_id:
        raise AccessDenied(_("You have not joined yet."), _("Please join with the code of your workshop."))
    return who, series_id


def _gone(session: Session, who: str) -> AccessDenied:
    if live_queries.is_taken_out(session, who):
        return AccessDenied(
            _("Your advisor has taken this record out: its answers do not count at the moment."),
            _("Please talk to your advisor. What you answered before is kept until the result is shown."),
        )
    return AccessDenied(
        _("Your record was deleted because the workshop is over."),
        _("Please join again with the code of your workshop."),
    )
