"""Acknowledged means durable: for every sender alone, whatever happens to the others of the group."""

import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, event, text
from sqlmodel import Session

from storage import queries
from storage.database import Database, open_database
from storage.errors import StorageError, StorageProblem
from storage.tables import EventRow, SettingRow
from storage.writer import GroupWriter

ROOT = Path(__file__).parents[2]
SECONDS = 60


@pytest.fixture
def writer(database: Database) -> Iterator[GroupWriter]:
    started = GroupWriter(database)
    yield started
    started.close()


def put(key: str, value: str = "") -> Callable[[Session], str]:
    def write(session: Session) -> str:
        queries.add(session, SettingRow(key=key, value=value))
        return key

    return write


def as_one_group(writer: GroupWriter, writes: list[Callable[[Session], Any]]) -> list[Future[Any]]:
    """Hand in all writes while the writer is busy, so that it takes them as one group."""
    busy, go = threading.Event(), threading.Event()

    def hold(session: Session) -> None:
        busy.set()
        assert go.wait(SECONDS)

    holding = writer.submit(hold)
    assert busy.wait(SECONDS)
    futures = [writer.submit(write) for write in writes]
    go.set()
    holding.result(SECONDS)
    return futures


def kept(database: Database) -> set[str]:
    with database.read() as session:
        return {row.key for row in queries.many(session, SettingRow)}


def test_the_result_comes_back_when_it_can_be_read(database: Database, writer: GroupWriter):
    assert writer.submit(put("a")).result(SECONDS) == "a"
    assert kept(database) == {"a"}


def test_writes_that_wait_together_share_one_commit(database: Database, writer: GroupWriter):
    commits: list[Connection] = []

    def count(connection: Connection) -> None:
        commits.append(connection)

    event.listen(Engine, "commit", count)
    try:
        futures = as_one_group(writer, [put(str(number)) for number in range(50)])
        assert [future.result(SECONDS) for future in futures] == [str(number) for number in range(50)]
    finally:
        event.remove(Engine, "commit", count)
    assert len(commits) == 1
    assert len(kept(database)) == 50


def flush_late(session: Session) -> None:
    session.add(SettingRow(key="first", value="again"))


def broken(session: Session) -> None:
    queries.add(session, SettingRow(key="half", value="done"))
    raise KeyError("broken")


@pytest.mark.parametrize(
    ("bad", "raised"), [(broken, KeyError), (put("first"), StorageError), (flush_late, StorageError)]
)
def test_one_bad_write_is_undone_alone(
    database: Database, writer: GroupWriter, bad: Callable[[Session], Any], raised: type[Exception]
):
    first, wrong, last = as_one_group(writer, [put("first"), bad, put("last")])
    assert (first.result(SECONDS), last.result(SECONDS)) == ("first", "last")
    with pytest.raises(raised):
        wrong.result(SECONDS)
    assert kept(database) == {"first", "last"}


@pytest.mark.postgres
def test_a_text_that_postgresql_cannot_keep_is_undone_alone(postgres_url: str):
    database = open_database(postgres_url)
    writer = GroupWriter(database)
    first, wrong, last = as_one_group(writer, [put("first"), put("nul", "\0"), put("last")])
    assert (first.result(SECONDS), last.result(SECONDS)) == ("first", "last")
    with pytest.raises(StorageError):
        wrong.result(SECONDS)
    assert kept(database) == {"first", "last"}
    writer.close()
    database.close()


def refer_to_nothing(session: Session) -> None:
    """Break a reference in a way that the database notices at the commit only."""
    connection = session.connection()
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
    else:
        key = "event_series_id_fkey"
        connection.exec_driver_sql(f"ALTER TABLE event ALTER CONSTRAINT {key} DEFERRABLE INITIALLY DEFERRED")
    queries.add(session, EventRow(series_id="nobody", role="advisor", kind="x"))


def test_a_failing_commit_tells_every_sender(database_url: str):
    database = open_database(database_url)
    writer = GroupWriter(database)
    for future in as_one_group(writer, [put("before"), refer_to_nothing, put("after")]):
        with pytest.raises(StorageError):
            future.result(SECONDS)
    assert kept(database) == set()
    assert writer.submit(put("later")).result(SECONDS) == "later"
    assert kept(database) == {"later"}
    writer.close()
    database.close()


def test_a_disk_that_runs_full_within_a_group_acknowledges_nothing_of_it(sqlite_url: str):
    """SQLite undoes the whole transaction by itself then; a savepoint does not hold it."""
    database = open_database(sqlite_url)
    writer = GroupWriter(database)

    def limit(session: Session) -> None:
        pages = session.connection().exec_driver_sql("PRAGMA page_count").scalar_one()
        session.connection().exec_driver_sql(f"PRAGMA max_page_count={pages + 3}")

    writer.submit(limit).result(SECONDS)
    futures = as_one_group(writer, [put("before"), put("large", "x" * 100_000), put("after")])
    for future in futures:
        with pytest.raises(StorageError) as caught:
            future.result(SECONDS)
        assert caught.value.problem is StorageProblem.FULL
    assert kept(database) == set()
    assert writer.submit(put("small")).result(SECONDS) == "small"
    assert kept(database) == {"small"}
    writer.close()
    database.close()


@pytest.mark.postgres
def test_a_lost_server_acknowledges_nothing_and_the_writer_goes_on(postgres_url: str):
    database, other = open_database(postgres_url), open_database(postgres_url)
    writer = GroupWriter(database)

    def lose(session: Session) -> None:
        own = session.connection().exec_driver_sql("SELECT pg_backend_pid()").scalar_one()
        with other.read() as admin:
            admin.connection().exec_driver_sql(f"SELECT pg_terminate_backend({own})")

    futures = as_one_group(writer, [put("before"), lose, put("after")])
    for future in (futures[0], futures[2]):
        with pytest.raises(StorageError) as caught:
            future.result(SECONDS)
        assert caught.value.problem is StorageProblem.UNREACHABLE
    assert kept(database) == set()
    assert writer.submit(put("later")).result(SECONDS) == "later"
    for each in (writer, database, other):
        each.close()


