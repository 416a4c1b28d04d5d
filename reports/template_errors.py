"""The refusal of an own template."""


class OwnTemplateError(ValueError):
    """A template that cannot be used; the message is a sentence for the person who uploaded it."""
