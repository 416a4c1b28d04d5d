"""The form that starts a series, and the choice of a municipality in it."""

import streamlit as st

from municipalities.register import Municipality, load_register
from translations import _
from translations.formats import number
from translations.ordering import by_name
from ui import messages, state
from ui.services import database
from workshops import own_criteria, series
from workshops.actors import Actor
from workshops.criteria import OWN
from workshops.series import GROUPS, SeriesView


def municipality_label(place: Municipality) -> str:
    """Return a place as it stands in the list: name, district where needed, inhabitants."""
    people = _("{number} inhabitants").format(number=number(place.population))
    return f"{load_register().label(place)} · {people}"


def places() -> list[Municipality]:
    """Return all municipalities and districts by name; the select box searches as one types."""
    register = load_register()
    return by_name((*register.municipalities, *register.districts), lambda place: place.display_name)


def criteria_set_name(criteria_set: str) -> str:
    """Return what a set of criteria is called."""
    names = {
        "short": _("Short: 9 criteria"),
        "full": _("Full: 12 criteria"),
        OWN: _("Own criteria of the installation"),
    }
    return names[criteria_set]


def _sets(actor: Actor) -> tuple[str, ...]:
    """Return the sets on offer: the own one of the installation, if it keeps one, comes first."""
    tools = tuple(each for each in series.CRITERIA_SETS if each != OWN)
    return (OWN, *tools) if own_criteria.kept_by_installation(database(), actor) else tools


def group_choice(chosen: tuple[str, ...], key: str) -> list[str]:
    """Ask for the stakeholder groups; own ones can be typed."""
    known = list(dict.fromkeys((*GROUPS, *chosen)))
    return st.multiselect(
        _("Participants' stakeholder groups"),
        known,
        default=list(chosen),
        format_func=series.group_name,
        accept_new_options=True,
        placeholder=_("Choose groups or type an own one"),
        help=_("Results are broken down by group only where a group has at least 5 people."),
        key=key,
    )


def beginning(actor: Actor, *, unfolded: bool) -> SeriesView | None:
    """Show where a series is started, and return the one that was, or None.

    The form with its list of municipalities is drawn once somebody unfolds it; from then on it stays, so that
    nothing typed is lost when it is folded.
    """
    folder = st.expander(
        _("Start a new series"),
        icon=":material/add:",
        expanded=unfolded,
        key=state.widget("beginning", unfolded),
        on_change="rerun",
    )
    if not folder.open and not state.get(state.BEGINNING):
        return None
    state.keep(state.BEGINNING, True)
    with folder:
        started = _new_series(actor)
    if started is not None:
        state.take(state.BEGINNING)
    return started


def _new_series(actor: Actor) -> SeriesView | None:
    """Show the form and return the series it started, or None."""
    with st.form("new_series", border=True):
        place = st.selectbox(
            _("Municipality or district"),
            places(),
            index=None,
            format_func=municipality_label,
            placeholder=_("Type the first letters, for example “Eichen”"),
        )
        title = st.text_input(
            _("Title of the series"), placeholder=_("for example “Digitalisation consulting 2026”")
        )
        groups = group_choice(tuple(GROUPS), "new_series_groups")
        criteria_set = st.radio(
            _("Set of criteria"),
            _sets(actor),
            format_func=criteria_set_name,
            horizontal=True,
            help=_("The short set asks three questions per dimension, the full set four."),
        )
        rehearsal = st.checkbox(
            _("Rehearsal"), help=_("Marks the series as a trial, so that nobody takes it for a real result.")
        )
        submitted = st.form_submit_button(_("Start the series"), type="primary")
    if not submitted:
        return None
    with messages.refusals():
        return series.create(
            database(),
            actor,
            title=title,
            municipality_ags=place.ags if place else "",
            criteria_set=criteria_set,
            groups=groups,
            rehearsal=rehearsal,
        )
    return None
