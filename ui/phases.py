"""The head of each advisor's page: five phases with ticks, the pages of this phase, and the one next step."""

import streamlit as st

from design.palette import PAPER
from translations import _
from ui import guard, showing
from ui.frame import SERIES_PARAMETER, named_series
from ui.navigation import MORE, PHASES, RESULTS, SERIES, Entry, entry_of
from ui.services import database
from ui.text import literal
from workshops import series
from workshops.actors import Actor, Role
from workshops.errors import StorageError, WorkshopError
from workshops.overview import phases
from workshops.overview.phases import Phase
from workshops.overview.progress import Progress, Step, progress
from workshops.series import SeriesView

_LOOK = f"""<style>
.st-key-phases {{ border-bottom: 1px solid {PAPER.line}; row-gap: 0.1rem; }}
.st-key-phases a p, .st-key-pages a p, .st-key-next_step a p {{ white-space: nowrap; }}
.st-key-phase_here a {{ border-bottom: 3px solid {PAPER.accent}; border-radius: 0; }}
.st-key-phase_here a p, .st-key-owner a p {{ font-weight: 600; }}
.st-key-next_step a {{ background: {PAPER.accent}; padding: 0.45rem 0.9rem; }}
.st-key-next_step a:hover {{ background: {PAPER.ink}; }}
.st-key-next_step a p, .st-key-next_step a span {{ color: {PAPER.card}; }}
/* Streamlit says size and kinds in English; our labels say them in the language of the page. */
[data-testid="stFileUploaderDropzoneInstructions"] {{ display: none; }}
@media (max-width: 640px) {{
  .st-key-phases {{ row-gap: 0.3rem; padding-bottom: 0.3rem; }}
  .st-key-phases > * {{ flex: 1 1 100% !important; }}
  .st-key-steps {{ display: grid; grid-template-columns: repeat(2, 1fr); grid-auto-rows: 1.9rem; }}
  .st-key-steps {{ align-items: center; gap: 0; width: 100%; }}
  .st-key-steps *, .st-key-next_step * {{ height: auto; min-height: 0; max-width: 100%; }}
  .st-key-steps > *, .st-key-next_step > * {{ width: 100% !important; }}
  .st-key-steps a p {{ line-height: 1.15; }}
  .st-key-steps button {{ padding: 0.25rem 0.5rem; justify-content: start; }}
  .st-key-pages_and_next {{ row-gap: 0.5rem; }}
  .st-key-pages_and_next > * {{ flex: 1 1 100% !important; }}
  .st-key-pages_and_next > *, .st-key-next_step, .st-key-next_step a {{ width: 100% !important; }}
  .st-key-next_step a {{ justify-content: center; }}
}}
</style>"""


def head(shown: Entry | None, actor: Actor | None) -> None:
    """Show the head above the page `shown`, to an advisor; nothing to others."""
    if actor is None:
        return
    chosen = _chosen(actor)
    standing = progress(database(), actor, chosen.id) if chosen else None
    here = next((phase for phase, _name, pages in PHASES if shown in pages), None)
    showing.leave_elsewhere(shown)
    if chosen and showing.is_on():
        showing.head(chosen)
        return
    st.html(_LOOK)
    with st.container(key="head", gap="xsmall"):
        _phases(chosen, standing, here)
        _pages(chosen, standing, here, shown)


def _chosen(actor: Actor) -> SeriesView | None:
    """Return the series that is worked on; the page itself says it when there is none any more."""
    series_id = named_series(actor)
    try:
        return series.get(database(), actor, series_id) if series_id else None
    except (WorkshopError, StorageError):
        return None


def _phases(chosen: SeriesView | None, standing: Progress | None, here: Phase | None) -> None:
    """Name the series, and the phases with a tick for what is done."""
    done = phases.done(standing) if standing else frozenset()
    with st.container(key="phases", horizontal=True, vertical_alignment="center", gap="small"):
        with st.container(key="owner", width="content"):
            name = f"{chosen.municipality_name} · {chosen.title}" if chosen else _("Smart-Region-Werkstatt")
            _link(chosen, SERIES, literal(name))
        with st.container(
            key="steps", horizontal=True, vertical_alignment="center", gap="small", width="content"
        ):
            for phase, name, pages in PHASES:
                label = _(name)
                with st.container(key="phase_here" if phase is here else f"phase_{phase}", width="content"):
                    _link(chosen, _target(phase, pages, standing), f"✓ {label}" if phase in done else label)
            with st.popover(_("More pages"), type="tertiary"):
                for entry in (*MORE, *((RESULTS,) if guard.actor(Role.MUNICIPALITY) else ())):
                    _link(chosen, entry, _(entry.title), entry.icon)


def _target(phase: Phase, pages: tuple[Entry, ...], standing: Progress | None) -> Entry:
    """Return the page of a phase on which to go on, its first one otherwise."""
    due = standing.due if standing else None
    return entry_of(due) if due and phases.phase_of(due) is phase else pages[0]


def _pages(
    chosen: SeriesView | None, standing: Progress | None, here: Phase | None, shown: Entry | None
) -> None:
    """Show the pages of this phase, and the next step at the right."""
    with st.container(
        key="pages_and_next",
        horizontal=True,
        vertical_alignment="center",
        horizontal_alignment="distribute",
    ):
        with st.container(key="pages", horizontal=True, vertical_alignment="center", gap="small"):
            for entry in next((pages for phase, _name, pages in PHASES if phase is here), ()):
                _link(chosen, entry, _(entry.title), entry.icon)
            if chosen and chosen.is_archived:
                st.badge(_("Archived"), icon=":material/inventory_2:", color="gray")
            if chosen and chosen.rehearsal:
                st.badge(_("Rehearsal"), icon=":material/theater_comedy:", color="orange")
            if chosen and showing.is_offered(shown):
                showing.switch()
        if chosen and standing and shown and not chosen.is_archived and shown not in (SERIES, *MORE):
            _next_step(chosen, standing, shown)


def _next_step(chosen: SeriesView, standing: Progress, shown: Entry) -> None:
    """Link to the next step, unless this page is the one to go on with."""
    if step := standing.next_from(shown.step):
        entry = entry_of(step)
        with st.container(key="next_step", width="content"):
            talk = standing.talk and step is Step.LIVE
            name = _("where opinions differ") if talk else _(entry.title)
            _link(chosen, entry, _("Next step: {step}").format(step=name))


def _link(chosen: SeriesView | None, entry: Entry, label: str, icon: str | None = None) -> None:
    parameters = {SERIES_PARAMETER: chosen.id} if chosen else None
    st.page_link(entry.file, label=label, icon=icon, query_params=parameters)
