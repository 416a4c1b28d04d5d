"""The light pages on which a municipality reads its sketches, writes on them and confirms their text.

Plain forms that work without a script. Whatever goes wrong, a text that was typed comes back with the answer.
"""

from collections import Counter
from collections.abc import Callable, Mapping

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from cowriting import reading
from light.forms import fields
from light.house import House
from light.pages import file_address, page
from sketches.model import TEXT_LENGTH
from sketches.written import fingerprint
from translations import _
from workshops import series
from workshops.access import admission
from workshops.actors import Actor, Role
from workshops.errors import AccessDenied, InvalidInput, NotFound, Refused, StaleEdit, StorageError
from workshops.handing_over import confirming, contributions, sketching
from workshops.handing_over.contributions import REMARK_LENGTH, ContributionView, State, new_key
from workshops.handing_over.sketching import SketchView
from workshops.series import SeriesView

HERE = "/mitschreiben"
_CONFIRMING = "confirmation"
"""The part of the page about the final text, beside the places of the sketch."""

_EMPTY = dict.fromkeys(("what", "place", "key", "seen", "text"), "")
"""The fields of the forms."""


class CoWriting:
    """The routes under /mitschreiben."""

    def __init__(self, house: House) -> None:
        self._house = house

    async def sketches(self, request: Request) -> Response:
        """List the sketches of the series with how they stand."""
        actor = await self._actor(request)
        if actor is None:
            return _kept(request, _not_open(), {})
        shown, held, sent = await self._read(actor)
        standing = {
            sketch.id: Counter(each.state is State.OPEN for each in sent if each.sketch_id == sketch.id)
            for sketch in held
        }
        return page(
            request,
            "cowriting_list.html",
            here=HERE,
            files=_files(),
            series=shown,
            sketches=held,
            waiting={sketch_id: found[True] for sketch_id, found in standing.items()},
            answered={sketch_id: found[False] for sketch_id, found in standing.items()},
        )

    async def sketch(self, request: Request) -> Response:
        """Show a sketch with what was said on it."""
        actor = await self._actor(request)
        if actor is None:
            return _kept(request, _not_open(), {})
        return await self._sketch(request, actor, {})

    async def send(self, request: Request) -> Response:
        """Take a remark, a proposed text, a confirmation, or one of them back."""
        sent = await fields(request)
        actor = await self._actor(request)
        if actor is None:
            return _kept(request, _not_open(), sent)
        try:
            await self._house.read(lambda _database: self._do(actor, request.path_params["sketch"], sent))
        except (InvalidInput, Refused, StaleEdit) as refusal:
            return await self._sketch(request, actor, sent, refusal)
        except NotFound as refusal:
            return _kept(request, refusal, sent, 404)
        except StorageError as error:
            reference = self._house.errors.record(error, f"POST {HERE}")
            return _kept(request, _not_stored(), sent, 503, reference)
        place = _CONFIRMING if sent.get("what") in ("confirm", "take_back") else sent.get("place", "")
        done = f"?sent={sent.get('what', '')}-{place}#{place}" if place.isidentifier() else ""
        return RedirectResponse(f"{request.url.path}{done}", status_code=303)

    def _do(self, actor: Actor, sketch_id: str, sent: Mapping[str, str]) -> None:
        where = (self._house.database, actor, actor.series_id or "")
        place, text, key = (sent.get(name, "") for name in ("place", "text", "key"))
        seen = sent.get("seen", "")
        actions: dict[str, Callable[[], object]] = {
            "remark": lambda: contributions.remark(*where, sketch_id, place, text, key=key),
            "proposal": lambda: contributions.propose(*where, sketch_id, place, text, seen=seen, key=key),
            "withdraw": lambda: contributions.withdraw(*where, key),
            "confirm": lambda: confirming.confirm(*where, sketch_id, seen=seen),
            "take_back": lambda: confirming.take_back(*where, sketch_id),
        }
        if action := actions.get(sent.get("what", "")):
            action()

    async def _actor(self, request: Request) -> Actor | None:
        token = request.cookies.get(admission.CO_WRITING_COOKIE, "")
        holder = await self._house.read(admission.link_holder, token)
        return holder if holder is not None and holder.role is Role.CO_WRITER else None

    async def _read(
        self, actor: Actor
    ) -> tuple[SeriesView, tuple[SketchView, ...], tuple[ContributionView, ...]]:
        where = (actor, actor.series_id or "")
        return (
            await self._house.read(series.get, *where),
            await self._house.read(sketching.sketches, *where),
            await self._house.read(contributions.of_series, *where),
        )

    async def _sketch(
        self,
        request: Request,
        actor: Actor,
        sent: Mapping[str, str],
        refusal: InvalidInput | Refused | StaleEdit | None = None,
    ) -> Response:
        shown, held, said = await self._read(actor)
        sketch = next((each for each in held if each.id == request.path_params["sketch"]), None)
        if sketch is None:
            return _kept(request, _gone(), sent, 404)
        report = reading.report_of(sketch, shown)
        of_sketch = [each for each in said if each.sketch_id == sketch.id]
        places = reading.places(report, of_sketch)
        wrong = (
            sent.get("place", "") if sent.get("what") in ("remark", "proposal", "withdraw") else _CONFIRMING
        )
        return page(
            request,
            "cowriting_sketch.html",
            422 if refusal else 200,
            here=HERE,
            files=_files(),
            series=shown,
            sketch=sketch,
            facts=reading.facts(report),
            places=places,
            further=reading.further(report),
            gaps=len(report.gaps),
            waiting=sum(each.state is State.OPEN for each in of_sketch),
            seen=fingerprint(sketch.content),
            refusal=refusal,
            sent=_EMPTY | dict(sent),
            wrong=wrong if refusal else "",
            done=request.query_params.get("sent", ""),
            key=new_key,
            longest={"remark": REMARK_LENGTH, "proposal": TEXT_LENGTH},
            text_language=report.text_language,
        )


def _files() -> dict[str, str]:
    return {
        "sheet": file_address("cowriting", "cowriting.css"),
        "drafts": file_address("cowriting", "drafts.js"),
    }


def _kept(
    request: Request,
    refusal: AccessDenied | NotFound | Refused,
    sent: Mapping[str, str],
    status: int = 403,
    reference: str = "",
) -> Response:
    """Say what happened and give back what was typed, to be copied or sent once more."""
    return page(
        request,
        "cowriting_kept.html",
        status,
        here=HERE,
        files=_files(),
        refusal=refusal,
        sent=_EMPTY | dict(sent),
        reference=reference,
    )


def _not_open() -> AccessDenied:
    return AccessDenied(
        _("This link is not valid"),
        _("The link has expired, was withdrawn, or is not complete. Please ask your advisor for a new one."),
    )


def _not_stored() -> Refused:
    return Refused(
        _("That could not be stored"), _("The database does not answer. Please try again in a minute.")
    )


def _gone() -> NotFound:
    return NotFound(_("This sketch does not exist any more."), _("Please go back to the list of sketches."))
