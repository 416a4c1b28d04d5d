"""What everybody may read: accessibility statement and privacy notice, filled from the settings."""

from starlette.requests import Request
from starlette.responses import Response

from light.house import House
from light.pages import page
from phone.joining import JOINING_COOKIE
from workshops import imprint
from workshops.access.admission import (
    ADVISOR_COOKIE,
    CO_WRITING_COOKIE,
    LANGUAGE_COOKIE,
    PARTICIPANT_COOKIE,
    REMOTE_COOKIE,
    RESULT_COOKIE,
    WALL_COOKIE,
)
from workshops.access.known_devices import KNOWN_COOKIE
from workshops.live.anonymity import SMALLEST_GROUP
from workshops.live.tablets import TABLET_COOKIE

ACCESSIBILITY = "/barrierefreiheit"
PRIVACY = "/datenschutz"
ENFORCEMENT = "https://lbit.hessen.de/Durchsetzungs-und-Ueberwachungsstelle/Durchsetzungsverfahren-beantragen"


class Statements:
    """The routes /barrierefreiheit and /datenschutz."""

    def __init__(self, house: House) -> None:
        self._house = house

    async def accessibility(self, request: Request) -> Response:
        """Show how accessible the tool is, what is not, and where to report it."""
        kept = await self._house.read(imprint.imprint)
        return page(request, "accessibility.html", imprint=kept, enforcement=ENFORCEMENT)

    async def privacy(self, request: Request) -> Response:
        """Show which data are kept for what and how long (Article 13 GDPR)."""
        kept = await self._house.read(imprint.imprint)
        cookies = {
            "joining": JOINING_COOKIE,
            "participant": PARTICIPANT_COOKIE,
            "tablet": TABLET_COOKIE,
            "result": RESULT_COOKIE,
            "co_writing": CO_WRITING_COOKIE,
            "wall": WALL_COOKIE,
            "remote": REMOTE_COOKIE,
            "advisor": ADVISOR_COOKIE,
            "known": KNOWN_COOKIE,
            "language": LANGUAGE_COOKIE,
        }
        return page(request, "privacy.html", imprint=kept, cookies=cookies, smallest_group=SMALLEST_GROUP)