def lock(*keys: str) -> Callable[[Session], tuple[str, ...]]:
    """Lock rows of settings one after another, as a write does with the row of its series."""

    def write(session: Session) -> tuple[str, ...]:
        for key in keys:
            session.connection().execute(
                text("SELECT key FROM setting WHERE key = :key FOR UPDATE"), {"key": key}
            )
        return keys

    return write


@pytest.mark.postgres
def test_a_group_takes_its_series_in_their_order(postgres_url: str):
    """Whoever locks by the same order is waited for, never crossed."""
    database = open_database(postgres_url)
    writer = GroupWriter(database)
    came: list[str] = []

    def note(key: str) -> Callable[[Session], None]:
        def write(session: Session) -> None:
            lock(key)(session)
            came.append(f"{key}{len(came)}")

        return write

    busy, go = threading.Event(), threading.Event()
    writer.submit(lambda _session: busy.set() or go.wait(SECONDS))
    assert busy.wait(SECONDS)
    futures = [writer.submit(note(key), series=key) for key in ("c", "a", "b", "a", "c")]
    go.set()
    for future in futures:
        future.result(SECONDS)
    assert came == ["a0", "a1", "b2", "c3", "c4"]
    writer.close()
    database.close()


@pytest.mark.postgres
def test_a_group_that_another_transaction_crossed_is_run_once_more(postgres_url: str):
    database, other = open_database(postgres_url), open_database(postgres_url)
    writer = GroupWriter(database)
    for key in ("a", "b"):
        writer.submit(put(key)).result(SECONDS)
    tries: list[int] = []

    def crossing(session: Session) -> tuple[str, ...]:
        tries.append(len(tries))
        lock("a")(session)
        holds_a.set()
        return lock("b")(session)

    holds_a = threading.Event()
    with other.write() as session:
        # The writer is the one that notices: the other side looks for a deadlock only after a minute.
        session.connection().exec_driver_sql("SET LOCAL deadlock_timeout = '60s'")
        lock("b")(session)
        waiting = [writer.submit(crossing), writer.submit(put("beside"))]
        assert holds_a.wait(SECONDS)
        lock("a")(session)
    assert waiting[0].result(SECONDS) == ("b",)
    assert waiting[1].result(SECONDS) == "beside"
    assert len(tries) == 2
    assert kept(database) == {"a", "b", "beside"}
    for each in (writer, database, other):
        each.close()


def test_a_sender_that_went_away_does_not_stop_the_others(database: Database, writer: GroupWriter):
    """A request that is broken off cancels what it waits for."""
    busy, go = threading.Event(), threading.Event()

    def hold(session: Session) -> None:
        busy.set()
        assert go.wait(SECONDS)

    held = writer.submit(hold)
    assert busy.wait(SECONDS)
    gone, stays = writer.submit(put("gone")), writer.submit(put("stays"))
    assert gone.cancel()
    assert not held.cancel()
    go.set()
    assert stays.result(SECONDS) == "stays"
    assert writer.submit(put("later")).result(SECONDS) == "later"
    assert kept(database) == {"stays", "later"}


def test_closing_finishes_what_is_queued(database: Database):
    writer = GroupWriter(database)
    futures = [writer.submit(put(str(number))) for number in range(300)]
    writer.close()
    assert {future.result(0) for future in futures} == kept(database)
    assert len(futures) == 300
    with pytest.raises(RuntimeError):
        writer.submit(put("late"))
    writer.close()


def test_nobody_waits_forever_when_it_closes(database: Database):
    """Whatever was accepted is answered, also when it came at the moment of closing."""
    writer = GroupWriter(database)
    accepted: queue.SimpleQueue[Future[str]] = queue.SimpleQueue()

    def send(name: str) -> None:
        for number in range(200):
            try:
                accepted.put(writer.submit(put(f"{name}-{number}")))
            except RuntimeError:
                return

    threads = [threading.Thread(target=send, args=(str(name),)) for name in range(4)]
    for thread in threads:
        thread.start()
    accepted.get(timeout=SECONDS)
    writer.close()
    for thread in threads:
        thread.join()
    while not accepted.empty():
        accepted.get().result(0)


SENDER = """
import sys, threading
from storage import queries
from storage.database import open_database
from storage.tables import SettingRow
from storage.writer import GroupWriter

writer = GroupWriter(open_database(sys.argv[1]))

def send(name):
    for number in range(100_000):
        key = f"{name}-{number}"
        writer.submit(lambda s: queries.add(s, SettingRow(key=key, value="x" * 200))).result()
        sys.stdout.write(key + "\\n")
        sys.stdout.flush()

for name in "abcdef":
    threading.Thread(target=send, args=(name,), daemon=True).start()
threading.Event().wait()
"""


def test_what_was_acknowledged_is_there_after_a_kill(database_url: str):
    arguments = [sys.executable, "-c", SENDER, database_url]
    process = subprocess.Popen(arguments, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    acknowledged = [process.stdout.readline() for _ in range(150)]
    os.kill(process.pid, signal.SIGKILL)
    acknowledged += process.stdout.readlines()
    process.stdout.close()
    assert process.wait(SECONDS) == -signal.SIGKILL
    whole = {line.strip() for line in acknowledged if line.endswith("\n")}
    assert len(whole) >= 150
    database = open_database(database_url)
    assert whole <= kept(database)
    database.close()
