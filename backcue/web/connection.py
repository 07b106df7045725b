"""One connection of a browser: HTTP/1.1 read by h11, with a limit on all that it may take."""

import asyncio
from collections.abc import Mapping
from http import HTTPStatus

import h11

from backcue.web.requests import MOST_BYTES, Asked, Refused

REQUEST_SECONDS = 5.0
"""For a whole request, however slowly it comes; and for the next one on the same connection."""
ANSWER_SECONDS = 10.0
"""For taking what was answered."""
STUCK_SECONDS = 10.0
"""A viewer who takes nothing for so long is let go of."""
_FOR_ALL = {
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
}


class Connection:
    """Reads requests and writes answers; TimeoutError, OSError or Refused end it."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader, self._writer = reader, writer
        self._http = h11.Connection(h11.SERVER, max_incomplete_event_size=MOST_BYTES)
        self._is_head = False
        """Whether the answer goes without its body, as the protocol has it."""
        # Nothing waits here beyond what the system takes: the newest state is written when the
        # one before is gone.
        writer.transport.set_write_buffer_limits(0)

    @property
    def reusable(self) -> bool:
        """Whether another request may come."""
        http = self._http
        return http.our_state is h11.DONE and http.their_state is h11.DONE

    async def request(self) -> tuple[Asked, bytes] | None:
        """Returns the next request and its body; None where there is none."""
        if self._http.our_state is h11.DONE:
            self._http.start_next_cycle()
        try:
            async with asyncio.timeout(REQUEST_SECONDS):
                return await self._request()
        except h11.RemoteProtocolError as error:
            status = error.error_status_hint
            raise Refused(status if status == 431 else 400, "no proper request") from None  # noqa: PLR2004

    async def _request(self) -> tuple[Asked, bytes] | None:
        head = await self._event()
        if not isinstance(head, h11.Request):
            return None
        self._is_head = head.method == b"HEAD"
        asked = Asked(bytes(head.method), bytes(head.target), _joined(head))
        size = len(asked.target) + sum(len(name) + len(value) + 4 for name, value in head.headers)
        if size > MOST_BYTES:
            raise Refused(431, "too long")
        body = b""
        while isinstance(event := await self._event(), h11.Data):
            body += event.data
            if size + len(body) > MOST_BYTES:
                raise Refused(413, "too long")
        return (asked, body) if isinstance(event, h11.EndOfMessage) else None

    async def _event(self) -> object:
        while (event := self._http.next_event()) is h11.NEED_DATA:
            self._http.receive_data(await self._reader.read(MOST_BYTES))
        return event

    async def answer(
        self, status: int, body: bytes = b"", headers: Mapping[str, str] | None = None
    ) -> None:
        """Write a whole answer."""
        length = {} if status in (204, 304) else {"content-length": str(len(body))}
        self._begin(status, _headers(headers, length))
        if body and not self._is_head:
            self._send(h11.Data(data=body))
        self._send(h11.EndOfMessage())
        async with asyncio.timeout(ANSWER_SECONDS):
            await self._writer.drain()

    async def refuse(self, refused: Refused) -> None:
        """Say that it is refused; nothing more is read on this connection."""
        if self._http.our_state in (h11.IDLE, h11.SEND_RESPONSE):
            headers = {"connection": "close", "content-type": "text/plain; charset=utf-8"}
            await self.answer(refused.status, f"{refused.why}\n".encode(), headers)

    def begin_stream(self, headers: Mapping[str, str]) -> None:
        """Begin an answer that has no end."""
        self._begin(200, _headers(headers))

    async def stream(self, data: bytes) -> None:
        """Write a part of it, and wait until it is taken."""
        self._send(h11.Data(data=data))
        async with asyncio.timeout(STUCK_SECONDS):
            await self._writer.drain()

    async def gone(self) -> None:
        """Wait until the other side hangs up, or says anything where it should listen."""
        await self._reader.read(1)

    def close(self) -> None:
        """Hang up, at once where something was not taken yet."""
        transport = self._writer.transport
        if transport.get_write_buffer_size():
            transport.abort()
        else:
            transport.close()

    async def close_in_order(self) -> None:
        """Hang up once the last answer is through, and what still comes is thrown away."""
        async with asyncio.timeout(1.0):
            if self._writer.can_write_eof():
                self._writer.write_eof()
            while await self._reader.read(MOST_BYTES):
                pass

    def _begin(self, status: int, headers: list[tuple[str, str]]) -> None:
        reason = HTTPStatus(status).phrase
        self._send(h11.Response(status_code=status, reason=reason, headers=headers))

    def _send(self, event: h11.Event) -> None:
        data = self._http.send(event)
        if data:
            self._writer.write(data)


def _joined(head: h11.Request) -> dict[bytes, bytes]:
    headers: dict[bytes, bytes] = {}
    for name, value in head.headers:
        headers[name] = headers[name] + b", " + value if name in headers else value
    return headers


def _headers(*given: Mapping[str, str] | None) -> list[tuple[str, str]]:
    merged = dict(_FOR_ALL)
    for each in given:
        merged |= each or {}
    return list(merged.items())
