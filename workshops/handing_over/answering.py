"""The advisor answers what the municipality wrote on a sketch: takes a text over, or says why not."""

from sketches import written
from sketches.model import TEXT_LENGTH, load
from storage import queries
from storage.database import Database
from storage.types import now
from translations import _
from workshops.actors import Actor, Role, require
from workshops.errors import Refused, StaleEdit
from workshops.handing_over import sketching
from workshops.handing_over.confirming import sketch_row
from workshops.handing_over.contributions import (
    REMARK_LENGTH,
    ContributionView,
    Kind,
    State,
    open_row,
    record,
    view,
)
from workshops.series import existing
from workshops.validation import paragraphs


def adopt(
    database: Database,
    actor: Actor,
    series_id: str,
    contribution_id: str,
    *,
    text: str,
    over: str,
    answer: str = "",
) -> ContributionView:
    """Put `text` in the place of the text `over`, as a new version that says it is the municipality's.

    `text` is the proposal, or the proposal as the advisor has changed it; the view says which.

    Raises:
        StaleEdit: by now another text than `over` stands there; nothing is overwritten.
        Refused: it was answered already, or it is a remark.
        InvalidInput: the text or the answer does not fit.
    """
    require(actor, Role.ADVISOR)
    wanted = paragraphs(text, label=_("Text"), limit=TEXT_LENGTH, required=True)
    words = paragraphs(answer, label=_("Answer"), limit=REMARK_LENGTH)
    with database.write() as session:
        existing(session, series_id)
        row = open_row(session, series_id, contribution_id)
        if row.kind != Kind.PROPOSAL:
            raise Refused(_("A remark holds no text to take over."), _("Please answer it."))
        sketch = sketch_row(session, series_id, row.sketch_id)
        content = load(sketch.content)
        if written.text_of(content, row.place) != over:
            raise StaleEdit(
                _("The text of this section has been changed meanwhile. Nothing was taken over."),
                _("Please compare the proposal with the present text, then decide again."),
            )
        row.state = State.ADOPTED if wanted == row.text else State.ADAPTED
        changed = written.with_text(content, row.place, wanted)
        if changed != content:
            sketching.saved(
                session, actor, sketch, changed, row.state, written_by=Role.CO_WRITER, keep_before=True
            )
        row.answer, row.answered_at, row.adopted_version = words, now(), sketch.version
        queries.add(session, row)
        record(session, actor, row, "proposal_adopted")
        return view(session, row)


def answer(
    database: Database, actor: Actor, series_id: str, contribution_id: str, *, text: str
) -> ContributionView:
    """Answer a remark, or say why a proposed text is not taken over.

    Raises:
        Refused: it was answered already.
        InvalidInput: the answer is empty or too long.
    """
    require(actor, Role.ADVISOR)
    words = paragraphs(text, label=_("Answer"), limit=REMARK_LENGTH, required=True)
    with database.write() as session:
        existing(session, series_id)
        row = open_row(session, series_id, contribution_id)
        row.state, row.answer, row.answered_at = State.ANSWERED, words, now()
        queries.add(session, row)
        record(session, actor, row, "contribution_answered")
        return view(session, row)
