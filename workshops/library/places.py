"""What the official register says of the places that an entry names by their keys."""

import re
from collections.abc import Iterator

from rapidfuzz import fuzz, utils

from municipalities.register import Municipality, Register, load_register
from usecases.model import UseCase
from usecases.problems import Problem

_FIELD = "ags"
# "Limburg a. d. Lahn" is called Limburg, the Vogelsbergkreis Vogelsberg, Landkreis Kassel Kassel.
_ADDITION = re.compile(r"^(Landkreis|Kreis) | \(.*| (am|an|im|in|ob|vor|a\.|v\.|i\.) .*|-?[Kk]reis$")
_SAME_NAME = 85.0
"""Percent of alike letters from which a name occurs in a text, found by trying the shipped entries."""


def with_current_keys(use_case: UseCase) -> UseCase:
    """Return an entry with the keys that its places have now; keys that nobody knows stay."""
    register = load_register()
    keys = tuple(dict.fromkeys(map(register.current_key, use_case.origin.ags)))
    if keys == use_case.origin.ags:
        return use_case
    return use_case.model_copy(update={"origin": use_case.origin.model_copy(update={"ags": keys})})


def checked(use_case: UseCase) -> tuple[UseCase, tuple[Problem, ...]]:
    """Return an entry with keys as the register writes them, and what is odd about those that were given.

    A key that nobody knows is a fault; one that ended is replaced, one of a place that the entry does not
    name is doubted.
    """
    register = load_register()
    given = use_case.origin.ags
    keys = tuple(dict.fromkeys(_key(register, key) for key in given))
    origin = use_case.origin.model_copy(update={"ags": keys})
    problems = tuple(problem for key in given for problem in _problems(register, key, use_case.origin.name))
    return use_case.model_copy(update={"origin": origin}), problems


def _key(register: Register, given: str) -> str:
    """Return the key as the register has it: a district written with three zeros has five digits."""
    key = register.current_key(given)
    if key not in register.places and key.endswith("000") and key[:5] in register.places:
        return key[:5]
    return key


def _problems(register: Register, given: str, name: str) -> Iterator[Problem]:
    key = _key(register, given)
    place = register.places.get(key)
    if place is None:
        yield Problem("unknown_key", _FIELD, {"value": given})
        return
    label = register.label(place)
    if register.current_key(given) != given:
        yield Problem("former_key", _FIELD, {"value": given, "place": label, "key": key}, warning=True)
    if not _is_named(place, register, name):
        yield Problem("key_of_other_place", _FIELD, {"value": given, "place": label}, warning=True)


def _is_named(place: Municipality, register: Register, text: str) -> bool:
    """Tell whether a text names a place or its district, with or without additions."""
    named = filter(None, (place, register.places.get(place.district_ags)))
    return any(
        fuzz.partial_ratio(_ADDITION.sub("", one.display_name), text, processor=utils.default_process)
        >= _SAME_NAME
        for one in named
    )
