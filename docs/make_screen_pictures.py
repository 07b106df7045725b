"""Take the pictures of the second screen: python docs/make_screen_pictures.py (needs Chromium).

The page itself, as a browser draws it, at moments of a session that are set by hand.
"""

import ipaddress
import json
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from backcue.display.mirror import Look, Standing, moment
from backcue.session.snapshot import Snapshot
from backcue.web.address import Place, listening, new_token
from backcue.web.server import Server
from tests.chromium import Chromium
from tests.ui import fakes

IMAGES = Path(__file__).parent / "images"
HERE = ipaddress.ip_address("127.0.0.1")
PICTURES = (
    ("second-screen-tablet", fakes.GOING_BACK, (410, 590), False),
    ("second-screen-tv", fakes.HOLDING, (960, 540), False),
    ("second-screen-remote", fakes.WALKING, (332, 590), True),
)


def picture(
    browser: Chromium, name: str, now: Snapshot, size: tuple[int, int], *, remote: bool
) -> None:
    """Serve this moment, and take the picture of it."""
    look = Look("Balance walk", go_on="GO" if remote else "space", remote=remote)
    sock = listening(HERE, 0)

    def show() -> None:
        told = moment(look, Standing(), now, time.time() * 1000)
        server.publish(json.dumps(told).encode())

    server = Server(
        sock,
        Place(HERE, sock.getsockname()[1], new_token()),
        now_ms=lambda: time.time() * 1000,
        on_key=lambda _: None,
        on_viewer=show,
    )
    server.start()
    try:
        tab = browser.page(server.place.url, *size)
        tab.wait_for("document.getElementById('lost').hidden")
        time.sleep(0.5)
        show()
        tab.picture(IMAGES / f"{name}.png")
        tab.close()
    finally:
        server.close()


def main() -> None:
    """Take them all."""
    with Chromium() as browser:
        for name, now, size, remote in PICTURES:
            picture(browser, name, now, size, remote=remote)


if __name__ == "__main__":
    main()
