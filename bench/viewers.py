"""Screens that watch a session: each with a clock of its own, counting as the page does."""

import asyncio
import json
import random
import sys
import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

PINGS = 5
WINDOW_MS = 60_000.0
Shown = tuple[float, str, str]
"""When something else was shown (monotonic seconds), the word and the number."""


@dataclass
class Viewer:
    """Follows the page's own rules; what it shows goes into `shown`."""

    url: str
    shown: list[Shown] = field(default_factory=list)
    skew_ms: float = field(default_factory=lambda: random.uniform(-1e7, 1e7))
    _offset: float | None = None
    _earliest: float = float("-inf")
    _frames: list[tuple[float, dict[str, Any]]] = field(default_factory=list)
    _timer: asyncio.TimerHandle | None = None

    def _now(self) -> float:
        """Returns the ms of its own clock."""
        return time.monotonic() * 1000 + self.skew_ms

    async def watch(self) -> None:
        """Ask how late it is some times, then follow the events."""
        place = urlsplit(self.url)
        reader, writer = await asyncio.open_connection(place.hostname, place.port)
        lines = f"HTTP/1.1\r\nhost: {place.netloc}\r\n"
        try:
            writer.write(f"GET {place.path} {lines}\r\n".encode())
            headers = await _headers(reader)
            await reader.readexactly(int(headers["content-length"]))
            asked = f"GET {place.path} {lines}if-none-match: {headers['etag']}\r\n\r\n".encode()
            samples = []
            for _ in range(PINGS):
                began = self._now()
                writer.write(asked)
                headers = await _headers(reader)
                ended = self._now()
                samples.append(
                    (ended - began, float(headers["backcue-time"]) - (began + ended) / 2)
                )
            self._offset = min(samples)[1]
            writer.write(f"GET {place.path}events {lines}\r\n".encode())
            while line := await reader.readline():
                if line.startswith(b"data: "):
                    self._take(json.loads(line[6:]))
        finally:
            writer.close()

    def _take(self, message: dict[str, Any]) -> None:
        self._earliest = max(self._earliest, message["sent"] - self._now())
        face = message["face"]
        self._frames = [(message["sent"], face)]
        for change in message["ahead"]:
            face = {**face, **change}
            self._frames.append((change["at"], face))
        self._show()

    def _show(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        now = self._now() + max(self._offset or self._earliest, self._earliest)
        index = 0
        while index + 1 < len(self._frames) and self._frames[index + 1][0] <= now:
            index += 1
        face = self._frames[index][1]
        if not self.shown or self.shown[-1][1:] != (face["word"], face["number"]):
            self.shown.append((time.monotonic(), face["word"], face["number"]))
        if index + 1 < len(self._frames):
            wait = max(0.0, self._frames[index + 1][0] - now) / 1000
            self._timer = asyncio.get_running_loop().call_later(wait, self._show)


async def _headers(reader: asyncio.StreamReader) -> dict[str, str]:
    head = await reader.readuntil(b"\r\n\r\n")
    lines = (line.partition(":") for line in head.decode().split("\r\n")[1:])
    return {name.lower(): value.strip() for name, _, value in lines}


async def _watch_all(url: str, count: int) -> list[list[Shown]]:
    viewers = [Viewer(url) for _ in range(count)]
    await asyncio.gather(*(viewer.watch() for viewer in viewers), return_exceptions=True)
    return [viewer.shown for viewer in viewers]


def watch(url: str, count: int) -> None:
    """Watch with so many until the session ends, and write what each showed as JSON."""
    sys.stdout.write(json.dumps(asyncio.run(_watch_all(url, count))))
