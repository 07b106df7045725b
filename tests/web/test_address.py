"""Where the second screen is served: one address, which a person or the network names."""

import ipaddress
import socket
from contextlib import suppress

import pytest

from backcue.display.second_screen import SecondScreenError
from backcue.web import address
from backcue.web.address import Place, address_of, listening, network_address, new_token


def place(words: str, port: int = 8000) -> Place:
    return Place(ipaddress.ip_address(words), port, "token")


@pytest.mark.parametrize("words", ["0.0.0.0", "::", "[::]"])  # noqa: S104 - refused
def test_all_networks_at_once_are_refused(words: str) -> None:
    with pytest.raises(SecondScreenError, match="every network"):
        address_of(words)


@pytest.mark.parametrize("words", ["", "phone", "192.168.1", "224.0.0.1", "fe80::1", "1.2.3.4/24"])
def test_what_is_no_address_is_refused_by_name(words: str) -> None:
    with pytest.raises(SecondScreenError, match=words or "no address"):
        address_of(words)


def test_an_address_may_stand_in_brackets() -> None:
    assert str(address_of("[::1]")) == "::1"


def test_the_address_of_the_page() -> None:
    assert place("192.168.1.20").url == "http://192.168.1.20:8000/token/"
    assert place("::1").url == "http://[::1]:8000/token/"


def test_the_names_it_is_asked_for_by() -> None:
    assert place("192.168.1.20").hosts == {"192.168.1.20:8000"}
    assert place("192.168.1.20", 80).hosts == {"192.168.1.20:80", "192.168.1.20"}
    assert place("127.0.0.1").hosts == {"127.0.0.1:8000", "localhost:8000"}


def test_a_token_cannot_be_guessed_and_no_two_are_the_same() -> None:
    tokens = {new_token() for _ in range(200)}
    assert len(tokens) == 200
    assert all(len(token) == 26 and token.isalnum() for token in tokens)
    assert set("".join(tokens)) == set(address._LETTERS)


def found(monkeypatch: pytest.MonkeyPatch, *words: str) -> None:
    ways = [ipaddress.ip_address(each) for each in words]
    monkeypatch.setattr(address, "_on_the_way_out", lambda: iter(ways))
    monkeypatch.setattr(address, "_by_its_name", lambda: iter(()))


def test_the_address_in_the_local_network_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    found(monkeypatch, "127.0.0.1", "169.254.3.4", "192.168.7.5")
    assert str(network_address()) == "192.168.7.5"


def test_without_a_network_it_says_what_can_be_done(monkeypatch: pytest.MonkeyPatch) -> None:
    found(monkeypatch, "127.0.1.1")
    with pytest.raises(SecondScreenError, match=r"no network.*--screen-address 127.0.0.1"):
        network_address()


def test_an_address_for_the_whole_world_is_only_taken_when_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found(monkeypatch, "9.9.9.9")
    with pytest.raises(SecondScreenError, match=r"from everywhere; --screen-address 9\.9"):
        network_address()


def test_an_address_of_a_vpn_is_told_as_what_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    found(monkeypatch, "100.101.102.103", "192.168.7.5")
    assert str(network_address()) == "192.168.7.5"
    for one in ("100.64.0.1", "100.127.255.254"):
        found(monkeypatch, one)
        with pytest.raises(SecondScreenError, match=f"one of a VPN .*--screen-address {one}"):
            network_address()


def test_looking_for_the_address_fails_nowhere() -> None:
    with suppress(SecondScreenError):
        assert network_address().is_private


def test_a_place_that_is_taken_or_not_ours_is_told() -> None:
    told = pytest.raises(SecondScreenError, match=r"127\.0\.0\.1 port")
    with socket.create_server(("127.0.0.1", 0)) as taken, told:
        listening(ipaddress.ip_address("127.0.0.1"), taken.getsockname()[1])
    with pytest.raises(SecondScreenError, match=r"192\.0\.2\.1"):
        listening(ipaddress.ip_address("192.0.2.1"), 0)


def test_it_listens_at_that_address_alone() -> None:
    with listening(ipaddress.ip_address("127.0.0.1"), 0) as sock:
        assert sock.getsockname()[0] == "127.0.0.1"
