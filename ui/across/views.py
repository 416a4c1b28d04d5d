"""What all series together show: areas by year, use cases by place, and who could apply together."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from reports.document import Align, Table
from sketches.funding.programmes import Programme, programmes
from sketches.model import RateRange
from sketches.wording import certainty_text, rate_text
from translations import _, current_language, formats, ngettext
from translations.ordering import sort_key
from ui import labels
from ui.charts import figures
from ui.charts.trend import trend_figure
from ui.language import code as language
from ui.text import literal
from usecases import vocabulary
from workshops.overview.across import Choice, Joint


def title_of(choice: Choice) -> str:
    """Return the title of what was chosen in the language in use."""
    return choice.title_en if current_language() == "en" and choice.title_en else choice.title


def trend(chosen: Sequence[Choice]) -> None:
    """Show how often each field of action was chosen in which year."""
    totals = Counter(choice.area for choice in chosen)
    names = {area: labels.area(area) for area, _total in totals.most_common()}
    caption = _("Decisions by field of action and year")
    _by_year(
        chosen,
        names,
        lambda choice: (choice.area,),
        caption,
        _("Field of action"),
        _trend_sentence(chosen, totals),
    )


def theme_trend(chosen: Sequence[Choice]) -> None:
    """Show how often each theme of the consulting programme, and each trend, was chosen in which year.

    The programme's themes are all there, also those that nobody chose: that, too, is a trend.
    """
    known = {theme.id for theme in (*vocabulary.themes("programme"), *vocabulary.themes("trend"))}
    totals = Counter(theme for choice in chosen for theme in choice.themes if theme in known)
    if not totals:
        st.markdown(_("None of the chosen projects belongs to one of these themes."))
        return
    listed = [
        *vocabulary.themes("programme"),
        *(theme for theme in vocabulary.themes("trend") if totals[theme.id]),
    ]
    names = {theme.id: theme.name(language()) for theme in listed}
    caption = _("Decisions by theme and year")
    _by_year(
        chosen,
        names,
        lambda choice: choice.themes,
        caption,
        _("Theme or trend"),
        _theme_sentence(chosen, names, totals),
    )


def _by_year(
    chosen: Sequence[Choice],
    names: Mapping[str, str],
    belongs_to: Callable[[Choice], tuple[str, ...]],
    caption: str,
    head: str,
    sentence: str,
) -> None:
    """Draw how often each of `names` was chosen in which year; a choice may belong to several of them."""
    years = range(min(choice.year for choice in chosen), max(choice.year for choice in chosen) + 1)
    counts = Counter((row, choice.year) for choice in chosen for row in belongs_to(choice))
    totals = Counter(row for choice in chosen for row in belongs_to(choice))
    right = Align.RIGHT
    table = Table(
        caption=caption,
        header=(head, *map(str, years), _("Total")),
        rows=tuple(
            (name, *(formats.number(counts[row, year]) for year in years), formats.number(totals[row]))
            for row, name in names.items()
        ),
        align=(Align.LEFT, *(right for _year in years), right),
    )
    drawn = trend_figure(list(names), years, counts, list(names.values()))
    figures.figure(drawn, figures.Shown(sentence, _alt(table), table), f"across:{caption}")


def _theme_sentence(chosen: Sequence[Choice], names: Mapping[str, str], totals: Counter[str]) -> str:
    counted = {theme: totals[theme] for theme in names if totals[theme]}
    most = max(counted.values())
    leading = formats.list_([names[theme] for theme, total in counted.items() if total == most])
    without = sum(not set(names) & set(choice.themes) for choice in chosen)
    told = _("Chosen most often: **{themes}** ({most} of {all} decisions).").format(
        themes=leading, most=formats.number(most), all=formats.number(len(chosen))
    )
    if not without:
        return told
    text = ngettext(
        "{n} decision belongs to none of these themes.",
        "{n} decisions belong to none of these themes.",
        without,
    )
    return f"{told} {text.format(n=formats.number(without))}"


def _trend_sentence(chosen: Sequence[Choice], totals: Counter[str]) -> str:
    most = max(totals.values())
    leading = formats.list_([labels.area(area) for area, total in totals.items() if total == most])
    places = len({choice.ags for choice in chosen})
    sentence = ngettext(
        "{places} place has decided; chosen most often: **{areas}** ({most} of {all}).",
        "{places} places have decided; chosen most often: **{areas}** ({most} of {all}).",
        places,
    )
    return sentence.format(places=places, areas=leading, most=most, all=len(chosen))


def _alt(table: Table) -> str:
    lines = (
        "; ".join(f"{head}: {cell}" for head, cell in zip(table.header, row, strict=True))
        for row in table.rows
    )
    return f"{table.caption}. " + ". ".join(lines)


def by_use_case(chosen: Sequence[Choice]) -> None:
    """List what was chosen where, what most places chose first."""
    groups: dict[str, list[Choice]] = {}
    for choice in chosen:
        groups.setdefault(choice.use_case_id or f"idea:{choice.title}", []).append(choice)
    ordered = sorted(
        groups.values(), key=lambda held: (-len({c.ags for c in held}), sort_key(title_of(held[0])))
    )
    rows = tuple(
        (
            title_of(held[0])
            if held[0].use_case_id
            else _("{title} (own idea)").format(title=title_of(held[0])),
            labels.area(held[0].area),
            formats.list_(sorted({f"{choice.place} ({choice.year})" for choice in held}, key=sort_key)),
        )
        for held in ordered
    )
    figures.table(
        Table(
            caption=_("What was chosen where, with the year of the decision"),
            header=(_("Use case"), _("Field of action"), _("Chosen by")),
            rows=rows,
        )
    )


def joint_list(found: Sequence[Joint]) -> None:
    """Suggest joint projects, with what that changes about the funding."""
    if not found:
        st.info(_("No two neighbours have chosen the same use case yet."))
        return
    for joint in found:
        with st.container(border=True):
            st.subheader(literal(title_of(joint.choices[0])), anchor=False)
            st.markdown(_joint_sentence(joint))
            _raises(len(joint.places))


def _joint_sentence(joint: Joint) -> str:
    names = literal(formats.list_(joint.places))
    if joint.district:
        return _("**{places}** chose the same and lie in the same district, {district}.").format(
            places=names, district=literal(joint.district)
        )
    return _("**{places}** chose the same and lie at most {km} km apart.").format(
        places=names, km=formats.number(joint.widest_km, digits=0)
    )


def _raises(places: int) -> None:
    better = [each for each in programmes() if _raised(each, places)]
    for programme in better:
        rate, joint = programme.rate, programme.joint_rate
        assert rate
        assert joint
        sentence = _("{programme}: together {joint} instead of {alone} ({certainty}).").format(
            programme=programme.name(language()),
            joint=rate_text(RateRange(low=joint.low, high=joint.high)),
            alone=rate_text(RateRange(low=rate.low, high=rate.high)),
            certainty=certainty_text(joint),
        )
        source = _("Source")
        st.markdown(f"- {literal(sentence)} [{source}]({joint.source})")


def _raised(programme: Programme, places: int) -> bool:
    """Whether a programme that still runs, as far as is known, pays more to this many together."""
    rate, joint, needed = programme.rate, programme.joint_rate, programme.joint_from
    if rate is None or joint is None or needed is None or _ended(programme):
        return False
    return places >= needed.count and joint.high >= rate.high and joint.low > rate.low


def _ended(programme: Programme) -> bool:
    return programme.valid_until is not None and programme.valid_until.day < formats.today()
