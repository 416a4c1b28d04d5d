"""The cockpit: the running order, the wall as it is now, one large key for what comes next."""

from typing import NoReturn

import streamlit as st

from translations import _
from ui import messages, state
from ui.moderation import order, tools
from ui.moderation.following import follow
from ui.moderation.room import code
from ui.moderation.round import counter, is_asked, lead
from ui.moderation.steps import controls
from ui.services import database
from ui.text import literal
from ui.wall import control
from workshops.actors import Actor
from workshops.series import SeriesView
from workshops.wall import cockpit, naming, steering
from workshops.wall.cockpit import Act, Cockpit, Next
from workshops.wall.running_order import NAMES, Part

_WALL, _WALL_ASIDE = 352, 150
_KEY, _PICTURE = "cockpit_on", "cockpit_wall"
_LOOK = f"""<style>
.st-key-{_PICTURE} div {{ height: auto; }}
.st-key-{_PICTURE} iframe {{ display: block; aspect-ratio: 16 / 9; height: auto; max-height: 62vh; }}
.st-key-{_PICTURE} iframe {{ border-radius: 0.6rem; }}
.st-key-{_KEY} button {{ min-height: 4.5rem; }}
.st-key-{_KEY} button p {{ font-size: 1.6rem; font-weight: 600; }}
</style>"""


def show(actor: Actor, series: SeriesView) -> None:
    """Show the page for running the room."""
    found = cockpit.cockpit(database(), actor, series.id)
    follow(actor, found.live, found.wall)
    selected = _selected(found)
    left, middle, right = st.columns([1.05, 2.6, 1.05], gap="medium")
    with left:
        pressed = order.parts(found, selected)
        order.time_left(found, selected)
    with right:
        counter(actor, found.live)
        code(series)
        aside = st.container()
        tool = tools.choice(series)
    with middle:
        if tool is None:
            _wall(actor, series, found, selected, _WALL)
            controls(actor, series, found, selected)
        else:
            tools.show(tool, actor, series, found)
    if tool is not None:
        with aside:
            _wall(actor, series, found, selected, _WALL_ASIDE)
    if pressed is not None:
        _turn_to(actor, found, pressed)


def _selected(found: Cockpit) -> Part:
    """Return the part that was chosen, until the wall comes to another one by itself."""
    kept = state.get(state.PART)
    if kept and kept[:2] == (found.live.series_id, found.here):
        return Part(kept[2])
    return found.here


def _select(found: Cockpit, here: Part, part: Part) -> NoReturn:
    state.keep(state.PART, (found.live.series_id, here, part))
    tools.close()
    st.rerun()


def _turn_to(actor: Actor, found: Cockpit, part: Part) -> None:
    """Show a part's controls; the wall goes along where it has a picture for it."""
    stop = found.stop(part)
    if stop is None or part is found.here:
        _select(found, found.here, part)
    with messages.refusals():
        steering.go(database(), actor, found.live.series_id, stop.scene, stop.subject)
        _select(found, part, part)


def _wall(actor: Actor, series: SeriesView, found: Cockpit, selected: Part, height: int) -> None:
    """Show the wall, the large key, and what it does.

    The space bar is read by the script of the miniature (`stage/static/wall.js`): Streamlit's own shortcut
    takes it from every other button that has the focus.
    """
    st.html(_LOOK)
    with st.container(key=_PICTURE):
        control.miniature(series, height)
    key, said = st.columns([1, 1.6], vertical_alignment="center") if height == _WALL else (st, st)
    following = None if is_asked(found.live.round) else found.following(selected)
    with key.container(key=_KEY):
        # A key of its own for each position: pressed twice on the same picture it moves once.
        name = state.widget("on", series.id, found.wall.position.mark, selected, following)
        pressed = st.button(
            _("On"),
            type="primary",
            width="stretch",
            disabled=following is None,
            key=name,
        )
    with said.container(gap=None):
        if following:
            upcoming = _("Next: {scene}").format(scene=_name(found, following))
            st.markdown(f"**{literal(upcoming)}**")
        st.caption(_("Space bar or remote"))
    if height == _WALL:
        _other_ways(actor, series, found)
    if pressed and following:
        _press(actor, found, following)


def _other_ways(actor: Actor, series: SeriesView, found: Cockpit) -> None:
    back, choice, window = st.columns([1, 2.4, 1.5], vertical_alignment="center")
    with back:
        control.one_back(actor, series, found.wall)
    with choice:
        control.scene_choice(actor, series, found.wall)
    with window:
        control.open_wall(series)


def _press(actor: Actor, found: Cockpit, following: Next) -> None:
    """Do what the key says."""
    if following.act is Act.PART:
        _select(found, found.here, following.part)
    if following.act is not Act.WALL:
        lead(actor, found.live.round, following.act)
        return
    with messages.refusals():
        cockpit.press(database(), actor, found.live.series_id, following, seen=found.wall.position.mark)
        st.rerun()


def _name(found: Cockpit, following: Next) -> str:
    if following.position:
        return naming.name(database(), found.wall, following.position)
    acts = {
        Act.OPEN: _("open the round"),
        Act.CLOSE: _("close the round"),
        Act.REVEAL: _("reveal the result"),
    }
    return acts.get(following.act) or _(NAMES[following.part])
