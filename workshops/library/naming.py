"""Asking for a project's own name: what a use case is called here instead of where it comes from."""

from storage.database import Database
from workshops import names
from workshops.actors import Actor, Role, require
from workshops.library import shortlist
from workshops.library.shortlist import ItemView


def name_entry(database: Database, actor: Actor, series_id: str, item_id: str, name: str) -> ItemView:
    """Give an entry of the shortlist its own name: phones, wall, sketch and documents follow.

    Raises:
        InvalidInput: the name is empty or too long.
    """
    require(actor, Role.ADVISOR)
    with database.write() as session:
        row = shortlist.item_in(session, series_id, item_id)
        names.give(session, actor, row, name)
        return shortlist.view(session, row)
