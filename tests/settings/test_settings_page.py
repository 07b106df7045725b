"""The page on settings is the table of settings."""

import runpy
from pathlib import Path

from backcue.settings.schema import SETTINGS

MAKER = Path(__file__).parents[2] / "docs" / "make_settings.py"


def test_the_page_on_settings_is_up_to_date() -> None:
    page = runpy.run_path(str(MAKER))["page"]()
    written = MAKER.with_name("settings.md").read_text(encoding="utf-8")
    assert written == page, "run: make docs"
    for setting in SETTINGS:
        assert setting.kind is tuple or f"| `{setting.name}` | {setting.help} |" in page
