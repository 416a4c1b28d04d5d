"""One thread that commits many small writes together.

A commit with synchronous=FULL costs one flush to the disk. When a hundred
phones answer at once, one flush serves all answers that wait for it: each
sender still hears "saved" only after its own answer is durable.
"""

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

from sqlalchemy.exc import DBAPIError, InterfaceError, InternalError, OperationalError
from sqlmodel import Session

from storage.database import Database
from storage.errors import storage_error

Result = TypeVar("Result")
_Entry = tuple[Callable[[Session], Any], Future[Any]]
_LARGEST_GROUP = 256
# A full disk, a deadlock, a lost server: no single write is to blame, and the database may have undone all.
_OF_THE_DATABASE = (OperationalError, InternalError, InterfaceError)


class GroupWriter:
    """Runs writes one after another and commits those that wait together in one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._waiting: queue.SimpleQueue[_Entry | None] = queue.SimpleQueue()
        self._closed = False
        self._entry = threading.Lock()
        self._thread = threading.Thread(target=self._run, name="group-writer", daemon=True)
        self._thread.start()

    def submit(self, write: Callable[[Session], Result]) -> Future[Result]:
        """Queue a write; the future holds its result once that is durable, or what it raised.

        A write that raises is undone alone, the others of its group are kept. To find it
        out, its group is run a second time: a write must do nothing but ask the session.
        """
        future: Future[Result] = Future()
        with self._entry:  # nobody queues behind the end and waits forever
            if self._closed:
                raise RuntimeError("The writer is closed.")
            self._waiting.put((write, future))
        return future

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
        group = [(write, future) for write, future in group if future.set_running_or_notify_cancel()]
        try:
            results = self._together(group)
        except Exception as error:  # noqa: BLE001  (every sender must hear of it)
            if isinstance(error.__cause__, _OF_THE_DATABASE):
                _fail(group, error)
            else:
                self._one_by_one(group)
            return
        for (_write, future), result in zip(group, results, strict=True):
            future.set_result(result)

    def _together(self, group: list[_Entry]) -> list[Any]:
        """Run a group without savepoints, which cost as much as a third of an answer."""
        with self._database.write() as session:
            return [write(session) for write, _future in group]

    def _one_by_one(self, group: list[_Entry]) -> None:
        """Run a group again after one of its writes has spoilt the transaction for all."""
        done: list[tuple[Future[Any], Any]] = []
        try:
            with self._database.write() as session:
                for write, future in group:
                    _attempt(session, write, future, done)
        except Exception as error:  # noqa: BLE001  (every sender must hear of it)
            _fail(group, error)
            return
        for future, result in done:
            future.set_result(result)


def _fail(group: list[_Entry], error: Exception) -> None:
    for _write, future in group:
        if not future.done():
            future.set_exception(error)


def _attempt(
    session: Session,
    write: Callable[[Session], Any],
    future: Future[Any],
    done: list[tuple[Future[Any], Any]],
) -> None:
    """Run one write in a savepoint of its own."""
    savepoint = session.begin_nested()
    try:
        result = write(session)
        savepoint.commit()
    except _OF_THE_DATABASE:
        raise
    except Exception as error:  # noqa: BLE001  (one sender's mistake is not the others')
        savepoint.rollback()
        future.set_exception(storage_error(error) if isinstance(error, DBAPIError) else error)
    else:
        done.append((future, result))
