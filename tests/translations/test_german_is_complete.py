"""The German catalogue says everything the code says, and nothing else.

`make messages` brings new strings in; the German text is then written into translations/de.po.
"""

import ast
from collections.abc import Iterable
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2]
KEYWORDS = {
    "_": None,
    "N_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
}


def extract(root: Path) -> Catalog:
    """Collect the strings that the code under `root` marks, by the same configuration as `make messages`."""
    with (ROOT / "translations/babel.cfg").open(encoding="utf-8") as source:
        methods, options = parse_mapping_cfg(source, "babel.cfg")
    found = Catalog()
    for file, _line, message, comments, context in extract_from_dir(root, methods, options, KEYWORDS):
        found.add(message, locations=[(file, 0)], auto_comments=comments, context=context)
    return found


def problems(code: Catalog, german: Catalog) -> list[str]:
    """List what is missing, guessed, no longer used or formatted differently in the German catalogue."""
    found = []
    for message in texts(code):
        translation = german.get(message.id, message.context)
        if translation is None or not all(forms(translation.string)):
            found.append(f"missing: {message.id!r} ({message.locations[0][0]})")
        elif translation.fuzzy:
            found.append(f"fuzzy: {message.id!r}")
        elif not placeholders_fit(message, translation):
            found.append(f"placeholders differ: {message.id!r} and {translation.string!r}")
    known = {(message.context, message.id) for message in texts(code)}
    found += [f"unknown: {m.id!r}" for m in texts(german) if (m.context, m.id) not in known]
    found += [f"obsolete: {m.id!r}" for m in german.obsolete.values()]
    return sorted(found)


def texts(catalog: Catalog) -> Iterable[Message]:
    return (message for message in catalog if message.id)


def forms(text: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def placeholders_fit(english: Message, german: Message) -> bool:
    """Tell whether the same names are filled in; a singular may leave its number out ("one vote")."""
    wanted = fields(forms(english.id)[-1])
    *singular, last = (fields(form) for form in forms(german.string))
    return last == wanted and all(names <= wanted for names in singular)


def fields(text: str) -> set[str]:
    """Return the names in braces; a text that str.format cannot read has the name "broken"."""
    try:
        return {name for _text, name, _spec, _conversion in Formatter().parse(text) if name is not None}
    except ValueError:
        return {"broken"}


def test_every_text_has_a_german_translation():
    with (ROOT / "translations/de.po").open("rb") as source:
        german = read_po(source, locale="de")
    assert problems(extract(ROOT), german) == []


def hidden(root: Path) -> list[str]:
    """List texts that are marked inside an f-string, where the extraction does not find them."""
    found = []
    for file in sorted(root.rglob("*.py")):
        if not {".venv", "tests"} & set(file.relative_to(root).parts):
            tree = ast.parse(file.read_text(encoding="utf-8"))
            marks = (
                mark for text in ast.walk(tree) if isinstance(text, ast.JoinedStr) for mark in ast.walk(text)
            )
            found += [f"{file.relative_to(root)}:{mark.lineno}" for mark in marks if is_mark(mark)]
    return found


def is_mark(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in KEYWORDS


def test_no_marked_text_hides_in_an_f_string():
    assert hidden(ROOT) == []


def test_a_hidden_text_is_found(tmp_path: Path):
    (tmp_path / "page.py").write_text("a = f'{_(1)} {b}'\nc = f'{d} {ngettext(1, 2, n)}'\ne = _('f')\n")
    assert hidden(tmp_path) == ["page.py:1", "page.py:2"]


def test_each_kind_of_gap_is_reported(tmp_path: Path):
    (tmp_path / "ui").mkdir()
    (tmp_path / "ui/cards.py").write_text(
        'a = _("Save")\nb = _("Missing")\nc = N_("Guessed")\nd = _("Hello {name}")\n'
        'e = ngettext("{n} vote", "{n} votes", 2)\nf = pgettext("verb", "Rate")\n'
        'g = ngettext("{n} pick", "{n} picks", 2)\n',
        encoding="utf-8",
    )
    (tmp_path / "phone/templates").mkdir(parents=True)
    (tmp_path / "phone/templates/join.html").write_text(
        '<p>{% trans %}Welcome{% endtrans %}</p>{{ _("Join") }}', encoding="utf-8"
    )
    german = Catalog(locale="de")
    german.add("Save", "Speichern")
    german.add("Guessed", "Geraten", flags={"fuzzy"})
    german.add("Hello {name}", "Guten Tag, {Name}")
    german.add(("{n} vote", "{n} votes"), ("Eine Stimme", "{n} Stimmen"))
    german.add(("{n} pick", "{n} picks"), ("{n} Auswahl", "Auswahlen"))
    german.add("Rate", "Satz")  # without the context it is another word
    german.add("Join", "Teilnehmen")
    german.obsolete["Gone"] = Message("Gone", "Weg")

    assert problems(extract(tmp_path), german) == [
        "fuzzy: 'Guessed'",
        "missing: 'Missing' (ui/cards.py)",
        "missing: 'Rate' (ui/cards.py)",
        "missing: 'Welcome' (phone/templates/join.html)",
        "obsolete: 'Gone'",
        "placeholders differ: 'Hello {name}' and 'Guten Tag, {Name}'",
        "placeholders differ: ('{n} pick', '{n} picks') and ('{n} Auswahl', 'Auswahlen')",
        "unknown: 'Rate'",
    ]


def test_broken_braces_are_a_difference():
    assert fields("Seite {page} von {pages}") == {"page", "pages"}
    assert fields("Seite {page von") == {"broken"}
    assert fields("Preis in {{EUR}}") == set()
