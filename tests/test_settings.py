"""Settings: from the environment or from a file, and whatever cannot be used is named without its secret."""

from pathlib import Path

import pytest

from settings import Wrong, WrongSettings, _settings, names, settings


@pytest.fixture(autouse=True)
def nothing_said(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in names():
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(f"{name}_FILE", raising=False)


def wrong() -> tuple[Wrong, ...]:
    with pytest.raises(WrongSettings) as caught:
        settings()
    return caught.value.wrong


def test_data_lie_beside_the_tool_unless_said_otherwise(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATA_DIR", "")
    _settings.cache_clear()
    assert settings().data_dir == tmp_path / "data"
    assert settings().database == f"sqlite:///{tmp_path / 'data' / 'werkstatt.db'}"
    monkeypatch.setenv("DATA_DIR", "elsewhere")
    assert settings().database == f"sqlite:///{tmp_path / 'elsewhere' / 'werkstatt.db'}"
    monkeypatch.setenv("DATABASE_URL", "postgresql://werkstatt@db/werkstatt")
    assert settings().database == "postgresql://werkstatt@db/werkstatt"


def test_a_file_holds_what_must_not_stand_in_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    (tmp_path / "password").write_text(" Grüne Soße\n", encoding="utf-8")
    monkeypatch.setenv("ADVISOR_PASSWORD_FILE", str(tmp_path / "password"))
    (tmp_path / "port").write_text("8600")
    monkeypatch.setenv("PORT_FILE", str(tmp_path / "port"))
    assert (settings().password, settings().port) == ("Grüne Soße", 8600)
    assert "Grüne" not in repr(settings())


@pytest.mark.parametrize(
    ("text", "why"), [(b"", "empty"), (b" \n", "empty"), (b"\xff", "UnicodeDecodeError")]
)
def test_a_file_without_a_value(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, text: bytes, why: str):
    file = tmp_path / "secret"
    file.write_bytes(text)
    monkeypatch.setenv("DATABASE_URL_FILE", str(file))
    assert wrong() == (Wrong("DATABASE_URL_FILE", str(file), why),)
    file.unlink()
    assert wrong()[0].file


def test_the_figures_need_a_port_of_their_own(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("METRICS_PORT", "8501")
    assert wrong() == (Wrong("METRICS_PORT", "8501"),)
    monkeypatch.setenv("PORT", "8600")
    assert settings().metrics_port == 8501


def test_a_setting_said_twice_is_none(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("HOST", "127.0.0.1")
    monkeypatch.setenv("HOST_FILE", str(tmp_path))
    assert wrong() == (Wrong("HOST_FILE", str(tmp_path), "both"),)


def test_all_that_is_wrong_is_named_at_once_and_no_secret_shown(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    monkeypatch.setenv("PORT", "65536")
    monkeypatch.setenv("JOINS_PER_MINUTE", "0")
    monkeypatch.setenv("ADVISOR_PASSWORD", "sieben7 ")
    (tmp_path / "url").write_text("no address")
    monkeypatch.setenv("PUBLIC_URL_FILE", str(tmp_path / "url"))
    assert set(wrong()) == {
        Wrong("PORT", "65536"),
        Wrong("JOINS_PER_MINUTE", "0"),
        Wrong("ADVISOR_PASSWORD", None),
        Wrong("PUBLIC_URL", None),
    }


@pytest.mark.parametrize(
    ("typed", "origin"),
    [
        ("https://werkstatt.example.org", "https://werkstatt.example.org"),
        (" HTTPS://Werkstatt.Example.org:443/ ", "https://werkstatt.example.org"),
        ("http://10.0.0.7:8600", "http://10.0.0.7:8600"),
        ("http://[::1]:80", "http://[::1]"),
        ("https://büdingen.example", "https://xn--bdingen-n2a.example"),
    ],
)
def test_the_public_address_is_written_as_browsers_do(
    monkeypatch: pytest.MonkeyPatch, typed: str, origin: str
):
    monkeypatch.setenv("PUBLIC_URL", typed)
    assert settings().public_url == origin


@pytest.mark.parametrize(
    "typed",
    ["werkstatt.example", "ftp://a.example", "https://", "https://a.example/path", "https://a.example?x=1",
     "https://user@a.example", "https://a.example:99999", "https://a..example"],
)  # fmt: skip
def test_an_address_that_visitors_cannot_come_by(monkeypatch: pytest.MonkeyPatch, typed: str):
    monkeypatch.setenv("PUBLIC_URL", typed)
    assert wrong() == (Wrong("PUBLIC_URL", typed),)
