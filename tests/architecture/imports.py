"""The rules of the house as data, and the reader that finds what breaks them.

Each function returns sentences, one per violation; an empty list means that the rule holds.
"""

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

EVERYONE = {"translations", "design"}
MAY_IMPORT = {
    "workshop_app": {"pages", "ui", "workshops", *EVERYONE},
    "serve": {"web", "light", "ui", "workshops", "settings", *EVERYONE},
    "pages": {"ui", "workshops", "reports", "sketches", "scoring", "usecases", *EVERYONE},
    "ui": {
        "workshops",
        "reports",
        "sketches",
        "scoring",
        "usecases",
        "municipalities",
        "settings",
        *EVERYONE,
    },
    "web": {"phone", "stage", "cowriting", "light", "workshops", "settings", *EVERYONE},
    "phone": {"light", "workshops", *EVERYONE},
    "stage": {"light", "workshops", "settings", *EVERYONE},
    "cowriting": {"light", "workshops", "reports", "sketches", *EVERYONE},
    "light": {"workshops", *EVERYONE},
    "workshops": {
        "storage",
        "scoring",
        "usecases",
        "sketches",
        "municipalities",
        "isolation",
        "settings",
        *EVERYONE,
    },
    "reports": {"sketches", "scoring", "usecases", "isolation", *EVERYONE},
    "sketches": {"scoring", "usecases", "municipalities", *EVERYONE},
    "isolation": EVERYONE,
    "usecases": set(),
    "municipalities": set(),
    "scoring": set(),
    "storage": {"settings"},
    "settings": set(),
    "translations": set(),
    "design": set(),
}
"""What each package of ours may import of ours, besides itself."""

ROOMS: dict[str, dict[str, set[str]]] = {
    "ui": {
        "charts": set(),
        "appointments": set(),
        "series": {"appointments"},
        "imprint": set(),
        "criteria": {"charts"},
        "look": set(),
        "selection": set(),
        "across": {"charts"},
        "library": {"charts"},
        "scoring": {"charts"},
        "weights": {"charts"},
        "evaluation": {"charts"},
        "entries": {"charts", "library"},
        "overview": {"charts", "library"},
        "moderation": {"appointments", "charts", "scoring", "weights", "wall", "look"},
        "decision": {"charts", "evaluation"},
        "sketches": {"charts", "scoring", "evaluation", "library"},
        "documents": {"evaluation", "sketches"},
        "result": {"evaluation", "decision", "documents"},
        "archive": {"documents"},
        "wall": set(),
    },
    "workshops": {
        "access": set(),
        "library": set(),
        "weighing": set(),
        "live": {"access", "library", "weighing"},
        "evaluation": {"live", "weighing"},
        "deciding": {"library", "evaluation"},
        "handing_over": {"library", "live", "evaluation", "deciding"},
        "overview": {"library", "live", "deciding"},
        "wall": {"access", "library", "weighing", "live", "evaluation", "deciding"},
        "archive": {"library", "weighing", "live", "deciding"},
    },
}
"""Which room of a package may know which other; what lies beside the rooms is known to all and knows none."""

MAY_READ = {
    "usecases": (
        "translations.numerals",
        "translations.gaps",
    ),  # it reads numbers, and says nothing
    "ui": ("light.errorlog",),  # one log for all that nobody expected
}
"""Single modules open to a package beside those that it may import as a whole."""

NEVER_ITSELF = {"pages"}
"""Packages whose modules must not even import each other."""

THIRD_PARTY = {
    "streamlit": r"(workshop_app|serve)\.py|(pages|ui)/.*",
    "starlette": r"serve\.py|(web|phone|stage|cowriting|light)/.*",
    "sqlmodel": r"storage/.*",
    "sqlalchemy": r"storage/.*",
    "fontTools": r"design/.*",
    "alembic": r"storage/.*",
    "plotly": r"ui/charts/.*",
    "pandas": r"(pages|ui|reports)/.*",
}
"""Which files may import a library that must not spread: a pattern for the whole path."""

MAY_NAME = {("workshops", "sqlmodel.Session"), ("workshops", "sqlalchemy.orm.Session")}
"""Single names that a package may import although the library is closed to it."""

LIMITS = {
    r"workshop_app\.py": 80,
    r"pages/.*": 120,
    r"storage/migrations/versions/.*": 1000,  # a migration is history: it is written once and never divided
    r".*": 300,
}
"""The longest a file may be, in lines; the first pattern that fits counts."""

EMPTY_NAMES = re.compile(r"(^|_)(utils?|helpers?|common|managers?|misc)(_|$)")
EMPTY_CLASS_NAMES = re.compile(r"(Utils?|Helpers?|Common|Managers?|Misc)$")


