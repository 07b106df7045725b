"""One playback stream of miniaudio: opened, asked for frames, closed."""

import logging
from collections.abc import Callable, Generator
from typing import Any, Final, NamedTuple

from backcue.sound.outputs.quiet import hush_sound_libraries
from backcue.sound.outputs.stream import Fill
from backcue.sound.samples.levels import SAMPLE_RATE
from backcue.system.extras import hidden

with hidden("numpy"):
    # It takes numpy where that is there: 12 MB and a tenth of a second, for samples in its arrays.
    import miniaudio

_LOG = logging.getLogger(__name__)


class DeviceError(Exception):
    """No device could be opened; the message is for people."""


class _Buffer(NamedTuple):
    """What to ask of a backend: periods of so many milliseconds, and what that comes to."""

    period_ms: int
    periods: int
    lead_ms: int


_BUFFERS: Final = {
    # The server keeps one period in all, whatever the number of them.
    miniaudio.Backend.PULSEAUDIO: _Buffer(100, 3, 100),
    # Written ahead: a period is made while the buffer is still full.
    miniaudio.Backend.ALSA: _Buffer(20, 4, 100),
    # Two buffers of one period, whatever the number asked for.
    miniaudio.Backend.COREAUDIO: _Buffer(50, 2, 100),
}
_BUFFER: Final = _Buffer(25, 4, 100)
_PULSE_IN_PERIODS: Final = _Buffer(66, 3, 132)
"""Where callbacks come in whole periods only, miniaudio keeps one more of them."""
_UNHEARD: Final = {miniaudio.Backend.NULL, miniaudio.Backend.CUSTOM}
_AS_ASKED_OFFSET: Final = 27
_AS_ASKED_LAYOUT: Final = {"periods": 16, "dataCallback": 32, "notificationCallback": 40}


def _ask_as_the_device_does(config: Any) -> bool:  # noqa: ANN401  a cffi struct
    """Set `noFixedSizedCallback`, which miniaudio's Python does not show; say if it worked.

    Without it a whole period waits between the mixer and the device. It is a byte between
    two fields that are shown (ma_device_config in miniaudio.h, 0.11.x, 64 bit); where those
    are not at the known places nothing is touched.
    """
    fields = dict(miniaudio.ffi.typeof("ma_device_config").fields)
    if any(fields[name].offset != at for name, at in _AS_ASKED_LAYOUT.items()):
        return False
    if not miniaudio.lib_version().startswith("0.11."):
        return False
    first_byte = miniaudio.ffi.cast("unsigned char *", miniaudio.ffi.addressof(config))
    first_byte[_AS_ASKED_OFFSET] = 1
    return True


class _Device(miniaudio.PlaybackDevice):  # type: ignore[misc, unused-ignore]
    """A playback device with the buffer that its backend needs."""

    buffer: _Buffer
    context: Any = None

    def _make_context(self, backends: Any, *rest: Any, **named: Any) -> Any:  # noqa: ANN401
        (backend,) = backends
        self.buffer = _BUFFERS.get(backend, _BUFFER)
        if backend is miniaudio.Backend.PULSEAUDIO and not _ask_as_the_device_does(self._devconfig):
            self.buffer = _PULSE_IN_PERIODS
        self._devconfig.periodSizeInMilliseconds = self.buffer.period_ms
        self._devconfig.periods = self.buffer.periods
        self.context = super()._make_context(backends, *rest, **named)
        return self.context

    def close(self) -> None:
        """End it, with the connection to the sound server; also where opening failed."""
        super().close()
        context, self.context = self.context, None
        if context is not None:
            miniaudio.lib.ma_context_uninit(context)


def _frames(fill: Fill, lead_frames: int) -> Generator[bytes, int, None]:
    frames = yield b""
    while True:
        frames = yield fill(frames, lead_frames)


def open_stream(channels: int, fill: Fill, stopped: Callable[[], None]) -> _Device:
    """Open the first device that works, and let it run; `stopped` when it says that it ended.

    Raises `DeviceError` where there is none. May block for as long as a backend likes.
    """
    hush_sound_libraries()
    enabled = miniaudio.get_enabled_backends() - _UNHEARD
    failures: list[Exception] = []
    for backend in sorted(enabled, key=lambda b: int(b.value)):
        try:
            device = _open(backend, channels, fill, stopped)
        except miniaudio.MiniaudioError as error:
            error.add_note(backend.name)
            failures.append(error)
        else:
            _LOG.info("opened %s with %s after %r", backend.name, device.buffer, failures)
            return device
    # Said once, by whoever tries again and again.
    tried = ExceptionGroup("tried", failures) if failures else None
    raise DeviceError("no audio device") from tried


def _open(
    backend: miniaudio.Backend, channels: int, fill: Fill, stopped: Callable[[], None]
) -> _Device:
    device = _Device(
        output_format=miniaudio.SampleFormat.SIGNED16,
        nchannels=channels,
        sample_rate=SAMPLE_RATE,
        backends=[backend],
        app_name="backcue",
    )
    device.stop_callback = stopped
    frames = _frames(fill, device.buffer.lead_ms * SAMPLE_RATE // 1000)
    next(frames)
    try:
        device.start(frames)
    except miniaudio.MiniaudioError:
        device.close()
        raise
    return device
