from translations import language
from usecases.catalogue import load_catalogue
from workshops.library import stories


def test_a_field_knows_its_examples():
    own = [case for case in load_catalogue() if case.area == "mobility"]
    told = stories.field("mobility")
    assert (told.examples, told.in_hesse) == (len(own), sum(case.in_hesse for case in own))
    with language("en"):
        assert stories.field("mobility").name == "Mobility"


def test_a_story_says_only_what_a_source_says():
    for case in load_catalogue():
        names = [name for name, _text in stories.story(case, "06431014").facts]
        assert ("Was es gekostet hat" in names) == (case.cost is not None)
        assert ("Gefördert mit" in names) == (case.grant is not None)
        assert names[0] == "Wo"
        assert names[-1] == "Wen wir fragen können"
        assert all(text.strip() for _name, text in stories.story(case, "06431014").facts)
