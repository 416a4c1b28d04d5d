"""The shortlist as a whole: its order by hand, and one agreement on all exclusion questions."""

from scoring.criteria import load_criteria
from storage import queries
from storage.database import Database
from storage.tables import GateRow
from workshops import journal
from workshops.actors import Actor, Role, require
from workshops.library import shortlist
from workshops.series import existing

YES = "yes"


def move(database: Database, actor: Actor, series_id: str, item_id: str, place: int) -> None:
    """Put an entry at a place of the shortlist, counted from 0; beyond an end it becomes the first or last.

    The entries between move up; those taken off keep theirs. An entry that stands there already stays.
    """
    require(actor, Role.ADVISOR)
    with database.write() as session:
        row = shortlist.item_in(session, series_id, item_id)
        rows = list(queries.shortlist(session, series_id))
        order = [each for each in rows if each.id != row.id]
        order.insert(max(0, min(place, len(order))), row)
        if [each.id for each in order] == [each.id for each in rows]:
            return
        for each, position in zip(order, sorted(each.position for each in rows), strict=True):
            each.position = position
        journal.record(session, actor, series_id, "item_moved", item=row.id, title=row.title)


def agree_gates(database: Database, actor: Actor, series_id: str) -> int:
    """Answer with yes each exclusion question that is open; return for how many entries that was.

    What was answered stays as it is, and an entry that is excluded is asked nothing more.
    """
    require(actor, Role.ADVISOR)
    with database.write() as session:
        existing(session, series_id)
        agreed = []
        for item in shortlist.views(session, series_id):
            answered = {gate.gate_id for gate in item.gates}
            still_open = [gate.id for gate in load_criteria().gates if gate.id not in answered]
            if item.is_excluded or not still_open:
                continue
            for gate_id in still_open:
                queries.add(session, GateRow(item_id=item.id, gate_id=gate_id, answer=YES))
            agreed.append(item.id)
        if agreed:
            facts = {"items": agreed, "number": len(agreed)}
            journal.record(session, actor, series_id, "gates_agreed", **facts)
    return len(agreed)
