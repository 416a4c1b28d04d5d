"""Five small pictures of an afternoon: prepare, choose, rate, decide, hand over; drawn by us."""

from design.palette import PAPER

STEP_SIZE = 64
"""The units in which a picture is drawn; it is square."""

_DRAWN = {
    "prepare": (
        '<rect x="10" y="14" width="44" height="40" rx="4"/><path d="M10 25h44M21 9v10M43 9v10"/>'
        '<path class="main" d="m23 40 7 7 13-14"/>'
    ),
    "choose": (
        '<rect x="8" y="12" width="20" height="18" rx="3"/>'
        '<rect x="36" y="12" width="20" height="18" rx="3"/>'
        '<rect x="8" y="36" width="20" height="18" rx="3"/>'
        '<rect class="main" x="36" y="36" width="20" height="18" rx="3"/>'
        '<path class="main" d="m41 45 4 4 7-8"/>'
    ),
    "rate": (
        '<rect x="19" y="6" width="26" height="52" rx="5"/><path d="M28 51h8"/>'
        '<path d="M25 18h14M25 26h14M25 34h14"/><circle class="main full" cx="35" cy="18" r="4"/>'
        '<circle class="main full" cx="29" cy="26" r="4"/><circle class="main full" cx="37" cy="34" r="4"/>'
    ),
    "decide": (
        '<path d="M8 56h48"/><rect x="10" y="36" width="14" height="20"/>'
        '<rect x="40" y="42" width="14" height="14"/>'
        '<rect class="main" x="25" y="24" width="14" height="32"/>'
        '<path class="main" d="m32 6 2.6 5.2 5.8.8-4.2 4 1 5.8-5.2-2.7-5.2 2.7 1-5.8-4.2-4 5.8-.8z"/>'
    ),
    "hand_over": (
        '<path d="M12 8h24l10 10v18M46 18H36V8M12 8v48h20"/><path d="M20 28h18M20 36h14M20 44h10"/>'
        '<path class="main" d="M36 50h20m-8-8 8 8-8 8"/>'
    ),
}
STEPS = tuple(_DRAWN)


def step_svg(step: str) -> str:
    """Return the picture of a step as decoration; what matters in it has the accent colour."""
    drawn = _DRAWN[step].replace('class="main full"', f'stroke="{PAPER.accent}" fill="{PAPER.accent}"')
    drawn = drawn.replace('class="main"', f'stroke="{PAPER.accent}"')
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {STEP_SIZE} {STEP_SIZE}" aria-hidden="true" '
        f'fill="none" stroke="{PAPER.soft}" stroke-width="3" stroke-linecap="round" stroke-linejoin="round">'
        f"{drawn}</svg>"
    )
