"""Bringing in a file goes one way: read, checked, renamed, stored, and no step calls an earlier one back."""

import sys
from itertools import groupby
from pathlib import Path
from types import FrameType
from typing import Any

from storage.database import Database
from tests.workshops.room import ADVISOR
from tests.workshops.whole_series import whole_series
from workshops.archive import transfer
from workshops.archive.transfer import Mode

STEPS = ("file", "upgrade", "checks", "renaming", "storing")
WORDS = {"series_row"}
"""What an archive can say of itself at any step."""
ROOM = Path(transfer.__file__).parent


def test_each_step_is_done_when_the_next_begins(new_sqlite: Database):
    data = transfer.export(new_sqlite, ADVISOR, whole_series(new_sqlite).id)
    for mode in (Mode.COPY, Mode.REPLACE):
        assert steps_of(new_sqlite, data, mode) == list(STEPS)


def steps_of(database: Database, data: bytes, mode: Mode) -> list[str]:
    """Bring a file in and return the modules that were entered, in their order."""
    entered: list[str] = []

    def watch(frame: FrameType, event: str, _argument: Any) -> None:
        code = frame.f_code
        path = Path(code.co_filename)
        if event == "call" and path.parent == ROOM and path.stem in STEPS and code.co_name not in WORDS:
            entered.append(path.stem)

    sys.setprofile(watch)
    try:
        transfer.bring_in(database, ADVISOR, transfer.read(ADVISOR, data), mode)
    finally:
        sys.setprofile(None)
    return [step for step, _calls in groupby(entered)]
