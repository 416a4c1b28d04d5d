from translations.quotes import inside_quotes


def test_quotation_marks_inside_others_become_single_ones() -> None:
    assert f"„{inside_quotes('Mängelmelder „DA ist was!“')}“" == "„Mängelmelder ‚DA ist was!‘“"
    assert f"“{inside_quotes('The “village” app')}”" == "“The ‘village’ app”"
    assert inside_quotes("ohne") == "ohne"
