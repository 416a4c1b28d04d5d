from ui import guard
from ui.moderation import following
from ui.services import database
from ui.wall import joining, result
from workshops import series
from workshops.actors import Role
from workshops.live.activities import WallView

actor = guard.require(Role.WALL)
shown = series.get(database(), actor, actor.series_id or "")
now = following.state_of(actor, shown.id)
following.follow(actor, now)
view = result.view_of(now)
if view is WallView.JOIN:
    joining.join_screen(actor, shown, now)
else:
    result.show(actor, now, view)