class Import(NamedTuple):
    """One imported name (`storage.tables.Series`) and the line that imports it."""

    line: int
    name: str

    @property
    def top(self) -> str:
        return self.name.split(".")[0]


def our_files(root: Path) -> Iterator[Path]:
    """Yield the Python files of our packages, relative to `root`."""
    for name in MAY_IMPORT:
        package = root / name
        files = [package.with_suffix(".py")] if package.with_suffix(".py").exists() else package.rglob("*.py")
        yield from sorted(file.relative_to(root) for file in files)


def imports_of(root: Path, file: Path) -> Iterator[Import]:
    """Yield what `file` imports, wherever in the file and however written."""
    for node in ast.walk(ast.parse((root / file).read_text(encoding="utf-8"), str(file))):
        if isinstance(node, ast.Import):
            yield from (Import(node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            start = list(file.parent.parts[: len(file.parent.parts) + 1 - node.level]) if node.level else []
            module = ".".join([*start, *([node.module] if node.module else [])])
            yield from (Import(node.lineno, f"{module}.{alias.name}") for alias in node.names)


def forbidden_imports(root: Path) -> list[str]:
    """List imports of our own packages against the direction of the house."""
    found = []
    for file in our_files(root):
        package = file.parts[0].removesuffix(".py")
        allowed = MAY_IMPORT[package] | ({package} - NEVER_ITSELF)
        found += [
            f"{file}:{line}: {package} must not import {name}"
            for line, name in imports_of(root, file)
            if name.split(".")[0] in MAY_IMPORT
            and name.split(".")[0] not in allowed
            and not f"{name}.".startswith(tuple(f"{module}." for module in MAY_READ.get(package, ())))
        ]
    return found


def wrong_doors(root: Path) -> list[str]:
    """List imports from room to room that are not foreseen, and rooms that nobody has drawn."""
    found = []
    for file in our_files(root):
        package, room = file.parts[0], file.parts[1] if len(file.parts) > 2 else ""
        if package not in ROOMS:
            continue
        if room and room not in ROOMS[package]:
            found.append(f"{file}: room {room!r} is not in the drawing")
            continue
        allowed = ROOMS[package][room] | {room} if room else set()
        found += [
            f"{file}:{line}: {package}/{room} must not import {name}"
            for line, name in imports_of(root, file)
            if name.split(".")[0] == package
            and (parts := name.split("."))[1:]
            and parts[1] in ROOMS[package]
            and parts[1] not in allowed
        ]
    return found


def going_round(rooms: Mapping[str, set[str]]) -> list[str]:
    """List rooms that know each other in a circle; an empty list means that imports only go down."""
    return sorted(rooms.keys() - {room for layer in layers(rooms) for room in layer})


def layers(rooms: Mapping[str, set[str]]) -> list[list[str]]:
    """Return the rooms from the ground upwards: each knows only those of the layers below it."""
    left, found = dict(rooms), []
    while ground := [room for room, below in left.items() if not below & left.keys()]:
        found.append(ground)
        for room in ground:
            del left[room]
    return found


def forbidden_libraries(root: Path) -> list[str]:
    """List imports of libraries outside the places that may know them."""
    return [
        f"{file}:{line}: {top} is only for {THIRD_PARTY[top]}"
        for file in our_files(root)
        for line, name in imports_of(root, file)
        if (top := name.split(".")[0]) in THIRD_PARTY
        and not re.fullmatch(THIRD_PARTY[top], file.as_posix())
        and (file.parts[0], name) not in MAY_NAME
    ]


def too_long(root: Path) -> list[str]:
    """List files with more lines than their place allows."""
    found = []
    for file in our_files(root):
        lines = len((root / file).read_text(encoding="utf-8").splitlines())
        limit = next(limit for pattern, limit in LIMITS.items() if re.fullmatch(pattern, file.as_posix()))
        if lines > limit:
            found.append(f"{file}: {lines} lines, at most {limit}")
    return found


def loose_pages(root: Path) -> list[str]:
    """List files directly in pages/: Streamlit would publish each of them without asking for a role."""
    return [f"pages/{file.name}: move it into a subfolder" for file in root.glob("pages/*") if file.is_file()]


def empty_names(root: Path) -> list[str]:
    """List files and classes whose names say nothing about what they do."""
    found = []
    for file in our_files(root):
        found += [f"{file}: name {part!r}" for part in file.with_suffix("").parts if EMPTY_NAMES.search(part)]
        tree = ast.parse((root / file).read_text(encoding="utf-8"), str(file))
        found += [
            f"{file}:{node.lineno}: name {node.name!r}"
            for node in ast.walk(tree)
            if isinstance(node, ast.ClassDef) and EMPTY_CLASS_NAMES.search(node.name)
        ]
    return found
