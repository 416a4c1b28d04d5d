"""Earlier versions of a sketch: who saved what when, what differs, and the way back."""

from itertools import pairwise

import streamlit as st

from sketches.changes import Change, Kind, changes
from sketches.outline import Outline
from translations import N_, _, ngettext
from translations.formats import datetime_
from ui import messages, state
from ui.labels import role_words
from ui.language import code
from ui.services import database
from ui.text import literal
from workshops.actors import Actor
from workshops.handing_over import sketching
from workshops.handing_over.sketching import SketchView, VersionView

SHOWN = 20
_MADE = {
    "prefilled": N_("filled in by the tool"),
    "typed": N_("edited"),
    "restored": N_("brought back"),
    "adopted": N_("proposal taken over"),
    "adapted": N_("proposal taken over with changes"),
}
_NAMES = {
    "title": N_("Title"),
    "summary": N_("Summary"),
    "applicant": N_("Applicant"),
    "programme": N_("Funding programme"),
    "rate": N_("Funding rate"),
    "start": N_("Beginning of the project"),
    "language": N_("Language"),
    "partners": N_("Partners"),
    "supporters": N_("Other partners"),
    "milestones": N_("Milestones"),
    "costs": N_("Costs"),
    "staffing": N_("Staff"),
    "risks": N_("Risks"),
    "measures": N_("Measures of success"),
    "follow_up": N_("Costs after the funding"),
    "voices": N_("What the participants said"),
    "sources": N_("Sources"),
}


def version_list(actor: Actor, sketch: SketchView, outline: Outline) -> bool:
    """List the versions with what each changed; return whether an earlier one was brought back now."""
    kept = sketching.versions(database(), actor, sketch.id)
    restored = False
    with st.expander(
        _("Versions ({number})").format(number=len(kept)), key=state.widget("versions", sketch.id)
    ):
        for version, before in pairwise((*kept[: SHOWN + 1], None)):
            if version is None:
                break
            st.markdown(_line(version))
            if before is not None:
                _differences(changes(before.content, version.content), outline)
            restored = restored or _bring_back(actor, sketch, version)
    return restored


def _line(version: VersionView) -> str:
    return _("**{number}** · {time} · {made}, {who}").format(
        number=version.version,
        time=datetime_(version.saved_at),
        made=_(_MADE[version.origin]),
        who=role_words(version.saved_by),
    )


def _differences(found: tuple[Change, ...], outline: Outline) -> None:
    lines = [f"- {literal(_name(change, outline))}: {_amount(change)}" for change in found]
    if lines:
        st.caption("\n".join(lines))


def _name(change: Change, outline: Outline) -> str:
    if change.is_section:
        titles = {section.id: section.title(code()) for section in outline.sections}
        return titles.get(change.name, change.name)
    return _(_NAMES[change.name])


def _amount(change: Change) -> str:
    if change.kind is Kind.CHOICE or not (change.added or change.removed):
        return _("changed")
    if change.kind is Kind.ROWS:
        added = ngettext("{n} row new", "{n} rows new", change.added)
        removed = ngettext("{n} row gone", "{n} rows gone", change.removed)
    else:
        added = ngettext("{n} word new", "{n} words new", change.added)
        removed = ngettext("{n} word gone", "{n} words gone", change.removed)
    parts = [added.format(n=change.added)] if change.added else []
    parts += [removed.format(n=change.removed)] if change.removed else []
    return ", ".join(parts)


def _bring_back(actor: Actor, sketch: SketchView, version: VersionView) -> bool:
    if version.version == sketch.version:
        return False
    label = _("Bring back version {number}").format(number=version.version)
    if not st.button(label, key=state.widget("restore", sketch.id, version.version)):
        return False
    with messages.refusals():
        sketching.restore(database(), actor, sketch.id, version.version)
        return True
    return False
