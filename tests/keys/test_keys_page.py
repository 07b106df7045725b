"""The page on keys is the table of keys."""

import re
import runpy
from pathlib import Path

from backcue.keys.actions_and_keys import ACTIONS
from backcue.keys.names import key_name

MAKER = Path(__file__).parents[2] / "docs" / "make_keys.py"


def test_the_page_on_keys_is_up_to_date() -> None:
    page = runpy.run_path(str(MAKER))["page"]()
    written = MAKER.with_name("keys.md").read_text(encoding="utf-8")
    assert written == page, "run: make docs"


def test_every_key_can_be_written_as_the_page_says() -> None:
    head, _, tables = MAKER.with_name("keys.md").read_text(encoding="utf-8").partition("\n## ")
    written = dict(re.findall(r"^\| `([^`]+)` \| `([^`]+)` \|$", head, re.MULTILINE))
    rows = re.findall(r"^\| (`.*`) \| .* \| `([^`]+)` \|$", tables, re.MULTILINE)
    shown = {action: re.findall(r"`([^`]+)`", keys) for keys, action in rows}

    def name(sign: str) -> str:
        *held, key = re.split(r"\+(?=.)", sign)
        return "+".join([*held, key_name(written.get(key, key))])

    for action in ACTIONS:
        assert tuple(map(name, shown[action.id])) == action.keys
