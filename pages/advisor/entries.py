from translations import _
from ui import frame, guard
from workshops.actors import Role

actor = guard.require(Role.ADVISOR)
series = frame.chosen_series(actor)
frame.header(actor, series, _("Own entries"), "")
