"""Whatever users read is marked for translation."""

from pathlib import Path

import pytest

from tests.architecture.marked_strings import unmarked, unmarked_in_python, unmarked_in_template

ROOT = Path(__file__).parents[2]


def test_every_text_that_users_see_is_marked():
    assert unmarked(ROOT) == []


@pytest.mark.parametrize(
    "code",
    [
        'st.title("Ranking")',
        'st.button(f"Delete {name}")',
        'left.metric("Raters" + suffix, 3)',
        'st.tabs([_("Chart"), "Table"])',
        'st.button("Close" if open else _("Open"))',
        'st.text_input(_("Title"), help="required")',
        'st.selectbox(_("Area"), areas, placeholder="choose")',
        'st.markdown("**{}**, gut".format(name))',
        'raise Refused("closed")',
        'raise errors.InvalidInput(_("Too long."), "shorten it")',
        'HINTS = {"a": "Please choose another title."}',
        'return "Bitte wählen Sie etwas aus."',
        'return f"Noch {n} Personen fehlen"',
        '_(f"Hello {name}")',
        '_("Hello {name}".format(name=name))',
        'document.add_heading("Summary", 1)',
    ],
)
def test_an_unmarked_text_is_found(code: str):
    assert len(unmarked_in_python(code)) == 1


@pytest.mark.parametrize(
    "code",
    [
        'st.title(_("Ranking"))',
        'st.button(_("Delete {name}").format(name=name), key="delete", type="primary")',
        'st.markdown("---")',
        'st.button(":material/delete:", help=_("Delete"))',
        'LABELS = {"a": N_("Please choose another title.")}',
        'ngettext("One vote", "{n} votes", n)',
        'pgettext("verb", "Rate this now")',
        'raise ValueError("Weights must not be negative")',
        'logger.error("Could not write the file %s", path)',
        'def page():\n    """Show the ranking to everyone."""',
        'assert rows, "There are rows"',
        'st.link_button(_("Source"), "https://example.org/path")',
        'document.add_paragraph(text, "Table Text")',
        'SOURCE = "Statistisches Bundesamt (Destatis)"  # no translation: the licence asks for these words',
        'raise\ntitle.title()\nrow.text("")',
    ],
)
def test_a_marked_text_and_a_code_are_not_reported(code: str):
    assert unmarked_in_python(code) == []


@pytest.mark.parametrize(
    ("template", "texts"),
    [
        ("<p>Willkommen</p>", ["Willkommen"]),
        ('<img alt="Plan" src="a.png">', ["Plan"]),
        ('<input type="submit" value="Send">', ["Send"]),
        ("{% if open %}Offen{% else %}{{ _('Closed') }}{% endif %}", ["Offen"]),
        ("{{ 'Yes' if done else _('No') }}", ["Yes"]),
        ("{% block main %}<h1>{{ name or 'Nobody' }}</h1>{% endblock %}", ["Nobody"]),
        ("<button aria-label='{{ _('Save') }} now'>x</button>", ["now"]),
    ],
)
def test_an_unmarked_text_in_a_template_is_found(template: str, texts: list[str]):
    assert unmarked_in_template(template) == texts


@pytest.mark.parametrize(
    "template",
    [
        "<p>{{ _('Welcome') }}</p>",
        "{% trans name=user %}Hello {{ name }}{% endtrans %}",
        '<img alt="" src="{{ url }}"><a href="/join/code">{{ code }}</a>',
        "<style>body { color: black }</style><script>let answer = 'later'</script>",
        '<input type="hidden" name="item" value="item-code"><!-- a note for developers -->',
        "{# a comment #}<p>1 – 5</p>",
    ],
)
def test_a_marked_template_is_not_reported(template: str):
    assert unmarked_in_template(template) == []


def test_files_are_named_in_the_report(tmp_path: Path):
    (tmp_path / "pages/advisor").mkdir(parents=True)
    (tmp_path / "pages/advisor/score.py").write_text(
        'import streamlit as st\nst.title("Ranking")', encoding="utf-8"
    )
    (tmp_path / "phone/templates").mkdir(parents=True)
    (tmp_path / "phone/templates/join.html").write_text("<h1>Join</h1>", encoding="utf-8")
    assert unmarked(tmp_path) == ["pages/advisor/score.py:2: 'Ranking'", "phone/templates/join.html: 'Join'"]
