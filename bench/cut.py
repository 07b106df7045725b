"""A way to a port of this machine that can be cut, as a network that goes away."""

import asyncio
import socket
import threading
from contextlib import suppress
from types import TracebackType
from typing import Self


class Cut:
    """Passes on what comes to `port`, while it is on."""

    def __init__(self, to_port: int) -> None:
        self._to = to_port
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        self._on = True
        self._writers: set[asyncio.StreamWriter] = set()
        self._loop = asyncio.new_event_loop()
        self._flows = asyncio.Event()
        self._flows.set()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5)

    def off(self, *, silently: bool = False) -> None:
        """Cut every connection, and take no new one; or let what is sent go nowhere, unsaid."""
        self._loop.call_soon_threadsafe(self._hush if silently else self._cut)

    def on(self) -> None:
        """Pass on again."""
        self._loop.call_soon_threadsafe(self._go_on)

    def _go_on(self) -> None:
        self._on = True
        self._flows.set()

    def _cut(self) -> None:
        self._on = False
        for writer in self._writers:
            writer.transport.abort()

    def _hush(self) -> None:
        self._flows.clear()

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(asyncio.start_server(self._pass, sock=self._listening))
        self._loop.run_forever()

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if not self._on:
            writer.transport.abort()
            return
        await self._flows.wait()
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self._to)
        both = {writer, far_writer}
        self._writers |= both
        await asyncio.gather(self._flow(reader, far_writer), self._flow(far_reader, writer))
        self._writers -= both

    async def _flow(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while data := await reader.read(1 << 16):
                await self._flows.wait()
                writer.write(data)
                await writer.drain()
        writer.close()
