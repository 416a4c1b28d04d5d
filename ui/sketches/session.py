"""Which version of a sketch this window is editing, so that two windows never overwrite each other."""

from dataclasses import dataclass, field

import pandas as pd
import streamlit as st

from sketches.model import SketchContent
from translations import _
from ui import messages, state
from ui.services import database
from ui.sketches.tables import Grid, frame
from workshops.actors import Actor
from workshops.errors import StaleEdit, StorageError, WorkshopError
from workshops.handing_over import sketching
from workshops.handing_over.sketching import SketchView

LOADING = "stand"


@dataclass
class Editing:
    """The sketch as this window loaded it or last saved it.

    `edition` grows with each loading: widgets are keyed by it and so begin anew. `certain` becomes true once
    the window has shown just what is stored.
    """

    content: SketchContent
    version: int
    edition: int = 0
    certain: bool = False
    frames: dict[str, pd.DataFrame] = field(default_factory=dict)

    def frame_of(self, grid: Grid, key: str) -> pd.DataFrame:
        """Return the rows as they were loaded; it stays the same object while they are edited.

        A grid that has been off the page has forgotten its edits: it begins with what is saved.
        """
        if grid.name not in self.frames or key not in st.session_state:
            self.frames[grid.name] = frame(grid, getattr(self.content, grid.name))
        return self.frames[grid.name]


def field_key(sketch: SketchView, editing: Editing, *parts: str) -> str:
    """Return the key of a field of the editor; after loading anew it is another one."""
    return state.widget("sketch", sketch.id, editing.edition, *parts)


def opened(sketch: SketchView) -> Editing:
    """Return what this window edits; the first time that is the sketch as it stands.

    The edition is in the address as well: after a restart of the tool a page that is still open
    goes on with the fields that it has, and no text is lost that was being typed.
    """
    key = state.widget("editing", sketch.id)
    if state.get(key) is None:
        state.keep(key, Editing(sketch.content, sketch.version, edition=_edition_in_address()))
    editing: Editing = state.get(key)
    if editing.edition:
        st.query_params[LOADING] = str(editing.edition)
    else:
        st.query_params.pop(LOADING, None)
    return editing


def _edition_in_address() -> int:
    text = st.query_params.get(LOADING, "")
    return int(text) if text.isdecimal() else 0


def load_again(sketch: SketchView) -> None:
    """Throw away what this window shows and take the newest version."""
    before = opened(sketch)
    newer = Editing(sketch.content, sketch.version, edition=before.edition + 1)
    state.keep(state.widget("editing", sketch.id), newer)


def save_typed(actor: Actor, sketch: SketchView, editing: Editing, typed: SketchContent) -> bool:
    """Save what differs from what was loaded; return whether something was saved.

    A window with nothing unsaved follows the newer version by itself; one with
    unsaved text keeps it on the screen until its user has decided.
    """
    if typed == editing.content:
        if sketch.version != editing.version:
            load_again(sketch)
            st.rerun()
        editing.certain = True
        return False
    try:
        _check_certain(editing)
        _save(actor, sketch, editing, typed)
    except StaleEdit as error:
        messages.refusal(error)
        _decide(actor, sketch, editing, typed)
        return False
    except (WorkshopError, StorageError) as error:
        messages.refusal(error)
        return False
    return True


def _check_certain(editing: Editing) -> None:
    if not editing.certain:
        raise StaleEdit(
            _("The tool was started anew while this page was open."),
            _("Your text is still here but not saved yet: the saved version may be newer. Please choose."),
        )


def _save(
    actor: Actor, sketch: SketchView, editing: Editing, typed: SketchContent, *, instead: bool = False
) -> None:
    base = sketch.version if instead else editing.version
    saved = sketching.save(database(), actor, sketch.id, typed, based_on=base, keep_before=instead)
    editing.content, editing.version, editing.certain = saved.content, saved.version, True


def _decide(actor: Actor, sketch: SketchView, editing: Editing, typed: SketchContent) -> None:
    """Ask whose text counts."""
    with st.container(horizontal=True):
        newer = st.button(_("Load the newer version"), key=state.widget("newer", sketch.id))
        own = st.button(_("Save my text instead"), key=state.widget("own", sketch.id))
    st.caption(_("If you save your text, the other version stays in the list of versions."))
    if newer:
        load_again(sketch)
        st.rerun()
    if own:
        with messages.refusals():
            _save(actor, sketch, editing, typed, instead=True)
            st.rerun()
