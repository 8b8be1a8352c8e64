"""What reports are compared with: a plain FastAPI `def` endpoint, a SQLite connection a thread, a commit a request."""

from __future__ import annotations

import sys
import threading
import uuid

import uvicorn
from fastapi import FastAPI, Header
from pydantic import BaseModel
from pysqlite3 import dbapi2 as sqlite3

app = FastAPI()
_local = threading.local()


class NewReport(BaseModel):
    """The same body that KOBAN takes."""

    category: str
    text: str
    anonymous: bool = True


def _connection() -> sqlite3.Connection:
    if not hasattr(_local, "connection"):
        _local.connection = connect()
    return _local.connection


def connect() -> sqlite3.Connection:
    """WAL, and a commit that lasts through a power cut."""
    connection = sqlite3.connect(sys.argv[1], timeout=30, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    return connection


@app.post("/reports", status_code=201)
def report(body: NewReport, idempotency_key: str = Header()) -> dict[str, str]:
    """Store one report and commit."""
    connection = _connection()
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(
        "INSERT OR IGNORE INTO report VALUES (?, ?, ?)",
        (idempotency_key, uuid.uuid4().hex, body.model_dump_json()),
    )
    connection.execute("COMMIT")
    return {"receipt": idempotency_key, "status": "received"}


if __name__ == "__main__":
    connect().execute("CREATE TABLE report (key TEXT PRIMARY KEY, id TEXT, body TEXT)")
    uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[2]), log_level="critical", access_log=False)
