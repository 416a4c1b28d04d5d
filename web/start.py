"""What is settled and checked before the server starts; every refusal is a sentence, never a traceback."""

import errno
import os
import socket
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from settings import SHORTEST_PASSWORD, Wrong, WrongSettings
from translations import N_, _
from workshops.errors import WorkshopError

try:
    import resource
except ImportError:  # Windows has no such limit
    resource = None  # type: ignore[assignment]

_OPEN_FILES = 8_192
_OWN_FILES = ("werkstatt.db", "error.log")
_EVERYWHERE = ("0.0.0.0", "::")
_ONLY_HERE = ("localhost", "127.0.0.1", "::1")
_WHAT_TO_DO = {
    "PORT": N_("Please use a number from 1 to 65535."),
    "PUBLIC_URL": N_(
        "Please write the address that visitors type, such as https://werkstatt.example.org, without a path."
    ),
    "ADVISOR_PASSWORD": N_("Please use at least {length} characters."),
    "METRICS_PORT": N_("Please use a number from 1 to 65535, and not the one of PORT."),
    "STOP_DELAY": N_("Please use a number of seconds from 0 to 600."),
    "JOINS_PER_MINUTE": N_("Please use a whole number, such as 150."),
    "OPEN_DATA_CONTRIBUTOR_ID": N_("Please use an address that begins with http:// or https://."),
}
_FILES = {
    "both": (
        N_("{name} is set although the setting itself is set as well."),
        N_("Please remove one of the two."),
    ),
    "empty": (N_("The file {value} is empty, which {name} names."), N_("Please put the value into it.")),
}


@dataclass(frozen=True, slots=True)
class Listening:
    """Where the server listens."""

    host: str
    port: int
    public: str | None = None
    """`PUBLIC_URL`, by which all visitors come where it is set."""

    @property
    def own_address(self) -> str:
        """The address for a browser on this computer."""
        if self.public:
            return self.public
        name = "localhost" if self.host in (*_EVERYWHERE, *_ONLY_HERE) else self.host
        return f"http://{name}:{self.port}"

    @property
    def is_only_here(self) -> bool:
        """Whether nobody can come but from this computer."""
        return self.host in _ONLY_HERE and not self.public

    @property
    def room_address(self) -> str | None:
        """The address for other devices in the same network, None when they cannot reach this server."""
        if self.host not in _EVERYWHERE or self.public:
            return None
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            try:
                # Sends nothing: the system only picks the network card it would use.
                probe.connect(("10.255.255.255", 1))
            except OSError:
                return None
            return f"http://{probe.getsockname()[0]}:{self.port}"


def in_words(error: WrongSettings) -> list[str]:
    """Return two sentences for each setting that cannot be used: which, and what to do now."""
    return [sentence for wrong in error.wrong for sentence in _in_words(wrong)]


def _in_words(wrong: Wrong) -> tuple[str, str]:
    if not wrong.file:
        said = wrong.name if wrong.value is None else f"{wrong.name}={wrong.value}"
        hint = _(_WHAT_TO_DO[wrong.name]).format(length=SHORTEST_PASSWORD)
        return _("The setting {setting} cannot be used.").format(setting=said), hint
    what, hint = _FILES.get(
        wrong.file,
        (
            N_("The file {value} cannot be read ({reason}), which {name} names."),
            N_("Please give this account the right to read it, or correct the name."),
        ),
    )
    return _(what).format(name=wrong.name, value=wrong.value, reason=wrong.file), _(hint)


def check_address(place: Listening) -> None:
    """Raise WorkshopError unless the server could listen there now."""
    family = socket.AF_INET6 if ":" in place.host else socket.AF_INET
    with socket.socket(family) as probe:
        if os.name != "nt":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((place.host, place.port))
        except socket.gaierror as error:
            raise WorkshopError(
                _("HOST={host} is not an address of this computer.").format(host=place.host),
                _("Please use 127.0.0.1 for this computer only, or 0.0.0.0 for the whole network."),
            ) from error
        except OSError as error:
            raise _cannot_listen(place, error) from error


def _cannot_listen(place: Listening, error: OSError) -> WorkshopError:
    if error.errno == errno.EADDRINUSE:
        return WorkshopError(
            _("Port {port} is already in use.").format(port=place.port),
            _(
                "Is the tool running already? Otherwise please choose another port, such as PORT={port}."
            ).format(port=place.port + 1 if place.port < 65535 else 8501),
        )
    return WorkshopError(
        _("The tool cannot listen on {host}, port {port} ({reason}).").format(
            host=place.host, port=place.port, reason=error.strerror
        ),
        _("Please choose another HOST or PORT."),
    )


def check_data_dir(folder: Path) -> None:
    """Create the data folder; raise WorkshopError if files cannot be written there."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _close_to_others(folder)
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"?")
    except OSError as error:
        raise WorkshopError(
            _("The data folder {folder} cannot be written ({reason}).").format(
                folder=folder, reason=error.strerror
            ),
            _("Please give this account the right to write it, or choose another folder with DATA_DIR=…"),
        ) from error


def files_for_the_owner_only() -> None:
    """Let nobody else read what this process writes from now on: database, copies, log."""
    os.umask(0o077)


def _close_to_others(folder: Path) -> None:
    """Take others' rights from files that an older version has written."""
    for file in folder.iterdir():
        if file.is_file() and file.name.startswith(_OWN_FILES):
            with suppress(OSError):  # somebody else's: the operator has a reason
                file.chmod(0o600)


def allow_many_connections() -> int:
    """Raise the limit of open files, and return it: every phone takes a few, some systems allow only 256."""
    if resource is None:
        return _OPEN_FILES
    allowed, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _OPEN_FILES if most == resource.RLIM_INFINITY else min(_OPEN_FILES, most)
    if allowed != resource.RLIM_INFINITY and allowed < wanted:
        with suppress(ValueError, OSError):  # some systems refuse what they say they allow
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, most))
    return resource.getrlimit(resource.RLIMIT_NOFILE)[0]
