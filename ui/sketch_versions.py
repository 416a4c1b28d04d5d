"""Earlier versions of a sketch, and the way back to one of them."""

import streamlit as st

from translations import _
from translations.formats import datetime_
from ui import messages, state
from ui.services import database
from workshops import sketching
from workshops.actors import Actor
from workshops.sketching import SketchView, VersionView

SHOWN = 20


def version_list(actor: Actor, sketch: SketchView) -> bool:
    """List the versions; return whether an earlier one was brought back in this run."""
    kept = sketching.versions(database(), actor, sketch.id)
    restored = False
    with st.expander(_("Versions ({number})").format(number=len(kept))):
        for version in kept[:SHOWN]:
            with st.container(horizontal=True, vertical_alignment="center"):
                st.caption(_line(version))
                restored = restored or _bring_back(actor, sketch, version)
    return restored


def _line(version: VersionView) -> str:
    made = {"prefilled": _("filled in by the tool"), "typed": _("edited"), "restored": _("brought back")}
    return f"{version.version} · {datetime_(version.saved_at)} · {made[version.origin]}"


def _bring_back(actor: Actor, sketch: SketchView, version: VersionView) -> bool:
    if version.version == sketch.version:
        return False
    if not st.button(_("Bring back"), key=state.widget("restore", sketch.id, version.version)):
        return False
    with messages.refusals():
        sketching.restore(database(), actor, sketch.id, version.version)
        return True
    return False
