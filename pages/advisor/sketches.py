from functools import partial

import streamlit as st

from sketches.outline import Part, load_outline
from translations import _
from translations.formats import datetime_
from ui import frame, guard, messages
from ui.decision.pick import modelled_on
from ui.library.evidence import costs_elsewhere
from ui.services import database, series_library, series_result, shortlisted
from ui.sketches.answers import Place
from ui.sketches.choice import chosen_sketch, in_questions
from ui.sketches.cowriting import FromTheMunicipality, answered, standing
from ui.sketches.documents import downloads, report
from ui.sketches.editor import editor, gap_list
from ui.sketches.finished import finished
from ui.sketches.questions import asked_one_by_one
from ui.sketches.session import load_again, opened, save_typed
from ui.sketches.versions import version_list
from ui.sketches.words import words_from_the_rounds
from workshops.actors import Role
from workshops.deciding import decisions
from workshops.handing_over import sketching

PAGE = "pages/advisor/sketches.py"

actor = guard.require(Role.ADVISOR)
series = frame.chosen_series(actor)
frame.header(_("Sketches"))
picks = decisions.picks(database(), actor, series.id)
if not picks:
    st.info(_("Nothing is picked yet. Sketches begin with a decision."))
    frame.step_link(series, "pages/advisor/decision.py")
    frame.end()

with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
    pick = chosen_sketch(series, picks)
    one_by_one = in_questions(series)
sketch = None
with messages.refusals():
    sketch = sketching.begin(database(), actor, series.id, pick.item_id)
if sketch is None:
    frame.end()

outline = load_outline()
editing = opened(sketch)
seen = series_result(actor, series.id, series.revision)
library = series_library(actor, series)
items = {item.id: item for item in shortlisted(actor, series)}
case = library.catalogue.get(items[sketch.item_id].use_case_id or "") if sketch.item_id in items else None
wrote = FromTheMunicipality(actor, sketch)
modelled_on(pick)
if one_by_one:
    standing(wrote, sketch, outline, elsewhere=True)
    more = partial(costs_elsewhere, library, case) if case else None
    if asked_one_by_one(Place(actor, sketch, editing, outline), case, more):
        finished(actor, series, sketch, seen, picks)
        frame.onward(series, PAGE)
    frame.end()

st.caption(_("What the tool knows is filled in and marked; every change is saved at once."))
loaded = report(sketch, series, seen, picks, editing.content.language)
hints = {Part.COSTS: partial(costs_elsewhere, library, case, folded=False)} if case else {}
fields, side = st.columns([7, 3], gap="large")
with fields:
    typed = editor(sketch, editing, loaded, hints, wrote)
    saved = save_typed(actor, sketch, editing, typed)
    # Not while a text is unsaved: what is taken over makes the page load the sketch anew.
    if typed == editing.content and wrote.carry_out():
        load_again(sketching.begin(database(), actor, series.id, sketch.item_id))
        messages.notice_after_rerun(_("The municipality sees it"))
with side:
    if saved:
        before, sketch = sketch, sketching.begin(database(), actor, series.id, sketch.item_id)
        if sketch.item_title != before.item_title:
            st.rerun()  # the tab above was drawn with the name of before
    st.caption(
        _("Version {version}, saved {time}").format(version=sketch.version, time=datetime_(sketch.changed_at))
    )
    standing(wrote, sketch, outline)
    gap_list(sketch.content, outline)
    st.header(_("Documents"), anchor=False)
    downloads(report(sketch, series, seen, picks, sketch.content.language), sketch.id)
    words_from_the_rounds(actor, sketch)
    answered(wrote, sketch, outline)
    if version_list(actor, sketch, outline):
        load_again(sketching.begin(database(), actor, series.id, sketch.item_id))
        st.rerun()
frame.onward(series, PAGE)
