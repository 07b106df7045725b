"""The page of the second screen: one file that needs no other, and what it is allowed to do."""

import re
from base64 import b64encode
from hashlib import sha256
from importlib.resources import files

from backcue.display.colours import DARK

_PARTS = re.compile(r"<(style|script)>(.*?)</\1>", re.DOTALL)
_RULES = (
    "default-src 'none'",
    "connect-src 'self'",
    "media-src data:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
)


class Page:
    """The page as it is sent, and its headers.

    Its own style and script are the only ones a browser takes: they are named by their hashes.
    """

    def __init__(self) -> None:
        source = files("backcue.web").joinpath("page.html").read_text(encoding="utf-8")
        text = source.replace("/* tones */", _tones())
        self.body = text.encode()
        self.tag = f'"{sha256(self.body).hexdigest()[:16]}"'
        rules = (*_RULES, *_allowed(text))
        self.headers = {
            "content-type": "text/html; charset=utf-8",
            "content-security-policy": "; ".join(rules),
            "etag": self.tag,
        }


def _tones() -> str:
    """Returns the colours of the terminal as rules of a style sheet."""
    return "\n".join(
        f'[data-tone="{name}"] {{ --paper: {tone.paper}; --ink: {tone.ink}; }}'
        for name, tone in DARK.items()
    )


def _allowed(text: str) -> list[str]:
    hashes: dict[str, list[str]] = {"style": [], "script": []}
    for kind, inner in _PARTS.findall(text):
        digest = b64encode(sha256(inner.encode()).digest()).decode()
        hashes[kind].append(f"'sha256-{digest}'")
    return [f"{kind}-src {' '.join(found)}" for kind, found in hashes.items()]
