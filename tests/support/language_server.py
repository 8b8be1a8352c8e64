"""A small client of a language server (LSP 3.17) over standard input and output, for one workspace."""

from __future__ import annotations

import json
import queue
import subprocess
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

LONGEST = 60.0
Message = dict[str, Any]


class ServerFailedError(AssertionError):
    """The server answered with an error, ended or said nothing for too long."""


@dataclass
class LanguageServer:
    """One running server; each call waits for its answer."""

    process: subprocess.Popen[bytes]
    settings: Message
    _arrived: queue.Queue[Message | None] = field(default_factory=queue.Queue)
    _asked: int = 0
    _versions: dict[str, int] = field(default_factory=dict)

    def start(self, folder: Path) -> None:
        """Shake hands; `folder` is the workspace."""
        threading.Thread(target=self._listen, daemon=True).start()
        root = folder.as_uri()
        capabilities = {
            "workspace": {"configuration": True},
            "textDocument": {
                "publishDiagnostics": {"versionSupport": True},
                "hover": {"contentFormat": ["plaintext", "markdown"]},
                "completion": {"completionItem": {"documentationFormat": ["plaintext"]}},
            },
        }
        folders = [{"uri": root, "name": folder.name}]
        who = {"processId": None, "rootUri": root, "workspaceFolders": folders, "capabilities": capabilities}
        self._ask("initialize", who)
        self._tell("initialized", {})
        self._tell("workspace/didChangeConfiguration", {"settings": self.settings})

    def diagnose(self, file: Path, text: str) -> list[Message]:
        """What the server finds wrong in `text`, opened or changed as the content of `file`."""
        uri, version = file.as_uri(), self._versions.get(file.as_uri(), 0) + 1
        self._versions[uri] = version
        document = {"uri": uri, "version": version}
        if version == 1:
            whole = {**document, "languageId": "yaml", "text": text}
            self._tell("textDocument/didOpen", {"textDocument": whole})
        else:
            changes = {"textDocument": document, "contentChanges": [{"text": text}]}
            self._tell("textDocument/didChange", changes)
        found = self._await(
            lambda message: (
                message.get("method") == "textDocument/publishDiagnostics"
                and message["params"]["uri"] == uri
                and message["params"].get("version", version) == version
            )
        )
        diagnostics: list[Message] = found["params"]["diagnostics"]
        return diagnostics

    def complete(self, file: Path, line: int, column: int) -> list[Message]:
        """What may be written at a place of an open file; lines and columns count from 0."""
        found = self._ask("textDocument/completion", self._place(file, line, column))
        items: list[Message] = found["items"] if isinstance(found, dict) else found or []
        return items

    def hover(self, file: Path, line: int, column: int) -> str:
        """What is shown where the pointer rests."""
        found = self._ask("textDocument/hover", self._place(file, line, column))
        return str(found["contents"]["value"]) if found else ""

    def stop(self) -> None:
        """Say goodbye and wait for the end."""
        self._ask("shutdown", None)
        self._tell("exit", None)
        self.process.wait(LONGEST)

    @staticmethod
    def _place(file: Path, line: int, column: int) -> Message:
        return {
            "textDocument": {"uri": file.as_uri()},
            "position": {"line": line, "character": column},
        }

    def _ask(self, method: str, params: Any) -> Any:
        self._asked += 1
        number = self._asked
        self._send({"id": number, "method": method, "params": params})
        answer = self._await(lambda message: message.get("id") == number and "method" not in message)
        if "error" in answer:
            raise ServerFailedError(f"{method}: {answer['error']}")
        return answer.get("result")

    def _tell(self, method: str, params: Any) -> None:
        self._send({"method": method, "params": params})

    def _send(self, message: Message) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.process.stdin is not None
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def _await(self, wanted: Callable[[Message], bool]) -> Message:
        while True:
            try:
                message = self._arrived.get(timeout=LONGEST)
            except queue.Empty:
                raise ServerFailedError("the server said nothing for too long") from None
            if message is None:
                raise ServerFailedError(f"the server ended with {self.process.wait(LONGEST)}")
            if "method" in message and "id" in message:
                self._send({"id": message["id"], "result": self._answer(message)})
            elif wanted(message):
                return message

    def _answer(self, asked: Message) -> Any:
        if asked["method"] != "workspace/configuration":
            return None
        return [self.settings.get(str(item.get("section")), {}) for item in asked["params"]["items"]]

    def _listen(self) -> None:
        stream = self.process.stdout
        assert stream is not None
        while head := _head(stream.readline):
            length = next(line for line in head if line.lower().startswith(b"content-length:"))
            self._arrived.put(json.loads(stream.read(int(length[15:]))))
        self._arrived.put(None)


def _head(read_line: Callable[[], bytes]) -> list[bytes]:
    lines: list[bytes] = []
    while line := read_line().strip():
        lines.append(line)
    return lines


@contextmanager
def language_server(command: Sequence[str], folder: Path, settings: Message) -> Iterator[LanguageServer]:
    """A server started with `command` on the workspace in `folder`, stopped at the end."""
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=folder
    ) as process:
        server = LanguageServer(process, settings)
        try:
            server.start(folder)
            yield server
            server.stop()
        finally:
            process.kill()
