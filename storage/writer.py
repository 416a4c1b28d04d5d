"""One thread that commits many small writes together.

A commit with synchronous=FULL costs one flush to the disk. When a hundred
phones answer at once, one flush serves all answers that wait for it: each
sender still hears "saved" only after its own answer is durable.
"""

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, NamedTuple, TypeVar

from sqlalchemy.exc import DBAPIError, InterfaceError, InternalError, OperationalError
from sqlmodel import Session

from storage.database import Database
from storage.errors import StorageError, storage_error

Result = TypeVar("Result")
_LARGEST_GROUP = 256
# Deadlock and serialisation failure: the database says that the same transaction may well succeed now.
# https://www.postgresql.org/docs/current/mvcc-serialization-failure-handling.html
_CROSSED = "40"
# A full disk, a deadlock, a lost server: no single write is to blame, and the database may have undone all.
_OF_THE_DATABASE = (OperationalError, InternalError, InterfaceError)


class _Entry(NamedTuple):
    """A write that waits, the series that it locks, and where its sender looks for the result."""

    write: Callable[[Session], Any]
    future: Future[Any]
    series: str


class GroupWriter:
    """Runs writes one after another and commits those that wait together in one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._waiting: queue.SimpleQueue[_Entry | None] = queue.SimpleQueue()
        self._closed = False
        self._entry = threading.Lock()
        self._thread = threading.Thread(target=self._run, name="group-writer", daemon=True)
        self._thread.start()

    def submit(self, write: Callable[[Session], Result], series: str = "") -> Future[Result]:
        """Queue a write; the future holds its result once that is durable, or what it raised.

        A write that raises is undone alone, the others of its group are kept. To find it
        out, its group is run a second time: a write must do nothing but ask the session.
        `series` is the id of the series whose row the write locks. A group takes them in
        their order, so that the groups of two processes never wait for each other crosswise.
        """
        future: Future[Result] = Future()
        with self._entry:  # nobody queues behind the end and waits forever
            if self._closed:
                raise RuntimeError("The writer is closed.")
            self._waiting.put(_Entry(write, future, series))
        return future

    @property
    def waiting(self) -> int:
        """How many writes have not been begun."""
        return self._waiting.qsize()

    def close(self) -> None:
        """Finish what is queued, then stop."""
        with self._entry:
            self._closed = True
            self._waiting.put(None)
        self._thread.join()

    def _run(self) -> None:
        while (group := self._next_group()) is not None:
            self._commit(group)

    def _next_group(self) -> list[_Entry] | None:
        first = self._waiting.get()
        if first is None:
            return None
        group = [first]
        while len(group) < _LARGEST_GROUP:
            try:
                entry = self._waiting.get_nowait()
            except queue.Empty:
                break
            if entry is None:
                self._waiting.put(None)
                break
            group.append(entry)
        return group

    def _commit(self, group: list[_Entry]) -> None:
        # A sender that went away may have cancelled; from here on it no longer can.
        group = [entry for entry in group if entry.future.set_running_or_notify_cancel()]
        group.sort(key=lambda entry: entry.series)  # stable: within a series the first come stays the first
        try:
            results = self._together(group)
        except Exception as error:  # noqa: BLE001  (every sender must hear of it)
            if isinstance(error.__cause__, _OF_THE_DATABASE):
                _fail(group, error)
            else:
                self._one_by_one(group)
            return
        for entry, result in zip(group, results, strict=True):
            entry.future.set_result(result)

    def _together(self, group: list[_Entry]) -> list[Any]:
        """Run a group without savepoints, which cost as much as a third of an answer.

        What another transaction got in the way of is run once more.
        """
        try:
            return self._once(group)
        except StorageError as error:
            if not _was_crossed(error):
                raise
            return self._once(group)

    def _once(self, group: list[_Entry]) -> list[Any]:
        with self._database.write() as session:
            return [entry.write(session) for entry in group]

    def _one_by_one(self, group: list[_Entry]) -> None:
        """Run a group again after one of its writes has spoilt the transaction for all."""
        done: list[tuple[Future[Any], Any]] = []
        try:
            with self._database.write() as session:
                for entry in group:
                    _attempt(session, entry, done)
        except Exception as error:  # noqa: BLE001  (every sender must hear of it)
            _fail(group, error)
            return
        for future, result in done:
            future.set_result(result)


def _fail(group: list[_Entry], error: Exception) -> None:
    for entry in group:
        if not entry.future.done():
            entry.future.set_exception(error)


def _was_crossed(error: StorageError) -> bool:
    cause = error.__cause__
    return isinstance(cause, DBAPIError) and str(getattr(cause.orig, "sqlstate", "")).startswith(_CROSSED)


def _attempt(session: Session, entry: _Entry, done: list[tuple[Future[Any], Any]]) -> None:
    """Run one write in a savepoint of its own."""
    savepoint = session.begin_nested()
    try:
        result = entry.write(session)
        savepoint.commit()
    except _OF_THE_DATABASE:
        raise
    except Exception as error:  # noqa: BLE001  (one sender's mistake is not the others')
        savepoint.rollback()
        entry.future.set_exception(storage_error(error) if isinstance(error, DBAPIError) else error)
    else:
        done.append((entry.future, result))
