"""The yardstick: a bare Starlette route with one SQLite write per vote."""

import sqlite3
import sys
import threading

import uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

TABLE = "CREATE TABLE vote (phone, item, criterion, value, PRIMARY KEY (phone, item, criterion))"


def main(port: int, file: str) -> None:
    connection = sqlite3.connect(file, check_same_thread=False, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")  # as in the tool
    connection.execute(TABLE)
    lock = threading.Lock()

    def store(votes: list[dict[str, object]], phone: str) -> None:
        for vote in votes:
            row = (phone, vote["item"], vote["criterion"], vote["value"])
            with lock:
                connection.execute("INSERT OR REPLACE INTO vote VALUES (?, ?, ?, ?)", row)

    async def vote(request: Request) -> JSONResponse:
        votes = (await request.json())["answers"]
        await run_in_threadpool(store, votes, request.headers["cookie"])
        return JSONResponse({"results": [{"stored": True} for _vote in votes]})

    app = Starlette(routes=[Route("/live/answers", vote, methods=["POST"])])
    uvicorn.run(app, host="127.0.0.1", port=port, log_level="error", access_log=False)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
