"""What frames each advisor's page: which series, where it stands, and the next step."""

from collections.abc import Sequence
from typing import NoReturn
from urllib.parse import quote, urlencode, urlsplit

import streamlit as st

from translations import _, current_language
from ui import messages, showing, state
from ui.navigation import JOURNEY, SERIES, following
from ui.services import database
from workshops import series
from workshops.actors import Actor
from workshops.errors import StorageError, WorkshopError
from workshops.series import SeriesView

SERIES_PARAMETER = "reihe"


def chosen_series(actor: Actor) -> SeriesView:
    """Return the series that the address or the session names, or ask for one and end the page.

    The series stands in the address so that a bookmark or a second tab opens the same one. Where there is
    only one, nobody is asked.
    """
    series_id = named_series(actor)
    if not series_id:
        st.info(_("Please choose a series first, or start a new one."))
        st.page_link(SERIES.file, label=_("To the series"), icon=SERIES.icon)
        end()
    try:
        chosen = series.get(database(), actor, series_id)
    except (WorkshopError, StorageError) as error:
        _explain(error)
        end()
    choose(chosen.id)
    st.query_params[SERIES_PARAMETER] = chosen.id
    return chosen


def named_series(actor: Actor) -> str | None:
    """Return the id of the series that this page is about: of the address, this window, or the only one."""
    if named := st.query_params.get(SERIES_PARAMETER) or state.get(state.SERIES):
        return str(named)
    try:
        return series.the_only_one(database(), actor)
    except StorageError:
        return None


def choose(series_id: str | None) -> None:
    """Remember the series that is worked on in this window."""
    state.keep(state.SERIES, series_id)


def _explain(error: WorkshopError | StorageError) -> None:
    messages.refusal(error)
    if isinstance(error, StorageError):
        return
    choose(None)
    st.query_params.clear()
    st.page_link(SERIES.file, label=_("To the series"), icon=SERIES.icon)


def header(title: str, lead: str = "") -> None:
    """Show the page's title below the head, and what is to be said once."""
    messages.show_notice()
    with st.container(gap=None):
        st.title(title, anchor=False)
        if lead and not showing.is_on():
            st.markdown(lead)


def step_link(chosen: SeriesView, file: str) -> None:
    """Show a link to another page of the journey for the same series."""
    entry = next(entry for entry in JOURNEY if entry.file == file)
    parameters = {SERIES_PARAMETER: chosen.id}
    st.page_link(file, label=_(entry.title), icon=entry.icon, query_params=parameters)


def onward(chosen: SeriesView, file: str) -> None:
    """Show the links to the pages that follow `file` in the journey; the room needs none."""
    if showing.is_on():
        return
    with st.container(horizontal=True):
        for entry in following(file):
            st.page_link(
                entry.file,
                label=_("On to: {step}").format(step=_(entry.title)),
                icon=":material/arrow_forward:",
                icon_position="right",
                query_params={SERIES_PARAMETER: chosen.id},
            )


def footer(*, signed_in: bool) -> None:
    """Show the language switch and, to who is signed in, the way out.

    Plain links: they leave Streamlit for a route that sets the cookie of this device. The room needs none.
    """
    if showing.is_on():
        return
    other, name = ("en", "English") if current_language() == "de" else ("de", "Deutsch")
    switch = f"/language/{other}?to={quote(_here(with_choices=signed_in))}"
    links = [f'<a href="{switch}" lang="{other}" hreflang="{other}">{name}</a>']
    links += [*_statements(), _link("/offene-daten/", _("Open data"))]
    if signed_in:
        links.append(_link("/sign-out", _("Sign out")))
    st.divider()
    _navigation(_("Language and sign-out"), links)


def end(*, signed_in: bool = True) -> NoReturn:
    """End a page that has nothing more to show: language and sign-out stand below it as well."""
    footer(signed_in=signed_in)
    st.stop()


def _here(*, with_choices: bool) -> str:
    """Return this page as a path on this server; what its address chooses only for who may choose."""
    path = urlsplit(st.context.url or "").path or "/"
    parameters = st.query_params
    chosen = [(key, value) for key in parameters for value in parameters.get_all(key)] if with_choices else []
    return f"{path}?{urlencode(chosen)}" if chosen else path


def _statements() -> list[str]:
    """Return links to the pages that everybody may read."""
    return [
        _link("/datenschutz", _("Privacy")),
        _link("/barrierefreiheit", _("Accessibility")),
    ]


def _link(address: str, text: str) -> str:
    return f'<a href="{address}">{text}</a>'


def _navigation(label: str, links: Sequence[str]) -> None:
    st.html(f'<nav aria-label="{label}">{" · ".join(links)}</nav>')
