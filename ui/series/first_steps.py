"""For who opens the tool for the first time: the afternoon in five steps, and a series to try it out with."""

from html import escape

import streamlit as st

from design.palette import PAPER
from design.steps import STEPS, step_svg
from translations import N_, _
from ui import frame, messages
from ui.navigation import PHASES, entry_of
from ui.services import database
from workshops.actors import Actor
from workshops.archive import trial
from workshops.overview.progress import Step

_SENTENCES = {
    "prepare": N_("You start a series for a municipality and invite to the appointments."),
    "choose": N_("Together you see what places like yours have done, and take eight to fifteen use cases."),
    "rate": N_("Everybody rates on the own phone; the wall reveals the result, and you talk about it."),
    "decide": N_("You weigh up and choose two or three projects, each with its reason."),
    "hand_over": N_("The sketches are written, and the municipality gets its result by a link."),
}
_LOOK = f"""<style>
.first-steps {{ display: grid; grid-template-columns: repeat(5, 1fr); gap: 1rem; list-style: none;
  margin: 0 0 1rem !important; padding: 0 !important; }}
.first-steps li {{ background: {PAPER.card}; border: 1px solid {PAPER.line}; border-radius: 0.5rem;
  padding: 0.8rem !important; margin: 0 !important; }}
.first-steps svg {{ width: 3.5rem; height: 3.5rem; }}
.first-steps strong {{ display: block; margin: 0.3rem 0; }}
@media (max-width: 900px) {{
  .first-steps {{ grid-template-columns: 1fr; gap: 0.5rem; }}
  .first-steps li {{ display: grid; grid-template-columns: 3.5rem 1fr; column-gap: 0.8rem; }}
  .first-steps svg {{ grid-row: span 2; }}
}}
</style>"""


def first_steps(actor: Actor, *, unfolded: bool) -> None:
    """Show the five steps and the way into the trial series; folded once there are series."""
    folder = st.expander(
        _("The afternoon in five steps"),
        icon=":material/route:",
        expanded=unfolded,
        key=f"first_steps_{unfolded}",
        on_change="rerun",
    )
    if not folder.open:
        return
    with folder:
        st.html(_LOOK)
        # st.html drops pictures; in a block of HTML nothing is read as Markdown.
        st.markdown(_pictures(), unsafe_allow_html=True)
        _trial(actor)


def _pictures() -> str:
    names = {str(phase): _(name) for phase, name, _pages in PHASES}
    said = {step: _(_SENTENCES[step]) for step in STEPS}
    steps = (
        f"<li>{step_svg(step)}<strong>{number}. {escape(names[step])}</strong>"
        f"<span>{escape(said[step])}</span></li>"
        for number, step in enumerate(STEPS, start=1)
    )
    return f'<ol class="first-steps">{"".join(steps)}</ol>'


def _trial(actor: Actor) -> None:
    there = trial.running(database(), actor)
    with st.container(horizontal=True, vertical_alignment="center"):
        pressed = st.button(
            _("To the trial series") if there else _("Trial series with data"),
            icon=":material/theater_comedy:",
            key="trial_series",
        )
        st.caption(
            _(
                "{people} invented people have rated {entries} use cases: look around, and throw it away."
            ).format(people=trial.PEOPLE, entries=trial.ENTRIES),
            width="stretch",
        )
    if not pressed:
        return
    with messages.refusals(), st.spinner(_("The trial series is being made …")):
        made = trial.begin(database(), actor)
        frame.choose(made.id)
        parameters = {frame.SERIES_PARAMETER: made.id}
        st.switch_page(entry_of(Step.EVALUATION).file, query_params=parameters)
