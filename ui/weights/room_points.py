"""The points that the room gave to the dimensions, and the way to make their mean the agreed weights."""

import streamlit as st

from reports.document import Align, Table
from translations import _
from translations.formats import percent
from ui import labels, messages, state
from ui.charts import figures
from ui.services import database
from workshops.actors import Actor
from workshops.live import points
from workshops.live.points import GroupWeights
from workshops.series import SeriesView, group_name


def room_points(actor: Actor, series: SeriesView, groups: tuple[GroupWeights, ...]) -> None:
    """Show what the groups gave, with a button that agrees on the mean of everybody."""
    figures.table(points_table(groups))
    adopt = state.widget("adopt_points", series.id)
    if st.button(_("Agree on the mean of these points"), icon=":material/handshake:", key=adopt):
        with messages.refusals():
            points.adopt(database(), actor, series.id)
            messages.notice_after_rerun(_("The mean of the points is agreed"))


def points_table(groups: tuple[GroupWeights, ...]) -> Table:
    """Return mean and middle half of each dimension, for all and for the groups that may be shown."""
    rows = tuple(
        (
            f"{_name(group)} ({group.people})",
            labels.dimension(spread.dimension),
            f"{percent(spread.mean)} ({percent(spread.quarter)} – {percent(spread.three_quarters)})",
        )
        for group in groups
        for spread in group.dimensions
    )
    return Table(
        _("Mean share of the weight, in brackets the middle half; groups from five people on"),
        (_("Group"), _("Dimension"), _("Weight")),
        rows,
        (Align.LEFT, Align.LEFT, Align.RIGHT),
    )


def _name(group: GroupWeights) -> str:
    return group_name(group.group) if group.group else _("Everybody")
