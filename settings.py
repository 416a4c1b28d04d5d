"""What an operator may say about an installation: variables of the environment, or files that they name.

A variable `NAME` may be given as `NAME_FILE` instead: the name of a file that holds the value, as container
platforms hand out secrets. `docs/operation.md` lists what is here.
"""

import os
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Annotated, Any, NamedTuple
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, SecretStr, ValidationError, ValidationInfo
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

SHORTEST_PASSWORD = 8
_FILE = "_FILE"


class Wrong(NamedTuple):
    """A setting that cannot be used: its name, and what stands there unless it is a secret.

    `file` says what is wrong with the file of a `NAME_FILE`: the system's reason, "empty", or "both" where
    `NAME` is set as well.
    """

    name: str
    value: str | None
    file: str = ""


class WrongSettings(Exception):
    """What the environment says cannot be used; each setting is named."""

    def __init__(self, wrong: tuple[Wrong, ...]) -> None:
        super().__init__(", ".join(each.name for each in wrong) + " cannot be used, see docs/operation.md.")
        self.wrong = wrong


def _password(typed: SecretStr) -> SecretStr:
    """Take off what an editor leaves at the end, and refuse what is easily guessed."""
    password = typed.get_secret_value().strip()
    if len(password) < SHORTEST_PASSWORD:
        raise ValueError("too short")
    return SecretStr(password)


def _origin(typed: str) -> str:
    """Return scheme, host and port as a browser writes them in Origin; a path is refused."""
    parts = urlsplit(typed.strip())
    usual = {"http": 80, "https": 443}.get(parts.scheme)
    if usual is None or not parts.hostname or parts.username is not None:
        raise ValueError("no address")
    if parts.path.strip("/") or parts.query or parts.fragment:
        raise ValueError("with a path")
    name = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname.encode("idna").decode()
    return f"{parts.scheme}://{name}" + (f":{parts.port}" if parts.port not in (None, usual) else "")


def _web_address(typed: str) -> str:
    address = typed.strip()
    if urlsplit(address).scheme not in ("http", "https") or not urlsplit(address).netloc:
        raise ValueError("no address")
    return address


def _own_port(port: int, other: ValidationInfo) -> int:
    if port == other.data.get("port"):
        raise ValueError("taken")
    return port


class Settings(BaseSettings):
    """The settings in force; each field is the variable of its name in capitals, an empty one is not set."""

    model_config = SettingsConfigDict(
        alias_generator=str.upper,
        case_sensitive=True,
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
    )

    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=1, le=65535)] = 8501
    public_url: Annotated[str, AfterValidator(_origin)] | None = None
    data_dir: Annotated[Path, AfterValidator(Path.resolve)] = Field(Path("data"), validate_default=True)
    database_url: SecretStr | None = None
    advisor_password: Annotated[SecretStr, AfterValidator(_password)] | None = None
    metrics_host: str = "127.0.0.1"
    metrics_port: Annotated[int, Field(ge=1, le=65535), AfterValidator(_own_port)] | None = None
    stop_delay: Annotated[float, Field(ge=0, le=600)] = 0
    joins_per_minute: Annotated[int, Field(ge=1)] = 150
    open_data_contributor_id: Annotated[str, AfterValidator(_web_address)] | None = None

    @cached_property
    def database(self) -> str:
        """`DATABASE_URL`, else the SQLite file in the data folder."""
        if self.database_url is None:
            return f"sqlite:///{self.data_dir / 'werkstatt.db'}"
        return self.database_url.get_secret_value()

    @property
    def password(self) -> str:
        """`ADVISOR_PASSWORD`, empty where advisors sign in with the link from the terminal."""
        return "" if self.advisor_password is None else self.advisor_password.get_secret_value()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Ask the environment, and the files that it names."""
        return init_settings, env_settings, _NamedFiles(settings_cls)


class _NamedFiles(PydanticBaseSettingsSource):
    """Reads the settings whose files are named by `NAME_FILE`."""

    def get_field_value(self, field: FieldInfo, field_name: str) -> tuple[Any, str, bool]:
        """Return the text of a setting's file, None where no file is named."""
        return _from_file(str(field.alias)), field_name, False

    def __call__(self) -> dict[str, Any]:
        """Return the text of each setting that is in a file."""
        found = {name: _from_file(name) for name in names()}
        return {name: text for name, text in found.items() if text is not None}


def _from_file(name: str) -> str | None:
    variable = name + _FILE
    if not (file := os.environ.get(variable)):
        return None
    if os.environ.get(name):
        raise WrongSettings((Wrong(variable, file, "both"),))
    try:
        text = Path(file).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or type(error).__name__
        raise WrongSettings((Wrong(variable, file, reason),)) from error
    if not text:
        raise WrongSettings((Wrong(variable, file, "empty"),))
    return text


def names() -> tuple[str, ...]:
    """Return the names of all settings."""
    return tuple(str(field.alias) for field in Settings.model_fields.values())


def settings() -> Settings:
    """Return the settings; the environment is read again only when it says something else.

    Raises:
        WrongSettings: one of them cannot be used.
    """
    return _settings(tuple(map(os.environ.get, _VARIABLES)))


@lru_cache(maxsize=1)
def _settings(_said: tuple[str | None, ...]) -> Settings:
    try:
        return Settings()
    except ValidationError as error:
        found = dict.fromkeys(str(each["loc"][0]) for each in error.errors(include_input=False))
        raise WrongSettings(tuple(map(_wrong, found))) from None


def _wrong(name: str) -> Wrong:
    """Name a setting with what stands there: of secrets, and of what is in files, nothing is shown."""
    field = Settings.model_fields[name.lower()]
    return Wrong(name, None if "SecretStr" in str(field.annotation) else os.environ.get(name))


_VARIABLES = tuple(f"{name}{end}" for name in names() for end in ("", _FILE))
