"""What axe-core finds on a page, less what Streamlit causes by itself."""

import re
from typing import NamedTuple

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


class Allowed(NamedTuple):
    """A finding that we cannot correct: the rule, a pattern for the element's HTML, and what causes it."""

    rule: str
    html: str
    cause: str


CAUSED_BY_STREAMLIT: list[Allowed] = [
    Allowed(
        "presentation-role-conflict",
        'data-testid="stFileUploaderDropzone"|aria-label="Datei wählen',
        "the drop zone of st.file_uploader can be focused and claims to be mere decoration",
    ),
    Allowed("aria-dialog-name", 'data-testid="stToast"', "a toast names an element that is not there"),
]
"""Each entry is explained in docs/accessibility-streamlit.md."""

SECONDS_TO_REST = 20
RESTLESS = """async seconds => {
    const moves = animation => animation.playState === "running"
        && animation.effect.getComputedTiming().endTime !== Infinity;
    const tooltip = '[role="tooltip"], [data-testid^="stTooltip"][data-testid$="Content"]';
    const end = performance.now() + 1000 * seconds;
    for (;;) {
        const open = [...document.querySelectorAll(tooltip)].some(each => each.checkVisibility());
        const why = open ? "a tooltip is open"
            : document.getAnimations().some(moves) ? "something moves" : "";
        if (!why || performance.now() > end) return why;
        await new Promise(later => setTimeout(later, 50));
    }
}"""


def come_to_rest(page: Page) -> None:
    """Wait until no tooltip is open and nothing fades or moves: half of a fading is no colour of ours."""
    page.mouse.move(0, 0)
    restless = page.evaluate(RESTLESS, SECONDS_TO_REST)
    assert not restless, f"{restless} for {SECONDS_TO_REST} seconds: {page.url}"


def violations(page: Page) -> list[str]:
    """Return what axe-core finds on `page` at rest that is ours, one sentence for each element."""
    come_to_rest(page)
    options = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
    result = Axe().run(page, options=options)
    return [
        f"{finding['id']} ({finding['impact']}): {finding['help']}: {node['html']}"
        for finding in result.response["violations"]
        for node in finding["nodes"]
        if not _is_allowed(finding["id"], node["html"])
    ]


def _is_allowed(rule: str, html: str) -> bool:
    return any(rule == allowed.rule and re.search(allowed.html, html) for allowed in CAUSED_BY_STREAMLIT)
