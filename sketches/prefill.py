"""The first version of a sketch, from what library, scores, municipality and notes already know.

Nothing is made up: a figure appears only with the place it comes from, the costs of another municipality
only as a comparison, and a grant never as a cost. The library states facts in German, as its sources do: in
an English sketch each stands as a line of its own in German quotation marks, by which the documents know it.
"""

from __future__ import annotations

from collections.abc import Sequence

from municipalities import naming
from municipalities.register import Kind, Municipality, load_register
from municipalities.similarity import similarity
from scoring.findings import ItemResult
from sketches.model import (
    LINE_LENGTH,
    MOST_VOICES,
    TEXT_LENGTH,
    TITLE_LENGTH,
    Applicant,
    Frozen,
    Language,
    Origin,
    Section,
    SketchContent,
    Source,
    Statement,
)
from sketches.use_case_wording import money_text
from translations import N_, _, formats, language, ngettext
from translations.quotes import inside_quotes
from usecases.model import Covers, UseCase

COMPARABLE_NAMES = 5
DIMENSION_SENTENCES = {
    "benefit": N_("The group rated the benefit with {value} of 5."),
    "transferability": N_("The group rated the transferability with {value} of 5."),
    "feasibility": N_("The group rated the feasibility with {value} of 5."),
}


class Idea(Frozen):
    """An own idea from the workshop: a title and a short description."""

    title: str
    summary: str = ""


def prefill(
    subject: UseCase | Idea,
    result: ItemResult | None,
    municipality: Municipality | None,
    remarks: Sequence[str],
    code: Language,
    *,
    agreed: bool = False,
) -> SketchContent:
    """Return the first version of the sketch for a picked use case or idea.

    `result` is the item's part of the evaluation, `remarks` what participants said about it in the
    rounds, `code` the language of the sketch, `agreed` says that the room agreed on one rating.
    """
    with language(code):
        texts = _use_case_texts(subject, code) if isinstance(subject, UseCase) else _idea_texts(subject)
        content = SketchContent(
            language=code,
            title=_title(subject, code)[:TITLE_LENGTH],
            summary=texts.pop("summary", Statement()),
            voices=_voices(remarks),
            sources=_sources(subject, municipality),
            applicant=_applicant(municipality),
        )
        if municipality:
            if isinstance(subject, UseCase) and municipality.ags not in subject.origin.ags:
                content = content.model_copy(update={"summary": _summary(subject, municipality, code)})
            texts["applicants"] = _statement([_place_sentence(municipality, code)], Origin.MUNICIPALITY)
            comparable = _statement([_comparable_places(municipality)], Origin.MUNICIPALITY)
            texts["transfer"] = _joined(texts.get("transfer", Statement()), comparable)
        for section_id, dimension in (("benefit", "benefit"), ("transfer", "transferability")):
            scored = _scores(result, dimension, agreed)
            texts[section_id] = _joined(texts.get(section_id, Statement()), scored)
        sections = (Section(id=key, **dict(text)) for key, text in texts.items() if not text.missing)
        return content.model_copy(update={"sections": tuple(sections)})


def _voices(remarks: Sequence[str]) -> tuple[str, ...]:
    """Return each remark once, in its order."""
    said = (remark.strip()[:TEXT_LENGTH] for remark in remarks)
    return tuple(dict.fromkeys(filter(None, said)))[:MOST_VOICES]


def _title(subject: UseCase | Idea, code: Language) -> str:
    return subject.title(code) if isinstance(subject, UseCase) else subject.title


def _idea_texts(idea: Idea) -> dict[str, Statement]:
    text = _statement([idea.summary], Origin.NOTES)
    return {"summary": text, "solution": text}


def _use_case_texts(case: UseCase, code: Language) -> dict[str, Statement]:
    place = case.origin.name
    lines: dict[str, list[str | None]] = {
        "summary": [case.summary(code)],
        "problem": [_with(_("Starting point in {place}: {text}"), code, case.problem_de, place=place)],
        "solution": [case.summary(code), _technologies(case, code)],
        "novelty": [_reuse(case, code)],
        "benefit": [_("Reported from {place}:").format(place=place), *_bullets(case.benefits_de, code)],
        "transfer": [
            _quoted(case.transfer_note_de, code),
            _standards(case, code),
            _with(_("Assessment: {text}"), code, case.assessment_de),
        ],
        "costs": [_comparison(case, code)],
        "protection": [_quoted(case.data_protection_de, code)],
        "risks": [_with(_("Experience in {place}: {text}"), code, case.lessons_de, place=place)],
    }
    if not case.benefits_de:
        lines["benefit"] = []
    return {key: _statement(parts, Origin.USE_CASE) for key, parts in lines.items()}


def _with(sentence: str, code: Language, text: str | None, **known: str) -> str | None:
    """Return a sentence that ends in a fact of the library."""
    if not text:
        return None
    if code == "de":
        return sentence.format(text=text, **known)
    return "\n".join((sentence.format(text="", **known).rstrip(" ."), *_fact(text)))


def _quoted(text: str | None, code: Language) -> str | None:
    return "\n".join(_fact(text)) if text and code == "en" else text


