"""What a series rates by, as a table; and which set it takes, or the installation keeps."""

import streamlit as st

from reports.document import Align, Table
from scoring.criteria import CriteriaSet
from translations import _, current_language
from translations.formats import number
from ui import messages, state
from ui.charts import figures
from ui.services import database
from workshops import own_criteria
from workshops.actors import Actor
from workshops.criteria import OWN
from workshops.series import SeriesView, group_name


def set_name(criteria_set: str) -> str:
    """Return what a set of criteria is called."""
    names = {"short": _("Short: 9 criteria"), "full": _("Full: 12 criteria"), OWN: _("Own criteria")}
    return names[criteria_set]


def criteria_table(criteria: CriteriaSet) -> None:
    """Show all criteria in the order in which they are asked."""
    language = current_language()
    rows: tuple[tuple[str, ...], ...] = tuple(
        (
            criteria.dimension(each.dimension).name(language),
            f"{each.id} {each.name(language)}",
            each.question(language),
            f"1: {each.anchor(1, language)} … 5: {each.anchor(5, language)}",
            number(each.points),
        )
        for each in criteria.criteria
    )
    header: tuple[str, ...] = (
        _("Dimension"),
        _("Criterion"),
        _("Question"),
        _("Anchors"),
        _("Points"),
    )
    align: tuple[Align, ...] = (Align.LEFT, Align.LEFT, Align.LEFT, Align.LEFT, Align.RIGHT)
    if any(each.left_out for each in criteria.criteria):
        header, align = (*header, _("Not asked")), (*align, Align.LEFT)
        names = [", ".join(map(group_name, each.left_out)) for each in criteria.criteria]
        rows = tuple((*row, name) for row, name in zip(rows, names, strict=True))
    figures.table(Table(_("What is asked about every entry"), header, rows, align))


def set_choice(actor: Actor, series: SeriesView, kept: CriteriaSet | None) -> None:
    """Offer the sets of the tool, and that of the installation."""
    st.markdown(_("Begin again with a whole set; what was changed for this series is then gone."))
    with st.container(horizontal=True):
        for criteria_set in ("short", "full", *((OWN,) if kept else ())):
            label = _("Own criteria of the installation") if criteria_set == OWN else set_name(criteria_set)
            if st.button(label, key=state.widget("criteria_set", series.id, criteria_set)):
                with messages.refusals():
                    own_criteria.use_set(database(), actor, series.id, criteria_set)
                    messages.notice_after_rerun(_("Saved"))


def installation(actor: Actor, series: SeriesView, kept: CriteriaSet | None) -> None:
    """Keep this set for new series, or forget the one that is kept."""
    if kept:
        st.markdown(
            _(
                "This installation keeps own criteria ({n}): “Start a new series” offers them first. "
                "Series that are there stay as they are."
            ).format(n=number(len(kept.ids)))
        )
    else:
        st.markdown(_("New series begin with a set of the tool. Keep this one to begin with it from now on."))
    with st.container(horizontal=True):
        if st.button(_("Keep these criteria for new series"), key=state.widget("criteria_keep", series.id)):
            with messages.refusals():
                own_criteria.keep_for_installation(database(), actor, series.id)
                messages.notice_after_rerun(_("Saved"))
        if kept and st.button(
            _("Begin new series with the sets of the tool"), key=state.widget("criteria_forget", series.id)
        ):
            with messages.refusals():
                own_criteria.forget_for_installation(database(), actor)
                messages.notice_after_rerun(_("Saved"))
