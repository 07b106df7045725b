"""On which address the second screen is served, and which it is asked for by."""

import ipaddress
import socket
from collections.abc import Iterator
from contextlib import suppress
from secrets import choice

from msgspec import Struct

from backcue.display.second_screen import SecondScreenError

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"
"""Crockford's 32: none looks like another, and a person can type them on a TV."""
TOKEN_LETTERS = 26
"""Five bits each: 130 in all."""
_FAR = (("192.0.2.1", socket.AF_INET), ("2001:db8::1", socket.AF_INET6))
"""Addresses kept for documents (RFC 5737, RFC 3849): nothing is ever sent to them."""


class Place(Struct, frozen=True):
    """Where a page is served."""

    address: Address
    port: int
    token: str

    @property
    def host(self) -> str:
        """What stands between `http://` and the path."""
        name = f"[{self.address}]" if self.address.version == 6 else str(self.address)  # noqa: PLR2004
        return f"{name}:{self.port}"

    @property
    def url(self) -> str:
        """The whole address of the page."""
        return f"http://{self.host}/{self.token}/"

    @property
    def hosts(self) -> frozenset[str]:
        """The names by which a browser may ask for it: others come of a name that was turned."""
        names = {self.host, f"localhost:{self.port}"} if self.address.is_loopback else {self.host}
        if self.port == 80:  # noqa: PLR2004 - a browser leaves this one out
            names |= {name.removesuffix(":80") for name in names}
        return frozenset(names)


def new_token() -> str:
    """Returns 130 random bits as letters and digits."""
    return "".join(choice(_LETTERS) for _ in range(TOKEN_LETTERS))


def address_of(words: str) -> Address:
    """Returns the one address that a person named; SecondScreenError where that is none."""
    try:
        address = ipaddress.ip_address(words.strip("[]"))
    except ValueError:
        raise SecondScreenError(f"{words!r} is no address, such as 192.168.1.20") from None
    if address.is_unspecified:
        raise SecondScreenError(
            f"{words} would open the second screen to every network this computer is in; "
            "name the one address that the phone can reach"
        )
    if address.is_multicast or (address.version == 6 and address.is_link_local):  # noqa: PLR2004
        raise SecondScreenError(f"{words} cannot be opened in a browser; name another address")
    return address


def network_address() -> Address:
    """Returns this machine's address in its local network; SecondScreenError without one."""
    found = [*_on_the_way_out(), *_by_its_name()]
    local = [each for each in found if not (each.is_loopback or each.is_link_local)]
    for address in local:
        if address.is_private:
            return address
    if local:
        # 100.64.0.0/10 (RFC 6598) is neither: VPNs such as Tailscale give it out, and providers.
        far = local[0].is_global
        whose = "can be reached from everywhere" if far else "is one of a VPN or of your provider"
        raise SecondScreenError(
            f"this computer is in no local network, and its address {local[0]} {whose}; "
            f"--screen-address {local[0]} serves the page there all the same"
        )
    raise SecondScreenError(
        "this computer is in no network, so that no phone could reach it; "
        "--screen-address 127.0.0.1 serves the page to this computer alone"
    )


def _on_the_way_out() -> Iterator[Address]:
    """Returns the addresses from which this machine would send something far away."""
    for far, family in _FAR:
        with suppress(OSError), socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.connect((far, 9))
            yield ipaddress.ip_address(probe.getsockname()[0])


def _by_its_name() -> Iterator[Address]:
    """Returns the addresses of this machine's name, where its network has no way out."""
    with suppress(OSError):
        for *_, place in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET):
            yield ipaddress.ip_address(place[0])


def listening(address: Address, port: int) -> socket.socket:
    """Returns a socket that listens there; SecondScreenError where that is not possible."""
    family = socket.AF_INET6 if address.version == 6 else socket.AF_INET  # noqa: PLR2004
    sock = socket.socket(family, socket.SOCK_STREAM)
    try:
        _set_options(sock)
        sock.bind((str(address), port))
        sock.listen(64)
    except OSError as error:
        sock.close()
        why = error.strerror or str(error)
        where = f"{address} port {port}" if port else str(address)
        raise SecondScreenError(f"the second screen cannot be served at {where}: {why}") from error
    return sock


_SEND_BUFFER = 16 * 1024
"""Bytes that may be on their way to one viewer: who falls back further is let go of."""
_UNANSWERED_MS = 10_000
"""How long a viewer may be out of reach; where the system can watch for it."""


def _set_options(sock: socket.socket) -> None:
    sock.settimeout(0)
    # On Windows this would let another program listen at the same place.
    if hasattr(socket, "SO_EXCLUSIVEADDRUSE"):
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
    else:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _SEND_BUFFER)
    if hasattr(socket, "TCP_USER_TIMEOUT"):
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, _UNANSWERED_MS)
