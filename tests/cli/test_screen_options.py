"""The options of the second screen: what is refused, and where it says that the page is."""

import json
import re
import socket

import pytest

from tests.cli.conftest import Call

WALK = ("run", "1 forward @ 240spm", "--ready", "0", "--output", "none")
HERE = ("--screen-address", "127.0.0.1")


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--screen", "both"), "'both' is not one of 'view', 'remote'"),
        (("--screen-port", "8000"), "are for --screen; give it too"),
        (("--screen-address", "127.0.0.1"), "are for --screen; give it too"),
        (("--screen", "view", "--screen-address", "0.0.0.0"), "every network this computer is in"),  # noqa: S104 - refused
        (("--screen", "view", "--screen-address", "phone"), "'phone' is no address"),
        (("--screen", "view", "--screen-address", "192.0.2.1"), "cannot be served at 192.0.2.1"),
        (("--screen", "view", "--screen-port", "0"), "0 is not in the range"),
        (("--screen", "view", "--screen-port", "nan"), "not a whole number"),
    ],
)
def test_what_is_wrong_is_said_before_anything_begins(
    backcue: Call, options: tuple[str, ...], told: str
) -> None:
    answer = backcue(*WALK, *options, "--plain")
    assert (answer.status, answer.out) == (2, "")
    assert told in " ".join(answer.err.split())


def test_a_port_that_is_taken_is_told(backcue: Call) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        answer = backcue(*WALK, "--plain", "--screen", "view", *HERE, "--screen-port", port)
    assert answer.status == 2
    assert f"127.0.0.1 port {port}" in answer.err


@pytest.mark.parametrize(("mode", "may"), [("view", "shows only"), ("remote", "may press keys")])
def test_it_says_where_the_page_is(backcue: Call, mode: str, may: str) -> None:
    answer = backcue(*WALK, "--json", "--screen", mode, *HERE)
    assert answer.status == 0
    [url] = re.findall(
        rf"second screen \({may}\): (http://127\.0\.0\.1:\d+/\w{{26}}/)\n", answer.err
    )
    events = [json.loads(line) for line in answer.out.splitlines()]
    [told] = [each for each in events if each["event"] == "screen"]
    assert told["url"] == url
    plain = backcue(*WALK, "--plain", "--screen", mode, *HERE)
    assert may in plain.err
    assert "http" not in plain.out
