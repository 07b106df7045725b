"""A headless Chromium that a test opens pages in, spoken to through a pipe."""

import base64
import json
import os
import shutil
import subprocess
import tempfile
import time
from contextlib import ExitStack, suppress
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import Any, Self

_NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome-headless-shell")
_FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--disable-dev-shm-usage", "--hide-scrollbars", "--mute-audio", "--remote-debugging-pipe",
)  # fmt: skip
_PATIENCE = 30.0
"""Seconds for an answer; only a failure waits so long."""
PROGRAM = next((found for name in _NAMES if (found := shutil.which(name))), None)
"""The browser; None where none is installed, or nothing that gives it its pipes."""
if shutil.which("bash") is None:
    PROGRAM = None


class Chromium:
    """Runs a browser with a profile of its own, and these flags beside the usual ones."""

    def __init__(self, *flags: str) -> None:
        self._flags = flags

    def __enter__(self) -> Self:
        assert PROGRAM is not None
        self._open = ExitStack()
        profile = self._open.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True))
        to_read, self._write = os.pipe()
        self._read, to_write = os.pipe()
        # It speaks through 3 and 4, whichever numbers the pipes have here.
        numbered = f'exec "$@" 3<&{to_read} 4>&{to_write}'
        self._process = subprocess.Popen(
            [
                "bash",
                "-c",
                numbered,
                "-",
                PROGRAM,
                *_FLAGS,
                *self._flags,
                f"--user-data-dir={profile}",
            ],
            env={**os.environ, "HOME": profile},
            pass_fds=(to_read, to_write),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(to_read)
        os.close(to_write)
        os.set_blocking(self._read, False)
        self._numbers, self._buffer = count(1), b""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        with suppress(OSError, AssertionError):
            self.call("Browser.close")
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        os.close(self._read)
        os.close(self._write)
        self._open.close()

    def call(self, method: str, session: str | None = None, **given: Any) -> dict[str, Any]:
        """Ask the browser for something, and wait for its answer."""
        number = next(self._numbers)
        asked: dict[str, Any] = {"id": number, "method": method, "params": given}
        if session is not None:
            asked["sessionId"] = session
        os.write(self._write, json.dumps(asked).encode() + b"\0")
        until = time.monotonic() + _PATIENCE
        while True:
            assert time.monotonic() < until, f"no answer to {method}"
            answer = self._next()
            if answer is None:
                time.sleep(0.002)
            elif answer.get("id") == number:
                assert "error" not in answer, f"{method}: {answer['error']}"
                result: dict[str, Any] = answer["result"]
                return result

    def _next(self) -> dict[str, Any] | None:
        with suppress(BlockingIOError):
            self._buffer += os.read(self._read, 1 << 20)
        message, end, rest = self._buffer.partition(b"\0")
        if not end:
            return None
        self._buffer = rest
        told: dict[str, Any] = json.loads(message)
        return told

    def page(self, url: str, width: int = 820, height: int = 1180, before: str = "") -> "Tab":
        """Open a page in a window of this size; `before` is a script that runs first."""
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        attached = self.call("Target.attachToTarget", targetId=target, flatten=True)
        tab = Tab(self, target, attached["sessionId"])
        tab.resize(width, height)
        tab.call("Page.enable")
        tab.call("Page.addScriptToEvaluateOnNewDocument", source=before)
        tab.call("Page.navigate", url=url)
        tab.wait_for("document.readyState === 'complete' && location.href !== 'about:blank'")
        return tab


class Tab:
    """One page."""

    def __init__(self, browser: Chromium, target: str, session: str) -> None:
        self._browser, self._target, self._session = browser, target, session

    def call(self, method: str, **given: Any) -> dict[str, Any]:
        return self._browser.call(method, self._session, **given)

    def resize(self, width: int, height: int) -> None:
        self.call(
            "Emulation.setDeviceMetricsOverride",
            width=width, height=height, deviceScaleFactor=1, mobile=False,
        )  # fmt: skip

    def run(self, script: str) -> Any:
        """Returns what a script in the page gives."""
        told = self.call(
            "Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True
        )
        assert "exceptionDetails" not in told, told["exceptionDetails"]
        return told["result"].get("value")

    def text(self, element: str) -> str:
        """Returns the text of an element, by its id."""
        return str(self.run(f"document.getElementById({element!r}).textContent"))

    def wait_for(self, condition: str, seconds: float = 20.0) -> None:
        """Wait until a script gives something true."""
        until = time.monotonic() + seconds
        while not self.run(condition):
            assert time.monotonic() < until, f"{condition} did not become true"
            time.sleep(0.02)

    def picture(self, file: Path) -> None:
        """Write what is seen."""
        shot = self.call("Page.captureScreenshot", format="png")
        file.write_bytes(base64.b64decode(shot["data"]))

    def close(self) -> None:
        self._browser.call("Target.closeTarget", targetId=self._target)
