"""The page on keys is the table of keys."""

import runpy
from pathlib import Path

MAKER = Path(__file__).parents[2] / "docs" / "make_keys.py"


def test_the_page_on_keys_is_up_to_date() -> None:
    page = runpy.run_path(str(MAKER))["page"]()
    written = MAKER.with_name("keys.md").read_text(encoding="utf-8")
    assert written == page, "run: make docs"
