"""The page: complete in itself, within what it is allowed, and safe with a person's words."""

import json
import re
from base64 import b64encode
from hashlib import sha256

import pytest
from textual.keys import _character_to_key

from backcue.display.colours import DARK
from backcue.keys.actions_and_keys import BY_ID
from backcue.web.page import Page
from backcue.web.requests import KEYS

PAGE = Page()
TEXT = PAGE.body.decode()
SCRIPT = re.findall(r"<script>(.*?)</script>", TEXT, re.DOTALL)


def test_it_is_one_file_that_fetches_nothing_from_elsewhere() -> None:
    assert not re.search(r"https?://|//[a-z]+\.[a-z]", TEXT)
    assert set(re.findall(r'(?:src|href)="([^",;]*)', TEXT)) == {
        "data:", "data:video/webm", "data:video/mp4",
    }  # fmt: skip
    assert "@import" not in TEXT
    assert "url(" not in TEXT


@pytest.mark.parametrize("kind", ["style", "script"])
def test_its_own_style_and_script_are_the_only_ones_allowed(kind: str) -> None:
    [inner] = re.findall(rf"<{kind}>(.*?)</{kind}>", TEXT, re.DOTALL)
    digest = b64encode(sha256(inner.encode()).digest()).decode()
    rules = PAGE.headers["content-security-policy"].split("; ")
    assert f"{kind}-src 'sha256-{digest}'" in rules
    # An attribute would need a permission of its own.
    assert not re.search(r"\s(style|on[a-z]+)=", TEXT)


def test_words_become_text_and_never_markup() -> None:
    for way in ("innerHTML", "outerHTML", "insertAdjacent", "document.write", "eval(", "Function("):
        assert way not in TEXT


def test_it_keeps_nothing() -> None:
    for way in ("localStorage", "sessionStorage", "indexedDB", "cookie", "serviceWorker"):
        assert way not in TEXT


def test_it_asks_for_nothing_but_what_is_served() -> None:
    [script] = SCRIPT
    assert set(re.findall(r'(?:fetch|EventSource)\("([^"]*)"', script)) == {"./", "keys", "events"}


def test_browsers_of_six_years_ago_understand_it() -> None:
    [script] = SCRIPT
    for new in (
        r"\?\.\w",
        r"\?\?",
        r"\.at\(",
        r"\|\|=",
        "replaceAll",
        "structuredClone",
        "#private",
    ):
        assert not re.search(new.replace("#private", r"this\.#"), script), new
    [style] = re.findall(r"<style>(.*?)</style>", TEXT, re.DOTALL)
    for new in (":has(", "dvh", "inset:", "aspect-ratio", "@layer", "@container", ":is(", "&"):
        assert new not in style, new


def test_the_colours_are_those_of_the_terminal() -> None:
    for name, tone in DARK.items():
        assert f'[data-tone="{name}"] {{ --paper: {tone.paper}; --ink: {tone.ink}; }}' in TEXT


def test_the_keys_of_a_keyboard_do_what_they_do_in_the_terminal() -> None:
    [table] = re.findall(r"var KEYS = ({.*?});", SCRIPT[0], re.DOTALL)
    pressed = json.loads(table)
    names = {" ": "space", "ArrowRight": "right", "ArrowLeft": "left"}
    for key, action in pressed.items():
        name = names.get(key) or (_character_to_key(key) if len(key) == 1 else key.lower())
        assert name in BY_ID[action].keys, key
        assert action in KEYS
    assert len(pressed) > 15


def test_it_says_what_a_remote_may_do() -> None:
    assert "These buttons move the workout, never a belt." in TEXT


def test_it_is_small() -> None:
    assert len(PAGE.body) < 40_000
