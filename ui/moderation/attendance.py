"""Who counts: how many are expected, whether anybody may still join, and records that do not fit the room."""

from collections.abc import Collection, Sequence

import streamlit as st

from reports.document import Align, Table
from translations import N_, _, formats, ngettext
from ui import messages, state
from ui.charts import figures
from ui.moderation.groups import correct_group, name_of
from ui.reconcile import reconcile
from ui.services import database
from workshops.actors import Actor
from workshops.live import attendance
from workshops.live.attendance import Admission, Joined
from workshops.series import SeriesView

_KINDS = {"phone": N_("phone"), "tablet": N_("shared tablet")}


def who_counts(actor: Actor, series: SeriesView) -> None:
    """Show the records beside the expected number, and let the advisor decide which of them count."""
    found = attendance.admission(database(), actor, series.id)
    _numbers(actor, series, found)
    _joining(actor, series, found)
    for sentence in warnings(found):
        st.warning(sentence)
    if not found.records:
        st.info(_("Nobody has joined yet."))
        return
    if found.may_change:
        _take_out(actor, series, found)
        _put_back(actor, series, found)
    else:
        st.caption(_("Records can be taken out while a round is open or closed, before its result is shown."))
    if series.groups:
        correct_group(actor, series, found)
    figures.table(records_table(found.records))


def _numbers(actor: Actor, series: SeriesView, found: Admission) -> None:
    key = state.widget("expected", series.id)
    reconcile(key, found.expected, lambda number: attendance.expect(database(), actor, series.id, number))
    if found.watching:
        text = ngettext("{n} person only watches.", "{n} people only watch.", found.watching)
        st.caption(text.format(n=formats.number(found.watching)))
    joined, expected = st.columns(2, vertical_alignment="bottom")
    joined.metric(_("Joined and counted"), formats.number(len(found.counted)))
    expected.number_input(
        _("People in the room, as you count them"),
        min_value=1,
        max_value=attendance.MOST_EXPECTED,
        value=None,
        step=1,
        key=key,
    )


def _joining(actor: Actor, series: SeriesView, found: Admission) -> None:
    key = state.widget("joining_closed", series.id)
    reconcile(
        key,
        found.closed,
        lambda closed: attendance.close_joining(database(), actor, series.id, closed=closed),
    )
    st.toggle(
        _("Nobody joins any more"),
        key=key,
        help=_("Who is there goes on, also on another device with the personal code."),
    )


def warnings(found: Admission) -> list[str]:
    """Return what does not fit the room, as sentences; empty when nothing stands out."""
    said = []
    if found.unexpected:
        text = ngettext(
            "There is {n} record more than people in the room.",
            "There are {n} records more than people in the room.",
            found.unexpected,
        )
        said.append(text.format(n=formats.number(found.unexpected)))
    burst = sum(record.burst for record in found.counted)
    if burst:
        said.append(
            _(
                "{n} records joined within a second of each other: more than people can scan a code. "
                "One device may stand behind them."
            ).format(n=formats.number(burst))
        )
    sets = _sets(found.counted)
    if sets:
        said.append(
            _(
                "Records that answered every question alike: {sizes}. That may be chance or an agreement in "
                "the room, or one device behind several records. What they answered is not shown to you."
            ).format(sizes=formats.list_([formats.number(len(each)) for each in sets]))
        )
    return said


def _sets(records: Sequence[Joined]) -> list[list[Joined]]:
    numbers = sorted({record.alike for record in records if record.alike})
    return [[record for record in records if record.alike == number] for number in numbers]


def _take_out(actor: Actor, series: SeriesView, found: Admission) -> None:
    marked = {
        _("those that joined within a second"): [record for record in found.counted if record.burst],
        _("those that joined after the round was opened"): [
            record for record in found.counted if record.late
        ],
    }
    for number, records in enumerate(_sets(found.counted), start=1):
        marked[_("set {number} of those that answered alike").format(number=number)] = records
    names = {record.id: name_of(record) for record in found.counted}
    by_mark = {name: [record.id for record in records] for name, records in marked.items() if records}
    with st.form(state.widget("take_out", series.id, state.edition("take_out"))):
        sets = st.multiselect(
            _("Take out of the count"), list(by_mark), placeholder=_("Choose"), key=_key(series, "sets")
        )
        single = st.multiselect(
            _("Single records"),
            list(names),
            format_func=lambda each: names[each],
            placeholder=_("Choose"),
            key=_key(series, "single"),
        )
        if st.form_submit_button(_("Take out")):
            chosen = {*single, *(each for name in sets for each in by_mark[name])}
            _decide(actor, series, chosen, out=True)


def _put_back(actor: Actor, series: SeriesView, found: Admission) -> None:
    out = {record.id: name_of(record) for record in found.records if record.taken_out}
    if not out:
        return
    text = ngettext(
        "{n} record is out of the count; its number will be in the minutes.",
        "{n} records are out of the count; their number will be in the minutes.",
        len(out),
    )
    st.markdown(text.format(n=formats.number(len(out))))
    with st.form(state.widget("put_back", series.id, state.edition("take_out"))):
        chosen = st.multiselect(
            _("Put back into the count"),
            list(out),
            format_func=lambda each: out[each],
            placeholder=_("Choose"),
            key=_key(series, "back"),
        )
        if st.form_submit_button(_("Put back")):
            _decide(actor, series, chosen, out=False)


def _decide(actor: Actor, series: SeriesView, chosen: Collection[str], *, out: bool) -> None:
    if not chosen:
        st.info(_("Please choose at least one record."))
        return
    with messages.refusals():
        change = attendance.take_out if out else attendance.put_back
        number = change(database(), actor, series.id, chosen)
        state.begin_anew("take_out")
        said = _("Taken out of the count: {n}") if out else _("Put back into the count: {n}")
        messages.notice_after_rerun(said.format(n=formats.number(number)))


def _key(series: SeriesView, name: str) -> str:
    return state.widget("take_out", name, series.id, state.edition("take_out"))


def records_table(records: Sequence[Joined]) -> Table:
    """Return the records with what stands out about each, never with what it says."""
    header = (_("Record"), _("Joined"), _("Device"), _("Answers"), _("What stands out"))
    rows = tuple(
        (
            formats.number(record.number),
            formats.datetime_(record.joined_at),
            _(_KINDS[record.kind]),
            formats.number(record.answered),
            ", ".join(_marks(record)),
        )
        for record in records
    )
    caption = _(
        "Everybody who joined with a device, in order; paper ballots are counted where they are typed in."
    )
    return Table(caption, header, rows, (Align.RIGHT, Align.LEFT, Align.LEFT, Align.RIGHT, Align.LEFT))


def _marks(record: Joined) -> list[str]:
    found = []
    if record.taken_out:
        found.append(_("out of the count"))
    if record.watching:
        found.append(_("only watches"))
    if record.late:
        found.append(_("joined after the opening"))
    if record.burst:
        found.append(_("one of many within a second"))
    if record.alike:
        found.append(_("answered alike (set {number})").format(number=record.alike))
    return found
