"""What is to be thought of before a round is closed or revealed: said once, and the advisor decides."""

from storage import queries
from storage.database import Database
from translations import _, ngettext
from workshops.actors import Actor, Role, require
from workshops.errors import Refused
from workshops.live import anonymity, rounds
from workshops.live.rounds import Readiness


class PeopleMissing(Refused):
    """Closing has to be confirmed: `missing` of `joined` people are not done yet."""

    def __init__(self, readiness: Readiness) -> None:
        super().__init__(
            ngettext(
                "{missing} of {joined} people is not done yet.",
                "{missing} of {joined} people are not done yet.",
                readiness.missing,
            ).format(missing=readiness.missing, joined=readiness.joined),
            _("Close the round anyway? What was answered so far counts; nothing is lost."),
        )
        self.missing = readiness.missing
        self.joined = readiness.joined


class FewPeople(Refused):
    """To be said before a reveal: only `people` have answered, and so few get no figures."""

    def __init__(self, people: int) -> None:
        super().__init__(
            ngettext(
                "Only {n} person has answered in this round.",
                "Only {n} people have answered in this round.",
                people,
            ).format(n=people),
            _(
                "Figures of fewer than five would tell who said what, so there will be none. You can open "
                "the round again and wait for more, agree in the room, or show the result without figures."
            ),
        )
        self.people = people


def few_people(database: Database, actor: Actor, round_id: str) -> FewPeople | None:
    """Return what an advisor has to know before revealing the answers of fewer than five, else None."""
    with database.read() as session:
        require(actor, Role.ADVISOR, Role.REMOTE, series_id=rounds.row_of(session, round_id).series_id)
        people = queries.rating_counts(session, round_id)[0]
    return FewPeople(people) if people < anonymity.SMALLEST_GROUP else None
