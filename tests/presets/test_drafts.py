"""What is typed is kept for when its program ends, once, and whatever became of the file."""

import multiprocessing
import os
from pathlib import Path

import pytest
from msgspec.structs import replace

from backcue.presets.drafts import Drafts
from backcue.presets.own import ChangedOnDisk, Draft, OwnPresets
from backcue.presets.writing import Fields

HILL = Fields(id="hill", name="Hill \ud800\x1b[31m", sequence="45s backward,\nrest 6", repeat="6x")


@pytest.fixture
def own(tmp_path: Path) -> OwnPresets:
    return OwnPresets(tmp_path / "presets")


@pytest.fixture
def drafts(tmp_path: Path, own: OwnPresets) -> Drafts:
    return Drafts(tmp_path / "drafts", own.folder)


def test_a_draft_is_held_while_its_program_is_there_and_left_afterwards(drafts: Drafts) -> None:
    assert drafts.left() == []
    assert not drafts.is_any_left
    file = drafts.begin()
    file.keep(Draft(), HILL)
    file.keep(Draft(), replace(HILL, repeat="7x"))
    assert drafts.left() == []
    file.let_go()
    assert drafts.is_any_left
    [left] = drafts.left()
    assert left.typed == replace(HILL, repeat="7x")
    assert left.draft == Draft()
    # Whoever goes on with it holds it again; another program is not offered it.
    again = drafts.begin(left)
    assert drafts.left() == []
    again.forget()
    assert drafts.left() == []
    assert list(drafts.folder.iterdir()) == []


def test_two_windows_that_go_on_with_the_same_write_each_their_own(
    drafts: Drafts, own: OwnPresets
) -> None:
    file = drafts.begin()
    file.keep(Draft(), HILL)
    file.let_go()
    [left] = drafts.left()
    first, second = drafts.begin(left), drafts.begin(left)
    first.keep(Draft(), replace(HILL, repeat="7x"))
    second.keep(Draft(), replace(HILL, repeat="8x"))
    second.forget()
    # A third one throws away what it was asked about, and nothing of the first's.
    drafts.throw_away(left, own.trash)
    assert drafts.left() == []
    first.let_go()
    [found] = drafts.left()
    assert found.typed.repeat == "7x"


def test_who_goes_on_late_writes_over_nothing_that_another_has_typed_since(drafts: Drafts) -> None:
    file = drafts.begin()
    file.keep(Draft(), HILL)
    file.let_go()
    [left] = drafts.left()
    first = drafts.begin(left)
    first.keep(Draft(), replace(HILL, repeat="7x"))
    first.let_go()
    second = drafts.begin(left)
    second.keep(Draft(), replace(HILL, repeat="8x"))
    second.let_go()
    assert [each.typed.repeat for each in drafts.left()] == ["8x", "7x"]
    for each in drafts.left():
        drafts.begin(each).forget()
    assert list(drafts.folder.iterdir()) == []


def _write_and_die(drafts: Drafts) -> None:
    drafts.begin().keep(Draft(), HILL)
    os.kill(os.getpid(), 9)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes that are forked")
def test_what_a_killed_program_left_is_there(drafts: Drafts) -> None:
    process = multiprocessing.get_context("fork").Process(target=_write_and_die, args=(drafts,))
    process.start()
    process.join()
    # One that was killed before it had written anything leaves nothing either.
    (drafts.folder / ".draft-dead.lock").touch()
    [left] = drafts.left()
    assert left.typed == HILL
    drafts.begin(left).forget()
    assert list(drafts.folder.iterdir()) == []


def test_what_goes_on_knows_whether_its_file_was_changed_meanwhile(
    drafts: Drafts, own: OwnPresets
) -> None:
    saved = own.save(own.new(), Fields(id="hill", name="Hill", sequence="5 forward"))
    file = drafts.begin()
    file.keep(saved, replace(saved.fields, sequence="6 forward"))
    file.let_go()
    [left] = drafts.left()
    assert left.draft == saved
    assert own.save(left.draft, left.typed).fields.sequence == "6 forward"
    with pytest.raises(ChangedOnDisk, match="changed meanwhile"):
        own.save(left.draft, left.typed)


def test_a_draft_names_no_file_elsewhere(drafts: Drafts, tmp_path: Path) -> None:
    file = drafts.begin()
    file.keep(Draft(fields=HILL, path=tmp_path / "elsewhere.toml", found=b"x"), HILL)
    file.let_go()
    [left] = drafts.left()
    assert (left.draft.path, left.draft.found) == (None, None)


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff", b"[" * 100_000, b'{"at": 3}', b"null", b'{"at": "2026-01-01"}', b"9" * 5000],
)
def test_a_damaged_draft_is_set_aside_and_told_once(drafts: Drafts, content: bytes) -> None:
    drafts.folder.mkdir()
    path = drafts.folder / "draft-1.json"
    path.write_bytes(content)
    assert drafts.left() == []
    assert drafts.problems == [f"{path} was damaged, and is set aside as draft-1.json.bad"]
    assert drafts.left() == []
    assert (drafts.folder / "draft-1.json.bad").read_bytes() == content


def test_what_is_thrown_away_lies_in_the_trash(drafts: Drafts, own: OwnPresets) -> None:
    for draft in (Draft(), Draft(text="no [toml")):
        file = drafts.begin()
        file.keep(draft, HILL)
        file.let_go()
        [left] = drafts.left()
        drafts.throw_away(left, own.trash)
        assert list(drafts.folder.iterdir()) == []
    texts = [one.path.read_text() for one in own.trash.contents()]
    assert all("45s backward" in text for text in texts)
    assert len(texts) == 2
