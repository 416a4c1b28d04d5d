from ui import guard, live, wall, wall_result
from ui.services import database
from workshops import series
from workshops.activities import WallView
from workshops.actors import Role

actor = guard.require(Role.WALL)
shown = series.get(database(), actor, actor.series_id or "")
now = live.state_of(actor, shown.id)
live.follow(actor, now)
view = wall_result.view_of(now)
if view is WallView.JOIN:
    wall.join_screen(actor, shown, now)
else:
    wall_result.show(actor, now, view)
