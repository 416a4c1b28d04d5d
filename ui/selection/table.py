"""The shortlist as one table: what is on it, what the exclusion questions say, its order by hand."""

from collections.abc import Sequence

import streamlit as st

from design.palette import PAPER
from scoring.criteria import Gate
from translations import _, current_language, ngettext
from ui import labels, messages, state
from ui.navigation import ENTRY
from ui.selection.entry import origin, shortlist_entry
from ui.services import database
from ui.text import badge, literal, small
from workshops.actors import Actor
from workshops.library import arranging
from workshops.library.shortlist import ItemView
from workshops.series import SeriesView

_COLUMNS = (7, 3, 2)
_UP, _DOWN = "↑", "↓"  # no translation: arrows
_LOOK = f"""<style>
[class*="st-key-entry-row-"] {{ border-bottom: 1px solid {PAPER.line}; padding-bottom: 0.3rem; }}
[class*="st-key-entry-row-"] [data-testid="stVerticalBlock"] {{ gap: 0; }}
[class*="st-key-entry-row-"] button {{ min-width: 2rem; padding: 0 0.4rem; }}
[class*="st-key-entry-row-"] p {{ line-height: 1.3; }}
.st-key-entries {{ gap: 0.4rem; }}
</style>"""


def agreement(actor: Actor, series: SeriesView, items: Sequence[ItemView], gates: tuple[Gate, ...]) -> None:
    """Ask both questions once for all entries; what is an exception is said at its row."""
    still_open = sum(_open(item, gates) > 0 for item in items)
    if not still_open:
        return
    with st.container(border=True, key="agreement"):
        code = current_language()
        asked = (f"**{literal(gate.name(code))}:** {literal(gate.question(code))}" for gate in gates)
        st.markdown("  \n".join(asked))
        with st.container(horizontal=True, vertical_alignment="center"):
            text = ngettext("Yes for the {n} open entry", "Yes for all {n} open entries", still_open)
            pressed = st.button(
                text.format(n=still_open), type="primary", icon=":material/done_all:", key="agree"
            )
            st.caption(_("Exceptions are said at their row, before or after."))
        if pressed:
            with messages.refusals():
                arranging.agree_gates(database(), actor, series.id)
                messages.notice_after_rerun(_("Agreed"))


def entries(actor: Actor, series: SeriesView, items: Sequence[ItemView], gates: tuple[Gate, ...]) -> None:
    """Show one row for each entry, and the one that the address names in full."""
    st.html(_LOOK)
    with st.container(key="entries"):
        for place, item in enumerate(items):
            opened = st.query_params.get(ENTRY) == item.id
            with st.container(key=state.widget("entry", "row", item.id)):
                named, answered, changing = st.columns(_COLUMNS, vertical_alignment="center")
                with named:
                    st.markdown(_name(place, item))
                with answered:
                    st.markdown(_answers(item, gates))
                with changing:
                    _buttons(actor, series, item, (place, len(items)), opened)
            if opened:
                shortlist_entry(actor, series, item, gates)


def _name(place: int, item: ItemView) -> str:
    icon = labels.AREA_ICONS.get(item.area, "")
    beside = _("Own idea") if item.kind == "idea" else origin(item)
    return f"**{place + 1}** {icon} **{literal(item.name)}**  \n{small(beside)}"


def _answers(item: ItemView, gates: tuple[Gate, ...]) -> str:
    """Return what was answered as a badge; with the reasons where it is more than yes."""
    notes = [literal(gate.note) for gate in item.gates if gate.answer != "yes" and gate.note]
    if item.is_excluded:
        shown = badge(_("Excluded by a gate"), "red", ":material/block:")
    elif missing := _open(item, gates):
        text = ngettext("{n} question open", "{n} questions open", missing).format(n=missing)
        shown = badge(text, "gray", ":material/help:")
    elif any(gate.answer == "conditions" for gate in item.gates):
        shown = badge(labels.gate_answer("conditions"), "orange", ":material/rule:")
    else:
        shown = badge(_("all answered with yes"), "green", ":material/check:")
    return "  \n".join((shown, *(f":small[{note}]" for note in notes)))


def _open(item: ItemView, gates: tuple[Gate, ...]) -> int:
    return 0 if item.is_excluded else len(gates) - len(item.gates)


def _buttons(
    actor: Actor, series: SeriesView, item: ItemView, place_of: tuple[int, int], opened: bool
) -> None:
    place, count = place_of
    with st.container(horizontal=True, horizontal_alignment="right", gap="xxsmall"):
        # Keys name the goal: a second click on an arrow asks for what is already so.
        for sign, to, said in (
            (_UP, place - 1, _("Move “{name}” up")),
            (_DOWN, place + 1, _("Move “{name}” down")),
        ):
            if st.button(
                sign,
                key=state.widget("move", item.id, to),
                help=said.format(name=literal(item.name)),
                type="tertiary",
                disabled=not 0 <= to < count,
            ):
                with messages.refusals():
                    arranging.move(database(), actor, series.id, item.id, to)
                    st.rerun()
        label = _("Close") if opened else _("Change")
        if st.button(label, key=state.widget("entry", "change", item.id), help=literal(item.name)):
            if opened:
                st.query_params.pop(ENTRY, None)
            else:
                st.query_params[ENTRY] = item.id
            st.rerun()
