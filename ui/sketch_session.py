"""Which version of a sketch this window is editing, so that two windows never overwrite each other."""

from dataclasses import dataclass, field

import pandas as pd
import streamlit as st

from sketches.model import SketchContent
from translations import _
from ui import messages, state
from ui.services import database
from ui.sketch_tables import Grid, frame
from workshops import sketching
from workshops.actors import Actor
from workshops.errors import StaleEdit, StorageError, WorkshopError
from workshops.sketching import SketchView


@dataclass
class Editing:
    """The sketch as this window loaded it or last saved it.

    `edition` grows with each loading: widgets are keyed by it and so begin anew.
    """

    content: SketchContent
    version: int
    edition: int = 0
    frames: dict[str, pd.DataFrame] = field(default_factory=dict)

    def frame_of(self, grid: Grid) -> pd.DataFrame:
        """Return the rows as they were loaded; it stays the same object while they are edited."""
        if grid.name not in self.frames:
            self.frames[grid.name] = frame(grid, getattr(self.content, grid.name))
        return self.frames[grid.name]


def field_key(sketch: SketchView, editing: Editing, *parts: str) -> str:
    """Return the key of a field of the editor; after loading anew it is another one."""
    return state.widget("sketch", sketch.id, editing.edition, *parts)


def opened(sketch: SketchView) -> Editing:
    """Return what this window edits; the first time that is the sketch as it stands."""
    key = state.widget("editing", sketch.id)
    if state.get(key) is None:
        state.keep(key, Editing(sketch.content, sketch.version))
    editing: Editing = state.get(key)
    return editing


def load_again(sketch: SketchView) -> None:
    """Throw away what this window shows and take the newest version."""
    before = opened(sketch)
    newer = Editing(sketch.content, sketch.version, edition=before.edition + 1)
    state.keep(state.widget("editing", sketch.id), newer)


def save_typed(actor: Actor, sketch: SketchView, editing: Editing, typed: SketchContent) -> bool | None:
    """Save what differs from what was loaded: True saved, False refused, None nothing to save.

    A window with nothing unsaved follows the newer version by itself; one with
    unsaved text keeps it on the screen until its user has decided.
    """
    if typed == editing.content:
        if sketch.version != editing.version:
            load_again(sketch)
            st.rerun()
        return None
    try:
        saved = sketching.save(database(), actor, sketch.id, typed, based_on=editing.version)
    except StaleEdit as error:
        messages.refusal(error)
        _offer_newer(sketch)
        return False
    except WorkshopError as error:
        messages.refusal(error)
        return False
    except StorageError as error:
        messages.storage_problem(error)
        return False
    editing.content, editing.version = saved.content, saved.version
    return True


def _offer_newer(sketch: SketchView) -> None:
    if st.button(_("Load the newer version"), key=state.widget("newer", sketch.id)):
        load_again(sketch)
        st.rerun()
