"""Asks the second screen for what no browser asks for, and counts what comes back."""

import asyncio
import random
import re
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import urlsplit

AT_ONCE = 60
ANSWERED_SECONDS = 8.0
_BYTES = b"\x00\r\n :/%?#\t\x7f\xff{}[]\"'0aZ"


@dataclass
class Attack:
    """Asks, and counts what came back."""

    url: str
    answers: Counter[str] = field(default_factory=Counter)
    wrong: list[tuple[bytes, bytes]] = field(default_factory=list)
    """What was asked, and answered though it should not be."""

    def __post_init__(self) -> None:
        self.place = urlsplit(self.url)

    def proper(self, *, token: str | None = None, host: str | None = None) -> bytes:
        """Returns a request that a browser would make."""
        path = self.place.path if token is None else f"/{token}/"
        head = (
            f"host: {host or self.place.netloc}\r\nuser-agent: Mozilla/5.0\r\naccept: */*\r\n"
            "accept-encoding: gzip\r\nconnection: keep-alive\r\n"
        )
        body = '{"action":"pause"}'
        posted = (
            f"{head}content-type: application/json\r\ncontent-length: {len(body)}\r\n\r\n{body}"
        )
        asked = (
            f"GET {path} HTTP/1.1\r\n{head}\r\n",
            f"GET {path}events HTTP/1.1\r\n{head}\r\n",
            f"POST {path}keys HTTP/1.1\r\n{posted}",
        )
        return random.choice(asked).encode()

    async def ask(self, raw: bytes) -> None:
        """Send this, and look at the first line that comes back."""
        try:
            async with asyncio.timeout(ANSWERED_SECONDS):
                reader, writer = await asyncio.open_connection(self.place.hostname, self.place.port)
                try:
                    writer.write(raw)
                    with suppress(OSError):
                        await writer.drain()
                        writer.write_eof()
                    answer = await reader.readline()
                finally:
                    writer.transport.abort()
        except OSError:
            answer = b""
        except TimeoutError:
            answer = b"no answer"
        status = re.match(rb"HTTP/1.1 (\d{3}) ", answer)
        self.answers[status[1].decode() if status else answer.decode() or "closed"] += 1
        refused = status is not None and status[1].startswith(b"4")
        may = self.place.path.encode() in raw and status is not None and status[1][:1] in b"23"
        if not (refused or may or not answer):
            self.wrong.append((raw, answer))

    async def ask_all(self, requests: list[bytes]) -> None:
        """Send these, so many at once."""
        turns = asyncio.Semaphore(AT_ONCE)

        async def one(raw: bytes) -> None:
            async with turns:
                await self.ask(raw)

        await asyncio.gather(*map(one, requests))

    async def trickle(self) -> float:
        """Send a byte now and then; returns after how many seconds it was hung up on."""
        began = time.monotonic()
        with suppress(OSError, asyncio.IncompleteReadError):
            reader, writer = await asyncio.open_connection(self.place.hostname, self.place.port)
            for byte in self.proper():
                writer.write(bytes([byte]))
                await writer.drain()
                with suppress(TimeoutError):
                    await asyncio.wait_for(reader.readexactly(1), 0.2)
        return time.monotonic() - began

    @asynccontextmanager
    async def idle(self, count: int) -> AsyncIterator[None]:
        """Open so many connections, and say nothing."""
        writers = []
        for _ in range(count):
            with suppress(OSError):
                writers.append(
                    (await asyncio.open_connection(self.place.hostname, self.place.port))[1]
                )
        yield
        for writer in writers:
            writer.transport.abort()


def mutated(raw: bytes) -> bytes:
    """Returns it changed at some places."""
    changed = bytearray(raw)
    for _ in range(random.choice((1, 1, 2, 3, 8))):
        at = random.randrange(len(changed) + 1)
        match random.randrange(7):
            case 0:
                changed[at : at + 1] = bytes([random.choice(_BYTES)])
            case 1:
                del changed[at : at + random.randrange(1, 20)]
            case 2:
                changed[at:at] = bytes(random.choices(_BYTES, k=random.randrange(1, 40)))
            case 3:
                changed[at:at] = changed[at : at + random.randrange(200)] * random.randrange(3)
            case 4:
                del changed[at:]
            case 5:
                changed[at:at] = b"x" * random.randrange(6000)
            case _:
                changed[at : at + 8] = bytes(random.randrange(256) for _ in range(8))
        if not changed:
            break
    return bytes(changed)
