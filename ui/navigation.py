"""Which pages a visitor has; pages of other roles do not exist for them."""

from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from translations import N_, _
from workshops.actors import Role
from workshops.overview.phases import Phase
from workshops.overview.progress import Step


@dataclass(frozen=True, slots=True)
class Entry:
    """A page: its file, address, title and icon; `step` says where in the journey it stands."""

    file: str
    address: str
    title: str
    icon: str
    step: Step | None = None


SERIES = Entry("pages/advisor/series.py", "reihen", N_("Series"), ":material/groups:")
JOURNEY = (
    Entry("pages/advisor/overview.py", "ueberblick", N_("Overview"), ":material/map:", Step.OVERVIEW),
    Entry("pages/advisor/library.py", "bibliothek", N_("Library"), ":material/local_library:", Step.LIBRARY),
    Entry("pages/advisor/selection.py", "auswahl", N_("Shortlist"), ":material/checklist:", Step.SELECTION),
    Entry("pages/advisor/scoring.py", "bewertung", N_("Scoring"), ":material/star_half:", Step.SCORING),
    Entry("pages/advisor/moderation.py", "moderation", N_("Cockpit"), ":material/podium:", Step.LIVE),
    Entry("pages/advisor/weights.py", "gewichte", N_("Weights"), ":material/balance:", Step.WEIGHTS),
    Entry(
        "pages/advisor/evaluation.py",
        "auswertung",
        N_("Evaluation"),
        ":material/leaderboard:",
        Step.EVALUATION,
    ),
    Entry("pages/advisor/decision.py", "entscheidung", N_("Decision"), ":material/gavel:", Step.DECISION),
    Entry("pages/advisor/sketches.py", "skizzen", N_("Sketches"), ":material/edit_document:", Step.SKETCHES),
    Entry("pages/advisor/result.py", "ergebnis", N_("Result"), ":material/task_alt:", Step.RESULT),
)
LIBRARY, SELECTION = JOURNEY[1:3]
AFTER = {"auswahl": (4, 3), "bewertung": (5,)}
"""Where a page leads to other than the next of the journey: there are two ways to rate, and each is one."""
ENTRIES = Entry("pages/advisor/entries.py", "eigene-eintraege", N_("Own entries"), ":material/edit_note:")
ENTRY, TEMPLATE, NEW = "eintrag", "vorlage", "neu"
"""In the address of own entries: the one to change, the one to begin from, an empty one."""
APPOINTMENTS = Entry("pages/advisor/appointments.py", "termine", N_("Appointments"), ":material/event:")
CRITERIA = Entry("pages/advisor/criteria.py", "kriterien", N_("Criteria"), ":material/rule:")
DOCUMENTS = Entry("pages/advisor/documents.py", "dokumente", N_("Documents"), ":material/folder_open:")
ACROSS = Entry("pages/advisor/across.py", "alle-reihen", N_("Across all series"), ":material/hub:")
ARCHIVE = Entry("pages/advisor/archive.py", "mitnehmen", N_("Take a series along"), ":material/luggage:")
IMPRINT = Entry(
    "pages/advisor/imprint.py", "angaben", N_("Privacy and accessibility"), ":material/verified_user:"
)
MORE = (ACROSS, ARCHIVE, IMPRINT)
FURTHER = (DOCUMENTS, APPOINTMENTS, ENTRIES, CRITERIA, *MORE)
PHASES: tuple[tuple[Phase, str, tuple[Entry, ...]], ...] = (
    (Phase.PREPARE, N_("Prepare"), (SERIES, APPOINTMENTS, ENTRIES, CRITERIA)),
    (Phase.CHOOSE, N_("Overview and selection"), JOURNEY[0:3]),
    (Phase.RATE, N_("Rate"), (JOURNEY[4], JOURNEY[3], JOURNEY[5])),
    (Phase.DECIDE, N_("Decide"), JOURNEY[6:8]),
    (Phase.HAND_OVER, N_("Hand over"), (*JOURNEY[8:10], DOCUMENTS)),
)
"""The phases of the way with their names and pages."""
RESULTS = Entry("pages/municipality/results.py", "results", N_("Your result"), ":material/task_alt:")
WELCOME = Entry("pages/visitor/welcome.py", "willkommen", N_("Welcome"), ":material/login:")

ADDRESSES = frozenset(entry.address for entry in (*JOURNEY, *FURTHER, RESULTS))
"""What may stand behind the server's name; the first page, whoever it is for, has no address of its own."""


_made: dict[tuple[Entry, str, bool], st.Page] = {}


def page(entry: Entry, *, default: bool = False) -> st.Page:
    """Return Streamlit's page for an entry, titled in the language in use.

    Streamlit looks for the file of each page anew in every run, a fifth of what the frame of a page takes.
    Each run gets copies of those made first: `st.navigation` marks the one that may be run.
    """
    title = _(entry.title)
    key = entry, title, default
    if key not in _made:
        made = st.Page(entry.file, title=title, icon=entry.icon, url_path=entry.address, default=default)
        if get_script_run_ctx() is None:  # Streamlit leaves it unfinished
            return made
        _made[key] = made
    return copy(_made[key])


def pages(roles: Sequence[Role]) -> Mapping[Entry, st.Page]:
    """Return the pages of a visitor with these roles; the first one is where the bare address leads."""
    entries = [SERIES, *JOURNEY, *FURTHER] if Role.ADVISOR in roles else [WELCOME]
    if Role.MUNICIPALITY in roles:
        entries.append(RESULTS)
    return {entry: page(entry, default=entry is entries[0]) for entry in entries}


def following(file: str) -> tuple[Entry, ...]:
    """Return the pages that a page of the journey leads to."""
    place = next(place for place, entry in enumerate(JOURNEY) if entry.file == file)
    return tuple(
        JOURNEY[each] for each in AFTER.get(JOURNEY[place].address, (place + 1,)) if each < len(JOURNEY)
    )


def entry_of(step: Step) -> Entry:
    """Return the page on which a step of the journey is done."""
    return next(entry for entry in JOURNEY if entry.step is step)
