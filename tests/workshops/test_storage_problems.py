"""Whatever is wrong with the database is said in two sentences, in both languages."""

import pytest

from storage.errors import StorageError, StorageProblem
from translations import language
from workshops.storage_problems import sentences


@pytest.mark.parametrize("problem", StorageProblem)
def test_every_problem_has_a_sentence_and_a_way_out(problem: StorageProblem):
    with language("en"):
        english = sentences(StorageError(problem))
    with language("de"):
        german = sentences(StorageError(problem))
    for message, hint in (english, german):
        assert message.endswith(".")
        assert hint.endswith(".")
    assert english[0] != german[0]
    assert english[1] != german[1]
