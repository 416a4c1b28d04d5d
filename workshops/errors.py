"""What a person is told when something cannot be done: what happened, and what to do now."""

from storage.errors import StorageError

__all__ = [
    "AccessDenied",
    "InvalidInput",
    "NotFound",
    "Refused",
    "StaleEdit",
    "StorageError",
    "WorkshopError",
]


class WorkshopError(Exception):
    """An expected refusal; `message` and `hint` are sentences in the language in use."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class AccessDenied(WorkshopError):
    """The role of whoever asks does not allow it."""


class NotFound(WorkshopError):
    """It is not there, or not there any more."""


class InvalidInput(WorkshopError):
    """A value that cannot be accepted; `field` names the input it belongs to."""

    def __init__(self, message: str, hint: str = "", field: str = "") -> None:
        super().__init__(message, hint)
        self.field = field


class Refused(WorkshopError):
    """Allowed in general, but not in the state that the series is in."""


class StaleEdit(WorkshopError):
    """Somebody else saved in between; the sender's text must be kept on the screen."""
