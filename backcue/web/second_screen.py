"""The second screen: shows a session to all who watch, from the session's own thread."""

import asyncio
import json
import time
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from backcue.display import notices
from backcue.display.mirror import Look, Standing, moment
from backcue.display.second_screen import Controls
from backcue.session.clock import Clock, Wake
from backcue.session.events import Event, Finished
from backcue.system.log import logger
from backcue.web.address import Address, Place, listening, network_address, new_token

if TYPE_CHECKING:
    from backcue.coach import Coach
    from backcue.session.tally import Tally
    from backcue.web.server import Server

_LOG = logger(__name__)
AHEAD = 3.0
"""Seconds for which a screen knows what to show, should the network be slow."""
HEARTBEAT = 0.5
"""Seconds between two signs of life while nothing changes."""
LEAST_APART = 0.05
"""Seconds between two moments that are sent: at most 20 in a second."""


class SecondScreen:
    """Serves the page at `address` (None: that of the local network) and `port` (0: any).

    It sends the moment that is now when something happens, when something that is shown changes
    by itself, and as a sign of life.
    """

    def __init__(
        self,
        clock: Clock,
        *,
        address: Address | None = None,
        port: int = 0,
        remote: bool = False,
    ) -> None:
        self.remote = remote
        self._clock = clock
        self._address, self._port = address, port
        self._epoch = time.time() - clock.now()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._server: Server | None = None
        self._coach: Coach | None = None
        self._controls = Controls(press=lambda _: None)
        self._tally: Tally | None = None
        self._sent = float("-inf")
        self._off = False
        self._wake: Wake | None = None

    @property
    def url(self) -> str | None:
        """Where the page is; None while nothing is served."""
        return None if self._server is None else self._server.place.url

    @property
    def reached_from(self) -> str:
        """Where the page can be opened, in a line for a person."""
        if self._server is not None and self._server.place.address.is_loopback:
            return "Open it in a browser on this computer:"
        return "Open it on a phone, tablet or TV in this network:"

    @property
    def viewers(self) -> int:
        """How many screens show it now."""
        return 0 if self._server is None else self._server.viewers

    def open(self) -> str:
        """Begin to serve, if it does not yet; returns where. SecondScreenError."""
        if self._server is None:
            # Imported here: few sessions are shown elsewhere.
            from backcue.web.server import Server  # noqa: PLC0415

            address = self._address or network_address()
            sock = listening(address, self._port)
            place = Place(address, sock.getsockname()[1], new_token())
            server = Server(
                sock,
                place,
                now_ms=lambda: self._ms(self._clock.now()),
                on_key=lambda action: self._soon(self._press, action),
                on_viewer=lambda: self._soon(self.refresh),
            )
            server.remote = self.remote
            server.start()
            self._server = server
        return self._server.place.url

    def set_remote(self, *, remote: bool) -> None:
        """Let the screens press keys, or only show."""
        self.remote = remote
        if self._server is not None:
            self._server.remote = remote
        self.refresh()

    def show(self, coach: "Coach", controls: Controls) -> None:
        """Show this session from now on, from the running loop."""
        self._loop = asyncio.get_running_loop()
        before = self._coach
        self._coach, self._controls, self._tally = coach, controls, None

        def hear(event: Event) -> None:
            if self._coach is coach:
                self._tally = event.tally if isinstance(event, Finished) else None
                self.refresh()

        if coach is not before:
            coach.listen(hear)
        self.refresh()

    def refresh(self) -> None:
        """Send the moment that is now, as soon as another may be sent.

        Not within this call: of several things that happen at once, all are sent as one.
        """
        if self._coach is not None:
            self._wake_at(max(self._clock.now(), self._sent + LEAST_APART))

    def close(self) -> None:
        """Serve nothing any more; what is seen last is how it ended."""
        if self._wake is not None:
            self._wake.cancel()
        if self._server is not None:
            self._off = True
            self._publish()
            self._off = False
            self._server.close()
            self._server = None

    def _soon(self, call: Callable[..., None], *given: str) -> None:
        """Call this in the session's thread."""
        # The loop may have ended meanwhile.
        with suppress(RuntimeError):
            if self._loop is not None:
                self._loop.call_soon_threadsafe(call, *given)

    def _press(self, action: str) -> None:
        if self._server is not None and self.remote:
            self._controls.press(action)

    def _send(self) -> None:
        """Send the moment that is now, and wake for the next."""
        try:
            change = self._publish()
        except Exception:  # noqa: BLE001 - it may fail, the session goes on
            _LOG.exception("the moment could not be sent")
            change = float("inf")
        if change is not None:
            self._wake_at(max(self._sent + LEAST_APART, min(change, self._sent + HEARTBEAT)))

    def _standing(self, coach: "Coach") -> Standing:
        controls = self._controls
        notice = controls.notice()
        return Standing(
            waits=controls.waits(),
            locked=controls.locked(),
            asks=controls.asks(),
            sound=notices.sound(coach.error, muted=coach.muted, speaks=coach.voice),
            notice=notice.message if notice else None,
            notice_until_ms=self._ms(notice.until) if notice else 0.0,
            tally=self._tally,
            off=self._off,
        )

    def _publish(self) -> float | None:
        """Send the moment that is now; returns when something changes by itself, if ever."""
        if self._server is None or self._coach is None:
            return None
        now = self._sent = self._clock.now()
        ahead = list(self._coach.foresight(AHEAD))
        here = self._coach.snapshot()
        # The session may wake a moment later than this for what happens just now.
        while ahead and ahead[0][0] <= now:
            here = ahead.pop(0)[1]
        course, controls = self._coach.course, self._controls
        go_on, begin = ("GO",) * 2 if self.remote else (controls.go_on, controls.begin)
        sent = moment(
            Look(course.preset.name, course.technique, go_on, begin, remote=self.remote),
            self._standing(self._coach),
            here,
            self._ms(now),
            ((self._ms(at), then) for at, then in ahead),
        )
        self._server.publish(json.dumps(sent, separators=(",", ":")).encode())
        return ahead[0][0] if ahead else float("inf")

    def _wake_at(self, when: float) -> None:
        if self._wake is not None:
            self._wake.cancel()
        self._wake = self._clock.call_at(when, self._send)

    def _ms(self, seconds: float) -> float:
        """Returns a time on the clock as ms since 1970, on a clock that is never put right."""
        return (seconds + self._epoch) * 1000
