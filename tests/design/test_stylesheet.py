from design import stylesheet
from design.fields import FIELDS
from design.palette import DEEP


def test_a_rule_holds_all_tokens():
    text = stylesheet.rule(
        ":root", stylesheet.colours(DEEP), stylesheet.field_colours("deep"), stylesheet.measures()
    )
    assert text.startswith(":root{--ground:#0f2b33;")
    assert f"--field-energy:{FIELDS['energy'].deep}" in text
    assert "--on-accent:" in text
    assert "--motion-reveal:900ms" in text
    assert text.count("{") == text.count("}") == 1
