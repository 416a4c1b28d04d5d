"""What a municipality is told to do next, on its page and on the slides for its council."""

from collections.abc import Iterator, Mapping, Sequence

from reports.content import SketchReport
from translations import _, ngettext
from translations.formats import number
from ui.text import literal
from workshops.deciding.afterwards import ProjectState, StateView
from workshops.deciding.decisions import ENOUGH_PICKS, PickView


def next_steps(
    picks: Sequence[PickView],
    reports: Mapping[str, SketchReport],
    stood: Mapping[str, StateView] | None = None,
) -> tuple[str, ...]:
    """Return what is to be done now, in the order in which it can be done; `stood`: how projects stand."""
    return tuple(_steps(picks, reports, stood or {}))


def _steps(
    picks: Sequence[PickView], reports: Mapping[str, SketchReport], stood: Mapping[str, StateView]
) -> Iterator[str]:
    if len(picks) < ENOUGH_PICKS:
        yield _("Choose two or three projects together with your advisor.")
    for pick in picks:
        report = reports.get(pick.item_id)
        title = literal(pick.title)
        if became := stood.get(pick.item_id):
            yield _after(became).format(title=title)
        elif report is None:
            yield _("The advisor begins the sketch for “{title}”.").format(title=title)
        elif report.gaps:
            text = ngettext(
                "Clarify {n} open point of the sketch “{title}” together with your advisor.",
                "Clarify {n} open points of the sketch “{title}” together with your advisor.",
                len(report.gaps),
            )
            yield text.format(n=number(len(report.gaps)), title=title)
        else:
            yield _("“{title}” is complete: decide on it in your committees, and hand it in.").format(
                title=title
            )
    if reports and not stood and all(report.funding is None for report in reports.values()):
        yield _("Choose a funding programme with your advisor; its rules are then checked in the sketch.")


def _after(became: StateView) -> str:
    """Return what follows once a project has been handed in."""
    if became.state is ProjectState.LIVE and not became.effect:
        return _("Tell your advisor in one sentence what “{title}” has brought about.")
    return {
        ProjectState.APPLIED: _("Wait for the answer to the application for “{title}”; tell your advisor."),
        ProjectState.GRANTED: _("Begin with “{title}”: the grant is there."),
        ProjectState.REFUSED: _("Talk with your advisor about another way for “{title}”."),
        ProjectState.RUNNING: _("Tell your advisor when “{title}” is in operation."),
        ProjectState.LIVE: _("Propose for the library what was learnt from “{title}”."),
        ProjectState.ENDED: _("Propose for the library what was learnt from “{title}”."),
    }[became.state]