def _fact(text: str) -> list[str]:
    """Return a German fact for an English text: each line in German quotation marks."""
    return [f"„{line.strip()}“" for line in inside_quotes(text).splitlines() if line.strip()]


def _statement(lines: Sequence[str | None], origin: Origin) -> Statement:
    text = "\n".join(line for line in lines if line)
    return Statement(text=text[:TEXT_LENGTH], origins=(origin,) if text else ())


def _joined(first: Statement, second: Statement) -> Statement:
    text = "\n".join(part.text for part in (first, second) if not part.missing)
    return Statement(text=text, origins=first.origins + second.origins)


def _bullets(lines: Sequence[str], code: Language) -> list[str]:
    return [f"- {_quoted(line, code)}" for line in lines]


def _reuse(case: UseCase, code: Language) -> str:
    text = _("The use case “{title}” from {place} ({state}) is to be re-used.")
    title = inside_quotes(case.title(code))
    return text.format(title=title, place=case.origin.name, state=case.origin.state)


def _technologies(case: UseCase, code: Language) -> str | None:
    return _with(_("Technologies: {text}"), code, _named(case.technologies))


def _standards(case: UseCase, code: Language) -> str | None:
    return _with(_("Standards and open source: {text}"), code, _named(case.standards))


def _named(names: Sequence[str]) -> str | None:
    """Return German names as one fact."""
    with language("de"):
        return f"{formats.list_(names)}." if names else None


def _comparison(case: UseCase, code: Language) -> str | None:
    if case.cost is None or case.cost.covers is Covers.PROGRAMME:
        return None
    amount, place = money_text(case.cost, scope=False), case.origin.name
    if case.cost.scope_de and code == "en":
        text = _("For comparison, costs in {place}: {amount}.").format(place=place, amount=amount)
        return "\n".join((text, *_fact(case.cost.scope_de)))
    if case.cost.scope_de:
        text = _("For comparison, costs in {place}: {amount} ({scope}).")
        return text.format(place=place, amount=amount, scope=case.cost.scope_de)
    return _("For comparison, costs in {place}: {amount}.").format(place=place, amount=amount)


def _scores(result: ItemResult | None, dimension: str, agreed: bool) -> Statement:
    if result is None:
        return Statement()
    value = next((d.value for d in result.dimensions if d.dimension == dimension), None)
    if value is None:
        return Statement()
    sentence = _(DIMENSION_SENTENCES[dimension]).format(value=formats.number(1 + 4 * value, digits=1))
    people = ngettext("{count} person took part.", "{count} people took part.", result.raters)
    if agreed:
        people = _("The rating was agreed in the room.")
    return _statement([f"{sentence} {people.format(count=formats.number(result.raters))}"], Origin.SCORES)


def _applicant(place: Municipality | None) -> Applicant | None:
    if place is None:
        return None
    return Applicant(
        name=place.display_name,
        ags=place.ags,
        kind=place.kind,
        population=place.population,
        origin=Origin.MUNICIPALITY,
    )


def _summary(case: UseCase, place: Municipality, code: Language) -> Statement:
    """Return what this place wants, and only then what was done elsewhere."""
    wanted = _("{name} wants to realise “{title}”. The model for it is {place} ({state}).").format(
        name=naming.subject(place, code),
        title=inside_quotes(case.title(code)),
        place=case.origin.name,
        state=case.origin.state,
    )
    there = _("What was done there: {text}").format(text=case.summary(code))
    text = f"{wanted}\n{there}"[:TEXT_LENGTH]
    return Statement(text=text, origins=(Origin.MUNICIPALITY, Origin.USE_CASE))


def _place_sentence(place: Municipality, code: Language) -> str:
    year = load_register().population_year
    people = formats.number(place.population)
    if place.kind in (Kind.DISTRICT, Kind.URBAN_DISTRICT):
        return _("{name} has {people} inhabitants (end of {year}).").format(
            name=naming.subject(place, code), people=people, year=year
        )
    return _("{name} lies {in_district} and has {people} inhabitants (end of {year}).").format(
        name=place.display_name,
        in_district=naming.in_district(place.district, code),
        people=people,
        year=year,
    )


def _comparable_places(place: Municipality) -> str | None:
    """Name those who could take the solution over: the places of Hessen most like this one."""
    others = (similarity(place, other) for other in load_register().places.values() if other.ags != place.ags)
    found = sorted((each for each in others if each.comparable), key=lambda each: -each.score)
    names = [each.other.display_name for each in found[:COMPARABLE_NAMES] if each.other]
    text = _(
        "Comparable in Hessen by inhabitants, density, kind and location, "
        "above all: {names} ({count} in all)."
    )
    return text.format(names=formats.list_(names), count=formats.number(len(found))) if names else None


def _sources(subject: UseCase | Idea, place: Municipality | None) -> tuple[Source, ...]:
    case = subject.sources if isinstance(subject, UseCase) else ()
    sources = [Source(title=source.title, url=source.url) for source in case]
    if place:
        sources.append(Source(title=load_register().source[:LINE_LENGTH]))
    return tuple(sources)
