"""What one job may cost, and how a process keeps itself to it."""

import os
from contextlib import suppress
from dataclasses import dataclass

try:
    import resource
except ImportError:  # Windows has no such limits; there only the time is watched, from outside
    resource = None  # type: ignore[assignment]

_MEGABYTE = 1024**2
_LEAST_WILLING = 19


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds by the clock, seconds of computing, and megabytes of memory.

    The clock runs longer than the computing: a job gives way to everybody else, so it may have to wait.
    """

    seconds: float = 40
    computing: int = 20
    megabytes: int = 1024


def keep_to(limits: Limits) -> None:
    """Bind this process to `limits` for good, let everybody else go first, and leave no core dump."""
    if hasattr(os, "nice"):
        with suppress(OSError):
            os.nice(_LEAST_WILLING)
    if resource is None:
        return
    wanted = {
        # The hard limit lies a second later: the first signal can be reported, the second cannot be missed.
        "RLIMIT_CPU": (limits.computing, limits.computing + 1),
        "RLIMIT_AS": (limits.megabytes * _MEGABYTE,) * 2,
        "RLIMIT_CORE": (0, 0),
        "RLIMIT_FSIZE": (limits.megabytes * _MEGABYTE,) * 2,
    }
    for name, value in wanted.items():
        # Some systems know a limit and refuse to set it; the clock outside still runs.
        with suppress(ValueError, OSError, AttributeError):
            resource.setrlimit(getattr(resource, name), value)
