"""Inviting to a round in one's own time: texts to copy, the QR code, and the time for the calendar."""

import ipaddress
from datetime import UTC, datetime
from urllib.parse import urlsplit

import streamlit as st

from reports.calendar_file import Event, calendar_file
from translations import _, ngettext
from translations.formats import datetime_, number
from ui.addresses import qr_code, room_address
from ui.document_buttons import CALENDAR, file_button
from ui.language import code as language
from ui.services import database
from workshops import codes
from workshops.actors import Actor
from workshops.live import own_time, participants, ways
from workshops.live.own_time import Answered
from workshops.live.rounds import RoundView, Stage
from workshops.live.ways import Cost, Way
from workshops.series import SeriesView


def inviting(actor: Actor, series: SeriesView, held: RoundView) -> None:
    """Show what to send: invitation and, once the round is open, reminder; QR code and calendar file."""
    address = room_address(f"/join/{series.join_code}")
    if is_only_nearby(address):
        st.warning(
            _(
                "This address works only in the network that this computer is in. For people to answer at "
                "home, the tool has to run on a server that they can reach."
            )
        )
    cost = _cost(actor, series, held)
    invitation = invitation_text(series, held, address, cost, _promise(series))
    st.markdown("**" + _("Invitation to copy") + "**")
    st.code(invitation, language=None, wrap_lines=True)
    if held.takes_ratings:
        st.markdown("**" + _("Reminder to copy") + "**")
        answered = own_time.answered(database(), actor, held.id)
        st.code(reminder_text(series, held, address, answered), language=None, wrap_lines=True)
    picture, file = st.columns([1, 2], vertical_alignment="center")
    picture.image(qr_code(address), width=180, alt=_("QR code of the way in"))
    with file:
        file_button(
            _("Time for the calendar"),
            "-".join((_("rating"), series.municipality_name, str(held.number))),
            CALENDAR,
            calendar_file(event(series, held, address, invitation), language()),
            held.id,
        )
        st.caption(_("A file that calendar programs open (.ics); it can be sent with the invitation."))


def is_only_nearby(address: str) -> bool:
    """Return whether an address names a computer in its own network: nobody reaches it from home."""
    host = urlsplit(address).hostname or ""
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return host == "localhost" or host.endswith(".local") or "." not in host


def _cost(actor: Actor, series: SeriesView, held: RoundView) -> Cost:
    way = Way.SHORT if held.short else Way.OVERALL if held.stage is Stage.DIMENSIONS else Way.FULL
    return ways.ways(database(), actor, series.id, held.item_ids).cost(way)


def _promise(series: SeriesView) -> str:
    found = participants.invitation(database(), series.join_code)
    return " ".join(found.promise) if found else ""


def invitation_text(series: SeriesView, held: RoundView, address: str, cost: Cost, promise: str) -> str:
    """Return an invitation as plain text: what it is about, from when to when, how long, and the way in."""
    minutes = ngettext("{n} minute", "{n} minutes", cost.minutes).format(n=number(cost.minutes))
    entries = ngettext("{n} entry", "{n} entries", len(held.item_ids)).format(n=number(len(held.item_ids)))
    about = _(
        "what should {municipality} take up? Please rate {entries} of “{title}”, on a phone or a computer. "
        "That takes about {minutes}; you can interrupt it and go on later on the same device."
    ).format(municipality=series.municipality_name, entries=entries, title=series.title, minutes=minutes)
    later = _("The result is shown when we meet. There we begin with what opinions differ on most.")
    return _letter(about, _when(held), _way_in(series, address), promise, later)


def reminder_text(series: SeriesView, held: RoundView, address: str, answered: Answered) -> str:
    """Return a reminder as plain text; how many have answered, and never who."""
    end = datetime_(held.ends_at) if held.ends_at else ""
    about = _("until {time} you can still rate what {municipality} should take up (“{title}”).").format(
        time=end, municipality=series.municipality_name, title=series.title
    )
    return _letter(about, answered_sentence(answered), _way_in(series, address))


def answered_sentence(found: Answered) -> str:
    """Return how many people have answered, of how many are expected where that was said."""
    if found.expected and found.expected >= found.people:
        return _("So far {people} of {expected} people have answered.").format(
            people=number(found.people), expected=number(found.expected)
        )
    if not found.people:
        return _("So far nobody has answered.")
    return ngettext(
        "So far {n} person has answered.", "So far {n} people have answered.", found.people
    ).format(n=number(found.people))


def event(series: SeriesView, held: RoundView, address: str, text: str) -> Event:
    """Return the time of the round for a calendar."""
    now = datetime.now(UTC)
    assert held.ends_at is not None, "only a round with an end has a time"
    return Event(
        uid=f"{held.id}@smart-region-werkstatt",
        revision=series.revision,
        title=_("Rate: {title}, {municipality}").format(
            title=series.title, municipality=series.municipality_name
        ),
        text=text,
        address=address,
        begins_at=min(held.opened_at or held.begins_at or now, held.ends_at),
        ends_at=held.ends_at,
        written_at=now.replace(second=0, microsecond=0),
    )


def _when(held: RoundView) -> str:
    end = datetime_(held.ends_at) if held.ends_at else ""
    if held.opened_at is None and held.begins_at is not None:
        return _("You can answer from {begin} to {end}.").format(begin=datetime_(held.begins_at), end=end)
    return _("You can answer until {end}.").format(end=end)


def _way_in(series: SeriesView, address: str) -> str:
    code = codes.spaced(series.join_code)
    short = address.rpartition("/")[0]
    return f"{address}\n" + _("Or type the code {code} at {address}").format(code=code, address=short)


def _letter(*paragraphs: str) -> str:
    return "\n\n".join((_("Hello,"), *(each for each in paragraphs if each)))
