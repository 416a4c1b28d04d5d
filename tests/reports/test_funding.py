"""The funding check as the documents of a sketch show it."""

from datetime import date
from decimal import Decimal
from typing import Any

from reports.content import SketchReport
from reports.document import Block, Bullets, Facts, Links, Paragraph
from reports.funding import funding_blocks
from sketches.funding import check, programme
from sketches.model import RateRange
from tests.reports import factories

JOINT_RATE = "https://digitales.hessen.de/foerderprogramme/starke-heimat/phase-2"


def checked(programme_id: str, **changes: Any) -> SketchReport:
    chosen = programme(programme_id)
    assert chosen is not None
    made = factories.report()
    content = made.content.model_copy(update={"programme": programme_id, **changes})
    found = check(chosen, content, date(2026, 3, 1))
    return SketchReport(**(vars(made) | {"content": content, "funding": found}))


def without_hints(report: SketchReport) -> SketchReport:
    assert report.funding is not None
    return SketchReport(
        **(vars(report) | {"funding": report.funding.model_copy(update={"hints": (), "reasons": ()})})
    )


def urls(blocks: tuple[Block, ...]) -> list[str | None]:
    return [link.url for block in blocks if isinstance(block, Links) for link in block.items]


def rate(blocks: tuple[Block, ...]) -> str:
    (facts,) = [dict(block.rows) for block in blocks if isinstance(block, Facts)]
    return facts["Förderquote"].replace("\xa0", " ")


def test_the_sources_of_rate_and_joint_rate_are_named_even_without_hints() -> None:
    chosen = programme("starke-heimat-2021")
    assert chosen is not None
    assert chosen.rate is not None
    assert chosen.rate.source != chosen.page
    assert chosen.rate.source in urls(funding_blocks(without_hints(checked("starke-heimat-2021"))))
    single = funding_blocks(without_hints(checked("starke-heimat-2025-line-1", partners=())))
    assert urls(single) == [JOINT_RATE, "https://innovationsfoerderung-hessen.de/smarte-kommunen"]


def test_the_source_of_a_rate_within_reach_is_named() -> None:
    made = checked("starke-heimat-2025-line-1", partners=())
    assert made.funding is not None
    (step,) = made.funding.raises
    elsewhere = step.model_copy(
        update={"fact": step.fact.model_copy(update={"source": "https://example.org/"})}
    )
    found = made.funding.model_copy(update={"raises": (elsewhere,)})
    assert "https://example.org/" in urls(funding_blocks(SketchReport(**(vars(made) | {"funding": found}))))


def test_each_source_is_listed_once() -> None:
    listed = urls(funding_blocks(checked("starke-heimat-2025-line-2")))
    assert len(listed) == len(set(listed)) >= 3


def test_a_programme_without_hints_leaves_no_empty_list_behind() -> None:
    blocks = funding_blocks(without_hints(checked("starke-heimat-2025-line-1")))
    assert "Bitte beachten Sie:" not in [b.text for b in blocks if isinstance(b, Paragraph)]
    assert all(block.items for block in blocks if isinstance(block, Bullets))
    with_hints = funding_blocks(checked("starke-heimat-2025-line-1"))
    assert "Bitte beachten Sie:" in [b.text for b in with_hints if isinstance(b, Paragraph)]


def test_a_joint_sketch_says_that_its_rate_is_the_one_of_joint_projects() -> None:
    line = "starke-heimat-2025-line-1"
    assert rate(funding_blocks(checked(line))) == "90 % als Gemeinschaftsvorhaben"
    assert rate(funding_blocks(checked(line, partners=()))) == "70 % bis 90 %"
    named = RateRange(low=Decimal("0.85"), high=Decimal("0.85"))
    assert rate(funding_blocks(checked(line, rate=named))) == "85 %"
