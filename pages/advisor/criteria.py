import streamlit as st

from translations import _
from ui import frame, guard, labels
from ui.criteria import files, form, listing
from ui.services import database
from workshops import own_criteria
from workshops.actors import Role

actor = guard.require(Role.ADVISOR)
series = frame.chosen_series(actor)
frame.header(_("Criteria"), _("What every entry is asked about: wording, anchors, order and weight."))
held = own_criteria.of_series(database(), actor, series.id)
kept = own_criteria.kept_by_installation(database(), actor)
criteria = labels.criteria_of(series)

st.header(_("In this series: {name}").format(name=listing.set_name(held.criteria_set)), anchor=False)
listing.criteria_table(criteria)
files.saving(series, criteria)
if held.changeable:
    st.header(_("Change"), anchor=False)
    st.markdown(_("Criteria can be changed until the first round opens. Weights agreed before begin anew."))
    one, whole, points, sets = st.tabs(
        [_("One by one"), _("From a file"), _("Points of the dimensions"), _("Begin again")]
    )
    with one:
        form.criterion_form(actor, series, criteria)
    with whole:
        files.bringing_in(actor, series)
    with points:
        form.dimension_points(actor, series, criteria)
    with sets:
        listing.set_choice(actor, series, kept)
else:
    st.info(
        _(
            "A round has begun: what people answered stays what they were asked. Duplicate the series to ask "
            "anew."
        ),
        icon=":material/lock:",
    )

st.header(_("For new series of this installation"), anchor=False)
listing.installation(actor, series, kept)
