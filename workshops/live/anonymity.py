"""What participants are promised about their answers, and the group size below which nothing is shown."""

from collections import Counter
from collections.abc import Sequence

from storage.tables import SeriesRow
from translations import _
from translations.formats import date
from workshops.live.activities import offer_of

SMALLEST_GROUP = 5


def shown_groups(groups: Sequence[str | None]) -> frozenset[str]:
    """Return the groups that may be shown, from one group (or None) per person.

    A group of fewer than five stays hidden. So does the smallest shown group as long
    as those left over are one to four people: their answers would follow from
    the total minus the groups shown.
    """
    sizes = Counter(group for group in groups if group is not None)
    shown = {group: size for group, size in sizes.items() if size >= SMALLEST_GROUP}
    while shown and 0 < len(groups) - sum(shown.values()) < SMALLEST_GROUP:
        del shown[min(shown, key=lambda group: (shown[group], group))]
    return frozenset(shown)


def masked(groups: Sequence[str | None]) -> tuple[str | None, ...]:
    """Return each person's group, None where that group may not be shown."""
    shown = shown_groups(groups)
    return tuple(group if group in shown else None for group in groups)


def promise(series: SeriesRow) -> tuple[str, str]:
    """Return two sentences on what happens with the data, made from the settings in force."""
    return _what_is_kept(series), _what_is_deleted(series)


def _what_is_kept(series: SeriesRow) -> str:
    """Name what is stored and who is shown apart from others."""
    if series.groups:
        return _(
            "You give no name: we keep your answers, a random mark of this device and, if you choose one, "
            "your group, and show groups only from {number} people on."
        ).format(number=SMALLEST_GROUP)
    return _("You give no name: we keep your answers and a random mark of this device, and no groups.")


def _what_is_deleted(series: SeriesRow) -> str:
    """Say when which traces go."""
    if series.rehearsal:
        return _("This is a rehearsal: everything you enter is deleted when it ends.")
    if series.personal_data_until is None:
        return _("Nothing is deleted by itself; your advisor can delete it at any time.")
    what = (
        _("device marks, personal codes, remarks and times")
        if offer_of(series).comments
        else _("device marks, personal codes and times")
    )
    return _("On {date} we delete {what}; the ratings stay, without any link to you.").format(
        date=date(series.personal_data_until), what=what
    )
