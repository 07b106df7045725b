"""A PulseAudio server of one's own with a null sink, and a recording of what it plays."""

import os
import shutil
import subprocess
import threading
import time
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np
from numpy.typing import NDArray

RATE_HZ = 48_000
_AROUND_FRAMES = 5 * RATE_HZ
_TOOLS = ("pulseaudio", "parec", "pactl")


def missing() -> str | None:
    """Say which of the tools is not installed; None where all are."""
    for tool in _TOOLS:
        if shutil.which(tool) is None:
            return f"{tool} is not installed"
    return None


class PulseServer:
    """A private sound server in `folder`; other servers on the machine are left alone."""

    def __init__(self, folder: Path, *, rate_hz: int = RATE_HZ) -> None:
        self.folder = folder
        self._rate_hz = rate_hz
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def environment(self) -> dict[str, str]:
        """What a program needs in its environment to play through this server."""
        asound = self.folder / "asound.conf"
        return {
            "XDG_RUNTIME_DIR": str(self.folder),
            "HOME": str(self.folder),
            "XDG_CONFIG_HOME": str(self.folder / "config"),
            "PULSE_SERVER": f"unix:{self.folder}/pulse/native",
            "ALSA_CONFIG_PATH": str(asound),
        }

    def __enter__(self) -> Self:
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        (self.folder / "asound.conf").write_text(
            "pcm.!default { type pulse }\nctl.!default { type pulse }\n",
            encoding="utf-8",
        )
        settings = self.folder / "config" / "pulse"
        settings.mkdir(parents=True, exist_ok=True)
        # A sink takes on the rate of what plays on it where it is one of these two.
        (settings / "daemon.conf").write_text(
            f"default-sample-rate = {self._rate_hz}\nalternate-sample-rate = {self._rate_hz}\n",
            encoding="utf-8",
        )
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def start(self) -> None:
        """Start the server and wait until it answers."""
        sink = f"module-null-sink sink_name=null rate={self._rate_hz} channels=1"
        self._process = subprocess.Popen(
            [
                "pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no",
                "--disable-shm=no", "-L", "module-native-protocol-unix auth-anonymous=1",
                "-L", sink,
            ],
            env={**os.environ, **self.environment},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )  # fmt: skip
        deadline = time.monotonic() + 10
        while not self.latencies():
            if time.monotonic() > deadline:
                self.stop()
                raise RuntimeError("pulseaudio does not start")
            time.sleep(0.02)

    def stop(self) -> None:
        """Stop the server."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait(10)
            self._process = None

    def latencies(self) -> str:
        """Returns what the server says about the latency of its sink and of what plays on it."""
        said = [
            subprocess.run(
                ["pactl", "list", what],
                env={**os.environ, **self.environment},
                capture_output=True,
                text=True,
                check=False,
            ).stdout
            for what in ("sink-inputs", "sinks")
        ]
        return "\n".join(line.strip() for line in "\n".join(said).splitlines() if "atency" in line)


class Recording:
    """Records what the server's null sink plays, from entering to leaving the block.

    `time_of` tells when a frame was heard. The monitor gets each block as the sink renders
    it, one block (`latency_ms` at most) before a loudspeaker would have played its end.
    """

    def __init__(self, server: PulseServer, *, latency_ms: int = 30) -> None:
        self._server = server
        self._latency_ms = latency_ms
        self._chunks: list[tuple[float, bytes]] = []

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(
            [
                "parec", "--raw", f"--latency-msec={self._latency_ms}", f"--rate={RATE_HZ}",
                "--channels=1", "--format=s16le", "--device=null.monitor",
            ],
            env={**os.environ, **self._server.environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )  # fmt: skip
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        deadline = time.monotonic() + 10
        while len(self._chunks) < 3 and time.monotonic() < deadline:  # the sink is awake now
            time.sleep(0.01)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.terminate()
        self._process.wait(10)
        self._reader.join(10)
        if self._process.stdout is not None:
            self._process.stdout.close()

    def _read(self) -> None:
        assert self._process.stdout is not None  # noqa: S101
        handle = self._process.stdout.fileno()
        while chunk := os.read(handle, 1 << 16):
            self._chunks.append((time.monotonic(), chunk))

    @property
    def samples(self) -> NDArray[np.int16]:
        """All that was recorded."""
        return np.frombuffer(b"".join(chunk for _, chunk in self._chunks), np.int16)

    def time_of(self, frame: float) -> float:
        """Returns the monotonic time at which a frame was heard, to about 10 ms.

        A block is heard to its end one block after it was rendered, and the earliest arrivals
        around a frame tell when that was: the sink's clock is not quite the machine's.
        """
        end, offsets = 0, []
        for at, chunk in self._chunks:
            end += len(chunk) // 2
            if abs(end - frame) < _AROUND_FRAMES:
                offsets.append(at - end / RATE_HZ)
        return min(offsets) + frame / RATE_HZ + self._latency_ms / 1000
