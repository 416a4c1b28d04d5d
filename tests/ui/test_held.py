"""Documents of a real page: only the browser whose page made one gets it, and only while its link holds."""

from collections.abc import Iterator
from contextlib import closing

import httpx
import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from storage.database import open_database
from tests.browser.application import Application
from tests.serve.websocket import visiting
from tests.workshops.room import ADVISOR, Room
from ui import navigation
from workshops.access import admission


@pytest.fixture
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Application]:
    with closing(Application(tmp_path_factory.mktemp("server"))) as application:
        application.start()
        yield application


def made_document(server: Application, cookies: dict[str, str]) -> Iterator[str]:
    """Press the first button for a document on the municipality's page, and yield its address."""
    with visiting(server.url, navigation.RESULTS.address, cookies) as visitor:
        messages = visitor.run()
        ids = [
            button
            for message in messages
            if (button := message.delta.new_element.download_button.deferred_file_id)
        ]
        assert ids
        request = BackMsg()
        request.backend_operation_request.request_id = "one"
        request.backend_operation_request.session_id = messages[0].new_session.initialize.session_id
        request.backend_operation_request.deferred_file.file_id = ids[0]
        visitor._connection.send(request.SerializeToString())
        answer = ForwardMsg()
        while answer.WhichOneof("type") != "backend_operation_response":
            answer.ParseFromString(visitor._connection.recv(timeout=60))  # type: ignore[arg-type]
        yield answer.backend_operation_response.deferred_file.url


def test_a_document_is_its_makers_and_gone_with_the_link(server: Application) -> None:
    with closing(open_database(f"sqlite:///{server.data_dir / 'werkstatt.db'}")) as database:
        room, other = Room(database), Room(database)
        held = room.open_round()
        for person in room.people(5):
            room.answer_all(person, held, (5, 3, 1))
        room.reveal(held)
        own, strange = (
            {admission.RESULT_COOKIE: admission.create_link(database, ADVISOR, each.id, "municipality")}
            for each in (room, other)
        )
        advisor = {
            admission.ADVISOR_COOKIE: admission.sign_in(database, admission.sign_in_link_token(database))
        }

        def status(cookies: dict[str, str]) -> int:
            return httpx.get(address, cookies=cookies).status_code

        for path in made_document(server, own):
            address = server.url + path
            answer = httpx.get(address, cookies=own)
            assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
            assert answer.content.startswith((b"%PDF", b"PK"))
            assert [status(each) for each in (strange, advisor, {})] == [403, 403, 403]
            (link,) = admission.links(database, ADVISOR, room.id)
            admission.revoke_link(database, ADVISOR, link.id)
            assert status(own) == 403
