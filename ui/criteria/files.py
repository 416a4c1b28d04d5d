"""Own criteria as a file: saved, changed with any editor, and brought back."""

import streamlit as st

from scoring.criteria import CriteriaSet
from scoring.own_criteria import to_toml
from translations import _, ngettext
from ui import messages, state
from ui.document_buttons import TOML, document_button
from ui.language import code
from ui.services import database
from ui.uploaded import forget, once
from workshops import own_criteria
from workshops.actors import Actor
from workshops.archive import uploads
from workshops.errors import WorkshopError
from workshops.series import SeriesView

_KIND = "criteria"


def saving(series: SeriesView, criteria: CriteriaSet) -> None:
    """Offer the criteria of a series as a file."""
    st.markdown(
        _("The file holds wording, anchors, points and order. It can be changed with any text editor.")
    )
    document_button(
        _("Save these criteria as a file"),
        "-".join((_("criteria"), series.municipality_name)),
        TOML,
        lambda: to_toml(criteria).encode(),
        code(),
        "criteria",
    )


def bringing_in(actor: Actor, series: SeriesView) -> None:
    """Take a file with own criteria, say what is wrong with it or take it over."""
    file = st.file_uploader(
        _("File with criteria (.toml, at most 1 MB)"),
        type=["toml"],
        max_upload_size=1,
        key=state.widget("criteria_upload", series.id, state.edition(_KIND)),
    )
    if file is None:
        return
    with messages.refusals():
        content = once(_KIND, file.getvalue(), lambda data: uploads.criteria(actor, data), WorkshopError)
        n = len(content["criteria"])
        st.markdown(
            ngettext("The file is complete: {n} criterion.", "The file is complete: {n} criteria.", n).format(
                n=n
            )
        )
        if st.button(_("Use these criteria in this series"), type="primary"):
            own_criteria.use(database(), actor, series.id, content)
            forget(_KIND)
            state.begin_anew(_KIND)
            messages.notice_after_rerun(_("Saved"))
