"""What is asked of the second screen, and whether it may be: the token, the host, the origin."""

import json
from enum import Enum
from hmac import compare_digest

from msgspec import Struct

from backcue.keys.actions_and_keys import ACTIONS, Scope
from backcue.web.address import Place

MOST_BYTES = 4096
"""Of a whole request."""
KEYS = frozenset(action.id for action in ACTIONS if action.scope in (Scope.WORKOUT, Scope.QUESTION))
"""The actions that a remote may do: those of a workout, and the answers to its question."""


class Refused(Exception):  # noqa: N818 - it is refused, nothing failed
    """A request is not answered; with this status, and why in a few words."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status, self.why = status, why


class Wanted(Enum):
    """What there is."""

    PAGE = b""
    EVENTS = b"events"
    KEYS = b"keys"


_METHOD = {Wanted.PAGE: b"GET", Wanted.EVENTS: b"GET", Wanted.KEYS: b"POST"}


class Asked(Struct, frozen=True):
    """A request's first lines, as they came."""

    method: bytes
    target: bytes
    headers: dict[bytes, bytes]
    """By their names in small letters; those that come twice are joined by commas."""

    def header(self, name: str) -> str:
        """Returns a header, empty where there is none."""
        return self.headers.get(name.encode(), b"").decode("latin-1").strip()


def wanted(asked: Asked, place: Place) -> Wanted:
    """Returns what is asked for; Refused where it is not there, or not for who asks."""
    slash, token, rest = _split(asked.target)
    # The same time for any token, so that none can be found letter by letter.
    if not compare_digest(token, place.token.encode()) or slash != b"//":
        raise Refused(404, "nothing is here")
    if asked.header("host").lower() not in place.hosts:
        raise Refused(403, "asked for by another name")
    origin = asked.header("origin")
    if origin and origin.lower() not in {f"http://{host}" for host in place.hosts}:
        raise Refused(403, "asked for by another site")
    try:
        found = Wanted(rest)
    except ValueError:
        raise Refused(404, "nothing is here") from None
    if asked.method != _METHOD[found]:
        raise Refused(405, f"only {_METHOD[found].decode()}")
    return found


def _split(target: bytes) -> tuple[bytes, bytes, bytes]:
    """Cut `/TOKEN/rest` into its slashes, the token and the rest."""
    head, first, after = target.partition(b"/")
    token, second, rest = after.partition(b"/")
    return (b"" if head else first) + second, token, rest


def action_of(asked: Asked, body: bytes, *, remote: bool) -> str:
    """Returns the id of the action that a remote asks for; Refused where it may not."""
    if not remote:
        raise Refused(403, "this screen only shows")
    if asked.header("content-type").partition(";")[0].strip().lower() != "application/json":
        raise Refused(415, "only application/json")
    try:
        action = json.loads(body)["action"]
    except (ValueError, TypeError, KeyError, RecursionError):
        raise Refused(400, 'only {"action": "..."}') from None
    if not isinstance(action, str) or action not in KEYS:
        raise Refused(400, "no such action")
    return action
