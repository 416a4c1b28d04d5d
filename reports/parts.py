"""The structured parts of a sketch as blocks: applicants, costs, funding, work plan, risks and so on."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from reports.content import SketchReport
from reports.document import (
    Align,
    Block,
    Bullets,
    Link,
    Links,
    Paragraph,
    Table,
    Tone,
)
from reports.figures import criteria_table, month_text, score_sentence, time_plan
from reports.funding import funding_blocks
from reports.prose import languages, line
from sketches.costs import CostTable, cost_table
from sketches.model import Applicant, Source, total
from sketches.outline import Part
from sketches.wording import COST_KINDS, LEVELS, money
from translations import _, formats

Blocks = tuple[Block, ...]
LEFT, RIGHT = Align.LEFT, Align.RIGHT
YEARS_AS_COLUMNS = 4


def part_blocks(part: Part, report: SketchReport) -> Blocks:
    """Return what a section shows for one of its parts; nothing for a part without content."""
    return _WRITERS[part](report)


def source_text(source: Source | None) -> str:
    """Return the title of a source, "to be clarified" if there is none."""
    return line(source.title) if source else _("to be clarified")


def _applicants(report: SketchReport) -> Blocks:
    content = report.content
    rows = tuple(
        _applicant_row(applicant, _("Applicant") if applicant is content.applicant else _("Partner"))
        for applicant in content.applicants
    )
    table = Table(
        caption=_("Who applies"),
        header=(_("Role"), _("Name"), _("Inhabitants"), _("Contact")),
        rows=rows,
        align=(LEFT, LEFT, RIGHT, LEFT),
        widths=(1.9, 2.4, 1.5, 2.6),
    )
    supporters = Bullets(tuple(line(name) for name in content.supporters))
    others: Blocks = (Paragraph(_("Other partners:"), Tone.INTRO), supporters) if content.supporters else ()
    return ((table,) if rows else ()) + others


def _applicant_row(applicant: Applicant, role: str) -> tuple[str, ...]:
    contact = line(applicant.contact) or _("to be clarified")
    return (role, line(applicant.name), formats.number(applicant.population), contact)


def _scores(report: SketchReport) -> Blocks:
    if report.scores is None or report.item_id is None:
        return ()
    sentence = Paragraph(score_sentence(report.scores, report.item_id))
    item = report.scores.item(report.item_id)
    return (sentence, criteria_table(report.scores, item)) if item else (sentence,)


def _voices(report: SketchReport) -> Blocks:
    if not report.content.voices:
        return ()
    voices = Bullets(tuple(line(voice) for voice in report.content.voices), report.text_language)
    return (Paragraph(_("What the participants said:"), Tone.INTRO), voices)


def _milestones(report: SketchReport) -> Blocks:
    milestones, start = report.content.milestones, report.content.start
    if not milestones:
        return ()
    rows = tuple(
        (str(number), line(m.title), month_text(m.start_month, start), month_text(m.end_month, start))
        for number, m in enumerate(milestones, start=1)
    )
    table = Table(
        caption=_("Milestones with their first and last month"),
        header=(_("No."), _("Milestone"), _("From month"), _("To month")),
        rows=rows,
        align=(RIGHT, LEFT, RIGHT, RIGHT),
        widths=(0.6, 5, 1.7, 1.7) if start else (0.6, 5, 1.1, 1.1),
        languages=languages(rows, (1,), report.text_language),
    )
    return (*time_plan(milestones, start), table)


def _costs(report: SketchReport) -> Blocks:
    costs = report.content.costs
    if not costs:
        return ()
    rows = tuple(
        (line(c.label), _(COST_KINDS[c.kind]), str(c.year), money(c.amount), source_text(c.source))
        for c in costs
    )
    single = Table(
        caption=_("Each cost with its source"),
        header=(_("Cost"), _("Kind of cost"), _("Year"), _("Amount"), _("Source")),
        rows=rows,
        align=(LEFT, LEFT, RIGHT, RIGHT, LEFT),
        widths=(2.6, 1.7, 0.7, 1.6, 2.2),
        footer=(_("Total"), "", "", money(report.content.total_cost), ""),
        languages=languages(rows, (0, 4), report.text_language),
    )
    return (_costs_by_kind(cost_table(costs)), single)


def _costs_by_kind(costs: CostTable) -> Table:
    """Kinds as rows and years as columns, or the other way round where the years would not fit."""
    total = _("Total")
    years = tuple(str(year) for year in costs.years)
    kinds = tuple(_(COST_KINDS[row.kind]) for row in costs.rows)
    if len(years) <= YEARS_AS_COLUMNS:
        header = (_("Kind of cost"), *years, total)
        amounts = [(*row.amounts, row.total) for row in costs.rows]
        names, sums = kinds, (*costs.year_totals, costs.total)
    else:
        header = (_("Year"), *kinds, total)
        by_year = zip(*(row.amounts for row in costs.rows), strict=True)
        amounts = [(*row, whole) for row, whole in zip(by_year, costs.year_totals, strict=True)]
        names, sums = years, (*(row.total for row in costs.rows), costs.total)
    return Table(
        caption=_("Costs by kind and year"),
        header=header,
        rows=tuple(
            (name, *(money(amount) for amount in row)) for name, row in zip(names, amounts, strict=True)
        ),
        align=(LEFT, *(RIGHT for _column in header[1:])),
        footer=(total, *(money(amount) for amount in sums)),
    )


def _staffing(report: SketchReport) -> Blocks:
    roles = report.content.staffing
    if not roles:
        return ()
    known = [role.full_time_equivalents for role in roles if role.full_time_equivalents is not None]
    rows = tuple(
        (line(r.task), line(r.responsible) or _("to be clarified"), _equivalents(r.full_time_equivalents))
        for r in roles
    )
    table = Table(
        caption=_("Staff in full-time equivalents"),
        header=(_("Task"), _("Responsible"), _("Full-time equivalents")),
        rows=rows,
        align=(LEFT, LEFT, RIGHT),
        widths=(3, 3, 1.6),
        footer=(_("Total"), "", _equivalents(sum(known, Decimal(0)))) if known else (),
        languages=languages(rows, (0, 1), report.text_language),
    )
    return (table,)


def _equivalents(value: Decimal | None) -> str:
    return formats.number(None if value is None else float(value), digits=2)


def _risks(report: SketchReport) -> Blocks:
    if not report.content.risks:
        return ()
    rows = tuple(
        (
            line(r.title),
            _(LEVELS[r.likelihood]) if r.likelihood else formats.NO_VALUE,
            _(LEVELS[r.impact]) if r.impact else formats.NO_VALUE,
            line(r.response) or _("to be clarified"),
        )
        for r in report.content.risks
    )
    header = (_("Risk"), _("Likelihood"), _("Impact"), _("What is done about it"))
    spoken = languages(rows, (0, 3), report.text_language)
    caption = _("Risks and what is done about them")
    return (Table(caption, header, rows, widths=(3, 2, 1.5, 3), languages=spoken),)


def _measures(report: SketchReport) -> Blocks:
    if not report.content.measures:
        return ()
    rows = tuple(
        tuple(line(text) or _("to be clarified") for text in (m.indicator, m.baseline, m.target, m.method))
        for m in report.content.measures
    )
    header = (_("Indicator"), _("Today"), _("Target"), _("How it is measured"))
    spoken = languages(rows, range(len(header)), report.text_language)
    return (Table(_("By what success is recognised"), header, rows, languages=spoken),)


def _follow_up(report: SketchReport) -> Blocks:
    costs = report.content.follow_up
    if not costs:
        return ()
    rows = tuple((line(c.label), money(c.amount), line(c.paid_by) or _("to be clarified")) for c in costs)
    table = Table(
        caption=_("Costs of each year after the funding"),
        header=(_("Cost"), _("Amount per year"), _("Paid by")),
        rows=rows,
        align=(LEFT, RIGHT, LEFT),
        widths=(3, 1.6, 2.4),
        footer=(_("Total"), money(total(cost.amount for cost in costs)), ""),
        languages=languages(rows, (0, 2), report.text_language),
    )
    return (table,)


def _sources(report: SketchReport) -> Blocks:
    links = tuple(Link(line(source.title), source.url) for source in report.content.sources)
    return (Links(links),) if links else ()


_WRITERS: dict[Part, Callable[[SketchReport], Blocks]] = {
    Part.APPLICANTS: _applicants,
    Part.FUNDING: funding_blocks,
    Part.SCORES: _scores,
    Part.VOICES: _voices,
    Part.MILESTONES: _milestones,
    Part.COSTS: _costs,
    Part.STAFFING: _staffing,
    Part.RISKS: _risks,
    Part.MEASURES: _measures,
    Part.FOLLOW_UP: _follow_up,
    Part.SOURCES: _sources,
}
