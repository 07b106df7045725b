"""The server of the second screen: a thread of its own, so that no viewer can hold up a session."""

import asyncio
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from socket import socket

from backcue.display.second_screen import SecondScreenError
from backcue.system.log import logger
from backcue.web.address import Place
from backcue.web.connection import Connection
from backcue.web.page import Page
from backcue.web.requests import MOST_BYTES, Asked, Refused, Wanted, action_of, wanted

MOST_VIEWERS = 32
MOST_CONNECTIONS = 64
"""Beside those of viewers; the one that was quiet for longest makes room for a new one."""
KEYS_A_SECOND = 10
"""More than a person presses."""
REFUSAL_SECONDS = 0.5
"""What a refusal takes at least: who asks for nonsense gets little of it done."""
_GOODBYE_SECONDS = 0.3
_CLOSING_SECONDS = 2.0
_EVENT_STREAM = {"content-type": "text/event-stream; charset=utf-8"}
_LOG = logger(__name__)

Clock = Callable[[], float]


class Server:
    """Serves a page, sends every viewer the newest state, and passes keys on.

    Made and used from the session's thread; `on_key` and `on_viewer` are called in the server's.
    """

    def __init__(
        self,
        listening: socket,
        place: Place,
        *,
        now_ms: Clock,
        on_key: Callable[[str], None],
        on_viewer: Callable[[], None],
    ) -> None:
        self.place = place
        self.remote = False
        """Whether keys are taken."""
        self.viewers = 0
        """How many watch now."""
        self._listening = listening
        self._now_ms = now_ms
        self._on_key, self._on_viewer = on_key, on_viewer
        self._page = Page()
        self._newest = b""
        self._news: set[asyncio.Event] = set()
        self._watching: set[asyncio.Task[None]] = set()
        self._closing = False
        self._others: OrderedDict[asyncio.Task[None], None] = OrderedDict()
        self._pressed: list[float] = []
        self._loop: asyncio.AbstractEventLoop | None = None
        self._ended = asyncio.Event()
        self._under_way = threading.Event()
        self._error: Exception | None = None
        self._thread = threading.Thread(target=self._run, name="backcue-screen", daemon=True)

    def start(self) -> None:
        """Begin to serve; SecondScreenError where that fails."""
        self._thread.start()
        self._under_way.wait()
        if self._error is not None:
            raise SecondScreenError(f"the second screen cannot be served: {self._error}")

    def publish(self, data: bytes) -> None:
        """Send this to all who watch; who has not taken the last one yet misses it."""
        if self._loop is not None:
            with suppress(RuntimeError):
                self._loop.call_soon_threadsafe(self._take, data)

    def close(self) -> None:
        """Let go of all viewers, and of the address."""
        if self._loop is not None:
            with suppress(RuntimeError):
                self._loop.call_soon_threadsafe(self._ended.set)
        self._thread.join(_CLOSING_SECONDS)

    # In the server's own thread.

    def _run(self) -> None:
        try:
            asyncio.run(self._serve())
        except Exception as error:  # noqa: BLE001 - whatever ends it, the session goes on
            _LOG.exception("the second screen ended")
            self._error = error
        finally:
            self._under_way.set()
            self._listening.close()

    async def _serve(self) -> None:
        self._loop = asyncio.get_running_loop()
        # Asyncio would write it on the screen.
        self._loop.set_exception_handler(lambda _, what: _LOG.error("asyncio: %s", what))
        server = await asyncio.start_server(
            self._connected, sock=self._listening, limit=2 * MOST_BYTES
        )
        self._under_way.set()
        async with server:
            await self._ended.wait()
            server.close()
            await self._say_goodbye()
            tasks = asyncio.all_tasks() - {asyncio.current_task()}
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _say_goodbye(self) -> None:
        """Let every viewer have the last moment, if it takes it at once."""
        self._closing = True
        for news in self._news:
            news.set()
        if self._watching:
            await asyncio.wait(self._watching, timeout=_GOODBYE_SECONDS)

    def _take(self, data: bytes) -> None:
        self._newest = data
        for news in self._news:
            news.set()

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        connection = Connection(reader, writer)
        task = asyncio.current_task()
        assert task is not None  # noqa: S101 - a connection is served in a task
        self._others[task] = None
        while len(self._others) > MOST_CONNECTIONS:
            quiet, _ = self._others.popitem(last=False)
            quiet.cancel()
        try:
            await self._serve_all(connection, task)
        except (TimeoutError, OSError, asyncio.CancelledError):
            # Slow, gone, or in the way: there is nobody to tell.
            pass
        except Exception:  # noqa: BLE001 - one connection is lost, the others go on
            _LOG.exception("a request could not be answered")
        finally:
            self._others.pop(task, None)
            connection.close()

    async def _serve_all(self, connection: Connection, task: asyncio.Task[None]) -> None:
        try:
            while (request := await connection.request()) is not None:
                what = wanted(request[0], self.place)
                if task in self._others:
                    self._others.move_to_end(task)
                await self._answer(connection, task, what, *request)
                if not connection.reusable:
                    return
        except Refused as refused:
            _LOG.info("refused: %d %s", refused.status, refused.why)
            await asyncio.sleep(REFUSAL_SECONDS)
            await connection.refuse(refused)
            await connection.close_in_order()

    async def _answer(
        self,
        connection: Connection,
        task: asyncio.Task[None],
        what: Wanted,
        asked: Asked,
        body: bytes,
    ) -> None:
        match what:
            case Wanted.PAGE:
                await self._show_page(connection, asked)
            case Wanted.KEYS:
                self._press(action_of(asked, body, remote=self.remote))
                await connection.answer(204)
            case Wanted.EVENTS:
                await self._watch(connection, task)

    async def _show_page(self, connection: Connection, asked: Asked) -> None:
        page = self._page
        known = asked.header("if-none-match") == page.tag
        # A page that only asks for the time says which one it is, and gets the time alone.
        headers = {**page.headers, "backcue-time": f"{self._now_ms():.1f}"}
        await connection.answer(304 if known else 200, b"" if known else page.body, headers)

    def _press(self, action: str) -> None:
        now = time.monotonic()
        self._pressed = [at for at in self._pressed if at > now - 1]
        if len(self._pressed) >= KEYS_A_SECOND:
            raise Refused(429, "too many keys")
        self._pressed.append(now)
        _LOG.info("a remote asks for %s", action)
        self._on_key(action)

    async def _watch(self, connection: Connection, task: asyncio.Task[None]) -> None:
        if self.viewers >= MOST_VIEWERS:
            raise Refused(429, "too many screens")
        news = asyncio.Event()
        gone = asyncio.ensure_future(connection.gone())
        gone.add_done_callback(lambda _: news.set())
        self._others.pop(task, None)
        self._watching.add(task)
        self._news.add(news)
        self.viewers += 1
        try:
            connection.begin_stream(_EVENT_STREAM)
            await connection.stream(b"retry: 500\n\n")
            self._on_viewer()
            while not self._closing and await news.wait() and not gone.done():
                news.clear()
                await connection.stream(b"data: " + self._newest + b"\n\n")
        finally:
            self._watching.discard(task)
            self.viewers -= 1
            self._news.discard(news)
            gone.cancel()
            with suppress(OSError, asyncio.CancelledError):
                await gone
