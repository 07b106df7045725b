"""Own presets on disk: nothing of a person's is lost, whatever happens meanwhile."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from backcue.presets.library import Library
from backcue.presets.own import ChangedOnDisk, Draft, OwnPresets, problem_with
from backcue.presets.preset_file import PresetError
from backcue.presets.trash import Taken
from backcue.presets.writing import Fields

HILL = Fields(id="hill", name="Hill", sequence="45s backward, rest 60s", repeat="6x")


@pytest.fixture
def own(tmp_path: Path) -> OwnPresets:
    return OwnPresets(tmp_path / "presets")


def reopened(own: OwnPresets) -> Draft:
    return own.open(own.folder / "hill.toml")


def test_a_new_preset_is_a_file_named_after_its_id(own: OwnPresets) -> None:
    saved = own.save(own.new(), HILL)
    assert saved.path == own.folder / "hill.toml"
    preset = Library(own.folder).find("hill")
    assert preset is not None
    assert preset.name == "Hill"


def test_it_can_be_saved_again_and_again(own: OwnPresets) -> None:
    draft = own.new("5 forward")
    assert draft.fields.sequence == "5 forward"
    for name in ("Hill", "Slope", "Ramp"):
        draft = own.save(draft, replace(HILL, name=name))
    assert reopened(own).fields.name == "Ramp"


def test_comments_are_kept(own: OwnPresets) -> None:
    own.folder.mkdir()
    path = own.folder / "hill.toml"
    path.write_text('id = "hill"\nname = "Hill" # steep\nsequence = "5 forward"\n')
    own.save(own.open(path), replace(reopened(own).fields, repeat="3x"))
    assert path.read_text() == (
        'id = "hill"\nname = "Hill" # steep\nsequence = "5 forward"\nrepeat = "3x"\n'
    )


def test_a_changed_id_leaves_the_file_where_it_is(own: OwnPresets) -> None:
    draft = own.save(own.new(), HILL)
    assert own.save(draft, replace(HILL, id="slope")).path == own.folder / "hill.toml"
    assert [path.name for path in own.folder.iterdir()] == ["hill.toml"]


def test_what_makes_no_preset_is_not_saved(own: OwnPresets) -> None:
    with pytest.raises(PresetError) as caught:
        own.save(own.new(), replace(HILL, sequence="5 forwrd"))
    assert caught.value.problems[0].key == "sequence"
    assert not own.folder.exists()


def test_a_file_that_changed_meanwhile_is_not_written_over_unasked(own: OwnPresets) -> None:
    draft = own.save(own.new(), HILL)
    path = own.folder / "hill.toml"
    theirs = path.read_text().replace("Hill", "Theirs")
    path.write_text(theirs)
    with pytest.raises(ChangedOnDisk, match=r"hill.toml was changed meanwhile"):
        own.save(draft, replace(HILL, name="Mine"))
    assert path.read_text() == theirs
    draft = own.save(draft, replace(HILL, name="Mine"), over=True)
    assert reopened(own).fields.name == "Mine"
    own.save(draft, HILL)


def test_a_file_that_was_touched_only_counts_as_unchanged(own: OwnPresets) -> None:
    draft = own.save(own.new(), HILL)
    (own.folder / "hill.toml").touch()
    own.save(draft, replace(HILL, name="Mine"))
    assert reopened(own).fields.name == "Mine"


def test_a_file_that_came_meanwhile_is_not_written_over_unasked(own: OwnPresets) -> None:
    own.save(own.new(), HILL)
    with pytest.raises(ChangedOnDisk, match=r"there is a hill.toml already"):
        own.save(own.new(), replace(HILL, name="Another"))
    assert reopened(own).fields.name == "Hill"


def test_a_file_that_went_meanwhile_is_not_brought_back_unasked(own: OwnPresets) -> None:
    draft = own.save(own.new(), HILL)
    (own.folder / "hill.toml").unlink()
    with pytest.raises(ChangedOnDisk, match=r"hill.toml was deleted meanwhile"):
        own.save(draft, HILL)
    own.save(draft, HILL, over=True)
    assert reopened(own).fields == HILL


def test_a_built_in_preset_becomes_an_own_one_that_takes_its_place(own: OwnPresets) -> None:
    library = Library(own.folder)
    built_in = library.find("balance")
    assert built_in is not None
    assert built_in.path is not None
    before = built_in.path.read_bytes()
    draft = own.edit(built_in)
    saved = own.save(draft, replace(draft.fields, repeat="10x"))
    assert saved.path == own.folder / "balance.toml"
    assert built_in.path.read_bytes() == before
    library.refresh()
    mine = library.find("balance")
    assert mine is not None
    assert mine.overrides
    assert mine.technique == built_in.technique
    assert mine.source == built_in.source


def test_a_built_in_preset_saved_under_another_id_stands_beside_it(own: OwnPresets) -> None:
    library = Library(own.folder)
    built_in = library.find("balance")
    assert built_in is not None
    draft = own.edit(built_in)
    own.save(draft, replace(draft.fields, id="mine", name="Mine"))
    library.refresh()
    assert library.find("balance") == built_in
    assert library.find("mine") is not None


def test_a_copy_has_its_own_name_id_and_file(own: OwnPresets) -> None:
    own.save(own.new(), HILL)
    library = Library(own.folder)
    hill = library.find("hill")
    assert hill is not None
    draft = own.duplicate(hill, library.presets)
    assert (draft.fields.name, draft.fields.id) == ("Hill 2", "hill-2")
    own.save(draft, draft.fields)
    assert sorted(path.name for path in own.folder.iterdir()) == ["hill-2.toml", "hill.toml"]


def test_words_typed_in_begin_a_new_preset(own: OwnPresets) -> None:
    hill = own.read(own.new(), HILL)
    draft = own.edit(replace(hill, path=None, id=""))
    assert draft == Draft(fields=Fields(sequence="6x(45s backward, rest 60s)"))


def test_a_broken_file_can_be_opened_as_long_as_it_is_toml(own: OwnPresets) -> None:
    own.folder.mkdir()
    path = own.folder / "bad.toml"
    path.write_text('name = "Bad"\nsequence = "5 forwrd"\n')
    draft = own.open(path)
    assert draft.fields.sequence == "5 forwrd"
    own.save(draft, replace(draft.fields, id="bad", sequence="5 forward"))
    assert Library(own.folder).broken == ()


@pytest.mark.parametrize("content", [b"name = ", b"\xff"])
def test_what_is_no_toml_is_refused(own: OwnPresets, content: bytes) -> None:
    own.folder.mkdir()
    (own.folder / "bad.toml").write_bytes(content)
    with pytest.raises(PresetError):
        own.open(own.folder / "bad.toml")
    with pytest.raises(PresetError, match="cannot be read"):
        own.open(own.folder / "none.toml")


def test_what_is_deleted_comes_back_as_it_was_the_last_first(own: OwnPresets) -> None:
    own.folder.mkdir()
    one, two = own.folder / "one.toml", own.folder / "two.toml"
    one.write_bytes(b"\xff one\r\n")
    two.write_bytes(b"two")
    own.delete(one)
    own.delete(two)
    assert list(own.folder.iterdir()) == []
    assert own.last_deleted == two
    assert own.undo() == two
    assert own.undo() == one
    assert own.last_deleted is None
    assert (one.read_bytes(), two.read_bytes()) == (b"\xff one\r\n", b"two")


def test_a_new_file_is_not_written_over_by_an_old_one_that_comes_back(own: OwnPresets) -> None:
    own.save(own.new(), HILL)
    path = own.folder / "hill.toml"
    own.delete(path)
    path.write_text("new")
    with pytest.raises(Taken, match=r"there is a new hill.toml"):
        own.undo()
    assert path.read_text() == "new"
    path.unlink()
    own.undo()
    assert reopened(own).fields == HILL


def test_an_id_that_another_own_preset_has_is_a_problem(own: OwnPresets) -> None:
    saved = own.save(own.new(), HILL)
    presets = Library(own.folder).presets
    assert problem_with(HILL, presets, saved.path) is None
    assert problem_with(replace(HILL, id="HILL"), presets, None) == (
        '"HILL" is the id of hill.toml already'
    )
    assert problem_with(replace(HILL, id="balance"), presets, None) is None
