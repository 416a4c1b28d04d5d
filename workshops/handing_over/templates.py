"""Templates of the office for all series: Word files for sketches, presentations for slides."""

from datetime import datetime
from enum import StrEnum

from pydantic import BaseModel, ConfigDict
from sqlmodel import Session

from storage import queries
from storage.database import Database
from storage.tables import TemplateRow
from translations import _
from translations.ordering import by_name
from workshops.actors import Actor, Role, require
from workshops.errors import InvalidInput, NotFound, Refused
from workshops.validation import line

LARGEST_TEMPLATE = 10 * 1024 * 1024
MOST_TEMPLATES = 20
SLIDES = (".pptx", ".potx")
"""How the names of slide templates end; all others are Word files."""


class Kind(StrEnum):
    """What a template is for."""

    WORD = "word"
    SLIDES = "slides"


class TemplateView(BaseModel):
    """A template that was uploaded; its content is fetched on its own."""

    model_config = ConfigDict(frozen=True)

    id: str
    name: str
    uploaded_at: datetime

    @property
    def kind(self) -> Kind:
        """What it is for, as its name says."""
        return Kind.SLIDES if self.name.casefold().endswith(SLIDES) else Kind.WORD


def templates(database: Database, actor: Actor, kind: Kind | None = None) -> tuple[TemplateView, ...]:
    """Return the templates of this installation by name, all or those of one kind."""
    _require_reader(actor)
    with database.read() as session:
        rows = queries.many(session, TemplateRow, order_by=("name", "id"))
    views = (TemplateView.model_validate(row, from_attributes=True) for row in rows)
    wanted = (view for view in views if kind is None or view.kind is kind)
    return tuple(by_name(wanted, lambda view: view.name))


def content(database: Database, actor: Actor, template_id: str) -> bytes:
    """Return the file of a template."""
    _require_reader(actor)
    with database.read() as session:
        return _row(session, template_id).content


def _require_reader(actor: Actor) -> None:
    require(actor, Role.ADVISOR, Role.MUNICIPALITY, series_id=actor.series_id)


def add(database: Database, actor: Actor, name: str, file: bytes) -> TemplateView:
    """Keep a template that was checked; one of the same name is replaced."""
    require(actor, Role.ADVISOR)
    clean = line(name, label=_("Name of the template"))
    if not 0 < len(file) <= LARGEST_TEMPLATE:
        raise InvalidInput(
            _("The template is empty or larger than {size} MB.").format(size=LARGEST_TEMPLATE // 1024**2),
            _("Please remove large pictures from it and choose it again."),
        )
    with database.write() as session:
        queries.remove(session, TemplateRow, name=clean)
        if queries.count(session, TemplateRow) >= MOST_TEMPLATES:
            raise Refused(
                _("There are {most} templates already.").format(most=MOST_TEMPLATES),
                _("Please delete one that is no longer used."),
            )
        row = TemplateRow(name=clean, content=file)
        queries.add(session, row)
        return TemplateView.model_validate(row, from_attributes=True)


def remove(database: Database, actor: Actor, template_id: str) -> None:
    """Delete a template; documents made with it stay as they are."""
    require(actor, Role.ADVISOR)
    with database.write() as session:
        queries.remove(session, TemplateRow, id=_row(session, template_id).id)


def _row(session: Session, template_id: str) -> TemplateRow:
    row = queries.one(session, TemplateRow, id=template_id)
    if row is None:
        raise NotFound(
            _("This template does not exist any more."),
            _("It was deleted, perhaps in another window. Please reload the page."),
        )
    return row
