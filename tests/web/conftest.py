"""A second screen on this machine alone, and browsers that say what no browser would."""

import asyncio
import ipaddress
import json
import logging
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from backcue.web.address import Place, listening, new_token
from backcue.web.server import Server

HOME = ipaddress.ip_address("127.0.0.1")
PATIENCE = 10.0


class Answer:
    """What came back."""

    def __init__(self, raw: bytes) -> None:
        head, _, self.body = raw.partition(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").split("\r\n")
        self.status = int(first.split(" ")[1]) if first else None
        """None where the connection was closed without a word."""
        self.headers = {
            name.lower(): value.strip()
            for name, _, value in (line.partition(":") for line in lines)
        }


class Served:
    """A server, what it was asked to press, and who came to watch."""

    def __init__(self) -> None:
        self.keys: list[str] = []
        self.came = 0
        sock = listening(HOME, 0)
        self.place = Place(HOME, sock.getsockname()[1], new_token())
        self.server = Server(
            sock, self.place, now_ms=lambda: 1234.5, on_key=self.keys.append, on_viewer=self._came
        )
        self.server.start()

    def _came(self) -> None:
        self.came += 1
        self.server.publish(b'{"newest":1}')

    @property
    def path(self) -> str:
        return f"/{self.place.token}/"

    async def say(self, raw: bytes, *, seconds: float = PATIENCE) -> Answer:
        """Send these bytes, and read to the end."""
        reader, writer = await asyncio.open_connection(str(HOME), self.place.port)
        try:
            writer.write(raw)
            async with asyncio.timeout(seconds):
                try:
                    return Answer(await reader.read(-1))
                except ConnectionError:
                    return Answer(b"")
        finally:
            writer.close()

    async def ask(
        self, method: str = "GET", path: str = "", body: bytes = b"", **headers: str | None
    ) -> Answer:
        """Ask for something under the token as a browser does, without headers that are None."""
        usual: dict[str, str | None] = {
            "host": self.place.host, "connection": "close", "content-length": str(len(body)),
        }  # fmt: skip
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        given = {**usual, **named}
        lines = "".join(
            f"{name}: {value}\r\n" for name, value in given.items() if value is not None
        )
        path = path if path.startswith("/") else self.path + path
        return await self.say(f"{method} {path} HTTP/1.1\r\n{lines}\r\n".encode() + body)

    async def press(self, action: Any = "pause", **headers: str | None) -> Answer:
        body = json.dumps({"action": action}).encode()
        return await self.ask(
            "POST", "keys", body, **{"content_type": "application/json", **headers}
        )

    @asynccontextmanager
    async def viewer(self) -> AsyncIterator[asyncio.StreamReader]:
        """Watch; gives the stream behind the headers."""
        reader, writer = await asyncio.open_connection(str(HOME), self.place.port)
        try:
            writer.write(
                f"GET {self.path}events HTTP/1.1\r\nhost: {self.place.host}\r\n\r\n".encode()
            )
            async with asyncio.timeout(PATIENCE):
                await reader.readuntil(b"\r\n\r\n")
            yield reader
        finally:
            writer.close()


async def event(reader: asyncio.StreamReader) -> dict[str, Any]:
    """Returns the next event of a stream."""
    async with asyncio.timeout(PATIENCE):
        while True:
            line = await reader.readline()
            assert line, "the stream has ended"
            if line.startswith(b"data: "):
                told: dict[str, Any] = json.loads(line[6:])
                return told


@pytest.fixture
def served(caplog: pytest.LogCaptureFixture) -> Iterator[Served]:
    """Serve one, of which no request may fail: what is not wanted is refused."""
    made = Served()
    yield made
    made.server.close()
    failed = [each for each in caplog.get_records("call") if each.levelno >= logging.ERROR]
    assert not failed, failed


@pytest.fixture
def quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nobody be waited for as long as people are."""
    monkeypatch.setattr("backcue.web.connection.REQUEST_SECONDS", 0.2)
    monkeypatch.setattr("backcue.web.connection.STUCK_SECONDS", 0.2)
    monkeypatch.setattr("backcue.web.server.REFUSAL_SECONDS", 0.0)
