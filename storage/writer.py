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
_LARGEST_GROUP = 256


class GroupWriter:
    """Runs writes one after another and commits those that wait together in one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._waiting: queue.SimpleQueue[tuple[Callable[[Session], Any], Future[Any]] | None] = (
            queue.SimpleQueue()
        )
        self._closed = False
        self._entry = threading.Lock()
        self._thread = threading.Thread(target=self._run, name="group-writer", daemon=True)
        self._thread.start()

    def submit(self, write: Callable[[Session], Result]) -> Future[Result]:
        """Queue a write; the future holds its result once that is durable, or what it raised.

        A write that raises is undone alone, the others of its group are kept.
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

    def _next_group(self) -> list[tuple[Callable[[Session], Any], Future[Any]]] | None:
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

    def _commit(self, group: list[tuple[Callable[[Session], Any], Future[Any]]]) -> None:
        done: list[tuple[Future[Any], Any]] = []
        # A sender that went away may have cancelled; from here on it no longer can.
        group = [(write, future) for write, future in group if future.set_running_or_notify_cancel()]
        try:
            with self._database.write() as session:
                for write, future in group:
                    _attempt(session, write, future, done)
        except Exception as error:  # noqa: BLE001  (every sender must hear of it)
            for _, future in group:
                if not future.done():
                    future.set_exception(error)
            return
        for future, result in done:
            future.set_result(result)


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
    except (OperationalError, InternalError, InterfaceError):
        # A full disk, a deadlock, a lost server: the database may have undone all that was written so far.
        raise
    except Exception as error:  # noqa: BLE001  (one sender's mistake is not the others')
        savepoint.rollback()
        future.set_exception(storage_error(error) if isinstance(error, DBAPIError) else error)
    else:
        done.append((future, result))
