"""Nobody fills the memory with a form."""

from starlette.testclient import TestClient

from web.limits import LARGEST_BODY

HERE = {"Origin": "http://testserver"}


def test_a_huge_form_is_refused_with_a_page(client: TestClient) -> None:
    answer = client.post("/sign-in", data={"secret": "x" * LARGEST_BODY}, headers=HERE)
    assert answer.status_code == 413
    assert "<h1>" in answer.text


def test_a_huge_form_of_unknown_length_is_refused(client: TestClient) -> None:
    parts = (b"secret=" + b"x" * 1000 for _ in range(LARGEST_BODY // 1000 + 1))
    headers = HERE | {"Content-Type": "application/x-www-form-urlencoded"}
    assert client.post("/sign-in", content=parts, headers=headers).status_code == 413


def test_an_upload_to_streamlit_is_not_limited_here(advisor: TestClient) -> None:
    answer = advisor.put("/_stcore/upload_file", content=b"x" * LARGEST_BODY * 2, headers=HERE)
    assert (answer.status_code, answer.text) == (200, str(LARGEST_BODY * 2))
