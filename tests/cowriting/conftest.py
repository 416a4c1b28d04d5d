"""The same site, phones and workshop as in the tests of light pages."""

from tests.light.conftest import advisor, client, database, held_by, house, new_phone, phone, room

__all__ = ["advisor", "client", "database", "held_by", "house", "new_phone", "phone", "room"]
