from translations import _
from ui import frame, guard
from ui.appointments.listing import adding, listing, none_yet
from ui.services import database
from workshops import appointments
from workshops.actors import Role

actor = guard.require(Role.ADVISOR)
series = frame.chosen_series(actor)
frame.header(
    _("Appointments"),
    _("When and where you meet, in which order, who is invited, and what is to be done in between."),
)
found = appointments.of_series(database(), actor, series.id)
if found:
    listing(actor, series, found)
else:
    none_yet(actor, series)
adding(actor, series)
